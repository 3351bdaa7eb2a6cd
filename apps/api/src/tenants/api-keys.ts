import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { linkKeyId } from '../platform/config/link-keys';
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';

/** An API key is derived from its id under a server key, so that the answer that shows it can be given again; kept is its hash. */
@Injectable()
export class ApiKeySecrets {
  private readonly serverKeys: ReadonlyMap<string, string>;
  /** The server key that new ones are derived under. */
  readonly serverKeyId: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.serverKeys = new Map(settings.linkKeys.map((key) => [linkKeyId(key), key]));
    this.serverKeyId = linkKeyId(settings.linkKeys[0] as string);
  }

  /** Null where the server key was taken out of LINK_SECRET: the API key works on, and cannot be shown again. */
  secret(keyId: string, serverKeyId: string): string | null {
    const serverKey = this.serverKeys.get(serverKeyId);
    if (serverKey === undefined) {
      return null;
    }
    return `srk_${createHmac('sha256', serverKey).update(`service-runs/api-key/${keyId}`).digest('base64url')}`;
  }
}
