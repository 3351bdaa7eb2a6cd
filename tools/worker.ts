// `npm run worker`: the jobs alone, beside API processes: mail, reminders, and what else happens by itself.
import { once } from 'node:events';
import { buildIfStale, WORKER_ENTRY } from './lib/build.ts';
import { startBuilt } from './lib/api-process.ts';
import { CommandError, readOptions, runCommand, untilAborted } from './lib/command.ts';
import { openDatabase } from './lib/database.ts';
import { stopChild } from './lib/processes.ts';

readOptions(
  `
Usage: npm run worker

Runs the jobs (mail, reminders, what runs out) without answering requests, until Ctrl-C. Every API process runs them as well
unless JOBS=off is set for it; any number of both work on the same database without doing anything twice. Give it the settings
of the service: DATABASE_URL (or the embedded one of a running "npm start"), LINK_SECRET, JWT_SECRET, APP_BASE_URL, SMTP_URL.
It migrates nothing.
`,
  {},
);

const STOP_TIMEOUT = 15_000;

await runCommand(async ({ signal, onEnd }) => {
  const log = (line: string) => console.log(line);
  const { environment, settings, close } = await openDatabase(process.env, { log, whenRunning: 'attach' });
  onEnd(close);
  await buildIfStale({ log, signal, parts: ['api'] });
  if (signal.aborted) return;

  const child = startBuilt(WORKER_ENTRY, environment, settings);
  onEnd(() => stopChild(child, STOP_TIMEOUT));
  const ended = once(child, 'exit').then(([code, by]) => `The worker ended by itself (${by ?? `code ${code}`}).`);
  const ready = once(child, 'message').then(() =>
    log(`The worker runs${settings.smtpUrl ? '' : '; without SMTP_URL it sends no mail'}. Ctrl-C stops it.`),
  );
  const reason = await Promise.race([ended, ready.then(() => Promise.race([ended, untilAborted(signal)]))]);
  if (reason) throw new CommandError(reason);
});
