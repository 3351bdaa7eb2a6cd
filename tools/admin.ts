// `npm run admin`: what an operator does by hand.
import { createInterface } from 'node:readline/promises';
import { runAdmin } from './admin/run.ts';
import { actInServiceMode, type ServiceMode } from './admin/service-mode.ts';
import { runCommand, type Command } from './lib/command.ts';
import { openDatabase } from './lib/database.ts';
import { DATA_FOLDER } from './lib/files.ts';

// Lines on the way go to the other stream: standard output holds the answer and nothing else.
const log = (line: string) => console.error(line);

await runCommand(({ signal, onEnd }) =>
  runAdmin(process.argv.slice(2), {
    env: process.env,
    dataFolder: DATA_FOLDER,
    open: () => open(onEnd),
    ask: process.stdin.isTTY ? (question) => ask(question, signal) : undefined,
    out: (text) => console.log(text),
    err: log,
  }),
);

async function open(onEnd: Command['onEnd']): Promise<ServiceMode> {
  const database = await openDatabase(process.env, { log, whenRunning: 'attach' });
  onEnd(() => database.close());
  const { settings } = database;
  return { settings, act: (work) => actInServiceMode(settings.internalDatabaseUrl, work) };
}

/** Only a plain yes is one; Ctrl-C is none. */
async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(question, { signal })).trim());
  } catch (error) {
    if ((error as Error).name === 'AbortError') return false;
    throw error;
  } finally {
    terminal.close();
  }
}
