import { createHash } from 'node:crypto';
import {
  API_SCOPES,
  type ApiKeyCreated,
  type ApiKeys,
  type InvitationsCreated,
  type NotificationPage,
} from '@service-runs/contracts';
import {
  addMember,
  createApiKey,
  createPerson,
  createProvider,
  createRun,
  createStaff,
  unknownId,
  type Person,
} from '../factories';
import { expectFailure, expectInvalid, useApi } from '../support/api';

const api = useApi();
const KEYS = '/api/tenant/api-keys';
const RUNS = '/api/provider/runs';

async function office() {
  const provider = await createProvider(api.admin);
  const owner = await api.signIn(provider.owner);
  return {
    provider,
    owner,
    make: (body: object = { name: 'A script', scopes: ['runs:read'] }) =>
      api.client.post<ApiKeyCreated>(KEYS, { token: owner, body }),
    list: async () => (await api.client.get<ApiKeys>(KEYS, { token: owner })).body.api_keys,
    drop: (id: string) => api.client.call('DELETE', `${KEYS}/${id}`, { token: owner }),
  };
}

const read = (key: string, tenant?: string) => api.client.get(RUNS, { token: key, tenant });

/** The text of every row of every table. */
async function everyRow(): Promise<string[]> {
  const tables = await api.admin.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const found = await api.admin.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    rows.push(...found.rows.map(({ row }) => row));
  }
  return rows;
}

describe('an API key', () => {
  it('is shown when it is made, and never again', async () => {
    const { provider, make, list } = await office();
    const made = await make({
      name: ' Dispatch board ',
      scopes: ['runs:read', 'requests:read', 'runs:read'],
      expires_at: '2099-01-01T00:00:00Z',
    });
    const described = {
      id: expect.any(String),
      name: 'Dispatch board',
      scopes: ['runs:read', 'requests:read'],
      expires_at: '2099-01-01T00:00:00.000Z',
      last_used_at: null,
      created_at: expect.stringMatching(/Z$/),
    };
    expect([made.status, made.body]).toEqual([
      201,
      { ok: true, api_key: described, key: expect.stringMatching(/^srk_[A-Za-z0-9_-]{43}$/) },
    ]);
    expect(await list()).toEqual([made.body.api_key]);
    const { rows } = await api.admin.query('SELECT * FROM cc_api_keys WHERE tenant_id = $1', [provider.id]);
    expect(rows).toMatchObject([
      { made_by_individual_id: provider.owner.id, key_hash: createHash('sha256').update(made.body.key).digest() },
    ]);
    const secret = made.body.key.slice('srk_'.length);
    expect((await everyRow()).filter((row) => row.includes(secret))).toEqual([]);
    expect((await read(made.body.key)).status).toBe(200);
  });

  it('is made, listed and deleted by owners only', async () => {
    const { provider, make, list } = await office();
    const { api_key } = (await make()).body;
    const token = await api.signIn(await createStaff(api.admin, provider));
    for (const call of [
      api.client.get(KEYS, { token }),
      api.client.post(KEYS, { token, body: { name: 'Mine', scopes: ['runs:read'] } }),
      api.client.call('DELETE', `${KEYS}/${api_key.id}`, { token }),
    ]) {
      expectFailure(await call, 'error.auth.role_required');
    }
    expect(await list()).toEqual([api_key]);
  });

  it.each([
    [{ scopes: ['runs:read'] }, 'name', 'required'],
    [{ name: '', scopes: ['runs:read'] }, 'name', 'min_length'],
    [{ name: 'x'.repeat(201), scopes: ['runs:read'] }, 'name', 'max_length'],
    [{ name: 'A' }, 'scopes', 'required'],
    [{ name: 'A', scopes: [] }, 'scopes', 'min_items'],
    [{ name: 'A', scopes: ['runs:read', 'everything'] }, 'scopes', 'choice'],
    [{ name: 'A', scopes: ['runs:read'], expires_at: '2020-01-01T00:00:00Z' }, 'expires_at', 'future'],
    [{ name: 'A', scopes: ['runs:read'], expires_at: 'tomorrow' }, 'expires_at', 'instant'],
    [{ name: 'A', scopes: ['runs:read'], key: 'srk_mine' }, 'key', 'unknown'],
  ])('is not made of %j', async (body, path, rule) => {
    const { make, list } = await office();
    expectInvalid(await make(body), [path, rule]);
    expect(await list()).toEqual([]);
  });

  it('ends when its time has come by the clock of the database', async () => {
    const { make } = await office();
    const { key, api_key } = (await make({ name: 'A', scopes: ['runs:read'], expires_at: '2099-01-01T00:00:00Z' }))
      .body;
    expect((await read(key)).status).toBe(200);
    const expireIn = (interval: string) =>
      api.admin.query('UPDATE cc_api_keys SET expires_at = now() + $2::interval WHERE id = $1', [api_key.id, interval]);
    await expireIn('0');
    expectFailure(await read(key), 'error.auth.required');
    await expireIn('1 minute');
    expect((await read(key)).status).toBe(200);
  });

  it('ends on the next request when it is deleted, and is written down', async () => {
    const { provider, make, list, drop } = await office();
    const { key, api_key } = (await make()).body;
    expect((await read(key)).status).toBe(200);
    expect((await drop(api_key.id)).body).toEqual({ ok: true });
    expectFailure(await read(key), 'error.auth.required');
    expectFailure(await drop(api_key.id), 'error.api_key.not_found');
    expect(await list()).toEqual([]);
    const { rows } = await api.admin.query(
      `SELECT action, actor_individual_id AS by, subject_id AS which, detail FROM cc_audit_events
        WHERE tenant_id = $1 ORDER BY created_at, id`,
      [provider.id],
    );
    expect(rows).toEqual([
      { action: 'api_key.created', by: provider.owner.id, which: api_key.id, detail: { scopes: ['runs:read'] } },
      { action: 'api_key.deleted', by: provider.owner.id, which: api_key.id, detail: {} },
    ]);
  });

  it('of another organisation is not found, not listed, and works on', async () => {
    const { list, drop } = await office();
    const theirs = await createProvider(api.admin);
    const { id, key } = await createApiKey(api.admin, theirs, theirs.owner);
    for (const wanted of [id, unknownId(), 'garbage']) {
      expectFailure(await drop(wanted), 'error.api_key.not_found');
    }
    expect(await list()).toEqual([]);
    expect((await read(key)).status).toBe(200);
  });

  it('acts for its own organisation only, even where its maker belongs to both', async () => {
    const { provider, make } = await office();
    const other = await createProvider(api.admin);
    await addMember(api.admin, other, provider.owner, 'owner');
    const body = { name: 'A script', scopes: ['runs:read'] };
    const token = await api.signIn(provider.owner);
    const { key } = (await api.client.post<ApiKeyCreated>(KEYS, { token, tenant: provider.id, body })).body;
    expect((await make()).status).toBe(400);
    expect((await read(key, provider.id)).status).toBe(200);
    expect((await read(key)).status).toBe(200);
    expectFailure(await read(key, other.id), 'error.tenant.access_denied');
    expectFailure(await read(key, unknownId()), 'error.tenant.access_denied');
  });

  it('works on when its maker becomes staff: its scopes are no owner’s matter', async () => {
    const { provider } = await office();
    const maker = await createPerson(api.admin);
    await addMember(api.admin, provider, maker, 'owner');
    const body = { name: 'A script', scopes: API_SCOPES };
    const { key } = (await api.client.post<ApiKeyCreated>(KEYS, { token: await api.signIn(maker), body })).body;
    const lowered = await api.client.patch(`/api/tenant/members/${maker.id}`, {
      token: await api.signIn(provider.owner),
      body: { role: 'staff' },
    });
    expect(lowered.status).toBe(200);
    expect((await read(key)).status).toBe(200);
    // What they may do as staff, the key may do; what they may not, it never could.
    expectFailure(await api.client.get(KEYS, { token: key }), 'error.auth.required');
    expectFailure(await api.client.get(KEYS, { token: await api.signIn(maker) }), 'error.auth.role_required');
  });

  it('says when it was last used; one that lies idle does not', async () => {
    const { make, list } = await office();
    const [used, idle] = [(await make()).body, (await make()).body];
    expect((await read(used.key)).status).toBe(200);
    const lastUsed = async (id: string) => (await list()).find((each) => each.id === id)?.last_used_at;
    // Written beside the request, which does not wait for it.
    let at: string | null | undefined = null;
    while (at === null) at = await lastUsed(used.api_key.id);
    expect(Math.abs(Date.now() - Date.parse(at ?? ''))).toBeLessThan(60_000);
    expect(await lastUsed(idle.api_key.id)).toBeNull();
    await read(used.key);
    expect(await lastUsed(used.api_key.id)).toBe(at);
  });

  it('is never a person: news of what it did goes to its maker, and it reads none of it', async () => {
    const { provider } = await office();
    const maker = await createStaff(api.admin, provider);
    const { key } = await createApiKey(api.admin, provider, maker);
    const run = await createRun(api.admin, provider, { name: 'Septic pump-out' });
    const invitee = await createPerson(api.admin, { displayName: 'June Frank' });
    const invited = await api.client.post<InvitationsCreated>(`${RUNS}/${run.id}/stakeholder-invites`, {
      token: key,
      body: { invitees: [{ email: invitee.email }] },
    });
    const link = invited.body.invitations[0]?.claim_url.slice('/i/'.length);
    expect((await api.client.post(`/api/i/${link}/claim`, { token: await api.signIn(invitee) })).status).toBe(200);
    const told = async (person: Person) =>
      (await api.client.get<NotificationPage>('/api/notifications', { token: await api.signIn(person) })).body
        .notifications;
    expect(await told(maker)).toMatchObject([
      { title: 'Invitation claimed', body: 'June Frank now has access to "Septic pump-out"' },
    ]);
    expect(await told(provider.owner)).toEqual([]);
    for (const path of ['/api/notifications', '/api/auth/me', '/api/runs', `/api/runs/${run.id}/view`]) {
      expectFailure(await api.client.get(path, { token: key }), 'error.auth.required');
    }
    expectFailure(await api.client.post(`/api/i/${link}/claim`, { token: key }), 'error.auth.required');
  });

  it.each(['srk_', 'srk_short', `srk_${'a'.repeat(43)}`, `SRK_${'a'.repeat(43)}`, `srk_${'a'.repeat(20)} x`])(
    'that nobody made is nobody’s: %j',
    async (key) => {
      expectFailure(await read(key), 'error.auth.required');
    },
  );
});
