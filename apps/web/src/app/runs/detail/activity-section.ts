import { Component, computed, inject } from '@angular/core';
import { service } from '@service-runs/copy';
import { ErrorState, ListRest, LoadingLines, stamp } from '@service-runs/ui';
import { RunStore } from '../run-store';
import { activitySentence } from './activity-sentence';

/** What happened to the run, newest first. */
@Component({
  selector: 'sr-activity-section',
  imports: [ErrorState, ListRest, LoadingLines],
  template: `
    <section class="sec" aria-labelledby="run-activity">
      <header>
        <h2 id="run-activity">{{ words.title }}</h2>
      </header>
      @if (activity.error(); as error) {
        <sr-error-state [heading]="words.failed" [error]="error" (again)="activity.load()" />
      } @else if (activity.loading()) {
        <sr-loading-lines [rows]="3" [columns]="['70px', 'grow']" [label]="words.loading" />
      } @else {
        <ol class="log small">
          @for (line of lines(); track line.id) {
            <li>
              <time [attr.datetime]="line.at">{{ line.when }}</time><span>{{ line.sentence }}</span>
            </li>
          } @empty {
            <li>
              <span class="none">{{ words.empty }}</span>
            </li>
          }
        </ol>
        <sr-list-rest
          [list]="activity"
          [failed]="words.moreFailed"
          [word]="words.more"
          [ends]="lines().length > 10"
          (more)="activity.more()"
          >{{ words.end }}</sr-list-rest
        >
      }
    </section>
  `,
  styles: `
    li {
      display: grid;
      grid-template-columns: 92px 1fr;
      padding: 7px 0;
      border-top: var(--sr-rule);
    }
    li span {
      overflow-wrap: anywhere;
    }
    .none {
      grid-column: 1 / -1;
      color: var(--mat-sys-on-surface-variant);
    }
    time {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class ActivitySection {
  private readonly store = inject(RunStore);
  protected readonly activity = this.store.activity;

  protected readonly words = {
    title: service('provider.activity.title'),
    failed: service('provider.activity.failed'),
    moreFailed: service('provider.activity.more_failed'),
    loading: service('provider.activity.loading'),
    more: service('provider.activity.more'),
    empty: service('provider.activity.empty'),
    end: service('provider.activity.end'),
  };

  protected readonly lines = computed(() => {
    const zone = this.store.run()?.time_zone ?? 'UTC';
    return this.activity.items().map((entry) => ({
      id: entry.id,
      at: entry.created_at,
      when: stamp(entry.created_at),
      sentence: activitySentence(entry, zone),
    }));
  });
}
