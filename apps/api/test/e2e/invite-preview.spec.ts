import type { ErrorBody, InvitationPage, InvitationsPreviewed, RunStatus } from '@service-runs/contracts';
import {
  createApiKey,
  createGrant,
  createInvitation,
  createPerson,
  createProvider,
  createRun,
  unique,
  unknownId,
} from '../factories';
import { expectFailure, expectInvalid, useApi, type Answer } from '../support/api';

const api = useApi();
const address = () => `invitee-${unique()}@people.example`;

async function desk(status: RunStatus = 'scheduled') {
  const provider = await createProvider(api.admin);
  const run = await createRun(api.admin, provider, { status });
  const token = await api.signIn(provider.owner);
  const path = `/api/provider/runs/${run.id}/stakeholder-invites`;
  return {
    provider,
    run,
    token,
    list: () => api.client.get<InvitationPage>(path, { token }),
    preview: <Body = InvitationsPreviewed>(body: unknown): Promise<Answer<Body>> =>
      api.client.post<Body>(`${path}/preview`, { token, body }),
  };
}

describe('the preview of inviting', () => {
  it('tells the fate of each address, in the order given', async () => {
    const { run, preview } = await desk();
    const holder = await createPerson(api.admin);
    await createGrant(api.admin, run, holder);
    const open = await createInvitation(api.admin, run);
    const stale = await createInvitation(api.admin, run, { pastItsTime: true });
    const revoked = await createInvitation(api.admin, run, { status: 'revoked' });
    const somebody = address();
    const { status, body } = await preview({
      emails: [somebody.toUpperCase(), ` ${open.email} `, holder.email, stale.email, revoked.email],
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ok: true,
      fates: [
        { invitee_email: somebody, fate: 'new' },
        { invitee_email: open.email, fate: 'reissue' },
        { invitee_email: holder.email, fate: 'already_has_access' },
        { invitee_email: stale.email, fate: 'reissue' },
        { invitee_email: revoked.email, fate: 'new' },
      ],
    });
  });

  it('answers alike whether or not an address has an account', async () => {
    const { preview } = await desk();
    const [known, unknown] = [(await createPerson(api.admin)).email, address()];
    const { body } = await preview({ emails: [known, unknown] });
    expect(body.fates).toEqual([
      { invitee_email: known, fate: 'new' },
      { invitee_email: unknown, fate: 'new' },
    ]);
  });

  it('invites nobody and marks nothing as viewed', async () => {
    const { run, preview, list } = await desk();
    const open = await createInvitation(api.admin, run);
    const before = await list();
    await preview({ emails: [open.email, address()] });
    const after = await list();
    expect(after.body).toEqual(before.body);
    expect(after.body.invitations.map(({ status }) => status)).toEqual(['sent']);
  });

  it('takes a thousand addresses, and no more', async () => {
    const { preview } = await desk();
    const many = Array.from({ length: 1000 }, (_, index) => `p${index}.${unique()}@people.example`);
    const { status, body } = await preview({ emails: many });
    expect(status).toBe(200);
    expect(body.fates.map(({ invitee_email }) => invitee_email)).toEqual(many);
    expectInvalid(await preview<ErrorBody>({ emails: [...many, address()] }), ['emails', 'max_items']);
    expectInvalid(await preview<ErrorBody>({ emails: [] }), ['emails', 'min_items']);
    expectInvalid(await preview<ErrorBody>({}), ['emails', 'required']);
  });

  it('names the place of each address that is none, and both places of one that stands twice', async () => {
    const { preview } = await desk();
    const twice = address();
    expectInvalid(
      await preview<ErrorBody>({ emails: [address(), 'june', address(), '@pachena.example'] }),
      ['emails[1]', 'email'],
      ['emails[3]', 'email'],
    );
    expectInvalid(
      await preview<ErrorBody>({ emails: [twice, address(), twice.toUpperCase()] }),
      ['emails[0]', 'duplicate'],
      ['emails[2]', 'duplicate'],
    );
    expectInvalid(await preview<ErrorBody>({ emails: [address()], run_id: unknownId() }), ['run_id', 'unknown']);
  });

  it.each(['completed', 'cancelled'] as const)('refuses a run that is %s, as inviting would', async (status) => {
    const { preview } = await desk(status);
    expectFailure(await preview<ErrorBody>({ emails: [address()] }), 'error.run.closed');
  });

  it('does not know another organisation’s run, nor one that is not there', async () => {
    const { run } = await desk();
    const { token } = await desk();
    for (const id of [run.id, unknownId(), 'no-id']) {
      const path = `/api/provider/runs/${id}/stakeholder-invites/preview`;
      expectFailure(await api.client.post(path, { token, body: { emails: [address()] } }), 'error.run.not_found');
    }
  });

  it('is open to a key that reads invitations, and to none that only writes them', async () => {
    const { provider, run } = await desk();
    const path = `/api/provider/runs/${run.id}/stakeholder-invites/preview`;
    const keyOf = async (scope: 'invitations:read' | 'invitations:write') =>
      (await createApiKey(api.admin, provider, provider.owner, { scopes: [scope] })).key;
    const body = { emails: [address()] };
    expect((await api.client.post(path, { token: await keyOf('invitations:read'), body })).status).toBe(200);
    expectFailure(
      await api.client.post(path, { token: await keyOf('invitations:write'), body }),
      'error.auth.scope_missing',
    );
  });
});
