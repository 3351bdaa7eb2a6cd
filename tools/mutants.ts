// `npm run mutants`: whether the tests notice when a protection in the database is gone.
import pg from 'pg';
import { databaseAt, queryOnce, withClient } from './lib/clients.ts';
import { readOptions, runCommand } from './lib/command.ts';
import { startTestCluster, TEMPLATE, TEMPLATE_VARIABLE } from './lib/test-cluster.ts';
import { keyOf, mutantsOf, type Mutant } from './mutants/catalogue.ts';
import { callersOf, type Callers } from './mutants/callers.ts';
import { EQUIVALENTS } from './mutants/equivalents.ts';
import { Outcomes } from './mutants/outcomes.ts';
import { firstToFail } from './mutants/specs.ts';

const {
  only,
  list = false,
  anew = false,
} = readOptions(
  `
Usage: npm run mutants -- [--only <text>] [--anew] [--list]

Weakens one protection at a time in a migrated database: a policy, a table's row security, a privilege, who may call a
function, a refusal or a condition inside of one. Then runs the tests on it, the likeliest first: one must fail. Prints
those that no test noticed. All take more than an hour; what came of each is kept in tools/mutants/outcomes.json, and a
run that was ended goes on there: what was noticed is not asked again before a migration has changed.

  --only <text>   those whose kind or name has this text
  --anew          asks all again
  --list          says what would be weakened
`,
  { only: { type: 'string' }, anew: { type: 'boolean' }, list: { type: 'boolean' } },
) as { only?: string; anew?: boolean; list?: boolean };

/** Without a condition on whose something is, an act reaches what is others'. */
const WHOSE = /(?:tenant|run|individual|context|portal|invitation|invite)_id\b/;
const BYSTANDERS = 'apps/api/test/e2e/bystanders.spec.ts';
/** Of these many at a time. */
const AT_ONCE = 2;
/** These read the catalogue and try every table: most mutants fail here, in seconds. */
const FIRST = ['schema', 'privileges', 'policies'].map((name) => `apps/api/test/medium/${name}.spec.ts`);

await runCommand(async ({ signal, onEnd }) => {
  const log = (line: string) => console.log(line);
  const cluster = await startTestCluster();
  onEnd(() => cluster.stop());
  const admin = new pg.Client({ connectionString: cluster.url });
  await admin.connect();
  onEnd(() => admin.end());

  const all = await withClient(databaseAt(cluster.url, TEMPLATE), mutantsOf);
  const asked = all.filter((one) => only === undefined || keyOf(one).includes(only));
  const chosen = asked.filter((one) => !one.guardedTwice && !EQUIVALENTS[keyOf(one)]);
  log(`${chosen.length} mutants, without the ${asked.length - chosen.length} that change nothing.`);
  if (list) return chosen.forEach((one) => log(keyOf(one)));

  const outcomes = new Outcomes(anew);
  const missed = (one: Mutant) => (outcomes.of(one) ? 1 : 0);
  const waiting = chosen.filter((one) => !outcomes.of(one)?.noticedBy).sort((a, b) => missed(a) - missed(b));
  if (waiting.length < chosen.length) log(`${chosen.length - waiting.length} of them were noticed before.`);
  const callers = await callersOf(admin, cluster.url, { log, signal });
  const work = async (lane: number) => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      const noticedBy = await tryOut(next, `mutant_${lane}`);
      if (signal.aborted) return;
      outcomes.add({ kind: next.kind, name: next.name, noticedBy });
      log(`${noticedBy === null ? 'SURVIVED' : 'noticed '} ${keyOf(next)}  ${noticedBy ?? ''}`);
    }
  };

  const tryOut = async (mutant: Mutant, template: string): Promise<string | null> => {
    await admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${template} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
    await queryOnce(databaseAt(cluster.url, template), mutant.sql);
    for (const specs of rounds(mutant, callers)) {
      const run = { cluster: cluster.url, env: { [TEMPLATE_VARIABLE]: template }, signal };
      const failed = await firstToFail(specs, run);
      if (failed !== null) return failed;
    }
    return null;
  };

  await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => work(lane)));
  if (signal.aborted) return 130;
  const survived = chosen.filter((one) => !outcomes.of(one)?.noticedBy);
  log(`\n${chosen.length - survived.length} of ${chosen.length} were noticed.`);
  for (const one of survived) log(`  survived: ${keyOf(one)}`);
  return survived.length > 0 ? 1 : 0;
});

/** Which tests are asked, in turn. Where a function was changed only those that call it can notice. */
function rounds({ inFunction, name }: Mutant, callers: Callers): string[][] {
  if (inFunction === null) return [FIRST, callers.all().filter((spec) => !FIRST.includes(spec))];
  const specs = callers.of(inFunction);
  if (!WHOSE.test(name) || !specs.includes(BYSTANDERS)) return [specs];
  return [[BYSTANDERS, ...specs.filter((spec) => spec !== BYSTANDERS)]];
}
