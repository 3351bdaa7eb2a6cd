import { hashOf, newToken } from '../../apps/api/src/auth/secret-token.ts';
import type { Settings } from '../../apps/api/src/platform/config/settings.ts';
import { appPaths } from '../../libs/contracts/src/paths.ts';
import type { Query } from './service-mode.ts';
import { utc } from './words.ts';

/** Hours that a link is good for: to get in again, and for somebody who may not have been told of it yet. */
export const RESET_HOURS = 24;
export const FIRST_PASSWORD_HOURS = 7 * 24;

export interface OneTimeLink {
  readonly url: string;
  readonly expires_at: Date;
}

/** A link with which a person sets a password. It is shown this once: only a hash of its token is kept. */
export async function passwordLink(
  query: Query,
  { appBaseUrl }: Settings,
  individualId: string,
  hours: number,
): Promise<OneTimeLink> {
  const token = newToken();
  const [issued] = await query<{ expires_at: Date }>(
    `SELECT issue_one_time_token($1, 'reset_password', $2, $3) AS expires_at`,
    [individualId, hashOf(token), hours * 60],
  );
  return { url: `${appBaseUrl}${appPaths.resetPassword(token)}`, expires_at: issued?.expires_at as Date };
}

export function linkLines({ url, expires_at }: OneTimeLink): string[] {
  return [
    `A password is set with this link, once, until ${utc(expires_at)}. It is shown this once; hand it to nobody else:`,
    `  ${url}`,
  ];
}
