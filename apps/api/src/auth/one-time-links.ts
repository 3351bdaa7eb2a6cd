import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LinkKeys } from '../platform/config/link-keys';
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';
import { hashOf, type OneTimePurpose } from './secret-token';

/** What the database keeps of a token that is mailed. */
export interface MailedToken {
  readonly id: string;
  readonly hash: Buffer;
  readonly keyId: string;
}

/**
 * Tokens that go out by mail are derived from their id, under a key of LINK_SECRET, and never stored: the worker writes the
 * link out when it sends. Whoever reads the database has the hash only.
 */
@Injectable()
export class OneTimeLinks {
  private readonly keys: LinkKeys;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.keys = new LinkKeys(settings.linkKeys);
  }

  make(purpose: OneTimePurpose): MailedToken {
    const id = randomUUID();
    const keyId = this.keys.newest;
    return { id, keyId, hash: hashOf(this.token(purpose, id, keyId) as string) };
  }

  /** Null where the key was taken out of LINK_SECRET: then the link is dead. */
  token(purpose: OneTimePurpose, id: string, keyId: string): string | null {
    return this.keys.derive(keyId, `one-time/${purpose}/${id}`);
  }
}
