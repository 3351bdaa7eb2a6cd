import { createHash } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashPassword } from '../../src/auth/passwords';
import { createInvitation, createPerson, createProvider, createRun } from '../factories';
import { Client, expectFailure, startApp, useApi, type Answer } from '../support/api';

const PASSWORD = 'a lamp beside the inlet';
const api = useApi({ RATE_LIMITS: 'on' });
const others: NestFastifyApplication[] = [];
afterEach(async () => {
  await Promise.all(others.splice(0).map((app) => app.close()));
});

/** One that starts with empty counters. */
async function another(environment: Record<string, string> = {}): Promise<Client> {
  await api.admin.query('TRUNCATE cc_rate_limits');
  return beside(environment);
}

/** Another process, which shares the counters of those that run. */
async function beside(environment: Record<string, string> = {}): Promise<Client> {
  const app = await startApp(api, { RATE_LIMITS: 'on', ...environment });
  others.push(app);
  return new Client(await app.getUrl());
}

const limits = ({ headers }: Answer<unknown>) =>
  ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'].map((name) => Number(headers.get(name) ?? NaN));

async function times(count: number, call: () => Promise<Answer<unknown>>): Promise<Answer<unknown>[]> {
  const answers: Answer<unknown>[] = [];
  for (let i = 0; i < count; i++) answers.push(await call());
  return answers;
}

describe('signing in', () => {
  it('to one account is bounded, and told so with the time to wait', async () => {
    const client = await another();
    const { email } = await createPerson(api.admin);
    const login = (to = email) => client.post('/api/auth/login', { body: { email: to, password: 'not the password' } });
    const answers = await times(10, login);
    for (const [index, answer] of answers.entries()) {
      expectFailure(answer, 'error.auth.invalid_credentials');
      const [limit, remaining, reset] = limits(answer);
      expect([limit, remaining]).toEqual([10, 9 - index]);
      expect(reset).toBeGreaterThan(0);
    }
    const refused = await login(email.toUpperCase());
    expectFailure(refused, 'error.rate_limited');
    expect(limits(refused).slice(0, 2)).toEqual([10, 0]);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(300);
    // Another account is another matter.
    expectFailure(await login((await createPerson(api.admin)).email), 'error.auth.invalid_credentials');
  });

  it('with the right password wipes the slate', async () => {
    const client = await another();
    const { email } = await createPerson(api.admin, { passwordHash: await hashPassword(PASSWORD) });
    const login = (password: string) => client.post('/api/auth/login', { body: { email, password } });
    for (let round = 0; round < 3; round++) {
      await times(8, () => login('not the password'));
      expect((await login(PASSWORD)).status).toBe(200);
    }
  });

  it('is refused before the password is looked at', async () => {
    const client = await another();
    const { email } = await createPerson(api.admin, { passwordHash: await hashPassword(PASSWORD) });
    const login = (password: string) => client.post('/api/auth/login', { body: { email, password } });
    await times(10, () => login('not the password'));
    expectFailure(await login(PASSWORD), 'error.rate_limited');
  });

  it('with bodies that are not valid is bounded by the caller’s address', async () => {
    const client = await another();
    const answers = await times(121, () => client.post('/api/auth/login', { body: {} }));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 120 }, () => 400), 429]);
  });
});

describe('signing up', () => {
  it('is bounded by the caller’s address, for taken addresses too', async () => {
    const client = await another();
    const { email } = await createPerson(api.admin);
    const body = { email, password: 'aaaaaaaaaaaa', display_name: 'A' };
    const answers = await times(121, () => client.post('/api/auth/register', { body }));
    expect(answers.at(-2)?.status).toBe(400);
    expectFailure(answers.at(-1) as Answer<unknown>, 'error.rate_limited');
  });
});

describe('a link', () => {
  it('is bounded for itself and leaves other links alone', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const [first, second] = [await createInvitation(api.admin, run), await createInvitation(api.admin, run)];
    const client = await another();
    const answers = await Promise.all(Array.from({ length: 121 }, () => client.get(`/api/i/${first.token}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 120 }, () => 200), 429]);
    // Claiming spends from the same purse.
    const token = await api.signIn(await createPerson(api.admin));
    expectFailure(await client.post(`/api/i/${first.token}/claim`, { token }), 'error.rate_limited');
    expect((await client.get(`/api/i/${second.token}`)).status).toBe(200);
  });

  it('that is guessed at is bounded by the caller’s address', async () => {
    const client = await another();
    const statuses = (
      await Promise.all(Array.from({ length: 601 }, (_, index) => client.get(`/api/i/guess-${index}`)))
    ).map(({ status }) => status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(600);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });
});

describe('the caller’s address', () => {
  const ask = (client: Client, forwarded: string) =>
    client.post('/api/auth/refresh', { headers: { 'x-forwarded-for': forwarded } });

  /** Whether what is asked in the name of two addresses is paid from one purse. */
  async function isOne(client: Client, [first, second]: [string, string]): Promise<boolean> {
    await Promise.all(Array.from({ length: 120 }, () => ask(client, first)));
    await Promise.all(Array.from({ length: 120 }, () => ask(client, second)));
    return (await ask(client, first)).status === 429;
  }

  it('is the connection’s, whatever X-Forwarded-For claims, where no proxy is trusted', async () => {
    expect(await isOne(await another(), ['203.0.113.1', '203.0.113.2'])).toBe(true);
  });

  it.each(['1', 'loopback'])('is the one that a trusted proxy tells (TRUST_PROXY=%s)', async (trusted) => {
    expect(await isOne(await another({ TRUST_PROXY: trusted }), ['203.0.113.1', '203.0.113.2'])).toBe(false);
  });

  it('is the last one that was not told by a trusted proxy', async () => {
    const client = await another({ TRUST_PROXY: '1' });
    expect(await isOne(client, ['203.0.113.1, 198.51.100.7', '203.0.113.2, 198.51.100.7'])).toBe(true);
  });

  it('is one for all of an IPv6 network, and another for the next one', async () => {
    const client = await another({ TRUST_PROXY: '1' });
    expect(await isOne(client, ['2001:db8:0:1::1', '2001:db8:0:1:ffff::2'])).toBe(true);
    expect(await isOne(client, ['2001:db8:0:2::1', '2001:db8:0:3::1'])).toBe(false);
  });

  it('is not taken from a proxy that is not the trusted one', async () => {
    expect(await isOne(await another({ TRUST_PROXY: '192.0.2.1' }), ['203.0.113.1', '203.0.113.2'])).toBe(true);
  });

  it('counts down', async () => {
    const client = await another();
    const remaining = async () => limits(await client.post('/api/auth/refresh'))[1];
    expect([await remaining(), await remaining()]).toEqual([239, 238]);
  });
});

describe('who is signed in', () => {
  const LIMITED = 'error.rate_limited';

  it('may not try out passwords with their token, from wherever', async () => {
    const client = await another({ TRUST_PROXY: '1' });
    const person = await createPerson(api.admin, { passwordHash: await hashPassword(PASSWORD) });
    const token = await api.signIn(person);
    const guess = (from: number) =>
      client.post('/api/auth/change-password', {
        token,
        headers: { 'x-forwarded-for': `203.0.113.${from}` },
        body: { current_password: 'not the lamp', password: 'another lamp by the inlet' },
      });
    const answers = await Promise.all(Array.from({ length: 11 }, (_, from) => guess(from)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expectFailure(answers.find(({ status }) => status === 429) as Answer, LIMITED);
    const somebodyElse = await api.signIn(await createPerson(api.admin));
    expect((await client.post('/api/auth/change-password', { token: somebodyElse })).status).toBe(400);
  });

  it('may have so many invitations mailed, and hand out as many links as they like', async () => {
    const client = await another({ SMTP_URL: 'smtp://mail.example' });
    const provider = await createProvider(api.admin);
    const run = await createRun(api.admin, provider);
    const token = await api.signIn(provider.owner);
    const invite = (mark: string, send_mail: boolean) =>
      client.post(`/api/provider/runs/${run.id}/stakeholder-invites`, {
        token,
        body: { invitees: [{ email: `invitee-${mark}@people.example` }], send_mail },
      });
    const answers = await times(61, () => invite('one', true));
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(60).fill(201), 429]);
    expect(Number(answers[60]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await invite('two', false)).status).toBe(201);
  });

  it('may make so many organisations', async () => {
    const client = await another();
    const token = await api.signIn(await createPerson(api.admin));
    const answers = await times(11, () => client.post('/api/tenants', { token, body: { name: 'One more' } }));
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(10).fill(201), 429]);
  });
});

describe('several processes', () => {
  async function two(): Promise<[Client, Client]> {
    return [await another(), await beside()];
  }
  const loginTo = (email: string, password: string) => (client: Client) =>
    client.post('/api/auth/login', { body: { email, password } });

  it('bound signing in to one account together, one call after the other and all at once', async () => {
    const clients = await two();
    const { email } = await createPerson(api.admin);
    const login = loginTo(email, 'not the password');
    const remaining: unknown[] = [];
    for (let i = 0; i < 4; i++) {
      for (const client of clients) remaining.push(limits(await login(client))[1]);
    }
    expect(remaining).toEqual([9, 8, 7, 6, 5, 4, 3, 2]);
    const atOnce = await Promise.all(Array.from({ length: 8 }, (_, i) => login(clients[i % 2] as Client)));
    expect(atOnce.map(({ status }) => status).sort()).toEqual([401, 401, 429, 429, 429, 429, 429, 429]);
  });

  it('wipe the slate for each other when the password was right', async () => {
    const [first, second] = await two();
    const { email } = await createPerson(api.admin, { passwordHash: await hashPassword(PASSWORD) });
    await times(8, () => loginTo(email, 'not the password')(first));
    expect((await loginTo(email, PASSWORD)(second)).status).toBe(200);
    expect(limits(await loginTo(email, 'not the password')(first))[1]).toBe(9);
  });

  it('open a link as often as its bound allows together, whoever is asked', async () => {
    const clients = await two();
    const { token } = await createInvitation(api.admin, await createRun(api.admin, await createProvider(api.admin)));
    const answers = await Promise.all(
      Array.from({ length: 260 }, (_, i) => (clients[i % 2] as Client).get(`/api/i/${token}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 120 }, () => 200),
      ...Array.from({ length: 140 }, () => 429),
    ]);
  });

  it('let one of them be used up to the last point but those that another holds', async () => {
    const [first, second] = await two();
    expect((await first.post('/api/auth/refresh')).status).toBe(401);
    const statuses = (await times(240, () => second.post('/api/auth/refresh'))).map(({ status }) => status);
    // A tenth of 240 went to the first.
    expect(statuses.filter((status) => status === 401)).toHaveLength(216);
    expect((await times(24, () => first.post('/api/auth/refresh'))).map(({ status }) => status)).toEqual([
      ...Array.from({ length: 23 }, () => 401),
      429,
    ]);
  });
});

describe('what is kept of callers', () => {
  it('can be found from no address and no link by whoever reads the database', async () => {
    const client = await another();
    const { email } = await createPerson(api.admin);
    const { token } = await createInvitation(api.admin, await createRun(api.admin, await createProvider(api.admin)));
    await client.post('/api/auth/login', { body: { email, password: 'not the password' } });
    await client.get(`/api/i/${token}`);
    const { rows } = await api.admin.query<Record<string, unknown> & { key_hash: Buffer }>(
      'SELECT key_hash, points FROM cc_rate_limits',
    );
    expect(rows.map(({ key_hash, points }) => [key_hash.length, points]).sort()).toEqual([
      [32, 1],
      [32, 1],
      [32, 12],
      [32, 60],
    ]);
    // All that there is to try: what is counted, alone and named as it is for counting, plain or hashed without the key.
    const tried = ['127.0.0.1', email, token].flatMap((counted) =>
      ['', 'sign-in/ip/', 'sign-in/email/', 'link/ip/', 'link/token/'].flatMap((kind) =>
        ['', 'service-runs/rate-limit/'].flatMap((prefix) => {
          const text = prefix + kind + counted;
          return [Buffer.from(text), createHash('sha256').update(text).digest()].map((bytes) => bytes.toString('hex'));
        }),
      ),
    );
    for (const { key_hash } of rows) expect(tried).not.toContain(key_hash.toString('hex'));
  });
});

describe('RATE_LIMITS=off', () => {
  it('bounds nothing and says nothing of bounds', async () => {
    const client = await another({ RATE_LIMITS: 'off' });
    const answers = await Promise.all(Array.from({ length: 260 }, () => client.post('/api/auth/refresh')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(answers[0]?.headers.get('ratelimit-limit')).toBeNull();
    expect((await api.admin.query('SELECT FROM cc_rate_limits')).rowCount).toBe(0);
  });
});
