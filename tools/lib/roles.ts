import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { APP_ROLE, derivePassword, INTERNAL_ROLE, withLogin } from '../../apps/api/src/platform/config/settings.ts';
import { letsIn, withClient } from './clients.ts';

export { derivePassword };

/** The passwords to set; a role without one here keeps its own (an operator gave its whole connection). */
export type RolePasswords = Partial<Record<typeof APP_ROLE | typeof INTERNAL_ROLE, string>>;

/**
 * Instants leave the database in UTC, which the API's cursors and its reading of rows count on; and no statement or
 * forgotten transaction of a request holds on for ever.
 */
const ROLE_SETTINGS = { timezone: 'UTC', statement_timeout: '5s', idle_in_transaction_session_timeout: '10s' };

/** Roles belong to the whole cluster: several starts, for several databases of it, may be here at once. */
const RACES = ['42710', '23505', 'XX000', '40001', '40P01'];
const ATTEMPTS = 8;

/** What both login roles sign in with where nobody has chosen passwords for them. */
export function derivedPasswords(secret: string) {
  return { [APP_ROLE]: derivePassword(secret, APP_ROLE), [INTERNAL_ROLE]: derivePassword(secret, INTERNAL_ROLE) };
}

/** Makes the two login roles where they are absent, and lets them sign in with these passwords. */
export async function ensureLoginRoles(databaseUrl: string, passwords: RolePasswords): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    for (const role of [APP_ROLE, INTERNAL_ROLE] as const) {
      await ensureRole(client, role, passwords[role], databaseUrl);
    }
  });
}

async function ensureRole(
  client: pg.Client,
  role: string,
  password: string | undefined,
  databaseUrl: string,
): Promise<void> {
  const exists = async () =>
    ((await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])).rowCount ?? 0) > 0;
  if (!(await exists())) {
    await despiteRaces(async () => {
      if (await exists()) return;
      await client.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT`);
    }, `CREATE ROLE ${role}`);
  }

  const { rows: configured } = await client.query<{ rolconfig: string[] | null }>(
    'SELECT rolconfig FROM pg_roles WHERE rolname = $1',
    [role],
  );
  for (const [name, value] of Object.entries(ROLE_SETTINGS)) {
    if (!configured[0]?.rolconfig?.some((setting) => setting.toLowerCase() === `${name}=${value}`.toLowerCase())) {
      await despiteRaces(async () => {
        await client.query(`ALTER ROLE ${role} SET ${name} TO '${value}'`);
      }, `ALTER ROLE ${role} SET ${name}`);
    }
  }

  // A role that may sign in already is left alone: nothing to race for, and no right to change it is needed.
  if (password === undefined || (await letsIn(withLogin(databaseUrl, role, password), 5_000))) return;
  await despiteRaces(async () => {
    const { rows } = await client.query<{ statement: string }>(
      `SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', $1::text, $2::text) AS statement`,
      [role, password],
    );
    await client.query(rows[0]?.statement ?? '');
  }, `ALTER ROLE ${role}`);
}

async function despiteRaces(work: () => Promise<void>, what: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      const { code, message } = error as pg.DatabaseError;
      if (!RACES.includes(code ?? '') || attempt === ATTEMPTS) {
        // The statement may hold a password: only what it was about is told.
        throw new Error(`DATABASE_URL's role could not ${what}: ${message}`);
      }
      await sleep(20 * attempt * Math.random());
    }
  }
}
