import { computed, signal } from '@angular/core';
import { LIMITS } from '@service-runs/contracts';

export interface PageRequest {
  limit: number;
  cursor: string | null;
}

export interface FetchedPage<Item> {
  items: readonly Item[];
  next: string | null;
}

/**
 * A list that the API hands out by pages: what is there so far, whether there is more, and what went wrong. Answers to
 * a question that is no longer asked are dropped.
 */
export class Paged<Item> {
  private readonly shown = signal<readonly Item[]>([]);
  private readonly next = signal<string | null>(null);
  private readonly stage = signal<'loading' | 'more' | 'ready'>('loading');
  private readonly failed = signal<unknown>(null);
  private readonly moreFailed = signal<unknown>(null);
  private turn = 0;
  /** While everything is fetched anew. */
  private renewal: Promise<void> | null = null;

  readonly items = this.shown.asReadonly();
  /** Nothing is there yet. */
  readonly loading = computed(() => this.stage() === 'loading');
  /** The next page is on its way, under those that are there. */
  readonly loadingMore = computed(() => this.stage() === 'more');
  readonly hasMore = computed(() => this.next() !== null);
  /** Why nothing could be shown. */
  readonly error = this.failed.asReadonly();
  /** Why the next page could not be shown. */
  readonly moreError = this.moreFailed.asReadonly();

  constructor(private readonly fetch: (page: PageRequest) => Promise<FetchedPage<Item>>) {}

  /** Shows a first page that is here already. */
  take({ items, next }: FetchedPage<Item>): void {
    this.turn++;
    this.shown.set(items);
    this.next.set(next);
    this.failed.set(null);
    this.moreFailed.set(null);
    this.stage.set('ready');
  }

  /** From the beginning, with nothing shown meanwhile. */
  async load(count: number = LIMITS.pageDefault): Promise<void> {
    this.shown.set([]);
    this.next.set(null);
    this.failed.set(null);
    this.stage.set('loading');
    await this.renew(count);
  }

  /** From the beginning, as many as there are, which stay until the answer is here: after something has changed. */
  async refresh(): Promise<void> {
    if (this.failed() !== null) return this.load();
    await this.renew(Math.max(this.shown().length, LIMITS.pageDefault));
  }

  async more(count: number = LIMITS.pageDefault): Promise<void> {
    const cursor = this.next();
    if (cursor === null || this.stage() !== 'ready') return;
    const turn = ++this.turn;
    this.moreFailed.set(null);
    this.stage.set('more');
    try {
      const page = await this.fetch({ limit: count, cursor });
      if (turn !== this.turn) return;
      this.shown.update((shown) => [...shown, ...page.items]);
      this.next.set(page.next);
    } catch (error) {
      if (turn !== this.turn) return;
      this.moreFailed.set(error);
    }
    this.stage.set('ready');
  }

  /**
   * Puts what is new in front of what is there, which stays as it is. Nothing is said when that does not succeed: the
   * list is as good as it was. Where more came than one page holds, the list begins anew.
   */
  async catchUp(same: (one: Item, other: Item) => boolean): Promise<void> {
    if (!this.canCatchUp()) return;
    // Rows that are on their way may have changed: they would be dropped for news that leaves the old ones standing.
    if (this.renewal) await this.renewal;
    if (!this.canCatchUp()) return;
    const turn = ++this.turn;
    const shown = this.shown();
    try {
      const page = await this.fetch({ limit: LIMITS.pageDefault, cursor: null });
      if (turn !== this.turn) return;
      const fresh = page.items.filter((item) => !this.shown().some((known) => same(item, known)));
      if (shown.length > 0 && fresh.length < page.items.length) {
        this.shown.update((known) => [...fresh, ...known]);
      } else {
        this.shown.set(page.items);
        this.next.set(page.next);
      }
    } catch {
      // The next time that something new is heard of, it is tried again.
    }
  }

  /** What was changed here is seen here at once. */
  change(changed: (item: Item) => Item): void {
    this.shown.update((shown) => shown.map(changed));
  }

  private canCatchUp(): boolean {
    return this.stage() === 'ready' && this.failed() === null;
  }

  private async renew(count: number): Promise<void> {
    const renewal = this.fetchAnew(count);
    this.renewal = renewal;
    await renewal;
    if (this.renewal === renewal) this.renewal = null;
  }

  private async fetchAnew(count: number): Promise<void> {
    const turn = ++this.turn;
    this.moreFailed.set(null);
    const items: Item[] = [];
    let cursor: string | null = null;
    try {
      for (let asked = 0; asked < count && (asked === 0 || cursor !== null); asked += LIMITS.pageMax) {
        const limit = Math.min(count - asked, LIMITS.pageMax);
        const page: FetchedPage<Item> = await this.fetch({ limit, cursor });
        if (turn !== this.turn) return;
        items.push(...page.items);
        cursor = page.next;
      }
      this.shown.set(items);
      this.next.set(cursor);
      this.failed.set(null);
    } catch (error) {
      if (turn !== this.turn) return;
      this.shown.set([]);
      this.next.set(null);
      this.failed.set(error);
    }
    this.stage.set('ready');
  }
}
