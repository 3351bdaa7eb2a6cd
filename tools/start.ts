// `npm start`: from a fresh clone, or from yesterday's data, to a running Service Runs.
import { once } from 'node:events';
import { loadDemoData } from './demo/load.ts';
import { requirePort, startApi } from './lib/api-process.ts';
import { buildIfStale } from './lib/build.ts';
import { CommandError, readOptions, runCommand, untilAborted, type Command } from './lib/command.ts';
import { bringUpToDate, checkSettings, openDatabase, type OpenDatabase } from './lib/database.ts';
import { banner } from './lib/demo.ts';
import { catchMail } from './lib/mail-catcher.ts';

readOptions(
  `
Usage: npm start

Builds what has changed, starts a PostgreSQL of its own in .data/ (or uses yours: DATABASE_URL), migrates it, loads demo
data into the embedded one, and serves the API and the web app on one port until Ctrl-C.

Settings are environment variables; docs/operations.md lists all of them. The commonest:
  PORT, HOST       where it listens (3000, 127.0.0.1 when embedded)
  DATABASE_URL     a PostgreSQL 15 or newer, as a role that may migrate; then JWT_SECRET and LINK_SECRET are needed
  MIGRATE=off      leaves migrating to "npm run migrate"
  DEMO_DATA=on|off demo data (on when embedded, off otherwise)
`,
  {},
);

await runCommand(async ({ signal, onEnd }) => {
  const began = Date.now();
  const log = (line: string) => console.log(line);
  await requirePort(checkSettings(process.env));

  // Both at once; the first to fail ends the other, and nothing is still under way when things are stopped.
  const failed = new AbortController();
  const [opened, built] = await Promise.allSettled([
    openAndMigrate(onEnd, log).catch((error: unknown) => {
      failed.abort();
      throw error;
    }),
    buildIfStale({ log, signal: AbortSignal.any([signal, failed.signal]) }),
  ]);
  if (opened.status === 'rejected') throw opened.reason;
  if (built.status === 'rejected') throw built.reason;
  const database = opened.value;
  const { settings } = database;
  if (signal.aborted) return;

  if (settings.demoData) await loadDemoData(database, log);

  const mail = await catchMail(database, onEnd);
  const api = await startApi(mail.environment, settings, signal);
  onEnd(() => api.stop());
  log(await banner(settings, api.address, mail.address, Date.now() - began));

  const ended = once(api.child, 'exit').then(([code, by]) => `The API ended by itself (${by ?? `code ${code}`}).`);
  const reason = await Promise.race([ended, untilAborted(signal)]);
  if (reason) throw new CommandError(reason);
});

async function openAndMigrate(onEnd: Command['onEnd'], log: (line: string) => void): Promise<OpenDatabase> {
  const database = await openDatabase(process.env, { log });
  onEnd(() => database.close());
  if (database.settings.migrate) await bringUpToDate(database, log);
  return database;
}
