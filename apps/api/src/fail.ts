import { SettingsError } from './platform/config/settings';

/** Ends the process. What an operator can do something about is one line; the rest is for us, with its stack. */
export function fail(error: unknown): never {
  const known = error instanceof SettingsError || (error as { code?: unknown }).code !== undefined;
  process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
}
