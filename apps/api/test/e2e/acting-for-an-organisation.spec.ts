import type { ErrorBody, RunAnswer, RunPage, TenantCreated } from '@service-runs/contracts';
import {
  addMember,
  createApiKey,
  createPerson,
  createProvider,
  createRun,
  createStaff,
  removeMember,
  unknownId,
} from '../factories';
import { expectFailure, expectInvalid, useApi } from '../support/api';

const api = useApi();
const RUNS = '/api/provider/runs';

describe('making an organisation', () => {
  it('makes the caller its owner, and it the one that they act for', async () => {
    const token = await api.signIn(await createPerson(api.admin));
    const answer = await api.client.post<TenantCreated>('/api/tenants', {
      token,
      body: { name: ' Inlet & Söhne Septic ' },
    });
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        ok: true,
        tenant: {
          id: expect.any(String),
          name: 'Inlet & Söhne Septic',
          slug: expect.stringMatching(/^inlet-sohne-septic(-\w+)?$/),
        },
      },
    ]);
    const made = await api.client.post<RunAnswer>(RUNS, { token, body: { name: 'First run' } });
    expect([made.status, made.body.run.time_zone]).toEqual([201, 'America/Vancouver']);
  });

  it('gives each of a name its own slug', async () => {
    const token = await api.signIn(await createPerson(api.admin));
    const answers = await Promise.all(
      Array.from({ length: 14 }, () =>
        api.client.post<TenantCreated>('/api/tenants', { token, body: { name: 'Same Name' } }),
      ),
    );
    expect(new Set(answers.map(({ body }) => body.tenant.slug)).size).toBe(14);
    for (const { body } of answers) expect(body.tenant.slug).toMatch(/^same-name(-[0-9a-z]+)?$/);
  });

  it.each([
    [{}, 'name', 'required'],
    [{ name: '' }, 'name', 'min_length'],
    [{ name: 'A', time_zone: 'Mars/Olympus' }, 'time_zone', 'time_zone'],
    [{ name: 'A', contact_email: 'nobody' }, 'contact_email', 'email'],
    [{ name: 'A', contact_phone: '1'.repeat(51) }, 'contact_phone', 'max_length'],
    [{ name: 'A', slug: 'mine' }, 'slug', 'unknown'],
  ])('refuses %j', async (body, path, rule) => {
    const token = await api.signIn(await createPerson(api.admin));
    expectInvalid(await api.client.post('/api/tenants', { token, body }), [path, rule]);
  });
});

describe('X-Tenant-Id', () => {
  it('may be left out by who belongs to one organisation only', async () => {
    const provider = await createProvider(api.admin);
    const run = await createRun(api.admin, provider);
    const { body } = await api.client.get<RunPage>(RUNS, { token: await api.signIn(provider.owner) });
    expect(body.runs.map(({ id }) => id)).toEqual([run.id]);
  });

  it('is asked of who belongs to none or to several', async () => {
    const [first, second] = [await createProvider(api.admin), await createProvider(api.admin)];
    const nobody = await api.signIn(await createPerson(api.admin));
    expectFailure(await api.client.get(RUNS, { token: nobody }), 'error.tenant.required');
    await addMember(api.admin, second, first.owner);
    const both = await api.signIn(first.owner);
    expectFailure(await api.client.get(RUNS, { token: both }), 'error.tenant.required');
    for (const provider of [first, second]) {
      const run = await createRun(api.admin, provider);
      const { body } = await api.client.get<RunPage>(RUNS, { token: both, tenant: provider.id.toUpperCase() });
      expect(body.runs.map(({ id }) => id)).toEqual([run.id]);
    }
  });

  it.each(['', '1', 'garbage', '0198c0de-0000-7000-8000-00000000000', "' OR true --", '*'])(
    'that is %j is refused as malformed',
    async (tenant) => {
      const { owner } = await createProvider(api.admin);
      expectInvalid(await api.client.get(RUNS, { token: await api.signIn(owner), tenant }), ['X-Tenant-Id', 'id']);
    },
  );

  it('that names two organisations is refused as malformed', async () => {
    const provider = await createProvider(api.admin);
    const tenant = `${provider.id}, ${provider.id}`;
    expectInvalid(await api.client.get(RUNS, { token: await api.signIn(provider.owner), tenant }), [
      'X-Tenant-Id',
      'id',
    ]);
  });

  it('of an organisation that one does not belong to is refused, whether or not there is one', async () => {
    const [provider, other] = [await createProvider(api.admin), await createProvider(api.admin)];
    const token = await api.signIn(provider.owner);
    for (const tenant of [other.id, unknownId()]) {
      expectFailure(await api.client.get(RUNS, { token, tenant }), 'error.tenant.access_denied');
    }
  });

  it('is not read where no organisation is acted for', async () => {
    const token = await api.signIn(await createPerson(api.admin));
    expect((await api.client.get('/api/runs', { token, tenant: 'garbage' })).status).toBe(200);
  });
});

describe('a member who is removed', () => {
  it('is refused on the next request', async () => {
    const provider = await createProvider(api.admin);
    const staff = await createStaff(api.admin, provider);
    const run = await createRun(api.admin, provider);
    const token = await api.signIn(staff);
    const calls = [
      () => api.client.get(RUNS, { token, tenant: provider.id }),
      () => api.client.get(`${RUNS}/${run.id}`, { token, tenant: provider.id }),
      () => api.client.post(RUNS, { token, tenant: provider.id, body: { name: 'A' } }),
      () =>
        api.client.post(`${RUNS}/${run.id}/stakeholder-invites`, {
          token,
          tenant: provider.id,
          body: { invitees: [{ email: 'a@people.example' }] },
        }),
    ];
    for (const call of calls) expect((await call()).status).toBeLessThan(300);
    expect((await api.client.get(`/api/runs/${run.id}/view`, { token })).status).toBe(200);
    await removeMember(api.admin, provider, staff);
    for (const call of calls) expectFailure(await call(), 'error.tenant.access_denied');
    expectFailure(await api.client.get(`/api/runs/${run.id}/view`, { token }), 'error.run.access_denied');
    // The session itself goes on.
    expect((await api.client.get('/api/auth/me', { token })).status).toBe(200);
  });

  it('is refused without naming an organisation too', async () => {
    const provider = await createProvider(api.admin);
    const staff = await createStaff(api.admin, provider);
    const token = await api.signIn(staff);
    expect((await api.client.get(RUNS, { token })).status).toBe(200);
    await removeMember(api.admin, provider, staff);
    expectFailure(await api.client.get(RUNS, { token }), 'error.tenant.required');
  });
});

describe('an API key', () => {
  async function keyed(options: Parameters<typeof createApiKey>[3] = {}) {
    const provider = await createProvider(api.admin);
    const maker = await createStaff(api.admin, provider);
    const run = await createRun(api.admin, provider);
    return { provider, maker, run, ...(await createApiKey(api.admin, provider, maker, options)) };
  }

  it('acts for its organisation, with or without naming it', async () => {
    const { provider, run, key } = await keyed();
    await createRun(api.admin, await createProvider(api.admin));
    for (const tenant of [undefined, provider.id]) {
      const { body } = await api.client.get<RunPage>(RUNS, { token: key, tenant });
      expect(body.runs.map(({ id }) => id)).toEqual([run.id]);
    }
  });

  it('is refused for another organisation, and for a malformed one', async () => {
    const { key } = await keyed();
    const other = await createProvider(api.admin);
    expectFailure(await api.client.get(RUNS, { token: key, tenant: other.id }), 'error.tenant.access_denied');
    expectInvalid(await api.client.get(RUNS, { token: key, tenant: 'garbage' }), ['X-Tenant-Id', 'id']);
  });

  it('does what its scopes say and no more', async () => {
    const { key, run } = await keyed({ scopes: ['runs:read'] });
    expect((await api.client.get(RUNS, { token: key })).status).toBe(200);
    expectFailure(await api.client.post(RUNS, { token: key, body: { name: 'A' } }), 'error.auth.scope_missing');
    expectFailure(
      await api.client.get(`${RUNS}/${run.id}/stakeholder-invites`, { token: key }),
      'error.auth.scope_missing',
    );
  });

  it('without any scope does nothing', async () => {
    const { key } = await keyed({ scopes: [] });
    expectFailure(await api.client.get(RUNS, { token: key }), 'error.auth.scope_missing');
  });

  it('is nobody outside provider routes', async () => {
    const { key, run } = await keyed();
    for (const path of ['/api/auth/me', '/api/runs', `/api/runs/${run.id}/view`, '/api/notifications']) {
      expectFailure(await api.client.get(path, { token: key }), 'error.auth.required');
    }
  });

  it('that has run out, or is made up, is refused', async () => {
    const { key } = await keyed({ expired: true });
    for (const token of [key, `srk_${'a'.repeat(32)}`, 'srk_', 'srk_short', `${key}x`, key.slice(0, -1)]) {
      expectFailure(await api.client.get(RUNS, { token }), 'error.auth.required');
    }
  });

  it('that is deleted is refused on the next request', async () => {
    const { key, id } = await keyed();
    expect((await api.client.get(RUNS, { token: key })).status).toBe(200);
    await api.admin.query('DELETE FROM cc_api_keys WHERE id = $1', [id]);
    expectFailure(await api.client.get(RUNS, { token: key }), 'error.auth.required');
  });

  it('stops working when the member who made it is removed', async () => {
    const { key, provider, maker } = await keyed();
    expect((await api.client.get(RUNS, { token: key })).status).toBe(200);
    await removeMember(api.admin, provider, maker);
    expectFailure(await api.client.get(RUNS, { token: key }), 'error.auth.required');
  });

  it('writes its maker into the trail', async () => {
    const { key, maker } = await keyed();
    const { body } = await api.client.post<RunAnswer>(RUNS, { token: key, body: { name: 'By a script' } });
    const activity = await api.client.get<{ activity: { actor_name: string }[] } & ErrorBody>(
      `${RUNS}/${body.run.id}/activity`,
      { token: key },
    );
    expect(activity.body.activity.map(({ actor_name }) => actor_name)).toEqual([maker.displayName]);
  });
});
