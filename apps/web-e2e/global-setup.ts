import { freePort } from '../../tools/lib/embedded-postgres.ts';
import { startApi } from '../../tools/lib/api-process.ts';
import { buildIfStale } from '../../tools/lib/build.ts';
import { loadDemoData } from '../../tools/demo/load.ts';
import { startMailCatcher } from '../../tools/lib/mail-catcher.ts';
import { MAILS_VARIABLE } from './support/mails.ts';
import { OPERATOR_VARIABLE } from './support/operator.ts';
import { cloneDatabase, readSettings, startTestCluster, testEnvironment } from '../../tools/lib/test-cluster.ts';

/** The built product with its demo data, on a database that is thrown away. Returns what takes it down again. */
export default async function setUp(): Promise<() => Promise<void>> {
  await buildIfStale({ log: console.log });
  const cluster = await startTestCluster();
  try {
    const mails = await startMailCatcher();
    const database = await cloneDatabase(cluster.url);
    const environment = {
      ...process.env,
      ...testEnvironment(database, {
        DATABASE_URL: database.adminUrl,
        // As on a desk: mails are caught, and there is demo data.
        SERVICE_RUNS_EMBEDDED: 'on',
        SMTP_URL: mails.smtpUrl,
        JOBS: 'on',
        // Whatever a journey does next, another process than before may answer.
        WORKERS: '2',
        PORT: String(await freePort()),
        LOG_LEVEL: 'error',
      }),
    };
    const settings = readSettings(environment);
    await loadDemoData({ environment, settings, close: () => database.drop() }, console.log);
    const api = await startApi(environment, settings);
    process.env['BASE_URL'] = api.address;
    process.env[MAILS_VARIABLE] = mails.address;
    process.env['ADMIN_DATABASE_URL'] = database.adminUrl;
    process.env[OPERATOR_VARIABLE] = JSON.stringify({ ...testEnvironment(database), APP_BASE_URL: api.address });
    return async () => {
      await api.stop();
      await mails.stop();
      await cluster.stop();
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
