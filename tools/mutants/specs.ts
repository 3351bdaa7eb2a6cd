import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { ROOT } from '../lib/files.ts';
import { endGroup } from '../lib/processes.ts';

/** Milliseconds after which tests that hang have failed too. */
const PATIENCE = 300_000;

export interface Run {
  /** The superuser's connection to the cluster that the tests make their databases in. */
  readonly cluster: string;
  readonly env?: Record<string, string>;
  readonly signal: AbortSignal;
}

/** Runs the tests of some files, one after the other, until the first fails. Gives what failed, or null where all passed. */
export async function firstToFail(specs: readonly string[], { cluster, env, signal }: Run): Promise<string | null> {
  const jest = spawn(
    process.execPath,
    ['tools/run.mjs', 'jest', '--runInBand', '--bail', '--runTestsByPath', ...specs],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own, to be ended with all that it has started.
      detached: true,
      env: { ...process.env, SERVICE_RUNS_TEST_CLUSTER: cluster, NO_COLOR: '1', CI: 'true', ...env },
    },
  );
  const enough = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  const end = () => void endGroup(jest);
  enough.addEventListener('abort', end, { once: true });
  // With --bail jest ends before it has written any other report.
  const said = text(jest.stderr);
  const code = await new Promise<number | null>((resolve) => jest.once('exit', resolve));
  enough.removeEventListener('abort', end);
  if (code === 0) return null;
  if (enough.aborted) return 'nothing within five minutes';
  return /^FAIL .*?((?:apps|tools)\/\S+\.spec\.ts)/m.exec(await said)?.[1] ?? 'the set-up of the tests';
}
