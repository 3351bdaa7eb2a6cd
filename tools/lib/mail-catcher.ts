// Where there is no mail server: one that takes every mail, sends none on, and shows them on a page. For trying things out and
// for tests; it listens on this machine only, and keeps what it got for as long as it runs.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Environment } from '../../apps/api/src/platform/config/settings.ts';
import type { Command } from './command.ts';
import type { OpenDatabase } from './database.ts';
import { mailListPage, mailPage, noMailPage } from './mail-catcher-pages.ts';

const HOST = '127.0.0.1';
/** Bytes. */
const LARGEST = 5_000_000;

export interface CaughtMail {
  readonly id: number;
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface MailCatcher {
  /** For SMTP_URL. */
  readonly smtpUrl: string;
  /** The page to read them on. */
  readonly address: string;
  /** The newest first. */
  mails(): readonly CaughtMail[];
  stop(): Promise<void>;
}

/** `port` is the page's, and any other one where that is taken. Of more than `kept` mails the oldest go. */
export async function startMailCatcher({
  port = 0,
  kept = 500,
}: { port?: number; kept?: number } = {}): Promise<MailCatcher> {
  const caught: CaughtMail[] = [];
  let count = 0;

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: LARGEST,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        read(Buffer.concat(chunks), session.envelope).then(
          (mail) => {
            caught.unshift({ id: ++count, ...mail });
            caught.length = Math.min(caught.length, kept);
            done();
          },
          (error: Error) => done(error),
        );
      });
    },
  });
  // A client that goes away in the middle of a mail.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, HOST, resolve));

  const pages = createServer((request, response) => answer(request, response, caught));
  const address = await listen(pages, port);

  return {
    smtpUrl: `smtp://${HOST}:${(smtp.server.address() as AddressInfo).port}`,
    address,
    mails: () => caught,
    stop: async () => {
      pages.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => pages.close(() => resolve())),
        new Promise<void>((resolve) => smtp.close(() => resolve())),
      ]);
    },
  };
}

/** The environment of an API whose mails are caught, where no mail server is named; else it stays as it is. */
export async function catchMail(
  { environment, settings }: OpenDatabase,
  onEnd: Command['onEnd'],
): Promise<{ environment: Environment; address: string | undefined }> {
  if (settings.mail !== 'catch') return { environment, address: undefined };
  const catcher = await startMailCatcher({ port: settings.port + 1 });
  onEnd(() => catcher.stop());
  return { environment: { ...environment, SMTP_URL: catcher.smtpUrl }, address: catcher.address };
}

async function listen(server: Server, port: number): Promise<string> {
  const listening = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, HOST, () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
  await listening(port).catch(() => listening(0));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

interface Envelope {
  readonly mailFrom: { readonly address: string } | false;
  readonly rcptTo: readonly { readonly address: string }[];
}

async function read(raw: Buffer, { mailFrom, rcptTo }: Envelope): Promise<Omit<CaughtMail, 'id'>> {
  const { subject = '', text = '', html = '', headers } = await PostalMime.parse(raw);
  return {
    at: new Date().toISOString(),
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    subject,
    text,
    html,
    headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, caught: CaughtMail[]): void {
  // Another site's page that has its name lead here reads nothing.
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) {
    response.writeHead(403).end();
    return;
  }
  const route = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const [, place, number, part] = /^\/(?:(mails|messages)(?:\/(\d+)(?:\/(html))?)?)?$/.exec(route) ?? [];
  const mail = caught.find(({ id }) => String(id) === number);

  if (route === '/') return page(response, 200, mailListPage(caught));
  if (place === 'messages' && request.method === 'DELETE' && number === undefined) {
    caught.length = 0;
    response.writeHead(204).end();
    return;
  }
  if (place === 'messages' && number === undefined) return json(response, caught);
  if (mail === undefined) return page(response, 404, noMailPage());
  if (place === 'messages') return json(response, mail);
  if (part === 'html')
    return page(response, 200, mail.html, "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'");
  page(response, 200, mailPage(mail));
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

/** What came in a mail runs no script and fetches nothing. */
function page(
  response: ServerResponse,
  status: number,
  html: string,
  policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(html);
}
