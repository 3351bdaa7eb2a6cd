import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../lib/files.ts';
import { endGroup } from '../lib/processes.ts';

/** Milliseconds after which tests that hang have failed too. */
const PATIENCE = 300_000;

export interface Run {
  /** The superuser's connection to the cluster that the tests make their databases in. */
  readonly cluster: string;
  readonly env?: Record<string, string>;
  readonly signal: AbortSignal;
  /** Names the file with the results: of two runs at once, each has its own. */
  readonly name: string;
}

/** Runs the tests of some files, one after the other, until the first fails. Gives what failed, or null where all passed. */
export async function firstToFail(
  specs: readonly string[],
  { cluster, env, signal, name }: Run,
): Promise<string | null> {
  const report = path.join(ROOT, 'tmp/mutants', `${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  const args = ['--runInBand', '--bail', '--silent', '--json', `--outputFile=${report}`, '--runTestsByPath', ...specs];
  const jest = spawn(process.execPath, ['tools/run.mjs', 'jest', ...args], {
    cwd: ROOT,
    stdio: 'ignore',
    // A group of its own, to be ended with all that it has started.
    detached: true,
    env: { ...process.env, SERVICE_RUNS_TEST_CLUSTER: cluster, ...env },
  });
  const enough = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  const end = () => void endGroup(jest);
  enough.addEventListener('abort', end, { once: true });
  const code = await new Promise<number | null>((resolve) => jest.once('exit', resolve));
  enough.removeEventListener('abort', end);
  if (code === 0) return null;
  if (enough.aborted) return 'nothing within five minutes';
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { name: string; status: string }[];
  };
  const failed = testResults.find(({ status }) => status === 'failed');
  return failed ? path.relative(ROOT, failed.name) : 'the set-up of the tests';
}
