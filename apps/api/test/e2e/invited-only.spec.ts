import { createInvitation, createPerson, createProvider, createRun, unique } from '../factories';
import { expectFailure, useApi, type Answer } from '../support/api';

const api = useApi({ SIGNUP: 'invited' });

function signUp(invitation_token?: string): Promise<Answer> {
  const body = { email: `new-${unique()}@people.example`, password: 'a lamp beside the inlet', display_name: 'New' };
  return api.client.post('/api/auth/register', {
    body: { ...body, ...(invitation_token !== undefined && { invitation_token }) },
  });
}

describe('SIGNUP=invited', () => {
  it('lets in who comes by a link that waits to be claimed', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    for (const status of ['sent', 'viewed'] as const) {
      const { token } = await createInvitation(api.admin, run, { status });
      expect((await signUp(token)).status).toBe(201);
    }
  });

  it('lets in nobody else: without a link, or by one that was claimed, revoked, is past its time or never was', async () => {
    const run = await createRun(api.admin, await createProvider(api.admin));
    const links = [
      await createInvitation(api.admin, run, { claimedBy: await createPerson(api.admin) }),
      await createInvitation(api.admin, run, { status: 'revoked' }),
      await createInvitation(api.admin, run, { pastItsTime: true }),
    ].map(({ token }) => token);
    for (const token of [undefined, 'never-was', ...links]) {
      expectFailure(await signUp(token), 'error.auth.signup_closed');
    }
  });
});
