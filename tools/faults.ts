// `npm run faults`: invites, claims and revokes while things break, and then looks whether anything was lost.
import { setTimeout as sleep } from 'node:timers/promises';
import { buildIfStale } from './lib/build.ts';
import { CommandError, readOptions, runCommand } from './lib/command.ts';
import { sweepThrowaways } from './lib/embedded-postgres.ts';
import { foundOfNever } from './lib/never.ts';
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
  if (!(Number(seconds) > 0)) throw new CommandError(`--seconds ${seconds} is no number of seconds.`);
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
  const injected = new Map<string, number>();
  const breakThings = async () => {
    while (Date.now() < end && !signal.aborted) {
      for (const [name, inject] of Object.entries(FAULTS)) {
        await sleep(500 + Math.random() * 1_000);
        if (Date.now() > end || signal.aborted) break;
        await inject(server);
        injected.set(name, (injected.get(name) ?? 0) + 1);
      }
    }
    await server.untilReady();
  };
  await Promise.all([breakThings(), ...clients.map((client) => client.goOnUntil(end, signal))]);
  if (signal.aborted) return 130;

  const lost = (await Promise.all(clients.map((client) => client.lost()))).flat();
  const halves = await server.asAdmin(foundOfNever);
  log(`${told.acknowledged} acts were answered, ${told.unanswered} were not.`);
  for (const [name, count] of injected) log(`  ${String(count).padStart(3)} × ${name}`);
  const idle = told.acknowledged === 0 ? ['no act was answered at all'] : [];
  const problems = [...idle, ...told.wrong, ...lost, ...halves];
  log(problems.length === 0 ? 'Nothing was lost, and nothing is half-done.' : 'Not as it must be:');
  for (const problem of problems.slice(0, 50)) log(`  ${problem}`);
  return problems.length > 0 ? 1 : 0;
});
