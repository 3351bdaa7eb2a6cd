// Free of the framework: whatever makes or reads links without the API derives them alike.
import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** Names a key of LINK_SECRET without telling anything of it. */
export function linkKeyId(key: string): string {
  return createHash('sha256').update(`service-runs/link-key-id/${key}`).digest('hex').slice(0, 8);
}

/** The keys of LINK_SECRET, by their ids. What is derived under one that was taken out is dead. */
export class LinkKeys {
  private readonly keys: ReadonlyMap<string, KeyObject>;
  /** The key that new links are made with. */
  readonly newest: string;
  /** Every key whose links still open. */
  readonly ids: readonly string[];

  constructor(linkKeys: readonly string[]) {
    this.keys = new Map(linkKeys.map((key) => [linkKeyId(key), createSecretKey(Buffer.from(key, 'utf8'))]));
    this.newest = linkKeyId(linkKeys[0] as string);
    this.ids = [...this.keys.keys()];
  }

  get(keyId: string): KeyObject | undefined {
    return this.keys.get(keyId);
  }

  /** HMAC-SHA-256 (RFC 2104) over what the link is for: 64 lower-case hexadecimal digits; null where the key is gone. */
  derive(keyId: string, what: string): string | null {
    const key = this.keys.get(keyId);
    return key === undefined ? null : createHmac('sha256', key).update(`service-runs/${what}`).digest('hex');
  }
}
