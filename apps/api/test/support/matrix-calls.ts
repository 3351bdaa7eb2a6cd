// What the access matrix is executed with: things of every kind, callers, and a call of each route that is as it should be.
import { API_SCOPES, type ApiScope, type RunStatus } from '@service-runs/contracts';
import { declaredRoutes } from '../../src/auth/declared-routes';
import { hashPassword } from '../../src/auth/passwords';
import { UnsubscribeLinks } from '../../src/mail/unsubscribe-links';
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
import type { Actor } from './access-matrix';
import type { Answer, CallOptions, RunningApi } from './api';

const PASSWORD = 'a lamp beside the inlet';
const passwordHash = hashPassword(PASSWORD);

export interface Scene {
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

/** Things of every kind, of an organisation that nobody else has a part in. */
export async function scene(api: RunningApi, status: RunStatus): Promise<Scene> {
  const { admin } = api;
  const [provider, other] = [await createProvider(admin), await createProvider(admin)];
  const run = await createRun(admin, provider, { status, marketMode: 'OPEN' });
  const portal = await createPortal(admin);
  await publish(admin, run, portal);
  const [invitee, stakeholder, revoked] = [
    await createPerson(admin, { passwordHash: await passwordHash }),
    await createPerson(admin, { passwordHash: await passwordHash }),
    await createPerson(admin, { passwordHash: await passwordHash }),
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
export async function caller(
  api: RunningApi,
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
      return person(await createPerson(admin, { passwordHash: await passwordHash }));
    case 'an invitee':
      return person(people.invitee);
    case 'an active stakeholder':
      return person(people.stakeholder);
    case 'a revoked stakeholder':
      return person(people.revoked);
    case 'staff':
      return person(await withPassword(api, await createStaff(admin, provider)));
    case 'an owner':
      return person(await withPassword(api, provider.owner));
    case 'staff of another organisation':
    case 'staff of another organisation, acting for this one': {
      const staff = await createPerson(admin, { passwordHash: await passwordHash });
      await addMember(admin, other, staff);
      return person(staff, actor === 'staff of another organisation' ? other.id : provider.id);
    }
    case 'a key with every scope':
      return { options: { token: (await createApiKey(admin, provider, provider.owner)).key } };
    case 'a key without the scope':
      return {
        options: {
          token: (await createApiKey(admin, provider, provider.owner, { scopes: scopesBut(api, route) })).key,
        },
      };
    case 'a key of another organisation':
      return { options: { token: (await createApiKey(admin, other, other.owner)).key } };
  }
}

async function withPassword(api: RunningApi, person: Person): Promise<Person> {
  await api.admin.query('UPDATE cc_individuals SET password_hash = $1 WHERE id = $2', [await passwordHash, person.id]);
  return person;
}

/** A body that each route takes. */
export async function bodyFor(
  api: RunningApi,
  route: string,
  { invitee, run, portal, accepted }: Scene,
): Promise<object | undefined> {
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

const unsubscribeToken = (api: RunningApi, { id }: { id: string }) =>
  api.app.get(UnsubscribeLinks, { strict: false }).token({ type: 'invitation', invitationId: id });

/** Every scope but the one that the route asks for. */
function scopesBut(api: RunningApi, route: string): ApiScope[] {
  const access = declaredRoutes(api.app).find(({ method, path }) => `${method} ${path}` === route)?.access;
  return API_SCOPES.filter((scope) => access?.kind !== 'tenant' || access.scope !== scope);
}

/** The path of a route, with what is there in its places. */
export function pathFor(api: RunningApi, route: string, there: Scene): string {
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
    .replace('/unsubscribe/:token', `/unsubscribe/${unsubscribeToken(api, invitation)}`)
    .replace(':token', invitation.token);
}

/** What a route needs beside a token. */
async function headersFor(api: RunningApi, route: string, { invitee }: Scene): Promise<Record<string, string>> {
  if (route !== 'POST /api/auth/refresh') return {};
  const answer = await api.client.post('/api/auth/login', { body: { email: invitee.email, password: PASSWORD } });
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] as string };
}

/** Calls a route as it should be called. `named` is what stands in its path: other things than the caller's, where they are foreign. */
export async function callRoute(
  api: RunningApi,
  actor: Actor,
  route: string,
  there: Scene,
  named = there,
): Promise<Answer> {
  const { options } = await caller(api, actor, route, there);
  const [method = ''] = route.split(' ');
  const headers = await headersFor(api, route, there);
  return api.client.call(method, pathFor(api, route, named), {
    ...options,
    headers,
    body: await bodyFor(api, route, there),
  });
}
