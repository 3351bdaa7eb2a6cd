import { Component, computed, input, output } from '@angular/core';
import { RUN_STATUSES, type RunCountsAnswer, type RunStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';

/** A chip for each status with how many there are, exact up to what the API counts. */
@Component({
  selector: 'sr-status-filter',
  template: `
    <div class="chips" role="group" [attr.aria-label]="label">
      @for (chip of chips(); track chip.status) {
        <button type="button" class="chip" [attr.aria-pressed]="chip.chosen" (click)="toggled.emit(chip.status)">
          {{ chip.word }}
          @if (chip.count !== null) {
            <span class="n">{{ chip.count }}</span>
          }
        </button>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: var(--sr-3);
    }
    @media (max-width: 719px) {
      :host {
        margin-bottom: 0;
      }
      .chips {
        flex-wrap: nowrap;
        overflow-x: auto;
        margin: 0 calc(-1 * var(--sr-gutter));
        padding: 5px var(--sr-gutter);
        scrollbar-width: none;
      }
    }
  `,
})
export class StatusFilter {
  readonly chosen = input.required<readonly RunStatus[]>();
  readonly counts = input<RunCountsAnswer | null>(null);
  readonly toggled = output<RunStatus>();

  protected readonly label = service('label.run.status');
  protected readonly chips = computed(() =>
    RUN_STATUSES.map((status) => ({
      status,
      word: service(`label.run.status.${status}`),
      chosen: this.chosen().includes(status),
      count: this.countOf(status),
    })),
  );

  private countOf(status: RunStatus): string | null {
    const answer = this.counts();
    if (answer === null) return null;
    const count = answer.counts[status];
    return count < answer.capped_at ? String(count) : service('common.count.capped', { count: answer.capped_at - 1 });
  }
}
