import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** Undoes, last first, what a command has started; and then it ends. */
export type Cleanup = () => Promise<void> | void;

export interface Command {
  /** Ends with Ctrl-C, SIGTERM, or the process that started this one. */
  readonly signal: AbortSignal;
  onEnd(cleanup: Cleanup): void;
}

/** Prints the help that was asked for, or the line about a wrong option, and ends. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(help: string, options: Options) {
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h' } } });
    if (!(values as { help?: boolean }).help) return values;
    console.log(help.trim());
    process.exit(0);
  } catch (error) {
    console.error(`${(error as Error).message.split('\n')[0]}\n\n${help.trim()}`);
    process.exit(2);
  }
}

/**
 * Runs a command that starts other things: whatever way it ends, they are stopped in order. A mistake that the person
 * at the keyboard can mend is one line; only an unforeseen error shows where it came from.
 */
export async function runCommand(work: (command: Command) => Promise<number | void>): Promise<never> {
  const ending = new AbortController();
  const cleanups: Cleanup[] = [];
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  await import('./end-with-parent.mjs');

  let code = 0;
  try {
    code = (await work({ signal: ending.signal, onEnd: (cleanup) => cleanups.push(cleanup) })) ?? 0;
  } catch (error) {
    if (!ending.signal.aborted) {
      code = 1;
      console.error(expected(error) ? (error as Error).message : error);
    }
  }
  for (const cleanup of cleanups.reverse()) {
    try {
      await cleanup();
    } catch (error) {
      code ||= 1;
      console.error(error);
    }
  }
  process.exit(code);
}

/** Somebody ended the command: resolves then. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A problem that its one line explains. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

function expected(error: unknown): boolean {
  return ['CommandError', 'SettingsError', 'MigrationError', 'EmbeddedPostgresError'].includes((error as Error)?.name);
}
