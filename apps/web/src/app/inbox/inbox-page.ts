import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  signal,
  untracked,
  viewChild,
  viewChildren,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import {
  appPaths,
  type Id,
  LIMITS,
  REQUEST_STATUSES,
  type RequestStatus,
  type ServiceRequest,
} from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, EmptyState, EndOfList, ErrorState, Icon, LoadingLines } from '@service-runs/ui';
import { map } from 'rxjs';
import { PageTitle } from '../core/page-title';
import { Paged } from '../core/paged';
import { RequestCounts } from '../core/requests/request-counts';
import { RequestsApi } from '../core/requests/requests-api';
import { CurrentTenant } from '../core/session/current-tenant';
import { type InboxQuery, readInboxQuery, writeInboxQuery } from './inbox-query';
import { RequestPane } from './request-pane';
import { arrived } from './request-words';

/** How long somebody may pause between two letters before the search is made. */
const typingPause = 250;

/** What the rows answer: the question, and whose requests they are. */
interface Asked {
  query: InboxQuery;
  tenant: Id | null;
}

const sameQuestion = (one: Asked, other: Asked): boolean =>
  one.tenant === other.tenant && one.query.q === other.query.q && one.query.status.join() === other.query.status.join();

/**
 * Requests for a reservation: the list and, beside it, one of them. On a phone the one that the address names has the
 * page for itself; on a wide screen the first stands there until another is chosen.
 */
@Component({
  selector: 'sr-inbox-page',
  imports: [BusyButton, EmptyState, EndOfList, ErrorState, Icon, LoadingLines, RequestPane, RouterLink],
  templateUrl: './inbox-page.html',
  styleUrl: './inbox-page.css',
  host: { '(document:keydown)': 'shortcut($event)' },
})
export class InboxPage {
  /** From the address: the request that is open. */
  readonly id = input<Id>();

  private readonly api = inject(RequestsApi);
  private readonly requestCounts = inject(RequestCounts);
  private readonly tenant = inject(CurrentTenant);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly injector = inject(Injector);
  private readonly pageTitle = inject(PageTitle);

  private readonly searchInput = viewChild<ElementRef<HTMLInputElement>>('searchInput');
  private readonly pane = viewChild(RequestPane);
  private readonly links = viewChildren<ElementRef<HTMLAnchorElement>>('link');

  protected readonly limits = LIMITS;
  protected readonly list = appPaths.inbox;
  protected readonly runs = appPaths.providerRuns;
  protected readonly query = toSignal(this.route.queryParamMap.pipe(map(readInboxQuery)), { requireSync: true });
  protected readonly queryParams = computed(() => writeInboxQuery(this.query()));
  protected readonly requests = new Paged<ServiceRequest>((page) => this.api.list(this.query(), page));

  private asked: Asked | null = null;
  private typing: ReturnType<typeof setTimeout> | undefined;
  /** One that is open and not among the rows, as it was found elsewhere; null where it was not. */
  private readonly found = signal<{ id: Id; request: ServiceRequest | null } | null>(null);
  private finding: Id | null = null;

  protected readonly words = {
    title: service('provider.inbox.title'),
    status: service('provider.inbox.status'),
    search: service('provider.inbox.search'),
    list: service('provider.inbox.list'),
    loading: service('provider.inbox.loading'),
    failed: service('provider.inbox.failed'),
    more: service('provider.inbox.more'),
    moreBusy: service('provider.inbox.more.busy'),
    moreFailed: service('provider.inbox.more_failed'),
    clearSearch: service('provider.inbox.clear_search'),
    everyStatus: service('provider.inbox.every_status'),
    toRuns: service('provider.inbox.to_runs'),
    showNew: service('provider.inbox.show_new'),
    goneTitle: service('provider.inbox.gone.title'),
    goneBody: service('provider.inbox.gone.body'),
  };

  protected readonly chips = computed(() =>
    REQUEST_STATUSES.map((status) => ({
      status,
      word: service(`provider.inbox.status.${status}`),
      chosen: this.query().status.includes(status),
      count: this.requestCounts.words(status),
    })),
  );
  /** All are shown, or only some that have one status in common. */
  private readonly scope = computed<RequestStatus | 'all' | 'matching'>(() => {
    const { q, status } = this.query();
    if (q) return 'matching';
    if (status.length === REQUEST_STATUSES.length) return 'all';
    return status.length === 1 ? (status[0] ?? 'new') : 'matching';
  });
  protected readonly rows = computed(() =>
    this.requests.items().map((request) => ({
      request,
      path: appPaths.inboxRequest(request.id),
      when: arrived(request.created_at),
      about: [this.statusOf(request), request.attached_run?.name ?? request.run?.name, request.zone_name]
        .filter(Boolean)
        .join(' · '),
      chosen: request.id === this.shownId(),
    })),
  );
  protected readonly end = computed(() => {
    const scope = this.scope();
    const count = this.requests.items().length;
    if (scope === 'new') return service('provider.inbox.end.new');
    return service.count(`provider.inbox.end.${scope}`, count);
  });
  protected readonly empty = computed(() => {
    const scope = this.scope();
    if (scope === 'matching')
      return {
        title: service('provider.inbox.none.title'),
        body: service('provider.inbox.none.body', { q: this.query().q }),
      };
    if (scope === 'all')
      return { title: service('provider.inbox.empty.all.title'), body: service('provider.inbox.empty.new.body') };
    return {
      title: service(`provider.inbox.empty.${scope}.title`),
      body: service(`provider.inbox.empty.${scope}.body`),
    };
  });
  protected readonly everywhere = computed(() => this.query().status.length === REQUEST_STATUSES.length);
  /** For those who do not see the rows change. */
  protected readonly told = computed(() =>
    this.requests.loading() || this.requests.error() !== null
      ? ''
      : service.count('provider.inbox.shown', this.requests.items().length),
  );

  private readonly shownId = computed(() => this.id() ?? this.requests.items()[0]?.id ?? null);
  protected readonly shown = computed<ServiceRequest | null>(() => {
    const id = this.shownId();
    const found = this.found();
    return this.requests.items().find((request) => request.id === id) ?? (found?.id === id ? found.request : null);
  });
  /** The address names one that could not be found. */
  protected readonly gone = computed(() => {
    const found = this.found();
    return this.shown() === null && found !== null && found.id === this.id() && found.request === null;
  });

  constructor() {
    void this.requestCounts.refresh();
    effect(() => {
      const asked = { query: this.query(), tenant: this.tenant.id() };
      untracked(() => this.answer(asked));
    });
    // Words still being typed are ahead of the address; else the field follows it, as when somebody goes back.
    effect(() => {
      const field = this.searchInput()?.nativeElement;
      const { q } = this.query();
      if (field && this.typing === undefined && field.value.trim() !== q) field.value = q;
    });
    effect(() => {
      const id = this.id();
      const settled = !this.requests.loading() && this.requests.error() === null;
      if (id && settled && this.shown() === null && this.found()?.id !== id) untracked(() => void this.find(id));
    });
    // A request that arrives meanwhile is put in front of those that are there.
    effect(() => {
      this.requestCounts.new();
      untracked(() => {
        if (this.query().status.includes('new')) void this.requests.catchUp((one, other) => one.id === other.id);
      });
    });
    effect(() => {
      const person = this.id() && this.shown()?.requester_name;
      this.pageTitle.set(person ? service('provider.inbox.page', { person }) : this.words.title);
    });
    this.followFocus();
    inject(DestroyRef).onDestroy(() => clearTimeout(this.typing));
  }

  protected load(): void {
    this.asked = { query: this.query(), tenant: this.tenant.id() };
    this.found.set(null);
    void this.requests.load(this.query().limit);
    void this.requestCounts.refresh();
  }

  /** The address says how far the list is open, so that coming back finds it so. */
  protected async more(): Promise<void> {
    const before = this.requests.items().length;
    await this.requests.more();
    if (this.requests.items().length === before) return;
    const limit = Math.ceil(this.requests.items().length / LIMITS.pageDefault) * LIMITS.pageDefault;
    await this.go({ ...this.query(), limit }, true);
    afterNextRender(() => this.links()[before]?.nativeElement.focus(), { injector: this.injector });
  }

  protected choose(status: RequestStatus): void {
    void this.go({ ...this.query(), status: [status], limit: LIMITS.pageDefault });
  }

  protected lookEverywhere(): void {
    void this.go({ ...this.query(), status: REQUEST_STATUSES, limit: LIMITS.pageDefault });
  }

  protected typed(q: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.search(q), typingPause);
  }

  protected search(q: string): void {
    clearTimeout(this.typing);
    this.typing = undefined;
    if (q.trim() !== this.query().q) void this.go({ ...this.query(), q: q.trim(), limit: LIMITS.pageDefault }, true);
  }

  protected clearSearch(): void {
    this.search('');
    this.searchInput()?.nativeElement.focus();
  }

  /** It stays among the rows, as it is now, until they are asked for anew: the next step is often with it. */
  protected changed(request: ServiceRequest): void {
    this.requests.change((each) => (each.id === request.id ? request : each));
    this.hold(request);
    void this.requestCounts.refresh();
  }

  /** Somebody else may have answered it: how things stand is asked for anew, and what is shown stays until it is known. */
  protected async missed(): Promise<void> {
    const request = this.shown();
    if (request) this.hold(request);
    await Promise.all([this.requests.refresh(), this.requestCounts.refresh()]);
    if (request && !this.requests.items().some(({ id }) => id === request.id)) await this.find(request.id);
  }

  /** `/` to search, `j` and `k` from row to row; the focused row's link takes Enter by itself. */
  protected shortcut(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (
      target?.closest(
        'input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu], dialog',
      )
    )
      return;
    switch (event.key) {
      case '/':
        this.searchInput()?.nativeElement.focus();
        this.searchInput()?.nativeElement.select();
        break;
      case 'j':
        this.step(1);
        break;
      case 'k':
        this.step(-1);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  /** From the row that has the focus, else from the one that is open; with neither, to the first or the last. */
  private step(by: 1 | -1): void {
    const links = this.links().map(({ nativeElement }) => nativeElement);
    const focused = links.findIndex((link) => link === link.ownerDocument.activeElement);
    const from = focused === -1 ? this.rows().findIndex(({ request }) => request.id === this.id()) : focused;
    const to = from === -1 ? (by === 1 ? 0 : links.length - 1) : Math.min(Math.max(from + by, 0), links.length - 1);
    links[to]?.focus();
  }

  private answer(asked: Asked): void {
    // Opening the list further has fetched its rows already.
    if (this.asked && sameQuestion(this.asked, asked)) return;
    this.load();
  }

  /** What somebody has begun to deal with is what this page is about, also where it was only the first of the rows. */
  private hold(request: ServiceRequest): void {
    this.found.set({ id: request.id, request });
    if (this.id() === undefined)
      void this.router.navigate([appPaths.inboxRequest(request.id)], {
        queryParams: this.queryParams(),
        replaceUrl: true,
      });
  }

  /** The API tells requests in lists only, so the newest of every status are looked through. */
  private async find(id: Id): Promise<void> {
    if (this.finding === id) return;
    this.finding = id;
    let request: ServiceRequest | null = null;
    try {
      const { items } = await this.api.list({ status: [], q: '' }, { limit: LIMITS.pageMax, cursor: null });
      request = items.find((each) => each.id === id) ?? null;
    } catch {
      // It is told as not found; loading again looks again.
    }
    if (this.finding !== id) return;
    this.finding = null;
    this.found.set({ id, request });
  }

  /** Into the request that was opened, and back to its row: on a phone the one hides the other. */
  private followFocus(): void {
    let before: Id | undefined;
    let first = true;
    effect(() => {
      const id = this.id();
      const left = before;
      before = id;
      if (first || id === left) {
        first = false;
        return;
      }
      afterNextRender(
        () => {
          if (id !== undefined) this.pane()?.focusHeading();
          else this.rowOf(left)?.focus();
        },
        { injector: this.injector },
      );
    });
  }

  private rowOf(id: Id | undefined): HTMLElement | undefined {
    return this.links()[this.requests.items().findIndex((request) => request.id === id)]?.nativeElement;
  }

  /** Where the rows do not all have one status, each says its own. */
  private statusOf({ status }: ServiceRequest): string | null {
    const { status: chosen } = this.query();
    return chosen.length === 1 && chosen[0] === status ? null : service(`provider.inbox.status.${status}`);
  }

  private go(query: InboxQuery, replaceUrl = false): Promise<boolean> {
    const path = this.id() && query.status.join() === this.query().status.join() ? [] : [this.list];
    return this.router.navigate(path, { relativeTo: this.route, queryParams: writeInboxQuery(query), replaceUrl });
  }
}
