import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InvitationsCreated, SignedIn } from '@service-runs/contracts';
import {
  createApiKey,
  createOneTimeToken,
  createPerson,
  createProvider,
  createRun,
  createSession,
  unique,
} from '../factories';
import { AccessTokens } from '../../src/auth/access-tokens';
import { Client, SITE, startApp } from '../support/api';
import { useDatabase } from '../support/database';
import { listen } from '../support/listen';
import { withLogLines } from '../support/log-lines';
import { sendRaw } from '../support/raw';
import { until } from '../support/until';

let app: NestFastifyApplication;
let log: { read(): string };
afterAll(() => app.close());
const suite = useDatabase();
let client: Client;

beforeAll(async () => {
  ({ result: app, ...log } = await withLogLines(() => startApp(suite, { LOG_LEVEL: 'debug', STATIC_DIR: SITE })));
  client = new Client(await app.getUrl());
});

const signIn = async (person: { id: string }) =>
  app.get(AccessTokens, { strict: false }).sign(await createSession(suite.admin, person));

interface Line {
  level: number;
  time: string;
  request_id?: string;
  method?: string;
  route?: string;
  status?: number;
  ms?: number;
  actor?: string;
  api_key?: string;
  tenant?: string;
}

const lines = () =>
  log
    .read()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

async function lineOf(requestId: string | null): Promise<Line> {
  for (;;) {
    const found = lines().find((line) => line.request_id === requestId && line.status !== undefined);
    if (found) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('a stream is one line when it is over, whoever has ended it', async () => {
  const person = await createPerson(suite.admin);
  const streams = () => lines().filter(({ route, status }) => route === '/api/notifications/stream' && status === 200);
  const open = async () => {
    const token = await signIn(person);
    const live = await listen(client.origin, { token });
    await live.until('ready', 1);
    return { token, live };
  };
  const left = await open();
  left.live.stop();
  await until(() => streams().length === 1);
  const ended = await open();
  await client.post('/api/auth/logout', { token: ended.token });
  await ended.live.ended;
  await until(() => streams().length === 2);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(streams()).toEqual([
    expect.objectContaining({ actor: person.id }),
    expect.objectContaining({ actor: person.id }),
  ]);
});

it('each answer is one line of JSON, by the route’s pattern, with who asked and for how long', async () => {
  const provider = await createProvider(suite.admin);
  const run = await createRun(suite.admin, provider);
  const answer = await client.get(`/api/provider/runs/${run.id}?`, {
    token: await signIn(provider.owner),
    tenant: provider.id,
  });
  expect(await lineOf(answer.headers.get('x-request-id'))).toEqual({
    level: 30,
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    request_id: answer.headers.get('x-request-id'),
    method: 'GET',
    route: '/api/provider/runs/:id',
    status: 200,
    ms: expect.any(Number),
    actor: provider.owner.id,
    tenant: provider.id,
  });
});

it('the line of an API key names it by the beginning of its hash, which finds it', async () => {
  const provider = await createProvider(suite.admin);
  const { id, key, hash } = await createApiKey(suite.admin, provider, provider.owner);
  const answer = await client.get('/api/provider/runs', { token: key });
  const { actor, tenant, api_key } = await lineOf(answer.headers.get('x-request-id'));
  expect({ actor, tenant, api_key }).toEqual({ api_key: hash.toString('hex').slice(0, 12) });
  const found = await suite.admin.query(`SELECT id FROM cc_api_keys WHERE encode(key_hash, 'hex') LIKE $1 || '%'`, [
    api_key,
  ]);
  expect(found.rows).toEqual([{ id }]);
});

it.each([
  ['/api/i/SECRET', '/api/i/:token'],
  ['/i/SECRET', '/*'],
  ['/api/i/SECRET/nothing', '/*'],
  ['/api/nothing/SECRET', '/*'],
  ['//SECRET', '/*'],
])('the raw path %s is not in its line', async (path, route) => {
  const answer = await sendRaw(client.origin, 'GET', path, { headers: { accept: 'text/html' } });
  const line = await lineOf(String(answer.headers['x-request-id']));
  expect(line.route).toBe(route);
  expect(JSON.stringify(line)).not.toContain('SECRET');
});

it('no line holds a token, a key, a password, an address, a name or a text that somebody wrote', async () => {
  const mark = `canary${unique()}`;
  const password = `${mark}-password-lamp`;
  const email = `${mark}@people.example`;
  const provider = await createProvider(suite.admin, { name: `${mark} provider` });
  const token = await signIn(provider.owner);
  const { key } = await createApiKey(suite.admin, provider, provider.owner);
  const run = await createRun(suite.admin, provider, { name: `${mark} run`, serviceAddress: `${mark} address` });
  const person = await createPerson(suite.admin, { email: `invitee-${email}`, displayName: `${mark} person` });

  const registered = await client.post<SignedIn>('/api/auth/register', {
    body: { email, password, display_name: `${mark} name` },
  });
  const cookie = String(registered.headers.get('set-cookie')).split(';')[0] as string;
  const refreshed = await client.post<SignedIn>('/api/auth/refresh', { headers: { cookie } });
  await client.post('/api/auth/login', { body: { email, password: `${password}-wrong` } });
  const oneTime = await createOneTimeToken(suite.admin, person);
  for (const lamp of [`${mark} old lamp`, `${mark} new lamp`]) {
    await client.post('/api/auth/reset-password', { body: { token: oneTime, password: lamp } });
  }
  const theirs = await signIn(person);
  const invited = await client.post<InvitationsCreated>(`/api/provider/runs/${run.id}/stakeholder-invites`, {
    token,
    body: { invitees: [{ email: person.email, name: `${mark} invitee`, message: `${mark} message` }] },
  });
  const link = String(invited.body.invitations[0]?.claim_url).slice('/i/'.length);
  await client.get(`/api/i/${link}`);
  await client.get(`/i/${link}`, { headers: { accept: 'text/html', referer: `${client.origin}/i/${link}` } });
  await client.post(`/api/i/${link}/claim`, { token: theirs });
  await client.post(`/api/i/${link}/claim`, { token });
  await client.get(`/api/provider/runs?q=${mark}`, { token: key });
  await client.get(`/api/${mark}`, { token });
  await client.post('/api/provider/runs', { token, body: `{"name":"${mark}` });
  await client.post('/api/provider/runs', { token, body: { [mark]: mark } });
  await sendRaw(client.origin, 'GET', `/api/i/${link}%zz`);
  await sendRaw(client.origin, 'GET', `//${link}:99999`);

  // Something that goes wrong on our side, with a row of the person's in the database's own message.
  await suite.admin.query(
    `ALTER TABLE cc_n3_runs ADD CONSTRAINT refused CHECK (name NOT LIKE '%wrong%' OR name::int > 0)`,
  );
  const failed = await client.post('/api/provider/runs', {
    token,
    body: { name: `${mark} wrong`, internal_notes: `${mark} note` },
  });
  expect([failed.status, Object.keys(failed.body).sort()]).toEqual([500, ['error', 'message', 'ok', 'request_id']]);
  expect(failed.text).not.toMatch(/refused|cc_n3_runs|check|constraint|canary/i);
  await suite.admin.query('ALTER TABLE cc_n3_runs DROP CONSTRAINT refused');
  await lineOf(failed.headers.get('x-request-id'));

  const text = log.read();
  expect(lines().filter(({ level }) => level === 50)).toEqual([
    expect.objectContaining({ answered: 'error.internal', code: '22P02', route: '/api/provider/runs' }),
  ]);
  const secrets = {
    mark,
    password,
    email,
    link,
    key,
    token,
    theirs,
    oneTime,
    cookie: cookie.split('=')[1] as string,
    access: registered.body.access_token,
    refreshed: refreshed.body.access_token,
  };
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret.length).toBeGreaterThan(8);
    expect([what, text.includes(secret)]).toEqual([what, false]);
  }
  expect(text).not.toContain('127.0.0.1');
});
