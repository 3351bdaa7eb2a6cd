import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type {
  InvitationPage,
  InvitationsCreated,
  Me,
  NotificationChoices,
  Unsubscription,
} from '@service-runs/contracts';
import { SMTPServer } from 'smtp-server';
import {
  createGrant,
  createPerson,
  createProvider,
  createRun,
  one,
  unique,
  type Person,
  type Provider,
  type RunFixture,
} from '../factories';
import { Client, expectFailure, startApp, useApi } from '../support/api';
import { until } from '../support/until';

/** A mail server of the test's, at one address for as long as the suite runs, that can be made to misbehave. */
const post = {
  received: [] as { to: string; messageId: string; text: string; unsubscribe: string | undefined }[],
  answer: (_to: string): Error | null => null,
  port: 0,
  server: undefined as SMTPServer | undefined,
  async start(): Promise<void> {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, done) => done(post.answer(address)),
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8').replaceAll('=\r\n', '');
          post.received.push({
            to: session.envelope.rcptTo[0]?.address ?? '',
            messageId: /^Message-ID: (.*)$/im.exec(raw)?.[1] ?? '',
            unsubscribe: /^List-Unsubscribe:\s*<([^>]*)>/im.exec(raw)?.[1],
            text: raw,
          });
          done();
        });
      },
    });
    this.server.on('error', () => undefined);
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.server.address() as AddressInfo).port;
  },
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server?.close(() => resolve()));
  },
};

beforeAll(() => post.start());
afterAll(() => post.stop());

// The port is known only when the suite's hooks run: whoever works on the queue is started by the tests. It goes before its database.
let worker: NestFastifyApplication;
afterAll(() => worker.close());
const api = useApi({ SMTP_URL: 'smtp://127.0.0.1:9' });
const ENVIRONMENT = { APP_BASE_URL: 'https://runs.example', DATABASE_POOL: '10', JOBS: 'on' };
beforeAll(async () => {
  worker = await startApp(api, { ...ENVIRONMENT, SMTP_URL: `smtp://127.0.0.1:${post.port}` });
});

beforeEach(() => {
  post.received.length = 0;
  post.answer = () => null;
});

const gotBy = (to: string) => post.received.filter((mail) => mail.to === to);
const linkIn = (text: string, place: string) =>
  new RegExp(`https://runs\\.example${place}([A-Za-z0-9._-]+)`).exec(text)?.[1] ?? '';

interface Scene {
  provider: Provider;
  run: RunFixture;
  token: string;
}

async function scene(): Promise<Scene> {
  const provider = await createProvider(api.admin);
  const run = await createRun(api.admin, provider, { startsAt: '2031-03-13T16:00:00Z' });
  return { provider, run, token: await api.signIn(provider.owner) };
}

const addresses = (count: number) => Array.from({ length: count }, () => `invitee-${unique()}@people.example`);

async function invite({ run, token }: Scene, emails: string[]) {
  const answer = await api.client.post<InvitationsCreated>(`/api/provider/runs/${run.id}/stakeholder-invites`, {
    token,
    body: { invitees: emails.map((email) => ({ email })), send_mail: true },
  });
  expect(answer.status).toBe(201);
  return answer;
}

async function mailStates({ run, token }: Scene): Promise<(string | null)[]> {
  const { body } = await api.client.get<InvitationPage>(`/api/provider/runs/${run.id}/stakeholder-invites?limit=100`, {
    token,
  });
  return body.invitations.map(({ mail_state }) => mail_state);
}

describe('an invitation that is sent by mail', () => {
  it('arrives with a link of its own that no call has told, and the list says that it was sent', async () => {
    const there = await scene();
    const [email = ''] = addresses(1);
    const created = await invite(there, [email]);
    const [mail] = await until(() => gotBy(email).length > 0 && gotBy(email));
    const mailed = linkIn(mail?.text ?? '', '/i/');
    expect(mailed).toMatch(/^[0-9a-f]{64}$/);
    expect(created.text).not.toContain(mailed);
    await until(async () => (await mailStates(there))[0] === 'sent');

    const person = await createPerson(api.admin, { email, verified: false });
    const token = await api.signIn(person);
    expect((await api.client.get(`/api/i/${mailed}`)).status).toBe(200);
    expect((await api.client.post(`/api/i/${mailed}/claim`, { token })).status).toBe(200);
    expect((await api.client.get<Me>('/api/auth/me', { token })).body.individual.email_verified).toBe(true);
  });

  it('is sent once each by several processes at the same work', async () => {
    const other = await startApp(api, { ...ENVIRONMENT, SMTP_URL: `smtp://127.0.0.1:${post.port}` });
    try {
      const there = await scene();
      const all = addresses(50);
      await invite(there, all);
      await until(async () => (await mailStates(there)).every((state) => state === 'sent'));
      expect(post.received.map(({ to }) => to).sort()).toEqual([...all].sort());
    } finally {
      await other.close();
    }
  });

  it('says when it could not be delivered, and is not tried again', async () => {
    const there = await scene();
    const [good = '', gone = ''] = addresses(2);
    post.answer = (to) =>
      to === gone ? Object.assign(new Error('5.1.1 No such mailbox'), { responseCode: 550 }) : null;
    await invite(there, [good, gone]);
    await until(async () => (await mailStates(there)).every((state) => state !== 'queued'));
    expect((await mailStates(there)).sort()).toEqual(['failed', 'sent']);
    const { failure, attempts } = await one<{ failure: string; attempts: number }>(
      api.admin,
      `SELECT m.failure, m.attempts FROM cc_mails m JOIN cc_invitations i ON i.id = m.invitation_id WHERE i.invitee_email = $1`,
      [gone],
    );
    expect({ failure, attempts }).toEqual({ failure: 'smtp 550 5.1.1', attempts: 1 });
  });

  it('waits for a mail server that is away, and goes out when it is back', async () => {
    await post.stop();
    const there = await scene();
    const all = addresses(20);
    await invite(there, all);
    await until(async () => {
      const { rows } = await api.admin.query(`SELECT FROM jobs.job WHERE name = 'mail' AND state = 'retry'`);
      return rows.length === 20;
    });
    expect(await mailStates(there)).toEqual(Array(20).fill('queued'));
    await post.start();
    // As if the time until the next try had passed.
    await api.admin.query(`UPDATE jobs.job SET start_after = now() WHERE name = 'mail' AND state = 'retry'`);
    await until(async () => (await mailStates(there)).every((state) => state === 'sent'));
    expect(post.received.map(({ to }) => to).sort()).toEqual([...all].sort());
  });

  it('is given up visibly after the last try', async () => {
    const there = await scene();
    const [email = ''] = addresses(1);
    post.answer = () => Object.assign(new Error('come again'), { responseCode: 451 });
    await invite(there, [email]);
    await until(
      async () =>
        (await api.admin.query(`SELECT FROM jobs.job WHERE name = 'mail' AND state = 'retry'`)).rows.length > 0,
    );
    await api.admin.query(
      `UPDATE jobs.job SET start_after = now(), retry_limit = retry_count WHERE name = 'mail' AND state = 'retry'`,
    );
    await until(async () => (await mailStates(there))[0] === 'failed');
  });

  it('leaves no address and no words of a mail server in the queue', async () => {
    const { rows } = await api.admin.query<{ row: string }>(
      `SELECT j::text AS row FROM jobs.job j WHERE name LIKE 'mail%'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => /@|come again|[0-9a-f]{64}/.test(row))).toEqual([]);
  });
});

describe('a site without a mail server', () => {
  it('says so, refuses to promise mail, and does everything else', async () => {
    const app = await startApp(api, { SMTP_URL: '' });
    try {
      const client = new Client(await app.getUrl());
      const { run, token } = await scene();
      const body = { invitees: [{ email: 'a@people.example' }], send_mail: true };
      const refused = await client.post(`/api/provider/runs/${run.id}/stakeholder-invites`, { token, body });
      expectFailure(refused, 'error.validation', {
        details: [{ path: 'send_mail', rule: 'unavailable', message: 'This site sends no mail' }],
      });
      expect((await client.get('/api/auth/me', { token })).body['mail']).toBe(false);
      expect((await client.post('/api/auth/forgot-password', { body: { email: 'a@people.example' } })).body).toEqual({
        ok: true,
        mail: false,
      });
      const registered = await client.post('/api/auth/register', {
        body: { email: `new-${unique()}@people.example`, password: 'a lamp beside the inlet', display_name: 'New' },
      });
      expect(registered.status).toBe(201);
      expect(
        (await client.post('/api/auth/resend-verification', { token: String(registered.body['access_token']) })).status,
      ).toBe(200);
      const { rows } = await api.admin.query(
        `SELECT FROM cc_one_time_tokens t JOIN cc_individuals p ON p.id = t.individual_id WHERE p.email LIKE 'new-%'`,
      );
      expect(rows).toEqual([]);
    } finally {
      await app.close();
    }
  });
});

describe('an account', () => {
  it('is mailed a link that proves its address, when it is signed in with', async () => {
    const email = `new-${unique()}@people.example`;
    const registered = await api.client.post('/api/auth/register', {
      body: { email, password: 'a lamp beside the inlet', display_name: 'New' },
    });
    const token = String(registered.body['access_token']);
    const [mail] = await until(() => gotBy(email).length > 0 && gotBy(email));
    const secret = linkIn(mail?.text ?? '', '/verify-email#');
    const stranger = await api.signIn(await createPerson(api.admin));
    expectFailure(
      await api.client.post('/api/auth/verify-email', { token: stranger, body: { token: secret } }),
      'error.auth.invalid_token',
    );
    expect((await api.client.post('/api/auth/verify-email', { token, body: { token: secret } })).status).toBe(200);
    expect((await api.client.get<Me>('/api/auth/me', { token })).body.individual.email_verified).toBe(true);
    // No way out of mail about signing in.
    expect(mail?.unsubscribe).toBeUndefined();
  });

  it('gets a link for a forgotten password, and nobody learns whether there is such an account', async () => {
    const person = await createPerson(api.admin, { passwordHash: 'a hash' });
    const nobody = `nobody-${unique()}@people.example`;
    const [known, unknown] = await Promise.all(
      [person.email, nobody].map((email) => api.client.post('/api/auth/forgot-password', { body: { email } })),
    );
    expect([known?.status, known?.body]).toEqual([unknown?.status, unknown?.body]);
    const [mail] = await until(() => gotBy(person.email).length > 0 && gotBy(person.email));
    const body = { token: linkIn(mail?.text ?? '', '/reset-password#'), password: 'another lamp by the inlet' };
    expect((await api.client.post('/api/auth/reset-password', { body })).status).toBe(200);
    expect(
      (await api.client.post('/api/auth/login', { body: { email: person.email, password: body.password } })).status,
    ).toBe(200);
    expect(gotBy(nobody)).toEqual([]);
  });
});

describe('news by mail', () => {
  async function told(): Promise<{ june: Person; token: string; there: Scene; unsubscribe: string }> {
    const there = await scene();
    const june = await createPerson(api.admin);
    await createGrant(api.admin, there.run, june);
    const moved = await api.client.patch(`/api/provider/runs/${there.run.id}`, {
      token: there.token,
      body: { starts_at: '2031-03-14T16:00:00.000Z' },
    });
    expect(moved.status).toBe(200);
    await api.admin.query('UPDATE cc_mails SET send_after = now()');
    const [mail] = await until(() => gotBy(june.email).length > 0 && gotBy(june.email));
    expect(mail?.text).toContain('It is now Fri 14 March 2031');
    return { june, token: await api.signIn(june), there, unsubscribe: new URL(mail?.unsubscribe ?? '').pathname };
  }

  it('can be ended by a mail program itself, with a form, and taken back', async () => {
    const { token, unsubscribe } = await told();
    const choices = async () =>
      (await api.client.get<NotificationChoices>('/api/notifications/choices', { token })).body.choices;
    // Whoever opens a link to look at it ends nothing.
    expect((await api.client.get<Unsubscription>(unsubscribe)).body).toMatchObject({
      topic: 'run_moved',
      subscribed: true,
    });
    expect((await choices()).run_moved).toBe(true);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const ended = await api.client.post<Unsubscription>(unsubscribe, {
      body: 'List-Unsubscribe=One-Click',
      headers: form,
    });
    expect([ended.status, ended.body.subscribed]).toEqual([200, false]);
    expect(await choices()).toMatchObject({ run_moved: false, run_progress: true });
    await api.client.post(unsubscribe, { body: { subscribed: true } });
    expect((await choices()).run_moved).toBe(true);
  });

  it('takes forms there and nowhere else, and no link that was not made here', async () => {
    const { unsubscribe } = await told();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expectFailure(
      await api.client.post('/api/auth/login', { body: 'email=a', headers: form }),
      'error.unsupported_media_type',
    );
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await api.client.post(unsubscribe, { body: '--x--', headers: multipart })).status).toBe(200);
    const forged = [
      unsubscribe.replace('run_moved', 'run_progress'),
      unsubscribe.replace(/[0-9a-f](?=[0-9a-f]{3}$)/, (digit) => (digit === '0' ? '1' : '0')),
      `${unsubscribe}0`,
      '/api/unsubscribe/x',
    ];
    for (const path of forged) {
      expectFailure(await api.client.post(path, { body: {} }), 'error.auth.invalid_token');
    }
  });
});

it('starts without a mail server’s answer, and ends in order', async () => {
  const app = await startApp(api, { ...ENVIRONMENT, SMTP_URL: 'smtp://127.0.0.1:1' });
  expect((await new Client(await app.getUrl()).get('/api/health/ready')).status).toBe(200);
  await app.close();
});
