import { createApp } from './app';
import { readSettings, SettingsError } from './platform/config/settings';

/** What an operator can do something about is one line; the rest is for us, with its stack. */
function fail(error: unknown): never {
  const known = error instanceof SettingsError || (error as { code?: unknown }).code !== undefined;
  process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
}

try {
  const settings = readSettings(process.env);
  const app = await createApp(settings);
  await app.listen(settings.port, settings.host);
} catch (error) {
  fail(error);
}
