import { type ReceiptEvent, type ReceiptPerson } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { stamp } from '@service-runs/ui';
import { reasonOf } from '../people';

/** Of somebody who was erased nothing is left to name them by. */
export const nameWords = ({ individual }: ReceiptPerson): string =>
  individual.display_name ?? service('provider.receipt.erased.name');

/** "Has access since 8 Mar 19:02", "Had access from 8 Mar 19:02 to 9 Mar 18:44: sold the cabin". */
export function accessWords({ granted_at, revoked_at, revoked_reason, status }: ReceiptPerson): string {
  const from = stamp(granted_at);
  if (status === 'active') return service('provider.receipt.active', { from });
  if (revoked_at === null) return service('provider.receipt.erased', { from });
  const what = service('provider.receipt.ended', { from, to: stamp(revoked_at) });
  const reason = reasonOf(revoked_reason);
  return reason ? service('provider.receipt.why', { what, reason }) : what;
}

/** One thing that led to it, as a sentence. What a newer API tells and this page has no words for is named as it is. */
export function eventWords({ action, by, reason: given }: ReceiptEvent, person: string): string {
  const actor = by ?? service('provider.activity.somebody');
  switch (action) {
    case 'invitations.created':
      return service('provider.receipt.invited', { actor, person });
    case 'invitation.reissued':
      return service('provider.activity.invitation.reissued', { actor, person });
    case 'invitation.viewed':
      return service('provider.activity.invitation.viewed', { person });
    case 'invitation.claimed':
      return service('provider.activity.invitation.claimed', { person });
    case 'invitation.revoked': {
      const reason = reasonOf(given);
      return reason
        ? service('provider.activity.invitation.revoked.why', { actor, person, reason })
        : service('provider.activity.invitation.revoked', { actor, person });
    }
    default:
      return action;
  }
}
