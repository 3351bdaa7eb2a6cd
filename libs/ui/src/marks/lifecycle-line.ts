import { Component, computed, input } from '@angular/core';
import { type RunStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';

const way: readonly RunStatus[] = ['draft', 'scheduled', 'in_progress', 'completed'];

/** The life of a run as a line with stops: those behind it, the one where it stands, those ahead. */
@Component({
  selector: 'sr-lifecycle-line',
  template: `
    <ol [attr.aria-label]="label">
      @for (stop of stops(); track stop.status) {
        <li [class]="stop.place" [class.off]="stop.status === 'cancelled'" [attr.aria-current]="stop.current">
          {{ stop.word }}
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      display: flex;
      isolation: isolate;
    }
    li {
      position: relative;
      min-width: 104px;
      padding-top: 20px;
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
    }
    li:last-child {
      min-width: 70px;
    }
    li::before {
      content: '';
      position: absolute;
      z-index: 1;
      left: 0;
      top: 2px;
      width: 14px;
      height: 14px;
      border-radius: 50%;
      border: 2px solid var(--mat-sys-outline);
      background: var(--mat-sys-surface);
    }
    li:not(:last-child)::after {
      content: '';
      position: absolute;
      left: 0;
      right: 0;
      top: 8px;
      border-top: 2px solid var(--mat-sys-outline-variant);
    }
    .done::before,
    .now::before {
      background: var(--mat-sys-primary);
      border-color: var(--mat-sys-primary);
    }
    .done:not(:last-child)::after {
      border-color: var(--mat-sys-primary);
    }
    .now {
      font-weight: 650;
      color: var(--mat-sys-on-surface);
    }
    .now::before {
      box-shadow:
        0 0 0 2px var(--mat-sys-surface),
        0 0 0 4px var(--mat-sys-primary);
    }
    .off::before {
      background:
        linear-gradient(
          45deg,
          transparent calc(50% - 1px),
          currentColor calc(50% - 1px) calc(50% + 1px),
          transparent calc(50% + 1px)
        ),
        linear-gradient(
          -45deg,
          transparent calc(50% - 1px),
          currentColor calc(50% - 1px) calc(50% + 1px),
          transparent calc(50% + 1px)
        ),
        var(--mat-sys-surface);
      border-color: currentColor;
      box-shadow: none;
    }
    @media (max-width: 719px) {
      ol {
        width: 100%;
        justify-content: space-between;
      }
      li,
      li:last-child {
        min-width: 0;
      }
      li:not(:last-child) {
        flex: 1;
      }
    }
  `,
})
export class LifecycleLine {
  readonly status = input.required<RunStatus>();

  protected readonly label = service('label.run.status');
  protected readonly stops = computed(() => {
    const now = this.status();
    // A cancelled run left the line before its end; how far it had come is told by its activity.
    const stops: readonly RunStatus[] = now === 'cancelled' ? ['draft', 'cancelled'] : way;
    const at = stops.indexOf(now);
    return stops.map((status, index) => ({
      status,
      word: service(`label.run.status.${status}`),
      place: index < at ? 'done' : index === at ? 'now' : 'ahead',
      current: index === at ? ('step' as const) : null,
    }));
  });
}
