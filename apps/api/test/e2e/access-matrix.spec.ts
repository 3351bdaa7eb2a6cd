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
import { UnsubscribeLinks } from '../../src/mail/unsubscribe-links';

const ACTORS = [
  'nobody',
  'a signed-in person',
  'an invitee',
  'an active stakeholder',
  'a revoked stakeholder',
  'staff',
  'an owner',
  'staff of another organisation',
  'staff of another organisation, acting for this one',
  'a key with every scope',
  'a key without the scope',
  'a key of another organisation',
] as const;
type Actor = (typeof ACTORS)[number];

/** The status that each of ACTORS gets, in that order. */
type Row = readonly [number, number, number, number, number, number, number, number, number, number, number, number];

// A 404 hides another organisation's run; a 403 says that the caller does not belong to the organisation they named.
const TENANT_READ: Row = [401, 403, 403, 403, 403, 200, 200, 404, 403, 200, 403, 404];
const TENANT_MAKE: Row = [401, 403, 403, 403, 403, 201, 201, 404, 403, 201, 403, 404];
// Of nobody's run in particular: another organisation gets its own.
const OWN_LIST: Row = [401, 403, 403, 403, 403, 200, 200, 200, 403, 200, 403, 200];
const OWN_MAKE: Row = [401, 403, 403, 403, 403, 201, 201, 201, 403, 201, 403, 201];
// Of the organisation that is acted for, by a member in person or by an owner; another's owner or staff gets the same of theirs.
const MEMBER: Row = [401, 403, 403, 403, 403, 200, 200, 200, 403, 401, 401, 401];
const OWNER: Row = [401, 403, 403, 403, 403, 403, 200, 403, 403, 401, 401, 401];
const OWNER_MAKE: Row = [401, 403, 403, 403, 403, 403, 201, 403, 403, 401, 401, 401];
const SIGNED_IN: Row = [401, 200, 200, 200, 200, 200, 200, 200, 200, 401, 401, 401];
const ANYONE: Row = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200];

const MATRIX: Readonly<Record<string, Row>> = {
  'POST /api/auth/change-password': SIGNED_IN,
  'POST /api/auth/forgot-password': ANYONE,
  'POST /api/auth/login': ANYONE,
  'POST /api/auth/logout': ANYONE,
  'GET /api/auth/me': SIGNED_IN,
  'PATCH /api/auth/me': SIGNED_IN,
  'POST /api/auth/refresh': ANYONE,
  'POST /api/auth/register': [201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201],
  'POST /api/auth/resend-verification': SIGNED_IN,
  'POST /api/auth/reset-password': ANYONE,
  'POST /api/auth/verify-email': [401, 400, 200, 400, 400, 400, 400, 400, 400, 401, 401, 401],
  'GET /api/health/live': ANYONE,
  'GET /api/health/ready': ANYONE,
  'POST /api/i/:token/claim': [401, 403, 200, 403, 403, 403, 403, 403, 403, 401, 401, 401],
  'GET /api/i/:token': ANYONE,
  'POST /api/notifications/:id/read': [401, 404, 200, 404, 404, 404, 404, 404, 404, 401, 401, 401],
  'GET /api/notifications/choices': SIGNED_IN,
  'PATCH /api/notifications/choices': SIGNED_IN,
  'POST /api/notifications/read-all': SIGNED_IN,
  'GET /api/notifications/stream': SIGNED_IN,
  'GET /api/notifications/unread-count': SIGNED_IN,
  'GET /api/notifications': SIGNED_IN,
  'POST /api/portals/:slug/requests': [201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201],
  'GET /api/portals/:slug/runs/:id': ANYONE,
  'GET /api/portals/:slug/runs': ANYONE,
  'GET /api/portals/:slug': ANYONE,
  'GET /api/provider/portals': OWN_LIST,
  'POST /api/provider/requests/:id/accept': TENANT_READ,
  'POST /api/provider/requests/:id/decline': TENANT_READ,
  'GET /api/provider/requests/counts': OWN_LIST,
  'GET /api/provider/requests': OWN_LIST,
  'GET /api/provider/runs/:id/activity': TENANT_READ,
  'POST /api/provider/runs/:id/attach-requests': TENANT_READ,
  'POST /api/provider/runs/:id/detach-requests': TENANT_READ,
  'POST /api/provider/runs/:id/publish': TENANT_READ,
  'POST /api/provider/runs/:id/stakeholder-invites/:inviteId/reissue': TENANT_READ,
  'POST /api/provider/runs/:id/stakeholder-invites/:inviteId/revoke': TENANT_READ,
  'GET /api/provider/runs/:id/stakeholder-invites/:inviteId': TENANT_READ,
  'POST /api/provider/runs/:id/stakeholder-invites/preview': TENANT_READ,
  'GET /api/provider/runs/:id/stakeholder-invites': TENANT_READ,
  'POST /api/provider/runs/:id/stakeholder-invites': TENANT_MAKE,
  'GET /api/provider/runs/:id/stakeholder-preview': TENANT_READ,
  'POST /api/provider/runs/:id/stakeholders/:stakeholderId/revoke': TENANT_READ,
  'GET /api/provider/runs/:id/stakeholders': TENANT_READ,
  'POST /api/provider/runs/:id/transition': TENANT_READ,
  'POST /api/provider/runs/:id/unpublish': TENANT_READ,
  'GET /api/provider/runs/:id': TENANT_READ,
  'PATCH /api/provider/runs/:id': TENANT_READ,
  'GET /api/provider/runs/counts': OWN_LIST,
  'GET /api/provider/runs': OWN_LIST,
  'POST /api/provider/runs': OWN_MAKE,
  'GET /api/runs/:id/view': [401, 403, 403, 200, 403, 200, 200, 403, 403, 401, 401, 401],
  'GET /api/runs': SIGNED_IN,
  'DELETE /api/tenant/api-keys/:id': OWNER,
  'GET /api/tenant/api-keys': OWNER,
  'POST /api/tenant/api-keys': OWNER_MAKE,
  'POST /api/tenant/member-invites/:id/reissue': OWNER,
  'POST /api/tenant/member-invites/:id/revoke': OWNER,
  'GET /api/tenant/member-invites': OWNER,
  'POST /api/tenant/member-invites': OWNER_MAKE,
  'DELETE /api/tenant/members/:individualId': OWNER,
  'PATCH /api/tenant/members/:individualId': OWNER,
  'GET /api/tenant/members': MEMBER,
  'GET /api/tenant/runs/:id/access-receipt': OWNER,
  'GET /api/tenant': MEMBER,
  'PATCH /api/tenant': OWNER,
  'GET /api/unsubscribe/:token': ANYONE,
  'POST /api/unsubscribe/:token': ANYONE,
  'POST /api/tenants': [401, 201, 201, 201, 201, 201, 201, 201, 201, 401, 401, 401],
};

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

async function refreshCookie({ invitee }: Scene): Promise<string> {
  const answer = await api.client.post('/api/auth/login', { body: { email: invitee.email, password: PASSWORD } });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;
}
