import { afterNextRender, Component, DOCUMENT, effect, ElementRef, inject } from '@angular/core';
import { service } from '@service-runs/copy';
import { Notices } from './notices';

/**
 * The foot where notices are told; once, in the root. A dialog dims the page, and hides it from those who listen: this
 * stands outside of it, in the browser's top layer, and comes up over whatever was opened before it.
 */
@Component({
  selector: 'sr-notices-foot',
  host: { role: 'status', popover: 'manual' },
  template: `
    @if (notices.text(); as text) {
      <p (pointerenter)="notices.hold()" (pointerleave)="notices.resume()" (focusin)="notices.hold()">
        <span>{{ text }}</span>
        <!-- Whoever closes it with the pointer stays where they are. -->
        <button type="button" class="btn text" (pointerdown)="$event.preventDefault()" (click)="notices.dismiss()">
          {{ close }}
        </button>
      </p>
    }
  `,
  styles: `
    :host {
      position: fixed;
      inset: auto var(--sr-gutter) var(--sr-notices-bottom, var(--sr-4));
      width: auto;
      max-width: 560px;
      margin: 0 auto;
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      overflow: visible;
    }
    p {
      display: flex;
      justify-content: space-between;
      align-items: center;
      gap: var(--sr-3);
      min-height: 48px;
      padding: 4px 8px 4px 16px;
      background: var(--mat-sys-inverse-surface);
      color: var(--mat-sys-inverse-on-surface);
      border-radius: var(--mat-sys-corner-small);
    }
    .btn {
      color: inherit;
      background: none;
    }
    :focus-visible {
      outline-color: currentColor;
    }
  `,
})
export class NoticesFoot {
  protected readonly notices = inject(Notices);
  protected readonly close = service('common.close');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    const { body } = inject(DOCUMENT);
    afterNextRender(() => {
      body.append(this.host);
      this.raise();
    });
    // Before its words are there: what is read out is what changes in a place that can be seen.
    effect(() => {
      if (this.notices.text() !== null) this.raise();
    });
  }

  private raise(): void {
    // A browser without a top layer shows it over the page all the same.
    if (!this.host.isConnected || typeof this.host.showPopover !== 'function') return;
    if (this.host.matches(':popover-open')) this.host.hidePopover();
    this.host.showPopover();
  }
}
