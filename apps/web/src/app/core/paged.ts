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
  async load(): Promise<void> {
    const turn = ++this.turn;
    this.shown.set([]);
    this.next.set(null);
    this.failed.set(null);
    this.moreFailed.set(null);
    this.stage.set('loading');
    try {
      const page = await this.fetch({ limit: LIMITS.pageDefault, cursor: null });
      if (turn !== this.turn) return;
      this.shown.set(page.items);
      this.next.set(page.next);
    } catch (error) {
      if (turn !== this.turn) return;
      this.failed.set(error);
    }
    this.stage.set('ready');
  }

  async more(): Promise<void> {
    const cursor = this.next();
    if (cursor === null || this.stage() !== 'ready') return;
    const turn = ++this.turn;
    this.moreFailed.set(null);
    this.stage.set('more');
    try {
      const page = await this.fetch({ limit: LIMITS.pageDefault, cursor });
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
    if (this.stage() !== 'ready' || this.failed() !== null) return;
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
}
