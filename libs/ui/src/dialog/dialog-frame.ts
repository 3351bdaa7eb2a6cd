import { booleanAttribute, Component, inject, input, output } from '@angular/core';
import { service } from '@service-runs/copy';
import { Icon } from '../icon/icon';
import { DIALOG_HEADING_ID } from './dialogs';

/**
 * Head, body that scrolls, foot that stays:
 * `<sr-dialog-frame [heading]="…" (dismiss)="ref.close()"> … <ng-container foot>buttons</ng-container></sr-dialog-frame>`.
 * Head and foot are no landmarks: two dialogs may lie over each other, and a page has one of each.
 */
@Component({
  selector: 'sr-dialog-frame',
  imports: [Icon],
  host: { class: 'dialog', '[class.ask]': 'ask()' },
  template: `
    <header role="none">
      <div>
        <h2 [id]="headingId">{{ heading() }}</h2>
        <ng-content select="[subheading]" />
      </div>
      <button type="button" class="btn icon" [attr.aria-label]="close" (click)="dismiss.emit()">
        <svg srIcon="close"></svg>
      </button>
    </header>
    <div class="body"><ng-content /></div>
    <footer role="none"><ng-content select="[foot]" /></footer>
  `,
})
export class DialogFrame {
  readonly heading = input.required<string>();
  /** The narrow kind, which asks a question. */
  readonly ask = input(false, { transform: booleanAttribute });
  readonly dismiss = output();

  protected readonly headingId = inject(DIALOG_HEADING_ID, { optional: true });
  protected readonly close = service('common.close');
}
