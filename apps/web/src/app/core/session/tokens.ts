import { type AccessToken } from '@service-runs/contracts';

/** An access token as this tab holds it: in memory, never anywhere else. */
export interface HeldToken {
  value: string;
  /** Whose it is. */
  individualId: string;
  /** By this device's clock, a little early. */
  goodUntil: number;
}

/** Seconds before its end at which a token is renewed rather than sent. */
const early = 10;

export function hold(token: AccessToken, now: number = Date.now()): HeldToken {
  return {
    value: token.access_token,
    individualId: subjectOf(token.access_token),
    goodUntil: now + (token.expires_in - early) * 1000,
  };
}

/** Whom a token speaks for. It is read only to notice that another account signed in; the API is who checks it. */
function subjectOf(token: string): string {
  try {
    const payload = token.split('.')[1] ?? '';
    const claims: { sub?: unknown } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof claims.sub === 'string' ? claims.sub : '';
  } catch {
    return '';
  }
}
