import { Component, computed, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import { type Id, type Invitation } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { ErrorState, InvitationBadge, ListRest, LoadingLines, shortDay } from '@service-runs/ui';
import { joined } from '../../core/invitation/invitation-words';
import { PeopleActs, type Reissued } from '../people-acts';
import { fromInvitation, type Person, reasonOf, sinceWords } from '../people';
import { type RunStore } from '../run-store';

/** Who was invited, where each invitation stands, and what can be done about it. */
@Component({
  selector: 'sr-invitation-tracking',
  imports: [ErrorState, InvitationBadge, ListRest, LoadingLines],
  templateUrl: './invitation-tracking.html',
  styleUrl: './invitation-tracking.css',
})
export class InvitationTracking {
  readonly store = input.required<RunStore>();
  /** A new link, to be shown once. */
  readonly reissued = output<Reissued>();
  /** The link of an invitation has died. */
  readonly revoked = output<Id>();

  private readonly acts = inject(PeopleActs);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly words = {
    title: service('provider.notify.list.title'),
    empty: service('provider.notify.list.empty'),
    failed: service('provider.people.failed'),
    moreFailed: service('provider.people.more_failed'),
    loading: service('provider.people.loading'),
    revoke: service('provider.revoke'),
    reissue: service('provider.reissue'),
  };

  protected readonly invitations = computed(() => this.store().invitations);
  protected readonly lines = computed(() =>
    this.invitations()
      .items()
      .map((invitation) => {
        // Full addresses here: whoever invited typed them.
        const person = fromInvitation(invitation);
        return { invitation, person, now: standing(invitation, person) };
      }),
  );
  protected readonly count = computed(() =>
    service.count('provider.notify.list.count', Math.max(this.store().invited(), this.lines().length)),
  );
  protected readonly end = computed(() => service('provider.people.end', { count: this.lines().length }));

  protected more(): void {
    void this.invitations().more();
  }

  protected reissuable({ status }: Invitation): boolean {
    return status === 'sent' || status === 'viewed' || status === 'expired';
  }

  protected revokeOf({ name }: Person): string {
    return service('provider.revoke.of', { person: name });
  }

  protected reissueOf({ name }: Person): string {
    return service('provider.reissue.of', { person: name });
  }

  protected async revoke(person: Person): Promise<void> {
    if (!(await this.acts.revoke(this.store(), person))) return;
    this.revoked.emit(person.id);
    this.heading().nativeElement.focus();
  }

  protected async reissue(invitation: Invitation, { name }: Person): Promise<void> {
    const reissued = await this.acts.reissue(this.store(), invitation, name);
    if (reissued) this.reissued.emit(reissued);
  }
}

/** "Viewed 9 Mar 06:50 · until 7 Apr", "Revoked 9 Mar 18:44 · sold the cabin". */
function standing(invitation: Invitation, person: Person): string {
  const { status, claim_token_expires_at, mail_state } = invitation;
  const mail = mail_state && service(`provider.people.mail.${mail_state}`);
  if (status === 'revoked') return joined(sinceWords(person), reasonOf(invitation.revoked_reason));
  const open = status === 'sent' || status === 'viewed';
  const until = open ? service('provider.people.until', { day: shortDay(claim_token_expires_at) }) : null;
  return joined(sinceWords(person), until, open ? mail : null);
}
