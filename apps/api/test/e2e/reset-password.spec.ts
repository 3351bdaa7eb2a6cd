import type { ErrorBody, Me, SignedIn } from '@service-runs/contracts';
import { createOneTimeToken, createPerson, createSession, unique } from '../factories';
import { hashPassword } from '../../src/auth/passwords';
import { newToken } from '../../src/auth/secret-token';
import { expectFailure, expectInvalid, startApp, useApi, Client } from '../support/api';

const OLD = 'a lamp beside the inlet';
const NEW = 'another lamp by the inlet';
const api = useApi();

const reset = (token: string, password = NEW) =>
  api.client.post('/api/auth/reset-password', { body: { token, password } });
const signIn = (email: string, password: string) =>
  api.client.post<SignedIn>('/api/auth/login', { body: { email, password } });
const me = (token: string) => api.client.get<Me>('/api/auth/me', { token });

async function account() {
  const person = await createPerson(api.admin, { verified: false, passwordHash: await hashPassword(OLD) });
  return { person, token: await createOneTimeToken(api.admin, person) };
}

describe('setting a password by a one-time link', () => {
  it('lets in by the new one only, and proves the address', async () => {
    const { person, token } = await account();
    const answer = await reset(token);
    expect([answer.status, answer.body]).toEqual([200, { ok: true }]);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expectFailure(await signIn(person.email, OLD), 'error.auth.invalid_credentials');
    const signedIn = await signIn(person.email, NEW);
    expect([signedIn.status, signedIn.body.individual.email_verified]).toEqual([200, true]);
  });

  it('lets in somebody who never had a password', async () => {
    const person = await createPerson(api.admin, { verified: false });
    expect((await reset(await createOneTimeToken(api.admin, person))).status).toBe(200);
    expect((await signIn(person.email, NEW)).status).toBe(200);
  });

  it('ends every session: access tokens on the next request, refresh tokens too', async () => {
    const { person, token } = await account();
    const here = await signIn(person.email, OLD);
    const cookie = String(here.headers.get('set-cookie')).split(';')[0] as string;
    const there = api.tokenOf(await createSession(api.admin, person));
    for (const access of [here.body.access_token, there]) expect((await me(access)).status).toBe(200);
    await reset(token);
    for (const access of [here.body.access_token, there]) expectFailure(await me(access), 'error.auth.required');
    expectFailure(await api.client.post('/api/auth/refresh', { headers: { cookie } }), 'error.auth.required');
  });

  it('refuses an unknown, used, replaced, expired and other token alike', async () => {
    const { person, token } = await account();
    const replaced = await createOneTimeToken(api.admin, person);
    await reset(token);
    const answers = await Promise.all(
      [
        newToken(),
        'garbage',
        token,
        replaced,
        await createOneTimeToken(api.admin, person, { expired: true }),
        await createOneTimeToken(api.admin, person, { purpose: 'verify_email' }),
      ].map((bad) => reset(bad, 'a third lamp by the inlet')),
    );
    const alike = (headers: Headers) =>
      [...headers].filter(([name]) => !['x-request-id', 'date', 'ratelimit-remaining'].includes(name));
    for (const answer of answers) {
      expectFailure(answer, 'error.auth.invalid_token');
      expect(alike(answer.headers)).toEqual(alike(answers[0]?.headers as Headers));
    }
    expect((await signIn(person.email, NEW)).status).toBe(200);
  });

  it.each([
    ['short', 'twelve12345', 'min_length'],
    ['a common one', 'password1234', 'common'],
    ['long', 'x'.repeat(257), 'max_length'],
  ])('refuses a password that is %s as signing up does, and keeps the link', async (_what, password, rule) => {
    const { person, token } = await account();
    expectInvalid(await reset(token, password), ['password', rule]);
    expect((await signIn(person.email, OLD)).status).toBe(200);
    expect((await reset(token)).status).toBe(200);
  });

  it('refuses a password that is close to the address', async () => {
    const email = `rosemarie.${unique()}@people.example`;
    const person = await createPerson(api.admin, { email });
    const token = await createOneTimeToken(api.admin, person);
    expectInvalid(await reset(token, `${email.split('@')[0]}1`), ['password', 'common']);
  });

  it('says nothing of a password while the link is not good', async () => {
    expectFailure(await reset(newToken(), 'password1234'), 'error.auth.invalid_token');
  });

  it('ten times at once is won by one', async () => {
    const { person, token } = await account();
    const passwords = Array.from({ length: 10 }, (_, index) => `lamp number ${index} by the inlet`);
    const answers = await Promise.all(passwords.map((password) => reset(token, password)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(400)]);
    const won = passwords[answers.findIndex(({ status }) => status === 200)] as string;
    expect((await signIn(person.email, won)).status).toBe(200);
  });

  it.each([
    { password: NEW },
    { token: '', password: NEW },
    { token: 'x'.repeat(201), password: NEW },
    { token: 7, password: NEW },
  ])('needs a token: %j', async (body) => {
    const answer = await api.client.post<ErrorBody>('/api/auth/reset-password', { body });
    expect([answer.status, answer.body.error, answer.body.details?.[0]?.path]).toEqual([
      400,
      'error.validation',
      'token',
    ]);
  });

  it('is bounded for one address, and wipes the slate of wrong passwords', async () => {
    const app = await startApp(api, { RATE_LIMITS: 'on' });
    try {
      const client = new Client(await app.getUrl());
      const { person, token } = await account();
      const login = (password: string) => client.post('/api/auth/login', { body: { email: person.email, password } });
      for (let time = 0; time < 10; time++) await login('not the password at all');
      expectFailure(await login(NEW), 'error.rate_limited');
      const body = { token, password: NEW };
      expect((await client.post('/api/auth/reset-password', { body })).status).toBe(200);
      expect((await login(NEW)).status).toBe(200);

      const statuses: number[] = [];
      for (let time = 0; time < 60; time++)
        statuses.push((await client.post('/api/auth/reset-password', { body })).status);
      expect(statuses.filter((status) => status === 400)).toHaveLength(59);
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await app.close();
    }
  });
});
