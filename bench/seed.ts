// Realistic rows by the set, from a fixed seed: the same database at every run.
import { createHash, createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { deriveToken, tokenHash } from '../apps/api/src/invitations/link-token.ts';
import { linkKeyId } from '../apps/api/src/platform/config/link-keys.ts';

export interface Seeded {
  /** A signed-in owner of the tenant. */
  readonly ownerToken: string;
  readonly owner: { individualId: string; sessionId: string };
  /** A signed-in stakeholder of `runId`. */
  readonly stakeholderToken: string;
  readonly stakeholder: { individualId: string; sessionId: string };
  readonly tenantId: string;
  readonly runId: string;
  /** The token of a live link that has been viewed. */
  readonly linkToken: string;
  readonly portalSlug: string;
  /** Of everybody, each signed in once. */
  readonly everybodysTokens: readonly string[];
}

const PORTAL = 'bamfield-community';
const id = (kind: number, n: number) =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/**
 * One tenant with `runs` runs, all published on one portal; of them one has 40 invitations and 30 grants, and its people
 * have notifications. Twenty members, and an inbox of two thousand.
 */
export async function seed(
  adminUrl: string,
  keys: { jwt: string; link: string },
  { runs }: { runs: number },
): Promise<Seeded> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const tenantId = id(1, 1);
  const runId = id(4, 1);
  try {
    await client.query(`
      INSERT INTO cc_tenants (id, name, slug, contact_phone) VALUES ('${tenantId}', 'Barkley Septic & Fuel', 'barkley', '250-555-0142');
      INSERT INTO cc_individuals (id, email, email_verified_at, display_name)
        SELECT ('00000002-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'person' || n || '@coast.example', now(), 'Person ' || n
          FROM generate_series(1, 200) AS n;
      INSERT INTO cc_tenant_members (tenant_id, individual_id, role) VALUES ('${tenantId}', '${id(2, 1)}', 'owner');
      INSERT INTO cc_sessions (id, individual_id, expires_at)
        SELECT ('00000003-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, ('00000002-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
               now() + interval '1 day' FROM generate_series(1, 200) AS n;
      INSERT INTO cc_n3_runs (id, tenant_id, name, status, market_mode, starts_at, ends_at, time_zone, zone_name)
        SELECT ('00000004-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '${tenantId}', 'Septic pump-out ' || n,
               (ARRAY['draft','scheduled','in_progress','completed','cancelled'])[1 + n % 5], 'TARGETED',
               timestamptz '2026-03-01 09:00-08' + n * interval '1 hour', timestamptz '2026-03-01 12:00-08' + n * interval '1 hour',
               'America/Vancouver', 'Zone ' || n % 40
          FROM generate_series(1, ${runs}) AS n;
      INSERT INTO cc_notifications (recipient_individual_id, category, title, body, action_url, context_type, context_id, created_at)
        SELECT '${id(2, 2)}', 'system', 'Access granted', 'You now have access to "Septic pump-out ' || n || '"',
               '/app/runs/' || '${runId}' || '/view', 'invitation', gen_random_uuid(), now() - n * interval '1 minute'
          FROM generate_series(1, 400) AS n;
      INSERT INTO cc_tenant_members (tenant_id, individual_id, role)
        SELECT '${tenantId}', ('00000002-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'staff' FROM generate_series(101, 120) AS n;
      INSERT INTO cc_portals (id, slug, name, description)
        VALUES ('${id(6, 1)}', '${PORTAL}', 'Bamfield community', 'What comes to Bamfield, kept by the community hall.');
      INSERT INTO cc_run_portal_publications (run_tenant_id, run_id, portal_id) SELECT tenant_id, id, '${id(6, 1)}' FROM cc_n3_runs;
      INSERT INTO cc_service_requests (tenant_id, portal_id, run_id, requester_name, requester_email, requester_phone, zone_name, summary, status, created_at)
        SELECT '${tenantId}', '${id(6, 1)}', '${runId}', 'Person ' || n, 'person' || n || '@coast.example', '250-555-0100', 'Zone ' || n % 40,
               'The tank is near full, request ' || n || '. Boat access only.', (ARRAY['new','accepted','declined'])[1 + n % 3], now() - n * interval '1 minute'
          FROM generate_series(1, 2000) AS n;`);
    const invitations = Array.from({ length: 41 }, (_, n) => ({ id: id(5, n + 1), person: n + 2 }));
    const linkKey = createSecretKey(Buffer.from(keys.link));
    await client.query(
      `INSERT INTO cc_invitations (id, inviter_tenant_id, inviter_individual_id, context_type, context_id, invitee_email, invitee_role,
                                   claim_token_hash, claim_token_key_id, claim_token_expires_at, status, viewed_at)
       SELECT i.id, $1, $2, 'service_run', $3, 'person' || i.person || '@coast.example', 'property_owner', i.hash, $4,
              now() + interval '30 days', CASE WHEN i.person <= 31 THEN 'claimed' ELSE 'viewed' END, now()
         FROM unnest($5::uuid[], $6::int[], $7::bytea[]) AS i (id, person, hash)`,
      [
        tenantId,
        id(2, 1),
        runId,
        linkKeyId(keys.link),
        invitations.map((one) => one.id),
        invitations.map((one) => one.person),
        invitations.map((one) => tokenHash(deriveToken(linkKey, 'claim', one.id, 1))),
      ],
    );
    await client.query(`
      INSERT INTO cc_service_run_stakeholders (run_id, run_tenant_id, stakeholder_individual_id, invite_id, stakeholder_role)
        SELECT '${runId}', '${tenantId}', ('00000002-0000-4000-8000-' || lpad((n + 1)::text, 12, '0'))::uuid,
               ('00000005-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'property_owner'
          FROM generate_series(1, 30) AS n;`);
    await client.query('VACUUM ANALYZE');
    const last = invitations.at(-1) as (typeof invitations)[number];
    const person = (n: number) => ({ individualId: id(2, n), sessionId: id(3, n) });
    return {
      tenantId,
      runId,
      owner: person(1),
      stakeholder: person(2),
      ownerToken: accessToken(keys.jwt, person(1)),
      stakeholderToken: accessToken(keys.jwt, person(2)),
      portalSlug: PORTAL,
      everybodysTokens: Array.from({ length: 200 }, (_, n) => accessToken(keys.jwt, person(n + 1))),
      linkToken: deriveToken(linkKey, 'claim', last.id, 1),
    };
  } finally {
    await client.end();
  }
}

function accessToken(key: string, { individualId, sessionId }: { individualId: string; sessionId: string }): string {
  return jwt.sign({ sid: sessionId }, createSecretKey(Buffer.from(key)), {
    algorithm: 'HS256',
    subject: individualId,
    expiresIn: '2h',
    keyid: createHash('sha256').update(`service-runs/jwt-key-id/${key}`).digest('hex').slice(0, 8),
  });
}
