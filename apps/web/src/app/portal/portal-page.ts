import { afterNextRender, Component, computed, DOCUMENT, effect, inject, Injector, untracked } from '@angular/core';
import { appPaths, type Portal, type PortalRun } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BrandMark, ErrorState, Icon, RunStatusMark, scheduleWords } from '@service-runs/ui';
import { PageTitle } from '../core/page-title';
import { PageHead } from './page-head';
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
  providers: [PageHead, PortalAddress, PortalStore],
  templateUrl: './portal-page.html',
  styleUrl: './portal-page.css',
})
export class PortalPage {
  protected readonly store = inject(PortalStore);
  protected readonly address = inject(PortalAddress);
  private readonly pageTitle = inject(PageTitle);
  private readonly pageHead = inject(PageHead);
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
    effect(() => this.name());
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

  /** Title and head, as far as it is known what the page is about. */
  private name(): void {
    const state = this.store.portal();
    const one = this.one();
    if (state.kind === 'unknown' || one.kind === 'gone') {
      this.pageTitle.set(state.kind === 'unknown' ? this.words.unknown : this.words.gone);
      this.pageHead.set({ description: '', canonical: '', listed: false });
    } else if (state.kind !== 'open') {
      this.pageTitle.set(this.words.page);
    } else if (one.kind === 'open') {
      this.nameRun(state.portal, one.run);
    } else if (one.kind === 'none') {
      this.pageTitle.set(state.portal.name);
      const about = service('public.portal.about', { name: state.portal.name });
      this.pageHead.set({
        description: state.portal.description ?? upper(about),
        canonical: this.path(),
        listed: true,
      });
    }
  }

  private nameRun(portal: Portal, run: PortalRun): void {
    this.pageTitle.set(service('public.portal.run.page', { run: run.name, portal: portal.name }));
    const { day, window } = this.scheduleOf(run);
    const words = { run: run.name, when: `${day} ${window}`.trim(), provider: run.provider_name };
    this.pageHead.set({
      description: run.zone_name
        ? service('public.portal.run.about.zone', { ...words, zone: run.zone_name })
        : service('public.portal.run.about', words),
      canonical: appPaths.portalRun(encodeURIComponent(portal.slug), run.id),
      listed: true,
    });
  }

  private focusHeading(): void {
    const heading = this.document.querySelector<HTMLElement>('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
