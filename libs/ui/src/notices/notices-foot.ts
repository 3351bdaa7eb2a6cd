import { Component, inject } from '@angular/core';
import { service } from '@service-runs/copy';
import { Notices } from './notices';

/** The foot where notices are told; once, in the root. */
@Component({
  selector: 'sr-notices-foot',
  template: `
    <div role="status">
      @if (notices.text(); as text) {
        <p (pointerenter)="notices.hold()" (pointerleave)="notices.resume()" (focusin)="notices.hold()">
          <span>{{ text }}</span>
          <button type="button" class="btn text" (click)="notices.dismiss()">{{ close }}</button>
        </p>
      }
    </div>
  `,
  styles: `
    p {
      position: fixed;
      z-index: 1100;
      left: var(--sr-gutter);
      right: var(--sr-gutter);
      bottom: var(--sr-4);
      max-width: 560px;
      margin: 0 auto;
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
}
