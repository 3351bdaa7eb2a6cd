import type { NotificationPage, RunViewAnswer, SharedRunPage, UnreadCount } from '@service-runs/contracts';
import {
  createGrant,
  createInvitation,
  createNotification,
  createPerson,
  createPortal,
  createProvider,
  createRun,
  createStaff,
  publish,
  unknownId,
  type Person,
} from '../factories';
import { expectFailure, useApi, type Answer } from '../support/api';

const api = useApi();

const VIEW_KEYS = [
  'contact_email',
  'contact_phone',
  'ends_at',
  'id',
  'market_mode',
  'name',
  'publishing_state',
  'scheduled_date',
  'scheduled_end_date',
  'scheduled_end_time',
  'scheduled_time',
  'starts_at',
  'status',
  'tenant_name',
  'time_zone',
  'zone_name',
];

describe('the view of a run', () => {
  const view = async (runId: string, person: Person, tenant?: string) =>
    api.client.get<RunViewAnswer>(`/api/runs/${runId}/view`, { token: await api.signIn(person), tenant });

  /** A run with something to hide in every corner. */
  async function guarded() {
    const provider = await createProvider(api.admin, { name: 'Inlet Septic', contactPhone: '250-555-0100' });
    const portal = await createPortal(api.admin);
    const run = await createRun(api.admin, provider, {
      internalNotes: 'CANARY-NOTES',
      serviceAddress: 'CANARY-ADDRESS',
      priceCents: 424_242,
      marketMode: 'TARGETED',
      portalId: portal.id,
    });
    await publish(api.admin, run, portal);
    const other = await createPerson(api.admin, {
      email: `canary-${unknownId()}@people.example`,
      displayName: 'CANARY-OTHER',
    });
    await createGrant(api.admin, run, other, { role: 'CANARY-ROLE' });
    await createInvitation(api.admin, run, {
      name: 'CANARY-INVITEE',
      message: 'CANARY-MESSAGE',
      inviter: provider.owner,
    });
    return { provider, portal, run, other };
  }

  it('shows a stakeholder these keys and no others', async () => {
    const { provider, portal, run, other } = await guarded();
    const person = await createPerson(api.admin);
    const invitation = await createInvitation(api.admin, run, {
      claimedBy: person,
    });
    await createGrant(api.admin, run, person, {
      invitation,
      role: 'property_owner',
      grantedAt: '2026-02-01T10:00:00.123456Z',
    });
    const { status, body, text } = await view(run.id, person);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['access', 'ok', 'run']);
    expect(Object.keys(body.run).sort()).toEqual(VIEW_KEYS);
    expect(body).toEqual({
      ok: true,
      run: {
        id: run.id,
        name: run.name,
        market_mode: 'TARGETED',
        status: 'scheduled',
        scheduled_date: '2026-03-12',
        scheduled_time: '09:00',
        scheduled_end_date: '2026-03-12',
        scheduled_end_time: '17:00',
        starts_at: '2026-03-12T16:00:00.000Z',
        ends_at: '2026-03-13T00:00:00.000Z',
        time_zone: 'America/Vancouver',
        publishing_state: 'published',
        zone_name: 'Bamfield west side',
        tenant_name: 'Inlet Septic',
        contact_phone: '250-555-0100',
        contact_email: null,
      },
      access: { type: 'stakeholder', stakeholder_role: 'property_owner', granted_at: '2026-02-01T10:00:00.123Z' },
    });
    expect(text).not.toMatch(/canary|424242/i);
    for (const secret of [
      provider.id,
      provider.owner.id,
      provider.owner.email,
      other.id,
      other.email,
      person.id,
      person.email,
      portal.id,
      portal.name,
      invitation.id,
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('shows a member of the organisation the same, as a member', async () => {
    const { provider, run } = await guarded();
    const { body, text } = await view(run.id, await createStaff(api.admin, provider));
    expect(body.access).toEqual({ type: 'tenant', stakeholder_role: null, granted_at: null });
    expect(Object.keys(body.run).sort()).toEqual(VIEW_KEYS);
    expect(text).not.toMatch(/canary|424242/i);
  });

  it('takes a grant before a membership, and a membership where the grant was revoked', async () => {
    const { provider, run } = await guarded();
    const staff = await createStaff(api.admin, provider);
    await createGrant(api.admin, run, staff, { role: 'neighbour' });
    expect((await view(run.id, staff)).body.access).toMatchObject({
      type: 'stakeholder',
      stakeholder_role: 'neighbour',
    });
    await api.admin.query(
      `UPDATE cc_service_run_stakeholders SET status = 'revoked' WHERE stakeholder_individual_id = $1`,
      [staff.id],
    );
    expect((await view(run.id, staff)).body.access.type).toBe('tenant');
  });

  it('does not care for X-Tenant-Id', async () => {
    const { provider, run } = await guarded();
    const staff = await createStaff(api.admin, provider);
    const stranger = await createPerson(api.admin);
    for (const tenant of [unknownId(), 'garbage', (await createProvider(api.admin)).id]) {
      expect((await view(run.id, staff, tenant)).status).toBe(200);
    }
    expectFailure(await view(run.id, stranger, provider.id), 'error.run.access_denied');
  });

  it('is refused alike for a run that one may not see and for one that is not there', async () => {
    const { run } = await guarded();
    const person = await createPerson(api.admin);
    await createInvitation(api.admin, run, { email: person.email });
    const answers = [];
    for (const id of [run.id, unknownId(), 'garbage']) answers.push(await view(id, person));
    const former = await createPerson(api.admin);
    await createGrant(api.admin, run, former, { revoked: true });
    answers.push(await view(run.id, former));
    for (const answer of answers) expectFailure(answer, 'error.run.access_denied');
    const withoutIds = answers.map(({ headers }) =>
      [...headers].map(([name, value]) => (/date|request-id/.test(name) ? name : `${name}: ${value}`)),
    );
    for (const headers of withoutIds) expect(headers).toEqual(withoutIds[0]);
  });

  it.each([
    ['2026-03-08T09:59:00Z', 'America/Los_Angeles', '2026-03-08', '01:59'],
    ['2026-03-08T10:00:00Z', 'America/Los_Angeles', '2026-03-08', '03:00'],
    ['2026-11-01T09:30:00Z', 'America/Los_Angeles', '2026-11-01', '01:30'],
    ['2026-01-01T07:59:59Z', 'America/Vancouver', '2025-12-31', '23:59'],
    ['2026-03-12T18:15:00Z', 'Asia/Kathmandu', '2026-03-13', '00:00'],
    ['2026-03-12T16:00:00Z', 'america/vancouver', '2026-03-12', '09:00'],
    ['1970-01-01T00:00:00Z', 'America/Vancouver', '1969-12-31', '16:00'],
    ['9999-12-31T23:59:59Z', 'UTC', '9999-12-31', '23:59'],
    ['9999-12-31T23:00:00Z', 'Asia/Tokyo', '10000-01-01', '08:00'],
  ])('tells %s in %s as %s %s', async (startsAt, timeZone, date, time) => {
    const provider = await createProvider(api.admin);
    const run = await createRun(api.admin, provider, { startsAt, timeZone });
    const { body } = await view(run.id, provider.owner);
    expect([
      body.run.scheduled_date,
      body.run.scheduled_time,
      body.run.scheduled_end_date,
      body.run.scheduled_end_time,
    ]).toEqual([date, time, null, null]);
  });

  it('has no date where the run has none, and follows its publications', async () => {
    const provider = await createProvider(api.admin);
    const run = await createRun(api.admin, provider, { startsAt: null, zoneName: null });
    const first = await view(run.id, provider.owner);
    expect(first.body.run).toMatchObject({
      scheduled_date: null,
      scheduled_time: null,
      starts_at: null,
      publishing_state: null,
      zone_name: null,
    });
    await publish(api.admin, run, await createPortal(api.admin), { unpublished: true });
    expect((await view(run.id, provider.owner)).body.run.publishing_state).toBe('unpublished');
  });
});

describe('the runs shared with me', () => {
  const shared = (token: string, query = '') => api.client.get<SharedRunPage>(`/api/runs${query}`, { token });

  it('are those of active grants, the last to be granted first, in the form of the view', async () => {
    const provider = await createProvider(api.admin);
    const person = await createPerson(api.admin);
    const [early, late, ended] = [
      await createRun(api.admin, provider),
      await createRun(api.admin, provider),
      await createRun(api.admin, provider),
    ];
    await createGrant(api.admin, early, person, { grantedAt: '2026-01-01T00:00:00Z', role: 'neighbour' });
    await createGrant(api.admin, late, person, { grantedAt: '2026-02-01T00:00:00Z' });
    await createGrant(api.admin, ended, person, { revoked: true });
    await createGrant(api.admin, await createRun(api.admin, provider), await createPerson(api.admin));
    const token = await api.signIn(person);
    const { body } = await shared(token);
    expect(body.runs.map(({ id }) => id)).toEqual([late.id, early.id]);
    const [, { access, ...run }] = body.runs as [unknown, SharedRunPage['runs'][number]];
    const view = await api.client.get<RunViewAnswer>(`/api/runs/${early.id}/view`, { token });
    expect({ ok: true, run, access }).toEqual(view.body);
    expect(Object.keys(body).sort()).toEqual(['next_cursor', 'ok', 'runs']);
  });

  it('are none for a member of the organisation without a grant', async () => {
    const provider = await createProvider(api.admin);
    await createRun(api.admin, provider);
    expect((await shared(await api.signIn(provider.owner))).body).toEqual({ ok: true, runs: [], next_cursor: null });
  });

  it('page over grants of one instant without skipping or repeating one', async () => {
    const provider = await createProvider(api.admin);
    const person = await createPerson(api.admin);
    for (let i = 0; i < 11; i++)
      await createGrant(api.admin, await createRun(api.admin, provider), person, {
        grantedAt: '2026-01-01T00:00:00.000001Z',
      });
    const token = await api.signIn(person);
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: Answer<SharedRunPage> = await shared(token, `?limit=4${cursor && `&cursor=${cursor}`}`);
      ids.push(...body.runs.map(({ id }) => id));
      cursor = body.next_cursor;
    }
    expect([ids.length, new Set(ids).size]).toEqual([11, 11]);
  });
});

describe('notifications', () => {
  const list = (token: string, query = '') => api.client.get<NotificationPage>(`/api/notifications${query}`, { token });
  const count = async (token: string) =>
    (await api.client.get<UnreadCount>('/api/notifications/unread-count', { token })).body;

  it('are one’s own, newest first, with these keys and no others', async () => {
    const [person, other] = [await createPerson(api.admin), await createPerson(api.admin)];
    const early = await createNotification(api.admin, person, { createdAt: '2026-01-01T00:00:00Z', read: true });
    const late = await createNotification(api.admin, person, { createdAt: '2026-01-02T00:00:00Z' });
    await createNotification(api.admin, other);
    const { body } = await list(await api.signIn(person));
    expect(body.notifications.map(({ id }) => id)).toEqual([late.id, early.id]);
    expect(body.notifications.map((row) => Object.keys(row).sort())).toEqual(
      body.notifications.map(() => [
        'action_url',
        'body',
        'category',
        'context_id',
        'context_type',
        'created_at',
        'id',
        'read_at',
        'title',
      ]),
    );
  });

  it('can be asked for unread only, and counted', async () => {
    const person = await createPerson(api.admin);
    const unread = await createNotification(api.admin, person);
    await createNotification(api.admin, person, { read: true });
    const token = await api.signIn(person);
    expect((await list(token, '?unread=true')).body.notifications.map(({ id }) => id)).toEqual([unread.id]);
    expect((await list(token, '?unread=false')).body.notifications).toHaveLength(2);
    expect(await count(token)).toEqual({ ok: true, unread_count: 1 });
    expect((await api.client.get('/api/notifications?unread=1', { token })).status).toBe(400);
  });

  it('are read one by one, and a second time changes nothing', async () => {
    const person = await createPerson(api.admin);
    const { id } = await createNotification(api.admin, person);
    await createNotification(api.admin, person);
    const token = await api.signIn(person);
    const first = await api.client.post(`/api/notifications/${id}/read`, { token });
    expect([first.status, first.body]).toEqual([200, { ok: true, unread_count: 1 }]);
    const at = (await list(token)).body.notifications.find((row) => row.id === id)?.read_at;
    expect(at).toMatch(/Z$/);
    expect((await api.client.post(`/api/notifications/${id}/read`, { token })).body).toEqual(first.body);
    expect((await list(token)).body.notifications.find((row) => row.id === id)?.read_at).toBe(at);
  });

  it('are read all at once, one’s own only', async () => {
    const [person, other] = [await createPerson(api.admin), await createPerson(api.admin)];
    for (let i = 0; i < 3; i++) await createNotification(api.admin, person);
    await createNotification(api.admin, other);
    const token = await api.signIn(person);
    expect((await api.client.post('/api/notifications/read-all', { token })).body).toEqual({
      ok: true,
      unread_count: 0,
    });
    expect(await count(await api.signIn(other))).toEqual({ ok: true, unread_count: 1 });
  });

  it('of another are not found, and stay unread', async () => {
    const [person, other] = [await createPerson(api.admin), await createPerson(api.admin)];
    const { id } = await createNotification(api.admin, other);
    const token = await api.signIn(person);
    for (const one of [id, unknownId(), '1']) {
      expectFailure(await api.client.post(`/api/notifications/${one}/read`, { token }), 'error.notification.not_found');
    }
    expect(await count(await api.signIn(other))).toEqual({ ok: true, unread_count: 1 });
  });

  it('lead to a link while it lives, and nowhere once it is dead', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const person = await createPerson(api.admin);
    const token = await api.signIn(person);
    const urlOf = async (id: string) => (await list(token)).body.notifications.find((row) => row.id === id)?.action_url;
    const told = async (options: Parameters<typeof createInvitation>[2], linkVersion = 1) => {
      const invitation = await createInvitation(api.admin, run, options);
      return { invitation, ...(await createNotification(api.admin, person, { invitation, linkVersion })) };
    };
    const live = await told({});
    expect(await urlOf(live.id)).toBe(`/i/${live.invitation.token}`);
    expect((await api.client.get(`/api${await urlOf(live.id)}`)).status).toBe(200);
    for (const dead of [
      await told({ pastItsTime: true }),
      await told({ status: 'revoked' }),
      await told({ status: 'expired' }),
      // Of an earlier version of the link: it was reissued since.
      await told({ version: 2 }, 1),
    ]) {
      expect(await urlOf(dead.id)).toBeNull();
    }
  });

  it('page over those of one instant without skipping or repeating one', async () => {
    const person = await createPerson(api.admin);
    for (let i = 0; i < 9; i++)
      await createNotification(api.admin, person, { createdAt: '2026-01-01T00:00:00.000001Z', read: i % 2 === 0 });
    const token = await api.signIn(person);
    for (const [filter, expected] of [
      ['', 9],
      ['&unread=true', 4],
    ] as const) {
      const ids: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body }: Answer<NotificationPage> = await list(
          token,
          `?limit=2${filter}${cursor && `&cursor=${cursor}`}`,
        );
        ids.push(...body.notifications.map(({ id }) => id));
        cursor = body.next_cursor;
      }
      expect([ids.length, new Set(ids).size]).toEqual([expected, expected]);
    }
  });
});
