import {
  type Id,
  type Instant,
  type Invitation,
  type InvitationStatus,
  type Stakeholder,
} from '@service-runs/contracts';
import { isCopyKey, type PlainCopyKey, service } from '@service-runs/copy';
import { shortDay } from '@service-runs/ui';
import { joined, sinceOf, whenWords } from '../core/invitation/invitation-words';

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
  /** Why access or invitation ended, where somebody said so. */
  reason: string | null;
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
    reason: reasonOf(invitation.revoked_reason),
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
    reason: reasonOf(grant.revoked_reason),
    unconfirmed: isUnconfirmed(grant),
    invitation: null,
    grant,
  };
}

/** It matters while there is access. */
function isUnconfirmed(grant: Stakeholder | null): boolean {
  return grant !== null && grant.status === 'active' && !grant.individual.email_verified;
}

/** A role that has a name of its own here, else as whoever invited wrote it. */
export function roleWords(role: string | null): string | null {
  if (!role) return null;
  const key = `provider.role.${role}`;
  return isCopyKey(key) ? service(key as PlainCopyKey) : role;
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
