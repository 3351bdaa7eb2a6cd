// Free of the framework: the operator's command makes one-time links of the same kind.
import { createHash, randomBytes } from 'node:crypto';

/** What a one-time token is good for. */
export type OneTimePurpose = 'reset_password' | 'verify_email';

/** 256 bits; only the hash is kept. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
