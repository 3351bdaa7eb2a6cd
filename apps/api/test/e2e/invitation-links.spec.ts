import type { ErrorBody, InvitationStatus, PublicInvitationAnswer } from '@service-runs/contracts';
import {
  createGrant,
  createInvitation,
  createMemberInvitation,
  createPerson,
  createPortal,
  createProvider,
  createRun,
  one,
  publish,
  unique,
  unknownId,
  type InvitationFixture,
} from '../factories';
import { expectFailure, useApi } from '../support/api';
import { sendRaw } from '../support/raw';

const api = useApi();

const statusOf = async ({ id }: InvitationFixture) =>
  one<{ status: InvitationStatus; viewed_at: string | null }>(
    api.admin,
    'SELECT status, viewed_at FROM cc_invitations WHERE id = $1',
    [id],
  );

const open = (token: string, headers?: Record<string, string>) =>
  api.client.get<PublicInvitationAnswer>(`/api/i/${token}`, headers && { headers });

describe('opening a link', () => {
  it('shows what it is and who it is from, and nothing else of either', async () => {
    const provider = await createProvider(api.admin, {
      name: 'Inlet Septic',
      contactPhone: '250-555-0100',
      contactEmail: 'office@inlet.example',
    });
    const portal = await createPortal(api.admin);
    const run = await createRun(api.admin, provider, {
      name: 'Septic pump-out',
      internalNotes: 'CANARY-NOTES',
      serviceAddress: 'CANARY-ADDRESS',
      priceCents: 424_242,
      portalId: portal.id,
      marketMode: 'TARGETED',
    });
    await publish(api.admin, run, portal);
    const invitation = await createInvitation(api.admin, run, {
      email: `jennifer-${unique()}r@people.example`,
      name: 'Jennifer',
      role: 'CANARY-ROLE',
      message: 'See you there',
      inviter: provider.owner,
    });
    await createGrant(api.admin, run, await createPerson(api.admin, { displayName: 'CANARY-STAKEHOLDER' }));
    const { status, body, text } = await open(invitation.token);
    expect([status, body]).toEqual([
      200,
      {
        ok: true,
        invitation: {
          status: 'viewed',
          context_type: 'service_run',
          invitee_name: 'Jennifer',
          invitee_email_masked: 'j***r@people.example',
          expires_at: expect.stringMatching(/Z$/),
          message: 'See you there',
        },
        run: {
          id: run.id,
          name: 'Septic pump-out',
          starts_at: '2026-03-12T16:00:00.000Z',
          ends_at: '2026-03-13T00:00:00.000Z',
          time_zone: 'America/Vancouver',
          zone_name: 'Bamfield west side',
          market_mode: 'TARGETED',
          status: 'scheduled',
        },
        provider: { name: 'Inlet Septic', contact_phone: '250-555-0100', contact_email: 'office@inlet.example' },
        copy: {
          title: "You've been invited to view a service run",
          disclaimer: 'This link provides read-only access.',
        },
      },
    ]);
    expect(text).not.toMatch(/CANARY|424242/);
    for (const secret of [
      invitation.email,
      invitation.id,
      invitation.token,
      provider.id,
      portal.id,
      portal.name,
      provider.owner.id,
      provider.owner.email,
      provider.owner.displayName,
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('marks it as viewed the first time, and changes nothing later', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const invitation = await createInvitation(api.admin, run);
    expect((await open(invitation.token)).body.invitation.status).toBe('viewed');
    const first = await statusOf(invitation);
    expect(first).toEqual({ status: 'viewed', viewed_at: expect.any(String) });
    await Promise.all(Array.from({ length: 10 }, () => open(invitation.token)));
    expect(await statusOf(invitation)).toEqual(first);
    const { rows } = await api.admin.query(`SELECT action FROM cc_audit_events WHERE subject_id = $1`, [invitation.id]);
    expect(rows).toEqual([{ action: 'invitation.viewed' }]);
  });

  it('thirty times at once marks it once', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const invitation = await createInvitation(api.admin, run);
    const answers = await Promise.all(Array.from({ length: 30 }, () => open(invitation.token)));
    expect(answers.map(({ status, body }) => [status, body.invitation.status])).toEqual(
      Array.from({ length: 30 }, () => [200, 'viewed']),
    );
    const { rows } = await api.admin.query(`SELECT action FROM cc_audit_events WHERE subject_id = $1`, [invitation.id]);
    expect(rows).toHaveLength(1);
  });

  it.each<[string, string, Record<string, string>]>([
    ['HEAD', 'HEAD', {}],
    ['Purpose: prefetch', 'GET', { purpose: 'prefetch' }],
    ['Sec-Purpose: prefetch', 'GET', { 'sec-purpose': 'prefetch' }],
    ['Sec-Purpose: prefetch;prerender', 'GET', { 'sec-purpose': 'prefetch;prerender' }],
    ['X-Moz: prefetch', 'GET', { 'x-moz': 'prefetch' }],
  ])('by %s answers and marks nothing', async (_what, method, headers) => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const invitation = await createInvitation(api.admin, run);
    const answer = await sendRaw(api.client.origin, method, `/api/i/${invitation.token}`, { headers });
    expect(answer.status).toBe(200);
    if (method === 'GET') expect(JSON.parse(answer.text)).toMatchObject({ invitation: { status: 'sent' } });
    expect(await statusOf(invitation)).toEqual({ status: 'sent', viewed_at: null });
  });

  it('that was claimed says so, and tells nothing of the run any more', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const person = await createPerson(api.admin);
    for (const pastItsTime of [false, true]) {
      const invitation = await createInvitation(api.admin, run, { status: 'claimed', claimedBy: person, pastItsTime });
      const { status, body, text } = await open(invitation.token);
      expect([status, body.invitation.status, Object.keys(body).sort()]).toEqual([
        200,
        'claimed',
        ['copy', 'invitation', 'ok', 'provider'],
      ]);
      expect(text).not.toContain(run.name);
      expect(text).not.toContain(person.email);
    }
  });

  it('to an organisation shows no run', async () => {
    const provider = await createProvider(api.admin);
    const invitation = await createMemberInvitation(api.admin, provider);
    const { body } = await open(invitation.token);
    expect(body.invitation.context_type).toBe('tenant');
    expect([body.run, body.provider.name]).toEqual([undefined, provider.name]);
  });

  it('that went out by mail opens the same', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const invitation = await createInvitation(api.admin, run, { mailed: true });
    expect((await open(invitation.mailToken)).body).toEqual((await open(invitation.token)).body);
  });

  it('is kept by no cache, told to no other site and put into no index', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const { token } = await createInvitation(api.admin, run);
    for (const one of [token, 'dead']) {
      const { headers } = await open(one);
      expect([headers.get('cache-control'), headers.get('referrer-policy'), headers.get('x-robots-tag')]).toEqual([
        'no-store',
        'no-referrer',
        'noindex',
      ]);
    }
  });

  it('needs nobody to be signed in, and does not mind who is', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const { token } = await createInvitation(api.admin, run);
    expect((await open(token, { authorization: 'Bearer garbage' })).status).toBe(200);
  });
});

describe('a link that is dead', () => {
  /** Every way in which a link can be dead, by name. */
  async function deadTokens(): Promise<Record<string, string>> {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const live = await createInvitation(api.admin, run);
    return {
      unknown: `${unknownId()}${unknownId()}`.replaceAll('-', ''),
      revoked: (await createInvitation(api.admin, run, { status: 'revoked' })).token,
      'past its time': (await createInvitation(api.admin, run, { pastItsTime: true })).token,
      'opened and past its time': (await createInvitation(api.admin, run, { status: 'viewed', pastItsTime: true }))
        .token,
      'written down as expired': (await createInvitation(api.admin, run, { status: 'expired' })).token,
      'made with a key that was taken out': (await createInvitation(api.admin, run, { keyId: 'ffffffff' })).token,
      'never mailed': live.mailToken,
      'in upper case': live.token.toUpperCase(),
      'cut short': live.token.slice(0, -1),
      longer: `${live.token}0`,
      'an id': live.id,
      short: 'x',
      'very long': 'a'.repeat(4_000),
      blank: '%20',
      'a NUL': '%00',
      'a slash': `${live.token}%2f`,
      'a sign of another script': '%F0%9F%98%80',
      'a template': '%7Btoken%7D',
      'a wildcard': '%25',
      'an attempt': "'%20OR%20true--",
    };
  }

  it('is one answer, whatever it died of: alike in status, body and headers', async () => {
    const answers = await Promise.all(
      Object.entries(await deadTokens()).map(
        async ([what, token]) => [what, await sendRaw(api.client.origin, 'GET', `/api/i/${token}`)] as const,
      ),
    );
    const [, first] = answers[0] as (typeof answers)[number];
    const bare = (answer: typeof first) => ({
      status: answer.status,
      body: { ...(JSON.parse(answer.text) as ErrorBody), request_id: '' },
      // But for what is different of any two answers.
      headers: { ...answer.headers, date: '', 'x-request-id': '' },
    });
    expect(bare(first)).toMatchObject({
      status: 404,
      body: {
        ok: false,
        error: 'error.invite.invalid_or_expired',
        message: 'This invitation link is invalid or expired.',
      },
    });
    for (const [what, answer] of answers) expect([what, bare(answer)]).toEqual([what, bare(first)]);
    expect(answers.map(([, { rawHeaders }]) => rawHeaders.filter((_, index) => index % 2 === 0))).toEqual(
      answers.map(() => first.rawHeaders.filter((_, index) => index % 2 === 0)),
    );
  });

  it('cannot be claimed, and the refusal is alike too', async () => {
    const token = await api.signIn(await createPerson(api.admin));
    for (const [what, dead] of Object.entries(await deadTokens())) {
      const answer = await sendRaw(api.client.origin, 'POST', `/api/i/${dead}/claim`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect([what, answer.status, (JSON.parse(answer.text) as ErrorBody).error]).toEqual([
        what,
        404,
        'error.invite.invalid_or_expired',
      ]);
    }
  });

  it('stays as it was when it is opened', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const dead = await createInvitation(api.admin, run, { pastItsTime: true });
    await open(dead.token);
    expect(await statusOf(dead)).toEqual({ status: 'sent', viewed_at: null });
  });

  it('dies by the clock of the database', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const invitation = await createInvitation(api.admin, run);
    await api.admin.query(
      `UPDATE cc_invitations SET claim_token_expires_at = now() + interval '1 hour' WHERE id = $1`,
      [invitation.id],
    );
    expect((await open(invitation.token)).status).toBe(200);
    await api.admin.query(`UPDATE cc_invitations SET claim_token_expires_at = now() WHERE id = $1`, [invitation.id]);
    expectFailure(await open(invitation.token), 'error.invite.invalid_or_expired');
  });
});

describe('claiming', () => {
  async function scene() {
    const provider = await createProvider(api.admin);
    const run = await createRun(api.admin, provider);
    const person = await createPerson(api.admin);
    const invitation = await createInvitation(api.admin, run, { email: person.email, role: 'property_owner' });
    return { run, person, invitation, token: await api.signIn(person) };
  }

  const claim = (link: string, token?: string) => api.client.post(`/api/i/${link}/claim`, { token });

  it('answers the access and where to go, and again the same', async () => {
    const { run, invitation, token } = await scene();
    const first = await claim(invitation.token, token);
    expect([first.status, first.body]).toEqual([
      200,
      {
        ok: true,
        run_id: run.id,
        access: { type: 'stakeholder', stakeholder_role: 'property_owner', granted_at: expect.stringMatching(/Z$/) },
        redirect: `/app/runs/${run.id}/view`,
      },
    ]);
    expect((await claim(invitation.token, token)).body).toEqual(first.body);
    expect((await api.client.get(`/api/runs/${run.id}/view`, { token })).status).toBe(200);
  });

  it('asks who it is before it says anything of the link', async () => {
    const { invitation } = await scene();
    for (const link of [invitation.token, 'dead']) expectFailure(await claim(link), 'error.auth.required');
  });

  it('for another address is refused with that address masked, and nothing of it beside', async () => {
    const { invitation } = await scene();
    const answer = await claim(invitation.token, await api.signIn(await createPerson(api.admin)));
    expectFailure(answer, 'error.invite.email_mismatch', {
      invitee_email_masked: expect.stringMatching(/^p\*\*\*.@people\.example$/) as unknown as string,
    });
    expect(answer.text).not.toContain(invitation.email);
  });

  it('after somebody else is refused', async () => {
    const { invitation, token } = await scene();
    await claim(invitation.token, token);
    expectFailure(
      await claim(invitation.token, await api.signIn(await createPerson(api.admin))),
      'error.invite.already_claimed',
    );
  });

  it('of an organisation needs a proven address', async () => {
    const provider = await createProvider(api.admin);
    const person = await createPerson(api.admin, { verified: false });
    const invitation = await createMemberInvitation(api.admin, provider, { email: person.email });
    const token = await api.signIn(person);
    expectFailure(await claim(invitation.token, token), 'error.invite.email_unverified');
    await api.admin.query('UPDATE cc_individuals SET email_verified_at = now() WHERE id = $1', [person.id]);
    const answer = await claim(invitation.token, token);
    expect(answer.body).toEqual({ ok: true, tenant_id: provider.id, role: 'staff', redirect: '/app/provider/runs' });
    expect((await api.client.get('/api/provider/runs', { token })).status).toBe(200);
  });

  it('is kept by no cache and told to no other site', async () => {
    const { invitation, token } = await scene();
    const { headers } = await claim(invitation.token, token);
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
  });
});
