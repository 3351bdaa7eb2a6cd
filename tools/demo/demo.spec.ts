import { verify } from '@node-rs/argon2';
import pg from 'pg';
import { cloneDatabase, readSettings, testEnvironment, type TestDatabase } from '../lib/test-cluster.ts';
import { clockOf } from './clock.ts';
import { demoLinks } from './links.ts';
import { loadDemoData, tellAll } from './load.ts';
import { people } from './people.ts';

let database: TestDatabase;
let admin: pg.Client;

const opened = () => {
  const environment = testEnvironment(database);
  return { environment, settings: readSettings(environment), close: async () => undefined };
};
const rows = async (sql: string) => (await admin.query<Record<string, unknown>>(sql)).rows;

beforeAll(async () => {
  database = await cloneDatabase(process.env['SERVICE_RUNS_TEST_CLUSTER'] ?? '');
  admin = new pg.Client(database.adminUrl);
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await database.drop();
});

describe('loadDemoData', () => {
  const lines: string[] = [];

  beforeAll(async () => {
    await Promise.all([1, 2, 3].map(() => loadDemoData(opened(), (line) => lines.push(line))));
  });

  it('loads once, however many starts come together or later, and says one line', async () => {
    await admin.query(`UPDATE cc_individuals SET display_name = 'D. Whitford' WHERE email LIKE 'dana@%'`);
    await loadDemoData(opened(), (line) => lines.push(line));
    expect(lines).toEqual([expect.stringMatching(/^Loaded demo data: \d+ runs, \d+ invitations/)]);
    expect(await rows(`SELECT display_name FROM cc_individuals WHERE email LIKE 'dana@%'`)).toEqual([
      { display_name: 'D. Whitford' },
    ]);
  });

  it('lets everybody sign in who is printed', async () => {
    const found = await rows('SELECT email, password_hash FROM cc_individuals WHERE password_hash IS NOT NULL');
    expect(found.map(({ email }) => email).sort()).toEqual(people.map(({ email }) => email).sort());
    for (const { email, password_hash } of found) {
      const { password = '' } = people.find((one) => one.email === email) ?? {};
      await expect(verify(String(password_hash), password)).resolves.toBe(true);
    }
  });

  it('has a run in every state, more completed ones than a count shows, and one under way today in daylight', async () => {
    const counts = await rows(`SELECT status, count(*)::int FROM cc_n3_runs r JOIN cc_tenants t ON t.id = r.tenant_id
                                WHERE t.slug = 'barkley-septic-fuel' GROUP BY status`);
    expect(Object.fromEntries(counts.map(({ status, count }) => [status, count]))).toEqual({
      draft: expect.any(Number),
      scheduled: expect.any(Number),
      in_progress: 1,
      completed: expect.any(Number),
      cancelled: expect.any(Number),
    });
    expect(counts.find(({ status }) => status === 'completed')?.['count']).toBeGreaterThan(100);
    expect(
      await rows(`SELECT (starts_at AT TIME ZONE time_zone)::date = (now() AT TIME ZONE time_zone)::date AS today,
                         (starts_at AT TIME ZONE time_zone)::time::text AS from, (ends_at AT TIME ZONE time_zone)::time::text AS to
                    FROM cc_n3_runs WHERE status = 'in_progress'`),
    ).toEqual([{ today: true, from: '08:00:00', to: '16:30:00' }]);
  });

  it('contradicts neither itself nor the rules', async () => {
    const [contradictions] = await rows(`SELECT
      (SELECT count(*)::int FROM cc_invitations i JOIN cc_service_run_stakeholders g ON g.invite_id = i.id
        WHERE (i.status = 'claimed') <> (g.status = 'active')) AS grants_unlike_their_invitation,
      (SELECT count(*)::int FROM cc_invitations i WHERE i.status = 'claimed'
          AND NOT EXISTS (SELECT FROM cc_service_run_stakeholders g WHERE g.invite_id = i.id)) AS claimed_for_nothing,
      (SELECT count(*)::int FROM cc_run_portal_publications p JOIN cc_n3_runs r ON r.id = p.run_id
        WHERE r.market_mode = 'PRIVATE' OR r.market_mode = 'TARGETED' AND NOT EXISTS (
          SELECT FROM cc_tenant_portals l WHERE l.tenant_id = r.tenant_id AND l.portal_id = p.portal_id)) AS forbidden_publications,
      (SELECT count(*)::int FROM cc_notifications n JOIN cc_individuals p ON p.id = n.recipient_individual_id
        WHERE n.link_version IS NOT NULL AND p.email_verified_at IS NULL) AS told_without_proof,
      (SELECT count(*)::int FROM cc_audit_events WHERE created_at > now()) AS acts_of_the_future,
      (SELECT count(*)::int FROM cc_n3_runs WHERE status = 'completed' AND ends_at > now()) AS completed_early,
      (SELECT count(*)::int FROM cc_individuals WHERE email NOT LIKE '%.example') AS real_addresses`);
    expect(Object.values(contradictions ?? {})).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('derives links that open, under the key they were made with, until they are revoked', async () => {
    const { settings } = opened();
    const links = await demoLinks({ ...settings, linkKeys: ['n'.repeat(40), ...settings.linkKeys] });
    expect(links.map(({ path }) => path)).toEqual((await demoLinks(settings)).map(({ path }) => path));
    expect(links).toHaveLength(2);
    for (const { path } of links) {
      const { rowCount } = await admin.query(`SELECT FROM cc_invitations WHERE claim_token_hash = sha256($1)`, [
        Buffer.from(path.slice('/i/'.length)),
      ]);
      expect(rowCount).toBe(1);
    }
    await admin.query(`UPDATE cc_invitations SET status = 'revoked' WHERE invitee_email LIKE 'hugh@%'`);
    expect(await demoLinks(settings)).toEqual([expect.objectContaining({ to: expect.stringContaining('Marie') })]);
  });
});

describe('tellAll', () => {
  it('holds together on whatever day, and at whatever hour, it is told', () => {
    const first = Date.parse('2026-01-01T07:59:00Z');
    const counts = Array.from({ length: 12 }, (_, index) => {
      const now = new Date(first + index * (31 * 24 + 5) * 3_600_000);
      return tellAll(now, 'k'.repeat(40), new Map()).cc_n3_runs.length;
    });
    expect(new Set(counts).size).toBe(1);
  });
});

describe('clockOf', () => {
  it('keeps the hour over the days on which clocks are changed', () => {
    const clock = clockOf(new Date('2026-03-07T20:00:00Z'));
    expect(clock.at(0, '09:00')).toBe('2026-03-07T17:00:00.000Z');
    expect(clock.at(1, '09:00')).toBe('2026-03-08T16:00:00.000Z');
    expect(clock.at(1, '09:00', 'America/Dawson_Creek')).toBe('2026-03-08T16:00:00.000Z');
  });

  it('plans nothing for a Sunday or a holiday', () => {
    const clock = clockOf(new Date('2026-12-20T20:00:00Z'));
    expect([-7, 0, 5, 7, 12].map((days) => clock.workday(days))).toEqual([-8, 1, 8, 8, 13]);
  });
});
