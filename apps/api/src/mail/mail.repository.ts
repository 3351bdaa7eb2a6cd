import { Injectable } from '@nestjs/common';
import type { Id, Instant, MailTopic } from '@service-runs/contracts';
import { Database, statement } from '../platform/database';
import { Jobs, type JobData } from '../platform/jobs';
import type { OneTimePurpose } from '../auth';
import type { Provider, RunFacts } from './mail-content';
import type { Subscription } from './unsubscribe-links';

const TAKE = statement('take_due_mails', 'SELECT id FROM take_due_mails($1)');
const BEGIN = statement('begin_mail', 'SELECT begin_mail($1) AS due');
const FINISH = statement('finish_mail', 'SELECT finish_mail($1, $2, $3)');
const WITHDRAW = statement('withdraw_mails', 'SELECT withdraw_mails()');
const SUBSCRIBE_PERSON = statement('subscribe_person', 'SELECT * FROM subscribe_person($1, $2, $3)');
const SUBSCRIBE_INVITATION = statement('subscribe_invitation', 'SELECT * FROM subscribe_invitation($1, $2)');

/** What a mail is made of, as it holds at the moment of sending. */
export type DueMail = { to: string } & (DueInvitation | DueToken | DueNotification);

export interface DueInvitation {
  kind: 'invitation' | 'invitation_reminder';
  context_type: 'service_run' | 'tenant';
  invitation_id: Id;
  version: number;
  key_id: string;
  reminder: number | null;
  invitee_name: string | null;
  invitee_role: string | null;
  message: string | null;
  expires_at: Instant;
  provider: Provider;
  run: RunFacts | null;
}

export interface DueToken {
  kind: 'one_time_token';
  purpose: OneTimePurpose;
  token_id: Id;
  key_id: string;
  expires_at: Instant;
}

export interface DueNotification {
  kind: 'notification';
  individual_id: Id;
  topic: MailTopic;
  title: string;
  body: string;
  action_url: string | null;
  provider: string | null;
}

export interface SubscriptionRow {
  email_masked: string;
  subscribed: boolean;
}

@Injectable()
export class MailRepository {
  constructor(private readonly database: Database) {}

  /** Gives what is due to the queue: both happen, or neither. Answers how many. */
  handOn(jobs: Jobs, queue: string, limit: number): Promise<number> {
    return this.database.serviceRun(async (query) => {
      const taken = await query<{ id: string }>(TAKE, [limit]);
      if (taken.length > 0) {
        await jobs.insert(
          query,
          queue,
          taken.map(({ id }): JobData => ({ mail_id: id })),
        );
      }
      return taken.length;
    });
  }

  /** Null for one that was sent already, or must not be sent any more. */
  async begin(mailId: Id): Promise<DueMail | null> {
    return (await this.database.service<{ due: DueMail | null }>(BEGIN, [mailId]))[0]?.due ?? null;
  }

  async sent(mailId: Id): Promise<void> {
    await this.database.service(FINISH, [mailId, 'sent', null]);
  }

  /** `failure` is a code; nothing that could name anybody. */
  async failed(mailId: Id, failure: string): Promise<void> {
    await this.database.service(FINISH, [mailId, 'failed', failure]);
  }

  async withdraw(mailId: Id): Promise<void> {
    await this.database.service(FINISH, [mailId, 'withdrawn', null]);
  }

  async withdrawAll(): Promise<void> {
    await this.database.service(WITHDRAW, []);
  }

  /** `subscribed` null only looks. Undefined for somebody, or something, that is gone. */
  async subscribe(subscription: Subscription, subscribed: boolean | null): Promise<SubscriptionRow | undefined> {
    const rows =
      subscription.type === 'person'
        ? await this.database.service<SubscriptionRow & object>(SUBSCRIBE_PERSON, [
            subscription.individualId,
            subscription.topic,
            subscribed,
          ])
        : await this.database.service<SubscriptionRow & object>(SUBSCRIBE_INVITATION, [
            subscription.invitationId,
            subscribed,
          ]);
    return rows[0];
  }
}
