import { cloneDatabase, type TestDatabase } from '../../../../tools/lib/test-cluster.ts';

export { testEnvironment, type TestDatabase } from '../../../../tools/lib/test-cluster.ts';

/** Where the global set-up tells the suites' processes of the run's cluster. */
export const CLUSTER_VARIABLE = 'SERVICE_RUNS_TEST_CLUSTER';
/** And of its PgBouncer's console, where the API is to go through one. */
export const POOLER_VARIABLE = 'SERVICE_RUNS_TEST_POOLER';

/** A fresh, migrated, empty database; `drop()` it when the suite is done. About 15 ms. */
export function createTestDatabase(): Promise<TestDatabase> {
  const url = process.env[CLUSTER_VARIABLE];
  if (!url) throw new Error('This suite needs the run’s PostgreSQL: it belongs into test/medium or test/e2e.');
  return cloneDatabase(url, process.env[POOLER_VARIABLE]);
}
