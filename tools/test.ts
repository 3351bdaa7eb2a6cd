// `npm test`: everything that must hold before a change is handed on.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readOptions, runCommand } from './lib/command.ts';
import { sweepThrowaways } from './lib/embedded-postgres.ts';
import { ROOT } from './lib/files.ts';
import { findPgBouncer } from './lib/pgbouncer.ts';

const { only } = readOptions(
  `
Usage: npm test [-- --only <step>]

Lint with the walls between the parts, formatting, forbidden words, types, unit tests, tests on a real PostgreSQL and
over HTTP, the latter once more through a PgBouncer where this machine has one, the builds, the generated client, the
proof documents, the lists of parts, faults, drills, and tests in a real browser. Needs nothing but what "npm ci"
installs. The last line counts the tests; a check that fails counts as one failed test.

  --only <step>   one of: lint, format, words, client, proof, parts, types, build, jest, pgbouncer, browser, faults,
                  drill (may be given several times)
  --help          this
`,
  { only: { type: 'string', multiple: true } },
);

interface Step {
  readonly name: string;
  readonly after?: string;
  /** Takes all cores by itself: of two such steps one waits for the other. */
  readonly wide?: true;
  /** Why it cannot run on this machine; it is left out then, and nothing is counted. */
  readonly skip?: () => string | undefined;
  readonly command: readonly string[];
  readonly env?: Record<string, string>;
  /** Counts the tests in what the step has written; a check has none. */
  readonly count?: () => Count;
}

interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Outcome extends Count {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
}

/** As many as the smallest machine has cores. */
const AT_ONCE = 2;
const RESULTS = path.join(ROOT, 'tmp', 'test-results');
const JEST_RESULT = path.join(RESULTS, 'jest.json');
const PGBOUNCER_RESULT = path.join(RESULTS, 'pgbouncer.json');
const BROWSER_RESULT = path.join(RESULTS, 'browser.json');

/** In the order of starting: what others wait for comes first. */
const STEPS: readonly Step[] = [
  { name: 'build', command: ['node', 'tools/build.ts'] },
  { name: 'types', command: ['nx', 'run-many', '-t', 'typecheck', '--parallel=1', '--outputStyle=static'] },
  { name: 'types of tools', command: ['tsc', '-p', 'tools'] },
  {
    name: 'jest',
    wide: true,
    command: jest(JEST_RESULT),
    count: () => countJest(JEST_RESULT),
  },
  {
    name: 'pgbouncer',
    wide: true,
    skip: () => (findPgBouncer() ? undefined : 'PgBouncer is not installed (apt-get install pgbouncer)'),
    command: jest(PGBOUNCER_RESULT, '--selectProjects', 'api-e2e'),
    env: { THROUGH_PGBOUNCER: 'on' },
    count: () => countJest(PGBOUNCER_RESULT),
  },
  { name: 'lint', command: ['node', 'tools/lint.ts'] },
  { name: 'format', command: ['prettier', '--check', '--log-level=warn', '.'] },
  { name: 'words', command: ['node', 'tools/check-words.ts'] },
  { name: 'client', after: 'build', command: ['node', 'tools/client.ts', '--check'] },
  { name: 'parts', command: ['node', 'tools/parts.ts', '--check'] },
  { name: 'proof', after: 'build', command: ['node', 'tools/proof.ts', '--check'] },
  {
    name: 'browser',
    after: 'build',
    wide: true,
    command: ['playwright', 'test', '-c', 'apps/web-e2e/playwright.config.ts'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: BROWSER_RESULT },
    count: countBrowser,
  },
  { name: 'faults', after: 'build', wide: true, command: ['node', 'tools/faults.ts', '--seconds', '8'] },
  { name: 'drill', after: 'build', wide: true, command: ['node', 'tools/drill.ts'] },
];

await runCommand(async ({ signal, onEnd }) => {
  onEnd(sweepThrowaways);
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });

  const began = Date.now();
  const outcomes = await runAll(chosen(), signal);
  if (signal.aborted) return 130;

  const total = (key: 'passed' | 'failed') => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  const broken = outcomes.filter(({ ok }) => !ok);
  console.log(`\nAll in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  if (broken.length > 0) console.log(`Failed: ${broken.map(({ name }) => name).join(', ')}`);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  return broken.length > 0 ? 1 : 0;
});

function jest(result: string, ...more: string[]): string[] {
  return ['node', 'tools/run.mjs', 'jest', '--maxWorkers=2', '--json', `--outputFile=${result}`, ...more];
}

function chosen(): Step[] {
  if (!only) return [...STEPS];
  const steps = STEPS.filter(({ name }) => only.some((word) => name === word || name.startsWith(`${word} `)));
  return steps.map(({ after, ...step }) => (steps.some(({ name }) => name === after) ? { ...step, after } : step));
}

async function runAll(steps: Step[], signal: AbortSignal): Promise<Outcome[]> {
  const waiting = [...steps];
  const outcomes: Outcome[] = [];
  let wideRuns = false;
  const mayBegin = ({ after, wide }: Step) =>
    (!after || outcomes.some(({ name }) => name === after)) && !(wide && wideRuns);
  const worker = async (): Promise<void> => {
    while (waiting.length > 0 && !signal.aborted) {
      const index = waiting.findIndex(mayBegin);
      if (index < 0) {
        // Only steps that wait for one that runs: whoever is free first will take them.
        await new Promise((resolve) => setTimeout(resolve, 100));
        continue;
      }
      const [step] = waiting.splice(index, 1);
      if (!step) continue;
      const reason = step.skip?.();
      if (reason) {
        console.log(`– ${step.name}: skipped, ${reason}`);
        continue;
      }
      const before = outcomes.find(({ name }) => name === step.after);
      if (step.wide) wideRuns = true;
      outcomes.push(before?.ok === false ? notRun(step) : await run(step, signal));
      if (step.wide) wideRuns = false;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return outcomes;
}

function notRun({ name, after }: Step): Outcome {
  console.log(`✖ ${name}: not run, since ${after} failed`);
  return { name, ok: false, seconds: 0, passed: 0, failed: 1 };
}

function run(step: Step, signal: AbortSignal): Promise<Outcome> {
  const [command = '', ...args] = step.command;
  const start = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', CI: 'true', ...step.env },
      signal,
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => output.push(data));
    child.stderr.on('data', (data: Buffer) => output.push(data));
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      const ok = code === 0;
      const seconds = (Date.now() - start) / 1000;
      const counted = step.count?.() ?? { passed: 0, failed: 0 };
      // A step that failed without a failed test (a suite that does not load, a check) still counts.
      const count = ok || counted.failed > 0 ? counted : { ...counted, failed: 1 };
      if (!signal.aborted) {
        if (!ok) process.stdout.write(`\n──── ${step.name} ────\n${Buffer.concat(output).toString()}\n`);
        const tests = step.count ? `  ${count.passed} passed, ${count.failed} failed` : '';
        console.log(`${ok ? '✔' : '✖'} ${step.name}  ${seconds.toFixed(1)} s${tests}`);
      }
      resolve({ name: step.name, ok, seconds, ...count });
    });
  });
}

function countJest(file: string): Count {
  const result = readResult<{ numPassedTests: number; numFailedTests: number; numRuntimeErrorTestSuites: number }>(
    file,
  );
  return {
    passed: result?.numPassedTests ?? 0,
    failed: (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0),
  };
}

function countBrowser(): Count {
  const stats = readResult<{ stats: { expected: number; unexpected: number; flaky: number } }>(BROWSER_RESULT)?.stats;
  return { passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) };
}

function readResult<Result>(file: string): Result | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result) : undefined;
}
