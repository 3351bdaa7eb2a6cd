import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { apiPaths, appPaths, MAIL_TOPICS, type Id, type MailTopic } from '@service-runs/contracts';
import { LinkKeys } from '../platform/config/link-keys';
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';
import type { Unsubscribe } from './mail-content';

/** What somebody can have no more mail of: a topic, or the reminders of one invitation. */
export type Subscription =
  | { readonly type: 'person'; readonly individualId: Id; readonly topic: MailTopic }
  | { readonly type: 'invitation'; readonly invitationId: Id };

/** Half of an HMAC-SHA-256, in hexadecimal digits: 128 bits. */
const SEAL = 32;
const TOKEN = /^([0-9a-f]{8})\.(?:p\.([a-z_]+)|i)\.([0-9a-f-]{36})\.([0-9a-f]{32})$/;

/**
 * The links at the foot of a mail. They are good for one thing, for as long as the key is in LINK_SECRET, and say what for in
 * the token itself, under a seal: nothing is kept for them.
 */
@Injectable()
export class UnsubscribeLinks {
  private readonly keys: LinkKeys;
  private readonly origin: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.keys = new LinkKeys(settings.linkKeys);
    this.origin = settings.appBaseUrl;
  }

  /** A page for people, and an address that mail programs send to by themselves (RFC 8058). */
  of(subscription: Subscription): Unsubscribe {
    const token = this.token(subscription);
    return { page: this.origin + appPaths.unsubscribe(token), one_click: this.origin + apiPaths.unsubscribe(token) };
  }

  token(subscription: Subscription): string {
    const subject =
      subscription.type === 'person'
        ? `p.${subscription.topic}.${subscription.individualId}`
        : `i.${subscription.invitationId}`;
    return `${this.keys.newest}.${subject}.${this.seal(this.keys.newest, subject)}`;
  }

  /** Null for everything that was not made here. */
  read(token: string): Subscription | null {
    const [, keyId = '', topic, id = '', seal = ''] = TOKEN.exec(token) ?? [];
    const subject = topic === undefined ? `i.${id}` : `p.${topic}.${id}`;
    const right = this.seal(keyId, subject);
    if (right === null || right.length !== seal.length || !timingSafeEqual(Buffer.from(right), Buffer.from(seal))) {
      return null;
    }
    if (topic === undefined) {
      return { type: 'invitation', invitationId: id };
    }
    const known = MAIL_TOPICS.find((one) => one === topic);
    return known === undefined ? null : { type: 'person', individualId: id, topic: known };
  }

  private seal(keyId: string, subject: string): string | null {
    return this.keys.derive(keyId, `unsubscribe/${subject}`)?.slice(0, SEAL) ?? null;
  }
}
