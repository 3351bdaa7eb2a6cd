// Which tests call which function of the database, as the database itself counts.
import { globSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { databaseAt, queryOnce } from '../lib/clients.ts';
import { readIfThere, ROOT, sumOf, writeJson } from '../lib/files.ts';
import { KEEP_VARIABLE } from '../lib/test-cluster.ts';
import { firstToFail } from './specs.ts';

const KEPT = path.join(ROOT, 'tmp/mutants-callers.json');
const SPECS = ['apps/api/test/medium/*.spec.ts', 'apps/api/test/e2e/*.spec.ts', 'tools/admin/*.spec.ts'];
/** They look at plans, formats, connections and processes: they take long, and notice nothing of this that no other does. */
const NOT_ASKED = /\/(?:plans|workers|migrations|openapi|fuzz|lost-database|stream|api-client)\.spec\.ts$/;

export interface Callers {
  /** The tests that call a function, the likeliest to notice first; all of them where it cannot be told, since it is folded into its callers. */
  of(called: string): string[];
  all(): string[];
}

interface Seen {
  readonly spec: string;
  /** Of the test and the migrations, as they were then. */
  readonly sum: string;
  readonly seconds: number;
  readonly called: readonly string[];
}

interface Options {
  log(line: string): void;
  readonly signal: AbortSignal;
}

/** Asks each test alone that was changed since it was asked, or all where a migration was. `admin` is the cluster's superuser. */
export async function callersOf(admin: pg.Client, clusterUrl: string, { log, signal }: Options): Promise<Callers> {
  const migrations = globSync('migrations/*.sql', { cwd: ROOT }).sort();
  const specs = globSync(SPECS, { cwd: ROOT })
    .filter((file) => !NOT_ASKED.test(file))
    .sort();
  const kept = readKept();
  const sums = new Map(specs.map((spec) => [spec, sumOf([...migrations, spec])]));
  const seen = kept.filter(({ spec, sum }) => sums.get(spec) === sum);
  const toAsk = specs.filter((spec) => !seen.some((one) => one.spec === spec));
  if (toAsk.length === 0) return inOrder(seen);

  log(`Which functions each of ${toAsk.length} tests calls …`);
  await admin.query(`ALTER SYSTEM SET track_functions = 'all'`);
  await admin.query('SELECT pg_reload_conf()');
  for (const spec of toAsk) {
    const began = Date.now();
    const passed =
      (await firstToFail([spec], { cluster: clusterUrl, env: { [KEEP_VARIABLE]: 'on' }, signal })) === null;
    const seconds = (Date.now() - began) / 1_000;
    const called = await calledIn(admin, clusterUrl);
    if (signal.aborted) break;
    if (passed) seen.push({ spec, sum: sums.get(spec) ?? '', seconds, called });
    else log(`  ${spec} fails as it is, and is left out`);
    writeJson(KEPT, seen);
  }
  await admin.query('ALTER SYSTEM RESET track_functions');
  await admin.query('SELECT pg_reload_conf()');
  return inOrder(seen);
}

function inOrder(seen: readonly Seen[]): Callers {
  // A quick test that calls little else is the likeliest to look closely.
  const effort = ({ seconds, called }: Seen) => seconds * (called.length + 1);
  const likeliest = [...seen].sort((a, b) => effort(a) - effort(b));
  const specsOf = (some: readonly Seen[]) => some.map(({ spec }) => spec);
  return {
    all: () => specsOf(likeliest),
    of: (called) => {
      const some = likeliest.filter((one) => one.called.includes(called));
      return specsOf(some.length > 0 ? some : likeliest);
    },
  };
}

function readKept(): Seen[] {
  return JSON.parse(readIfThere(KEPT) ?? '[]') as Seen[];
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
