import { HttpClient, HttpContext, HttpParams } from '@angular/common/http';
import { computed, DOCUMENT, effect, inject, Service, signal, untracked } from '@angular/core';
import {
  apiPaths,
  type Id,
  type Portal,
  type PortalAnswer,
  type PortalPageData,
  type PortalRun,
  type PortalRunAnswer,
  type PortalRunPage,
  type RequestSubmitted,
  type SubmitRequestInput,
} from '@service-runs/contracts';
import { firstValueFrom } from 'rxjs';
import { toApiFailure } from '../core/http/api-failure';
import { takePageData } from '../core/page-data';
import { type FetchedPage, Paged, type PageRequest } from '../core/paged';
import { OUTSIDE_SESSION } from '../core/session/session';
import { PortalAddress } from './portal-address';

export type PortalState =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  /** There is no portal at this address. */
  | { kind: 'unknown' }
  | { kind: 'open'; portal: Portal };

/** The one run that an address names. */
export type OneRun =
  | { kind: 'none' }
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  /** It was never published here, or is no longer. */
  | { kind: 'gone' }
  | { kind: 'open'; run: PortalRun };

/** A portal as the public sees it, and what is asked for there. One for each page. */
@Service({ autoProvided: false })
export class PortalStore {
  private readonly http = inject(HttpClient);
  private readonly address = inject(PortalAddress);

  private readonly found = signal<PortalState>({ kind: 'loading' });
  private readonly single = signal<OneRun>({ kind: 'none' });
  private readonly picked = signal<PortalRun | null>(null);
  private readonly missing = signal<string | null>(null);
  private listed = '';
  private slug = '';

  readonly portal = this.found.asReadonly();
  readonly runs = new Paged<PortalRun>((page) => this.fetchRuns(page));
  readonly one = this.single.asReadonly();
  /** The run that a reservation is asked for on: the one that is open, or the one that was chosen in the list. */
  readonly chosen = computed<PortalRun | null>(() => {
    const one = this.single();
    if (one.kind === 'none') return this.picked();
    return one.kind === 'open' ? one.run : null;
  });
  /** The name of the run that was no longer published when something was to be sent for it. */
  readonly gone = this.missing.asReadonly();

  constructor() {
    let brought = takePageData<PortalPageData>(inject(DOCUMENT));
    if (brought) this.begin(brought, this.address.place().slug);
    effect(() => {
      const { slug, runId } = this.address.place();
      if (!brought) untracked(() => (runId === null ? this.showAll(slug) : this.showOne(slug, runId)));
      brought = null;
    });
  }

  choose(run: PortalRun): void {
    this.missing.set(null);
    this.picked.set(run);
  }

  /** After a failure: whatever the address names is asked for anew. */
  again(): void {
    const { slug, runId } = this.address.place();
    if (runId === null) void Promise.all([this.loadPortal(slug), this.runs.load()]);
    else void this.loadOne(slug, runId);
  }

  async send(input: SubmitRequestInput): Promise<void> {
    await firstValueFrom(this.http.post<RequestSubmitted>(apiPaths.portalRequests(this.slug), input, outside()));
  }

  /** The run is no longer published here: it is not offered any more. */
  drop(run: PortalRun): void {
    this.missing.set(run.name);
    this.picked.set(null);
    if (this.single().kind === 'open') this.single.set({ kind: 'gone' });
    if (this.listed === this.slug) void this.runs.refresh();
  }

  /** The portal itself is no longer there. */
  close(): void {
    this.found.set({ kind: 'unknown' });
  }

  /** With what the page brought with it: before the first drawing, so that what can be read already does not vanish. */
  private begin(data: PortalPageData, slug: string): void {
    this.slug = slug;
    if (data.shows === 'unknown') {
      this.close();
      return;
    }
    this.found.set({ kind: 'open', portal: data.portal });
    if (data.shows === 'runs') {
      this.listed = slug;
      this.runs.take({ items: data.runs, next: data.next_cursor });
    } else {
      this.single.set(data.shows === 'run' ? { kind: 'open', run: data.run } : { kind: 'gone' });
    }
  }

  private showAll(slug: string): void {
    const known = this.enter(slug);
    this.single.set({ kind: 'none' });
    if (!known) void this.loadPortal(slug);
    if (this.listed === slug) return;
    this.listed = slug;
    void this.runs.load();
  }

  private showOne(slug: string, runId: Id): void {
    this.enter(slug);
    this.missing.set(null);
    const listed = this.runs.items().find(({ id }) => id === runId);
    if (listed) this.single.set({ kind: 'open', run: listed });
    else void this.loadOne(slug, runId);
  }

  /** Whether the portal is there already. */
  private enter(slug: string): boolean {
    if (slug === this.slug && this.found().kind === 'open') return true;
    this.slug = slug;
    this.found.set({ kind: 'loading' });
    return false;
  }

  private async loadPortal(slug: string): Promise<void> {
    if (this.found().kind !== 'open') this.found.set({ kind: 'loading' });
    try {
      const { portal } = await firstValueFrom(this.http.get<PortalAnswer>(apiPaths.portal(slug), outside()));
      this.found.set({ kind: 'open', portal });
    } catch (error) {
      this.found.set(why(error));
    }
  }

  private async loadOne(slug: string, runId: Id): Promise<void> {
    this.single.set({ kind: 'loading' });
    const still = () => this.address.place().runId === runId;
    try {
      const path = apiPaths.portalRun(slug, runId);
      const { portal, run } = await firstValueFrom(this.http.get<PortalRunAnswer>(path, outside()));
      this.found.set({ kind: 'open', portal });
      if (still()) this.single.set({ kind: 'open', run });
    } catch (error) {
      const { code } = toApiFailure(error);
      const gone = code === 'error.run.not_found';
      if (still()) this.single.set(gone ? { kind: 'gone' } : { kind: 'failed', error });
      if (gone) await this.loadPortal(slug);
      else if (this.found().kind !== 'open') this.found.set(why(error));
    }
  }

  private async fetchRuns({ limit, cursor }: PageRequest): Promise<FetchedPage<PortalRun>> {
    let params = new HttpParams({ fromObject: { limit } });
    if (cursor !== null) params = params.set('cursor', cursor);
    const call = this.http.get<PortalRunPage>(apiPaths.portalRuns(this.slug), { ...outside(), params });
    const { runs, next_cursor } = await firstValueFrom(call);
    return { items: runs, next: next_cursor };
  }
}

/** Nobody has to be signed in here, so nothing waits for who is. */
function outside(): { context: HttpContext } {
  return { context: new HttpContext().set(OUTSIDE_SESSION, true) };
}

function why(error: unknown): PortalState {
  return toApiFailure(error).code === 'error.portal.not_found' ? { kind: 'unknown' } : { kind: 'failed', error };
}
