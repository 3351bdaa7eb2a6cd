import pg from 'pg';
import { createTestDatabase, testEnvironment, type TestDatabase } from './cluster';
import { readSettings, type Settings } from '../../src/platform/config/settings';
import type { Environment } from '../../src/platform/config/settings';

/** A suite's own database. `admin` is the superuser: it arranges, and it looks behind every policy. */
export interface SuiteDatabase {
  readonly database: TestDatabase;
  readonly admin: pg.Pool;
  settings(more?: Environment): Settings;
  /** A connection as one of the two login roles, ended with the suite. */
  connect(url: 'appUrl' | 'internalUrl'): Promise<pg.Client>;
}

/** For a machine with other things to do: nothing here takes a tenth of it on an idle one. */
export const PATIENCE = 30_000;

/** Registers set-up and tear-down of a database for the suite that calls it. */
export function useDatabase(): SuiteDatabase {
  jest.setTimeout(PATIENCE);
  const held: { database?: TestDatabase; admin?: pg.Pool; clients: pg.Client[] } = { clients: [] };

  beforeAll(async () => {
    held.database = await createTestDatabase();
    held.admin = new pg.Pool({ connectionString: held.database.adminUrl, max: 4 });
    // Dropping the database cuts what is only about to end.
    held.admin.on('connect', (client) => client.on('error', () => undefined));
    held.admin.on('error', () => undefined);
  });

  afterAll(async () => {
    await Promise.all(held.clients.map((client) => client.end().catch(() => undefined)));
    await held.admin?.end();
    await held.database?.drop();
  });

  const suite: SuiteDatabase = {
    get database() {
      return present(held.database);
    },
    get admin() {
      return present(held.admin);
    },
    settings: (more) => readSettings(testEnvironment(suite.database, more)),
    connect: async (url) => {
      const client = new pg.Client({ connectionString: suite.database[url] });
      // A connection that the server cut fails the query in hand, which says so.
      client.on('error', () => undefined);
      await client.connect();
      held.clients.push(client);
      return client;
    },
  };
  return suite;
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The database is there within tests and hooks only');
  return value;
}
