import fc from 'fast-check';
import type {
  ApiKeyCreated,
  InvitationsCreated,
  MemberInvited,
  RunAnswer,
  TenantCreated,
} from '@service-runs/contracts';
import {
  addMember,
  createApiKey,
  createPerson,
  createProvider,
  createRun,
  removeMember,
  unique,
  unknownId,
  type Provider,
  type RunFixture,
} from '../factories';
import { Client, expectFailure, expectInvalid, startApp, useApi, type Answer, type CallOptions } from '../support/api';
import { documentedRoutes } from '../support/documented-routes';

const api = useApi();

interface Making {
  path(at: Stage): string;
  body: object;
  /** What a caller who mistakes one key for another might send with it. */
  other: object;
}

/** Every POST that makes something for somebody who is signed in. */
const MAKING: Readonly<Record<string, Making>> = {
  'POST /api/provider/runs': {
    path: () => '/api/provider/runs',
    body: { name: 'Septic pump-out' },
    other: { name: 'Tank inspection' },
  },
  'POST /api/provider/runs/:id/stakeholder-invites': {
    path: ({ run }) => `/api/provider/runs/${run.id}/stakeholder-invites`,
    body: { invitees: [{ email: 'june@people.example', name: 'June Frank' }, { email: 'tom@people.example' }] },
    other: { invitees: [{ email: 'june@people.example', name: 'June' }, { email: 'tom@people.example' }] },
  },
  'POST /api/tenant/api-keys': {
    path: () => '/api/tenant/api-keys',
    body: { name: 'A script', scopes: ['runs:read'] },
    other: { name: 'A script', scopes: ['runs:write'] },
  },
  'POST /api/tenant/member-invites': {
    path: () => '/api/tenant/member-invites',
    body: { email: 'leif@people.example', role: 'staff' },
    other: { email: 'leif@people.example', role: 'owner' },
  },
  'POST /api/tenants': {
    path: () => '/api/tenants',
    body: { name: 'Inlet Septic' },
    other: { name: 'Inlet Fuel' },
  },
};

interface Stage {
  provider: Provider;
  run: RunFixture;
  token: string;
}

async function stage(): Promise<Stage> {
  const provider = await createProvider(api.admin);
  return { provider, run: await createRun(api.admin, provider), token: await api.signIn(provider.owner) };
}

const keyed = (key: string, options: CallOptions): CallOptions => ({
  ...options,
  headers: { 'idempotency-key': key, ...options.headers },
});

/** How many rows there are of everything, but for what is written down of keys and of who signed in. */
async function rowsOfEverything(): Promise<Record<string, number>> {
  const tables = await api.admin.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname LIKE 'cc\\_%'
        AND relname NOT IN ('cc_idempotency_keys', 'cc_sessions', 'cc_refresh_tokens')`,
  );
  const { rows } = await api.admin.query<{ name: string; n: number }>(
    tables.rows.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS n FROM ${name}`).join(' UNION ALL '),
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

/** All that a caller is answered, but for what is said anew each time: the request's id and the date. */
function answerOf({ status, text, headers }: Answer<unknown>) {
  return { status, text, etag: headers.get('etag'), type: headers.get('content-type') };
}

const idsIn = (text: string) => text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g);

it('is taken by every POST that makes something for who is signed in, and by nothing else', async () => {
  const documented = await documentedRoutes(api.client);
  const making = documented.filter(
    ({ method, path, signedIn, statuses }) =>
      method === 'POST' && signedIn && statuses.includes('201') && !path.startsWith('/api/auth'),
  );
  expect(making.map(({ name }) => name).sort()).toEqual(Object.keys(MAKING).sort());
  const taking = documented.filter(({ headers }) => headers.includes('Idempotency-Key'));
  expect(taking.map(({ name }) => name).sort()).toEqual(Object.keys(MAKING).sort());
});

describe.each(Object.entries(MAKING))('%s with a key', (_route, { path, body, other }) => {
  const scene = async () => {
    const at = await stage();
    const post = (key: string, more: CallOptions = {}) =>
      api.client.post(path(at), keyed(key, { token: at.token, body, ...more }));
    return { ...at, post };
  };

  it('answers the same again, and acts once', async () => {
    const { provider, post } = await scene();
    const first = await post('order-1');
    expect(first.status).toBe(201);
    const made = await rowsOfEverything();
    expect(answerOf(await post('order-1'))).toEqual(answerOf(first));
    // In a new session too, and however the body is spaced.
    const token = await api.signIn(provider.owner);
    const spaced = JSON.stringify(body, null, 2);
    expect(answerOf(await post('order-1', { token, body: spaced }))).toEqual(answerOf(first));
    expect(await rowsOfEverything()).toEqual(made);
    const fresh = await post('order-2', { body: other });
    expect([fresh.status, fresh.text === first.text]).toEqual([201, false]);
  });

  it('is refused with another body, and does nothing', async () => {
    const { post } = await scene();
    const first = await post('order-1');
    const made = await rowsOfEverything();
    expectFailure(await post('order-1', { body: other }), 'error.idempotency.mismatch');
    expect(await rowsOfEverything()).toEqual(made);
    expect(answerOf(await post('order-1'))).toEqual(answerOf(first));
  });

  it('is another’s own: of another person, and of another organisation', async () => {
    const { provider, run, token, post } = await scene();
    const colleague = await createPerson(api.admin);
    await addMember(api.admin, provider, colleague, 'owner');
    const theirs = await stage();
    const first = await post('order-1');
    const another = await post('order-1', { token: await api.signIn(colleague), body: other });
    const elsewhere = await api.client.post(path(theirs), keyed('order-1', { token: theirs.token, body: other }));
    expect([first.status, another.status, elsewhere.status]).toEqual([201, 201, 201]);
    expect(new Set([first.text, another.text, elsewhere.text]).size).toBe(3);

    // One person who acts for two organisations.
    await addMember(api.admin, theirs.provider, provider.owner, 'owner');
    if (!path({ provider, run, token }).startsWith('/api/tenants')) {
      const forOther = keyed('order-1', { token, tenant: theirs.provider.id, body: other });
      expect((await api.client.post(path(theirs), forOther)).status).toBe(201);
      expect(idsIn((await post('order-1', { tenant: provider.id })).text)).toEqual(idsIn(first.text));
    }
  });

  it('while the first call is still running is told so; afterwards gets its answer', async () => {
    const { post } = await scene();
    const holder = await api.admin.connect();
    let running: Promise<Answer<unknown>>;
    try {
      // Every act is written down there before it is done.
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE cc_audit_events IN SHARE MODE');
      running = post('order-1');
      await somebodyWaits();
      expectFailure(await post('order-1'), 'error.idempotency.in_progress');
      expectFailure(await post('order-1', { body: other }), 'error.idempotency.in_progress');
      await holder.query('COMMIT');
    } finally {
      holder.release();
    }
    const first = await running;
    expect(first.status).toBe(201);
    const made = await rowsOfEverything();
    expect(answerOf(await post('order-1'))).toEqual(answerOf(first));
    expect(await rowsOfEverything()).toEqual(made);
  });

  it('sixty times at once acts once', async () => {
    const { post } = await scene();
    const before = await rowsOfEverything();
    const answers = await Promise.all(Array.from({ length: 60 }, () => post('order-1')));
    const made = await rowsOfEverything();
    const done = answers.filter(({ status }) => status === 201);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    for (const answer of answers) {
      if (answer.status !== 201) expectFailure(answer, 'error.idempotency.in_progress');
    }
    const audited = (made['cc_audit_events'] ?? 0) - (before['cc_audit_events'] ?? 0);
    expect(audited).toBe(1);
    expect(answerOf(await post('order-1'))).toEqual(answerOf(done[0] as Answer<unknown>));
    expect(await rowsOfEverything()).toEqual(made);
  });

  it('of more than a day ago is a key that nobody has used', async () => {
    const { post } = await scene();
    const first = await post('order-1');
    await age('23 hours 59 minutes');
    expect(answerOf(await post('order-1'))).toEqual(answerOf(first));
    const written = await keysWritten();
    await age('24 hours');
    const second = await post('order-1', { body: other });
    expect([second.status, second.text === first.text]).toEqual([201, false]);
    expect(answerOf(await post('order-1', { body: other }))).toEqual(answerOf(second));
    expectFailure(await post('order-1'), 'error.idempotency.mismatch');
    // The new one took the place of the old.
    expect(await keysWritten()).toBe(written);
  });

  it('of a form that none has is refused, and the longest that there may be is taken', async () => {
    const { post } = await scene();
    const before = await rowsOfEverything();
    for (const key of ['', ' ', 'two words', '\u00e9', 'x'.repeat(256)]) {
      expectInvalid(await post(key), ['Idempotency-Key', 'form']);
    }
    expect(await rowsOfEverything()).toEqual(before);
    const key = '!'.repeat(127) + '~'.repeat(128);
    const first = await post(key);
    expect(first.status).toBe(201);
    expect(answerOf(await post(key))).toEqual(answerOf(first));
  });
});

/** Makes what was written down of keys older. */
const age = (interval: string) =>
  api.admin.query('UPDATE cc_idempotency_keys SET created_at = now() - $1::interval', [interval]);

const keysWritten = async () => (await api.admin.query('SELECT FROM cc_idempotency_keys')).rowCount;

async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await api.admin.query(
      'SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0',
    );
    if (rowCount) return;
  }
}

describe('a key', () => {
  const RUNS = '/api/provider/runs';

  it('is of one address: the same one elsewhere is another', async () => {
    const { provider, run, token } = await stage();
    const second = await createRun(api.admin, provider);
    const body = MAKING['POST /api/provider/runs/:id/stakeholder-invites']?.body;
    const invited = [run, second].map(({ id }) =>
      api.client.post(`${RUNS}/${id}/stakeholder-invites`, keyed('order-1', { token, body })),
    );
    const made = api.client.post(RUNS, keyed('order-1', { token, body: { name: 'A' } }));
    expect((await Promise.all([...invited, made])).map(({ status }) => status)).toEqual([201, 201, 201]);
    const { rows } = await api.admin.query(
      'SELECT count(DISTINCT context_id)::int AS runs, count(*)::int AS n FROM cc_invitations WHERE inviter_tenant_id = $1',
      [provider.id],
    );
    expect(rows).toEqual([{ runs: 2, n: 4 }]);
  });

  it('is of one caller: a person and each of their API keys have their own', async () => {
    const { provider, token } = await stage();
    const callers = [
      token,
      (await createApiKey(api.admin, provider, provider.owner)).key,
      (await createApiKey(api.admin, provider, provider.owner)).key,
    ];
    const post = (caller: string, name: string) =>
      api.client.post<RunAnswer>(RUNS, keyed('order-1', { token: caller, body: { name } }));
    const ids: string[] = [];
    for (const [index, caller] of callers.entries()) {
      const first = await post(caller, `Run ${index}`);
      expect(first.status).toBe(201);
      ids.push(first.body.run.id);
      expect(answerOf(await post(caller, `Run ${index}`))).toEqual(answerOf(first));
      expectFailure(await post(caller, 'Another'), 'error.idempotency.mismatch');
    }
    expect(new Set(ids).size).toBe(3);
  });

  it('remembers no refusal: of a body, of what is not there, of a state', async () => {
    const { provider, run, token } = await stage();
    const post = <Body>(path: string, body: object) => api.client.post<Body>(path, keyed('order-1', { token, body }));
    expectInvalid(await post(RUNS, { name: '' }), ['name', 'min_length']);
    const portalId = unknownId();
    const toPortal = { name: 'A run', portal_id: portalId };
    expectFailure(await post(RUNS, toPortal), 'error.portal.not_found');
    await api.admin.query('INSERT INTO cc_portals (id, slug, name) VALUES ($1, $2, $2)', [portalId, `p-${unique()}`]);
    expect((await post(RUNS, toPortal)).status).toBe(201);

    const setStatus = (status: string) =>
      api.admin.query('UPDATE cc_n3_runs SET status = $2 WHERE id = $1', [run.id, status]);
    const invites = { invitees: [{ email: 'june@people.example' }] };
    await setStatus('completed');
    expectFailure(await post(`${RUNS}/${run.id}/stakeholder-invites`, invites), 'error.run.closed');
    await setStatus('scheduled');
    expect((await post(`${RUNS}/${run.id}/stakeholder-invites`, invites)).status).toBe(201);

    const colleague = await createPerson(api.admin);
    await addMember(api.admin, provider, colleague);
    const member = { email: colleague.email, role: 'staff' };
    expectInvalid(await post('/api/tenant/member-invites', member), ['email', 'already_member']);
    await removeMember(api.admin, provider, colleague);
    expect((await post<MemberInvited>('/api/tenant/member-invites', member)).status).toBe(201);
  });

  it('is no proof of anything: who may not, may not with it either', async () => {
    const { provider, token } = await stage();
    const colleague = await createPerson(api.admin);
    await addMember(api.admin, provider, colleague, 'owner');
    const theirs = await api.signIn(colleague);
    const making = MAKING['POST /api/tenant/api-keys'] as Making;
    const post = () => api.client.post('/api/tenant/api-keys', keyed('order-1', { token: theirs, body: making.body }));
    expect((await post()).status).toBe(201);
    const change = (role: string) => api.client.patch(`/api/tenant/members/${colleague.id}`, { token, body: { role } });
    await change('staff');
    expectFailure(await post(), 'error.auth.role_required');
    await removeMember(api.admin, provider, colleague);
    expectFailure(await post(), 'error.tenant.required');
  });

  it('is not read where nothing is made', async () => {
    const { run, token } = await stage();
    for (const key of ['order-1', 'not a key']) {
      for (const name of ['One', 'Two']) {
        const changed = await api.client.patch<RunAnswer>(`${RUNS}/${run.id}`, keyed(key, { token, body: { name } }));
        expect([changed.status, changed.body.run.name]).toEqual([200, name]);
      }
    }
    const move = (to: string) =>
      api.client.post<RunAnswer>(`${RUNS}/${run.id}/transition`, keyed('order-1', { token, body: { to } }));
    expect((await move('in_progress')).body.run.status).toBe('in_progress');
    expectFailure(await move('in_progress'), 'error.run.illegal_transition');
    expect((await move('completed')).body.run.status).toBe('completed');
  });

  it('keeps ids and states, and no link, key, address, name or text', async () => {
    const at = await stage();
    const secrets: string[] = [];
    for (const { path, body } of Object.values(MAKING)) {
      const key = `CANARY-${unique()}`;
      const { text } = await api.client.post(path(at), keyed(key, { token: at.token, body }));
      secrets.push(key, ...(text.match(/\/i\/\w{64}|srk_[\w-]{43}/g) ?? []).map((link) => link.replace('/i/', '')));
    }
    expect(secrets).toHaveLength(9);
    const { rows } = await api.admin.query<{ made: string; row: string }>(
      'SELECT made::text, k::text AS row FROM cc_idempotency_keys k ORDER BY created_at DESC LIMIT 5',
    );
    expect(rows).toHaveLength(5);
    for (const { row, made } of rows) {
      for (const secret of secrets) expect(row).not.toContain(secret);
      expect(row).not.toMatch(/people\.example|june|leif|septic|script|canary|@/i);
      // Of texts there are ids only, and the short names of server keys.
      JSON.parse(made, (_key, value: unknown) => {
        if (typeof value === 'string')
          expect(value).toMatch(/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8})$/);
        return value;
      });
    }
  });
});

describe('what was made meanwhile', () => {
  it('run: is shown as it is now', async () => {
    const { token } = await stage();
    const post = () =>
      api.client.post<RunAnswer>('/api/provider/runs', keyed('order-1', { token, body: { name: 'First name' } }));
    const { run } = (await post()).body;
    await api.client.patch(`/api/provider/runs/${run.id}`, { token, body: { name: 'Second name' } });
    const again = await post();
    expect([again.status, again.body.run.id, again.body.run.name]).toEqual([201, run.id, 'Second name']);
    expect(again.headers.get('etag')).toBe('"2"');
  });

  it('invitation: has the link of then, whatever has become of it', async () => {
    const { run, token } = await stage();
    const root = `/api/provider/runs/${run.id}/stakeholder-invites`;
    const body = { invitees: [{ email: 'june@people.example' }] };
    const post = () => api.client.post<InvitationsCreated>(root, keyed('order-1', { token, body }));
    const [first] = (await post()).body.invitations;
    await api.client.post(`${root}/${first?.id}/reissue`, { token });
    const [again] = (await post()).body.invitations;
    expect([again?.id, again?.claim_url, again?.status]).toEqual([first?.id, first?.claim_url, 'sent']);
    expectFailure(await api.client.get(`/api${again?.claim_url}`), 'error.invite.invalid_or_expired');
  });

  it('API key: is shown again while it is there, and is not made anew once it was deleted', async () => {
    const { token } = await stage();
    const expires_at = new Date(Date.now() + 86_400_000).toISOString();
    const body = { name: 'A script', scopes: ['runs:read'], expires_at };
    const post = () => api.client.post<ApiKeyCreated>('/api/tenant/api-keys', keyed('order-1', { token, body }));
    const first = await post();
    await api.admin.query('UPDATE cc_api_keys SET name = $2 WHERE id = $1', [first.body.api_key.id, 'Renamed']);
    expect((await post()).body).toMatchObject({ api_key: { name: 'Renamed' }, key: first.body.key });
    await api.client.call('DELETE', `/api/tenant/api-keys/${first.body.api_key.id}`, { token });
    expectFailure(await post(), 'error.api_key.not_found');
    expect((await api.client.get('/api/tenant/api-keys', { token })).body).toEqual({ ok: true, api_keys: [] });
  });

  it('organisation: is named as it is now', async () => {
    const token = await api.signIn(await createPerson(api.admin));
    const post = () =>
      api.client.post<TenantCreated>('/api/tenants', keyed('order-1', { token, body: { name: 'Inlet' } }));
    const { tenant } = (await post()).body;
    await api.client.patch('/api/tenant', { token, body: { name: 'Inlet Septic' } });
    expect((await post()).body.tenant).toEqual({ ...tenant, name: 'Inlet Septic' });
  });

  it('link or key: is derived alike after the server’s own key was changed, and not at all once the old one is gone', async () => {
    const at = await stage();
    const [old] = api.settings().linkKeys;
    const fresh = 'another server key of thirty-two characters or more';
    const making = ['POST /api/provider/runs/:id/stakeholder-invites', 'POST /api/tenant/api-keys'] as const;
    const post = (client: Client, route: (typeof making)[number]) => {
      const { path, body } = MAKING[route] as Making;
      return client.post(path(at), keyed('order-1', { token: at.token, body }));
    };
    const [invited, made] = [await post(api.client, making[0]), await post(api.client, making[1])];
    const rotated = await startApp(api, { LINK_SECRET: `${fresh},${old}` });
    const without = await startApp(api, { LINK_SECRET: fresh });
    try {
      const after = new Client(await rotated.getUrl());
      expect(answerOf(await post(after, making[0]))).toEqual(answerOf(invited));
      expect(answerOf(await post(after, making[1]))).toEqual(answerOf(made));
      // The API key works on, for its hash is kept; but nobody can say any more what it was.
      expectFailure(await post(new Client(await without.getUrl()), making[1]), 'error.api_key.not_found');
    } finally {
      await rotated.close();
      await without.close();
    }
  });
});

it('holds in any history: one act for a caller and a key within a day, and no answer of another’s', async () => {
  const { provider, token } = await stage();
  const colleague = await createPerson(api.admin);
  await addMember(api.admin, provider, colleague, 'staff');
  const callers = [token, await api.signIn(colleague), (await createApiKey(api.admin, provider, colleague)).key];
  const call = fc.record({
    caller: fc.nat({ max: callers.length - 1 }),
    key: fc.constantFrom('a', 'b'),
    name: fc.constantFrom('One', 'Two'),
  });
  const step = fc.oneof(
    { weight: 9, arbitrary: call },
    { weight: 1, arbitrary: fc.constant('a day goes by' as const) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (history) => {
      await age('2 days');
      const remembered = new Map<string, { name: string; text: string }>();
      const seen = new Set<string>();
      for (const each of history) {
        if (each === 'a day goes by') {
          await age('2 days');
          remembered.clear();
          continue;
        }
        const { caller, key, name } = each;
        const answer = await api.client.post<RunAnswer>(
          '/api/provider/runs',
          keyed(key, { token: callers[caller], body: { name } }),
        );
        const before = remembered.get(`${caller} ${key}`);
        if (before === undefined) {
          expect([answer.status, seen.has(answer.body.run.id)]).toEqual([201, false]);
          seen.add(answer.body.run.id);
          remembered.set(`${caller} ${key}`, { name, text: answer.text });
        } else if (before.name === name) {
          expect([answer.status, answer.text]).toEqual([201, before.text]);
        } else {
          expectFailure(answer, 'error.idempotency.mismatch');
        }
      }
    }),
    { numRuns: 12 },
  );
});
