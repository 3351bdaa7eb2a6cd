// Prints the API's document. Nothing is connected for it and nothing listens, so any settings do.
import { describeApp } from './app';
import { readSettings } from './platform/config/settings';

const ANY_KEY = 'no-key-since-nothing-is-signed-with-it';

const settings = readSettings({
  DATABASE_URL: 'postgres://nobody@nowhere.invalid/none',
  JWT_SECRET: ANY_KEY,
  LINK_SECRET: ANY_KEY,
  LOG_LEVEL: 'silent',
});
process.stdout.write(`${JSON.stringify(await describeApp(settings))}\n`);
