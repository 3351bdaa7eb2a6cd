import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { LIMITS, type RunCountsAnswer, type RunStatus, type RunSummary } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, EmptyState, EndOfList, ErrorState, Icon } from '@service-runs/ui';
import { map } from 'rxjs';
import { onNews } from '../../core/live/on-news';
import { Paged } from '../../core/paged';
import { runsPaths } from '../runs-paths';
import { RunsApi } from '../runs-api';
import { readRunsQuery, type RunsQuery, writeRunsQuery } from './runs-query';
import { RunsTable } from './runs-table';
import { StatusFilter } from './status-filter';

/** How long somebody may pause between two letters before the search is made. */
const typingPause = 250;

const sameQuestion = (one: RunsQuery, other: RunsQuery): boolean =>
  one.q === other.q && one.status.join() === other.status.join();

/** My Runs. What is shown is what the address says: filters, search and how far the list has been opened. */
@Component({
  selector: 'sr-runs-page',
  imports: [BusyButton, EmptyState, EndOfList, ErrorState, Icon, RouterLink, RunsTable, StatusFilter],
  templateUrl: './runs-page.html',
  styleUrl: './runs-page.css',
  host: { '(document:keydown)': 'shortcut($event)' },
})
export class RunsPage {
  private readonly api = inject(RunsApi);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly injector = inject(Injector);

  private readonly searchInput = viewChild<ElementRef<HTMLInputElement>>('searchInput');
  private readonly table = viewChild(RunsTable);

  protected readonly limits = LIMITS;
  protected readonly newRun = runsPaths.new;
  protected readonly query = toSignal(this.route.queryParamMap.pipe(map(readRunsQuery)), { requireSync: true });
  protected readonly counts = signal<RunCountsAnswer | null>(null);
  protected readonly runs = new Paged<RunSummary>(async (page) => {
    const { runs, next_cursor } = await this.api.list(this.query(), page);
    return { items: runs, next: next_cursor };
  });

  /** What the rows that are shown, or on their way, answer. */
  private asked: RunsQuery | null = null;
  private typing: ReturnType<typeof setTimeout> | undefined;

  protected readonly words = {
    title: service('provider.runs.title'),
    new: service('provider.runs.new'),
    search: service('provider.runs.search'),
    failed: service('provider.runs.failed'),
    moreFailed: service('provider.runs.more_failed'),
    more: service('provider.runs.more'),
    moreBusy: service('provider.runs.more.busy'),
    emptyTitle: service('provider.runs.empty.title'),
    emptyBody: service('provider.runs.empty.body'),
    emptyWayOn: service('provider.runs.empty.way_on'),
    noneTitle: service('provider.runs.none.title'),
    clearSearch: service('provider.runs.clear_search'),
    allStatuses: service('provider.runs.all_statuses'),
  };

  private readonly filtered = computed(() => this.query().q !== '' || this.query().status.length > 0);
  protected readonly nothingYet = computed(
    () => !this.filtered() && !this.runs.loading() && this.runs.error() === null && this.runs.items().length === 0,
  );
  protected readonly noneBody = computed(() => {
    const { q, status } = this.query();
    if (!q) return service('provider.runs.none.status');
    return service(status.length > 0 ? 'provider.runs.none.search_status' : 'provider.runs.none.search', { q });
  });
  protected readonly endOfList = computed(() =>
    service(this.filtered() ? 'provider.runs.end.matching' : 'provider.runs.end', { count: this.runs.items().length }),
  );
  /** For those who do not see the rows change. */
  protected readonly shown = computed(() =>
    this.runs.loading() || this.runs.error() !== null
      ? ''
      : service.count('provider.runs.shown', this.runs.items().length),
  );
  protected readonly everyStatus = computed(() => writeRunsQuery({ ...this.startOf(this.query()), status: [] }));

  constructor() {
    void this.count();
    effect(() => {
      const query = this.query();
      untracked(() => this.answer(query));
    });
    // Words still being typed are ahead of the address; else the field follows it, as when somebody goes back.
    effect(() => {
      const field = this.searchInput()?.nativeElement;
      const { q } = this.query();
      if (field && this.typing === undefined && field.value.trim() !== q) field.value = q;
    });
    onNews(
      (news) =>
        news.kind === 'missed' || (news.kind === 'run' && this.runs.items().some(({ id }) => id === news.runId)),
      () => {
        void this.runs.refresh();
        void this.count();
      },
    );
    inject(DestroyRef).onDestroy(() => clearTimeout(this.typing));
  }

  protected load(): void {
    this.asked = this.query();
    void this.runs.load(this.query().limit);
    if (this.counts() === null) void this.count();
  }

  /** The address says how far the list is open, so that coming back finds it so. */
  protected async more(): Promise<void> {
    const before = this.runs.items().length;
    await this.runs.more();
    if (this.runs.items().length === before) return;
    const limit = Math.ceil(this.runs.items().length / LIMITS.pageDefault) * LIMITS.pageDefault;
    await this.go({ ...this.query(), limit }, true);
    afterNextRender(() => this.table()?.focusRow(before), { injector: this.injector });
  }

  protected toggle(status: RunStatus): void {
    const chosen = this.query().status;
    const now = chosen.includes(status) ? chosen.filter((each) => each !== status) : [...chosen, status];
    void this.go({ ...this.startOf(this.query()), status: now });
  }

  protected typed(q: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.search(q), typingPause);
  }

  protected search(q: string): void {
    clearTimeout(this.typing);
    this.typing = undefined;
    if (q.trim() !== this.query().q) void this.go({ ...this.startOf(this.query()), q: q.trim() }, true);
  }

  protected clearSearch(): void {
    this.search('');
    this.searchInput()?.nativeElement.focus();
  }

  protected allStatuses(): void {
    void this.go({ ...this.startOf(this.query()), status: [] });
  }

  /** `/` to search, `n` for a new run, `j` and `k` from row to row; the focused row's link takes Enter by itself. */
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
      case 'n':
        void this.router.navigateByUrl(this.newRun);
        break;
      case 'j':
        this.table()?.step(1);
        break;
      case 'k':
        this.table()?.step(-1);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  private answer(query: RunsQuery): void {
    // Opening the list further has fetched its rows already.
    if (this.asked && sameQuestion(this.asked, query)) return;
    this.load();
  }

  private async count(): Promise<void> {
    try {
      this.counts.set(await this.api.counts());
    } catch {
      // The chips work without figures; the rows say what is wrong.
    }
  }

  private startOf(query: RunsQuery): RunsQuery {
    return { ...query, limit: LIMITS.pageDefault };
  }

  private go(query: RunsQuery, replaceUrl = false): Promise<boolean> {
    return this.router.navigate([], { relativeTo: this.route, queryParams: writeRunsQuery(query), replaceUrl });
  }
}
