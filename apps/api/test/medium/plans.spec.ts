import { writeFileSync } from 'node:fs';
import { LARGE, loadRows, scaled, type Person as SignedIn, type Rows } from '../../../../bench/rows.ts';
import { placeBefore } from '../../src/notifications/stream-place';
import { StreamRepository } from '../../src/notifications/stream.repository';
import { PortalRepository } from '../../src/portals/portal.repository';
import { PortalsService } from '../../src/portals/portals.service';
import type { SignedInActor } from '../../src/platform/http/request-context';
import { plansOf, tellPlans, type UsedPlan } from '../support/plans';
import { useServices } from '../support/services';

/**
 * Which indexes the hot statements go by when there is much. `npm test` asks at a fiftieth of the large size, where the planner
 * chooses alike; with PLANS=large it is a million runs, and what was seen is kept in bench/results/plans.json.
 */
const LARGEST = process.env['PLANS'] === 'large';
const SIZE = LARGEST ? LARGE : scaled({ ...LARGE, requests: 1_000_000, claimables: 50_000 }, 0.02);
const KEYS = { jwt: 'for-the-plans-of-statements-in-tests', link: 'for-the-plans-of-statements-in-tests' };
/** Rows below which a table is read whole with good reason. */
const FEW = 1_000;
/** Rows that a call may look at for a page of 25 of them: in the measured organisation are ten thousand, or half a million. */
const ENOUGH = 2_500;

// The link's key is this database's alone.
const suite = useServices({ DATABASE_POOL: '1', LINK_SECRET: KEYS.link });
let rows: Rows;
let few: ReadonlySet<string>;
const seen: Record<string, { indexes: readonly string[]; statements: number }> = {};

beforeAll(async () => {
  rows = await loadRows(suite.database.adminUrl, KEYS, SIZE);
  const small = await suite.admin.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname LIKE 'cc\\_%' AND reltuples < $1`,
    [FEW],
  );
  few = new Set(small.rows.map(({ name }) => name));
  await tellPlans(suite.admin, suite.database);
}, 600_000);

afterAll(() => {
  if (!LARGEST) return;
  writeFileSync('bench/results/plans.json', `${JSON.stringify(seen, null, 2)}\n`);
});

const actorOf = ({ individualId, sessionId }: SignedIn): SignedInActor => ({
  individualId,
  sessionId,
  keyHash: null,
  tenantId: null,
  scope: null,
  ownerOnly: false,
});
const owner = () => ({ ...actorOf(rows.owner), tenantId: rows.tenantId, scope: 'invitations:write' as const });
const stakeholder = () => actorOf(rows.stakeholder);
const portals = () => new PortalsService(new PortalRepository(suite.services.database));

let claimed = 0;
function claim() {
  const { person, token } = rows.claimables[claimed++] ?? fail('No more to claim');
  return suite.services.invitations.claim(actorOf(person), token);
}

function fail(why: string): never {
  throw new Error(why);
}

/** What is called, and the indexes that it goes by. */
const CALLS: [name: string, call: () => Promise<unknown>, indexes: string[]][] = [
  [
    'a run’s view',
    () => suite.services.stakeholders.view(stakeholder(), rows.runId),
    ['cc_n3_runs_pkey', 'uq_run_stakeholder'],
  ],
  ['shared runs', () => suite.services.stakeholders.shared(stakeholder(), {}), ['idx_run_stakeholders_individual']],
  [
    'runs',
    () => suite.services.runs.list(owner(), {}),
    ['idx_invitations_run_counts', 'idx_run_stakeholders_tenant', 'idx_runs_tenant_start'],
  ],
  [
    'runs of one status',
    () => suite.services.runs.list(owner(), { status: ['cancelled'] }),
    ['idx_runs_tenant_status_start'],
  ],
  ['counts of runs', () => suite.services.runs.counts(owner()), ['idx_runs_tenant_status_start']],
  [
    'a search that finds few',
    () => suite.services.runs.list(owner(), { q: 'winter harb' }),
    ['idx_runs_name_search', 'idx_runs_zone_search'],
  ],
  ['a search that finds many', () => suite.services.runs.list(owner(), { q: 'pump-out' }), ['idx_runs_tenant_start']],
  ['one run', () => suite.services.runs.get(owner(), rows.runId), ['cc_n3_runs_tenant_id_id_key']],
  ['invitations to a run', () => suite.services.invitations.list(owner(), rows.runId, {}), ['idx_invitations_context']],
  [
    'stakeholders of a run',
    () => suite.services.stakeholders.list(owner(), rows.runId, {}),
    ['idx_run_stakeholders_tenant'],
  ],
  ['notifications', () => suite.services.notifications.list(stakeholder(), {}), ['idx_notifications_recipient']],
  [
    'unread notifications',
    () => suite.services.notifications.list(stakeholder(), { unread: true }),
    ['idx_notifications_unread'],
  ],
  [
    'news of a stream',
    () => new StreamRepository(suite.services.database).read([{ actor: stakeholder(), place: placeBefore('1') }], 50),
    ['idx_notifications_stream'],
  ],
  [
    'a link that is opened',
    () => suite.services.invitations.open(rows.linkToken, true),
    ['cc_invitations_claim_token_hash_key'],
  ],
  ['a claim', claim, ['cc_invitations_claim_token_hash_key', 'cc_invitations_mail_token_hash_key']],
  ['requests', () => suite.services.requests.list(owner(), {}), ['idx_requests_waiting']],
  ['a search of requests', () => suite.services.requests.list(owner(), { q: 'person1999@' }), ['idx_requests_search']],
  [
    'a search of requests that finds all',
    () => suite.services.requests.list(owner(), { q: 'tank' }),
    ['idx_requests_waiting'],
  ],
  ['counts of requests', () => suite.services.requests.counts(owner()), ['idx_requests_waiting']],
  ['runs of a portal', () => portals().runs(rows.portalSlug, {}), ['idx_publications_listed']],
];

/**
 * Whether a page reads all that comes before it, since its cursor only leaves out what was read. What is found by its letters
 * is not in the list's order, and has to be looked at anyhow.
 */
function readsUpToItsPlace({ text, filters }: UsedPlan): boolean {
  return !text.includes('ILIKE') && filters.some((filter) => /ROW\(.* [<>] ROW\(/.test(filter));
}

it.each(CALLS)('%s: by its indexes, and no table is read whole', async (name, call, indexes) => {
  // PostgreSQL weighs a plan for all values against plans for each from the sixth time on.
  for (let time = 0; time < 7; time++) await call();
  const plans = await plansOf(call);
  expect(plans.length).toBeGreaterThan(0);
  const used = [...new Set(plans.flatMap((plan) => plan.indexes))].sort();
  seen[name] = { indexes: used, statements: plans.length };
  const whole = plans.flatMap(({ text, readWhole }) =>
    readWhole.filter((table) => table.startsWith('cc_') && !few.has(table)).map((table) => `${table}: ${text}`),
  );
  expect(whole).toEqual([]);
  expect(plans.filter(({ rowsRead }) => rowsRead > ENOUGH)).toEqual([]);
  expect(plans.filter(readsUpToItsPlace)).toEqual([]);
  expect(used).toEqual(expect.arrayContaining(indexes));
});
