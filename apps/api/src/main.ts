import { fail } from './fail';
import { readSettings } from './platform/config/settings';
import { Log } from './platform/logging/log';
import { watchesOver, watchOver } from './workers';

try {
  const settings = readSettings(process.env);
  if (watchesOver(settings.workers)) {
    const log = new Log(settings);
    watchOver(settings.workers, (what) => log.trouble('workers', what));
  } else {
    // Loaded here: a process that only watches over others stays small.
    const { createApp } = await import('./app');
    const app = await createApp(settings);
    await app.listen(settings.port, settings.host);
  }
} catch (error) {
  fail(error);
}
