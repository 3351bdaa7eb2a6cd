// `npm run drill`: what an operator hopes never to need, tried.
import { drillKeys } from './drills/keys.ts';
import { drillRestore } from './drills/restore.ts';
import { drillUpgrade } from './drills/upgrade.ts';
import { buildIfStale } from './lib/build.ts';
import { CommandError, readOptions, runCommand } from './lib/command.ts';
import { sweepThrowaways } from './lib/embedded-postgres.ts';

const DRILLS = { restore: drillRestore, upgrade: drillUpgrade, keys: drillKeys };

const { only } = readOptions(
  `
Usage: npm run drill [-- --only <which>]

  restore   a backup that is made while the product runs is restored on an empty cluster, and the product is started on that:
            sessions, access and links are alive, and what came after the backup is not there (needs a PostgreSQL of the
            system, 15 or newer, with pg_dump)
  upgrade   the first release's data is brought up to date: passwords, access and links are as they were
  keys      keys are rotated and retired while people are signed in and links are under way
`,
  { only: { type: 'string' } },
) as { only?: string };

await runCommand(async (command) => {
  const chosen = Object.entries(DRILLS).filter(([name]) => only === undefined || name === only);
  if (chosen.length === 0) throw new CommandError(`There is no drill "${only}".`);
  const log = (line: string) => console.log(line);
  command.onEnd(sweepThrowaways);
  await buildIfStale({ log, signal: command.signal });
  for (const [name, drill] of chosen) {
    log(`\n${name}`);
    await drill(command, (line) => log(`  ${line}`));
  }
  log('\nAs it must be.');
});
