import { createHmac } from 'node:crypto';
import type { ErrorBody, Me, Refreshed, SignedIn } from '@service-runs/contracts';
import { createPerson, createProvider, createSession, one, unique, unknownId } from '../factories';
import { testEnvironment } from '../support/cluster';
import { expectFailure, expectInvalid, useApi, type Answer } from '../support/api';

const PASSWORD = 'a lamp beside the inlet';
const api = useApi();

const newAddress = () => `New-${unique()}@People.Example`;

async function register(email = newAddress(), password = PASSWORD) {
  const answer = await api.client.post<SignedIn>('/api/auth/register', {
    body: { email, password, display_name: 'New Person' },
  });
  return { email: email.toLowerCase(), password, answer, token: answer.body.access_token, cookie: cookieOf(answer) };
}

function cookieOf(answer: Answer<unknown>): string {
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;
}

function refresh(cookie: string, headers: Record<string, string> = {}): Promise<Answer<Refreshed>> {
  return api.client.post('/api/auth/refresh', { headers: { cookie, ...headers } });
}

const me = (token: string) => api.client.get<Me>('/api/auth/me', { token });

describe('signing up', () => {
  it('makes an account with a lower-case address and signs in', async () => {
    const { answer, email } = await register();
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ok: true,
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 900,
      individual: { id: expect.any(String), email, display_name: 'New Person', email_verified: false },
    });
    expect((await me(answer.body.access_token)).body).toEqual({
      ok: true,
      individual: answer.body.individual,
      tenants: [],
      mail: false,
    });
  });

  it('keeps an argon2id hash, and the password nowhere', async () => {
    const { answer } = await register();
    const { password_hash } = await one<{ password_hash: string }>(
      api.admin,
      'SELECT password_hash FROM cc_individuals WHERE id = $1',
      [answer.body.individual.id],
    );
    expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=\d{5,},t=\d,p=\d\$/);
    expect(password_hash).not.toContain(PASSWORD);
  });

  it('does not take an address twice, in any case of its letters', async () => {
    const { email } = await register();
    for (const again of [email, email.toUpperCase(), ` ${email} `]) {
      expectFailure((await register(again)).answer, 'error.auth.email_taken');
    }
    const { rowCount } = await api.admin.query('SELECT FROM cc_individuals WHERE email = $1', [email]);
    expect(rowCount).toBe(1);
  });

  it('twenty times at once with one address makes one account', async () => {
    const email = newAddress();
    const answers = await Promise.all(Array.from({ length: 20 }, () => register(email)));
    expect(answers.map(({ answer }) => answer.status).sort()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  });

  it.each([
    ['short', 'twelve12345', 'min_length'],
    ['a common one', 'password1234', 'common'],
    ['a common one with look-alikes', 'P@ssw0rd!P@ssw0rd!', 'common'],
    ['a row of keys', 'qwertyuiop1234', 'common'],
    ['a repeated piece', 'abcabcabcabcabc', 'common'],
    ['one letter', 'aaaaaaaaaaaaaaaa', 'common'],
  ])('refuses a password that is %s', async (_what, password, rule) => {
    expectInvalid((await register(newAddress(), password)).answer, ['password', rule]);
  });

  it('refuses a password that is close to the address', async () => {
    expectInvalid((await register('rosemarie.lindqvist@people.example', 'rosemarie.lindqvist1')).answer, [
      'password',
      'common',
    ]);
  });

  it.each([
    ['empty', ''],
    ['no address', 'nobody'],
    ['without a domain', 'a@b'],
    ['in two words', 'a b@people.example'],
    ['in another script', 'ä@people.example'],
    ['too long', `${'a'.repeat(250)}@people.example`],
  ])('refuses an address that is %s', async (_what, email) => {
    const answer = await api.client.post<ErrorBody>('/api/auth/register', {
      body: { email, password: PASSWORD, display_name: 'A' },
    });
    expect([answer.status, answer.body.details?.[0]?.path]).toEqual([400, 'email']);
  });

  it.each([
    ['empty', ''],
    ['blank', '   '],
    ['too long', 'x'.repeat(201)],
  ])('refuses a name that is %s', async (_what, display_name) => {
    const answer = await api.client.post<ErrorBody>('/api/auth/register', {
      body: { email: newAddress(), password: PASSWORD, display_name },
    });
    expect([answer.status, answer.body.details?.[0]?.path]).toEqual([400, 'display_name']);
  });
});

describe('signing in', () => {
  it('answers as signing up does', async () => {
    const { email, answer } = await register();
    const signedIn = await api.client.post<SignedIn>('/api/auth/login', {
      body: { email: email.toUpperCase(), password: PASSWORD },
    });
    expect([signedIn.status, signedIn.body.individual]).toEqual([200, answer.body.individual]);
    expect(Object.keys(signedIn.body).sort()).toEqual(Object.keys(answer.body).sort());
  });

  it('answers an unknown address, a wrong password and an account without one alike', async () => {
    const { email } = await register();
    const passwordless = await createPerson(api.admin);
    const answers = await Promise.all(
      [
        { email: newAddress(), password: PASSWORD },
        { email, password: `${PASSWORD}!` },
        { email, password: PASSWORD.toUpperCase() },
        { email: passwordless.email, password: 'nobody has this password' },
      ].map((body) => api.client.post<ErrorBody>('/api/auth/login', { body })),
    );
    for (const answer of answers) {
      expectFailure(answer, 'error.auth.invalid_credentials');
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  it('takes about as long for an unknown address as for a wrong password', async () => {
    const { email } = await register();
    const times = { wrong: [] as number[], unknown: [] as number[] };
    for (let round = 0; round < 11; round++) {
      for (const [kind, address] of [
        ['wrong', email],
        ['unknown', newAddress()],
      ] as const) {
        const start = performance.now();
        await api.client.post('/api/auth/login', { body: { email: address, password: 'not the password' } });
        times[kind].push(performance.now() - start);
      }
    }
    const [wrong, unknown] = [times.wrong, times.unknown].map((all) => all.sort((a, b) => a - b)[5] as number) as [
      number,
      number,
    ];
    // Without the hash of nobody an unknown address is answered in a small fraction of the time.
    expect(unknown / wrong).toBeGreaterThan(0.4);
    expect(unknown / wrong).toBeLessThan(2.5);
  });
});

describe('the refresh cookie', () => {
  it('is out of reach of scripts and other sites, and goes to the sign-in calls alone', async () => {
    const { answer } = await register();
    const [value, ...attributes] = (answer.headers.get('set-cookie') ?? '').split('; ');
    expect(value).toMatch(/^sr_refresh=[\w-]{43}$/);
    expect(attributes.sort()).toEqual([
      'HttpOnly',
      `Max-Age=${30 * 24 * 60 * 60}`,
      'Path=/api/auth',
      'SameSite=Strict',
    ]);
  });

  it('is kept in the database as a hash only', async () => {
    const { cookie } = await register();
    const token = cookie.slice('sr_refresh='.length);
    const { rows } = await api.admin.query<{ row: string }>('SELECT t::text AS row FROM cc_refresh_tokens t');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => row.includes(token) || row.includes(Buffer.from(token).toString('hex')))).toEqual(
      [],
    );
  });

  it('is changed by each use, and both access tokens go on', async () => {
    const { cookie, token } = await register();
    const refreshed = await refresh(cookie);
    expect(refreshed.status).toBe(200);
    expect(refreshed.body).toEqual({
      ok: true,
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
    });
    expect(cookieOf(refreshed)).not.toBe(cookie);
    expect((await me(refreshed.body.access_token)).status).toBe(200);
    expect((await me(token)).status).toBe(200);
  });

  it('that was spent ends the whole family when it comes again', async () => {
    const { cookie, token } = await register();
    const second = await refresh(cookie);
    const third = await refresh(cookieOf(second));
    const replayed = await refresh(cookie);
    expectFailure(replayed, 'error.auth.required');
    expect(replayed.headers.get('set-cookie')).toMatch(/^sr_refresh=; .*Path=\/api\/auth/);
    for (const access of [token, second.body.access_token, third.body.access_token]) {
      expectFailure(await me(access), 'error.auth.required');
    }
    expectFailure(await refresh(cookieOf(third)), 'error.auth.required');
  });

  it('of one person does not touch the sessions of another, nor their own other ones', async () => {
    const { cookie, email } = await register();
    const other = await api.client.post<SignedIn>('/api/auth/login', { body: { email, password: PASSWORD } });
    await refresh(cookie);
    await refresh(cookie);
    expect((await me(other.body.access_token)).status).toBe(200);
  });

  it.each([
    ['absent', ''],
    ['empty', 'sr_refresh='],
    ['made up', 'sr_refresh=garbage'],
    ['long', `sr_refresh=${'x'.repeat(4000)}`],
    ['under another name', '__Secure-sr_refresh=x'],
    ['of a NUL', 'sr_refresh=%00'],
  ])('that is %s is refused', async (_what, cookie) => {
    expectFailure(await refresh(cookie), 'error.auth.required');
  });

  it('of a session that has run out is refused', async () => {
    const person = await createPerson(api.admin);
    const refreshToken = unique();
    await createSession(api.admin, person, { refreshToken, expired: true });
    expectFailure(await refresh(`sr_refresh=${refreshToken}`), 'error.auth.required');
  });

  it('is taken from the service’s own pages only', async () => {
    const { cookie } = await register();
    const host = new URL(api.client.origin).host;
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: `https://${host}.elsewhere.example` },
      { origin: 'garbage' },
      { 'sec-fetch-site': 'cross-site' },
    ] as Record<string, string>[]) {
      expectFailure(await refresh(cookie, headers), 'error.auth.required');
    }
    const own = await refresh(cookie, { origin: api.client.origin, 'sec-fetch-site': 'same-origin' });
    expect(own.status).toBe(200);
  });
});

describe('signing out', () => {
  it('ends the session by its cookie, and its access token with it, on the next request', async () => {
    const { cookie, token } = await register();
    const answer = await api.client.post('/api/auth/logout', { headers: { cookie } });
    expect([answer.status, answer.body]).toEqual([200, { ok: true }]);
    expect(answer.headers.get('set-cookie')).toMatch(/^sr_refresh=; .*Expires=Thu, 01 Jan 1970/);
    expectFailure(await me(token), 'error.auth.required');
    expectFailure(await refresh(cookie), 'error.auth.required');
  });

  it('ends the session by its access token alone', async () => {
    const { cookie, token } = await register();
    expect((await api.client.post('/api/auth/logout', { token })).status).toBe(200);
    expectFailure(await me(token), 'error.auth.required');
    expectFailure(await refresh(cookie), 'error.auth.required');
  });

  it('a second time, or with nothing left, is no failure', async () => {
    const { cookie, token } = await register();
    for (const options of [{ token, headers: { cookie } }, { token, headers: { cookie } }, {}, { token: 'garbage' }]) {
      expect((await api.client.post('/api/auth/logout', options)).status).toBe(200);
    }
  });

  it('leaves other sessions alone', async () => {
    const { email, token } = await register();
    const other = await api.client.post<SignedIn>('/api/auth/login', { body: { email, password: PASSWORD } });
    await api.client.post('/api/auth/logout', { token });
    expect((await me(other.body.access_token)).status).toBe(200);
  });

  it('is not done for a page of another site', async () => {
    const { cookie, token } = await register();
    const answer = await api.client.post('/api/auth/logout', {
      headers: { cookie, origin: 'https://elsewhere.example' },
    });
    expectFailure(answer, 'error.auth.required');
    expect((await me(token)).status).toBe(200);
  });
});

describe('an access token', () => {
  const secret = () => String(testEnvironment(api.database)['JWT_SECRET']);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const forged = (header: object, payload: object, key: string) => {
    const head = `${part(header)}.${part(payload)}`;
    return `${head}.${createHmac('sha256', key).update(head).digest('base64url')}`;
  };
  const later = () => Math.floor(Date.now() / 1_000) + 600;

  async function live() {
    const person = await createPerson(api.admin);
    const session = await createSession(api.admin, person);
    const token = api.tokenOf(session);
    const header = JSON.parse(Buffer.from(token.split('.')[0] as string, 'base64url').toString()) as {
      kid: string;
      alg: string;
    };
    return { person, session, token, header, claims: { sub: person.id, sid: session.sessionId } };
  }

  it('names the person and the session, and nothing of them', async () => {
    const { token, claims, header } = await live();
    const payload = JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString()) as {
      iat: number;
      exp: number;
    };
    expect(payload).toEqual({ ...claims, iat: expect.any(Number), exp: expect.any(Number) });
    expect(payload.exp - payload.iat).toBe(900);
    expect(header.alg).toBe('HS256');
    expect((await me(token)).status).toBe(200);
  });

  it('is taken as our own only with our signature, algorithm and form', async () => {
    const { token, claims, header } = await live();
    const good = { ...claims, exp: later() };
    expect((await me(forged(header, good, secret()))).status).toBe(200);
    const wrong = {
      'another key': forged(header, good, 'another key that is long enough for it'),
      'an unknown key id': forged({ ...header, kid: 'ffffffff' }, good, secret()),
      'no key id': forged({ alg: 'HS256', typ: 'JWT' }, good, secret()),
      'another algorithm': forged({ ...header, alg: 'HS512' }, good, secret()),
      'no algorithm': `${part({ ...header, alg: 'none' })}.${part(good)}.`,
      'no signature': `${token.split('.').slice(0, 2).join('.')}.`,
      'another payload': `${token.split('.')[0]}.${part({ ...good, sub: unknownId() })}.${token.split('.')[2]}`,
      'no session': forged(header, { sub: claims.sub, exp: later() }, secret()),
      'no end': forged(header, claims, secret()),
      'an end that has passed': forged(header, { ...claims, exp: later() - 1_200 }, secret()),
      'a beginning to come': forged(header, { ...good, nbf: later() }, secret()),
      'a session that is not': forged(header, { ...good, sid: unknownId() }, secret()),
      'a session that is another’s': forged(header, { ...good, sub: (await createPerson(api.admin)).id }, secret()),
      'ids that are none': forged(header, { sub: "' OR true --", sid: '1', exp: later() }, secret()),
      garbage: 'a.b.c',
    };
    for (const [what, bad] of Object.entries(wrong)) {
      const answer = await me(bad);
      expect([what, answer.status, (answer.body as unknown as ErrorBody).error]).toEqual([
        what,
        401,
        'error.auth.required',
      ]);
    }
  });

  it('is taken from the Authorization header only', async () => {
    const { token } = await live();
    for (const path of [`/api/auth/me?access_token=${token}`, `/api/auth/me?token=${token}`]) {
      expect((await api.client.get(path)).status).toBe(401);
    }
    for (const headers of [
      { cookie: `access_token=${token}` },
      { authorization: `Basic ${token}` },
      { authorization: token },
    ] as Record<string, string>[]) {
      expectFailure(await api.client.get('/api/auth/me', { headers }), 'error.auth.required');
    }
  });

  it.each([{ ended: true }, { expired: true }])('of a session that is %j opens nothing', async (state) => {
    const session = await createSession(api.admin, await createPerson(api.admin), state);
    for (const path of [
      '/api/auth/me',
      '/api/runs',
      '/api/notifications',
      '/api/notifications/unread-count',
      '/api/provider/runs',
    ]) {
      expectFailure(await api.client.get(path, { token: api.tokenOf(session) }), 'error.auth.required');
    }
  });

  it('opens nothing once its person is gone', async () => {
    const { token, person } = await live();
    await api.admin.query('DELETE FROM cc_individuals WHERE id = $1', [person.id]);
    expectFailure(await me(token), 'error.auth.required');
  });
});

describe('one’s own account', () => {
  it('is shown with the organisations that it belongs to', async () => {
    const provider = await createProvider(api.admin, { name: 'Inlet Septic' });
    const { body } = await me(await api.signIn(provider.owner));
    expect(body.tenants).toEqual([{ id: provider.id, name: 'Inlet Septic', slug: expect.any(String), role: 'owner' }]);
    expect(body.individual).toEqual({
      id: provider.owner.id,
      email: provider.owner.email,
      display_name: provider.owner.displayName,
      email_verified: true,
    });
  });

  it('takes another name, and keeps it when none is given', async () => {
    const { token } = await register();
    const renamed = await api.client.patch<Me>('/api/auth/me', { token, body: { display_name: '  Ren Amed  ' } });
    expect([renamed.status, renamed.body.individual.display_name]).toEqual([200, 'Ren Amed']);
    expect((await api.client.patch<Me>('/api/auth/me', { token, body: {} })).body).toEqual(renamed.body);
  });

  it('does not take another address, a proof of it or a role this way', async () => {
    const { token } = await register();
    const body = { email: 'a@people.example', email_verified: true, role: 'owner' };
    expectInvalid(
      await api.client.patch('/api/auth/me', { token, body }),
      ['email', 'unknown'],
      ['email_verified', 'unknown'],
      ['role', 'unknown'],
    );
  });

  it('takes another password for the present one, and other sessions end', async () => {
    const { email, token } = await register();
    const other = await api.client.post<SignedIn>('/api/auth/login', { body: { email, password: PASSWORD } });
    const change = (current_password: string, password: string) =>
      api.client.post('/api/auth/change-password', { token, body: { current_password, password } });
    expectFailure(await change('not the password', 'another lamp by the inlet'), 'error.auth.invalid_credentials');
    expectInvalid(await change(PASSWORD, 'password1234'), ['password', 'common']);
    expect((await me(other.body.access_token)).status).toBe(200);
    expect((await change(PASSWORD, 'another lamp by the inlet')).status).toBe(200);
    expect((await me(token)).status).toBe(200);
    expectFailure(await me(other.body.access_token), 'error.auth.required');
    expectFailure(
      await api.client.post('/api/auth/login', { body: { email, password: PASSWORD } }),
      'error.auth.invalid_credentials',
    );
    expect(
      (await api.client.post('/api/auth/login', { body: { email, password: 'another lamp by the inlet' } })).status,
    ).toBe(200);
  });
});
