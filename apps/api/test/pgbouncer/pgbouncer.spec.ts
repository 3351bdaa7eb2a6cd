import { once } from 'node:events';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { sweepThrowaways } from '../../../../tools/lib/embedded-postgres.ts';
import { askPgBouncer, type PgBouncer } from '../../../../tools/lib/pgbouncer.ts';
import { startScript } from '../../../../tools/lib/script-process.ts';
import { startTestPgBouncer, through } from '../../../../tools/lib/test-cluster.ts';
import { AccessTokens } from '../../src/auth/access-tokens';
import { createProvider, createRun, createSession } from '../factories';
import { Client, expectFailure, startApp, useApi } from '../support/api';
import { layWire, type Wire } from '../support/proxy';
import { until } from '../support/until';

const POOL = 5;
const api = useApi({ DATABASE_POOL: String(POOL) });

const pooler = () => String(api.database.pooler);

/** What the console shows of this suite's database. */
async function shown(what: string): Promise<Record<string, unknown>[]> {
  return (await askPgBouncer(pooler(), what)).filter(({ database }) => database === api.database.name);
}

/** Statuses of many reads at once: more than an API has connections, so that it opens them all. */
async function readAtOnce(app: NestFastifyApplication = api.app): Promise<number[]> {
  const provider = await createProvider(api.admin);
  await createRun(api.admin, provider);
  const token = app.get(AccessTokens, { strict: false }).sign(await createSession(api.admin, provider.owner));
  const client = new Client(await app.getUrl());
  const answers = Array.from({ length: 60 }, () => client.get('/api/provider/runs', { token }));
  return (await Promise.all(answers)).map(({ status }) => status);
}

/** What PostgreSQL sees of the login roles' connections; the one that listens asks now and then whether it is still there. */
async function backends(): Promise<{ port: number; listens: boolean }[]> {
  const { rows } = await api.admin.query<{ port: number; listens: boolean }>(
    `SELECT client_port AS port, query IN ('LISTEN service_runs', 'SELECT') AS listens FROM pg_stat_activity
      WHERE datname = current_database() AND usename LIKE 'service\\_runs\\_%'`,
  );
  return rows;
}

it('is the only way from the API to PostgreSQL, except to listen', async () => {
  expect(new Set(await readAtOnce())).toEqual(new Set([200]));
  const ports = (await shown('SHOW SERVERS')).map(({ local_port }) => local_port);
  expect(ports.length).toBeGreaterThan(0);
  const direct = await until(async () => {
    const rest = (await backends()).filter(({ port }) => !ports.includes(port));
    return rest.length > 0 && rest;
  });
  expect(direct).toEqual([{ port: expect.any(Number), listens: true }]);
});

it('hands fewer connections to PostgreSQL around among more of the API, by the transaction', async () => {
  expect(new Set(await readAtOnce())).toEqual(new Set([200]));
  const pool = (await shown('SHOW POOLS')).find(({ user }) => user === 'service_runs_app');
  const clients = (await shown('SHOW CLIENTS')).filter(({ user }) => user === 'service_runs_app');
  const servers = (await shown('SHOW SERVERS')).filter(({ user }) => user === 'service_runs_app');
  expect(pool?.['pool_mode']).toBe('transaction');
  expect(clients).toHaveLength(POOL);
  expect(servers.length).toBeGreaterThan(0);
  expect(servers.length).toBeLessThan(POOL);
});

it.each([
  ['appDatabaseUrl', 'service_runs_app'],
  ['internalDatabaseUrl', 'service_runs_internal'],
] as const)('signs in to PostgreSQL as who came (%s), with the settings of that role', async (url, role) => {
  const client = new pg.Client({ connectionString: api.settings()[url] });
  await client.connect();
  const { rows } = await client.query(
    `SELECT session_user AS role, current_setting('timezone') AS zone, current_setting('statement_timeout') AS patience`,
  );
  await client.end();
  expect(rows).toEqual([{ role, zone: 'UTC', patience: '5s' }]);
});

it('lets nobody in without the password', async () => {
  const wrong = Object.assign(new URL(api.settings().appDatabaseUrl), { password: 'wrong' }).href;
  await expect(new pg.Client({ connectionString: wrong }).connect()).rejects.toThrow(/authentication failed/);
});

it('needs DATABASE_PREPARED=off where it does not keep named statements', async () => {
  const config = await askPgBouncer(pooler(), 'SHOW CONFIG');
  const keeps = Number(config.find(({ key }) => key === 'max_prepared_statements')?.['value'] ?? 0) > 0;
  const app = await startApp(api, { DATABASE_PREPARED: 'on', DATABASE_POOL: String(POOL) });
  try {
    expect((await readAtOnce(app)).every((status) => status === 200)).toBe(keeps);
  } finally {
    await app.close();
  }
});

describe.each(['cut', 'silence'] as const)('a PostgreSQL that is away behind it (%s)', (how) => {
  let wire: Wire;
  let own: PgBouncer;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const { adminUrl, appUrl, internalUrl } = api.database;
    wire = await layWire(adminUrl);
    own = await startTestPgBouncer({ host: '127.0.0.1', port: wire.port });
    app = await startApp(api, {
      APP_DATABASE_URL: through(own.consoleUrl, appUrl),
      INTERNAL_DATABASE_URL: through(own.consoleUrl, internalUrl),
    });
  });

  afterAll(async () => {
    await app.close();
    await own.stop();
    await wire.close();
  });

  it('is told as away, and is used again by itself when it is back', async () => {
    expect(new Set(await readAtOnce(app))).toEqual(new Set([200]));
    const client = new Client(await app.getUrl());
    await wire[how]();
    for (let round = 0; round < 2; round++) {
      const began = performance.now();
      expectFailure(await client.get('/api/health/ready'), 'error.unavailable');
      expect(performance.now() - began).toBeLessThan(8_000);
    }
    await wire.mend();
    const statuses = new Set<number>();
    while (!statuses.has(200)) statuses.add((await client.get('/api/health/ready')).status);
    expect([...statuses].filter((status) => ![200, 503].includes(status))).toEqual([]);
  });
});

it('is ended by the next run where its own was killed', async () => {
  const script = `
    import { startPgBouncer } from ${JSON.stringify(path.join(__dirname, '../../../../tools/lib/pgbouncer.ts'))};
    const server = { host: '127.0.0.1', port: 1 };
    console.log((await startPgBouncer({ server, logins: {}, poolSize: 1 })).consoleUrl);
  `;
  const { child, line: url } = await startScript(script);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await askPgBouncer(url, 'SHOW VERSION')).toHaveLength(1);
  await sweepThrowaways();
  // Its second thread may hold the port a moment longer than it lives.
  await until(() =>
    askPgBouncer(url, 'SHOW VERSION').then(
      () => false,
      ({ code }: NodeJS.ErrnoException) => code === 'ECONNREFUSED',
    ),
  );
});
