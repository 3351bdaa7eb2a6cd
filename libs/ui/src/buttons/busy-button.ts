import { afterRenderEffect, Component, ElementRef, inject, input, signal, untracked } from '@angular/core';

/**
 * `<button class="btn action" [srBusy]="saving()" busyWord="Saving">Save</button>`: while it is busy it shows a ring
 * and what is being done, keeps its width and its focus, and takes no second press.
 */
@Component({
  selector: 'button[srBusy]',
  template: `
    @if (srBusy()) {
      <span class="spin" aria-hidden="true"></span>{{ busyWord() }}
    } @else {
      <ng-content />
    }
  `,
  host: {
    '[attr.aria-busy]': 'srBusy() || null',
    '[attr.aria-disabled]': 'srBusy() || null',
    '[style.min-width.px]': 'width()',
    '(click)': 'refuse($event)',
  },
})
export class BusyButton {
  readonly srBusy = input.required<boolean>();
  readonly busyWord = input.required<string>();

  private readonly button = inject<ElementRef<HTMLButtonElement>>(ElementRef).nativeElement;
  protected readonly width = signal<number | null>(null);

  constructor() {
    // Measured while it is at rest, so that it is known before the words change.
    afterRenderEffect(() => {
      if (!this.srBusy()) untracked(() => this.measure());
    });
  }

  private measure(): void {
    this.button.style.minWidth = '';
    const width = this.button.offsetWidth;
    if (width > 0) this.width.set(width);
  }

  protected refuse(event: Event): void {
    if (!this.srBusy()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
