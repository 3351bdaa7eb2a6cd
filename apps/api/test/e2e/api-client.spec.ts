// The client library against the real API: as its README shows it, and a story told by nothing but a key.
import { createClient, each, once, orThrow, RefusedError } from '@service-runs/api-client';
import { makeKey, oneRun } from '@service-runs/api-client/examples';
import { hashPassword } from '../../src/auth/passwords';
import {
  addMember,
  createApiKey,
  createPerson,
  createPortal,
  createProvider,
  createTenant,
  unknownId,
} from '../factories';
import { useApi } from '../support/api';

const PASSWORD = 'a lamp beside the inlet';
const api = useApi();

async function byKey() {
  const provider = await createProvider(api.admin);
  const { key } = await createApiKey(api.admin, provider, provider.owner);
  return { provider, client: createClient({ baseUrl: api.client.origin, apiKey: key }) };
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('the examples of the README', () => {
  it('do what they say', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const owner = await createPerson(api.admin, { passwordHash: await hashPassword(PASSWORD) });
    await addMember(api.admin, await createTenant(api.admin), owner, 'owner');
    await createPortal(api.admin);

    const key = await makeKey(api.client.origin, owner.email, PASSWORD);
    expect(key).toMatch(/^srk_/);
    expect(await oneRun(api.client.origin, key, 'marie@people.example')).toEqual(['marie@people.example revoked']);
    expect(log.mock.calls).toEqual([
      [expect.stringMatching(/^Send this to marie@people\.example: http:\/\/\S+\/i\/[0-9a-f]{32,}$/)],
    ]);
    log.mockRestore();
  });
});

describe('a program with a key', () => {
  it('plans a run, shows it, tells the right people, and takes access back', async () => {
    const { client } = await byKey();
    const portal = await createPortal(api.admin);

    const { run } = await orThrow(client.runs.create({ body: { name: 'Septic pump-out', market_mode: 'OPEN' } }));
    const moved = await client.runs.transition({
      path: { id: run.id },
      body: { to: 'scheduled' },
      headers: { 'If-Match': `"${run.version}"` },
    });
    expect([moved.ok, moved.headers.get('etag')]).toEqual([true, `"${run.version + 1}"`]);
    await orThrow(client.publishing.publish({ path: { id: run.id }, body: { portal_ids: [portal.id] } }));
    const seen = await orThrow(client.portals.runs({ path: { slug: portal.slug } }));
    expect(seen.runs.map(({ id }) => id)).toEqual([run.id]);

    const invitees = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ email: `${name}@people.example` }));
    const { invitations } = await orThrow(client.invitations.create({ path: { id: run.id }, body: { invitees } }));
    const listed = async () => {
      const items = await collect(each(client.invitations.list, { path: { id: run.id }, query: { limit: 2 } }));
      return items.map(({ invitee_email, status }) => `${invitee_email} ${status}`).sort();
    };
    expect(await listed()).toEqual(invitees.map(({ email }) => `${email} sent`));

    const first = invitations.find(({ invitee_email }) => invitee_email === 'a@people.example');
    const revoked = await orThrow(
      client.invitations.revoke({ path: { id: run.id, inviteId: first?.id ?? '' }, body: { reason: 'Sold' } }),
    );
    expect(revoked.invitation).toMatchObject({ status: 'revoked', revoked_reason: 'Sold' });
    expect(await listed()).toEqual([
      'a@people.example revoked',
      ...invitees.slice(1).map(({ email }) => `${email} sent`),
    ]);
    const token = String(first?.claim_url).replace('/i/', '');
    const dead = await client.claims.open({ path: { token } });
    expect(!dead.ok && dead.error.error).toBe('error.invite.invalid_or_expired');
  });

  it('makes a run once, though the answer is lost on its way', async () => {
    const { provider } = await byKey();
    const { key } = await createApiKey(api.admin, provider, provider.owner);
    let lost = 0;
    const losing: typeof fetch = async (...call) => {
      const response = await fetch(...call);
      if (lost++ === 0) throw new TypeError('fetch failed');
      return response;
    };
    const client = createClient({ baseUrl: api.client.origin, apiKey: key, fetch: losing });

    const wait = async () => undefined;
    const { run } = await orThrow(once((headers) => client.runs.create({ headers, body: { name: 'Once' } }), { wait }));
    expect(lost).toBe(2);
    expect((await collect(each(client.runs.list))).map(({ id }) => id)).toEqual([run.id]);
  });

  it('is told what it may not, in the words of the API', async () => {
    const { client } = await byKey();
    const refused = await client.runs.get({ path: { id: unknownId() } });
    expect([refused.ok, refused.status, !refused.ok && refused.error.error]).toEqual([
      false,
      404,
      'error.run.not_found',
    ]);
    await expect(orThrow(client.tenant.get())).rejects.toMatchObject({
      name: RefusedError.name,
      status: 401,
      error: { ok: false, error: 'error.auth.required' },
    });
  });
});
