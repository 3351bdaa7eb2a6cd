// Free of the framework, so that whatever makes invitations without the API (demo data, proofs) derives the same links.
import { createHash, createHmac, type KeyObject } from 'node:crypto';

/** `claim` is handed to the inviter and to the invitee's own notifications; `mail` goes out by mail alone. */
export type LinkPurpose = 'claim' | 'mail';

/** HMAC-SHA-256 (RFC 2104) over purpose, invitation and version: 64 lower-case hexadecimal digits. */
export function deriveToken(
  key: KeyObject | string,
  purpose: LinkPurpose,
  invitationId: string,
  version: number,
): string {
  return createHmac('sha256', key)
    .update(`service-runs/invitation/${purpose}/${invitationId}/${version}`)
    .digest('hex');
}

/** What the database finds a token by. Anything at all may be asked for: what is no token finds nothing, at the same pace. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
