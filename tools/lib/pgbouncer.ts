// PgBouncer in transaction mode in front of a PostgreSQL, for tests: the system's own program, where there is one.
import { spawn } from 'node:child_process';
import { accessSync, chownSync, closeSync, constants, openSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from './clients.ts';
import {
  freePort,
  lastLine,
  makeThrowawayFolder,
  noteServer,
  serverEnvironment,
  sweepThrowaways,
  unprivilegedAccount,
} from './embedded-postgres.ts';
import { endAtOnce } from './processes.ts';

export interface PgBouncerOptions {
  /** The PostgreSQL behind it. */
  readonly server: { readonly host: string; readonly port: number };
  /** Who may come, with the password of each; it signs in to PostgreSQL as the same one. */
  readonly logins: Readonly<Record<string, string>>;
  /** Its connections to PostgreSQL, for each login and database. */
  readonly poolSize: number;
}

export interface PgBouncer {
  /** Its own console, to ask `SHOW POOLS` and the like; host and port are those for every database. */
  readonly consoleUrl: string;
  stop(): Promise<void>;
}

/** A reason that the person at the keyboard can act on, in one line. */
export class PgBouncerError extends Error {
  override readonly name = 'PgBouncerError';
}

/** May ask, and change nothing. */
const WATCHER = 'watcher';
/** Debian keeps it where only root looks. */
const FOLDERS = ['/usr/sbin', '/usr/local/sbin'];
/** Milliseconds. */
const START_TIMEOUT = 10_000;
const ATTEMPTS = 5;

/** The program, or nothing where it is not installed. */
export function findPgBouncer(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean), ...FOLDERS];
  return folders.map((folder) => path.join(folder, 'pgbouncer')).find(mayRun);
}

function mayRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts one on a free port of this machine.
 * @throws PgBouncerError where it is not installed, or does not start
 */
export async function startPgBouncer(options: PgBouncerOptions): Promise<PgBouncer> {
  const program = findPgBouncer();
  if (!program) throw new PgBouncerError('PgBouncer is not installed: apt-get install pgbouncer');
  await sweepThrowaways();
  const folder = makeThrowawayFolder();
  const logins = { ...options.logins, [WATCHER]: randomBytes(24).toString('base64url') };
  try {
    for (let attempt = 1; ; attempt++) {
      const port = await freePort();
      const consoleUrl = `postgres://${WATCHER}:${logins[WATCHER]}@127.0.0.1:${port}/pgbouncer`;
      const settings = writeSettings(folder, port, { ...options, logins });
      const started = await launch(program, folder, settings, consoleUrl);
      if ('pid' in started) return { consoleUrl, stop: () => stop(started.pid, folder) };
      // Somebody was quicker to take the port.
      if (!/address already in use/i.test(started.failure) || attempt === ATTEMPTS) {
        throw new PgBouncerError(`PgBouncer did not start: ${started.failure}`);
      }
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function stop(pid: number, folder: string): Promise<void> {
  await endAtOnce(pid);
  rmSync(folder, { recursive: true, force: true });
}

/** As an operator would set it up, and no more: what is not here is left as it comes. */
function writeSettings(folder: string, port: number, { server, logins, poolSize }: PgBouncerOptions): string {
  const write = (name: string, lines: string[]) => {
    const file = path.join(folder, name);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
    const account = unprivilegedAccount();
    if (account) chownSync(file, account.uid, account.gid);
    return file;
  };
  const users = write(
    'userlist.txt',
    Object.entries(logins).map(([user, password]) => `"${user}" "${password}"`),
  );
  return write('pgbouncer.ini', [
    '[databases]',
    `* = host=${server.host} port=${server.port}`,
    '[pgbouncer]',
    'pool_mode = transaction',
    `default_pool_size = ${poolSize}`,
    // Every suite's API and its jobs come with pools of their own.
    'max_client_conn = 500',
    'auth_type = scram-sha-256',
    `auth_file = ${users}`,
    `stats_users = ${WATCHER}`,
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    // Seconds, of 15: so long nobody is let in again after PostgreSQL was away.
    'server_login_retry = 1',
    'log_connections = 0',
    'log_disconnections = 0',
  ]);
}

async function launch(
  program: string,
  folder: string,
  settings: string,
  consoleUrl: string,
): Promise<{ pid: number } | { failure: string }> {
  const logFile = path.join(folder, 'pgbouncer.log');
  const output = openSync(logFile, 'w', 0o600);
  // Its own group: Ctrl-C goes to the tests alone, which end things in order.
  const child = spawn(program, [settings], {
    ...unprivilegedAccount(),
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  if (child.pid !== undefined) noteServer(folder, child.pid);
  let failure = '';
  child.on('error', (error) => (failure ||= error.message));
  const ended = () => (failure ||= lastLine(logFile, /FATAL|ERROR|WARNING/));
  child.on('exit', ended);
  child.unref();

  for (const end = Date.now() + START_TIMEOUT; !failure && Date.now() < end; await sleep(10)) {
    if (child.pid !== undefined && (await answers(consoleUrl)) && !failure) {
      child.off('exit', ended);
      return { pid: child.pid };
    }
  }
  child.off('exit', ended);
  child.kill('SIGKILL');
  return { failure: failure || 'it did not become ready' };
}

async function answers(consoleUrl: string): Promise<boolean> {
  try {
    await askPgBouncer(consoleUrl, 'SHOW VERSION');
    return true;
  } catch {
    return false;
  }
}

/** Asks the console: `SHOW …`. */
export async function askPgBouncer(consoleUrl: string, what: string): Promise<Record<string, unknown>[]> {
  const connection = { connectionString: consoleUrl, connectionTimeoutMillis: START_TIMEOUT };
  return withClient(connection, async (client) => (await client.query<Record<string, unknown>>(what)).rows);
}
