import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { appPaths, type Invitation, type IssuedInvitation, LIMITS, type Member } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { ErrorState, InvitationBadge, ListRest, LoadingLines, Notices, shortDay } from '@service-runs/ui';
import { Confirm } from '@service-runs/ui/dialog';
import { joined, sinceOf, whenWords } from '../core/invitation/invitation-words';
import { Paged } from '../core/paged';
import { CurrentTenant } from '../core/session/current-tenant';
import { Session } from '../core/session/session';
import { type InviteData, InviteDialog } from './invite-dialog';
import { Loaded } from './loaded';
import { OncePage } from './once-page';
import { SettingsApi } from './settings-api';

/** Who belongs to the organisation and as what, and which colleagues are asked to. */
@Component({
  selector: 'sr-members-page',
  imports: [ErrorState, InvitationBadge, ListRest, LoadingLines],
  templateUrl: './members-page.html',
  styleUrl: './settings-lists.css',
})
export class MembersPage extends OncePage {
  private readonly api = inject(SettingsApi);
  private readonly session = inject(Session);
  private readonly currentTenant = inject(CurrentTenant);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  private readonly invitesHeading = viewChild<ElementRef<HTMLElement>>('invitesHeading');

  protected readonly members = new Loaded<Member[]>(() => this.api.members());
  protected readonly invitations = new Paged<Invitation>((page) => this.api.invitations(page));
  protected readonly owner = computed(() => this.currentTenant.tenant()?.role === 'owner');
  protected readonly words = {
    title: service('settings.members'),
    what: service('settings.members.what'),
    people: service('settings.members.people'),
    loading: service('settings.members.loading'),
    failed: service('settings.members.failed'),
    you: service('settings.members.you'),
    last: service('settings.members.last'),
    lastOwn: service('settings.members.last.own'),
    alone: service('settings.members.alone'),
    staff: service('settings.members.staff'),
    promote: service('settings.member.promote'),
    demote: service('settings.member.demote'),
    remove: service('settings.member.remove'),
    leave: service('settings.member.leave'),
    invite: service('settings.invite'),
    invites: service('settings.invites.title'),
    invitesLoading: service('settings.invites.loading'),
    invitesFailed: service('settings.invites.failed'),
    invitesEmpty: service('settings.invites.empty'),
    moreFailed: service('settings.invites.more.failed'),
    reissue: service('settings.invites.reissue'),
    revoke: service('settings.invites.revoke'),
  };

  protected readonly count = computed(() => service.count('settings.members.count', this.members.value()?.length ?? 0));
  protected readonly lines = computed(() => {
    const members = this.members.value() ?? [];
    const owners = members.filter(({ role }) => role === 'owner').length;
    const me = this.session.individual()?.id;
    return members.map((member) => ({
      member,
      name: member.individual.display_name,
      mine: member.individual.id === me,
      role: service(`settings.role.${member.role}`),
      about: joined(
        member.individual.email,
        service('settings.members.since', { day: shortDay(member.joined_at) }),
        member.individual.email_verified ? null : service('settings.members.unconfirmed'),
      ),
      last: member.role === 'owner' && owners === 1,
    }));
  });
  protected readonly invited = computed(() =>
    this.invitations.items().map((invitation) => ({
      invitation,
      about: joined(asRole(invitation.invitee_role), standing(invitation)),
      reissuable: !['claimed', 'revoked'].includes(invitation.status),
    })),
  );
  protected readonly end = computed(() => service('settings.invites.end', { count: this.invited().length }));

  constructor() {
    super();
    void this.members.load();
    if (this.owner()) void this.invitations.load();
  }

  protected promoteOf(person: string): string {
    return service('settings.member.promote.of', { person });
  }

  protected demoteOf(person: string): string {
    return service('settings.member.demote.of', { person });
  }

  protected removeOf(person: string): string {
    return service('settings.member.remove.of', { person });
  }

  protected leaveOf(): string {
    return service('settings.member.leave.of', { name: this.tenantName() });
  }

  protected reissueOf({ invitee_email: person }: Invitation): string {
    return service('settings.invites.reissue.of', { person });
  }

  protected revokeOf({ invitee_email: person }: Invitation): string {
    return service('settings.invites.revoke.of', { person });
  }

  protected async promote({ individual: { id, display_name: person } }: Member): Promise<void> {
    const done = await this.confirm.ask({
      heading: service('settings.member.promote.title', { person }),
      consequence: service('settings.member.promote.body', { person }),
      act: this.words.promote,
      actBusy: service('settings.member.role.busy'),
      keep: service('settings.member.role.keep'),
      harmless: true,
      perform: () => this.api.changeRole(id, 'owner'),
    });
    if (done) this.notices.tell(service('settings.member.promote.done', { person }));
    await this.after(done);
  }

  protected async demote({ individual: { id, display_name: person } }: Member, mine: boolean): Promise<void> {
    const done = await this.confirm.ask({
      heading: mine ? service('settings.member.demote.own.title') : service('settings.member.demote.title', { person }),
      consequence: mine
        ? service('settings.member.demote.own.body')
        : service('settings.member.demote.body', { person }),
      act: this.words.demote,
      actBusy: service('settings.member.role.busy'),
      keep: service('settings.member.role.keep'),
      // Nobody can take it back for themselves.
      harmless: !mine,
      perform: () => this.api.changeRole(id, 'staff'),
    });
    if (done) this.notices.tell(service('settings.member.demote.done', { person }));
    if (done && mine) await this.session.load().catch(() => undefined);
    await this.after(done);
  }

  protected async remove({ individual: { id, display_name: person } }: Member): Promise<void> {
    const done = await this.confirm.ask({
      heading: service('settings.member.remove.title', { person }),
      consequence: service('settings.member.remove.body', { person, name: this.tenantName() }),
      act: this.words.remove,
      actBusy: service('settings.member.remove.busy'),
      keep: service('settings.member.remove.keep', { person }),
      perform: () => this.api.removeMember(id),
    });
    if (done) this.notices.tell(service('settings.member.remove.done', { person }));
    await this.after(done);
  }

  protected async leave({ individual: { id } }: Member): Promise<void> {
    const name = this.tenantName();
    const done = await this.confirm.ask({
      heading: service('settings.member.leave.title', { name }),
      consequence: service('settings.member.leave.body'),
      act: this.words.leave,
      actBusy: service('settings.member.leave.busy'),
      keep: service('settings.member.leave.keep'),
      perform: () => this.api.removeMember(id),
    });
    if (!done) return this.after(false);
    // What is left of the organisations; should that not be read now, the next load reads it.
    await this.session.load().catch(() => undefined);
    await this.router.navigateByUrl(appPaths.home);
    this.notices.tell(service('settings.member.leave.done', { name }));
  }

  protected invite(): Promise<void> {
    return this.showInvite({ issued: null, mailed: false });
  }

  protected async reissue({ id, invitee_email: person, status, mail_state }: Invitation): Promise<void> {
    // As the one before it went out.
    const mailed = mail_state !== null && this.session.sendsMail();
    let issued: IssuedInvitation | null = null;
    const words = { person, days: LIMITS.inviteDaysDefault };
    await this.confirm.ask({
      heading: service('settings.invites.reissue.title', { person }),
      consequence:
        status === 'expired'
          ? service('settings.invites.reissue.expired', words)
          : service('settings.invites.reissue.body', words),
      act: service('settings.invites.reissue.act'),
      actBusy: service('settings.invites.reissue.busy'),
      keep: service('settings.invites.reissue.keep'),
      // Red says what is lost: with an expired one, nothing is.
      harmless: status === 'expired',
      perform: async () => {
        issued = await this.api.reissue(id, mailed);
      },
    });
    if (issued) await this.showInvite({ issued, mailed });
    else await this.invitations.refresh();
  }

  protected async revoke({ id, invitee_email: person }: Invitation): Promise<void> {
    const done = await this.confirm.ask({
      heading: service('settings.invites.revoke.title', { person }),
      consequence: service('settings.invites.revoke.body', { person }),
      act: this.words.revoke,
      actBusy: service('settings.invites.revoke.busy'),
      keep: service('settings.invites.revoke.keep'),
      perform: () => this.api.revokeInvitation(id),
    });
    if (done) this.notices.tell(service('settings.invites.revoke.done', { person }));
    await this.invitations.refresh();
    // The button that was pressed has gone.
    if (done) this.invitesHeading()?.nativeElement.focus();
  }

  private async showInvite(data: InviteData): Promise<void> {
    await this.showOnce(InviteDialog, '#invite-email, sr-shown-once input', data);
    await this.invitations.refresh();
  }

  /** Also when it was left alone: perhaps because it failed, since somebody else was there before. */
  private async after(done: boolean): Promise<void> {
    await this.members.refresh();
    if (done) this.heading()?.nativeElement.focus();
  }

  private tenantName(): string {
    return this.currentTenant.tenant()?.name ?? '';
  }
}

function asRole(role: string | null): string | null {
  if (role !== 'owner' && role !== 'staff') return role;
  return service('settings.invites.as', { role: service(`settings.role.${role}`).toLowerCase() });
}

/** "Viewed 9 Mar 06:50 · until 7 Apr", "Revoked 9 Mar 18:44". */
function standing(invitation: Invitation): string {
  const { status, claim_token_expires_at } = invitation;
  const since = sinceOf(invitation);
  const open = status === 'sent' || status === 'viewed';
  return joined(
    service('settings.invites.since', {
      status: service(`provider.notify.status.${status}`),
      when: status === 'expired' ? shortDay(since) : whenWords(since),
    }),
    open ? service('settings.invites.until', { day: shortDay(claim_token_expires_at) }) : null,
  );
}
