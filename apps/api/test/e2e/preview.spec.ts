import type {
  InvitationsCreated,
  MarketMode,
  PublicInvitationAnswer,
  RunStatus,
  RunViewAnswer,
  StakeholderPreview,
} from '@service-runs/contracts';
import {
  attachRequest,
  createApiKey,
  createGrant,
  createInvitation,
  createPerson,
  createPortal,
  createProvider,
  createRequest,
  createRun,
  createStaff,
  publish,
  unknownId,
  type RunFixture,
} from '../factories';
import { expectFailure, useApi } from '../support/api';

const api = useApi();

const preview = (run: { id: string }, token: string) =>
  api.client.get<StakeholderPreview>(`/api/provider/runs/${run.id}/stakeholder-preview`, { token });

/** What somebody gets who really is invited to the run, opens the link, and then claims it. */
async function reallyShown(run: RunFixture, token: string) {
  const person = await createPerson(api.admin);
  const invited = await api.client.post<InvitationsCreated>(`/api/provider/runs/${run.id}/stakeholder-invites`, {
    token,
    body: { invitees: [{ email: person.email }] },
  });
  const link = invited.body.invitations[0]?.claim_url.slice('/i/'.length);
  const opened = await api.client.get<PublicInvitationAnswer>(`/api/i/${link}`);
  const theirs = await api.signIn(person);
  expect((await api.client.post(`/api/i/${link}/claim`, { token: theirs })).status).toBe(200);
  const view = await api.client.get<RunViewAnswer>(`/api/runs/${run.id}/view`, { token: theirs });
  expect([opened.status, view.status]).toEqual([200, 200]);
  return { opened: opened.body, view: view.body, person };
}

/** An instant that is this one, give or take a minute. */
function expectNear(instant: string | null, expected: string | null): void {
  expect(Math.abs(Date.parse(instant ?? '') - Date.parse(expected ?? ''))).toBeLessThan(60_000);
}

const RUNS: Readonly<
  Record<string, Parameters<typeof createRun>[2] & { status?: RunStatus; marketMode?: MarketMode }>
> = {
  'that is planned': {},
  'that is a draft without a date or a zone': { status: 'draft', startsAt: null, endsAt: null, zoneName: null },
  'that is under way, in the open, in a zone of half hours': {
    status: 'in_progress',
    marketMode: 'OPEN',
    timeZone: 'Asia/Kolkata',
    startsAt: '2026-03-12T20:15:00.123Z',
    endsAt: '2026-03-13T19:00:00Z',
  },
};

describe.each(Object.entries(RUNS))('the preview of a run %s', (_what, options) => {
  it('is what an invitee and a stakeholder are then shown, key by key and value by value', async () => {
    const provider = await createProvider(api.admin, {
      name: 'Inlet Septic',
      contactPhone: '250-555-0142',
      contactEmail: 'office@inlet.example',
    });
    const run = await createRun(api.admin, provider, options);
    const token = await api.signIn(provider.owner);
    const shown = await preview(run, token);
    expect(shown.status).toBe(200);
    const { opened, view, person } = await reallyShown(run, token);

    const { public: forInvitee, view: forStakeholder } = shown.body;
    // Whom it was sent to and until when stands for somebody whom nobody has invited yet.
    const { invitee_email_masked, expires_at, ...invitation } = forInvitee.invitation;
    const { invitee_email_masked: _theirs, expires_at: theirExpiry, ...theirInvitation } = opened.invitation;
    expect(invitation).toEqual(theirInvitation);
    expect(invitee_email_masked).toMatch(/^.\*\*\*.@example\.org$/);
    expectNear(expires_at, theirExpiry);
    expect({ ...forInvitee, invitation: null }).toEqual({ ...opened, invitation: null });
    expect(Object.keys(forInvitee.invitation)).toEqual(Object.keys(opened.invitation));

    const { granted_at, ...access } = forStakeholder.access;
    const { granted_at: theirGrant, ...theirAccess } = view.access;
    expect(access).toEqual(theirAccess);
    expectNear(granted_at, theirGrant);
    expect(forStakeholder.run).toEqual(view.run);
    expect(Object.keys(forStakeholder).sort()).toEqual(Object.keys(view).sort());
    expect(JSON.stringify(shown.body)).not.toContain(person.id);
  });
});

describe('the preview of a run', () => {
  it('follows what is published and where it is over', async () => {
    const provider = await createProvider(api.admin);
    const token = await api.signIn(provider.owner);
    const run = await createRun(api.admin, provider, { marketMode: 'OPEN' });
    const portal = await createPortal(api.admin);
    const state = async () => (await preview(run, token)).body.view.run.publishing_state;
    expect(await state()).toBeNull();
    await publish(api.admin, run, portal);
    expect(await state()).toBe('published');
    expect((await reallyShown(run, token)).view.run.publishing_state).toBe('published');
    await api.admin.query('UPDATE cc_run_portal_publications SET unpublished_at = now() WHERE run_id = $1', [run.id]);
    expect(await state()).toBe('unpublished');
    for (const status of ['completed', 'cancelled']) {
      await api.admin.query('UPDATE cc_n3_runs SET status = $2 WHERE id = $1', [run.id, status]);
      const { body } = await preview(run, token);
      expect([body.public.run?.status, body.view.run.status]).toEqual([status, status]);
    }
  });

  it('lets nothing out that is to stay inside', async () => {
    const provider = await createProvider(api.admin);
    const token = await api.signIn(provider.owner);
    const portal = await createPortal(api.admin);
    const run = await createRun(api.admin, provider, {
      marketMode: 'OPEN',
      portalId: portal.id,
      internalNotes: 'CANARY-NOTES',
      serviceAddress: 'CANARY-ADDRESS',
      priceCents: 424_242,
    });
    await publish(api.admin, run, portal);
    const stakeholder = await createPerson(api.admin, { displayName: 'CANARY-STAKEHOLDER' });
    await createGrant(api.admin, run, stakeholder, { role: 'CANARY-ROLE' });
    const invitation = await createInvitation(api.admin, run, {
      email: 'canary-invitee@people.example',
      name: 'CANARY-INVITEE',
      message: 'CANARY-MESSAGE',
      inviter: provider.owner,
    });
    const request = await createRequest(api.admin, provider, {
      run,
      portal,
      summary: 'CANARY-SUMMARY',
      status: 'accepted',
    });
    await attachRequest(api.admin, run, request);
    const { text } = await preview(run, token);
    expect(text).toContain(run.name);
    expect(text).not.toMatch(/canary|424242/i);
    for (const secret of [
      provider.id,
      provider.owner.id,
      provider.owner.email,
      provider.owner.displayName,
      stakeholder.id,
      stakeholder.email,
      invitation.id,
      invitation.token,
      request.id,
      request.requesterName,
      portal.id,
      portal.name,
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('writes nothing, whoever looks and however often', async () => {
    const provider = await createProvider(api.admin);
    const run = await createRun(api.admin, provider);
    await createInvitation(api.admin, run);
    const tokens = [await api.signIn(provider.owner), await api.signIn(await createStaff(api.admin, provider))];
    const everything = async () => {
      const { rows: tables } = await api.admin.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname LIKE 'cc\\_%'`,
      );
      const all = await Promise.all(
        tables.map(({ name }) =>
          api.admin.query<{ all: string }>(`SELECT json_agg(t ORDER BY id)::text AS all FROM ${name} t`),
        ),
      );
      return all.map(({ rows }, place) => [tables[place]?.name, rows[0]?.all]);
    };
    const before = await everything();
    expect(JSON.stringify(before)).toContain(run.id);
    for (const token of [...tokens, ...tokens]) expect((await preview(run, token)).status).toBe(200);
    expect(await everything()).toEqual(before);
  });

  it('is for members and keys of the run’s organisation', async () => {
    const provider = await createProvider(api.admin);
    const run = await createRun(api.admin, provider);
    const { key } = await createApiKey(api.admin, provider, provider.owner, { scopes: ['runs:read'] });
    expect((await preview(run, key)).status).toBe(200);
    const stranger = await api.signIn((await createProvider(api.admin)).owner);
    for (const wanted of [run, { id: unknownId() }, { id: 'garbage' }]) {
      expectFailure(await preview(wanted, stranger), 'error.run.not_found');
    }
    const stakeholder = await createPerson(api.admin);
    await createGrant(api.admin, run, stakeholder);
    expectFailure(await preview(run, await api.signIn(stakeholder)), 'error.tenant.required');
  });
});
