// The PostgreSQL that a machine has from its packages, with the programs that ours comes without: pg_dump and the like.
import { spawn, spawnSync, type SpawnSyncOptions } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  freePort,
  lastLine,
  makeThrowawayFolder,
  noteServer,
  serverEnvironment,
  unprivilegedAccount,
} from './embedded-postgres.ts';
import { endAtOnce } from './processes.ts';

const PROGRAMS = ['initdb', 'postgres', 'pg_dump', 'pg_dumpall', 'pg_restore', 'psql'];
const PACKAGES = '/usr/lib/postgresql';
const START_TIMEOUT = 30_000;
/** For clusters that nobody else on the machine is let into for long. */
const PASSWORD = 'only-for-a-drill';

export interface SystemPostgres {
  readonly port: number;
  url(database?: string): string;
  /** Runs one of its programs on this cluster. Gives what it has printed. */
  run(program: string, args: readonly string[], input?: string): string;
  stop(): Promise<void>;
}

/** The folder of the newest one's programs, or nothing where none is complete. */
export function findSystemPostgres(): string | undefined {
  if (!existsSync(PACKAGES)) return undefined;
  return readdirSync(PACKAGES)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(PACKAGES, version, 'bin'))
    .find((folder) => PROGRAMS.every((program) => existsSync(path.join(folder, program))));
}

/** An empty cluster of its own, thrown away at the end. */
export async function startSystemPostgres(programs: string): Promise<SystemPostgres> {
  const folder = makeThrowawayFolder();
  const cluster = path.join(folder, 'cluster');
  const account = unprivilegedAccount();
  const own = (place: string) => account && chownSync(place, account.uid, account.gid);
  mkdirSync(cluster, { mode: 0o700 });
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD, { mode: 0o600 });
  for (const place of [cluster, passwordFile]) own(place);
  const as = { ...account, cwd: '/', env: serverEnvironment(), encoding: 'utf8' as const, maxBuffer: 1e9 };
  check(
    spawnSync(
      path.join(programs, 'initdb'),
      [
        `--pgdata=${cluster}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
      ],
      as,
    ),
  );

  const port = await freePort();
  const logFile = path.join(folder, 'log');
  const output = openSync(logFile, 'w', 0o600);
  const server = spawn(
    path.join(programs, 'postgres'),
    ['-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    { ...account, cwd: '/', env: serverEnvironment(), stdio: ['ignore', output, output], detached: true },
  );
  closeSync(output);
  const pid = server.pid as number;
  noteServer(folder, pid);
  chmodSync(folder, 0o711);
  const url = (database = 'postgres') => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    server.kill('SIGQUIT');
    await sleep(200);
    await endAtOnce(pid);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + START_TIMEOUT; !(await answers(url())); await sleep(50)) {
    if (server.exitCode === null && Date.now() < end) continue;
    await stop();
    throw new Error(`PostgreSQL did not start: ${lastLine(logFile)}`);
  }
  return {
    port,
    url,
    run: (program, args, input) => {
      const connection = { PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres', PGPASSWORD: PASSWORD };
      return check(spawnSync(path.join(programs, program), args, { ...as, input, env: { ...as.env, ...connection } }));
    },
    stop,
  };
}

function check({
  status,
  stdout,
  stderr,
  error,
}: ReturnType<typeof spawnSync> & { stdout: SpawnSyncOptions['input'] }): string {
  if (status !== 0) throw new Error(error?.message ?? String(stderr).trim());
  return String(stdout);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
