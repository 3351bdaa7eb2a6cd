import { createWorker } from './app';
import { fail } from './fail';
import { readSettings } from './platform/config/settings';

/** The jobs alone, without a port: beside API processes that run with `JOBS=off`, or that have too much to do. */
try {
  await createWorker(readSettings({ ...process.env, JOBS: 'on' }));
  process.send?.('ready');
} catch (error) {
  fail(error);
}
