// Which tests call which function of the database, as the database itself counts.
import { globSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { databaseAt, queryOnce } from '../lib/clients.ts';
import { readIfThere, ROOT, sumOf, writeJson } from '../lib/files.ts';
import { KEEP_VARIABLE } from '../lib/test-cluster.ts';
import { firstToFail } from './specs.ts';

const KEPT = path.join(ROOT, 'tmp/mutants-callers.json');
const SPECS = ['apps/api/test/medium/*.spec.ts', 'apps/api/test/e2e/*.spec.ts'];

export interface Callers {
  /** The tests that call a function, the quickest first; all of them where it cannot be told, since it is folded into its callers. */
  of(called: string): string[];
  all(): string[];
}

interface Seen {
  readonly spec: string;
  readonly seconds: number;
  readonly called: readonly string[];
}

interface Options {
  log(line: string): void;
  readonly signal: AbortSignal;
}

/** Asks each test alone, unless that was done since tests and migrations were changed. `admin` is the cluster's superuser. */
export async function callersOf(admin: pg.Client, clusterUrl: string, { log, signal }: Options): Promise<Callers> {
  const specs = globSync(SPECS, { cwd: ROOT }).sort();
  const state = sumOf([...specs, ...globSync('migrations/*.sql', { cwd: ROOT }).sort()]);
  const kept = readKept(state);
  if (kept) return inOrder(kept);

  log(`Which functions each of ${specs.length} tests calls …`);
  await admin.query(`ALTER SYSTEM SET track_functions = 'all'`);
  await admin.query('SELECT pg_reload_conf()');
  const seen: Seen[] = [];
  for (const spec of specs) {
    if (signal.aborted) break;
    const began = Date.now();
    const run = { cluster: clusterUrl, env: { [KEEP_VARIABLE]: 'on' }, signal, name: 'callers' };
    const passed = (await firstToFail([spec], run)) === null;
    const seconds = (Date.now() - began) / 1_000;
    const called = await calledIn(admin, clusterUrl);
    if (passed) seen.push({ spec, seconds, called });
    else log(`  ${spec} fails as it is, and is left out`);
  }
  await admin.query('ALTER SYSTEM RESET track_functions');
  await admin.query('SELECT pg_reload_conf()');
  if (!signal.aborted) writeJson(KEPT, { state, seen });
  return inOrder(seen);
}

function inOrder(seen: readonly Seen[]): Callers {
  const quickest = [...seen].sort((a, b) => a.seconds - b.seconds);
  const specsOf = (some: readonly Seen[]) => some.map(({ spec }) => spec);
  return {
    all: () => specsOf(quickest),
    of: (called) => {
      const some = quickest.filter((one) => one.called.includes(called));
      return specsOf(some.length > 0 ? some : quickest);
    },
  };
}

function readKept(state: string): Seen[] | undefined {
  const text = readIfThere(KEPT);
  if (text === undefined) return undefined;
  const kept = JSON.parse(text) as { state: string; seen: Seen[] };
  return kept.state === state ? kept.seen : undefined;
}

/** What was called in the databases that a test has left, which are dropped. */
async function calledIn(admin: pg.Client, clusterUrl: string): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'test\\_%'`,
  );
  const called = new Set<string>();
  for (const { name } of rows) {
    const found = await queryOnce<{ called: string }>(
      databaseAt(clusterUrl, name),
      'SELECT funcid::regprocedure::text AS called FROM pg_stat_user_functions',
    );
    for (const one of found) called.add(one.called);
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
  return [...called].sort();
}
