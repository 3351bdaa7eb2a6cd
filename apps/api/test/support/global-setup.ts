import type { PgBouncer } from '../../../../tools/lib/pgbouncer.ts';
import { startTestCluster, startTestPgBouncer, type TestCluster } from '../../../../tools/lib/test-cluster.ts';
import { CLUSTER_VARIABLE, POOLER_VARIABLE } from './cluster';

/** Set-up and tear-down run in one process, but share nothing except what is global. */
export const held = globalThis as typeof globalThis & { testCluster?: TestCluster; testPooler?: PgBouncer };

/** With `THROUGH_PGBOUNCER=on` every API of this run reaches its database through a PgBouncer in transaction mode. */
export default async function setUp(): Promise<void> {
  // Whoever has started one for many runs stops it too.
  if (process.env[CLUSTER_VARIABLE]) return;
  held.testCluster = await startTestCluster();
  process.env[CLUSTER_VARIABLE] = held.testCluster.url;
  if (process.env['THROUGH_PGBOUNCER'] !== 'on') return;
  try {
    const { hostname, port } = new URL(held.testCluster.url);
    held.testPooler = await startTestPgBouncer({ host: hostname, port: Number(port) });
    process.env[POOLER_VARIABLE] = held.testPooler.consoleUrl;
  } catch (error) {
    // Without a set-up there is no tear-down.
    await held.testCluster.stop();
    throw error;
  }
}
