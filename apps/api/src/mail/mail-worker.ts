import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Id } from '@service-runs/contracts';
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';
import { Jobs } from '../platform/jobs';
import { MailComposer } from './mail-composer';
import { renderMail } from './mail-templates';
import { MailRefused, MailTransport } from './mail-transport';
import { MailRepository } from './mail.repository';

type MailJob = { readonly mail_id: Id };

const QUEUE = 'mail';
const GIVEN_UP = 'mail-given-up';
/** Milliseconds between two looks at what is due. */
const LOOK_EVERY = 1_000;
/** Mails that one look gives to the queue, and that one process sends at a time. */
const AT_ONCE = { handedOn: 500, sending: 10 };
/**
 * Seconds. A mail server that is down is tried for a day, ever more seldom. An attempt that says nothing for a while is its
 * process's no more, for that has died: a sending one is given up long before.
 */
const RETRIES = { retryLimit: 32, retryDelay: 15, retryBackoff: true, retryDelayMax: 3_600, expireInSeconds: 120 };
/** Seconds that jobs are kept when they are over. What became of a mail stands in its own row. */
const KEPT = { deleteAfterSeconds: 86_400, retentionSeconds: 7 * 86_400 };

/**
 * Sends what the acts have put into `cc_mails`. Whether a mail still has reason to be sent is judged by the database at each
 * attempt. A process that dies between the mail server's "accepted" and its own note of that leaves the mail to be sent once
 * more, under the same Message-ID: at most those that were under way, and never one that was noted.
 */
@Injectable()
export class MailWorker implements OnModuleInit, OnApplicationShutdown {
  private readonly transport: MailTransport | null;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly jobs: Jobs,
    private readonly mails: MailRepository,
    private readonly composer: MailComposer,
  ) {
    const { smtpUrl, mailFrom } = settings;
    this.transport = smtpUrl === undefined ? null : new MailTransport({ smtpUrl, mailFrom, hostname: this.hostname });
  }

  onModuleInit(): void {
    const { transport } = this;
    if (transport === null) {
      this.jobs.repeat({ pause: 60_000, work: () => this.mails.withdrawAll() });
      return;
    }
    this.jobs.repeat({ pause: LOOK_EVERY, work: () => this.handOn() });
    this.jobs.register<MailJob>({
      name: GIVEN_UP,
      options: KEPT,
      handle: ({ mail_id }) => this.mails.failed(mail_id, 'gave up'),
    });
    this.jobs.register<MailJob>({
      name: QUEUE,
      options: { ...RETRIES, ...KEPT, deadLetter: GIVEN_UP },
      work: { batchSize: AT_ONCE.sending, burstWhenBatchFull: true, pollingIntervalSeconds: 1 },
      handle: ({ mail_id }) => this.send(transport, mail_id),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transport?.close();
  }

  private async handOn(): Promise<void> {
    let handedOn: number;
    do {
      handedOn = await this.mails.handOn(this.jobs, QUEUE, AT_ONCE.handedOn);
      if (handedOn > 0) {
        this.jobs.nudge(QUEUE);
      }
    } while (handedOn === AT_ONCE.handedOn);
  }

  /** @throws MailDelayed when it is to be tried again */
  private async send(transport: MailTransport, mailId: Id): Promise<void> {
    const due = await this.mails.begin(mailId);
    if (due === null) {
      return;
    }
    const composed = this.composer.compose(due);
    if (composed === null) {
      await this.mails.withdraw(mailId);
      return;
    }
    const { content, unsubscribe } = composed;
    try {
      await transport.send({
        to: due.to,
        ...renderMail(content, unsubscribe),
        messageId: `<${mailId}@${this.hostname}>`,
        unsubscribe,
      });
    } catch (error) {
      if (error instanceof MailRefused) {
        await this.mails.failed(mailId, error.message);
        return;
      }
      throw error;
    }
    await this.mails.sent(mailId);
  }

  private get hostname(): string {
    return new URL(this.settings.appBaseUrl).hostname;
  }
}
