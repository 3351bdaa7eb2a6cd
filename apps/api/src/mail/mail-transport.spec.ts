import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { MailDelayed, MailRefused, MailTransport, type OutgoingMail } from './mail-transport';

interface Received {
  readonly from: string;
  readonly to: string[];
  readonly raw: string;
}

const MAIL: OutgoingMail = {
  to: 'june@pachena.example',
  subject: 'Run moved: Pump-out – “west side”',
  text: 'It moved.\n',
  html: '<p>It moved.</p>',
  messageId: '<0198@runs.example>',
  unsubscribe: { page: 'https://runs.example/unsubscribe#t', one_click: 'https://runs.example/api/unsubscribe/t' },
};

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

/** A mail server that takes everything, but for what `options` say. */
async function server(options: Partial<SMTPServerOptions> = {}): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: (mailFrom as { address: string }).address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
    ...options,
  });
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  ends.push(() => new Promise<void>((resolve) => smtp.close(() => resolve())));
  return { url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`, received };
}

/** A program that speaks as `talk` says, which is no mail server. */
async function program(talk: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const listening: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    talk(socket);
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    sockets.forEach((socket) => socket.destroy());
    listening.close();
  });
  return `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

const transport = (smtpUrl: string) =>
  new MailTransport({ smtpUrl, mailFrom: 'Service Runs <no-reply@runs.example>', hostname: 'runs.example' });

/** What a server says to refuse, with a stranger's address in it, as servers do. */
const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

async function failureOf(sending: Promise<void>): Promise<{ name: string; message: string }> {
  try {
    await sending;
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
  throw new Error('It was sent');
}

it('hands a mail over as it is, with what other programs need to know of it', async () => {
  const { url, received } = await server();
  await transport(url).send(MAIL);
  const [{ from, to, raw } = { from: '', to: [], raw: '' }] = received;
  expect({ from, to }).toEqual({ from: 'no-reply@runs.example', to: ['june@pachena.example'] });
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  expect(headers).toEqual(
    expect.arrayContaining([
      'From: Service Runs <no-reply@runs.example>',
      'To: june@pachena.example',
      'Message-ID: <0198@runs.example>',
      'Auto-Submitted: auto-generated',
      'List-Unsubscribe: <https://runs.example/api/unsubscribe/t>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ]),
  );
  expect(raw).toContain('Content-Type: text/plain');
  expect(raw).toContain('Content-Type: text/html');
});

it('offers no way out of mail that is no choice', async () => {
  const { url, received } = await server();
  await transport(url).send({ ...MAIL, unsubscribe: null });
  expect(received[0]?.raw).not.toMatch(/^list-unsubscribe/im);
});

it.each([
  ['in a subject', { subject: 'Run moved\r\nBcc: everybody@elsewhere.example' }],
  ['in a text', { text: 'It moved.\r\n.\r\nMAIL FROM:<a@elsewhere.example>\r\n' }],
])('adds no header and no recipient that stands %s', async (_where, words) => {
  const { url, received } = await server();
  await transport(url).send({ ...MAIL, ...words });
  expect(received).toHaveLength(1);
  expect(received[0]?.to).toEqual(['june@pachena.example']);
  expect(received[0]?.raw.split('\r\n\r\n', 1)[0]).not.toMatch(/^bcc:/im);
});

it.each([
  'june@pachena.example, tom@wickfloats.example',
  'june@pachena.example>\r\nRCPT TO:<tom@wickfloats.example',
  '',
])('takes one address for one: %j', async (to) => {
  const { url, received } = await server();
  await transport(url)
    .send({ ...MAIL, to })
    .catch((error: unknown) => expect(error).toBeInstanceOf(MailRefused));
  expect(received.flatMap((one) => one.to)).not.toContain('tom@wickfloats.example');
});

describe('a mail that will never be taken', () => {
  it.each<[string, Partial<SMTPServerOptions>, string]>([
    [
      'no such mailbox',
      { onRcptTo: (_a, _s, done) => done(refusal(550, '5.1.1 <june@pachena.example> is unknown')) },
      'smtp 550 5.1.1',
    ],
    ['a policy', { onRcptTo: (_a, _s, done) => done(refusal(554, 'No thanks, june@pachena.example')) }, 'smtp 554'],
    [
      'its content',
      {
        onData(stream, _session, done) {
          stream.resume();
          stream.on('end', () => done(refusal(552, '5.3.4 too much for june@pachena.example')));
        },
      },
      'smtp 552 5.3.4',
    ],
  ])('is refused for %s, and the reason is a code and nobody’s address', async (_why, options, message) => {
    const { url } = await server(options);
    expect(await failureOf(transport(url).send(MAIL))).toEqual({ name: 'MailRefused', message });
  });
});

describe('a mail that may be taken another time', () => {
  it.each<[string, Partial<SMTPServerOptions>, string]>([
    [
      'is asked to come again',
      { onRcptTo: (_a, _s, done) => done(refusal(451, '4.7.1 come again, june@pachena.example')) },
      'smtp 451 4.7.1',
    ],
    ['meets a server that does not let us in', { onConnect: (_s, done) => done(refusal(554, 'Not you')) }, 'smtp 554'],
    [
      'comes from an address that the server does not like',
      { onMailFrom: (_a, _s, done) => done(refusal(550, 'Not from there')) },
      'smtp 550',
    ],
    ['must be signed in for', { onMailFrom: (_a, _s, done) => done(refusal(530, '5.7.0 Sign in')) }, 'smtp 530 5.7.0'],
  ])('%s', async (_what, options, message) => {
    const { url } = await server(options);
    expect(await failureOf(transport(url).send(MAIL))).toEqual({ name: 'MailDelayed', message });
  });

  it('has a wrong password', async () => {
    const { url } = await server({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(refusal(535, '5.7.8 wrong, june@pachena.example')),
    });
    const failure = await failureOf(transport(url.replace('smtp://', 'smtp://runs:secret@')).send(MAIL));
    expect(failure.name).toBe('MailDelayed');
    expect(failure.message).toMatch(/^smtp 535/);
  });

  it('finds nobody there', async () => {
    const url = await program(() => undefined);
    await Promise.all(ends.splice(0).map((end) => end()));
    expect(await failureOf(transport(url).send(MAIL))).toMatchObject({ name: 'MailDelayed' });
  });

  it('loses its connection in the middle', async () => {
    const cut = await program((socket) => {
      socket.write('220 here\r\n');
      let said = 0;
      socket.on('data', () => {
        said += 1;
        if (said < 4) socket.write(said === 1 ? '250 fine\r\n' : '250 ok\r\n');
        else socket.destroy();
      });
    });
    expect((await failureOf(transport(cut).send(MAIL))).name).toBe('MailDelayed');
  });

  it('is let go of when the server says nothing for too long', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    try {
      const silent = await program((socket) => socket.write('220 here\r\n'));
      const failure = failureOf(transport(silent).send(MAIL));
      await new Promise((resolve) => setImmediate(resolve));
      for (let passed = 0; passed < 50; passed++) {
        await jest.advanceTimersByTimeAsync(1_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect((await failure).name).toBe('MailDelayed');
    } finally {
      jest.useRealTimers();
    }
  });
});

it('uses what is encrypted wherever it is offered', async () => {
  let secure = false;
  const { url, received } = await server({
    disabledCommands: [],
    onMailFrom(_address, session, done) {
      secure = session.secure;
      done();
    },
  });
  // The certificate that comes with the server is its own: nobody vouches for it.
  const refused = await failureOf(transport(url).send(MAIL));
  expect([refused.name, received]).toEqual(['MailDelayed', []]);
  await transport(`${url}/?tls.rejectUnauthorized=false`).send(MAIL);
  expect(secure).toBe(true);
});

it('waits at its end for what is under way, and not for ever', async () => {
  let letGo: () => void = () => undefined;
  const { url, received } = await server({
    onRcptTo: (_address, _session, done) => {
      letGo = done;
    },
  });
  const mails = transport(url);
  const sending = mails.send(MAIL);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const closing = mails.close();
  letGo();
  await Promise.all([closing, sending]);
  expect(received).toHaveLength(1);

  const stuck = failureOf(mails.send(MAIL));
  await new Promise((resolve) => setTimeout(resolve, 200));
  await mails.close(50);
  expect(await stuck).toMatchObject({ name: MailDelayed.name });
});
