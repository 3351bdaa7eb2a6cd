import { computed, type DestroyRef, DOCUMENT, effect, inject, Service, signal, untracked } from '@angular/core';
import { type RequestCountsAnswer, type RequestStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { keepLooking } from '../live/keep-looking';
import { LiveNews } from '../live/live-news';
import { CurrentTenant } from '../session/current-tenant';
import { Session } from '../session/session';
import { RequestsApi } from './requests-api';

/**
 * How many requests the organisation has in each status. Asked for when there is news, at once when the page comes back into
 * view or another organisation is chosen, now and then while it can be seen, and by `refresh()` after anything that answers one.
 */
@Service()
export class RequestCounts {
  private readonly api = inject(RequestsApi);
  private readonly session = inject(Session);
  private readonly tenant = inject(CurrentTenant);
  private readonly document = inject(DOCUMENT);
  private readonly live = inject(LiveNews);

  private readonly answer = signal<RequestCountsAnswer | null>(null);
  private readonly watched = signal(0);
  private asked = 0;

  /** Null until it is known. */
  readonly counts = this.answer.asReadonly();
  readonly new = computed(() => this.answer()?.counts.new ?? 0);

  constructor() {
    effect(() => {
      this.tenant.id();
      const watched = this.watched() > 0;
      untracked(() => {
        // Figures of another organisation are worse than none.
        this.answer.set(null);
        if (watched) void this.refresh();
      });
    });
  }

  /** Watches for as long as the caller lives: the frame does. */
  watch(destroyRef: DestroyRef): void {
    this.watched.update((watched) => watched + 1);
    keepLooking(() => void this.refresh(), this.live, this.document, destroyRef);
    destroyRef.onDestroy(() => this.watched.update((watched) => watched - 1));
  }

  async refresh(): Promise<void> {
    if (!this.session.signedIn() || this.tenant.id() === null) return;
    const asked = ++this.asked;
    try {
      const answer = await this.api.counts();
      // An older answer must not overwrite a newer one, nor one of another organisation.
      if (asked === this.asked) this.answer.set(answer);
    } catch {
      // What was last known stays; the next look tries again.
    }
  }

  /** "3", "99+"; null while it is not known. */
  words(status: RequestStatus): string | null {
    const answer = this.answer();
    if (answer === null) return null;
    const count = answer.counts[status];
    return count < answer.capped_at ? String(count) : service('common.count.capped', { count: answer.capped_at - 1 });
  }
}
