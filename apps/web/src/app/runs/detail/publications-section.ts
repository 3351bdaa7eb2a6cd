import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import { appPaths } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { PublishingActs } from '../publishing-acts';
import { RunStore } from '../run-store';
import { type PublicationLine, publicationLines } from './publication-lines';

/** Where the public sees the run, and saw it. */
@Component({
  selector: 'sr-publications-section',
  template: `
    <section class="sec" aria-labelledby="run-publications">
      <header>
        <h2 id="run-publications" #heading tabindex="-1">{{ words.title }}</h2>
      </header>
      <ul class="lines">
        @for (line of lines(); track line.portal) {
          <li>
            <span class="grow"
              ><span class="strong" [class.quiet]="!line.live">
                @if (line.live && shown()) {
                  <a [href]="pageOf(line)" target="_blank" rel="noopener" [attr.aria-label]="seeOf(line)">{{
                    line.name
                  }}</a>
                } @else {
                  {{ line.name }}
                }</span
              ><span class="sub">{{ line.since }}</span></span
            >
            @if (line.live) {
              <button
                type="button"
                class="btn row text"
                [attr.aria-label]="unpublishOf(line)"
                (click)="unpublish(line)"
              >
                {{ words.unpublish }}
              </button>
            }
          </li>
        } @empty {
          <li>
            <span class="quiet">{{ words.empty }}</span>
          </li>
        }
      </ul>
      @if (unseen(); as why) {
        <p class="small quiet why">{{ why }}</p>
      }
    </section>
  `,
  styles: `
    h2:focus {
      outline: 0;
    }
    .strong {
      display: block;
      line-height: 20px;
      overflow-wrap: anywhere;
    }
    .btn {
      margin-right: -8px;
    }
    .why {
      padding: 8px 0 0;
      border-top: var(--sr-rule);
    }
  `,
})
export class PublicationsSection {
  private readonly store = inject(RunStore);
  private readonly acts = inject(PublishingActs);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly words = {
    title: service('provider.publications.title'),
    empty: service('provider.publications.empty'),
    unpublish: service('provider.unpublish'),
  };
  protected readonly lines = computed(() => publicationLines(this.store.detail()?.publications ?? []));
  protected readonly shown = this.store.shownOnPortals;
  /** Why the public does not see it, although it is published. */
  protected readonly unseen = computed(() => {
    if (this.store.live().length === 0 || this.shown()) return null;
    return service(this.store.run()?.status === 'draft' ? 'provider.publications.draft' : 'provider.publications.over');
  });

  protected pageOf({ slug }: PublicationLine): string {
    return appPaths.portal(slug);
  }

  protected seeOf({ name }: PublicationLine): string {
    return service('provider.publications.see', { portal: name });
  }

  protected unpublishOf({ name }: PublicationLine): string {
    return service('provider.unpublish.of', { portal: name });
  }

  protected async unpublish(line: PublicationLine): Promise<void> {
    // The button that was pressed is gone.
    if (await this.acts.unpublish(this.store, line)) this.heading().nativeElement.focus();
  }
}
