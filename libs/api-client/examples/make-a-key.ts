import { createClient, orThrow } from '@service-runs/api-client';

/** An owner makes a key for a program. It is shown this once. */
export async function makeKey(baseUrl: string, email: string, password: string): Promise<string> {
  const { access_token } = await orThrow(createClient({ baseUrl }).auth.login({ body: { email, password } }));
  const owner = createClient({ baseUrl, accessToken: access_token });
  const { key } = await orThrow(
    owner.tenant.createApiKey({
      body: { name: 'Nightly script', scopes: ['runs:read', 'runs:write', 'invitations:read', 'invitations:write'] },
    }),
  );
  return key;
}
