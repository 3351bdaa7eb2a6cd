// What the migrations have made, read from the database itself.
import { Chapter } from './chapter.ts';
import type { Stage } from './stage.ts';

export interface Described {
  readonly table: string;
  readonly what: string;
}

export const RUNS: Described = { table: 'cc_n3_runs', what: 'service runs' };
export const INVITATIONS: Described = { table: 'cc_invitations', what: 'invitations' };
export const STAKEHOLDERS: Described = { table: 'cc_service_run_stakeholders', what: 'grants' };
export const NOTIFICATIONS: Described = { table: 'cc_notifications', what: 'notifications' };
export const PUBLICATIONS: Described = { table: 'cc_run_portal_publications', what: 'publications' };

export async function migrationsChapter(stage: Stage): Promise<Chapter> {
  const steps = await stage.sql(
    `SELECT row_number() OVER (ORDER BY timestamp)::int AS step, regexp_replace(name, '\\d+$', '') AS name
       FROM schema_migrations ORDER BY timestamp`,
  );
  const tables = await stage.sql(
    `SELECT relname AS "table", relrowsecurity AS "row security", relforcerowsecurity AS "forced on its owner"
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname LIKE 'cc\\_%' ORDER BY relname`,
  );
  const roles = await stage.sql(
    `SELECT rolname AS role, rolcanlogin AS "may sign in", rolsuper AS superuser, rolbypassrls AS "bypasses row security",
            (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid AND c.relkind = 'r') AS "tables owned"
       FROM pg_roles r WHERE rolname LIKE 'service\\_runs\\_%' ORDER BY rolname`,
  );
  return new Chapter('Migration summary')
    .holds(
      'row-level security is enabled and forced on every `cc_` table',
      tables.every((row) => row['row security'] === true && row['forced on its owner'] === true),
    )
    .holds(
      'no role of the product is a superuser, bypasses row security or owns a table',
      roles.every(
        (row) =>
          row['superuser'] === false && row['bypasses row security'] === false && Number(row['tables owned']) === 0,
      ),
    )
    .text('Applied to an empty database, in this order, each in a transaction of its own:')
    .table(steps)
    .text('Every table of the product:')
    .table(tables)
    .text('Its roles:')
    .table(roles);
}

/** Columns, constraints, indexes and policies of one table. */
export async function tableChapter(stage: Stage, { table, what }: Described): Promise<Chapter> {
  const columns = await stage.sql(
    `SELECT '\`' || a.attname || '\`' AS "column", format_type(a.atttypid, a.atttypmod) AS type,
            CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END AS "null",
            CASE WHEN a.attgenerated = 's' THEN 'generated: ' ELSE '' END || coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS "default"
       FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [table],
  );
  const constraints = await stage.sql(
    `SELECT '\`' || conname || '\`' AS "constraint", '\`' || pg_get_constraintdef(oid) || '\`' AS definition
       FROM pg_constraint WHERE conrelid = $1::regclass AND contype <> 'n' ORDER BY contype, conname`,
    [table],
  );
  const indexes = await stage.sql(
    `SELECT '\`' || indexname || '\`' AS "index", '\`' || regexp_replace(indexdef, '^.* USING ', '') || '\`' AS "on"
       FROM pg_indexes WHERE schemaname = 'public' AND tablename = $1 ORDER BY indexname`,
    [table],
  );
  const policies = await stage.sql(
    `SELECT '\`' || policyname || '\`' AS policy, cmd AS "for", array_to_string(roles, ', ') AS "to",
            '\`' || coalesce(qual, '–') || '\`' AS "using", '\`' || coalesce(with_check, '–') || '\`' AS "with check"
       FROM pg_policies WHERE schemaname = 'public' AND tablename = $1 ORDER BY roles::text, policyname`,
    [table],
  );
  return new Chapter(`Schema of \`${table}\` (${what})`)
    .holds(
      'no policy is for everybody: each names the role that it is for',
      policies.every((row) => row['to'] !== 'public'),
    )
    .text('Columns (`pg_attribute`):')
    .table(columns)
    .text('Constraints (`pg_constraint`):')
    .table(constraints)
    .text('Indexes (`pg_indexes`):')
    .table(indexes)
    .text('Policies (`pg_policies`):')
    .table(policies);
}
