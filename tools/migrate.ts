// `npm run migrate`: brings a database up to date without starting anything that answers requests.
import { readOptions, runCommand } from './lib/command.ts';
import { bringUpToDate, openDatabase } from './lib/database.ts';
import { pendingMigrations } from './lib/migrations.ts';

const { check } = readOptions(
  `
Usage: npm run migrate [-- --check]

Makes the two login roles where they are absent, and applies the steps in migrations/ that the database lacks, in order,
each in a transaction of its own. Safe to run again, and from several machines at once. Without DATABASE_URL it works
on the embedded database in .data/.

  --check   applies nothing; lists what is pending, and ends with code 1 where there is any
  --help    this
`,
  { check: { type: 'boolean' } },
);

await runCommand(async ({ onEnd }) => {
  const log = (line: string) => console.log(line);
  const database = await openDatabase(process.env, { log, whenRunning: 'attach' });
  onEnd(() => database.close());

  if (check) {
    const pending = await pendingMigrations(database.settings.databaseUrl ?? '');
    log(pending.length > 0 ? `Pending:\n  ${pending.join('\n  ')}` : 'The database is up to date.');
    return pending.length > 0 ? 1 : 0;
  }
  const applied = await bringUpToDate(database, log);
  log(applied.length > 0 ? `Applied ${applied.length} migration(s).` : 'The database is up to date.');
  return 0;
});
