import type {
  ActivityPage,
  ErrorBody,
  InvitationAnswer,
  InvitationPage,
  InvitationReissued,
  InvitationsCreated,
  InvitationStatus,
  NotificationPage,
  RunStatus,
  StakeholderPage,
  StakeholderRevoked,
} from '@service-runs/contracts';
import {
  createGrant,
  createInvitation,
  createMemberInvitation,
  createPerson,
  createProvider,
  createRun,
  one,
  unique,
  unknownId,
  type Provider,
  type RunFixture,
} from '../factories';
import { expectFailure, expectInvalid, useApi, type Answer } from '../support/api';

const api = useApi();

interface Desk {
  provider: Provider;
  run: RunFixture;
  token: string;
  invite<Body = InvitationsCreated>(body: unknown): Promise<Answer<Body>>;
  get<Body>(path?: string): Promise<Answer<Body>>;
  act<Body>(path: string, body?: unknown): Promise<Answer<Body>>;
}

async function desk(status: RunStatus = 'scheduled'): Promise<Desk> {
  const provider = await createProvider(api.admin);
  const run = await createRun(api.admin, provider, { status });
  const token = await api.signIn(provider.owner);
  const root = `/api/provider/runs/${run.id}`;
  return {
    provider,
    run,
    token,
    invite: (body) => api.client.post(`${root}/stakeholder-invites`, { token, body }),
    get: (path = '') => api.client.get(`${root}/stakeholder-invites${path}`, { token }),
    act: (path, body) => api.client.post(root + path, { token, body }),
  };
}

const address = () => `invitee-${unique()}@people.example`;
const tokenOf = ({ claim_url }: { claim_url: string }) => claim_url.slice('/i/'.length);
const INVITATION_KEYS = [
  'claim_token_expires_at',
  'claimed_at',
  'id',
  'invitee_email',
  'invitee_name',
  'invitee_role',
  'mail_state',
  'revoked_at',
  'revoked_reason',
  'sent_at',
  'status',
  'viewed_at',
];
const daysFromNow = (instant: string) => Math.round((Date.parse(instant) - Date.now()) / 86_400_000);

describe('inviting', () => {
  it('answers each invitation with its link, this once', async () => {
    const { run, invite, get } = await desk();
    const email = address();
    const { status, body } = await invite({
      invitees: [
        { email: ` ${email.toUpperCase()} `, name: ' Jo ', role: 'property_owner', message: 'See you there' },
        { email: address() },
      ],
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      ok: true,
      run_id: run.id,
      invitations: [
        {
          id: expect.any(String),
          invitee_email: email,
          invitee_name: 'Jo',
          invitee_role: 'property_owner',
          status: 'sent',
          claim_token_expires_at: expect.stringMatching(/Z$/),
          claim_url: expect.stringMatching(/^\/i\/[0-9a-f]{64}$/),
          reissued: false,
        },
        expect.objectContaining({ invitee_name: null, invitee_role: null }),
      ],
      skipped: [],
    });
    expect(daysFromNow(body.invitations[0]?.claim_token_expires_at ?? '')).toBe(30);
    const list = await get<InvitationPage>();
    expect(list.body.invitations.map((row) => Object.keys(row).sort())).toEqual([INVITATION_KEYS, INVITATION_KEYS]);
    const single = await get<InvitationAnswer>(`/${body.invitations[0]?.id}`);
    expect(single.body.invitation).toEqual(list.body.invitations.find(({ id }) => id === body.invitations[0]?.id));
    for (const { text } of [list, single]) expect(text).not.toMatch(/\/i\/|[0-9a-f]{64}|token_hash|claim_url/);
  });

  it('keeps no token and no link anywhere in the database', async () => {
    const { invite } = await desk();
    const person = await createPerson(api.admin);
    const { body } = await invite({ invitees: [{ email: person.email }, { email: address() }] });
    const tables = await api.admin.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    for (const { name } of tables.rows) {
      const { rows } = await api.admin.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      for (const invitation of body.invitations) {
        expect([name, rows.filter(({ row }) => row.includes(tokenOf(invitation)))]).toEqual([name, []]);
      }
    }
    // It was looked for where it could be: a notification leads to one of the links.
    const { rows } = await api.admin.query(
      `SELECT action_url FROM cc_notifications WHERE recipient_individual_id = $1`,
      [person.id],
    );
    expect(rows).toEqual([{ action_url: '/i/{token}' }]);
  });

  it('takes fifty people in the order given, and not fifty-one or none', async () => {
    const { invite, get } = await desk();
    const invitees = Array.from({ length: 51 }, (_, index) => ({ email: `${50 - index}-${address()}` }));
    const { body } = await invite({ invitees: invitees.slice(0, 50) });
    expect(body.invitations.map(({ invitee_email }) => invitee_email)).toEqual(
      invitees.slice(0, 50).map(({ email }) => email),
    );
    expectInvalid(await invite({ invitees }), ['invitees', 'max_items']);
    expectInvalid(await invite({ invitees: [] }), ['invitees', 'min_items']);
    expect((await get<InvitationPage>('?limit=100')).body.invitations).toHaveLength(50);
  });

  it('names both places of an address that stands twice, and invites nobody', async () => {
    const { invite, get } = await desk();
    const email = address();
    const answer = await invite({
      invitees: [{ email: address() }, { email }, { email: address() }, { email: email.toUpperCase() }],
    });
    expectInvalid(answer, ['invitees[1].email', 'duplicate'], ['invitees[3].email', 'duplicate']);
    expect((await get<InvitationPage>()).body.invitations).toEqual([]);
  });

  it('is all or nothing', async () => {
    const { invite, get } = await desk();
    const answer = await invite<ErrorBody>({
      invitees: [{ email: address() }, { email: address() }, { email: 'nobody' }],
    });
    expectInvalid(answer, ['invitees[2].email', 'email']);
    expect((await get<InvitationPage>()).body.invitations).toEqual([]);
  });

  it.each([
    ['expires_in_days', 'min', { expires_in_days: 0 }],
    ['expires_in_days', 'max', { expires_in_days: 91 }],
    ['expires_in_days', 'integer', { expires_in_days: 1.5 }],
    ['expires_in_days', 'integer', { expires_in_days: '30' }],
    ['send_mail', 'boolean', { send_mail: 'no' }],
    ['publish', 'unknown', { publish: true }],
    ['invitees[0].name', 'max_length', { invitees: [{ email: 'a@people.example', name: 'x'.repeat(201) }] }],
    ['invitees[0].role', 'max_length', { invitees: [{ email: 'a@people.example', role: 'x'.repeat(51) }] }],
    ['invitees[0].message', 'max_length', { invitees: [{ email: 'a@people.example', message: 'x'.repeat(1001) }] }],
    ['invitees[0].status', 'unknown', { invitees: [{ email: 'a@people.example', status: 'claimed' }] }],
    ['invitees', 'list', { invitees: { email: 'a@people.example' } }],
  ])('refuses %s that breaks the rule %s', async (path, rule, body) => {
    const { invite } = await desk();
    const answer = await invite<ErrorBody>({ invitees: [{ email: 'a@people.example' }], ...body });
    expect(answer.status).toBe(400);
    expect(answer.body.details).toContainEqual({ path, rule, message: expect.any(String) });
  });

  it.each([1, 90])('takes %i days', async (days) => {
    const { invite } = await desk();
    const { body } = await invite({ invitees: [{ email: address() }], expires_in_days: days });
    expect(daysFromNow(body.invitations[0]?.claim_token_expires_at ?? '')).toBe(days);
  });

  it.each<[RunStatus, number]>([
    ['draft', 201],
    ['scheduled', 201],
    ['in_progress', 201],
    ['completed', 409],
    ['cancelled', 409],
  ])('to a run that is %s answers %i', async (state, expected) => {
    const { invite, get } = await desk(state);
    const answer = await invite({ invitees: [{ email: address() }] });
    expect(answer.status).toBe(expected);
    if (expected === 409) expectFailure(answer, 'error.run.closed');
    expect((await get<InvitationPage>()).body.invitations).toHaveLength(expected === 201 ? 1 : 0);
  });

  it('publishes nothing', async () => {
    const { invite, run } = await desk();
    await invite({ invitees: [{ email: address() }] });
    const { rowCount } = await api.admin.query('SELECT FROM cc_run_portal_publications WHERE run_id = $1', [run.id]);
    expect(rowCount).toBe(0);
  });

  it('leaves out who has access already, and says so', async () => {
    const { invite, run } = await desk();
    const [holder, former] = [await createPerson(api.admin), await createPerson(api.admin)];
    await createGrant(api.admin, run, holder);
    await createGrant(api.admin, run, former, { revoked: true });
    const fresh = address();
    const { status, body } = await invite({
      invitees: [{ email: holder.email }, { email: fresh }, { email: former.email }],
    });
    expect([status, body.skipped]).toEqual([201, [{ invitee_email: holder.email, reason: 'already_has_access' }]]);
    expect(body.invitations.map(({ invitee_email }) => invitee_email)).toEqual([fresh, former.email]);
    const nobody = await invite({ invitees: [{ email: holder.email }] });
    expect([nobody.status, nobody.body.invitations]).toEqual([201, []]);
  });

  it('tells the verified owner of an address in the app, and nobody else', async () => {
    const { invite } = await desk();
    const [verified, unverified] = [await createPerson(api.admin), await createPerson(api.admin, { verified: false })];
    const { body } = await invite({ invitees: [{ email: verified.email }, { email: unverified.email }] });
    const told = await api.client.get<NotificationPage>('/api/notifications', { token: await api.signIn(verified) });
    expect(told.body.notifications).toEqual([
      {
        id: expect.any(String),
        category: 'system',
        title: 'Invitation',
        body: "You've been invited to view a service run",
        action_url: body.invitations[0]?.claim_url,
        context_type: 'invitation',
        context_id: body.invitations[0]?.id,
        read_at: null,
        created_at: expect.stringMatching(/Z$/),
      },
    ]);
    const untold = await api.client.get<NotificationPage>('/api/notifications', {
      token: await api.signIn(unverified),
    });
    expect(untold.body.notifications).toEqual([]);
  });
});

describe('inviting an address that has an open invitation', () => {
  it('reissues it: the same id, a new link, and the old one is dead', async () => {
    const { invite, get } = await desk();
    const person = await createPerson(api.admin);
    const first = await invite({
      invitees: [{ email: person.email, name: 'Jo', role: 'neighbour', message: 'First words' }],
    });
    const [old] = first.body.invitations;
    await api.client.get(`/api${old?.claim_url}`);
    expect((await get<InvitationAnswer>(`/${old?.id}`)).body.invitation).toMatchObject({
      status: 'viewed',
      viewed_at: expect.any(String),
    });
    const second = await invite({ invitees: [{ email: person.email, role: 'property_owner' }], expires_in_days: 7 });
    const [renewed] = second.body.invitations;
    expect(renewed).toMatchObject({
      id: old?.id,
      status: 'sent',
      reissued: true,
      invitee_name: 'Jo',
      invitee_role: 'property_owner',
    });
    expect(renewed?.claim_url).not.toBe(old?.claim_url);
    expect(daysFromNow(renewed?.claim_token_expires_at ?? '')).toBe(7);
    expect((await get<InvitationAnswer>(`/${old?.id}`)).body.invitation).toMatchObject({
      status: 'sent',
      viewed_at: null,
    });
    expectFailure(await api.client.get(`/api${old?.claim_url}`), 'error.invite.invalid_or_expired');
    const opened = await api.client.get<{ invitation: { message: string } }>(`/api${renewed?.claim_url}`);
    expect([opened.status, opened.body.invitation.message]).toEqual([200, 'First words']);
    const told = await api.client.get<NotificationPage>('/api/notifications', { token: await api.signIn(person) });
    expect(told.body.notifications.map(({ action_url }) => action_url)).toEqual([renewed?.claim_url, null]);
  });

  it('that is past its time reissues that one and makes no second', async () => {
    const { invite, run, get } = await desk();
    const stale = await createInvitation(api.admin, run, { pastItsTime: true });
    const { body } = await invite({ invitees: [{ email: stale.email }] });
    expect(body.invitations).toMatchObject([{ id: stale.id, status: 'sent', reissued: true }]);
    expect((await get<InvitationPage>()).body.invitations).toHaveLength(1);
  });

  it.each<InvitationStatus>(['claimed', 'revoked', 'expired'])(
    'but not one that is %s: that stays, and another is made',
    async (status) => {
      const { invite, run, get } = await desk();
      const former = await createInvitation(api.admin, run, { status });
      const { body } = await invite({ invitees: [{ email: former.email }] });
      expect(body.invitations).toMatchObject([{ status: 'sent', reissued: false }]);
      expect((await get<InvitationPage>()).body.invitations.map((row) => row.status).sort()).toEqual(
        [status, 'sent'].sort(),
      );
    },
  );

  it('of another run makes one for this run', async () => {
    const { invite, provider } = await desk();
    const elsewhere = await createInvitation(api.admin, await createRun(api.admin, provider));
    const { body } = await invite({ invitees: [{ email: elsewhere.email }] });
    expect(body.invitations).toMatchObject([{ reissued: false }]);
    expect((await api.client.get(`/api/i/${elsewhere.token}`)).status).toBe(200);
  });
});

describe('the list of invitations', () => {
  it('reads an open one past its time as expired, and filters by that', async () => {
    const { run, get } = await desk();
    const made: Record<string, string> = {};
    for (const status of ['sent', 'viewed', 'claimed', 'revoked', 'expired'] as const) {
      made[status] = (await createInvitation(api.admin, run, { status })).id;
    }
    made['stale'] = (await createInvitation(api.admin, run, { status: 'viewed', pastItsTime: true })).id;
    made['late'] = (await createInvitation(api.admin, run, { status: 'claimed', pastItsTime: true })).id;
    const ids = async (query: string) => (await get<InvitationPage>(query)).body.invitations.map(({ id }) => id).sort();
    expect(await ids('?status=expired')).toEqual([made['expired'], made['stale']].sort());
    expect(await ids('?status=viewed')).toEqual([made['viewed']]);
    expect(await ids('?status=claimed')).toEqual([made['claimed'], made['late']].sort());
    expect(await ids('?status=sent&status=revoked')).toEqual([made['sent'], made['revoked']].sort());
    expect(await ids('')).toEqual(Object.values(made).sort());
    const single = await get<InvitationAnswer>(`/${made['stale']}`);
    expect(single.body.invitation.status).toBe('expired');
  });

  it('pages over invitations of one instant without skipping or repeating one', async () => {
    const { run, get } = await desk();
    for (let i = 0; i < 13; i++) await createInvitation(api.admin, run);
    await api.admin.query(`UPDATE cc_invitations SET created_at = '2026-03-01T00:00:00.123456Z' WHERE run_id = $1`, [
      run.id,
    ]);
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: Answer<InvitationPage> = await get(`?limit=4${cursor && `&cursor=${cursor}`}`);
      ids.push(...body.invitations.map(({ id }) => id));
      cursor = body.next_cursor;
    }
    expect([ids.length, new Set(ids).size]).toEqual([13, 13]);
  });

  it('holds no invitation of another run, nor one to join the organisation', async () => {
    const { run, provider, get } = await desk();
    const own = await createInvitation(api.admin, run);
    const other = await createInvitation(api.admin, await createRun(api.admin, provider));
    const member = await createMemberInvitation(api.admin, provider);
    expect((await get<InvitationPage>()).body.invitations.map(({ id }) => id)).toEqual([own.id]);
    for (const { id } of [other, member]) expectFailure(await get(`/${id}`), 'error.invite.not_found');
  });
});

describe('revoking an invitation', () => {
  it.each<InvitationStatus>(['sent', 'viewed', 'expired'])('that is %s ends its link at once', async (status) => {
    const { run, act } = await desk();
    const invitation = await createInvitation(api.admin, run, { status });
    const { status: answered, body } = await act<InvitationAnswer>(`/stakeholder-invites/${invitation.id}/revoke`, {
      reason: ' Not needed ',
    });
    expect(answered).toBe(200);
    expect(Object.keys(body.invitation).sort()).toEqual(INVITATION_KEYS);
    expect(body.invitation).toMatchObject({
      status: 'revoked',
      revoked_reason: 'Not needed',
      revoked_at: expect.stringMatching(/Z$/),
    });
    expectFailure(await api.client.get(`/api/i/${invitation.token}`), 'error.invite.invalid_or_expired');
  });

  it('a second time answers the same, and the first reason stays', async () => {
    const { run, act } = await desk();
    const { id } = await createInvitation(api.admin, run);
    const first = await act<InvitationAnswer>(`/stakeholder-invites/${id}/revoke`, { reason: 'First' });
    const second = await act<InvitationAnswer>(`/stakeholder-invites/${id}/revoke`, { reason: 'Second' });
    expect([second.status, second.body]).toEqual([200, first.body]);
  });

  it('that was claimed ends the access on the very next request, and tells the person', async () => {
    const { run, act, token } = await desk();
    const [person, other] = [await createPerson(api.admin), await createPerson(api.admin)];
    const invitation = await createInvitation(api.admin, run, { email: person.email });
    await createGrant(api.admin, run, other);
    const theirs = await api.signIn(person);
    await api.client.post(`/api/i/${invitation.token}/claim`, { token: theirs });
    const view = (as: string) => api.client.get(`/api/runs/${run.id}/view`, { token: as });
    expect((await view(theirs)).status).toBe(200);
    await act(`/stakeholder-invites/${invitation.id}/revoke`);
    expectFailure(await view(theirs), 'error.run.access_denied');
    expect((await api.client.get<{ runs: unknown[] }>('/api/runs', { token: theirs })).body.runs).toEqual([]);
    expectFailure(
      await api.client.post(`/api/i/${invitation.token}/claim`, { token: theirs }),
      'error.invite.invalid_or_expired',
    );
    expect((await view(await api.signIn(other))).status).toBe(200);
    expect((await view(token)).status).toBe(200);
    const { body } = await api.client.get<NotificationPage>('/api/notifications', { token: theirs });
    expect(body.notifications[0]).toMatchObject({
      title: 'Access ended',
      body: `Your access to "${run.name}" has ended.`,
      action_url: '/app/notifications',
      context_id: invitation.id,
    });
    const row = await one(
      api.admin,
      'SELECT status, revoked_reason, revoked_at IS NOT NULL AS at FROM cc_service_run_stakeholders WHERE run_id = $1 AND stakeholder_individual_id = $2',
      [run.id, person.id],
    );
    expect(row).toEqual({ status: 'revoked', revoked_reason: 'invitation_revoked', at: true });
  });

  it('tells nobody where nothing was claimed', async () => {
    const { run, act } = await desk();
    const person = await createPerson(api.admin);
    const { id } = await createInvitation(api.admin, run, { email: person.email });
    await act(`/stakeholder-invites/${id}/revoke`);
    const { body } = await api.client.get<NotificationPage>('/api/notifications', { token: await api.signIn(person) });
    expect(body.notifications).toEqual([]);
  });

  it('takes a reason of 500 characters and not of 501', async () => {
    const { run, act } = await desk();
    const { id } = await createInvitation(api.admin, run);
    expectInvalid(await act(`/stakeholder-invites/${id}/revoke`, { reason: 'x'.repeat(501) }), [
      'reason',
      'max_length',
    ]);
    expect((await act(`/stakeholder-invites/${id}/revoke`, { reason: 'x'.repeat(500) })).status).toBe(200);
  });

  it('of another run, or of nobody, is not found', async () => {
    const { provider, act } = await desk();
    const other = await createInvitation(api.admin, await createRun(api.admin, provider));
    for (const id of [other.id, unknownId(), '1']) {
      expectFailure(await act(`/stakeholder-invites/${id}/revoke`), 'error.invite.not_found');
    }
    expect((await api.client.get(`/api/i/${other.token}`)).status).toBe(200);
  });
});

describe('reissuing an invitation', () => {
  it.each([
    ['sent', {}],
    ['viewed', { status: 'viewed' }],
    ['past its time', { status: 'viewed', pastItsTime: true }],
    ['written down as expired', { status: 'expired', pastItsTime: true }],
  ] as const)('that is %s answers a new link, and the old one is dead', async (_what, state) => {
    const { run, act } = await desk();
    const invitation = await createInvitation(api.admin, run, state);
    const { status, body } = await act<InvitationReissued>(`/stakeholder-invites/${invitation.id}/reissue`);
    expect([status, body]).toEqual([
      200,
      {
        ok: true,
        invitation: {
          id: invitation.id,
          invitee_email: invitation.email,
          invitee_name: null,
          invitee_role: null,
          status: 'sent',
          claim_token_expires_at: expect.any(String),
          claim_url: expect.stringMatching(/^\/i\/[0-9a-f]{64}$/),
          reissued: true,
        },
      },
    ]);
    expect(daysFromNow(body.invitation.claim_token_expires_at)).toBe(30);
    expectFailure(await api.client.get(`/api/i/${invitation.token}`), 'error.invite.invalid_or_expired');
    expect((await api.client.get(`/api${body.invitation.claim_url}`)).status).toBe(200);
  });

  it.each<InvitationStatus>(['claimed', 'revoked'])('that is %s is refused', async (status) => {
    const { run, act } = await desk();
    const { id } = await createInvitation(api.admin, run, { status });
    expectFailure(await act(`/stakeholder-invites/${id}/reissue`), 'error.invite.not_reissuable');
  });

  it('that has an open successor for the same address is refused', async () => {
    const { run, act } = await desk();
    const stale = await createInvitation(api.admin, run, { status: 'expired' });
    await createInvitation(api.admin, run, { email: stale.email });
    expectFailure(await act(`/stakeholder-invites/${stale.id}/reissue`), 'error.invite.not_reissuable');
  });

  it.each<RunStatus>(['completed', 'cancelled'])('to a run that is %s is refused', async (status) => {
    const { run, act } = await desk(status);
    const { id } = await createInvitation(api.admin, run);
    expectFailure(await act(`/stakeholder-invites/${id}/reissue`), 'error.run.closed');
  });

  it('of another run, or of nobody, is not found', async () => {
    const { provider, act } = await desk();
    const other = await createInvitation(api.admin, await createRun(api.admin, provider));
    for (const id of [other.id, unknownId(), '1']) {
      expectFailure(await act(`/stakeholder-invites/${id}/reissue`), 'error.invite.not_found');
    }
  });

  it('many times at once leaves one link alive', async () => {
    const { run, act } = await desk();
    const { id } = await createInvitation(api.admin, run);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => act<InvitationReissued>(`/stakeholder-invites/${id}/reissue`)),
    );
    const links = answers.map(({ body }) => body.invitation.claim_url);
    expect(new Set(links).size).toBe(8);
    const opened = await Promise.all(links.map((link) => api.client.get(`/api${link}`)));
    expect(opened.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 404)]);
  });
});

describe('the stakeholders of a run', () => {
  it('are shown by name and masked address, with the state of their access', async () => {
    const { run, provider, token } = await desk();
    const [active, former] = [
      await createPerson(api.admin, { email: `jennifer-${unique()}@people.example` }),
      await createPerson(api.admin, { verified: false }),
    ];
    const invitation = await createInvitation(api.admin, run, { status: 'claimed', claimedBy: active });
    const grant = await createGrant(api.admin, run, active, {
      invitation,
      role: 'property_owner',
      grantedAt: '2026-03-02T00:00:00Z',
    });
    const ended = await createGrant(api.admin, run, former, { revoked: true, grantedAt: '2026-03-01T00:00:00Z' });
    await createGrant(api.admin, await createRun(api.admin, provider), await createPerson(api.admin));
    const get = (query = '') =>
      api.client.get<StakeholderPage>(`/api/provider/runs/${run.id}/stakeholders${query}`, { token });
    const { body, text } = await get();
    expect(body).toEqual({
      ok: true,
      next_cursor: null,
      stakeholders: [
        {
          id: grant.id,
          individual: {
            id: active.id,
            display_name: active.displayName,
            email_masked: `j***${active.email.split('@')[0]?.at(-1)}@people.example`,
            email_verified: true,
          },
          stakeholder_role: 'property_owner',
          status: 'active',
          granted_at: '2026-03-02T00:00:00.000Z',
          revoked_at: null,
          revoked_reason: null,
          invite_id: invitation.id,
        },
        {
          id: ended.id,
          individual: {
            id: former.id,
            display_name: former.displayName,
            email_masked: expect.stringMatching(/^p\*\*\*.@people\.example$/),
            email_verified: false,
          },
          stakeholder_role: null,
          status: 'revoked',
          granted_at: '2026-03-01T00:00:00.000Z',
          revoked_at: expect.stringMatching(/Z$/),
          revoked_reason: 'invitation_revoked',
          invite_id: null,
        },
      ],
    });
    for (const { email } of [active, former]) expect(text).not.toContain(email);
    expect((await get('?status=active')).body.stakeholders.map(({ id }) => id)).toEqual([grant.id]);
    expect((await get('?status=revoked')).body.stakeholders.map(({ id }) => id)).toEqual([ended.id]);
  });

  it('page over grants of one instant without skipping or repeating one', async () => {
    const { run, token } = await desk();
    for (let i = 0; i < 7; i++)
      await createGrant(api.admin, run, await createPerson(api.admin), { grantedAt: '2026-03-01T00:00:00.000001Z' });
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/api/provider/runs/${run.id}/stakeholders?limit=3${cursor && `&cursor=${cursor}`}`;
      const { body }: Answer<StakeholderPage> = await api.client.get(path, { token });
      ids.push(...body.stakeholders.map(({ id }) => id));
      cursor = body.next_cursor;
    }
    expect([ids.length, new Set(ids).size]).toEqual([7, 7]);
  });

  it('lose their access from this side too, and their invitation with it', async () => {
    const { run, act, get } = await desk();
    const person = await createPerson(api.admin);
    const invitation = await createInvitation(api.admin, run, { email: person.email });
    const theirs = await api.signIn(person);
    await api.client.post(`/api/i/${invitation.token}/claim`, { token: theirs });
    const { id } = await one<{ id: string }>(
      api.admin,
      'SELECT id FROM cc_service_run_stakeholders WHERE run_id = $1',
      [run.id],
    );
    const { status, body } = await act<StakeholderRevoked>(`/stakeholders/${id}/revoke`, { reason: 'Sold the house' });
    expect(status).toBe(200);
    expect(body.stakeholder).toMatchObject({
      id,
      status: 'revoked',
      revoked_reason: 'Sold the house',
      invite_id: invitation.id,
    });
    expectFailure(await api.client.get(`/api/runs/${run.id}/view`, { token: theirs }), 'error.run.access_denied');
    expect((await get<InvitationAnswer>(`/${invitation.id}`)).body.invitation).toMatchObject({
      status: 'revoked',
      revoked_reason: 'Sold the house',
    });
    expectFailure(
      await api.client.post(`/api/i/${invitation.token}/claim`, { token: theirs }),
      'error.invite.invalid_or_expired',
    );
    const again = await act<StakeholderRevoked>(`/stakeholders/${id}/revoke`, { reason: 'Other' });
    expect([again.status, again.body]).toEqual([200, body]);
    const told = await api.client.get<NotificationPage>('/api/notifications', { token: theirs });
    expect(told.body.notifications.filter(({ title }) => title === 'Access ended')).toHaveLength(1);
  });

  it('of another run, or of nobody, are not found', async () => {
    const { provider, act } = await desk();
    const other = await createRun(api.admin, provider);
    const person = await createPerson(api.admin);
    const grant = await createGrant(api.admin, other, person);
    for (const id of [grant.id, unknownId(), '1']) {
      const answer = await act<ErrorBody>(`/stakeholders/${id}/revoke`);
      expect([answer.status, answer.body.ok]).toEqual([404, false]);
    }
    expect((await api.client.get(`/api/runs/${other.id}/view`, { token: await api.signIn(person) })).status).toBe(200);
  });
});

describe('the activity of a run', () => {
  it('tells of its invitations by name, and of reasons', async () => {
    const { run, invite, act, token, provider } = await desk();
    const person = await createPerson(api.admin);
    const { body } = await invite({ invitees: [{ email: person.email, name: 'Jo' }, { email: address() }] });
    const [invitation] = body.invitations;
    await api.client.get(`/api${invitation?.claim_url}`);
    await api.client.post(`/api${invitation?.claim_url}/claim`, { token: await api.signIn(person) });
    await act(`/stakeholder-invites/${invitation?.id}/revoke`, { reason: 'Moved' });
    const activity = await api.client.get<ActivityPage>(`/api/provider/runs/${run.id}/activity`, { token });
    const owner = provider.owner.displayName;
    expect(
      activity.body.activity.map(({ action, actor_name, subject_name, reason, detail }) => ({
        action,
        actor_name,
        subject_name,
        reason,
        detail,
      })),
    ).toEqual([
      {
        action: 'invitation.revoked',
        actor_name: owner,
        subject_name: 'Jo',
        reason: 'Moved',
        detail: { from: 'claimed' },
      },
      { action: 'invitation.claimed', actor_name: person.displayName, subject_name: 'Jo', reason: null, detail: {} },
      { action: 'invitation.viewed', actor_name: null, subject_name: 'Jo', reason: null, detail: {} },
      {
        action: 'invitations.created',
        actor_name: owner,
        subject_name: null,
        reason: null,
        detail: { count: 2, reissued: 0 },
      },
    ]);
    expect(Object.keys(activity.body.activity[0] as object).sort()).toEqual([
      'action',
      'actor_name',
      'created_at',
      'detail',
      'id',
      'reason',
      'subject_name',
    ]);
  });
});
