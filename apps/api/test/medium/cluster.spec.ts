import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/cluster';

describe('the test database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  it.each([
    ['adminUrl', 'postgres', true],
    ['appUrl', 'service_runs_app', false],
    ['internalUrl', 'service_runs_internal', false],
  ] as const)('opens as %s', async (url, role, mayBypass) => {
    const client = new pg.Client({ connectionString: database[url] });
    await client.connect();
    const { rows } = await client.query(
      `SELECT session_user AS role, rolsuper OR rolbypassrls AS bypasses FROM pg_roles WHERE rolname = session_user`,
    );
    await client.end();
    expect(rows).toEqual([{ role, bypasses: mayBypass }]);
  });

  it('has every migration', async () => {
    const client = new pg.Client({ connectionString: database.adminUrl });
    await client.connect();
    const { rows } = await client.query(`SELECT count(*)::int AS applied FROM schema_migrations`);
    await client.end();
    expect(rows[0].applied).toBeGreaterThan(0);
  });

  it('is another one for each caller', async () => {
    const other = await createTestDatabase();
    expect(other.name).not.toBe(database.name);
    await other.drop();
  });
});
