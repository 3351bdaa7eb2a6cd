import { Component, computed, inject } from '@angular/core';
import { service } from '@service-runs/copy';
import { shortDay } from '@service-runs/ui';
import { joined } from '../people';
import { RunStore } from '../run-store';

/** The requests that the run is to serve. */
@Component({
  selector: 'sr-requests-section',
  template: `
    <section class="sec" aria-labelledby="run-requests">
      <header>
        <h2 id="run-requests">{{ words.title }}</h2>
        @if (lines().length > 0) {
          <span class="small quiet">{{ attached() }}</span>
        }
      </header>
      <ul class="lines">
        @for (line of lines(); track line.id) {
          <li>
            <span class="grow"
              ><span class="strong">{{ line.name }}</span
              ><span class="sub">{{ line.about }}</span></span
            >
            <span class="small quiet">{{ line.since }}</span>
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
    }
    .strong,
    .sub {
      overflow-wrap: anywhere;
    }
  `,
})
export class RequestsSection {
  private readonly store = inject(RunStore);

  protected readonly words = {
    title: service('provider.requests.title'),
    empty: service('provider.requests.empty'),
  };
  protected readonly lines = computed(() =>
    (this.store.detail()?.attached_requests ?? []).map((request) => ({
      id: request.id,
      name: request.requester_name,
      about: joined(request.summary, request.zone_name),
      since: service('provider.requests.since', { day: shortDay(request.attached_at) }),
    })),
  );
  protected readonly attached = computed(() => service('provider.requests.attached', { count: this.lines().length }));
}
