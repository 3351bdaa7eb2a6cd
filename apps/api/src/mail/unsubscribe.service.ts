import { Injectable } from '@nestjs/common';
import type { Unsubscription } from '@service-runs/contracts';
import { ApiError } from '../platform/errors/api-error';
import type { UnsubscribeBody } from './dto/unsubscribe.input';
import { MailRepository } from './mail.repository';
import { UnsubscribeLinks } from './unsubscribe-links';

@Injectable()
export class UnsubscribeService {
  constructor(
    private readonly mails: MailRepository,
    private readonly links: UnsubscribeLinks,
  ) {}

  show(token: string): Promise<Unsubscription> {
    return this.subscribe(token, null);
  }

  change(token: string, { subscribed = false }: UnsubscribeBody): Promise<Unsubscription> {
    return this.subscribe(token, subscribed);
  }

  /** @throws ApiError `error.auth.invalid_token` for a link that was not made here, or whose person or invitation is gone */
  private async subscribe(token: string, subscribed: boolean | null): Promise<Unsubscription> {
    const subscription = this.links.read(token);
    const row = subscription && (await this.mails.subscribe(subscription, subscribed));
    if (!subscription || !row) {
      throw new ApiError('error.auth.invalid_token');
    }
    return {
      ok: true,
      topic: subscription.type === 'person' ? subscription.topic : null,
      email_masked: row.email_masked,
      subscribed: row.subscribed,
    };
  }
}
