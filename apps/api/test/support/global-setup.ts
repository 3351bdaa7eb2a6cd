import { startTestCluster, type TestCluster } from '../../../../tools/lib/test-cluster.ts';
import { CLUSTER_VARIABLE } from './cluster';

/** Set-up and tear-down run in one process, but share nothing except what is global. */
export const held = globalThis as typeof globalThis & { testCluster?: TestCluster };

export default async function setUp(): Promise<void> {
  held.testCluster = await startTestCluster();
  process.env[CLUSTER_VARIABLE] = held.testCluster.url;
}
