// A database with rows, the built API on it, and the bare server on the same.
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Environment } from '../apps/api/src/platform/config/settings.ts';
import { startApi, untilAnswering, type ApiProcess } from '../tools/lib/api-process.ts';
import { freePort } from '../tools/lib/embedded-postgres.ts';
import { stopChild } from '../tools/lib/processes.ts';
import { cloneDatabase, readSettings, testEnvironment, type TestDatabase } from '../tools/lib/test-cluster.ts';
import { loadRows, type Rows, type Size } from './rows.ts';

/** Connections in each pool, of the API as of the bare server. */
const POOL = 10;

export interface Server {
  readonly origin: string;
  readonly pid: number;
}

export interface Stage {
  readonly rows: Rows;
  readonly database: TestDatabase;
  /** The key that links are derived with. */
  readonly linkKey: string;
  readonly api: Server;
  readonly bare: Server;
  /** One more API on the same database, which the caller stops, with other settings where given. */
  startAnother(settings?: Environment): Promise<ApiProcess>;
}

export interface StageOptions {
  readonly clusterUrl: string;
  readonly size: Size;
  readonly signal: AbortSignal;
  onEnd(cleanup: () => Promise<void>): void;
}

export async function startStage(options: StageOptions): Promise<Stage> {
  const { clusterUrl, size, signal, onEnd } = options;
  const database = await cloneDatabase(clusterUrl);
  const start = async (settings?: Environment) => {
    const environment = { ...(await environmentOf(database)), ...settings };
    return startApi(environment, readSettings(environment), signal);
  };
  const { jwtKeys, linkKeys } = readSettings(testEnvironment(database));
  const keys = { jwt: jwtKeys[0] ?? '', link: linkKeys[0] ?? '' };
  const rows = await loadRows(database.adminUrl, keys, size);

  const api = await start();
  onEnd(() => api.stop());
  const bare = await startBare(await environmentOf(database), options);
  return {
    rows,
    database,
    linkKey: keys.link,
    api: { origin: api.address, pid: api.child.pid as number },
    bare,
    startAnother: start,
  };
}

async function environmentOf(database: TestDatabase): Promise<Environment> {
  return testEnvironment(database, { PORT: String(await freePort()), DATABASE_POOL: String(POOL) });
}

async function startBare(environment: Environment, { signal, onEnd }: StageOptions): Promise<Server> {
  const bare = spawn(process.execPath, [path.join(import.meta.dirname, 'ceiling.ts')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment, NODE_ENV: 'production' },
  });
  onEnd(() => stopChild(bare, 5_000));
  const origin = `http://127.0.0.1:${environment['PORT']}`;
  await untilAnswering('The bare server', bare, origin, signal);
  return { origin, pid: bare.pid as number };
}
