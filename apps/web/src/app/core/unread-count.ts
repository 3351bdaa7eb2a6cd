import { HttpClient } from '@angular/common/http';
import { type DestroyRef, DOCUMENT, inject, Service, signal } from '@angular/core';
import { apiPaths, type UnreadCount as UnreadCountAnswer } from '@service-runs/contracts';
import { firstValueFrom } from 'rxjs';
import { keepLooking } from './live/keep-looking';
import { LiveNews } from './live/live-news';
import { Session } from './session/session';

/**
 * How many notifications wait. It is asked for when there is news, at once when the page comes back into view, now and then
 * while it can be seen, and by `refresh()` after anything that reads or makes some.
 */
@Service()
export class UnreadCount {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly document = inject(DOCUMENT);
  private readonly live = inject(LiveNews);

  private readonly counted = signal(0);
  readonly count = this.counted.asReadonly();
  private asked = 0;

  /** Watches for as long as the caller lives: the frame does. */
  watch(destroyRef: DestroyRef): void {
    void this.refresh();
    keepLooking(() => void this.refresh(), this.live, this.document, destroyRef);
    destroyRef.onDestroy(() => this.counted.set(0));
  }

  async refresh(): Promise<void> {
    if (!this.session.signedIn()) return;
    const asked = ++this.asked;
    try {
      const { unread_count } = await firstValueFrom(this.http.get<UnreadCountAnswer>(apiPaths.unreadCount));
      // An older answer must not overwrite a newer one.
      if (asked === this.asked) this.counted.set(unread_count);
    } catch {
      // The bell keeps what it last knew; the next look tries again.
    }
  }

  /** What is known without asking: an answer that told it, or what was done here just now. */
  settle(count: number): void {
    // A question that is still under way was asked before this.
    this.asked++;
    this.counted.set(Math.max(0, count));
  }
}
