import MailComposer from 'nodemailer/lib/mail-composer';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Unsubscribe } from './mail-content';

/** Milliseconds. A whole attempt is shorter than its job is let live, so that no two attempts of one mail ever overlap. */
const LIMITS = { attempt: 45_000, connect: 10_000, silence: 30_000, close: 1_000 };

/** Command and reply code with which a server says that it is our set-up that it does not like: an operator mends that. */
const SET_UP = /^(CONN|EHLO|HELO|STARTTLS|AUTH|MAIL)/;
const SET_UP_CODES = new Set([530, 534, 535, 538]);

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same at each attempt, so that whoever gets a mail twice can tell. */
  readonly messageId: string;
  readonly unsubscribe: Unsubscribe | null;
}

/** The server will never take this mail: there is no such mailbox, say. The message is a code, without an address or the server's words. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

/** It could not be handed over now: to be tried again. `code` says why, without an address or the server's words. */
export class MailDelayed extends Error {
  override readonly name = 'MailDelayed';
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * Hands mails to an SMTP server, one connection a mail, so that one that hangs can be cut off and holds up no other.
 * TLS as the URL says (`smtps:`), and STARTTLS wherever it is offered.
 */
export class MailTransport {
  private readonly options: ReturnType<typeof parseConnectionUrl>;
  private readonly from: { name: string; address: string };
  private readonly hostname: string;
  private readonly open = new Map<SMTPConnection, Promise<void>>();

  /** `hostname` is how this side names itself to the server. */
  constructor({ smtpUrl, mailFrom, hostname }: { smtpUrl: string; mailFrom: string; hostname: string }) {
    this.options = parseConnectionUrl(smtpUrl);
    this.from = mailbox(mailFrom);
    this.hostname = hostname;
  }

  /**
   * Resolves once the server has taken the mail.
   * @throws MailRefused, MailDelayed
   */
  async send(mail: OutgoingMail): Promise<void> {
    const message = await this.compose(mail);
    const connection = new SMTPConnection({
      ...this.options,
      name: this.hostname,
      connectionTimeout: LIMITS.connect,
      greetingTimeout: LIMITS.connect,
      dnsTimeout: LIMITS.connect,
      socketTimeout: LIMITS.silence,
      socketCloseTimeout: LIMITS.close,
    });
    const sending = this.handOver(connection, { from: this.from.address, to: [mail.to] }, message);
    this.open.set(
      connection,
      sending.catch(() => undefined),
    );
    try {
      await sending;
    } catch (error) {
      throw judged(error);
    } finally {
      this.open.delete(connection);
    }
  }

  /** Waits for what is under way, for `patience` milliseconds at most. */
  async close(patience = 5_000): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)));
    await Promise.race([Promise.all(this.open.values()), enough]);
    clearTimeout(timer);
    for (const connection of this.open.keys()) {
      connection.close();
    }
  }

  private async handOver(
    connection: SMTPConnection,
    envelope: { from: string; to: string[] },
    message: Buffer,
  ): Promise<void> {
    let deadline: NodeJS.Timeout | undefined;
    const lost = new Promise<never>((_, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new MailDelayed('connection ended')));
      deadline = setTimeout(() => reject(new MailDelayed('time-out')), LIMITS.attempt);
    });
    const { auth } = this.options;
    const steps = async () => {
      await settled((done) => connection.connect(done));
      if (auth) {
        await settled((done) => connection.login(auth, done));
      }
      await settled((done) => connection.send(envelope, message, done));
    };
    try {
      await Promise.race([steps(), lost]);
      connection.quit();
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      clearTimeout(deadline);
      lost.catch(() => undefined);
      // Whatever the socket has to say from now on concerns nobody.
      connection.on('error', () => undefined);
    }
  }

  private compose({ to, subject, text, html, messageId, unsubscribe }: OutgoingMail): Promise<Buffer> {
    return new MailComposer({
      from: this.from,
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId,
      // No file and no address is ever read for a mail.
      disableFileAccess: true,
      disableUrlAccess: true,
      headers: {
        // RFC 3834: nobody's holiday notice answers this.
        'Auto-Submitted': 'auto-generated',
        ...(unsubscribe && {
          'List-Unsubscribe': `<${unsubscribe.one_click}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
      },
    })
      .compile()
      .build();
  }
}

function settled(step: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => step((error) => (error ? reject(error) : resolve())));
}

/** A server's refusal of this mail is told from everything that another time, or an operator, may mend. */
function judged(error: unknown): MailRefused | MailDelayed {
  if (error instanceof MailDelayed) {
    return error;
  }
  const { code, command, response, responseCode } = error as {
    code?: string;
    command?: string;
    response?: string;
    responseCode?: number;
  };
  if (responseCode === undefined) {
    return code === 'EENVELOPE' ? new MailRefused('address not possible') : new MailDelayed(code ?? 'unknown');
  }
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  const said = ['smtp', responseCode, enhanced].filter(Boolean).join(' ');
  const setUp = SET_UP.test(command ?? '') || SET_UP_CODES.has(responseCode);
  return responseCode >= 500 && !setUp ? new MailRefused(said) : new MailDelayed(said);
}

/** `Service Runs <runs@example.org>`, or the address alone. */
function mailbox(value: string): { name: string; address: string } {
  const [, name = '', address = value] = /^\s*"?([^<"]*)"?\s*<([^<>]+)>\s*$/.exec(value) ?? [];
  return { name: name.trim(), address: address.trim() };
}
