import { createProvider, createRequest, createRun, one, type Provider, type RunFixture } from '../factories';
import { refusalOf, useServices } from '../support/services';

const suite = useServices({ DATABASE_POOL: '20' });
const ROUNDS = 20;

async function scene(requests: number) {
  const provider = await createProvider(suite.admin);
  const runs = [await createRun(suite.admin, provider), await createRun(suite.admin, provider)] as const;
  const ids: string[] = [];
  for (let i = 0; i < requests; i++) {
    ids.push((await createRequest(suite.admin, provider, { status: 'accepted' })).id);
  }
  const actor = await suite.asOwner(provider);
  return {
    provider,
    runs,
    ids,
    attach: (run: RunFixture, wanted: string[]) => refusalOf(suite.services.requests.attach(actor, run.id, wanted)),
    detach: (run: RunFixture, wanted: string[]) => refusalOf(suite.services.requests.detach(actor, run.id, wanted)),
  };
}

/** Run and request of what is attached now. */
async function attached(provider: Provider): Promise<{ run_id: string; request_id: string }[]> {
  const { rows } = await suite.admin.query<{ run_id: string; request_id: string }>(
    `SELECT run_id, request_id FROM cc_run_request_attachments
      WHERE run_tenant_id = $1 AND detached_at IS NULL ORDER BY request_id`,
    [provider.id],
  );
  return rows;
}

const events = async (run: RunFixture) =>
  (
    await suite.admin.query<{ action: string }>(
      'SELECT action FROM cc_audit_events WHERE run_id = $1 ORDER BY created_at, id',
      [run.id],
    )
  ).rows.map(({ action }) => action);

const unique = (rows: { request_id: string }[]) =>
  new Set(rows.map(({ request_id }) => request_id)).size === rows.length;

it('of two runs that attach the same requests, one gets all of them and the other none', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { provider, runs, ids, attach } = await scene(4);
    const refusals = await Promise.all([attach(runs[0], ids), attach(runs[1], [...ids].reverse())]);
    expect([...refusals].sort()).toEqual(['error.request.state_forbids', null]);
    const [winner, loser] = refusals[0] === null ? runs : [runs[1], runs[0]];
    expect((await attached(provider)).map(({ run_id }) => run_id)).toEqual(ids.map(() => winner.id));
    expect([await events(winner), await events(loser)]).toEqual([['run.requests_attached'], []]);
  }
});

it('of two runs that attach sets which overlap, in crossed order, neither gets a part', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { provider, runs, ids, attach } = await scene(5);
    const [first, second] = [ids.slice(0, 3), ids.slice(2).reverse()];
    const refusals = await Promise.all([attach(runs[0], first), attach(runs[1], second)]);
    expect([...refusals].sort()).toEqual(['error.request.state_forbids', null]);
    const rows = await attached(provider);
    expect(unique(rows)).toBe(true);
    const won = refusals[0] === null ? { run: runs[0], set: first } : { run: runs[1], set: second };
    expect(rows).toEqual([...won.set].sort().map((request_id) => ({ run_id: won.run.id, request_id })));
  }
});

it('detaching from a run leaves with another run what is attached there', async () => {
  const { provider, runs, ids, attach, detach } = await scene(2);
  await attach(runs[0], ids);
  expect(await detach(runs[1], ids)).toBeNull();
  expect((await attached(provider)).map(({ run_id }) => run_id)).toEqual([runs[0].id, runs[0].id]);
  expect(await events(runs[1])).toEqual([]);
});

it('the same run attaching the same requests many times at once has them once, and one event', async () => {
  const { provider, runs, ids, attach } = await scene(3);
  const refusals = await Promise.all(
    Array.from({ length: 20 }, (_, index) => attach(runs[0], index % 2 === 0 ? ids : [...ids].reverse())),
  );
  expect(refusals.filter((code) => code !== null)).toEqual([]);
  expect((await attached(provider)).map(({ request_id }) => request_id)).toEqual([...ids].sort());
  expect(await events(runs[0])).toEqual(['run.requests_attached']);
});

it('attaching and detaching at once, in any order, leaves each request with one run at most, or none', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { provider, runs, ids, attach, detach } = await scene(3);
    await attach(runs[0], ids);
    const acts = [
      () => detach(runs[0], ids),
      () => attach(runs[1], [...ids].reverse()),
      () => detach(runs[0], [...ids].reverse()),
      () => attach(runs[0], ids),
      () => detach(runs[1], ids),
    ];
    const refusals = await Promise.all(
      acts.map((_, index) => (acts[(index * 2 + round) % acts.length] as (typeof acts)[number])()),
    );
    for (const code of refusals) expect([null, 'error.request.state_forbids']).toContain(code);
    const rows = await attached(provider);
    expect(unique(rows)).toBe(true);
    // All of them went the same way.
    expect(new Set(rows.map(({ run_id }) => run_id)).size).toBeLessThanOrEqual(1);
    expect([0, 3]).toContain(rows.length);
  }
});

it('an answer and an attachment at once: what is attached was accepted', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const { id } = await createRequest(suite.admin, provider);
    const actor = await suite.asOwner(provider);
    const acts = [
      () => refusalOf(suite.services.requests.accept(actor, id)),
      () => refusalOf(suite.services.requests.decline(actor, id, { reason: 'Too far' })),
      () => refusalOf(suite.services.requests.attach(actor, run.id, [id])),
    ];
    const refusals = await Promise.all(acts.map((_, index) => (acts[(index + round) % 3] as (typeof acts)[number])()));
    const [accepted, declined] = acts.map((_, index) => refusals[(index - round + 3 * ROUNDS) % 3]);
    expect([accepted, declined].filter((code) => code === null)).toHaveLength(1);
    const { status, reason, there } = await one<{ status: string; reason: string | null; there: boolean }>(
      suite.admin,
      `SELECT status, decline_reason AS reason,
              EXISTS (SELECT FROM cc_run_request_attachments a WHERE a.request_id = q.id AND a.detached_at IS NULL) AS there
         FROM cc_service_requests q WHERE id = $1`,
      [id],
    );
    expect(status).toBe(accepted === null ? 'accepted' : 'declined');
    expect(reason).toBe(accepted === null ? null : 'Too far');
    if (there) expect(status).toBe('accepted');
    const answers = await suite.admin.query('SELECT action FROM cc_audit_events WHERE subject_id = $1', [id]);
    expect(answers.rows).toEqual([{ action: `request.${status}` }]);
  }
});

it('none of this brought a deadlock, not even one that was got over by trying again', async () => {
  const { count } = await one<{ count: string }>(
    suite.admin,
    'SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()',
  );
  expect(count).toBe('0');
});
