import { computed, signal } from '@angular/core';
import { LIMITS } from '@service-runs/contracts';
import { type PageRequest } from './runs-api';

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

  private async renew(count: number): Promise<void> {
    const turn = ++this.turn;
    this.moreFailed.set(null);
    const items: Item[] = [];
    let cursor: string | null = null;
    try {
      do {
        const page: FetchedPage<Item> = await this.fetch({
          limit: Math.min(count - items.length, LIMITS.pageMax),
          cursor,
        });
        if (turn !== this.turn) return;
        items.push(...page.items);
        cursor = page.next;
      } while (cursor !== null && items.length < count);
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
