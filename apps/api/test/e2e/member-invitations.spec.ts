import type {
  ClaimAnswer,
  InvitationAnswer,
  InvitationPage,
  InvitationReissued,
  Me,
  MemberInvited,
  Members,
  NotificationPage,
  PublicInvitationAnswer,
} from '@service-runs/contracts';
import {
  addMember,
  createInvitation,
  createMemberInvitation,
  createPerson,
  createProvider,
  createRun,
  createStaff,
  removeMember,
  unique,
  unknownId,
  type Person,
  type Provider,
} from '../factories';
import { expectFailure, expectInvalid, useApi } from '../support/api';

const api = useApi();
const INVITES = '/api/tenant/member-invites';

async function office() {
  const provider = await createProvider(api.admin);
  const owner = await api.signIn(provider.owner);
  return {
    provider,
    owner,
    invite: (body: object) => api.client.post<MemberInvited>(INVITES, { token: owner, body }),
    act: <Body = InvitationAnswer>(id: string, verb: 'revoke' | 'reissue', body?: object) =>
      api.client.post<Body>(`${INVITES}/${id}/${verb}`, { token: owner, body }),
    list: async (query = '') =>
      (await api.client.get<InvitationPage>(`${INVITES}${query}`, { token: owner })).body.invitations,
  };
}

const address = () => `colleague-${unique()}@people.example`;
const linkOf = ({ body }: { body: MemberInvited }) => body.invitation.claim_url.slice('/i/'.length);
const claim = async (link: string, person: Person) =>
  api.client.post<ClaimAnswer>(`/api/i/${link}/claim`, { token: await api.signIn(person) });

/** Role by role what is written of a person: memberships of the organisation, and grants of whatever run. */
async function placeOf(provider: Provider, person: Person): Promise<{ roles: string[]; grants: number }> {
  const { rows } = await api.admin.query<{ role: string }>(
    'SELECT role FROM cc_tenant_members WHERE tenant_id = $1 AND individual_id = $2',
    [provider.id, person.id],
  );
  const grants = await api.admin.query('SELECT FROM cc_service_run_stakeholders WHERE stakeholder_individual_id = $1', [
    person.id,
  ]);
  return { roles: rows.map(({ role }) => role), grants: grants.rowCount ?? 0 };
}

describe('inviting a colleague', () => {
  it('answers the link, this once', async () => {
    const { invite, list } = await office();
    const email = address();
    const invited = await invite({ email: ` ${email.toUpperCase()} `, role: 'staff' });
    expect([invited.status, invited.body]).toEqual([
      201,
      {
        ok: true,
        invitation: {
          id: expect.any(String),
          invitee_email: email,
          invitee_name: null,
          invitee_role: 'staff',
          status: 'sent',
          claim_token_expires_at: expect.stringMatching(/Z$/),
          claim_url: expect.stringMatching(/^\/i\/[0-9a-f]{64}$/),
          reissued: false,
        },
      },
    ]);
    const rows = await list();
    expect(rows).toMatchObject([{ id: invited.body.invitation.id, invitee_email: email, status: 'sent' }]);
    expect(JSON.stringify(rows)).not.toMatch(/\/i\/|[0-9a-f]{64}|claim_url/);
  });

  it('tells the verified owner of the address in the app, and nobody else', async () => {
    const { invite } = await office();
    const [proven, unproven] = [await createPerson(api.admin), await createPerson(api.admin, { verified: false })];
    const link = linkOf(await invite({ email: proven.email, role: 'staff' }));
    await invite({ email: unproven.email, role: 'staff' });
    const told = async (person: Person) =>
      (await api.client.get<NotificationPage>('/api/notifications', { token: await api.signIn(person) })).body
        .notifications;
    expect(await told(proven)).toMatchObject([
      { title: 'Invitation', body: "You've been invited to join an organisation", action_url: `/i/${link}` },
    ]);
    expect(await told(unproven)).toEqual([]);
  });

  it('makes a link whose page tells of the organisation and of no run', async () => {
    const provider = await createProvider(api.admin, { name: 'Inlet Septic', contactPhone: '250-555-0142' });
    await createRun(api.admin, provider, { name: 'CANARY-RUN' });
    const email = 'leif@people.example';
    const body = { email, role: 'owner' };
    const token = await api.signIn(provider.owner);
    const link = linkOf(await api.client.post<MemberInvited>(INVITES, { token, body }));
    const page = await api.client.get<PublicInvitationAnswer>(`/api/i/${link}`);
    expect([page.status, page.body]).toEqual([
      200,
      {
        ok: true,
        invitation: {
          status: 'viewed',
          context_type: 'tenant',
          invitee_name: null,
          invitee_email_masked: 'l***f@people.example',
          expires_at: expect.stringMatching(/Z$/),
          message: null,
        },
        provider: { name: 'Inlet Septic', contact_phone: '250-555-0142', contact_email: null },
        copy: {
          title: "You've been invited to join an organisation",
          disclaimer: 'Joining lets you work on its service runs.',
        },
      },
    ]);
    for (const secret of ['CANARY', provider.id, provider.owner.id, provider.owner.email, email]) {
      expect(page.text).not.toContain(secret);
    }
  });

  it.each(['owner', 'staff'] as const)('who claims becomes %s, and never a stakeholder', async (role) => {
    const { provider, invite } = await office();
    const run = await createRun(api.admin, provider);
    const colleague = await createPerson(api.admin);
    const link = linkOf(await invite({ email: colleague.email, role }));
    const first = await claim(link, colleague);
    expect([first.status, first.body]).toEqual([
      200,
      { ok: true, tenant_id: provider.id, role, redirect: '/app/provider/runs' },
    ]);
    expect(await placeOf(provider, colleague)).toEqual({ roles: [role], grants: 0 });
    const again = await claim(link, colleague);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await placeOf(provider, colleague)).toEqual({ roles: [role], grants: 0 });

    const token = await api.signIn(colleague);
    const me = await api.client.get<Me>('/api/auth/me', { token });
    expect(me.body.tenants).toMatchObject([{ id: provider.id, role }]);
    expect((await api.client.get(`/api/provider/runs/${run.id}`, { token })).status).toBe(200);
    expect((await api.client.get(INVITES, { token })).status).toBe(role === 'owner' ? 200 : 403);
  });

  it('nobody else can take up what one has claimed, nor what another address was sent', async () => {
    const { provider, invite } = await office();
    const [colleague, stranger] = [await createPerson(api.admin), await createPerson(api.admin)];
    const link = linkOf(await invite({ email: colleague.email, role: 'staff' }));
    expectFailure(await claim(link, stranger), 'error.invite.email_mismatch', {
      invitee_email_masked: expect.stringMatching(/^p\*\*\*.@people\.example$/) as unknown as string,
    });
    expect((await claim(link, colleague)).status).toBe(200);
    expectFailure(await claim(link, stranger), 'error.invite.already_claimed');
    expect((await placeOf(provider, stranger)).roles).toEqual([]);
  });

  it('needs a proven address, and waits until it is one', async () => {
    const { provider, invite, list } = await office();
    const colleague = await createPerson(api.admin, { verified: false });
    const link = linkOf(await invite({ email: colleague.email, role: 'staff' }));
    expectFailure(await claim(link, colleague), 'error.invite.email_unverified');
    expect(await placeOf(provider, colleague)).toEqual({ roles: [], grants: 0 });
    expect((await list()).map(({ status }) => status)).toEqual(['sent']);
    await api.admin.query('UPDATE cc_individuals SET email_verified_at = now() WHERE id = $1', [colleague.id]);
    expect((await claim(link, colleague)).status).toBe(200);
  });

  it('who is a member already is refused, whatever the role, and stays what they are', async () => {
    const { provider, invite, list } = await office();
    const staff = await createStaff(api.admin, provider);
    for (const [email, role] of [
      [staff.email, 'staff'],
      [staff.email, 'owner'],
      [provider.owner.email, 'staff'],
    ]) {
      expectInvalid(await invite({ email, role }), ['email', 'already_member']);
    }
    expect(await list()).toEqual([]);
    expect([(await placeOf(provider, staff)).roles, (await placeOf(provider, provider.owner)).roles]).toEqual([
      ['staff'],
      ['owner'],
    ]);
  });

  it('a member of another organisation joins this one beside it', async () => {
    const { provider, invite } = await office();
    const other = await createProvider(api.admin);
    expect((await claim(linkOf(await invite({ email: other.owner.email, role: 'staff' })), other.owner)).status).toBe(
      200,
    );
    const me = await api.client.get<Me>('/api/auth/me', { token: await api.signIn(other.owner) });
    expect(new Map(me.body.tenants.map(({ id, role }) => [id, role]))).toEqual(
      new Map([
        [other.id, 'owner'],
        [provider.id, 'staff'],
      ]),
    );
  });

  it('again before it is taken up renews it: one invitation, the new role, and the old link is dead', async () => {
    const { provider, invite, list } = await office();
    const colleague = await createPerson(api.admin);
    const first = await invite({ email: colleague.email, role: 'owner' });
    const second = await invite({ email: colleague.email, role: 'staff' });
    expect(second.body.invitation).toMatchObject({
      id: first.body.invitation.id,
      invitee_role: 'staff',
      reissued: true,
    });
    expect(await list()).toHaveLength(1);
    expectFailure(await claim(linkOf(first), colleague), 'error.invite.invalid_or_expired');
    expect((await claim(linkOf(second), colleague)).body).toMatchObject({ role: 'staff' });
    expect((await placeOf(provider, colleague)).roles).toEqual(['staff']);
  });

  it('who was removed brings them back, in the role of the new invitation and by the new link only', async () => {
    const { provider, invite } = await office();
    const colleague = await createPerson(api.admin);
    const first = linkOf(await invite({ email: colleague.email, role: 'owner' }));
    await claim(first, colleague);
    await removeMember(api.admin, provider, colleague);
    expectFailure(await claim(first, colleague), 'error.invite.invalid_or_expired');
    const second = linkOf(await invite({ email: colleague.email, role: 'staff' }));
    expect((await claim(second, colleague)).body).toMatchObject({ role: 'staff' });
    expect(await placeOf(provider, colleague)).toEqual({ roles: ['staff'], grants: 0 });
  });

  it('who came in some other way meanwhile leaves them in the role that they have', async () => {
    const { provider, invite } = await office();
    const colleague = await createPerson(api.admin);
    const link = linkOf(await invite({ email: colleague.email, role: 'owner' }));
    await addMember(api.admin, provider, colleague, 'staff');
    expect((await claim(link, colleague)).body).toMatchObject({ ok: true, role: 'staff' });
    expect((await placeOf(provider, colleague)).roles).toEqual(['staff']);
  });

  it.each([
    [{ email: 'a@people.example' }, 'role', 'required'],
    [{ email: 'a@people.example', role: 'admin' }, 'role', 'choice'],
    [{ email: 'a@people.example', role: 'OWNER' }, 'role', 'choice'],
    [{ email: 'a@people.example', role: ['owner'] }, 'role', 'choice'],
    [{ email: 'a@people.example', role: null }, 'role', 'required'],
    [{ email: 'nobody', role: 'staff' }, 'email', 'email'],
    [{ role: 'staff' }, 'email', 'required'],
    [{ email: 'a@people.example', role: 'staff', expires_in_days: 90 }, 'expires_in_days', 'unknown'],
  ])('refuses %j', async (body, path, rule) => {
    const { invite, list } = await office();
    expectInvalid(await invite(body), [path, rule]);
    expect(await list()).toEqual([]);
  });
});

describe('the invitation of a colleague', () => {
  it('ends when it is revoked, at once; a second time changes nothing', async () => {
    const { provider, invite, act } = await office();
    const colleague = await createPerson(api.admin);
    const invited = await invite({ email: colleague.email, role: 'staff' });
    const { id } = invited.body.invitation;
    const revoked = await act(id, 'revoke', { reason: 'Found somebody else' });
    expect(revoked.body.invitation).toMatchObject({ status: 'revoked', revoked_reason: 'Found somebody else' });
    expect((await act(id, 'revoke', { reason: 'Other' })).body).toEqual(revoked.body);
    expectFailure(await claim(linkOf(invited), colleague), 'error.invite.invalid_or_expired');
    expectFailure(await api.client.get(`/api/i/${linkOf(invited)}`), 'error.invite.invalid_or_expired');
    expectFailure(await act(id, 'reissue'), 'error.invite.not_reissuable');
    expect((await placeOf(provider, colleague)).roles).toEqual([]);
  });

  it('that was claimed has made a member, and is ended as a member only', async () => {
    const { provider, invite, act } = await office();
    const colleague = await createPerson(api.admin);
    const invited = await invite({ email: colleague.email, role: 'staff' });
    await claim(linkOf(invited), colleague);
    const { id } = invited.body.invitation;
    expectFailure(await act(id, 'revoke', {}), 'error.invite.already_claimed');
    expectFailure(await act(id, 'reissue'), 'error.invite.not_reissuable');
    expect((await placeOf(provider, colleague)).roles).toEqual(['staff']);
  });

  it.each([
    { status: 'sent' },
    { status: 'viewed' },
    { status: 'expired' },
    { status: 'viewed', pastItsTime: true },
  ] as const)('that is %j gets a new link, and the old one dies', async (state) => {
    const { provider, act } = await office();
    const colleague = await createPerson(api.admin);
    const { id, token } = await createMemberInvitation(api.admin, provider, { email: colleague.email, ...state });
    const reissued = await act<InvitationReissued>(id, 'reissue');
    expect([reissued.status, reissued.body.invitation]).toMatchObject([200, { id, status: 'sent', reissued: true }]);
    expectFailure(await claim(token, colleague), 'error.invite.invalid_or_expired');
    expect((await claim(linkOf(reissued), colleague)).status).toBe(200);
  });

  it('past its time is dead by the clock of the database, and listed as expired', async () => {
    const { provider, list } = await office();
    const colleague = await createPerson(api.admin);
    const { id, token } = await createMemberInvitation(api.admin, provider, { email: colleague.email });
    await api.admin.query('UPDATE cc_invitations SET claim_token_expires_at = now() WHERE id = $1', [id]);
    expectFailure(await claim(token, colleague), 'error.invite.invalid_or_expired');
    expect((await placeOf(provider, colleague)).roles).toEqual([]);
    expect((await list('?status=expired')).map((row) => row.id)).toEqual([id]);
    expect(await list('?status=sent')).toEqual([]);
  });

  it('of another organisation, or of a run, is not found, and stays as it is', async () => {
    const { provider, act } = await office();
    const theirs = await createMemberInvitation(api.admin, await createProvider(api.admin));
    const toRun = await createInvitation(api.admin, await createRun(api.admin, provider));
    for (const id of [theirs.id, toRun.id, unknownId(), 'garbage']) {
      for (const verb of ['revoke', 'reissue'] as const) expectFailure(await act(id, verb), 'error.invite.not_found');
    }
    for (const { token } of [theirs, toRun]) expect((await api.client.get(`/api/i/${token}`)).status).toBe(200);
  });

  it('is none of a run’s, by whatever address one asks for it', async () => {
    const { provider, owner } = await office();
    const run = await createRun(api.admin, provider);
    const { id } = await createMemberInvitation(api.admin, provider);
    for (const context of [run.id, provider.id]) {
      const path = `/api/provider/runs/${context}/stakeholder-invites/${id}`;
      const code = context === run.id ? 'error.invite.not_found' : 'error.run.not_found';
      expectFailure(await api.client.get(path, { token: owner }), code);
      for (const verb of ['revoke', 'reissue']) {
        expectFailure(await api.client.post(`${path}/${verb}`, { token: owner, body: {} }), code);
      }
    }
  });

  it('is listed newest first, page by page, each once', async () => {
    const { provider, owner } = await office();
    const wanted: string[] = [];
    for (let i = 0; i < 5; i++) wanted.unshift((await createMemberInvitation(api.admin, provider)).id);
    await api.admin.query(`UPDATE cc_invitations SET created_at = '2026-03-01' WHERE id = ANY ($1)`, [
      wanted.slice(1, 4),
    ]);
    await createMemberInvitation(api.admin, await createProvider(api.admin));
    const seen: string[] = [];
    let query = '';
    do {
      const { body } = await api.client.get<InvitationPage>(`${INVITES}?limit=1${query}`, { token: owner });
      seen.push(...body.invitations.map(({ id }) => id));
      query = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (query !== '' && seen.length < 10);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(wanted));
    expect(seen.slice(0, 2)).toEqual([wanted[0], wanted[4]]);
  });

  it('is nothing for staff: not to list, to make, to end or to renew', async () => {
    const { provider, list } = await office();
    const token = await api.signIn(await createStaff(api.admin, provider));
    const { id } = await createMemberInvitation(api.admin, provider);
    const refused = [
      api.client.get(INVITES, { token }),
      api.client.post(INVITES, { token, body: { email: address(), role: 'staff' } }),
      api.client.post(`${INVITES}/${id}/revoke`, { token, body: {} }),
      api.client.post(`${INVITES}/${id}/reissue`, { token }),
    ];
    for (const answer of await Promise.all(refused)) expectFailure(answer, 'error.auth.role_required');
    expect(await list()).toMatchObject([{ id, status: 'sent' }]);
    const members = await api.client.get<Members>('/api/tenant/members', { token });
    expect(members.status).toBe(200);
  });
});
