import {
  type Id,
  type Instant,
  type Invitation,
  type InvitationStatus,
  type Stakeholder,
} from '@service-runs/contracts';
import { isCopyKey, type PlainCopyKey, service } from '@service-runs/copy';
import { isToday, readerZone, shortDay, stamp, timeOfDay } from '@service-runs/ui';

/** Somebody who was invited to a run, or has access to it. */
export interface Person {
  id: Id;
  /** By name, else by address. */
  name: string;
  /** What stands under the name: the address where the name is another, the role. */
  about: string;
  status: InvitationStatus;
  /** When it came to be so. */
  since: Instant;
  /** Has access under an address that nobody has proven to be theirs. */
  unconfirmed: boolean;
  invitation: Invitation | null;
  grant: Stakeholder | null;
}

/** In the order of what can still be done for them: those with access, those asked, those who are out. */
const order: readonly InvitationStatus[] = ['claimed', 'viewed', 'sent', 'expired', 'revoked'];

/** Invitations and grants in one list: a grant stands with the invitation it was made from, or by itself. */
export function peopleOf(invitations: readonly Invitation[], grants: readonly Stakeholder[]): Person[] {
  const grantOf = new Map(grants.map((grant) => [grant.invite_id, grant]));
  const invited = new Set(invitations.map(({ id }) => id));
  const people = [
    ...invitations.map((invitation) => fromInvitation(invitation, grantOf.get(invitation.id) ?? null)),
    ...grants.filter(({ invite_id }) => invite_id === null || !invited.has(invite_id)).map(fromGrant),
  ];
  return people.sort((one, other) => order.indexOf(one.status) - order.indexOf(other.status));
}

export function fromInvitation(invitation: Invitation, grant: Stakeholder | null = null): Person {
  const name = grant?.individual.display_name ?? invitation.invitee_name ?? invitation.invitee_email;
  const address = grant?.individual.email_masked ?? invitation.invitee_email;
  return {
    id: invitation.id,
    name,
    about: joined(name === address ? null : address, roleWords(grant?.stakeholder_role ?? invitation.invitee_role)),
    status: invitation.status,
    since: sinceOf(invitation),
    unconfirmed: isUnconfirmed(grant),
    invitation,
    grant,
  };
}

function fromGrant(grant: Stakeholder): Person {
  return {
    id: grant.id,
    name: grant.individual.display_name,
    about: joined(grant.individual.email_masked, roleWords(grant.stakeholder_role)),
    status: grant.status === 'active' ? 'claimed' : 'revoked',
    since: grant.revoked_at ?? grant.granted_at,
    unconfirmed: isUnconfirmed(grant),
    invitation: null,
    grant,
  };
}

/** It matters while there is access. */
function isUnconfirmed(grant: Stakeholder | null): boolean {
  return grant !== null && grant.status === 'active' && !grant.individual.email_verified;
}

function sinceOf(invitation: Invitation): Instant {
  const { status, sent_at, viewed_at, claimed_at, revoked_at, claim_token_expires_at } = invitation;
  const at: Record<InvitationStatus, Instant | null> = {
    sent: sent_at,
    viewed: viewed_at,
    claimed: claimed_at,
    expired: claim_token_expires_at,
    revoked: revoked_at,
  };
  return at[status] ?? sent_at;
}

/** A role that has a name of its own here, else as whoever invited wrote it. */
export function roleWords(role: string | null): string | null {
  if (!role) return null;
  const key = `provider.role.${role}`;
  return isCopyKey(key) ? service(key as PlainCopyKey) : role;
}

/** "j***k@pachena.example · Property owner"; what is not there is left out. */
export function joined(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** "8 Mar 19:02", "today 08:05". */
export function whenWords(instant: Instant, zone: string = readerZone(), now: Date = new Date()): string {
  return isToday(instant, zone, now)
    ? service('provider.people.today', { time: timeOfDay(instant, zone) })
    : stamp(instant, zone, now);
}

/** "Claimed 8 Mar 19:02", "Expired 7 Mar". */
export function sinceWords({ status, since }: Person): string {
  return service('provider.people.since', {
    status: service(`provider.notify.status.${status}`),
    when: status === 'expired' ? shortDay(since) : whenWords(since),
  });
}

/** The reason that was given; where none was, the API puts a word of its own there. */
export function reasonOf(reason: string | null): string | null {
  return reason === 'invitation_revoked' ? null : reason;
}
