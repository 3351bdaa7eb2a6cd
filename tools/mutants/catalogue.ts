// What could be weakened in a migrated database, read from its catalogue.
import type pg from 'pg';
import { IS_OWN_FUNCTION } from '../lib/own-functions.ts';

/** One protection less. */
export interface Mutant {
  readonly kind: 'policy' | 'row security' | 'privilege' | 'call' | 'refusal' | 'condition';
  /** The same at each run, for lists of what is known. */
  readonly name: string;
  readonly sql: string;
  /** The function that was changed, where one was: what calls it not cannot notice. */
  readonly inFunction: string | null;
  /** A condition that says once more what row-level security says of the same rows: without it nothing else is seen. */
  readonly guardedTwice: boolean;
}

/** Names a mutant among all. */
export function keyOf({ kind, name }: Pick<Mutant, 'kind' | 'name'>): string {
  return `${kind}: ${name}`;
}

/** The role that answers requests: what it may do is what a mistake in the API could do. */
const REQUEST_ROLE = 'service_runs_app';
/** In service mode policies show it every row. */
const SERVICE_ROLE = 'service_runs_internal';

/** Columns by which a condition guards: whose a row is, who asks, and whether it still holds. */
const GUARDING =
  /\b(?:\w*tenant_id|\w*individual_id|session_id|ended_at|\w*expires_at|revoked_at|unpublished_at|used_at|erased_at|status|role|scopes?|key_hash|\w*token_hash|\w*key_id|claim_token_version|link_version|email|invitee_email|email_verified_at|context_type|context_id|invite_id|run_id|portal_id|invitation_id)\b/;

/** `a.x = y`, `a.x IS NOT NULL`, `a.x = ANY (y)`, `f(x) <> 'y'`: a condition without a bracket of its own around several. */
const TERM = String.raw`(?:NOT )?[\w.']+(?:\((?:[^()]|\([^()]*\))*\))?(?:::\w+)?`;
const CONDITION = String.raw`(?<=\b(?:WHERE|AND|OR|ON|IF|ELSIF|WHEN) \(*)${TERM} (?:IS (?:NOT )?NULL|IS (?:NOT )?DISTINCT FROM ${TERM}|(?:NOT )?IN \([^()]*\)|(?:=|<>|<=|>=|<|>) (?:ANY |ALL )?(?:\([^()]*\)|${TERM}))`;

export async function mutantsOf(client: pg.Client): Promise<Mutant[]> {
  return [
    ...(await ofFunctions(client)),
    ...(await ofPolicies(client)),
    ...(await ofRowSecurity(client)),
    ...(await ofCalls(client)),
    ...(await ofPrivileges(client)),
  ];
}

/** Each policy, open to every row that is read or changed, and to every row that is written. */
async function ofPolicies(client: pg.Client): Promise<Mutant[]> {
  const { rows } = await client.query<{ table: string; policy: string; reads: boolean; writes: boolean }>(
    `SELECT tablename AS table, policyname AS policy, coalesce(qual <> 'true', false) AS reads, coalesce(with_check <> 'true', false) AS writes
       FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2`,
  );
  return rows.flatMap(({ table, policy, reads, writes }) => [
    ...(reads ? [mutant('policy', `${table}.${policy} USING`, `ALTER POLICY ${policy} ON ${table} USING (true)`)] : []),
    ...(writes
      ? [mutant('policy', `${table}.${policy} WITH CHECK`, `ALTER POLICY ${policy} ON ${table} WITH CHECK (true)`)]
      : []),
  ]);
}

async function ofRowSecurity(client: pg.Client): Promise<Mutant[]> {
  const { rows } = await client.query<{ table: string }>(
    `SELECT relname AS table FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity ORDER BY 1`,
  );
  return rows.flatMap(({ table }) => [
    mutant('row security', `${table} without`, `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`),
    mutant('row security', `${table} not for its owner`, `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`),
  ]);
}

/** Each privilege on a table that a role of the application does not have on the whole of it. */
async function ofPrivileges(client: pg.Client): Promise<Mutant[]> {
  const { rows } = await client.query<{ role: string; privilege: string; table: string }>(
    `SELECT r.rolname AS role, p.name AS privilege, c.relname AS table
       FROM pg_class c CROSS JOIN pg_roles r CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p (name)
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname LIKE 'cc\\_%'
        AND r.rolname LIKE 'service\\_runs\\_%' AND NOT has_table_privilege(r.oid, c.oid, p.name)
      ORDER BY 1, 3, 2`,
  );
  return rows.map(({ role, privilege, table }) =>
    mutant('privilege', `${role} ${privilege} ${table}`, `GRANT ${privilege} ON ${table} TO ${role}`),
  );
}

/** Each function that the request role may not call. */
async function ofCalls(client: pg.Client): Promise<Mutant[]> {
  const { rows } = await client.query<{ called: string }>(
    `SELECT p.oid::regprocedure::text AS called FROM pg_proc p WHERE ${IS_OWN_FUNCTION} AND NOT has_function_privilege('${REQUEST_ROLE}', p.oid, 'EXECUTE') ORDER BY 1`,
  );
  return rows.map(({ called }) => mutant('call', called, `GRANT EXECUTE ON FUNCTION ${called} TO ${REQUEST_ROLE}`));
}

/** `r.tenant_id = v_tenant`: the rows of whoever asks, which is all that their policies show to the request role. */
const OWN_ROWS = /(?:tenant_id|individual_id) = [vp]_\w+$/;

/** Each refusal inside a function left out, and each condition that guards taken for true. */
async function ofFunctions(client: pg.Client): Promise<Mutant[]> {
  const { rows } = await client.query<{
    called: string;
    name: string;
    definition: string;
    body: string;
    requests_only: boolean;
  }>(
    `SELECT p.oid::regprocedure::text AS called, p.proname AS name, pg_get_functiondef(p.oid) AS definition, p.prosrc AS body,
            NOT p.prosecdef AND has_function_privilege('${REQUEST_ROLE}', p.oid, 'EXECUTE')
              AND NOT has_function_privilege('${SERVICE_ROLE}', p.oid, 'EXECUTE') AS requests_only
       FROM pg_proc p WHERE ${IS_OWN_FUNCTION} AND p.prokind = 'f' ORDER BY 1`,
  );
  return rows.flatMap(({ called, name, definition, body, requests_only }) => {
    const weakened = (kind: Mutant['kind'], at: number, length: number, instead: string): Mutant => {
      const line = body.slice(0, at).split('\n').length;
      const changed = body.slice(0, at) + instead + body.slice(at + length);
      const text = body.slice(at, at + length).replaceAll(/\s+/g, ' ');
      return {
        kind,
        name: `${name}:${line} ${text}`,
        // A function as the replacement: a body is full of dollar signs.
        sql: definition.replace(body, () => changed),
        inFunction: called,
        guardedTwice: requests_only && OWN_ROWS.test(text),
      };
    };
    const refusals = [...body.matchAll(/PERFORM (?:refuse|require_\w+|prove_\w+)\((?:[^()]|\([^()]*\))*\)/g)];
    const conditions = [...body.matchAll(new RegExp(CONDITION, 'g'))];
    return [
      ...refusals.map(({ 0: text, index }) => weakened('refusal', index, text.length, 'NULL')),
      ...conditions
        .filter(({ 0: text }) => GUARDING.test(text))
        .map(({ 0: text, index }) => weakened('condition', index, text.length, neutral(body, index))),
    ];
  });
}

/** What weakens a condition: true where it chooses rows, false where something is refused, or done, if it holds. */
function neutral(body: string, at: number): string {
  const last = [...body.slice(0, at).matchAll(/\b(?:WHERE|ON|IF|ELSIF|WHEN)\b/g)].at(-1)?.[0] ?? '';
  return ['IF', 'ELSIF', 'WHEN'].includes(last) ? 'false' : 'true';
}

function mutant(kind: Mutant['kind'], name: string, sql: string): Mutant {
  return { kind, name, sql, inFunction: null, guardedTwice: false };
}
