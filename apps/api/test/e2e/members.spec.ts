import type { ApiKeyCreated, MemberAnswer, Members, MemberRole } from '@service-runs/contracts';
import {
  addMember,
  createApiKey,
  createPerson,
  createProvider,
  createRun,
  createStaff,
  unknownId,
  type Person,
  type Provider,
} from '../factories';
import { expectFailure, expectInvalid, useApi } from '../support/api';

const api = useApi();
const MEMBERS = '/api/tenant/members';

async function office() {
  const provider = await createProvider(api.admin);
  const owner = await api.signIn(provider.owner);
  return {
    provider,
    owner,
    change: (person: { id: string }, role: unknown, token = owner) =>
      api.client.patch<MemberAnswer>(`${MEMBERS}/${person.id}`, { token, tenant: provider.id, body: { role } }),
    remove: (person: { id: string }, token = owner) =>
      api.client.call('DELETE', `${MEMBERS}/${person.id}`, { token, tenant: provider.id }),
  };
}

async function anOwner(provider: Provider): Promise<Person> {
  const person = await createPerson(api.admin);
  await addMember(api.admin, provider, person, 'owner');
  return person;
}

async function rolesOf(provider: Provider): Promise<Record<string, string>> {
  const { rows } = await api.admin.query<{ individual_id: string; role: MemberRole }>(
    'SELECT individual_id, role FROM cc_tenant_members WHERE tenant_id = $1',
    [provider.id],
  );
  return Object.fromEntries(rows.map(({ individual_id, role }) => [individual_id, role]));
}

const trailOf = async (provider: Provider) =>
  (
    await api.admin.query(
      `SELECT action, actor_individual_id AS by, subject_id AS whom, detail FROM cc_audit_events
        WHERE tenant_id = $1 AND action LIKE 'member.%' ORDER BY created_at, id`,
      [provider.id],
    )
  ).rows;

describe('the members of an organisation', () => {
  it('are shown to each of them, owners first, and to nobody else', async () => {
    const { provider, owner } = await office();
    const staff = await createStaff(api.admin, provider);
    const other = await createProvider(api.admin);
    const shown = (person: Person, role: MemberRole) => ({
      individual: { id: person.id, display_name: person.displayName, email: person.email, email_verified: true },
      role,
      joined_at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const expected = { ok: true, members: [shown(provider.owner, 'owner'), shown(staff, 'staff')] };
    for (const token of [owner, await api.signIn(staff)]) {
      expect((await api.client.get<Members>(MEMBERS, { token })).body).toEqual(expected);
    }
    const foreign = await api.signIn(other.owner);
    expectFailure(await api.client.get(MEMBERS, { token: foreign, tenant: provider.id }), 'error.tenant.access_denied');
    const { body } = await api.client.get<Members>(MEMBERS, { token: foreign });
    expect(body.members.map(({ individual }) => individual.id)).toEqual([other.owner.id]);
  });

  it('of another organisation are not found, whatever is done to them', async () => {
    const { provider, change, remove } = await office();
    const theirs = await createProvider(api.admin);
    await anOwner(theirs);
    const before = await rolesOf(theirs);
    for (const whom of [theirs.owner, await createPerson(api.admin), { id: unknownId() }, { id: 'garbage' }]) {
      expectFailure(await change(whom, 'staff'), 'error.member.not_found');
      expectFailure(await remove(whom), 'error.member.not_found');
    }
    expect(await rolesOf(theirs)).toEqual(before);
    expect(await trailOf(provider)).toEqual([]);
  });

  it('are changed by owners only', async () => {
    const { provider, change, remove } = await office();
    const [staff, colleague] = [await createStaff(api.admin, provider), await createStaff(api.admin, provider)];
    const token = await api.signIn(staff);
    for (const whom of [staff, colleague, provider.owner]) {
      expectFailure(await change(whom, 'owner', token), 'error.auth.role_required');
      expectFailure(await remove(whom, token), 'error.auth.role_required');
    }
    expect(Object.values(await rolesOf(provider)).sort()).toEqual(['owner', 'staff', 'staff']);
  });
});

describe('a member’s role', () => {
  it('is changed with effect on the very next request, and written down', async () => {
    const { provider, change } = await office();
    const staff = await createStaff(api.admin, provider);
    const token = await api.signIn(staff);
    const settings = () => api.client.get('/api/tenant/api-keys', { token });
    expectFailure(await settings(), 'error.auth.role_required');
    const raised = await change(staff, 'owner');
    expect([raised.status, raised.body.member]).toMatchObject([200, { individual: { id: staff.id }, role: 'owner' }]);
    expect((await settings()).status).toBe(200);
    expect((await change(staff, 'staff')).body.member.role).toBe('staff');
    expectFailure(await settings(), 'error.auth.role_required');
    const by = provider.owner.id;
    expect(await trailOf(provider)).toEqual([
      { action: 'member.role_changed', by, whom: staff.id, detail: { from: 'staff', to: 'owner' } },
      { action: 'member.role_changed', by, whom: staff.id, detail: { from: 'owner', to: 'staff' } },
    ]);
  });

  it('that they have already stays, and is no event', async () => {
    const { provider, change } = await office();
    const staff = await createStaff(api.admin, provider);
    expect((await change(staff, 'staff')).body.member.role).toBe('staff');
    expect((await change(provider.owner, 'owner')).body.member.role).toBe('owner');
    expect(await trailOf(provider)).toEqual([]);
  });

  it.each([undefined, null, '', 'admin', 'Owner', ['owner'], true])('is not %j', async (role) => {
    const { provider, change } = await office();
    const staff = await createStaff(api.admin, provider);
    expectInvalid(await change(staff, role), ['role', role == null ? 'required' : 'choice']);
    expect((await rolesOf(provider))[staff.id]).toBe('staff');
  });
});

describe('a member who is removed', () => {
  it('is out on the very next request, with a token that is still good, and so are their keys', async () => {
    const { provider, remove } = await office();
    const leaver = await anOwner(provider);
    const token = await api.signIn(leaver);
    const run = await createRun(api.admin, provider);
    const made = await api.client.post<ApiKeyCreated>('/api/tenant/api-keys', {
      token,
      body: { name: 'A script', scopes: ['runs:read'] },
    });
    const { key: older } = await createApiKey(api.admin, provider, leaver);
    const { key: another } = await createApiKey(api.admin, provider, provider.owner);
    const asMember = [
      () => api.client.get('/api/provider/runs', { token, tenant: provider.id }),
      () => api.client.get(MEMBERS, { token, tenant: provider.id }),
      () => api.client.get('/api/tenant', { token, tenant: provider.id }),
      () => api.client.patch('/api/tenant', { token, tenant: provider.id, body: {} }),
    ];
    const byKey = [made.body.key, older].map((key) => () => api.client.get('/api/provider/runs', { token: key }));
    for (const call of [...asMember, ...byKey]) expect((await call()).status).toBe(200);
    expect((await api.client.get(`/api/runs/${run.id}/view`, { token })).status).toBe(200);

    expect([(await remove(leaver)).status, await rolesOf(provider)]).toEqual([200, { [provider.owner.id]: 'owner' }]);
    for (const call of asMember) expectFailure(await call(), 'error.tenant.access_denied');
    for (const call of byKey) expectFailure(await call(), 'error.auth.required');
    expectFailure(await api.client.get(`/api/runs/${run.id}/view`, { token }), 'error.run.access_denied');
    // The session goes on, and nobody else's key stops.
    expect((await api.client.get('/api/auth/me', { token })).status).toBe(200);
    expect((await api.client.get('/api/provider/runs', { token: another })).status).toBe(200);
    expect(await trailOf(provider)).toEqual([
      { action: 'member.removed', by: provider.owner.id, whom: leaver.id, detail: { from: 'owner', to: null } },
    ]);
    expectFailure(await remove(leaver), 'error.member.not_found');
  });

  it('gets none of their keys back with the membership', async () => {
    const { provider, remove } = await office();
    const leaver = await createStaff(api.admin, provider);
    const { key } = await createApiKey(api.admin, provider, leaver);
    await remove(leaver);
    await addMember(api.admin, provider, leaver);
    expectFailure(await api.client.get('/api/provider/runs', { token: key }), 'error.auth.required');
  });

  it('in the middle of making a key leaves none behind', async () => {
    const { provider, remove } = await office();
    const leaver = await anOwner(provider);
    const token = await api.signIn(leaver);
    const holder = await api.admin.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE cc_api_keys IN SHARE MODE');
      const making = api.client.post('/api/tenant/api-keys', { token, body: { name: 'Late', scopes: ['runs:read'] } });
      await waitingFor('cc_api_keys', 1);
      const removing = remove(leaver);
      await waitingFor('cc_api_keys', 2);
      await holder.query('COMMIT');
      expect((await removing).status).toBe(200);
      // Made just before they went, or refused since they were gone: never an error of ours.
      expect([201, 403]).toContain((await making).status);
    } finally {
      holder.release();
    }
    const { rowCount } = await api.admin.query('SELECT FROM cc_api_keys WHERE tenant_id = $1', [provider.id]);
    expect(rowCount).toBe(0);
  });

  async function waitingFor(table: string, count: number): Promise<void> {
    for (;;) {
      const { rowCount } = await api.admin.query(
        `SELECT FROM pg_locks WHERE relation = $1::regclass AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        [table],
      );
      if ((rowCount ?? 0) >= count) return;
    }
  }
});

describe('the last owner', () => {
  it('can neither leave nor be lowered, by themselves', async () => {
    const { provider, change, remove } = await office();
    await createStaff(api.admin, provider);
    expectFailure(await remove(provider.owner), 'error.member.last_owner');
    expectFailure(await change(provider.owner, 'staff'), 'error.member.last_owner');
    expect((await rolesOf(provider))[provider.owner.id]).toBe('owner');
    expect(await trailOf(provider)).toEqual([]);
  });

  it('may go once there is another, who then is the last', async () => {
    const { provider, change, remove } = await office();
    const staff = await createStaff(api.admin, provider);
    await change(staff, 'owner');
    expect((await change(provider.owner, 'staff')).status).toBe(200);
    const token = await api.signIn(staff);
    expectFailure(await change(staff, 'staff', token), 'error.member.last_owner');
    expect((await remove(provider.owner, token)).status).toBe(200);
    expectFailure(await remove(staff, token), 'error.member.last_owner');
    expect(await rolesOf(provider)).toEqual({ [staff.id]: 'owner' });
  });

  it('of one organisation is not saved by an owner of another', async () => {
    const { provider, remove } = await office();
    const other = await createProvider(api.admin);
    await addMember(api.admin, other, provider.owner, 'owner');
    expectFailure(await remove(provider.owner), 'error.member.last_owner');
  });
});
