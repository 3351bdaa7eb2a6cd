// `npm run drill`: what an operator hopes never to need, tried.
import { buildIfStale } from './lib/build.ts';
import { readOptions, runCommand } from './lib/command.ts';
import { sweepThrowaways } from './lib/embedded-postgres.ts';
import { drillRestore } from './drills/restore.ts';

readOptions(
  `
Usage: npm run drill

A backup that is made while the product runs is restored on an empty cluster, and the product is started on that: sessions,
access and links must be alive, and what came after the backup must not be there. Needs the system's own PostgreSQL (15 or
newer) with pg_dump.
`,
  {},
);

await runCommand(async (command) => {
  const log = (line: string) => console.log(line);
  command.onEnd(sweepThrowaways);
  await buildIfStale({ log, signal: command.signal });
  await drillRestore(command, log);
  log('As it must be.');
});
