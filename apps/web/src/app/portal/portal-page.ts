import { afterNextRender, Component, computed, DOCUMENT, effect, inject, Injector, untracked } from '@angular/core';
import { appPaths, type PortalRun } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BrandMark, ErrorState, Icon, RunStatusMark, scheduleWords } from '@service-runs/ui';
import { PageTitle } from '../core/page-title';
import { PortalAddress } from './portal-address';
import { PortalRuns } from './portal-runs';
import { PortalStore } from './portal-store';
import { RequestForm } from './request-form';

/**
 * What is published on a portal, or one run of it, and the form that asks for a reservation. The form is one all along,
 * so that looking at another run loses nothing that was typed.
 */
@Component({
  selector: 'sr-portal-page',
  imports: [BrandMark, ErrorState, Icon, PortalRuns, RequestForm, RunStatusMark],
  host: { class: 'portal-page' },
  providers: [PortalAddress, PortalStore],
  templateUrl: './portal-page.html',
  styleUrl: './portal-page.css',
})
export class PortalPage {
  protected readonly store = inject(PortalStore);
  protected readonly address = inject(PortalAddress);
  private readonly pageTitle = inject(PageTitle);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);

  protected readonly words = {
    of: service('public.portal.of'),
    page: service('public.portal.page'),
    brand: service('shell.brand'),
    loading: service('public.portal.loading'),
    failed: service('public.portal.failed'),
    unknown: service('public.portal.unknown'),
    unknownBody: service('public.portal.unknown.body'),
    all: service('public.portal.run.all'),
    when: service('public.portal.run.when'),
    where: service('public.portal.run.where'),
    by: service('public.portal.run.by'),
    status: service('label.run.status'),
    runFailed: service('public.portal.run.failed'),
    gone: service('public.portal.run.gone'),
    goneBody: service('public.portal.run.gone.body'),
    goneAll: service('public.portal.run.gone.all'),
  };

  protected readonly portal = computed(() => {
    const state = this.store.portal();
    return state.kind === 'open' ? state.portal : null;
  });
  protected readonly one = this.store.one;
  protected readonly path = computed(() => appPaths.portal(encodeURIComponent(this.address.place().slug)));
  /** Nothing can be asked for where nothing is published. */
  protected readonly asking = computed(() => {
    const { runs } = this.store;
    const one = this.one().kind;
    if (one === 'none') return runs.loading() || runs.items().length > 0 || this.store.gone() !== null;
    return one === 'open' || this.store.gone() !== null;
  });
  private before: string | null = null;

  constructor() {
    effect(() => this.pageTitle.set(this.title()));
    // A page that opens without a load says nothing to somebody who listens: the focus goes to its heading.
    effect(() => {
      const { runId } = this.address.place();
      const at = runId ?? '';
      const first = this.before === null;
      const same = this.before === at;
      this.before = at;
      if (!first && !same) untracked(() => afterNextRender(() => this.focusHeading(), { injector: this.injector }));
    });
  }

  protected scheduleOf(run: PortalRun) {
    return scheduleWords(run);
  }

  /** As far as it is known what the page is about. */
  private title(): string {
    const state = this.store.portal();
    const one = this.one();
    if (state.kind === 'unknown') return this.words.unknown;
    if (one.kind === 'gone') return this.words.gone;
    if (state.kind !== 'open') return this.words.page;
    const { name } = state.portal;
    return one.kind === 'open' ? service('public.portal.run.page', { run: one.run.name, portal: name }) : name;
  }

  private focusHeading(): void {
    const heading = this.document.querySelector<HTMLElement>('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}
