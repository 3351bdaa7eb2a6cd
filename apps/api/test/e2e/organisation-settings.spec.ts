import type {
  ErrorBody,
  PublicInvitationAnswer,
  RunAnswer,
  RunViewAnswer,
  TenantAnswer,
} from '@service-runs/contracts';
import {
  addMember,
  createGrant,
  createInvitation,
  createPerson,
  createProvider,
  createRun,
  createStaff,
} from '../factories';
import { expectFailure, expectInvalid, useApi } from '../support/api';

const api = useApi();
const TENANT = '/api/tenant';

async function office() {
  const provider = await createProvider(api.admin, {
    name: 'Inlet Septic',
    timeZone: 'America/Vancouver',
    contactPhone: '250-555-0142',
    contactEmail: 'office@inlet.example',
  });
  const token = await api.signIn(provider.owner);
  return {
    provider,
    token,
    get: async () => (await api.client.get<TenantAnswer>(TENANT, { token })).body.tenant,
    change: (body: unknown, by = token) => api.client.patch<TenantAnswer>(TENANT, { token: by, body }),
    edits: async () => {
      const { rows } = await api.admin.query<{ fields: string[]; by: string }>(
        `SELECT detail -> 'fields' AS fields, actor_individual_id AS by FROM cc_audit_events
          WHERE tenant_id = $1 AND action = 'tenant.edited' ORDER BY created_at, id`,
        [provider.id],
      );
      return rows;
    },
  };
}

describe('the settings of an organisation', () => {
  it('change in what is given and keep the rest; which fields is written down, and never what stood there', async () => {
    const { provider, get, change, edits } = await office();
    const before = await get();
    expect(before).toEqual({
      id: provider.id,
      name: 'Inlet Septic',
      slug: expect.any(String),
      time_zone: 'America/Vancouver',
      contact_phone: '250-555-0142',
      contact_email: 'office@inlet.example',
    });
    const renamed = await change({ name: ' Inlet & Söhne ' });
    expect([renamed.status, renamed.body]).toEqual([200, { ok: true, tenant: { ...before, name: 'Inlet & Söhne' } }]);
    const moved = await change({ time_zone: 'America/Edmonton', contact_email: ' Dispatch@Inlet.Example ' });
    expect(moved.body.tenant).toEqual({
      ...before,
      name: 'Inlet & Söhne',
      time_zone: 'America/Edmonton',
      contact_email: 'dispatch@inlet.example',
    });
    expect(await get()).toEqual(moved.body.tenant);
    expect(await edits()).toEqual([
      { fields: ['name'], by: provider.owner.id },
      { fields: ['time_zone', 'contact_email'], by: provider.owner.id },
    ]);
  });

  it('take null for no contact, and only there', async () => {
    const { get, change } = await office();
    const none = await change({ contact_phone: null, contact_email: null });
    expect(none.body.tenant).toMatchObject({ contact_phone: null, contact_email: null });
    for (const key of ['name', 'time_zone']) {
      const { status, body } = await change({ [key]: null });
      expect([status, (body as unknown as ErrorBody).details?.[0]?.path]).toEqual([400, key]);
    }
    expect(await get()).toEqual(none.body.tenant);
  });

  it.each([
    [{ name: '' }, 'name', 'min_length'],
    [{ name: ' \t ' }, 'name', 'min_length'],
    [{ name: 'x'.repeat(201) }, 'name', 'max_length'],
    [{ time_zone: '' }, 'time_zone', 'time_zone'],
    [{ time_zone: 'Mars/Olympus' }, 'time_zone', 'time_zone'],
    [{ time_zone: '+02:00' }, 'time_zone', 'time_zone'],
    [{ contact_phone: '' }, 'contact_phone', 'min_length'],
    [{ contact_phone: '1'.repeat(51) }, 'contact_phone', 'max_length'],
    [{ contact_email: '' }, 'contact_email', 'email'],
    [{ contact_email: 'nobody' }, 'contact_email', 'email'],
    [{ contact_email: 'a@inlet.example, b@inlet.example' }, 'contact_email', 'email'],
    [{ slug: 'mine' }, 'slug', 'unknown'],
    [{ id: 'mine' }, 'id', 'unknown'],
  ])('refuse %j, and the rest with it', async (body, path, rule) => {
    const { get, change, edits } = await office();
    const before = await get();
    expectInvalid(await change({ contact_phone: '250-555-0199', ...body }), [path, rule]);
    expect([await get(), await edits()]).toEqual([before, []]);
  });

  it('that are given as they are, or not at all, are no change', async () => {
    const { get, change, edits } = await office();
    const before = await get();
    for (const body of [
      undefined,
      {},
      { name: before.name },
      { name: before.name, contact_phone: before.contact_phone },
    ]) {
      expect((await change(body)).body.tenant).toEqual(before);
    }
    expect(await edits()).toEqual([]);
    await change({ name: before.name, contact_phone: null });
    expect((await edits()).map(({ fields }) => fields)).toEqual([['contact_phone']]);
  });

  it('by two owners at once lose neither’s change', async () => {
    const { provider, token, get, change } = await office();
    const partner = await createPerson(api.admin);
    await addMember(api.admin, provider, partner, 'owner');
    const theirs = await api.signIn(partner);
    for (let round = 0; round < 12; round++) {
      const [name, phone] = [`Inlet ${round}`, `250-555-01${round + 10}`];
      await Promise.all([change({ name }, token), change({ contact_phone: phone }, theirs)]);
      expect(await get()).toMatchObject({ name, contact_phone: phone });
    }
  });

  it('are read by staff, who need the zone and the contact, and changed by owners only', async () => {
    const { provider, get, change, edits } = await office();
    const staff = await api.signIn(await createStaff(api.admin, provider));
    const before = await get();
    expect((await api.client.get<TenantAnswer>(TENANT, { token: staff })).body.tenant).toEqual(before);
    expectFailure(await change({ name: 'Ours now' }, staff), 'error.auth.role_required');
    expectFailure(await change({}, staff), 'error.auth.role_required');
    const stranger = await api.signIn((await createProvider(api.admin)).owner);
    const foreign = { token: stranger, tenant: provider.id };
    const renamed = await api.client.patch(TENANT, { ...foreign, body: { name: 'Ours now' } });
    for (const answer of [renamed, await api.client.get(TENANT, foreign)]) {
      expectFailure(answer, 'error.tenant.access_denied');
    }
    expect([await get(), await edits()]).toEqual([before, []]);
  });
});

describe('the contact of an organisation', () => {
  it('stands on the claim page and in the stakeholder’s view, as it is now, until it is taken away', async () => {
    const { provider, change } = await office();
    const run = await createRun(api.admin, provider);
    const stakeholder = await createPerson(api.admin);
    await createGrant(api.admin, run, stakeholder);
    const theirs = await api.signIn(stakeholder);
    const { token: link } = await createInvitation(api.admin, run);
    const shown = async () => {
      const page = await api.client.get<PublicInvitationAnswer>(`/api/i/${link}`);
      const { body } = await api.client.get<RunViewAnswer>(`/api/runs/${run.id}/view`, { token: theirs });
      const { tenant_name: name, contact_phone, contact_email } = body.run;
      expect(page.body.provider).toEqual({ name, contact_phone, contact_email });
      return page.body.provider;
    };
    expect(await shown()).toEqual({
      name: 'Inlet Septic',
      contact_phone: '250-555-0142',
      contact_email: 'office@inlet.example',
    });
    await change({ contact_phone: '+1 250 555 0199', name: 'Inlet Fuel' });
    expect(await shown()).toMatchObject({ name: 'Inlet Fuel', contact_phone: '+1 250 555 0199' });
    await change({ contact_phone: null, contact_email: null });
    expect(await shown()).toEqual({ name: 'Inlet Fuel', contact_phone: null, contact_email: null });
  });
});

describe('the time zone of an organisation', () => {
  it('is that of runs that are made from then on; those there are keep theirs', async () => {
    const { token, change } = await office();
    const make = async () =>
      (await api.client.post<RunAnswer>('/api/provider/runs', { token, body: { name: 'A run' } })).body.run;
    const before = await make();
    await change({ time_zone: 'Asia/Kolkata' });
    expect([before.time_zone, (await make()).time_zone]).toEqual(['America/Vancouver', 'Asia/Kolkata']);
    const { body } = await api.client.get<RunAnswer>(`/api/provider/runs/${before.id}`, { token });
    expect(body.run.time_zone).toBe('America/Vancouver');
  });
});
