// The same tables, asked over a connection of each login role: what the settings open, and what they do not.
import type pg from 'pg';
import { Chapter, type Row } from './chapter.ts';
import type { Cast } from './scenario.ts';
import { connect, rowsOf, type Stage } from './stage.ts';

interface Settings {
  readonly tenant?: string;
  readonly individual?: string;
  readonly service?: string;
}

const TABLES: Readonly<Record<string, string>> = {
  cc_n3_runs: 'tenant_id',
  cc_invitations: 'inviter_tenant_id',
  cc_service_run_stakeholders: 'run_tenant_id',
  cc_run_portal_publications: 'run_tenant_id',
  cc_audit_events: 'tenant_id',
};

export async function rowSecurityChapter(stage: Stage, cast: Cast): Promise<Chapter> {
  const app = await connect(stage.database.appUrl);
  const internal = await connect(stage.database.internalUrl);
  try {
    return await tried(stage, cast, app, internal);
  } finally {
    await app.end();
    await internal.end();
  }
}

async function tried(stage: Stage, cast: Cast, app: pg.Client, internal: pg.Client): Promise<Chapter> {
  const { barkley, sarita, june, run } = cast;
  const tables = await stage.sql(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname LIKE 'cc\\_%'`,
  );
  const every = tables.map((row) => String(row['name']));
  const views: Record<string, Record<string, string>> = {
    'tenant-1': await seen(app, { tenant: barkley }),
    'tenant-2': await seen(app, { tenant: sarita }),
    'June Frank': await seen(app, { individual: june.id }),
    'no settings': await seen(app, {}),
    'service mode, request role': await seen(app, { service: 'on' }),
    'internal role, no setting': await seen(internal, {}),
    'internal role, service mode': await seen(internal, { service: 'on' }),
  };
  const totals: Record<string, string> = {};
  for (const table of Object.keys(TABLES)) totals[table] = String(await stage.count(table));
  const foreign = [
    ...(await foreignRows(app, { tenant: barkley }, sarita)),
    ...(await foreignRows(app, { tenant: sarita }, barkley)),
  ];
  const nothing = await countEach(app, {}, every);
  const garbage = await countEach(app, { tenant: 'garbage', individual: '1' }, every);
  const empty = (results: string[]) => results.every((result) => result === '0' || /refused|denied/.test(result));
  const mode = {
    app: await attempt(app, { service: 'on' }, 'SELECT is_service_mode()::text AS n'),
    internal: await attempt(internal, { service: 'on' }, 'SELECT is_service_mode()::text AS n'),
  };
  const grant = (tenant: string) =>
    `INSERT INTO cc_service_run_stakeholders (run_id, run_tenant_id, stakeholder_individual_id)
     VALUES ('${run}', '${tenant}', '${cast.noel.id}') RETURNING 1 AS n`;
  const acts: [string, string][] = [
    ['grant, no settings', await attempt(app, {}, grant(barkley))],
    ['grant to oneself, as an individual', await attempt(app, { individual: cast.noel.id }, grant(barkley))],
    ['grant on tenant-1’s run, as tenant-2', await attempt(app, { tenant: sarita }, grant(barkley))],
    ['the same, with tenant-2 named as its owner', await attempt(app, { tenant: sarita }, grant(sarita))],
    ['grant, service mode set by the request role', await attempt(app, { service: 'on' }, grant(barkley))],
    [
      'read the digests of links, as tenant-1',
      await attempt(app, { tenant: barkley }, 'SELECT claim_token_hash::text AS n FROM cc_invitations'),
    ],
    [
      'read password hashes, as June Frank',
      await attempt(app, { individual: june.id }, 'SELECT password_hash AS n FROM cc_individuals'),
    ],
    [
      'change the trail, as tenant-1',
      await attempt(app, { tenant: barkley }, `UPDATE cc_audit_events SET action = 'x' RETURNING 1 AS n`),
    ],
    [
      'change the trail, internal role in service mode',
      await attempt(internal, { service: 'on' }, `DELETE FROM cc_audit_events RETURNING 1 AS n`),
    ],
  ];

  return new Chapter('Row-level security, as the login roles meet it')
    .holds(
      'a tenant sees no row of another, in any of these tables',
      foreign.every((result) => result === '0'),
    )
    .holds('with no settings every `cc_` table shows nothing to the request role', empty(nothing))
    .holds('with garbage in the settings too', empty(garbage))
    .holds(
      '`app.service_mode` changes nothing for the request role',
      mode.app === 'false' && same(views, 'service mode, request role', 'no settings'),
    )
    .holds(
      'it opens the tables for the internal role only',
      mode.internal === 'true' &&
        Object.entries(totals).every(([table, total]) => views['internal role, service mode']?.[table] === total),
    )
    .holds(
      'the internal role sees nothing either without it',
      Object.values(views['internal role, no setting'] ?? {}).every((result) => result === '0'),
    )
    .holds(
      'no grant can be written from outside the run’s own tenant, and nobody reads what opens a link or an account',
      acts.every(([, result]) => /refused|denied/.test(result)),
    )
    .text('Rows that `SELECT count(*)` gives, by the settings of the transaction:')
    .table(
      Object.keys(TABLES).map((table) => ({
        table: `\`${table}\``,
        ...Object.fromEntries(Object.entries(views).map(([who, counts]) => [who, counts[table]])),
        'all rows': totals[table],
      })) as Row[],
    )
    .text('Acts that are tried and refused:')
    .table(acts.map(([act, result]) => ({ act, result })));
}

const same = (views: Record<string, Record<string, string>>, one: string, other: string) =>
  JSON.stringify(views[one]) === JSON.stringify(views[other]);

async function seen(client: pg.Client, settings: Settings): Promise<Record<string, string>> {
  const tables = Object.keys(TABLES);
  const counts = await countEach(client, settings, tables);
  return Object.fromEntries(tables.map((table, index) => [table, counts[index] ?? '']));
}

async function countEach(client: pg.Client, settings: Settings, tables: readonly string[]): Promise<string[]> {
  const counts: string[] = [];
  for (const table of tables) counts.push(await attempt(client, settings, `SELECT count(*)::int AS n FROM ${table}`));
  return counts;
}

async function foreignRows(client: pg.Client, settings: Settings, tenant: string): Promise<string[]> {
  const counts: string[] = [];
  for (const [table, column] of Object.entries(TABLES)) {
    counts.push(
      await attempt(client, settings, `SELECT count(*)::int AS n FROM ${table} WHERE ${column} = '${tenant}'`),
    );
  }
  return counts;
}

/** What comes of a statement under these settings, in a transaction that leaves nothing behind. */
async function attempt(
  client: pg.Client,
  { tenant = '', individual = '', service = '' }: Settings,
  sql: string,
): Promise<string> {
  await client.query('BEGIN');
  try {
    await client.query(
      `SELECT set_config('app.tenant_id', $1, true), set_config('app.individual_id', $2, true), set_config('app.service_mode', $3, true)`,
      [tenant, individual, service],
    );
    const rows = await rowsOf(client, sql);
    return rows.length === 0 ? '0' : String(rows[0]?.['n']);
  } catch (error) {
    const { code, message } = error as pg.DatabaseError;
    return `refused: ${code} ${message}`;
  } finally {
    await client.query('ROLLBACK');
  }
}
