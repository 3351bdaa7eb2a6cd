import { afterNextRender, booleanAttribute, Component, type ElementRef, input, output, viewChild } from '@angular/core';
import { service } from '@service-runs/copy';
import { CopyButton } from '@service-runs/ui';

let made = 0;

/**
 * Something that is shown this once: to be copied by its button, or by hand where the browser does not allow that. It
 * takes the focus, but for one that stands `beside` another.
 */
@Component({
  selector: 'sr-shown-once',
  imports: [CopyButton],
  template: `
    <div class="field">
      <label [attr.for]="id">{{ label() }}</label>
      <input
        #text
        [id]="id"
        readonly
        autocomplete="off"
        spellcheck="false"
        [attr.aria-describedby]="id + '-how'"
        [value]="value()"
        (focus)="choose(text)"
      />
    </div>
    <button
      type="button"
      class="btn"
      [class.action]="!beside()"
      [srCopy]="value()"
      [word]="copyWord()"
      (copied)="copied.emit()"
    ></button>
    <p class="small quiet" [id]="id + '-how'"><ng-content /></p>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 12px;
      align-items: center;
      margin-top: 28px;
    }
    p {
      grid-column: 1 / -1;
      text-wrap: pretty;
    }
    .btn {
      min-width: 124px;
      min-height: var(--sr-field);
    }
    @media (max-width: 719px) {
      :host {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class ShownOnce {
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  readonly copyWord = input(service('provider.notify.copy'));
  readonly beside = input(false, { transform: booleanAttribute });
  readonly copied = output();

  protected readonly id = `shown-once-${++made}`;
  private readonly text = viewChild.required<ElementRef<HTMLInputElement>>('text');

  constructor() {
    // What had the focus has gone with the form that made this.
    afterNextRender(() => {
      if (!this.beside()) this.text().nativeElement.focus();
    });
  }

  /** From its end to its beginning, so that the beginning is what can be seen. */
  protected choose(text: HTMLInputElement): void {
    text.setSelectionRange(0, text.value.length, 'backward');
    text.scrollLeft = 0;
  }
}
