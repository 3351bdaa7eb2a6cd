// One throwaway cluster for a whole test run, with one migrated template; a test's own database is a clone of it.
import { randomBytes } from 'node:crypto';
import { APP_ROLE, INTERNAL_ROLE, withLogin, type Environment } from '../../apps/api/src/platform/config/settings.ts';
import { databaseAt, queryOnce } from './clients.ts';
import { startEmbedded } from './embedded-postgres.ts';
import { migrate } from './migrations.ts';
import { startPgBouncer, type PgBouncer, type PgBouncerOptions } from './pgbouncer.ts';
import { derivedPasswords, ensureLoginRoles } from './roles.ts';

export { linkKeyId } from '../../apps/api/src/platform/config/link-keys.ts';
export { readSettings } from '../../apps/api/src/platform/config/settings.ts';

export const TEMPLATE = 'template_migrated';
/** Another database to clone, of the same cluster: `npm run mutants` weakens one. */
export const TEMPLATE_VARIABLE = 'SERVICE_RUNS_TEST_TEMPLATE';
/** With `on` a test's database is there when it is over, to be looked at. */
export const KEEP_VARIABLE = 'SERVICE_RUNS_KEEP_DATABASES';
const JWT_SECRET = 'the-key-that-signs-tokens-in-tests-only';
const LINK_SECRET = 'the-key-that-derives-links-in-tests-only';
const LOGINS = derivedPasswords(JWT_SECRET);

export interface TestDatabase {
  readonly name: string;
  /** The superuser: arranges and looks behind every policy. */
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly internalUrl: string;
  /** The console of the PgBouncer that an API on this database goes through, if it does. */
  readonly pooler: string | undefined;
  drop(): Promise<void>;
}

export interface TestCluster {
  /** The superuser's connection to the cluster, for other processes of the run. */
  readonly url: string;
  stop(): Promise<void>;
}

export async function startTestCluster(log?: (line: string) => void): Promise<TestCluster> {
  const postgres = await startEmbedded({ throwaway: true, log });
  try {
    await queryOnce(postgres.url(), `CREATE DATABASE ${TEMPLATE}`);
    await ensureLoginRoles(postgres.url(TEMPLATE), LOGINS);
    await migrate(postgres.url(TEMPLATE));
    return { url: postgres.url(), stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/**
 * A PgBouncer for both login roles of a cluster, in front of it or of something else that leads there. Smaller than an API's
 * pools are, so that every API's connections take turns.
 * @throws PgBouncerError where it is not installed, or does not start
 */
export function startTestPgBouncer(server: PgBouncerOptions['server']): Promise<PgBouncer> {
  return startPgBouncer({ server, logins: LOGINS, poolSize: 3 });
}

/** A fresh, migrated, empty database of its own. */
export async function cloneDatabase(clusterUrl: string, pooler?: string): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(5).toString('hex')}`;
  const template = process.env[TEMPLATE_VARIABLE] ?? TEMPLATE;
  await queryOnce(clusterUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const own = databaseAt(clusterUrl, name);
  const login = (role: keyof typeof LOGINS) => withLogin(own, role, LOGINS[role]);
  return {
    name,
    adminUrl: own,
    appUrl: login(APP_ROLE),
    internalUrl: login(INTERNAL_ROLE),
    pooler,
    drop: async () => {
      if (process.env[KEEP_VARIABLE] === 'on') return;
      await queryOnce(clusterUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** The settings under which an API runs on such a database, with nothing of this machine's environment in them. */
export function testEnvironment(database: TestDatabase, more: Environment = {}): Environment {
  const { appUrl, internalUrl, pooler } = database;
  return {
    APP_DATABASE_URL: pooler ? through(pooler, appUrl) : appUrl,
    INTERNAL_DATABASE_URL: pooler ? through(pooler, internalUrl) : internalUrl,
    // What cannot go through a transaction pooler.
    ...(pooler && { LISTEN_DATABASE_URL: appUrl, DATABASE_PREPARED: 'off' }),
    JWT_SECRET,
    LINK_SECRET,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
    RATE_LIMITS: 'off',
    JOBS: 'off',
    DATABASE_POOL: '5',
    ...more,
  };
}

/** The same login and database by another way: the server of `way`. */
export function through(way: string, url: string): string {
  const changed = new URL(url);
  changed.host = new URL(way).host;
  return changed.href;
}
