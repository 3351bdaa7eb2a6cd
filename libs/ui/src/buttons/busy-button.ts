import { Component, ElementRef, inject, input, signal } from '@angular/core';

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
    '[style.min-width.px]': 'srBusy() ? width() : null',
  },
})
export class BusyButton {
  readonly srBusy = input.required<boolean>();
  readonly busyWord = input.required<string>();

  private readonly button = inject<ElementRef<HTMLButtonElement>>(ElementRef).nativeElement;
  /** As it was when it was pressed; Enter in a form presses its button too. */
  protected readonly width = signal<number | null>(null);

  constructor() {
    // Heard on the way down: the listeners of whoever uses the button come before those of its own part.
    this.button.addEventListener('click', (event) => this.press(event), { capture: true });
  }

  private press(event: Event): void {
    if (this.srBusy()) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      this.width.set(this.button.offsetWidth || null);
    }
  }
}
