// Realistic rows, made by the set inside the database from fixed formulas: the same at every run, but for their days, which are
// counted from today.
import { createSecretKey } from 'node:crypto';
import pg from 'pg';
import { deriveToken, tokenHash } from '../apps/api/src/invitations/link-token.ts';
import { linkKeyId } from '../apps/api/src/platform/config/link-keys.ts';
import { signAccessToken } from '../tools/lib/access-token.ts';

/** Numbers of rows. */
export interface Size {
  readonly name: 'small' | 'large';
  readonly tenants: number;
  /** Of the one organisation that is measured, and of all others together. */
  readonly ownRuns: number;
  readonly otherRuns: number;
  readonly people: number;
  readonly invitations: number;
  readonly grants: number;
  readonly notifications: number;
  readonly requests: number;
  /** Live invitations that can be claimed, once each. */
  readonly claimables: number;
}

export const SMALL: Size = {
  name: 'small',
  tenants: 20,
  ownRuns: 5_000,
  otherRuns: 500,
  people: 5_000,
  invitations: 10_000,
  grants: 10_000,
  notifications: 25_000,
  requests: 2_000,
  claimables: 60_000,
};

export const LARGE: Size = {
  name: 'large',
  tenants: 2_000,
  ownRuns: 500_000,
  otherRuns: 500_000,
  people: 100_000,
  invitations: 2_000_000,
  grants: 2_000_000,
  notifications: 5_000_000,
  requests: 200_000,
  claimables: 60_000,
};

/** The large size's shape with few enough rows for a test. */
export function scaled(size: Size, by: number): Size {
  const part = (count: number) => Math.ceil(count * by);
  return {
    ...size,
    tenants: part(size.tenants),
    ownRuns: part(size.ownRuns),
    otherRuns: part(size.otherRuns),
    people: SIGNED_IN + Math.max(1_000, part(size.people)),
    invitations: part(size.invitations),
    grants: part(size.grants),
    notifications: part(size.notifications),
    requests: part(size.requests),
    claimables: part(size.claimables),
  };
}

export interface Person {
  readonly individualId: string;
  readonly sessionId: string;
  readonly token: string;
}

/** A link that its person can claim. */
export interface Claimable {
  readonly person: Person;
  readonly token: string;
}

export interface Rows {
  readonly size: Size;
  readonly tenantId: string;
  readonly owner: Person;
  /** Has access to `runId`, and 400 notifications. */
  readonly stakeholder: Person;
  /** Has 40 invitations and 30 who have access, at every size. */
  readonly runId: string;
  /** Of a live invitation to it that has been viewed. */
  readonly linkToken: string;
  readonly portalSlug: string;
  /** Everybody who is signed in. */
  readonly people: readonly Person[];
  readonly claimables: readonly Claimable[];
  /** Runs that people can be invited to. */
  readonly openRunIds: readonly string[];
}

export interface Keys {
  readonly jwt: string;
  readonly link: string;
}

const PORTAL = 'bamfield-community';
/** People 1 to this have a session; the first is the owner, the second the measured stakeholder. */
const SIGNED_IN = 2_200;
/** The first who can claim; everybody after those who are signed in is in the rows that are made by the set. */
const CLAIMANTS = 201;
const CROWD = SIGNED_IN + 1;
/** Invitations of the measured run. */
const OF_ONE_RUN = 41;

const id = (kind: number, n: number) =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** The same in SQL, of a number that is an expression. */
const sqlId = (kind: number, n: string) =>
  `('${String(kind).padStart(8, '0')}-0000-4000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;
const KIND = { tenant: 1, person: 2, session: 3, run: 4, invitation: 5, portal: 6, claimable: 7, special: 8 } as const;

const OWNER_TENANT = id(KIND.tenant, 1);
const MEASURED_RUN = id(KIND.run, 1);

/** Fills an empty, migrated database, as its superuser. */
export async function loadRows(adminUrl: string, keys: Keys, size: Size): Promise<Rows> {
  const people = Array.from({ length: SIGNED_IN }, (_, n) => signedIn(keys.jwt, n + 1));
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const indexes = size.invitations > 100_000 ? await dropIndexes(client) : [];
    // Derived columns are filled here as the triggers would; nobody hears of these rows.
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET jit = off`);
    for (const statement of statements(size)) await client.query(statement);
    await client.query('SET session_replication_role = origin');
    await addMeasuredRun(client, keys.link);
    const claimables = await addClaimables(client, keys.link, people, size.claimables);
    await client.query(`SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2`);
    for (const definition of indexes) await client.query(definition);
    await client.query('VACUUM ANALYZE');
    return {
      size,
      tenantId: OWNER_TENANT,
      owner: people[0] as Person,
      stakeholder: people[1] as Person,
      runId: MEASURED_RUN,
      linkToken: deriveToken(createSecretKey(Buffer.from(keys.link)), 'claim', id(KIND.special, OF_ONE_RUN), 1),
      portalSlug: PORTAL,
      people,
      claimables,
      // Still to come, and on no first page.
      openRunIds: Array.from({ length: 64 }, (_, n) => id(KIND.run, size.ownRuns - 100 - n)),
    };
  } finally {
    await client.end();
  }
}

/** Rows come faster without them, and they come faster over all rows at once. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
      WHERE t.relnamespace = 'public'::regnamespace AND t.relname LIKE 'cc\\_%'
        AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

/** One statement a table. */
function statements(size: Size): string[] {
  const { tenants, ownRuns, otherRuns, people, invitations, grants, notifications, requests } = size;
  const runs = ownRuns + otherRuns;
  const crowd = people - CROWD + 1;
  // Which run and which person the n-th invitation, grant or notification is of.
  const run = `(n - 1) % ${runs} + 1`;
  const tenantOf = (of: string) => `CASE WHEN ${of} <= ${ownRuns} THEN 1 ELSE 2 + (${of}) % ${tenants - 1} END`;
  const whom = `${CROWD} + (n::bigint * 7919 + n / ${runs} * 13) % ${crowd}`;
  return [
    `INSERT INTO cc_tenants (id, name, slug, contact_phone)
     SELECT ${sqlId(KIND.tenant, 'n')}, CASE n WHEN 1 THEN 'Barkley Septic & Fuel' ELSE 'Provider ' || n END, 'provider-' || n, '250-555-0142'
       FROM generate_series(1, ${tenants}) AS n`,
    `INSERT INTO cc_individuals (id, email, email_verified_at, display_name)
     SELECT ${sqlId(KIND.person, 'n')}, 'person' || n || '@coast.example', now(), 'Person ' || n FROM generate_series(1, ${people}) AS n`,
    `INSERT INTO cc_tenant_members (tenant_id, individual_id, role)
     SELECT ${sqlId(KIND.tenant, 'n')}, ${sqlId(KIND.person, `CASE n WHEN 1 THEN 1 ELSE ${CROWD} + n % ${crowd} END`)}, 'owner' FROM generate_series(1, ${tenants}) AS n
     UNION ALL
     SELECT '${OWNER_TENANT}', ${sqlId(KIND.person, 'n')}, 'staff' FROM generate_series(101, 120) AS n`,
    `INSERT INTO cc_sessions (id, individual_id, expires_at)
     SELECT ${sqlId(KIND.session, 'n')}, ${sqlId(KIND.person, 'n')}, now() + interval '1 day' FROM generate_series(1, ${SIGNED_IN}) AS n`,
    // Six years of trips; a fifth of them are pump-outs, and one in 100,000 goes to Winter Harbour.
    `INSERT INTO cc_n3_runs (id, tenant_id, name, status, market_mode, starts_at, ends_at, time_zone, zone_name)
     SELECT ${sqlId(KIND.run, 'n')}, ${sqlId(KIND.tenant, tenantOf('n'))},
            (ARRAY['Septic pump-out','Fuel delivery','Propane exchange','Generator service','Chimney sweep','Scrap pick-up','Water testing',
                   'Holding tank pump-out','Barge freight','Excavator work'])[1 + n % 10] || ', ' ||
            CASE WHEN n % 100000 = 777 THEN 'Winter Harbour'
                 ELSE (ARRAY['Bamfield','Kildonan','Anacla','Sarita','Haggard Cove','Ahousat','Kyuquot'])[1 + n % 7] END || ' ' || n,
            CASE WHEN at < now() - interval '12 hours' THEN CASE n % 20 WHEN 3 THEN 'cancelled' ELSE 'completed' END
                 WHEN at < now() THEN 'in_progress' ELSE CASE n % 4 WHEN 1 THEN 'draft' ELSE 'scheduled' END END,
            'TARGETED', at, at + interval '3 hours', 'America/Vancouver', 'Zone ' || n % 40
       FROM (SELECT n, date_trunc('day', now()) - interval '2000 days' + interval '2200 days' * ((n - 1) % ${ownRuns} + 1) / ${ownRuns} AS at
               FROM generate_series(1, ${runs}) AS n) AS planned`,
    `INSERT INTO cc_invitations (id, inviter_tenant_id, inviter_individual_id, context_type, context_id, invitee_email, invitee_role, claim_token_hash,
                                 claim_token_key_id, claim_token_expires_at, status, sent_at, viewed_at, claimed_at, claimed_by_individual_id, created_at)
     SELECT ${sqlId(KIND.invitation, 'n')}, ${sqlId(KIND.tenant, tenantOf('run'))}, ${sqlId(KIND.person, '1')}, 'service_run', ${sqlId(KIND.run, 'run')},
            'person' || whom || '@coast.example', 'property_owner', sha256(n::text::bytea), 'gone', at + interval '30 days', status, at,
            CASE WHEN status <> 'sent' THEN at END, CASE status WHEN 'claimed' THEN at END,
            CASE status WHEN 'claimed' THEN ${sqlId(KIND.person, 'whom')} END, at
       FROM (SELECT n, ${run} AS run, ${whom} AS whom, now() - (n % 1000) * interval '1 day' AS at,
                    (ARRAY['claimed','claimed','claimed','claimed','claimed','claimed','viewed','sent','expired','revoked'])[1 + n % 10] AS status
               FROM generate_series(1, ${invitations}) AS n WHERE ${run} > 1) AS invited`,
    `INSERT INTO cc_service_run_stakeholders (run_id, run_tenant_id, stakeholder_individual_id, invite_id, stakeholder_role, granted_at)
     SELECT ${sqlId(KIND.run, 'run')}, ${sqlId(KIND.tenant, tenantOf('run'))}, ${sqlId(KIND.person, 'whom')},
            CASE WHEN n % 10 < 6 AND n <= ${invitations} THEN ${sqlId(KIND.invitation, 'n')} END, 'property_owner', now() - (n % 1000) * interval '1 day'
       FROM (SELECT n, ${run} AS run, ${whom} AS whom FROM generate_series(1, ${grants}) AS n WHERE ${run} > 1) AS granted`,
    `INSERT INTO cc_notifications (recipient_individual_id, category, title, body, action_url, context_type, context_id, created_at, read_at)
     SELECT ${sqlId(KIND.person, 'whom')}, 'system', 'Access granted', 'You now have access to "Septic pump-out ' || run || '"',
            '/app/runs/' || ${sqlId(KIND.run, 'run')} || '/view', 'invitation', ${sqlId(KIND.invitation, 'n')}, now() - (n % 100000) * interval '1 minute',
            CASE WHEN n % 3 > 0 THEN now() END
       FROM (SELECT n, ${run} AS run, ${whom} AS whom FROM generate_series(1, ${notifications}) AS n) AS told`,
    `INSERT INTO cc_portals (id, slug, name, description)
     VALUES ('${id(KIND.portal, 1)}', '${PORTAL}', 'Bamfield community', 'What comes to Bamfield, kept by the community hall.')`,
    `INSERT INTO cc_run_portal_publications (run_tenant_id, run_id, portal_id, listed_from)
     SELECT tenant_id, id, '${id(KIND.portal, 1)}', CASE WHEN status IN ('scheduled', 'in_progress') THEN starts_at END
       FROM (SELECT r.*, row_number() OVER () AS n FROM cc_n3_runs r WHERE tenant_id = '${OWNER_TENANT}') AS numbered WHERE n % 5 = 0`,
    `INSERT INTO cc_service_requests (tenant_id, portal_id, run_id, requester_name, requester_email, requester_phone, zone_name, summary, status, created_at)
     SELECT '${OWNER_TENANT}', '${id(KIND.portal, 1)}', '${MEASURED_RUN}', 'Person ' || n, 'person' || n || '@coast.example', '250-555-0100', 'Zone ' || n % 40,
            'The tank is near full, request ' || n || '. Boat access only.', (ARRAY['new','accepted','declined'])[1 + n % 3], now() - n * interval '1 minute'
       FROM generate_series(1, ${requests}) AS n`,
  ];
}

/** What is looked at most: the same few rows at every size. */
async function addMeasuredRun(client: pg.Client, linkSecret: string): Promise<void> {
  const key = createSecretKey(Buffer.from(linkSecret));
  const ids = Array.from({ length: OF_ONE_RUN }, (_, n) => id(KIND.special, n + 1));
  await client.query(
    `INSERT INTO cc_invitations (id, inviter_tenant_id, inviter_individual_id, context_type, context_id, invitee_email,
                                 invitee_role, claim_token_hash, claim_token_key_id, claim_token_expires_at, status, viewed_at)
     SELECT i.id, $1, $2, 'service_run', $3, 'person' || (1 + i.n) || '@coast.example', 'property_owner', i.hash, $4,
            now() + interval '30 days', CASE WHEN i.n <= 30 THEN 'claimed' ELSE 'viewed' END, now()
       FROM unnest($5::uuid[], $6::bytea[]) WITH ORDINALITY AS i (id, hash, n)`,
    [
      OWNER_TENANT,
      id(KIND.person, 1),
      MEASURED_RUN,
      linkKeyId(linkSecret),
      ids,
      ids.map((one) => tokenHash(deriveToken(key, 'claim', one, 1))),
    ],
  );
  await client.query(
    `INSERT INTO cc_service_run_stakeholders (run_id, run_tenant_id, stakeholder_individual_id, invite_id, stakeholder_role)
     SELECT $1, $2, ${sqlId(KIND.person, 'n + 1')}, ${sqlId(KIND.special, 'n')}, 'property_owner' FROM generate_series(1, 30) AS n`,
    [MEASURED_RUN, OWNER_TENANT],
  );
  await client.query(
    `INSERT INTO cc_notifications (recipient_individual_id, category, title, body, action_url, context_type, context_id, created_at)
     SELECT $1, 'system', 'Access granted', 'You now have access to "Septic pump-out ' || n || '"', '/app/runs/' || $2 || '/view',
            'invitation', gen_random_uuid(), now() - n * interval '1 minute' FROM generate_series(1, 400) AS n`,
    [id(KIND.person, 2), MEASURED_RUN],
  );
}

/** Live invitations, of people who are signed in, which can be claimed once each. `bench_claims` is for those who claim in SQL. */
async function addClaimables(
  client: pg.Client,
  linkSecret: string,
  people: readonly Person[],
  count: number,
): Promise<Claimable[]> {
  const key = createSecretKey(Buffer.from(linkSecret));
  const claimants = SIGNED_IN - CLAIMANTS + 1;
  // Of the small size too, and none of its first page, which is to look alike at every size.
  const runs = 4_800;
  // No person twice for one run.
  const personOf = (n: number) => CLAIMANTS + ((n + Math.floor(n / runs)) % claimants);
  const made = Array.from({ length: count }, (_, n) => {
    const own = id(KIND.claimable, n + 1);
    return {
      id: own,
      run: id(KIND.run, 2 + (n % runs)),
      person: personOf(n),
      token: deriveToken(key, 'claim', own, 1),
    };
  });
  await client.query(
    `CREATE TABLE bench_claims (n int PRIMARY KEY, individual uuid NOT NULL, session uuid NOT NULL, hash bytea NOT NULL);
     CREATE SEQUENCE bench_claims_taken;
     GRANT SELECT ON bench_claims TO service_runs_internal;
     GRANT USAGE ON bench_claims_taken TO service_runs_internal`,
  );
  await client.query(
    `WITH made AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::bytea[]) WITH ORDINALITY AS m (id, run, person, hash, n)),
          kept AS (INSERT INTO bench_claims SELECT n, ${sqlId(KIND.person, 'person')}, ${sqlId(KIND.session, 'person')}, hash FROM made)
     INSERT INTO cc_invitations (id, inviter_tenant_id, inviter_individual_id, context_type, context_id, invitee_email, invitee_role,
                                 claim_token_hash, claim_token_key_id, claim_token_expires_at)
     SELECT id, $5, $6, 'service_run', run, 'person' || person || '@coast.example', 'property_owner', hash, $7, now() + interval '30 days' FROM made`,
    [
      made.map((one) => one.id),
      made.map((one) => one.run),
      made.map((one) => one.person),
      made.map((one) => tokenHash(one.token)),
      OWNER_TENANT,
      id(KIND.person, 1),
      linkKeyId(linkSecret),
    ],
  );
  return made.map((one) => ({ person: people[one.person - 1] as Person, token: one.token }));
}

function signedIn(secret: string, n: number): Person {
  const individualId = id(KIND.person, n);
  const sessionId = id(KIND.session, n);
  return { individualId, sessionId, token: signAccessToken(secret, individualId, sessionId) };
}
