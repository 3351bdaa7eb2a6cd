import { IS_OWN_FUNCTION } from '../../../../tools/lib/own-functions.ts';
import { markdownTable } from '../../../../tools/lib/written-part.ts';
import { useDatabase } from '../support/database';
import { expectWritten } from '../support/written';

const suite = useDatabase();

async function rows<Row extends object>(text: string): Promise<Row[]> {
  return (await suite.admin.query(text)).rows as Row[];
}

it('each role may do with tables what docs/privileges.md says, and no more', async () => {
  const granted = await rows<Record<'role' | 'table' | 'reads' | 'adds' | 'changes' | 'deletes', string>>(
    `SELECT r.rolname AS role, c.relname AS table,
            ${columnsFor('SELECT')} AS reads, ${columnsFor('INSERT')} AS adds, ${columnsFor('UPDATE')} AS changes,
            CASE WHEN has_table_privilege(r.oid, c.oid, 'DELETE') THEN 'yes' ELSE '' END AS deletes
       FROM pg_roles r CROSS JOIN pg_class c
      WHERE r.rolname LIKE 'service\\_runs\\_%' AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
      ORDER BY 1, 2`,
  );
  expect(granted.length).toBeGreaterThan(100);
  expectWritten(
    'docs/privileges.md',
    'the test of privileges on tables',
    markdownTable(
      ['role', 'table', 'reads', 'adds', 'changes', 'deletes'],
      granted
        .map(({ role, table, reads, adds, changes, deletes }) => [role, table, reads, adds, changes, deletes])
        .filter((cells) => cells.slice(2).some((able) => able !== '')),
    ),
  );
});

/** In SQL: the columns on which a role has a privilege; `all` where it has it on each. */
function columnsFor(privilege: string): string {
  return `(SELECT CASE WHEN bool_and(able.yes) THEN 'all' ELSE coalesce(string_agg(able.attname, ', ' ORDER BY able.attname) FILTER (WHERE able.yes), '') END
             FROM (SELECT a.attname, has_column_privilege(r.oid, c.oid, a.attnum, '${privilege}') AS yes FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS able)`;
}

it('each role may call the functions that docs/privileges.md says, and no others', async () => {
  const called = await rows<{ name: string; runs_as: string; callers: string }>(
    `SELECT p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
            CASE WHEN p.prosecdef THEN pg_get_userbyid(p.proowner) ELSE '' END AS runs_as,
            coalesce((SELECT string_agg(r.rolname, ', ' ORDER BY r.rolname) FROM pg_roles r
              WHERE r.rolname LIKE 'service\\_runs\\_%' AND r.oid <> p.proowner AND has_function_privilege(r.oid, p.oid, 'EXECUTE')), '') AS callers
       FROM pg_proc p
      WHERE ${IS_OWN_FUNCTION}
      ORDER BY 1`,
  );
  expect(called.length).toBeGreaterThan(100);
  expectWritten(
    'docs/privileges.md',
    'the test of privileges on functions',
    markdownTable(
      ['function', 'runs as', 'called by'],
      called.map(({ name, runs_as, callers }) => [`\`${name}\``, runs_as, callers || 'nobody but its owner']),
    ),
  );
});
