import { Component, inject, input, model } from '@angular/core';
import { Session } from '../session/session';

/** Whether invitations are mailed too. Nothing where the site sends no mail: `chosen` is to begin with false there. */
@Component({
  selector: 'sr-send-by-mail',
  template: `
    @if (sendsMail()) {
      <div class="choice">
        <input
          type="checkbox"
          [id]="name()"
          [attr.aria-describedby]="name() + '-help'"
          [checked]="chosen()"
          (change)="chosen.set($any($event.target).checked)"
        />
        <label [attr.for]="name()">{{ label() }}</label>
        <p class="small quiet" [id]="name() + '-help'">{{ help() }}</p>
      </div>
    }
  `,
  styles: `
    /* Where there is nothing to choose it takes no room either. */
    :host {
      display: contents;
    }
    .choice {
      display: grid;
      grid-template-columns: auto 1fr;
      align-items: center;
      gap: 0 10px;
    }
    label {
      padding: 10px 0;
      cursor: pointer;
    }
    p {
      grid-column: 2;
      margin: 0;
    }
  `,
})
export class SendByMail {
  /** The id of the box. */
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly help = input.required<string>();
  readonly chosen = model.required<boolean>();

  protected readonly sendsMail = inject(Session).sendsMail;
}
