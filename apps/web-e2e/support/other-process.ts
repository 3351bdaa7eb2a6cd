// A second process of the API, on the database of this run.
import { startApi, type ApiProcess } from '../../../tools/lib/api-process.ts';
import { freePort } from '../../../tools/lib/embedded-postgres.ts';
import { readSettings } from '../../../tools/lib/test-cluster.ts';
import { OPERATOR_VARIABLE } from './operator.ts';

export async function startOtherProcess(port?: number): Promise<ApiProcess & { readonly port: number }> {
  const given = JSON.parse(process.env[OPERATOR_VARIABLE] ?? '{}') as Record<string, string>;
  const own = port ?? (await freePort());
  const environment = {
    ...process.env,
    ...given,
    APP_BASE_URL: undefined,
    PORT: String(own),
    LOG_LEVEL: 'silent',
    DEMO_DATA: 'off',
  };
  return { ...(await startApi(environment, readSettings(environment))), port: own };
}
