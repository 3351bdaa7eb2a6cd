import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment, Settings } from '../../apps/api/src/platform/config/settings.ts';
import { API_ENTRY, WEB_FOLDER } from './build.ts';
import { CommandError } from './command.ts';
import { stopChild } from './processes.ts';

const READY_TIMEOUT = 30_000;
const STOP_TIMEOUT = 15_000;
const PORT_PATIENCE = 2_000;
/**
 * V8 lets a heap grow to several times what is alive in it before it collects, and keeps what it has taken: 440 MB where 55 are
 * alive. With these the process stays below 200; docs/performance.md tells what that costs.
 */
const MODEST_HEAP = ['--max-semi-space-size=8', '--heap-growing-percent=25'];

export interface ApiProcess {
  readonly child: ChildProcess;
  /** Where it answers on this machine. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts one of the built programs. Secrets travel in the environment, never on the command line. */
export function startBuilt(entry: string, environment: Environment, settings: Settings): ChildProcess {
  const endWithParent = ['--import', path.join(import.meta.dirname, 'end-with-parent.mjs')];
  return spawn(process.execPath, [...MODEST_HEAP, ...endWithParent, entry], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Its own group: Ctrl-C goes to the start command alone, which ends things in order.
    detached: true,
    env: apiEnvironment(environment, settings),
  });
}

/** Starts the built API and waits until it answers. */
export async function startApi(
  environment: Environment,
  settings: Settings,
  signal?: AbortSignal,
): Promise<ApiProcess> {
  const child = startBuilt(API_ENTRY, environment, settings);
  const address = `http://${reachable(settings.host)}:${settings.port}`;
  const stop = () => stopChild(child, STOP_TIMEOUT);
  try {
    await untilAnswering('The API', child, address, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { child, address, stop };
}

/** Waits until a server says that it lives. */
export async function untilAnswering(
  name: string,
  child: ChildProcess,
  address: string,
  signal?: AbortSignal,
): Promise<void> {
  const end = Date.now() + READY_TIMEOUT;
  while (!(await answers(`${address}/api/health/live`))) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new CommandError(`${name} ended while starting (${child.signalCode ?? `code ${child.exitCode}`}).`);
    }
    if (signal?.aborted || Date.now() > end) throw new CommandError(`${name} did not answer in time.`);
    await sleep(30);
  }
}

/** Says so in one line where another program listens there; one that is just ending gets the time for it. */
export async function requirePort(settings: Settings): Promise<void> {
  const { host, port } = settings;
  const end = Date.now() + PORT_PATIENCE;
  for (;;) {
    const error = await listenFailure(settings);
    if (!error) return;
    if (error.code === 'EADDRINUSE' && Date.now() < end) {
      await sleep(200);
      continue;
    }
    if (error.code === 'EADDRINUSE') throw new CommandError(`Port ${port} is in use: set PORT to another one.`);
    if (error.code === 'EACCES')
      throw new CommandError(`Port ${port} is not for this account: set PORT to another one.`);
    throw new CommandError(`HOST ${host} cannot be listened on: ${error.message}`);
  }
}

function listenFailure({ host, port }: Settings): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** Requests never run as the migrating role, so the API is not told of it. */
function apiEnvironment(
  { DATABASE_URL: _migrating, ...environment }: Environment,
  settings: Settings,
): NodeJS.ProcessEnv {
  return {
    ...environment,
    APP_DATABASE_URL: settings.appDatabaseUrl,
    INTERNAL_DATABASE_URL: settings.internalDatabaseUrl,
    LISTEN_DATABASE_URL: settings.listenDatabaseUrl,
    STATIC_DIR: environment['STATIC_DIR'] || WEB_FOLDER,
    NODE_ENV: environment['NODE_ENV'] || 'production',
  };
}

function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
