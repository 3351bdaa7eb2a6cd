import { Component, computed, input, model } from '@angular/core';
import { service } from '@service-runs/copy';

/** So many rows are drawn at a time, however many there are. */
export const ROWS_A_PAGE = 25;

/** "26–50 of 120", and the ways to the rows before and after. Nothing where one page holds them all. */
@Component({
  selector: 'sr-row-pages',
  template: `
    @if (pages() > 1) {
      <nav [attr.aria-label]="words.pages">
        <p class="small quiet" aria-live="polite">{{ shown() }}</p>
        <button type="button" class="btn" [disabled]="page() === 0" (click)="page.set(page() - 1)">
          {{ words.back }}
        </button>
        <button type="button" class="btn" [disabled]="page() >= pages() - 1" (click)="page.set(page() + 1)">
          {{ words.on }}
        </button>
      </nav>
    }
  `,
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--sr-2) var(--sr-3);
      padding: 12px 0;
    }
    p {
      margin-right: auto;
    }
    @media (max-width: 719px) {
      p {
        flex: 0 0 100%;
      }
      .btn {
        flex: 1;
      }
    }
  `,
})
export class RowPages {
  readonly count = input.required<number>();
  readonly page = model.required<number>();

  protected readonly words = {
    pages: service('provider.many.pages'),
    back: service('provider.many.pages.back'),
    on: service('provider.many.pages.on'),
  };
  protected readonly pages = computed(() => Math.ceil(this.count() / ROWS_A_PAGE));
  protected readonly shown = computed(() =>
    service('provider.many.pages.shown', {
      from: this.page() * ROWS_A_PAGE + 1,
      to: Math.min((this.page() + 1) * ROWS_A_PAGE, this.count()),
      count: this.count(),
    }),
  );
}

/** The rows of one page; of the last one there is, where there are fewer by now. */
export function pageOf<Row>(rows: readonly Row[], page: number): readonly Row[] {
  const last = Math.max(0, Math.ceil(rows.length / ROWS_A_PAGE) - 1);
  const from = Math.min(page, last) * ROWS_A_PAGE;
  return rows.slice(from, from + ROWS_A_PAGE);
}
