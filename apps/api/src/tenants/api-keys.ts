import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';

/** An API key is derived from its id under a server key, so that the answer that shows it can be given again; kept is its hash. */
@Injectable()
export class ApiKeySecrets {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  secret(keyId: string): string {
    const derived = createHmac('sha256', this.settings.linkKeys[0] as string).update(`service-runs/api-key/${keyId}`);
    return `srk_${derived.digest('base64url')}`;
  }
}
