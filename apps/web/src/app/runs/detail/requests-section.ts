import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths, type Id } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Notices, shortDay } from '@service-runs/ui';
import { Confirm } from '@service-runs/ui/dialog';
import { RequestsApi } from '../../core/requests/requests-api';
import { joined } from '../../core/invitation/invitation-words';
import { RunStore } from '../run-store';

/** The requests that the run is to serve. */
@Component({
  selector: 'sr-requests-section',
  imports: [RouterLink],
  template: `
    <section class="sec" aria-labelledby="run-requests">
      <header>
        <h2 id="run-requests" #heading tabindex="-1">{{ words.title }}</h2>
        @if (lines().length > 0) {
          <span class="small quiet">{{ attached() }}</span>
        }
      </header>
      <ul class="lines">
        @for (line of lines(); track line.id) {
          <li>
            <span class="grow"
              ><a class="strong" [routerLink]="line.path" [queryParams]="accepted">{{ line.name }}</a
              ><span class="sub">{{ line.about }}</span></span
            >
            <span class="small quiet since">{{ line.since }}</span>
            <span class="do">
              <button type="button" class="btn row text" [attr.aria-label]="line.detach" (click)="detach(line)">
                {{ words.detach }}
              </button>
            </span>
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
    h2:focus {
      outline: 0;
    }
    .strong {
      display: inline-block;
      line-height: 20px;
    }
    .strong,
    .sub {
      overflow-wrap: anywhere;
    }
    .do {
      width: 68px;
      text-align: right;
      margin-right: -8px;
    }
    @media (max-width: 719px) {
      .lines > li {
        flex-wrap: wrap;
        gap: 0;
        padding: 10px 0 0;
      }
      .lines > li > .quiet:first-child {
        padding-bottom: 12px;
      }
      .lines .grow {
        flex: 0 0 100%;
      }
      .strong {
        padding: 4px 0;
      }
      .since {
        flex: 1;
      }
      .do {
        width: auto;
      }
    }
  `,
})
export class RequestsSection {
  private readonly store = inject(RunStore);
  private readonly api = inject(RequestsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly accepted = { status: 'accepted' };
  protected readonly words = {
    title: service('provider.requests.title'),
    empty: service('provider.requests.empty'),
    detach: service('provider.detach'),
  };
  protected readonly lines = computed(() =>
    (this.store.detail()?.attached_requests ?? []).map((request) => ({
      id: request.id,
      name: request.requester_name,
      path: appPaths.inboxRequest(request.id),
      about: joined(request.summary, request.zone_name),
      since: service('provider.requests.since', { day: shortDay(request.attached_at) }),
      detach: service('provider.detach.of', { person: request.requester_name }),
    })),
  );
  protected readonly attached = computed(() => service('provider.requests.attached', { count: this.lines().length }));

  protected async detach({ id, name: person }: { id: Id; name: string }): Promise<void> {
    const run = this.store.run();
    if (!run) return;
    const done = await this.confirm.ask({
      heading: service('provider.detach.title', { person }),
      consequence: service('provider.detach.body', { person, run: run.name }),
      act: service('provider.detach'),
      actBusy: service('provider.detach.busy'),
      keep: service('provider.detach.keep'),
      harmless: true,
      perform: async () => {
        this.store.took({ attached_requests: await this.api.detach(run.id, [id]) });
      },
    });
    if (done) {
      this.notices.tell(service('provider.detach.done', { person }));
      // The button that was pressed is gone.
      this.heading().nativeElement.focus();
    }
    // Also when it was left alone: perhaps because it failed, since somebody else was there before.
    await this.store.refresh();
  }
}
