import { withLogin } from '../../apps/api/src/platform/config/settings.ts';
import { queryOnce } from './clients.ts';
import { startEmbedded, type EmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrations.ts';
import { derivedPasswords, ensureLoginRoles } from './roles.ts';

jest.setTimeout(120_000);

const secret = 's'.repeat(40);
const TENANT = '00000001-0000-4000-8000-000000000001';
const id = (kind: number, n: number) => `0000000${kind}-0000-4000-8000-00000000000${n}`;

/** Roles belong to a cluster, so this needs one where nobody has made them. */
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  postgres = await startEmbedded({ throwaway: true });
});

afterAll(() => postgres.stop());

it('by an owner of the database who is no superuser takes the rows along that are there', async () => {
  await queryOnce(postgres.url(), `CREATE ROLE deployer LOGIN PASSWORD 'd' CREATEROLE`);
  await queryOnce(postgres.url(), 'CREATE DATABASE deployed OWNER deployer');
  const url = withLogin(postgres.url('deployed'), 'deployer', 'd');
  await ensureLoginRoles(url, derivedPasswords(secret));
  await migrate(url, { before: '0017' });
  const superuser = postgres.url('deployed');
  await queryOnce(
    superuser,
    `INSERT INTO cc_tenants (id, name, slug) VALUES ('${TENANT}', 'Barkley', 'barkley');
     INSERT INTO cc_portals (id, slug, name) VALUES ('${id(2, 1)}', 'bamfield', 'Bamfield');
     INSERT INTO cc_n3_runs (id, tenant_id, name, status, starts_at, time_zone)
     SELECT run.id::uuid, '${TENANT}', run.status, run.status, run.starts_at::timestamptz, 'UTC'
       FROM (VALUES ('${id(3, 1)}', 'scheduled', '2026-03-12T16:00Z'), ('${id(3, 2)}', 'in_progress', NULL),
                    ('${id(3, 3)}', 'completed', '2026-03-12T16:00Z'), ('${id(3, 4)}', 'scheduled', '2026-03-12T16:00Z'))
         AS run (id, status, starts_at);
     INSERT INTO cc_run_portal_publications (run_tenant_id, run_id, portal_id, unpublished_at)
     SELECT tenant_id, id, '${id(2, 1)}', CASE WHEN id = '${id(3, 4)}' THEN now() END FROM cc_n3_runs;
     INSERT INTO cc_service_requests (id, tenant_id, requester_name, requester_email, summary, status)
     SELECT request.id::uuid, '${TENANT}', 'Ada', 'ada@people.example', 'A leak', 'accepted'
       FROM (VALUES ('${id(4, 1)}'), ('${id(4, 2)}'), ('${id(4, 3)}')) AS request (id);
     INSERT INTO cc_run_request_attachments (run_tenant_id, run_id, request_id, detached_at)
     VALUES ('${TENANT}', '${id(3, 1)}', '${id(4, 1)}', NULL), ('${TENANT}', '${id(3, 1)}', '${id(4, 2)}', now());`,
  );

  await migrate(url);
  expect(
    await queryOnce(superuser, `SELECT run_id, listed_from::text FROM cc_run_portal_publications ORDER BY run_id`),
  ).toEqual([
    { run_id: id(3, 1), listed_from: expect.stringMatching(/^2026-03-12/) },
    { run_id: id(3, 2), listed_from: 'infinity' },
    { run_id: id(3, 3), listed_from: null },
    { run_id: id(3, 4), listed_from: null },
  ]);
  expect(await queryOnce(superuser, 'SELECT id, attached FROM cc_service_requests ORDER BY id')).toEqual([
    { id: id(4, 1), attached: true },
    { id: id(4, 2), attached: false },
    { id: id(4, 3), attached: false },
  ]);
});
