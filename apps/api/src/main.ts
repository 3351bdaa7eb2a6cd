import { createApp } from './app';
import { fail } from './fail';
import { readSettings } from './platform/config/settings';

try {
  const settings = readSettings(process.env);
  const app = await createApp(settings);
  await app.listen(settings.port, settings.host);
} catch (error) {
  fail(error);
}
