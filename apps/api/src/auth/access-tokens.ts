import { createSecretKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';
import { jwtKeyId } from './jwt-key-id';

/** Seconds an access token lives. Ending a session does not wait for it: each request's statement proves the session. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;
export const JWT_ALGORITHM = 'HS256';

/** What an access token says: whose it is and of which session. No personal data. */
export interface AccessClaims {
  readonly individualId: string;
  readonly sessionId: string;
}

interface Payload {
  sub: string;
  sid: string;
  exp: number;
}

/** How many verified tokens are remembered; the oldest makes room. */
const REMEMBERED = 20_000;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Signs and reads access tokens. The first key signs, every key verifies. A token whose signature was once found good is
 * remembered until it runs out: that spares the arithmetic and decides nothing, for the session is proven in the database.
 */
@Injectable()
export class AccessTokens {
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly signingKeyId: string;
  private readonly verified = new Map<string, { claims: AccessClaims; expiresAt: number }>();

  constructor(@Inject(SETTINGS) settings: Settings) {
    // A KeyObject, and not the bytes: with bytes jsonwebtoken tries to read a public key first, at every call.
    this.keys = new Map(settings.jwtKeys.map((key) => [jwtKeyId(key), createSecretKey(Buffer.from(key, 'utf8'))]));
    this.signingKeyId = jwtKeyId(settings.jwtKeys[0] as string);
  }

  sign({ individualId, sessionId }: AccessClaims): string {
    return jwt.sign({ sid: sessionId }, this.keys.get(this.signingKeyId) as KeyObject, {
      algorithm: JWT_ALGORITHM,
      keyid: this.signingKeyId,
      subject: individualId,
      expiresIn: ACCESS_TOKEN_SECONDS,
    });
  }

  /** The key that a token names in its header; undefined for a key that is not, or is no longer, ours. */
  keyFor(token: string): KeyObject | undefined {
    const kid = jwt.decode(token, { complete: true })?.header.kid;
    return kid === undefined ? undefined : this.keys.get(kid);
  }

  /** The claims of a verified payload; null for one that we never signed in that shape. */
  claimsOf(payload: Partial<Payload>): AccessClaims | null {
    const { sub, sid } = payload;
    return typeof sub === 'string' && typeof sid === 'string' && UUID.test(sub) && UUID.test(sid)
      ? { individualId: sub, sessionId: sid }
      : null;
  }

  recall(token: string): AccessClaims | undefined {
    const known = this.verified.get(token);
    if (known === undefined) {
      return undefined;
    }
    if (known.expiresAt <= Date.now()) {
      this.verified.delete(token);
      return undefined;
    }
    return known.claims;
  }

  remember(token: string, claims: AccessClaims, expiresAtSeconds: number): void {
    if (this.verified.size >= REMEMBERED) {
      this.verified.delete(this.verified.keys().next().value as string);
    }
    this.verified.set(token, { claims, expiresAt: expiresAtSeconds * 1_000 });
  }
}
