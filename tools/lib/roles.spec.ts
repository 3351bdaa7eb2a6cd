import { randomBytes } from 'node:crypto';
import { APP_ROLE, INTERNAL_ROLE, withLogin } from '../../apps/api/src/platform/config/settings.ts';
import { queryOnce } from './clients.ts';
import { startEmbedded, type EmbeddedPostgres } from './embedded-postgres.ts';
import { derivedPasswords, ensureLoginRoles } from './roles.ts';

jest.setTimeout(60_000);

const passwords = derivedPasswords('s'.repeat(40));

/** Roles belong to a cluster, so these tests need one where nobody has made them. */
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  postgres = await startEmbedded({ throwaway: true });
});

afterAll(() => postgres.stop());

describe('ensureLoginRoles', () => {
  it('makes both roles, without any right, however many starts come together', async () => {
    const databases = ['a', 'b', 'c'].map((letter) => `${letter}_${randomBytes(4).toString('hex')}`);
    for (const database of databases) await queryOnce(postgres.url(), `CREATE DATABASE ${database}`);
    const starts = [...databases, ...databases].map((database) => ensureLoginRoles(postgres.url(database), passwords));
    await Promise.all(starts);

    const roles = await queryOnce(
      postgres.url(),
      `SELECT rolname, rolcanlogin, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolinherit AS mighty
         FROM pg_roles WHERE rolname LIKE 'service\\_runs\\_%' ORDER BY 1`,
    );
    expect(roles).toEqual([
      { rolname: APP_ROLE, rolcanlogin: true, mighty: false },
      { rolname: INTERNAL_ROLE, rolcanlogin: true, mighty: false },
    ]);
    for (const [role, password] of Object.entries(passwords)) {
      const url = withLogin(postgres.url(databases[0]), role, password);
      expect(await queryOnce(url, 'SELECT session_user AS role')).toEqual([{ role }]);
    }
  });

  it('sets a new password when the key has changed, and leaves roles alone that an operator looks after', async () => {
    await ensureLoginRoles(postgres.url(), passwords);
    await ensureLoginRoles(postgres.url(), { [APP_ROLE]: 'another' });
    expect(await queryOnce(withLogin(postgres.url(), APP_ROLE, 'another'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const internal = withLogin(postgres.url(), INTERNAL_ROLE, passwords[INTERNAL_ROLE]);
    expect(await queryOnce(internal, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('works for an owner of the database that is no superuser', async () => {
    await queryOnce(postgres.url(), `CREATE ROLE deployer LOGIN PASSWORD 'd' CREATEROLE`);
    await queryOnce(postgres.url(), 'CREATE DATABASE deployed OWNER deployer');
    for (const role of [APP_ROLE, INTERNAL_ROLE]) await queryOnce(postgres.url(), `DROP ROLE IF EXISTS ${role}`);
    const url = withLogin(postgres.url('deployed'), 'deployer', 'd');
    await ensureLoginRoles(url, passwords);
    await ensureLoginRoles(url, { ...passwords, [APP_ROLE]: 'another' });
    expect(await queryOnce(withLogin(url, APP_ROLE, 'another'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('tells what it could not do, without any password', async () => {
    await queryOnce(postgres.url(), `CREATE ROLE nobody_special LOGIN PASSWORD 'n'`);
    const url = withLogin(postgres.url(), 'nobody_special', 'n');
    const problem = await ensureLoginRoles(url, { [APP_ROLE]: 'not-to-be-seen' }).catch(
      (error: Error) => error.message,
    );
    expect(problem).toMatch(/could not ALTER ROLE service_runs_app: permission denied/);
    expect(problem).not.toContain('not-to-be-seen');
  });
});
