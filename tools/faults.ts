// `npm run faults`: invites, claims and revokes while things break, and then looks whether anything was lost.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { buildIfStale } from './lib/build.ts';
import { readOptions, runCommand } from './lib/command.ts';
import { sweepThrowaways } from './lib/embedded-postgres.ts';
import { NEVER } from './lib/never.ts';
import { startTestCluster } from './lib/test-cluster.ts';
import { Acts, type Told } from './faults/acts.ts';
import { FAULTS } from './faults/faults.ts';
import { Server } from './faults/server.ts';

const { seconds = '20' } = readOptions(
  `
Usage: npm run faults [-- --seconds <n>]

Lets many people invite, claim and revoke against the built API, and breaks something every second or so: kills the API
in the middle, ends it in order, kills a process of PostgreSQL, cuts every connection, holds locks, leaves no room on the
disk. Then: nothing that was answered is lost, and what was not answered is whole or absent.

  --seconds <n>   how long (20)
`,
  { seconds: { type: 'string' } },
) as { seconds?: string };

const CLIENTS = 8;

await runCommand(async ({ signal, onEnd }) => {
  const log = (line: string) => console.log(line);
  onEnd(sweepThrowaways);
  await buildIfStale({ log, signal });
  const cluster = await startTestCluster();
  onEnd(() => cluster.stop());
  const server = await Server.start(cluster.url, signal);
  onEnd(() => server.stop());

  const end = Date.now() + Number(seconds) * 1_000;
  const told: Told = { acknowledged: 0, unanswered: 0, wrong: [] };
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => Acts.begin(server, told)));
  const busy = Promise.all(clients.map((client) => client.goOnUntil(end, signal)));

  const injected: Record<string, number> = {};
  const names = Object.keys(FAULTS);
  for (let turn = 0; Date.now() < end && !signal.aborted; turn++) {
    await sleep(500 + Math.random() * 1_000);
    const name = names[turn % names.length] ?? '';
    await FAULTS[name]?.(server);
    injected[name] = (injected[name] ?? 0) + 1;
  }
  await server.untilReady();
  await busy;
  if (signal.aborted) return 130;

  const lost = (await Promise.all(clients.map((client) => client.lost()))).flat();
  const halves = await found(server.database.adminUrl);
  log(`${told.acknowledged} acts were answered, ${told.unanswered} were not.`);
  for (const [name, count] of Object.entries(injected)) log(`  ${String(count).padStart(3)} × ${name}`);
  const problems = [...told.wrong, ...lost, ...halves];
  log(problems.length === 0 ? 'Nothing was lost, and nothing is half-done.' : 'Not as it must be:');
  for (const problem of problems.slice(0, 50)) log(`  ${problem}`);
  return problems.length > 0 ? 1 : 0;
});

async function found(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: randomUUID() });
  await client.connect();
  try {
    const problems: string[] = [];
    for (const [what, sql] of Object.entries(NEVER)) {
      const { rowCount } = await client.query(sql);
      if (rowCount) problems.push(`${rowCount} × ${what}`);
    }
    return problems;
  } finally {
    await client.end();
  }
}
