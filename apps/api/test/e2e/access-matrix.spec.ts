import { API_SCOPES, type ApiScope, type RunStatus } from '@service-runs/contracts';
import {
  addMember,
  createApiKey,
  createGrant,
  createInvitation,
  createMemberInvitation,
  createNotification,
  createOneTimeToken,
  createPerson,
  createPortal,
  createProvider,
  createRequest,
  createRun,
  createStaff,
  publish,
  unique,
  type InvitationFixture,
  type Person,
  type Portal,
  type Provider,
  type RunFixture,
} from '../factories';
import { declaredRoutes } from '../../src/auth/declared-routes';
import { hashPassword } from '../../src/auth/passwords';
import { useApi, type CallOptions } from '../support/api';
import {
  ACTORS,
  FOREIGN,
  FOREIGN_REFUSED,
  foreignPlaces,
  MATRIX,
  VARIANTS,
  type Actor,
  type ForeignPlace,
} from '../support/access-matrix';
import { sendRaw } from '../support/raw';
import { UnsubscribeLinks } from '../../src/mail/unsubscribe-links';

const PASSWORD = 'a lamp beside the inlet';
let passwordHash: string;
const api = useApi({ SMTP_URL: 'smtp://mail.example' });

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

interface Scene {
  provider: Provider;
  other: Provider;
  run: RunFixture;
  invitation: InvitationFixture;
  invitee: Person;
  stakeholder: Person;
  revoked: Person;
  grantId: string;
  notificationId: string;
  portal: Portal;
  request: { id: string };
  accepted: { id: string };
  colleague: Person;
  keyId: string;
  memberInvitation: InvitationFixture;
}

async function scene(status: RunStatus): Promise<Scene> {
  const { admin } = api;
  const [provider, other] = [await createProvider(admin), await createProvider(admin)];
  const run = await createRun(admin, provider, { status, marketMode: 'OPEN' });
  const portal = await createPortal(admin);
  await publish(admin, run, portal);
  const [invitee, stakeholder, revoked] = [
    await createPerson(admin, { passwordHash }),
    await createPerson(admin, { passwordHash }),
    await createPerson(admin, { passwordHash }),
  ];
  const invitation = await createInvitation(admin, run, { email: invitee.email });
  const { id: grantId } = await createGrant(admin, run, stakeholder);
  await createGrant(admin, run, revoked, { revoked: true });
  const { id: notificationId } = await createNotification(admin, invitee);
  const request = await createRequest(admin, provider, { run, portal });
  const accepted = await createRequest(admin, provider, { run, portal, status: 'accepted' });
  const colleague = await createStaff(admin, provider);
  const { id: keyId } = await createApiKey(admin, provider, provider.owner);
  const memberInvitation = await createMemberInvitation(admin, provider);
  return {
    provider,
    other,
    run,
    invitation,
    invitee,
    stakeholder,
    revoked,
    grantId,
    notificationId,
    portal,
    request,
    accepted,
    colleague,
    keyId,
    memberInvitation,
  };
}

/** Who calls: the person where it is one, what they show, and the organisation they name. */
async function caller(
  actor: Actor,
  route: string,
  { provider, other, ...people }: Scene,
): Promise<{ person?: Person; options: CallOptions }> {
  const { admin } = api;
  const person = async (someone: Person, tenant = provider.id) => ({
    person: someone,
    options: { token: await api.signIn(someone), tenant },
  });
  switch (actor) {
    case 'nobody':
      return { options: {} };
    case 'a signed-in person':
      return person(await createPerson(admin, { passwordHash }));
    case 'an invitee':
      return person(people.invitee);
    case 'an active stakeholder':
      return person(people.stakeholder);
    case 'a revoked stakeholder':
      return person(people.revoked);
    case 'staff':
      return person(await withPassword(await createStaff(admin, provider)));
    case 'an owner':
      return person(await withPassword(provider.owner));
    case 'staff of another organisation':
    case 'staff of another organisation, acting for this one': {
      const staff = await createPerson(admin, { passwordHash });
      await addMember(admin, other, staff);
      return person(staff, actor === 'staff of another organisation' ? other.id : provider.id);
    }
    case 'a key with every scope':
      return { options: { token: (await createApiKey(admin, provider, provider.owner)).key } };
    case 'a key without the scope':
      return {
        options: { token: (await createApiKey(admin, provider, provider.owner, { scopes: scopesBut(route) })).key },
      };
    case 'a key of another organisation':
      return { options: { token: (await createApiKey(admin, other, other.owner)).key } };
  }
}

async function withPassword(person: Person): Promise<Person> {
  await api.admin.query('UPDATE cc_individuals SET password_hash = $1 WHERE id = $2', [passwordHash, person.id]);
  return person;
}

/** A body that each route takes. */
async function bodyFor(route: string, { invitee, run, portal, accepted }: Scene): Promise<object | undefined> {
  switch (route) {
    case 'POST /api/portals/:slug/requests':
      return { run_id: run.id, requester_name: 'R', requester_email: `${unique()}@people.example`, summary: 'A leak' };
    case 'POST /api/provider/runs/:id/publish':
    case 'POST /api/provider/runs/:id/unpublish':
      return { portal_ids: [portal.id] };
    case 'POST /api/provider/runs/:id/attach-requests':
    case 'POST /api/provider/runs/:id/detach-requests':
      return { request_ids: [accepted.id] };
    case 'PATCH /api/tenant':
      return { name: 'Another name' };
    case 'PATCH /api/tenant/members/:individualId':
      return { role: 'owner' };
    case 'POST /api/tenant/member-invites':
      return { email: 'colleague@people.example', role: 'staff' };
    case 'POST /api/tenant/api-keys':
      return { name: 'A script', scopes: ['runs:read'] };
    case 'POST /api/auth/register':
      return { email: `new-${unique()}@people.example`, password: PASSWORD, display_name: 'New' };
    case 'POST /api/auth/login':
      return { email: invitee.email, password: PASSWORD };
    case 'POST /api/auth/change-password':
      return { current_password: PASSWORD, password: 'another lamp by the inlet' };
    case 'POST /api/auth/reset-password':
      return { token: await createOneTimeToken(api.admin, invitee), password: 'another lamp by the inlet' };
    case 'POST /api/auth/forgot-password':
      return { email: invitee.email };
    case 'POST /api/auth/verify-email':
      return { token: await createOneTimeToken(api.admin, invitee, { purpose: 'verify_email' }) };
    case 'PATCH /api/notifications/choices':
      return { run_moved: false };
    case 'PATCH /api/auth/me':
      return { display_name: 'Renamed' };
    case 'POST /api/provider/runs':
      return { name: 'A run' };
    case 'PATCH /api/provider/runs/:id':
      return { name: 'Another name' };
    case 'POST /api/provider/runs/:id/transition':
      return { to: 'scheduled' };
    case 'POST /api/provider/runs/:id/stakeholder-invites':
      return { invitees: [{ email: 'somebody@people.example' }] };
    case 'POST /api/provider/runs/:id/stakeholder-invites/preview':
      return { emails: ['somebody@people.example'] };
    case 'POST /api/tenants':
      return { name: 'A new organisation' };
    default:
      return undefined;
  }
}

const unsubscribeToken = ({ id }: { id: string }) =>
  api.app.get(UnsubscribeLinks, { strict: false }).token({ type: 'invitation', invitationId: id });

/** Every scope but the one that the route asks for. */
function scopesBut(route: string): ApiScope[] {
  const access = declaredRoutes(api.app).find(({ method, path }) => `${method} ${path}` === route)?.access;
  return API_SCOPES.filter((scope) => access?.kind !== 'tenant' || access.scope !== scope);
}

function pathFor(route: string, there: Scene): string {
  const { run, invitation, grantId, notificationId } = there;
  return (route.split(' ')[1] as string)
    .replace(':slug', there.portal.slug)
    .replace('/requests/:id', `/requests/${there.request.id}`)
    .replace('/api-keys/:id', `/api-keys/${there.keyId}`)
    .replace('/member-invites/:id', `/member-invites/${there.memberInvitation.id}`)
    .replace(':individualId', there.colleague.id)
    .replace('/notifications/:id', `/notifications/${notificationId}`)
    .replace(':id', run.id)
    .replace(':inviteId', invitation.id)
    .replace(':stakeholderId', grantId)
    .replace('/unsubscribe/:token', `/unsubscribe/${unsubscribeToken(invitation)}`)
    .replace(':token', invitation.token);
}

it('covers every route', () => {
  expect(Object.keys(MATRIX).sort()).toEqual(
    declaredRoutes(api.app)
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  );
});

describe.each(Object.entries(MATRIX))('%s', (route, row) => {
  it('answers each kind of caller as declared', async () => {
    const answers = await Promise.all(
      ACTORS.map(async (actor, index) => {
        // Only a run that is not over and no draft is on a portal's page.
        const there = await scene(route.endsWith('/transition') ? 'draft' : 'scheduled');
        const { options } = await caller(actor, route, there);
        const headers: Record<string, string> =
          route === 'POST /api/auth/refresh' ? { cookie: await refreshCookie(there) } : {};
        const body = await bodyFor(route, there);
        const [method] = route.split(' ') as [string];
        const answer = await api.client.call(method, pathFor(route, there), { ...options, body, headers });
        // Nothing was refused by mistake, such as for a body that is not valid.
        expect([409, 415, 422, 500, ...(row[index] === 400 ? [] : [400])]).not.toContain(answer.status);
        return [actor, answer.status];
      }),
    );
    expect(answers).toEqual(ACTORS.map((actor, index) => [actor, row[index]]));
  });
});

describe.each(Object.keys(MATRIX).filter((route) => foreignPlaces(route).length > 0))('%s', (route) => {
  it.each(foreignPlaces(route))('takes nothing that belongs to somebody else as %s', async (place) => {
    for (const actor of ['an owner', 'a key with every scope'] as const) {
      if (MATRIX[route]?.[ACTORS.indexOf(actor)] === 401) continue;
      const there = await scene('scheduled');
      const { options } = await caller(actor, route, there);
      const path = pathFor(route, await withForeign(place, there));
      const [method] = route.split(' ') as [string];
      const answer = await api.client.call(method, path, { ...options, body: await bodyFor(route, there) });
      expect([actor, answer.status]).toEqual([actor, FOREIGN[route] ?? FOREIGN_REFUSED]);
    }
  });
});

/** The same things, but for one that is another organisation's, or another person's. */
async function withForeign(place: ForeignPlace, there: Scene): Promise<Scene> {
  const theirs = await scene('scheduled');
  switch (place) {
    case ':inviteId':
      return { ...there, invitation: theirs.invitation };
    case ':stakeholderId':
      return { ...there, grantId: theirs.grantId };
    case ':individualId':
      return { ...there, colleague: theirs.colleague };
    case ':id': {
      const { request, keyId, memberInvitation, notificationId, run } = theirs;
      return { ...there, request, keyId, memberInvitation, notificationId, run };
    }
  }
}

describe.each(Object.entries(MATRIX))('%s, written otherwise', (route, row) => {
  it('opens to nobody to whom it is closed', async () => {
    const there = await scene('scheduled');
    const [method] = route.split(' ') as [string];
    const path = pathFor(route, there);
    const body = JSON.stringify(await bodyFor(route, there));
    const opened: string[] = [];
    for (const [index, actor] of ACTORS.entries()) {
      const { options } = await caller(actor, route, there);
      const allowed = Number(row[index]) < 400;
      // What is open may do something, or have no end.
      if (allowed && (method !== 'GET' || route.endsWith('/stream'))) continue;
      const headers = {
        ...(options.token && { authorization: `Bearer ${options.token}` }),
        ...(options.tenant && { 'x-tenant-id': options.tenant }),
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
      };
      for (const [name, written] of Object.entries(VARIANTS)) {
        const { status } = await sendRaw(api.client.origin, method, written(path), {
          headers,
          ...(method !== 'GET' && body && { body }),
        });
        expect([name, status < 500]).toEqual([name, true]);
        if (status < 400 && !allowed) opened.push(`${name} for ${actor}: ${status}`);
      }
      if (method === 'GET') {
        const { status, text } = await sendRaw(api.client.origin, 'HEAD', path, { headers });
        expect([actor, 'HEAD', status, text]).toEqual([actor, 'HEAD', row[index], '']);
      }
      for (const override of ['X-HTTP-Method-Override', 'X-Original-URL', 'X-Rewrite-URL']) {
        const { status } = await sendRaw(api.client.origin, 'GET', '/api/health/live', {
          headers: { ...headers, [override]: override.endsWith('URL') ? path : method },
        });
        expect([override, status]).toEqual([override, 200]);
      }
    }
    expect(opened).toEqual([]);
  });
});

async function refreshCookie({ invitee }: Scene): Promise<string> {
  const answer = await api.client.post('/api/auth/login', { body: { email: invitee.email, password: PASSWORD } });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;
}
