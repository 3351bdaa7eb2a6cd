import {
  RUN_STATUSES,
  RUN_TRANSITIONS,
  type ActivityPage,
  type ErrorBody,
  type RunAnswer,
  type RunCountsAnswer,
  type RunDetail,
  type RunPage,
  type RunStatus,
} from '@service-runs/contracts';
import {
  attachRequest,
  createGrant,
  createInvitation,
  createPerson,
  createPortal,
  createProvider,
  createRequest,
  createRun,
  publish,
  unknownId,
  type Provider,
} from '../factories';
import { expectFailure, expectInvalid, useApi, type Answer, type CallOptions } from '../support/api';

const api = useApi();
const RUNS = '/api/provider/runs';

interface Desk {
  provider: Provider;
  token: string;
  get<Body>(path: string): Promise<Answer<Body>>;
  send<Body = RunAnswer>(
    method: 'POST' | 'PATCH',
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
}

/** An owner at work. */
async function desk(): Promise<Desk> {
  const provider = await createProvider(api.admin, { timeZone: 'America/Edmonton' });
  const token = await api.signIn(provider.owner);
  return {
    provider,
    token,
    get: (path) => api.client.get(RUNS + path, { token }),
    send: (method, path, body, headers) =>
      api.client.call(method, RUNS + path, { token, body, headers } as CallOptions),
  };
}

const SUMMARY_KEYS = [
  'active_stakeholders',
  'ends_at',
  'id',
  'invitation_counts',
  'market_mode',
  'name',
  'portal_id',
  'publishing_state',
  'starts_at',
  'status',
  'time_zone',
  'zone_name',
];
const RUN_KEYS = [
  ...SUMMARY_KEYS,
  'created_at',
  'internal_notes',
  'price_estimate_cents',
  'service_address',
  'updated_at',
  'version',
].sort();

describe('making a run', () => {
  it('answers the run as a draft, with what was left out filled in', async () => {
    const { send, get } = await desk();
    const { status, body, headers } = await send('POST', '', { name: '  Septic pump-out, Bamfield west side  ' });
    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(['ok', 'run']);
    expect(Object.keys(body.run).sort()).toEqual(RUN_KEYS);
    expect(body.run).toEqual({
      id: expect.any(String),
      name: 'Septic pump-out, Bamfield west side',
      status: 'draft',
      market_mode: 'PRIVATE',
      starts_at: null,
      ends_at: null,
      time_zone: 'America/Edmonton',
      zone_name: null,
      portal_id: null,
      publishing_state: null,
      invitation_counts: { sent: 0, viewed: 0, claimed: 0, expired: 0, revoked: 0 },
      active_stakeholders: 0,
      service_address: null,
      internal_notes: null,
      price_estimate_cents: null,
      version: 1,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: expect.any(String),
    });
    expect(headers.get('etag')).toBe('"1"');
    expect((await get<RunDetail>(`/${body.run.id}`)).body.run).toEqual(body.run);
  });

  it('keeps everything that it was given, instants in UTC', async () => {
    const { send } = await desk();
    const portal = await createPortal(api.admin);
    const given = {
      name: 'Straße 😀 — "quoted"',
      starts_at: '2026-03-12T09:00:00-08:00',
      ends_at: '2026-03-13T00:00:00.123456Z',
      time_zone: 'America/Vancouver',
      zone_name: 'Zone A',
      market_mode: 'TARGETED',
      portal_id: portal.id.toUpperCase(),
      service_address: '12 Grappler Road',
      internal_notes: 'Gate code\n1234',
      price_estimate_cents: 2_147_483_647,
    };
    const { body } = await send('POST', '', given);
    expect(body.run).toMatchObject({
      ...given,
      starts_at: '2026-03-12T17:00:00.000Z',
      ends_at: '2026-03-13T00:00:00.123Z',
      portal_id: portal.id,
    });
  });

  it.each([
    ['name', 'required', {}],
    ['name', 'required', { name: null }],
    ['name', 'min_length', { name: ' ' }],
    ['name', 'max_length', { name: 'x'.repeat(201) }],
    ['name', 'text', { name: 1 }],
    ['name', 'text', { name: ['A'] }],
    ['starts_at', 'instant', { name: 'A', starts_at: '2026-03-12' }],
    ['starts_at', 'instant', { name: 'A', starts_at: '2026-03-12T09:00:00' }],
    ['starts_at', 'instant', { name: 'A', starts_at: '2026-02-30T09:00:00Z' }],
    ['starts_at', 'instant', { name: 'A', starts_at: '1969-12-31T23:59:59Z' }],
    ['starts_at', 'instant', { name: 'A', starts_at: '9999-12-31T23:59:59-01:00' }],
    ['starts_at', 'instant', { name: 'A', starts_at: '+010000-01-01T00:00:00Z' }],
    ['starts_at', 'instant', { name: 'A', starts_at: 1_773_300_000 }],
    ['starts_at', 'instant', { name: 'A', starts_at: '' }],
    ['ends_at', 'needs_start', { name: 'A', ends_at: '2026-03-12T09:00:00Z' }],
    ['ends_at', 'after_start', { name: 'A', starts_at: '2026-03-12T09:00:00Z', ends_at: '2026-03-12T08:59:59Z' }],
    ['time_zone', 'time_zone', { name: 'A', time_zone: 'Mars/Olympus' }],
    ['time_zone', 'time_zone', { name: 'A', time_zone: '+02:00' }],
    ['time_zone', 'time_zone', { name: 'A', time_zone: null }],
    ['market_mode', 'choice', { name: 'A', market_mode: 'private' }],
    ['portal_id', 'id', { name: 'A', portal_id: '1' }],
    ['price_estimate_cents', 'min', { name: 'A', price_estimate_cents: -1 }],
    ['price_estimate_cents', 'integer', { name: 'A', price_estimate_cents: 1.5 }],
    ['price_estimate_cents', 'integer', { name: 'A', price_estimate_cents: '100' }],
    ['price_estimate_cents', 'max', { name: 'A', price_estimate_cents: 2_147_483_648 }],
    ['internal_notes', 'max_length', { name: 'A', internal_notes: 'x'.repeat(5001) }],
    ['status', 'unknown', { name: 'A', status: 'scheduled' }],
    ['tenant_id', 'unknown', { name: 'A', tenant_id: unknownId() }],
    ['version', 'unknown', { name: 'A', version: 7 }],
  ])('refuses %s that breaks the rule %s: %#', async (path, rule, body) => {
    const { send } = await desk();
    const answer = await send<ErrorBody>('POST', '', body);
    expect(answer.status).toBe(400);
    expect(answer.body.details).toContainEqual({ path, rule, message: expect.any(String) });
  });

  it.each([
    ['an emoji for each', '😀'.repeat(200)],
    ['signs that choose a picture', `a${'\ufe0f'.repeat(300)}`],
    ['combining marks', 'e\u0301'.repeat(100)],
  ])('takes or refuses a name of %s, and never fails on it', async (_what, name) => {
    const { send } = await desk();
    expect([201, 400]).toContain((await send('POST', '', { name })).status);
  });

  it('refuses a portal that there is not', async () => {
    const { send } = await desk();
    expectFailure(await send('POST', '', { name: 'A', portal_id: unknownId() }), 'error.portal.not_found');
  });
});

describe('reading a run', () => {
  it('shows what hangs on it: publications, a home that is not public, requests', async () => {
    const { provider, get } = await desk();
    const [home, published, ended] = [
      await createPortal(api.admin),
      await createPortal(api.admin),
      await createPortal(api.admin),
    ];
    const run = await createRun(api.admin, provider, { portalId: home.id, marketMode: 'OPEN' });
    await publish(api.admin, run, published);
    await publish(api.admin, run, ended, { unpublished: true });
    const request = await createRequest(api.admin, provider, { run });
    await attachRequest(api.admin, run, request);
    await createRequest(api.admin, provider, { run });
    const { body } = await get<RunDetail>(`/${run.id}`);
    expect(Object.keys(body).sort()).toEqual(['attached_requests', 'ok', 'publications', 'run']);
    expect(body.run.publishing_state).toBe('published');
    expect(body.publications).toEqual(
      [
        { ...shown(home), source: 'home', published_at: null, unpublished_at: null },
        { ...shown(published), source: 'published', published_at: expect.stringMatching(/Z$/), unpublished_at: null },
        { ...shown(ended), source: 'published', published_at: expect.any(String), unpublished_at: expect.any(String) },
      ].sort((a, b) => (a.portal_name < b.portal_name ? -1 : 1)),
    );
    expect(body.attached_requests).toEqual([
      {
        id: request.id,
        requester_name: request.requesterName,
        zone_name: 'West side',
        summary: 'The tank is full',
        attached_at: expect.stringMatching(/Z$/),
      },
    ]);
  });

  const shown = ({ id, slug, name }: { id: string; slug: string; name: string }) => ({
    portal_id: id,
    portal_slug: slug,
    portal_name: name,
  });

  it('has empty lists while nothing hangs on it', async () => {
    const { provider, get } = await desk();
    const run = await createRun(api.admin, provider);
    const { body, headers } = await get<RunDetail>(`/${run.id}`);
    expect([body.attached_requests, body.publications, body.run.publishing_state, headers.get('etag')]).toEqual([
      [],
      [],
      null,
      '"1"',
    ]);
  });

  it('answers another organisation’s run like one that is not there', async () => {
    const { get, send } = await desk();
    const foreign = await createRun(api.admin, await createProvider(api.admin));
    for (const id of [foreign.id, unknownId()]) {
      for (const answer of [
        await get(`/${id}`),
        await get(`/${id}/activity`),
        await get(`/${id}/stakeholders`),
        await get(`/${id}/stakeholder-invites`),
        await get(`/${id}/stakeholder-invites/${unknownId()}`),
        await send('PATCH', `/${id}`, { name: 'Mine now' }),
        await send('POST', `/${id}/transition`, { to: 'scheduled' }),
        await send('POST', `/${id}/stakeholder-invites`, { invitees: [{ email: 'a@people.example' }] }),
        await send('POST', `/${id}/stakeholder-invites/${unknownId()}/revoke`, {}),
        await send('POST', `/${id}/stakeholder-invites/${unknownId()}/reissue`, {}),
        await send('POST', `/${id}/stakeholders/${unknownId()}/revoke`, {}),
      ]) {
        expectFailure(answer, 'error.run.not_found');
      }
    }
    const { rows } = await api.admin.query('SELECT name, version, status FROM cc_n3_runs WHERE id = $1', [foreign.id]);
    expect(rows).toEqual([{ name: foreign.name, version: 1, status: 'scheduled' }]);
  });

  it('counts its invitations by what they are now, and its active stakeholders', async () => {
    const { provider, get } = await desk();
    const run = await createRun(api.admin, provider);
    await createInvitation(api.admin, run);
    await createInvitation(api.admin, run, { status: 'viewed' });
    await createInvitation(api.admin, run, { status: 'viewed', pastItsTime: true });
    await createInvitation(api.admin, run, { status: 'sent', pastItsTime: true });
    await createInvitation(api.admin, run, { status: 'expired', pastItsTime: true });
    await createInvitation(api.admin, run, { status: 'revoked' });
    await createInvitation(api.admin, run, { status: 'claimed', pastItsTime: true });
    await createGrant(api.admin, run, await createPerson(api.admin));
    await createGrant(api.admin, run, await createPerson(api.admin), { revoked: true });
    const counted = {
      invitation_counts: { sent: 1, viewed: 1, claimed: 1, expired: 3, revoked: 1 },
      active_stakeholders: 1,
    };
    expect((await get<RunDetail>(`/${run.id}`)).body.run).toMatchObject(counted);
    expect((await get<RunPage>('')).body.runs).toEqual([expect.objectContaining({ id: run.id, ...counted })]);
  });
});

describe('changing a run', () => {
  it('changes what is given and keeps the rest', async () => {
    const { send } = await desk();
    const { body: made } = await send('POST', '', {
      name: 'A',
      zone_name: 'West',
      internal_notes: 'Note',
      price_estimate_cents: 100,
    });
    const { status, body, headers } = await send('PATCH', `/${made.run.id}`, { name: 'B', internal_notes: null });
    expect([status, headers.get('etag')]).toEqual([200, '"2"']);
    expect(body.run).toEqual({
      ...made.run,
      name: 'B',
      internal_notes: null,
      version: 2,
      updated_at: expect.any(String),
    });
  });

  it('keeps an emptied text as none', async () => {
    const { send } = await desk();
    const { body: made } = await send('POST', '', {
      name: 'A',
      zone_name: 'West',
      service_address: 'Here',
      internal_notes: 'Note',
    });
    const { body } = await send('PATCH', `/${made.run.id}`, {
      zone_name: '',
      service_address: ' ',
      internal_notes: '',
    });
    expect(body.run).toMatchObject({ zone_name: null, service_address: null, internal_notes: null });
  });

  it('that changes nothing makes no new version and leaves no trace', async () => {
    const { send, get } = await desk();
    const given = { name: 'A', starts_at: '2026-03-12T09:00:00Z' };
    const { body: made } = await send('POST', '', given);
    for (const change of [{}, given, { starts_at: '2026-03-12T10:00:00+01:00' }]) {
      expect((await send('PATCH', `/${made.run.id}`, change)).body).toEqual(made);
    }
    expect((await get<ActivityPage>(`/${made.run.id}/activity`)).body.activity.map(({ action }) => action)).toEqual([
      'run.created',
    ]);
  });

  it('checks the window that comes of it', async () => {
    const { send } = await desk();
    const { body: made } = await send('POST', '', {
      name: 'A',
      starts_at: '2026-03-12T09:00:00Z',
      ends_at: '2026-03-12T17:00:00Z',
    });
    expectInvalid(await send('PATCH', `/${made.run.id}`, { starts_at: '2026-03-12T18:00:00Z' }), [
      'ends_at',
      'after_start',
    ]);
    expectInvalid(await send('PATCH', `/${made.run.id}`, { starts_at: null }), ['ends_at', 'needs_start']);
    const cleared = await send('PATCH', `/${made.run.id}`, { starts_at: null, ends_at: null });
    expect(cleared.body.run).toMatchObject({ starts_at: null, ends_at: null, version: 2 });
  });

  it('does not make a run private while it is published', async () => {
    const { send, provider } = await desk();
    const run = await createRun(api.admin, provider, { marketMode: 'OPEN' });
    await publish(api.admin, run, await createPortal(api.admin));
    expectFailure(await send('PATCH', `/${run.id}`, { market_mode: 'PRIVATE' }), 'error.run.market_mode_forbids');
    expect((await send('PATCH', `/${run.id}`, { market_mode: 'TARGETED' })).status).toBe(200);
    await api.admin.query('UPDATE cc_run_portal_publications SET unpublished_at = now() WHERE run_id = $1', [run.id]);
    expect((await send('PATCH', `/${run.id}`, { market_mode: 'PRIVATE' })).body.run.publishing_state).toBe(
      'unpublished',
    );
  });

  it.each([
    ['"1"', 200],
    ['*', 200],
    ['"0", "1"', 200],
    ['"2"', 412],
    ['W/"1"', 412],
    ['1', 412],
    ['garbage', 412],
    ['""', 412],
  ])('with If-Match: %s answers %i', async (ifMatch, status) => {
    const { send, provider } = await desk();
    const run = await createRun(api.admin, provider, { status: 'draft' });
    const answers = [
      await send('PATCH', `/${run.id}`, {}, { 'if-match': ifMatch }),
      await send('POST', `/${run.id}/transition`, { to: 'scheduled' }, { 'if-match': ifMatch }),
    ];
    for (const answer of answers) {
      if (status === 412) expectFailure(answer, 'error.precondition_failed');
      else expect(answer.status).toBe(200);
    }
  });

  it('by two editors at once is done by one, and told to the other', async () => {
    const { send, provider } = await desk();
    const run = await createRun(api.admin, provider);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        send('PATCH', `/${run.id}`, { name: `Name ${index}` }, { 'if-match': '"1"' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 11 }, () => 412)]);
  });
});

describe('moving a run on', () => {
  const pairs = RUN_STATUSES.flatMap((from) => RUN_STATUSES.map((to): [RunStatus, RunStatus] => [from, to]));

  it.each(pairs)('from %s to %s follows the contract', async (from, to) => {
    const { send, provider, get } = await desk();
    const run = await createRun(api.admin, provider, { status: from });
    const answer = await send('POST', `/${run.id}/transition`, { to });
    const allowed: Partial<Record<RunStatus, RunStatus[]>> = {
      draft: ['scheduled', 'cancelled'],
      scheduled: ['in_progress', 'cancelled'],
      in_progress: ['completed', 'cancelled'],
    };
    expect(RUN_TRANSITIONS[from]).toEqual(allowed[from] ?? []);
    if (allowed[from]?.includes(to)) {
      expect([answer.status, answer.body.run.status, answer.body.run.version, answer.headers.get('etag')]).toEqual([
        200,
        to,
        2,
        '"2"',
      ]);
    } else {
      expectFailure(answer, 'error.run.illegal_transition');
      expect((await get<RunDetail>(`/${run.id}`)).body.run).toMatchObject({ status: from, version: 1 });
    }
  });

  it('by many at once happens once', async () => {
    const { send, provider, get } = await desk();
    const run = await createRun(api.admin, provider, { status: 'draft' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send('POST', `/${run.id}/transition`, { to: 'scheduled' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    expect((await get<ActivityPage>(`/${run.id}/activity`)).body.activity).toHaveLength(1);
  });

  it.each([{}, { to: 'finished' }, { to: null }, { to: 'scheduled', force: true }])('refuses %j', async (body) => {
    const { send, provider } = await desk();
    const run = await createRun(api.admin, provider, { status: 'draft' });
    const answer = await send<ErrorBody>('POST', `/${run.id}/transition`, body);
    expect([answer.status, answer.body.error]).toEqual([400, 'error.validation']);
  });
});

describe('the activity of a run', () => {
  it('tells who did what, newest first, without the values of texts', async () => {
    const { send, get, provider } = await desk();
    const { body: made } = await send('POST', '', { name: 'A', internal_notes: 'CANARY-NOTE' });
    const path = `/${made.run.id}`;
    await send('PATCH', path, {
      starts_at: '2026-03-12T09:00:00Z',
      internal_notes: 'CANARY-OTHER',
      name: 'CANARY-NAME',
    });
    await send('POST', `${path}/transition`, { to: 'scheduled' });
    const { body, text } = await get<ActivityPage>(`${path}/activity`);
    const by = {
      id: expect.any(String),
      created_at: expect.stringMatching(/Z$/),
      actor_name: provider.owner.displayName,
      subject_name: null,
      reason: null,
    };
    expect(body.activity).toEqual([
      { ...by, action: 'run.status_changed', detail: { from: 'draft', to: 'scheduled' } },
      { ...by, action: expect.stringMatching(/^run\.(edited|rescheduled)$/), detail: expect.any(Object) },
      { ...by, action: expect.stringMatching(/^run\.(edited|rescheduled)$/), detail: expect.any(Object) },
      { ...by, action: 'run.created', detail: {} },
    ]);
    expect(body.activity.slice(1, 3)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'run.edited',
          detail: { fields: expect.arrayContaining(['name', 'internal_notes']) },
        }),
        expect.objectContaining({
          action: 'run.rescheduled',
          detail: { starts_at: { from: null, to: '2026-03-12T09:00:00.000Z' }, ends_at: { from: null, to: null } },
        }),
      ]),
    );
    expect(text).not.toContain('CANARY');
    const { rows } = await api.admin.query('SELECT detail::text FROM cc_audit_events WHERE run_id = $1', [made.run.id]);
    expect(rows).toHaveLength(4);
    expect(JSON.stringify(rows)).not.toContain('CANARY');
  });
});

describe('the list of runs', () => {
  async function walk<Row>(
    first: string,
    read: (path: string) => Promise<{ rows: Row[]; next: string | null }>,
  ): Promise<Row[][]> {
    const pages: Row[][] = [];
    for (let path: string | null = first; path !== null;) {
      const { rows, next }: { rows: Row[]; next: string | null } = await read(path);
      pages.push(rows);
      path = next === null ? null : `${first}${first.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}`;
    }
    return pages;
  }

  const names = (own: Desk) => async (path: string) => {
    const { status, body } = await own.get<RunPage>(path);
    expect(status).toBe(200);
    return { rows: body.runs.map(({ name }) => name), next: body.next_cursor };
  };

  it('shows summaries, and nothing of notes, prices or addresses', async () => {
    const own = await desk();
    await createRun(api.admin, own.provider, {
      internalNotes: 'CANARY',
      serviceAddress: 'CANARY',
      priceCents: 424_242,
    });
    const { body, text } = await own.get<RunPage>('');
    expect(Object.keys(body).sort()).toEqual(['next_cursor', 'ok', 'runs']);
    expect(Object.keys(body.runs[0] as object).sort()).toEqual(SUMMARY_KEYS);
    expect(text).not.toMatch(/CANARY|424242/);
  });

  it('has the latest start first and those without a date before them', async () => {
    const own = await desk();
    await createRun(api.admin, own.provider, { name: 'March', startsAt: '2026-03-01T00:00:00Z' });
    await createRun(api.admin, own.provider, { name: 'May', startsAt: '2026-05-01T00:00:00Z' });
    await createRun(api.admin, own.provider, { name: 'No date', startsAt: null });
    await createRun(api.admin, own.provider, { name: 'April', startsAt: '2026-04-01T00:00:00Z' });
    await createRun(api.admin, await createProvider(api.admin), { name: 'Another’s' });
    expect(await walk('', names(own))).toEqual([['No date', 'May', 'April', 'March']]);
  });

  it('pages over runs that share a start without skipping or repeating one', async () => {
    const own = await desk();
    const starts = [
      null,
      null,
      null,
      '2026-03-01T00:00:00.000001Z',
      '2026-03-01T00:00:00.000002Z',
      '2026-03-01T00:00:00.0009Z',
    ];
    for (let i = 0; i < 41; i++) {
      await createRun(api.admin, own.provider, {
        name: `Run ${i}`,
        startsAt: starts[i % starts.length] as string | null,
      });
    }
    const whole = (await walk('?limit=100', names(own))).flat();
    expect(new Set(whole).size).toBe(41);
    for (const limit of [1, 2, 7, 40, 41]) {
      const pages = await walk(`?limit=${limit}`, names(own));
      expect(pages.flat()).toEqual(whole);
      expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
    }
    expect((await own.get<RunPage>('')).body.runs).toHaveLength(25);
  });

  it('is not upset by rows that come and go between two pages', async () => {
    const own = await desk();
    for (let i = 0; i < 6; i++)
      await createRun(api.admin, own.provider, { name: `${i}`, startsAt: `2026-03-0${i + 1}T00:00:00Z` });
    const first = await own.get<RunPage>('?limit=2');
    await createRun(api.admin, own.provider, { name: 'New', startsAt: '2026-04-01T00:00:00Z' });
    await api.admin.query(`DELETE FROM cc_n3_runs WHERE tenant_id = $1 AND name = '4'`, [own.provider.id]);
    const second = await own.get<RunPage>(`?limit=2&cursor=${first.body.next_cursor}`);
    expect([first, second].flatMap(({ body }) => body.runs.map(({ name }) => name))).toEqual(['5', '4', '3', '2']);
  });

  it('shows the runs of the statuses asked for, paged alike', async () => {
    const own = await desk();
    for (let i = 0; i < 20; i++) {
      await createRun(api.admin, own.provider, {
        name: `${i}`,
        status: RUN_STATUSES[i % 5] as RunStatus,
        startsAt: i % 3 ? '2026-03-01T00:00:00Z' : null,
      });
    }
    for (const query of [
      'status=draft',
      'status=draft&status=cancelled',
      'status=draft&status=draft&status=completed',
    ]) {
      const wanted = new Set(query.match(/(?<==)\w+/g));
      const whole = (await walk(`?limit=100&${query}`, names(own))).flat();
      expect(new Set(whole)).toEqual(
        new Set(
          Array.from({ length: 20 }, (_, i) => `${i}`).filter((_, i) => wanted.has(RUN_STATUSES[i % 5] as string)),
        ),
      );
      expect((await walk(`?limit=3&${query}`, names(own))).flat()).toEqual(whole);
    }
  });

  it('does not take a cursor that was changed', async () => {
    const own = await desk();
    for (let i = 0; i < 3; i++) await createRun(api.admin, own.provider);
    const { body } = await own.get<RunPage>('?limit=1');
    const cursor = String(body.next_cursor);
    for (const changed of [
      `${cursor}x`,
      cursor.slice(2),
      Buffer.from("infinity' OR true --").toString('base64url'),
      Buffer.from(`infinity ${'x'.repeat(36)}`).toString('base64url'),
    ]) {
      expectInvalid(await own.get(`?cursor=${changed}`), ['cursor', 'cursor']);
    }
  });

  it('does not lead into another organisation by its cursor', async () => {
    const [own, other] = [await desk(), await desk()];
    for (let i = 0; i < 3; i++) await createRun(api.admin, other.provider);
    const mine = await createRun(api.admin, own.provider, { startsAt: '1999-01-01T00:00:00Z' });
    const { body } = await other.get<RunPage>('?limit=1');
    const page = await own.get<RunPage>(`?cursor=${body.next_cursor}`);
    expect(page.body.runs.map(({ id }) => id)).toEqual([mine.id]);
  });

  describe('searched', () => {
    async function stocked(): Promise<Desk> {
      const own = await desk();
      for (const [name, zoneName] of [
        ['Septic 100% done', 'West'],
        ['Septic 1000 done', 'East'],
        ['under_score', null],
        ['underXscore', null],
        ['back\\slash', null],
        ['backslash', null],
        ['ÄPFEL und Öl', 'Straße'],
        ['Зона Восток', null],
        ['quote\'s "here"', 'BAMFIELD side'],
        ['aa', null],
      ] as const) {
        await createRun(api.admin, own.provider, { name, zoneName });
      }
      await createRun(api.admin, await createProvider(api.admin), {
        name: 'Septic 100% of another',
        zoneName: 'BAMFIELD',
      });
      return own;
    }

    it.each([
      ['septic', ['Septic 100% done', 'Septic 1000 done']],
      ['SEPTIC', ['Septic 100% done', 'Septic 1000 done']],
      ['100%', ['Septic 100% done']],
      ['%', ['Septic 100% done']],
      ['_', ['under_score']],
      ['under_score', ['under_score']],
      ['\\', ['back\\slash']],
      ['k\\s', ['back\\slash']],
      ['äpfel', ['ÄPFEL und Öl']],
      ['öL', ['ÄPFEL und Öl']],
      ['straße', ['ÄPFEL und Öl']],
      ['восток', ['Зона Восток']],
      ["quote's", ['quote\'s "here"']],
      ['bamfield', ['quote\'s "here"']],
      ['a', ['Septic 1000 done', 'ÄPFEL und Öl', 'aa', 'back\\slash', 'backslash', 'quote\'s "here"']],
      ['  aa  ', ['aa']],
      ["' OR true --", []],
      ['nothing of the kind', []],
    ])('for %j finds what holds it, whatever its case, in name or zone', async (q, expected) => {
      const own = await stocked();
      const found = await own.get<RunPage>(`?limit=100&q=${encodeURIComponent(q)}`);
      expect(found.body.runs.map(({ name }) => name).sort()).toEqual([...expected].sort());
    });

    it('for nothing finds everything', async () => {
      const own = await stocked();
      for (const q of ['', '%20%20']) expect((await own.get<RunPage>(`?limit=100&q=${q}`)).body.runs).toHaveLength(10);
    });

    it('pages as the whole list does, with statuses too', async () => {
      const own = await desk();
      for (let i = 0; i < 23; i++) {
        await createRun(api.admin, own.provider, {
          name: `pump ${i}`,
          status: i % 2 ? 'draft' : 'scheduled',
          startsAt: i % 3 ? '2026-03-01T00:00:00Z' : null,
        });
      }
      const whole = (await walk('?q=PUMP&limit=100', names(own))).flat();
      expect(whole).toHaveLength(23);
      expect((await walk('?q=PUMP&limit=4', names(own))).flat()).toEqual(whole);
      expect((await walk('?q=pump&status=draft&limit=4', names(own))).flat()).toHaveLength(11);
    });

    it('for more than 200 characters is refused', async () => {
      const own = await desk();
      expectInvalid(await own.get(`?q=${'x'.repeat(201)}`), ['q', 'max_length']);
    });
  });
});

describe('the counts of runs', () => {
  it('are of the organisation, by status, and stop at the cap', async () => {
    const own = await desk();
    await createRun(api.admin, own.provider, { status: 'draft' });
    await createRun(api.admin, await createProvider(api.admin), { status: 'draft' });
    await api.admin.query(
      `INSERT INTO cc_n3_runs (tenant_id, name, status, time_zone) SELECT $1, 'Run', 'completed', 'UTC' FROM generate_series(1, 103)`,
      [own.provider.id],
    );
    const { status, body } = await own.get<RunCountsAnswer>('/counts');
    expect([status, body]).toEqual([
      200,
      { ok: true, counts: { draft: 1, scheduled: 0, in_progress: 0, completed: 100, cancelled: 0 }, capped_at: 100 },
    ]);
  });
});
