import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createInvitation, createPerson, createProvider, createRun, createSession } from '../factories';
import { AccessTokens } from '../../src/auth/access-tokens';
import type { Environment } from '../../src/platform/config/settings';
import { Client, expectFailure, startApp, type Answer } from '../support/api';
import { useDatabase } from '../support/database';
import { layWire, type Wire } from '../support/proxy';
import { until } from '../support/until';

/** Two seconds (patience.spec.ts holds them to the clock), and what a very busy machine adds; a hang takes far longer. */
const WITHIN = 8_000;

let app: NestFastifyApplication;
let wire: Wire;
afterAll(async () => {
  await wire.mend();
  await app.close();
  await wire.close();
});
const suite = useDatabase();
let client: Client;

function startThroughWire(more: Environment = {}): Promise<NestFastifyApplication> {
  const { appDatabaseUrl, internalDatabaseUrl } = suite.settings();
  return startApp(suite, {
    APP_DATABASE_URL: wire.through(appDatabaseUrl),
    INTERNAL_DATABASE_URL: wire.through(internalDatabaseUrl),
    ...more,
  });
}

beforeAll(async () => {
  wire = await layWire(suite.settings().appDatabaseUrl);
  // Bounds are counted in the database: they must not be what makes somebody wait.
  app = await startThroughWire({ RATE_LIMITS: 'on' });
  client = new Client(await app.getUrl());
});

afterEach(() => wire.mend());

interface Timed {
  answer: Answer<unknown>;
  took: number;
}

async function timed(work: Promise<Answer<unknown>>): Promise<Timed> {
  const start = performance.now();
  return { answer: await work, took: performance.now() - start };
}

async function callers() {
  const provider = await createProvider(suite.admin);
  const run = await createRun(suite.admin, provider);
  const person = await createPerson(suite.admin);
  const invitation = await createInvitation(suite.admin, run, { email: person.email });
  const signIn = async ({ id }: { id: string }) =>
    app.get(AccessTokens, { strict: false }).sign(await createSession(suite.admin, { id }));
  const [owner, invitee] = [await signIn(provider.owner), await signIn(person)];
  return {
    run,
    invitee,
    invitation,
    calls: {
      'GET ready': () => client.get('/api/health/ready'),
      'GET a list': () => client.get('/api/provider/runs', { token: owner }),
      'GET a link': () => client.get(`/api/i/${invitation.token}`),
      'POST a run': () => client.post('/api/provider/runs', { token: owner, body: { name: 'Made while away' } }),
      'PATCH a run': () =>
        client.patch(`/api/provider/runs/${run.id}`, { token: owner, body: { name: 'Changed while away' } }),
      'POST invitations': () =>
        client.post(`/api/provider/runs/${run.id}/stakeholder-invites`, {
          token: owner,
          body: { invitees: [{ email: 'away@people.example' }] },
        }),
      'POST a claim': () => client.post(`/api/i/${invitation.token}/claim`, { token: invitee }),
      'POST a sign-in': () =>
        client.post('/api/auth/login', { body: { email: 'nobody@people.example', password: 'whatever it is' } }),
    },
  };
}

/** The first answer that is not "away": a connection that fell silent is found out when it is used. */
async function onceBack(call: () => Promise<Answer<unknown>>): Promise<number> {
  for (;;) {
    const { status } = await call();
    if (status !== 503) return status;
  }
}

describe.each(['cut', 'silence'] as const)('a database that is away (%s)', (how) => {
  it('is told within two seconds, on every call, and leaves nothing half-done', async () => {
    const { calls, run, invitation } = await callers();
    // The pool holds open connections, which do not know yet.
    await Promise.all(Array.from({ length: 5 }, () => calls['GET a list']()));
    await wire[how]();
    const answers = await Promise.all(
      Object.entries(calls).map(async ([name, call]) => [name, await timed(call())] as const),
    );
    for (const [name, { answer, took }] of answers) {
      expectFailure(answer, 'error.unavailable');
      expect([name, answer.headers.get('retry-after')]).toEqual([name, expect.stringMatching(/^\d+$/)]);
      expect([name, took < WITHIN]).toEqual([name, true]);
    }
    // A second round finds the pools empty.
    for (const { answer, took } of await Promise.all(Object.values(calls).map((call) => timed(call())))) {
      expectFailure(answer, 'error.unavailable');
      expect(took).toBeLessThan(WITHIN);
    }
    expect((await client.get('/api/health/live')).status).toBe(200);
    const { rows } = await suite.admin.query(
      `SELECT r.name, i.status, (SELECT count(*)::int FROM cc_n3_runs WHERE tenant_id = r.tenant_id) AS runs,
              (SELECT count(*)::int FROM cc_invitations WHERE run_id = r.id) AS invitations,
              (SELECT count(*)::int FROM cc_service_run_stakeholders WHERE run_id = r.id) AS grants
         FROM cc_n3_runs r JOIN cc_invitations i ON i.id = $2 WHERE r.id = $1`,
      [run.id, invitation.id],
    );
    expect(rows).toEqual([{ name: run.name, status: 'sent', runs: 1, invitations: 1, grants: 0 }]);
  });

  it('is used again by itself when it is back', async () => {
    const { calls } = await callers();
    await wire[how]();
    expectFailure(await calls['GET a list'](), 'error.unavailable');
    await wire.mend();
    for (const [name, call] of Object.entries(calls)) {
      const status = await onceBack(call);
      expect([name, status]).toEqual([
        name,
        name === 'POST a sign-in' ? 401 : name.startsWith('POST') && name !== 'POST a claim' ? 201 : 200,
      ]);
    }
  });
});

it('connections that the server ends are replaced without the caller noticing more than one failure each', async () => {
  const { calls } = await callers();
  await Promise.all(Array.from({ length: 5 }, () => calls['GET a list']()));
  await suite.admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'service\\_runs\\_%' AND datname = current_database()`,
  );
  const statuses: number[] = [];
  for (let i = 0; i < 12; i++) statuses.push((await calls['GET a list']()).status);
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(statuses.slice(-2)).toEqual([200, 200]);
});

it('a process with jobs ends when it is told, also while its database is silent', async () => {
  const other = await startThroughWire({ JOBS: 'on' });
  await until(async () => (await suite.admin.query('SELECT FROM jobs.schedule')).rowCount);
  wire.silence();
  // By then its queues have been asked again, to no answer.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await other.close();
});
