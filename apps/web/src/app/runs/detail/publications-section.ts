import { Component, computed, inject } from '@angular/core';
import { service } from '@service-runs/copy';
import { RunStore } from '../run-store';
import { publicationLines } from './publication-lines';

/** Where the public sees the run, and saw it. */
@Component({
  selector: 'sr-publications-section',
  template: `
    <section class="sec" aria-labelledby="run-publications">
      <header>
        <h2 id="run-publications">{{ words.title }}</h2>
      </header>
      <ul class="lines">
        @for (line of lines(); track line.portal) {
          <li>
            <span class="grow"
              ><span class="strong" [class.quiet]="!line.live">{{ line.name }}</span
              ><span class="sub">{{ line.since }}</span></span
            >
          </li>
        } @empty {
          <li>
            <span class="quiet">{{ words.empty }}</span>
          </li>
        }
      </ul>
    </section>
  `,
  styles: `
    .strong {
      display: block;
      line-height: 20px;
      overflow-wrap: anywhere;
    }
  `,
})
export class PublicationsSection {
  private readonly store = inject(RunStore);

  protected readonly words = {
    title: service('provider.publications.title'),
    empty: service('provider.publications.empty'),
  };
  protected readonly lines = computed(() => publicationLines(this.store.detail()?.publications ?? []));
}
