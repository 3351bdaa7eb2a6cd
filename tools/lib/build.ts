import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holdBudgets } from './bundle-budgets.ts';
import { CommandError } from './command.ts';
import { ROOT, sumOf } from './files.ts';
import { precompress } from './precompress.ts';
import { endGroup, exclusively } from './processes.ts';

interface Part {
  readonly name: 'api' | 'web';
  /** What the build makes, at least. */
  readonly output: string;
  readonly sources: readonly string[];
  readonly command: readonly string[];
  /** What is left to do with what the command has made. */
  readonly finish?: () => Promise<void>;
}

const LIBRARIES = [
  'libs/contracts/src/**',
  'libs/copy/src/**',
  'libs/time/src/**',
  'tsconfig.base.json',
  'package-lock.json',
];

const PARTS: readonly Part[] = [
  {
    name: 'api',
    output: 'dist/apps/api/main.js',
    sources: ['apps/api/src/**', 'apps/api/tsconfig.json', 'apps/api/rolldown.config.mjs', ...LIBRARIES],
    command: ['rolldown', '-c', 'apps/api/rolldown.config.mjs'],
  },
  {
    name: 'web',
    output: 'dist/apps/web/browser/index.html',
    sources: [
      'apps/web/src/**',
      'apps/web/public/**',
      'apps/web/*.json',
      'libs/ui/src/**',
      'tools/lib/bundle-budgets.ts',
      ...LIBRARIES,
    ],
    command: ['nx', 'run', 'web:build', '--outputStyle=static'],
    finish: async () => {
      await precompress(WEB_FOLDER);
      holdBudgets(WEB_FOLDER, WEB_STATS);
    },
  },
];

/** The built API's entry, the jobs' alone, the one that prints its document, and the built web app. */
export const API_ENTRY = path.join(ROOT, 'dist/apps/api/main.js');
export const WORKER_ENTRY = path.join(ROOT, 'dist/apps/api/worker.js');
export const DOCUMENT_ENTRY = path.join(ROOT, 'dist/apps/api/openapi.js');
export const WEB_FOLDER = path.join(ROOT, 'dist/apps/web/browser');
/** What the web build says of its files: beside the folder that is served, not in it. */
export const WEB_STATS = path.join(ROOT, 'dist/apps/web/browser-stats.json');

/** Builds what is not built, or was built from other sources. */
export async function buildIfStale({ log = () => undefined, signal, parts }: BuildOptions = {}): Promise<void> {
  const wanted = PARTS.filter(({ name }) => !parts || parts.includes(name));
  await exclusively(path.join(ROOT, 'tmp', 'building'), async () => {
    const results = await Promise.allSettled(wanted.map((part) => build(part, log, signal)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  });
}

export interface BuildOptions {
  log?: (line: string) => void;
  signal?: AbortSignal;
  /** Both, where it is not said. */
  parts?: readonly Part['name'][];
}

async function build(part: Part, log: (line: string) => void, signal: AbortSignal | undefined): Promise<void> {
  const stamp = path.join(ROOT, 'dist', `.built-${part.name}`);
  const sum = sourceSum(part);
  const built = existsSync(stamp) && readFileSync(stamp, 'utf8') === sum;
  if (built && existsSync(path.join(ROOT, part.output))) return;

  const start = Date.now();
  log(`Building ${part.name} …`);
  rmSync(stamp, { force: true });
  await run(part.command, signal);
  await part.finish?.();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, sum);
  log(`Built ${part.name} in ${((Date.now() - start) / 1000).toFixed(1)} s.`);
}

function sourceSum({ sources }: Part): string {
  const files = globSync([...sources], { cwd: ROOT }).sort();
  return sumOf(files.filter((file) => !/\.spec\.ts$/.test(file) && statSync(path.join(ROOT, file)).isFile()));
}

/** Says nothing when all goes well, and everything when it does not. */
function run([command = '', ...args]: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const abort = () => void endGroup(child);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    const output: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => output.push(data));
    child.stderr.on('data', (data: Buffer) => output.push(data));
    child.on('error', reject);
    child.on('close', (code) => {
      signal?.removeEventListener('abort', abort);
      if (code === 0) return resolve();
      if (!signal?.aborted) process.stderr.write(Buffer.concat(output));
      reject(new CommandError(`"${[command, ...args].join(' ')}" failed.`));
    });
  });
}
