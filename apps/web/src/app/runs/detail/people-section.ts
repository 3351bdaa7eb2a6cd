import { Component, computed, type ElementRef, inject, output, signal, viewChild } from '@angular/core';
import { INVITATION_STATUSES } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { ErrorState, Icon, InvitationBadge, ListRest, LoadingLines, type NextPage } from '@service-runs/ui';
import { CurrentTenant } from '../../core/session/current-tenant';
import { PeopleActs, type Reissued } from '../people-acts';
import { peopleOf, type Person, sinceWords } from '../people';
import { RunStore } from '../run-store';

/** How many are shown before somebody asks for all. */
const first = 6;

@Component({
  selector: 'sr-people-section',
  imports: [ErrorState, Icon, InvitationBadge, ListRest, LoadingLines],
  templateUrl: './people-section.html',
  styleUrl: './people-section.css',
})
export class PeopleSection {
  /** A new link, to be shown once. */
  readonly reissued = output<Reissued>();
  /** The access receipt is asked for. */
  readonly receipted = output();

  protected readonly store = inject(RunStore);
  private readonly acts = inject(PeopleActs);
  private readonly tenant = inject(CurrentTenant).tenant;
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly words = {
    title: service('provider.people.title'),
    empty: service('provider.people.empty'),
    failed: service('provider.people.failed'),
    moreFailed: service('provider.people.more_failed'),
    loading: service('provider.people.loading'),
    revoke: service('provider.revoke'),
    reissue: service('provider.reissue'),
    unconfirmed: service('provider.people.unconfirmed'),
    receipt: service('provider.receipt.title'),
  };
  protected readonly since = sinceWords;
  protected readonly owner = computed(() => this.tenant()?.role === 'owner');

  protected readonly tally = computed(() => {
    const counts = this.store.run()?.invitation_counts;
    return counts
      ? INVITATION_STATUSES.filter((status) => counts[status] > 0).map((status) =>
          service(`provider.people.tally.${status}`, { count: counts[status] }),
        )
      : [];
  });
  protected readonly error = computed(() => this.store.invitations.error() ?? this.store.stakeholders.error());
  protected readonly loading = computed(() => this.store.invitations.loading() || this.store.stakeholders.loading());
  /** Of both lists, as if they were one. */
  protected readonly next: NextPage = {
    hasMore: () => this.store.invitations.hasMore() || this.store.stakeholders.hasMore(),
    loadingMore: () => this.store.invitations.loadingMore() || this.store.stakeholders.loadingMore(),
    moreError: () => this.store.invitations.moreError() ?? this.store.stakeholders.moreError(),
  };

  private readonly people = computed(() => peopleOf(this.store.invitations.items(), this.store.stakeholders.items()));
  protected readonly opened = signal(false);
  protected readonly shown = computed(() => (this.opened() ? this.people() : this.people().slice(0, first)));
  protected readonly folded = computed(() => !this.opened() && this.people().length > first);
  protected readonly all = computed(() =>
    service('provider.people.all', { count: Math.max(this.store.invited(), this.people().length) }),
  );
  protected readonly end = computed(() => service('provider.people.end', { count: this.people().length }));

  protected receipt(): void {
    this.receipted.emit();
  }

  protected open(): void {
    this.opened.set(true);
    // The button that was pressed is gone.
    this.heading().nativeElement.focus({ preventScroll: true });
  }

  protected more(): void {
    void this.store.invitations.more(100);
    void this.store.stakeholders.more(100);
  }

  protected revocable({ status }: Person): boolean {
    return status === 'sent' || status === 'viewed' || status === 'claimed';
  }

  protected reissuable({ status }: Person): boolean {
    return status === 'expired' && this.store.takesInvitations();
  }

  protected revokeOf(person: Person): string {
    return service('provider.revoke.of', { person: person.name });
  }

  protected reissueOf(person: Person): string {
    return service('provider.reissue.of', { person: person.name });
  }

  protected reasonWords(reason: string): string {
    return service('provider.people.reason', { reason });
  }

  protected async revoke(person: Person): Promise<void> {
    if (await this.acts.revoke(this.store, person)) this.heading().nativeElement.focus();
  }

  protected async reissue({ invitation, name }: Person): Promise<void> {
    const reissued = invitation && (await this.acts.reissue(this.store, invitation, name));
    if (reissued) this.reissued.emit(reissued);
  }
}
