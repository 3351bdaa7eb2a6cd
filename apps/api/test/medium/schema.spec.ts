import { IS_OWN_FUNCTION } from '../../../../tools/lib/own-functions.ts';
import { useDatabase } from '../support/database';

const APPLICATION_ROLES = [
  'service_runs_app',
  'service_runs_internal',
  'service_runs_auth',
  'service_runs_reader',
  'service_runs_link',
  'service_runs_news',
  'service_runs_portal',
  'service_runs_search',
];
const LOGIN_ROLES = ['service_runs_app', 'service_runs_internal'];

const suite = useDatabase();

async function rows<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await suite.admin.query(text, values)).rows as Row[];
}

/** The list must be empty, and the query must have looked at something. */
async function expectNone(all: string, wrong: string): Promise<void> {
  expect((await rows(all)).length).toBeGreaterThan(0);
  expect(await rows(`SELECT * FROM (${all}) AS found WHERE ${wrong}`)).toEqual([]);
}

const TABLES = `SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) AS owner
                  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname LIKE 'cc\\_%'`;

const FUNCTIONS = `SELECT p.oid, p.proname, p.prosecdef, p.proconfig, p.proacl, p.proowner, o.rolname AS owner, o.rolcanlogin, o.rolsuper, o.rolbypassrls
                     FROM pg_proc p JOIN pg_roles o ON o.oid = p.proowner
                    WHERE ${IS_OWN_FUNCTION}`;

describe('every table', () => {
  it('has row-level security enabled and forced', () =>
    expectNone(TABLES, 'NOT (found.relrowsecurity AND found.relforcerowsecurity)'));

  it('has one policy per command and role, and none for all commands but that of service mode', async () => {
    const policies = await rows<{ table: string; name: string; command: string; roles: string[] }>(
      `SELECT tablename AS table, policyname AS name, cmd AS command, roles::text[] FROM pg_policies WHERE schemaname = 'public'`,
    );
    expect(policies.length).toBeGreaterThan(30);
    for (const { table, name, command, roles } of policies) {
      const place = `${table}.${name}`;
      if (command === 'ALL')
        expect([place, name, roles]).toEqual([place, 'service_mode_all', ['service_runs_internal']]);
      // A policy for PUBLIC would hold for roles that nobody thought of.
      else expect([place, roles.length, roles.includes('public')]).toEqual([place, 1, false]);
    }
  });

  it('has no policy that is always true, but for reading by a role that cannot sign in', async () => {
    const open = await rows<{ place: string; role: string; command: string; login: boolean }>(
      `SELECT tablename || '.' || policyname AS place, p.roles[1]::text AS role, cmd AS command, r.rolcanlogin AS login
         FROM pg_policies p JOIN pg_roles r ON r.rolname = p.roles[1]
        WHERE schemaname = 'public' AND (qual = 'true' OR with_check = 'true')`,
    );
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter(({ command, login }) => command !== 'SELECT' || login)).toEqual([]);
  });

  it('is guarded by settings that are read once a statement, and joins no other table', async () => {
    const conditions = await rows<{ place: string; condition: string }>(
      `SELECT tablename || '.' || policyname AS place, concat_ws(' ', qual, with_check) AS condition FROM pg_policies WHERE schemaname = 'public'`,
    );
    for (const { place, condition } of conditions) {
      // The catalogue writes a scalar sub-select as ( SELECT f() AS f).
      const outside = condition.replaceAll(
        /\( SELECT (?:current_tenant_id|current_individual_id|is_service_mode)\(\) AS \w+\)/g,
        '?',
      );
      expect([place, outside]).toEqual([
        place,
        expect.not.stringMatching(/SELECT|JOIN|current_|is_service_mode|EXISTS/),
      ]);
    }
  });

  it('has an id, and the times at which it was made and changed', async () => {
    const lacking = await rows(
      `SELECT t.relname, wanted.name FROM (${TABLES}) AS t CROSS JOIN (VALUES ('id', 'uuid'), ('created_at', 'timestamptz'), ('updated_at', 'timestamptz')) AS wanted (name, type)
        WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = wanted.name AND a.atttypid = wanted.type::regtype
                             AND a.attnotnull AND a.atthasdef AND NOT a.attisdropped)`,
    );
    expect(lacking).toEqual([]);
  });

  it('gives nothing to PUBLIC', async () => {
    const given = await rows(
      `SELECT c.relname, a.privilege_type FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
        WHERE c.relnamespace = 'public'::regnamespace AND a.grantee = 0
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        UNION ALL
       SELECT c.relname || '.' || t.attname, a.privilege_type FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
        CROSS JOIN LATERAL aclexplode(t.attacl) a WHERE c.relnamespace = 'public'::regnamespace AND a.grantee = 0`,
    );
    expect(given).toEqual([]);
  });

  it('lets no role of the application make triggers, references or truncate', async () => {
    const given = await rows(
      `SELECT c.relname, pg_get_userbyid(a.grantee) AS role, a.privilege_type
         FROM (${TABLES}) AS t JOIN pg_class c ON c.oid = t.oid CROSS JOIN LATERAL aclexplode(c.relacl) a
        WHERE pg_get_userbyid(a.grantee) LIKE 'service_runs_%'
          AND (a.privilege_type IN ('TRUNCATE', 'TRIGGER', 'REFERENCES', 'MAINTAIN') OR a.is_grantable)`,
    );
    expect(given).toEqual([]);
  });
});

describe('every function of ours', () => {
  it('may be called by nobody to whom it was not granted by name', async () => {
    await expectNone(
      `SELECT f.proname, a.grantee FROM (${FUNCTIONS}) AS f
        CROSS JOIN LATERAL aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) AS a`,
      'found.grantee = 0',
    );
  });

  it('that runs as its owner has an owner who cannot sign in and is bound by policies', () =>
    expectNone(
      `SELECT * FROM (${FUNCTIONS}) AS f WHERE f.prosecdef`,
      `found.rolcanlogin OR found.rolsuper OR found.rolbypassrls OR found.owner NOT LIKE 'service\\_runs\\_%'`,
    ));

  it('that runs as its owner looks names up in pinned schemas only, the temporary one last', () =>
    expectNone(
      `SELECT * FROM (${FUNCTIONS}) AS f WHERE f.prosecdef`,
      `NOT coalesce('search_path=pg_catalog, public, pg_temp' = ANY (found.proconfig), false)`,
    ));

  it('that is owned by a role of the application runs as its owner, for that is why', () =>
    expectNone(`SELECT * FROM (${FUNCTIONS}) AS f WHERE f.owner LIKE 'service\\_runs\\_%'`, 'NOT found.prosecdef'));
});

describe('every role of the application', () => {
  it('is no superuser, bypasses no policy, makes no roles or databases and inherits nothing', async () => {
    const found = await rows<{ rolname: string }>(
      `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit, rolcanlogin
         FROM pg_roles WHERE rolname LIKE 'service\\_runs\\_%' ORDER BY rolname`,
    );
    expect(found).toEqual(
      [...APPLICATION_ROLES].sort().map((rolname) => ({
        rolname,
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolinherit: false,
        rolcanlogin: LOGIN_ROLES.includes(rolname),
      })),
    );
  });

  it('belongs to no other, and no other may act as it', async () => {
    const memberships = await rows(
      `SELECT pg_get_userbyid(m.member) AS member, pg_get_userbyid(m.roleid) AS of FROM pg_auth_members m
        WHERE pg_get_userbyid(m.member) LIKE 'service\\_runs\\_%'`,
    );
    expect(memberships).toEqual([]);
  });

  it('that can sign in owns nothing', async () => {
    const owned = await rows(
      `SELECT pg_describe_object(d.classid, d.objid, d.objsubid) AS what, r.rolname FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid
        WHERE d.deptype = 'o' AND r.rolname = ANY ($1)`,
      [LOGIN_ROLES],
    );
    expect(owned).toEqual([]);
  });

  it('that cannot sign in owns functions only', async () => {
    const owned = await rows<{ what: string }>(
      `SELECT pg_describe_object(d.classid, d.objid, d.objsubid) AS what FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid
        WHERE d.deptype = 'o' AND r.rolname LIKE 'service\\_runs\\_%' AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(owned.length).toBeGreaterThan(0);
    expect(owned.filter(({ what }) => !what.startsWith('function '))).toEqual([]);
  });

  it('makes nothing in the schema', async () => {
    const able = await rows(
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'service\\_runs\\_%' AND has_schema_privilege(rolname, 'public', 'CREATE')`,
    );
    expect(able).toEqual([]);
  });
});

describe('every foreign key', () => {
  it('has an index that begins with its columns', async () => {
    const keys = `SELECT conname, conrelid::regclass AS "table", conkey, conrelid FROM pg_constraint
                   WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
    expect((await rows(keys)).length).toBeGreaterThan(20);
    const bare = await rows(
      `SELECT k."table", k.conname FROM (${keys}) AS k
        WHERE NOT EXISTS (
          SELECT FROM pg_index i
           WHERE i.indrelid = k.conrelid AND i.indisvalid
             -- In any order: equality on all of them is what the check of a deleted parent asks.
             AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
             -- A partial index serves where it leaves out only what refers to nothing.
             AND (i.indpred IS NULL
                  OR pg_get_expr(i.indpred, i.indrelid) = '(' || (SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) || ' IS NOT NULL)'))`,
    );
    expect(bare).toEqual([]);
  });

  it('of a tenant’s run carries the tenant too, so that the owner beside it cannot be another', async () => {
    const single = await rows<{ place: string }>(
      `SELECT k.conrelid::regclass || '' AS place FROM pg_constraint k
        WHERE k.contype = 'f' AND k.confrelid = 'cc_n3_runs'::regclass AND cardinality(k.conkey) = 1
          AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = k.conrelid AND c.confrelid = k.confrelid
                             AND cardinality(c.conkey) = 2 AND c.conkey @> k.conkey)`,
    );
    expect(single).toEqual([]);
  });
});

describe('a grant', () => {
  it('is as the contract of data writes it', async () => {
    const columns = await rows<{ column: string }>(
      `SELECT column_name || ' ' || data_type || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END AS column
         FROM information_schema.columns WHERE table_name = 'cc_service_run_stakeholders' ORDER BY ordinal_position`,
    );
    expect(columns.map(({ column }) => column)).toEqual([
      'id uuid not null',
      'run_id uuid not null',
      'run_tenant_id uuid not null',
      'stakeholder_individual_id uuid not null',
      'invite_id uuid',
      'stakeholder_role text',
      'status text not null',
      'granted_at timestamp with time zone not null',
      'revoked_at timestamp with time zone',
      'revoked_reason text',
      'created_at timestamp with time zone not null',
      'updated_at timestamp with time zone not null',
    ]);
    const names = await rows<{ name: string }>(
      `SELECT indexname AS name FROM pg_indexes WHERE tablename = 'cc_service_run_stakeholders'
        UNION SELECT conname FROM pg_constraint WHERE conrelid = 'cc_service_run_stakeholders'::regclass
        UNION SELECT policyname FROM pg_policies WHERE tablename = 'cc_service_run_stakeholders'`,
    );
    expect(names.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'uq_run_stakeholder',
        'idx_run_stakeholders_run_id',
        'idx_run_stakeholders_individual',
        'idx_run_stakeholders_tenant',
        'idx_run_stakeholders_invite',
        'idx_run_stakeholders_status',
        'stakeholder_self_select',
        'run_tenant_select',
        'run_tenant_insert',
        'run_tenant_update',
        'service_mode_all',
      ]),
    );
  });
});
