import { computed, inject, Service, signal } from '@angular/core';
import {
  type ActivityEntry,
  type Id,
  INVITABLE_RUN_STATUSES,
  type Invitation,
  LIMITS,
  type Run,
  type RunDetail,
  type Stakeholder,
} from '@service-runs/contracts';
import { Paged } from '../core/paged';
import { isLive, publishingState } from './publications';
import { RunsApi } from './runs-api';

/** Milliseconds in which news of a run is taken for what was just done here. */
const ownNews = 5_000;

/** One run with everything around it, for its page and the dialogs over it. */
@Service({ autoProvided: false })
export class RunStore {
  private readonly api = inject(RunsApi);

  private readonly id = signal<Id>('');
  private readonly read = signal<RunDetail | null>(null);
  private readonly failed = signal<unknown>(null);
  private turn = 0;
  /** When something was last done here. */
  private actedAt = 0;
  private readonly changed = signal(false);

  /** Somebody else has changed the run, or somebody's access, since it was opened; what is shown is how it is now. */
  readonly changedElsewhere = this.changed.asReadonly();

  readonly detail = this.read.asReadonly();
  readonly run = computed<Run | null>(() => this.read()?.run ?? null);
  readonly error = this.failed.asReadonly();
  readonly takesInvitations = computed(() => {
    const run = this.run();
    return run !== null && INVITABLE_RUN_STATUSES.includes(run.status);
  });
  /** How many invitations there are in all, shown or not. */
  readonly invited = computed(() =>
    Object.values(this.run()?.invitation_counts ?? {}).reduce((sum, count) => sum + count, 0),
  );

  readonly invitations = new Paged<Invitation>(async (page) => {
    const { invitations, next_cursor } = await this.api.invitations(this.id(), page);
    return { items: invitations, next: next_cursor };
  });
  readonly stakeholders = new Paged<Stakeholder>(async (page) => {
    const { stakeholders, next_cursor } = await this.api.stakeholders(this.id(), page);
    return { items: stakeholders, next: next_cursor };
  });
  readonly activity = new Paged<ActivityEntry>(async (page) => {
    const { activity, next_cursor } = await this.api.activity(this.id(), page);
    return { items: activity, next: next_cursor };
  });

  /** The portals on which the run is published now. */
  readonly live = computed(() => (this.read()?.publications ?? []).filter(isLive));

  /** Portals show what is planned or under way, and nothing else of what is published on them. */
  readonly shownOnPortals = computed(() => ['scheduled', 'in_progress'].includes(this.run()?.status ?? ''));

  /** Asked before the page is left, where a dialog over it holds something that would be lost. */
  holding: (() => Promise<boolean>) | null = null;

  async open(id: Id): Promise<void> {
    this.id.set(id);
    this.read.set(null);
    this.failed.set(null);
    this.changed.set(false);
    await Promise.all([this.readRun(), this.loadPeople(), this.activity.load()]);
  }

  /** After something was done here, or found to have been done by somebody else: what is shown stays until the news is in. */
  async refresh(): Promise<void> {
    this.acted();
    await this.renew();
  }

  /** There is news of the run. What comes of what was just done here is none. */
  async hear(): Promise<void> {
    const before = faceOf(this.read());
    await this.renew();
    if (before !== null && before !== faceOf(this.read()) && Date.now() - this.actedAt > ownNews)
      this.changed.set(true);
  }

  private acted(): void {
    this.actedAt = Date.now();
    this.changed.set(false);
  }

  private async renew(): Promise<void> {
    await Promise.all([
      this.readRun(),
      this.invitations.refresh(),
      this.stakeholders.refresh(),
      this.activity.refresh(),
    ]);
  }

  /** What an act answered is shown at once; `refresh` brings what else came of it. */
  took(part: Partial<Pick<RunDetail, 'publications' | 'attached_requests'>>): void {
    this.acted();
    this.read.update((detail) => {
      if (detail === null) return null;
      const { publications } = part;
      const run = publications ? { ...detail.run, publishing_state: publishingState(publications) } : detail.run;
      return { ...detail, ...part, run };
    });
  }

  async loadPeople(): Promise<void> {
    await Promise.all([this.invitations.load(LIMITS.pageMax), this.stakeholders.load(LIMITS.pageMax)]);
  }

  private async readRun(): Promise<void> {
    const turn = ++this.turn;
    try {
      const detail = await this.api.read(this.id());
      if (turn !== this.turn) return;
      this.read.set(detail);
      this.failed.set(null);
    } catch (error) {
      // What is shown is not made false by a failed look for news.
      if (turn === this.turn && this.read() === null) this.failed.set(error);
    }
  }
}

/** What of a run would be seen to have changed. */
function faceOf(detail: RunDetail | null): string | null {
  return detail && JSON.stringify([detail.run, detail.publications, detail.attached_requests]);
}
