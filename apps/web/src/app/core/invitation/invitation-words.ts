import { type Instant, type Invitation, type InvitationStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { isToday, readerZone, stamp, timeOfDay } from '@service-runs/ui';

/** When an invitation came to stand as it does. */
export function sinceOf(invitation: Invitation): Instant {
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

/** "8 Mar 19:02", "today 08:05". */
export function whenWords(instant: Instant, zone: string = readerZone(), now: Date = new Date()): string {
  return isToday(instant, zone, now)
    ? service('provider.people.today', { time: timeOfDay(instant, zone) })
    : stamp(instant, zone, now);
}

/** "j***k@pachena.example · Property owner"; what is not there is left out. */
export function joined(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(' · ');
}
