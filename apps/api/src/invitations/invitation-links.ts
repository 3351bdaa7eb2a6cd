import { Inject, Injectable } from '@nestjs/common';
import { appPaths } from '@service-runs/contracts';
import { LinkKeys } from '../platform/config/link-keys';
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';
import { deriveToken, type LinkPurpose } from './link-token';

/** What a link is derived from. The same three always give the same link; a new version gives a new one. */
export interface LinkOrigin {
  invitationId: string;
  version: number;
  keyId: string;
}

/**
 * Invitation links are derived under a key of LINK_SECRET and never stored. The database keeps
 * the SHA-256 of a token to find it by, so that a dump of it opens nothing.
 */
@Injectable()
export class InvitationLinks {
  private readonly keys: LinkKeys;
  /** The key that new links are made with. */
  readonly keyId: string;
  /** Every key whose links still open. */
  readonly keyIds: readonly string[];

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.keys = new LinkKeys(settings.linkKeys);
    this.keyId = this.keys.newest;
    this.keyIds = this.keys.ids;
  }

  /** Null where the key was taken out of LINK_SECRET: then the link is dead. */
  token({ invitationId, version, keyId }: LinkOrigin, purpose: LinkPurpose): string | null {
    const key = this.keys.get(keyId);
    return key === undefined ? null : deriveToken(key, purpose, invitationId, version);
  }

  /** A token under the key that new links are made with. */
  newToken(invitationId: string, version: number, purpose: LinkPurpose): string {
    return this.token({ invitationId, version, keyId: this.keyId }, purpose) as string;
  }

  /** The path of the claim page, or null for a link that has died. */
  path(origin: LinkOrigin): string | null {
    const token = this.token(origin, 'claim');
    return token === null ? null : appPaths.claim(token);
  }
}
