import { createClient, type Client, type ClientSettings } from '@service-runs/api-client';
import { API_SCOPES, ERROR_CODES, ERRORS, type ErrorCode } from '@service-runs/contracts';
import { forbiddenWords } from '../../../../tools/check-words.ts';
import { declaredRoutes } from '../../src/auth/declared-routes';
import { hashPassword } from '../../src/auth/passwords';
import {
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
  unknownId,
  type Person,
} from '../factories';
import { startApp, useApi } from '../support/api';
import { DocumentedApi, type ApiDocument, type Exchange } from '../support/documented';
import { forbiddenBodies, forbiddenQueries } from '../support/forbidden';
import { UnsubscribeLinks } from '../../src/mail/unsubscribe-links';

const PASSWORD = 'a lamp beside the inlet';
const api = useApi({ SMTP_URL: 'smtp://mail.example' });
let documented: DocumentedApi;
let text: string;
let passwordHash: string;

beforeAll(async () => {
  const answer = await api.client.get<ApiDocument>('/api/openapi.json');
  documented = new DocumentedApi(answer.body);
  text = answer.text;
  passwordHash = await hashPassword(PASSWORD);
});

/** Whose every exchange is held against the document. */
function caller(settings: Omit<ClientSettings, 'baseUrl' | 'fetch'> = {}): Client {
  return createClient({ baseUrl: api.client.origin, fetch: documented.fetch, ...settings } as ClientSettings);
}

const signedIn = async (person: Person, tenantId?: string) =>
  caller({ accessToken: await api.signIn(person), ...(tenantId && { tenantId }) });

type Scene = Awaited<ReturnType<typeof scene>>;

/** A provider with something of everything, and who calls. Each test has its own. */
async function scene() {
  const { admin } = api;
  const provider = await createProvider(admin, { contactPhone: '250-555-0100' });
  const [portal, staff] = [await createPortal(admin), await createStaff(admin, provider)];
  const run = await createRun(admin, provider, { marketMode: 'OPEN', portalId: portal.id });
  await publish(admin, run, portal);
  const [person, stakeholder] = [await createPerson(admin, { passwordHash }), await createPerson(admin)];
  const invitation = await createInvitation(admin, run, { email: person.email, name: 'P', message: 'See you there' });
  const claimed = await createInvitation(admin, run, {
    email: stakeholder.email,
    role: 'property_owner',
    status: 'claimed',
    claimedBy: stakeholder,
  });
  const grant = await createGrant(admin, run, stakeholder, { invitation: claimed, role: 'property_owner' });
  await createNotification(admin, person, { invitation, linkVersion: 1 });
  const asked = { run, portal };
  const { key } = await createApiKey(admin, provider, provider.owner);
  return {
    provider,
    run,
    draft: await createRun(admin, provider, { status: 'draft' }),
    over: await createRun(admin, provider, { status: 'completed' }),
    portal,
    staff,
    person,
    stakeholder,
    invitation,
    claimed,
    grant,
    notification: await createNotification(admin, person, { read: true }),
    request: await createRequest(admin, provider, asked),
    accepted: await createRequest(admin, provider, { ...asked, status: 'accepted' }),
    declined: await createRequest(admin, provider, { ...asked, status: 'declined' }),
    memberInvitation: await createMemberInvitation(admin, provider),
    anyone: caller(),
    owner: await signedIn(provider.owner),
    key: caller({ apiKey: key }),
    invitee: await signedIn(person),
    holder: await signedIn(stakeholder),
  };
}

const unsubscribeToken = ({ id }: { id: string }) =>
  api.app.get(UnsubscribeLinks, { strict: false }).token({ type: 'invitation', invitationId: id });
const at = (id: string) => ({ path: { id } });
const newcomer = () => ({ email: `new-${unique()}@people.example`, password: PASSWORD, display_name: 'New' });
const asking = ({ run }: Scene) => ({
  run_id: run.id,
  requester_name: 'R',
  requester_email: `${unique()}@people.example`,
  requester_phone: '250-555-0101',
  zone_name: null,
  summary: 'A leak',
});
const inviting = () => ({
  invitees: [
    { email: `a-${unique()}@people.example`, name: 'A', role: 'tenant', message: 'M' },
    { email: `b-${unique()}@people.example` },
  ],
  expires_in_days: 7,
  send_mail: true,
});
const WHOLE_RUN = {
  name: 'Septic pump-out',
  starts_at: '2026-03-12T16:00:00.000Z',
  ends_at: '2026-03-12T17:00:00.000Z',
  time_zone: 'America/Vancouver',
  zone_name: 'Bamfield west side',
  market_mode: 'TARGETED',
  service_address: '1 Shore Road',
  internal_notes: 'Bring the long hose',
  price_estimate_cents: 12_000,
} as const;

type Operation = { [Group in keyof Client]: `${Group}.${keyof Client[Group] & string}` }[keyof Client];
type Calls = (there: Scene) => Promise<{ ok: boolean }>;

/** A success of every operation, with all that can be sent. What it is refused for is tried upon the same call. */
const CALLS: Record<Operation, Calls> = {
  'auth.register': ({ anyone }) => anyone.auth.register({ body: newcomer() }),
  'auth.login': ({ anyone, person }) => anyone.auth.login({ body: { email: person.email, password: PASSWORD } }),
  'auth.refresh': async ({ anyone, person }) => anyone.auth.refresh({ extraHeaders: await refreshCookie(person) }),
  'auth.logout': ({ invitee }) => invitee.auth.logout(),
  'auth.me': ({ owner }) => owner.auth.me(),
  'auth.updateMe': ({ owner }) => owner.auth.updateMe({ body: { display_name: 'Another' } }),
  'auth.changePassword': ({ invitee }) =>
    invitee.auth.changePassword({ body: { current_password: PASSWORD, password: 'another lamp by the inlet' } }),
  'auth.resetPassword': async ({ anyone, person }) =>
    anyone.auth.resetPassword({
      body: { token: await createOneTimeToken(api.admin, person), password: 'another lamp by the inlet' },
    }),
  'auth.forgotPassword': ({ anyone, person }) => anyone.auth.forgotPassword({ body: { email: person.email } }),
  'auth.resendVerification': ({ invitee }) => invitee.auth.resendVerification(),
  'auth.verifyEmail': async ({ invitee, person }) =>
    invitee.auth.verifyEmail({
      body: { token: await createOneTimeToken(api.admin, person, { purpose: 'verify_email' }) },
    }),
  'health.live': ({ anyone }) => anyone.health.live(),
  'health.ready': ({ anyone }) => anyone.health.ready(),
  'tenants.create': ({ invitee }) =>
    invitee.tenants.create({
      body: { name: 'Inlet', contact_phone: '250-555-0100', contact_email: 'i@inlet.example', time_zone: 'UTC' },
    }),
  'tenant.get': ({ owner }) => owner.tenant.get(),
  'tenant.update': ({ owner }) =>
    owner.tenant.update({
      body: { name: 'Inlet', contact_phone: null, contact_email: 'i@inlet.example', time_zone: 'UTC' },
    }),
  'tenant.members': ({ owner }) => owner.tenant.members(),
  'tenant.changeRole': ({ owner, staff }) =>
    owner.tenant.changeRole({ path: { individualId: staff.id }, body: { role: 'owner' } }),
  'tenant.removeMember': ({ owner, staff }) => owner.tenant.removeMember({ path: { individualId: staff.id } }),
  'tenant.apiKeys': ({ owner }) => owner.tenant.apiKeys(),
  'tenant.createApiKey': ({ owner }) =>
    owner.tenant.createApiKey({
      body: { name: 'A script', scopes: [...API_SCOPES], expires_at: '2099-01-01T00:00:00.000Z' },
    }),
  'tenant.deleteApiKey': async ({ owner, provider }) =>
    owner.tenant.deleteApiKey(at((await createApiKey(api.admin, provider, provider.owner)).id)),
  'tenant.receipt': async ({ owner, run, stakeholder }) => {
    await owner.tenant.receipt({ ...at(run.id), query: { format: 'csv' } });
    return owner.tenant.receipt({ ...at(run.id), query: { individual: stakeholder.id, format: 'json' } });
  },
  'runs.list': async ({ key }) => {
    await key.runs.list({ query: { limit: 1 } });
    return key.runs.list({ query: { status: ['draft', 'scheduled'], q: 'r', limit: 100 } });
  },
  'runs.create': async ({ key, portal }) => {
    await key.runs.create({ body: { name: 'A run' } });
    return key.runs.create({ body: { ...WHOLE_RUN, portal_id: portal.id } });
  },
  'runs.counts': ({ key }) => key.runs.counts(),
  'runs.get': async ({ key, run, accepted }) => {
    await key.requests.attach({ ...at(run.id), body: { request_ids: [accepted.id] } });
    return key.runs.get(at(run.id));
  },
  'runs.update': ({ key, run, portal }) =>
    key.runs.update({ ...at(run.id), body: { ...WHOLE_RUN, portal_id: portal.id }, headers: { 'If-Match': '"1"' } }),
  'runs.transition': ({ key, draft }) => key.runs.transition({ ...at(draft.id), body: { to: 'scheduled' } }),
  'runs.activity': async ({ key, run }) => {
    await key.runs.update({ ...at(run.id), body: { ...WHOLE_RUN } });
    await key.invitations.create({ ...at(run.id), body: inviting() });
    return key.runs.activity({ ...at(run.id), query: { limit: 100 } });
  },
  'invitations.create': ({ key, run }) => key.invitations.create({ ...at(run.id), body: inviting() }),
  'invitations.preview': ({ key, run, invitation }) =>
    key.invitations.preview({ ...at(run.id), body: { emails: [`${unique()}@people.example`, invitation.email] } }),
  'invitations.list': ({ key, run }) => key.invitations.list({ ...at(run.id), query: { status: ['sent', 'claimed'] } }),
  'invitations.get': ({ key, run, claimed }) => key.invitations.get({ path: { id: run.id, inviteId: claimed.id } }),
  'invitations.revoke': ({ key, run, claimed }) =>
    key.invitations.revoke({ path: { id: run.id, inviteId: claimed.id }, body: { reason: 'Sold' } }),
  'invitations.reissue': ({ key, run, invitation }) =>
    key.invitations.reissue({ path: { id: run.id, inviteId: invitation.id }, body: { send_mail: true } }),
  'memberInvitations.create': ({ owner }) =>
    owner.memberInvitations.create({
      body: { email: `${unique()}@people.example`, role: 'staff', send_mail: true },
    }),
  'memberInvitations.list': ({ owner }) => owner.memberInvitations.list({ query: { status: ['sent'] } }),
  'memberInvitations.revoke': ({ owner, memberInvitation }) =>
    owner.memberInvitations.revoke({ ...at(memberInvitation.id), body: { reason: null } }),
  'memberInvitations.reissue': ({ owner, memberInvitation }) =>
    owner.memberInvitations.reissue({ ...at(memberInvitation.id), body: { send_mail: false } }),
  'claims.open': async ({ anyone, invitation, claimed, memberInvitation }) => {
    for (const { token } of [claimed, memberInvitation]) await anyone.claims.open({ path: { token } });
    return anyone.claims.open({ path: { token: invitation.token } });
  },
  'claims.claim': async ({ invitee, invitation, provider, person }) => {
    const toJoin = await createMemberInvitation(api.admin, provider, { email: person.email });
    await invitee.claims.claim({ path: { token: toJoin.token } });
    return invitee.claims.claim({ path: { token: invitation.token } });
  },
  'runStakeholders.list': ({ key, run }) =>
    key.runStakeholders.list({ ...at(run.id), query: { status: ['active', 'revoked'] } }),
  'runStakeholders.revoke': ({ key, run, grant }) =>
    key.runStakeholders.revoke({ path: { id: run.id, stakeholderId: grant.id }, body: { reason: 'Sold' } }),
  'preview.show': ({ key, run }) => key.preview.show(at(run.id)),
  'sharedRuns.list': ({ holder }) => holder.sharedRuns.list({ query: { limit: 10 } }),
  'sharedRuns.view': async ({ holder, owner, run }) => {
    await owner.sharedRuns.view(at(run.id));
    return holder.sharedRuns.view(at(run.id));
  },
  'notifications.list': async ({ invitee }) => {
    await invitee.notifications.list({ query: { unread: true } });
    return invitee.notifications.list({ query: { unread: false, limit: 1 } });
  },
  'notifications.stream': ({ invitee }) =>
    invitee.notifications.stream({ headers: { 'Last-Event-ID': '1-00000000-0000-0000-0000-000000000000' } }),
  'notifications.unreadCount': ({ invitee }) => invitee.notifications.unreadCount(),
  'notifications.choices': ({ invitee }) => invitee.notifications.choices(),
  'notifications.choose': ({ invitee }) =>
    invitee.notifications.choose({
      body: {
        run_moved: false,
        run_progress: true,
        run_reminder: false,
        access_ended: true,
        invitation_claimed: false,
        request_arrived: true,
      },
    }),
  'unsubscribe.show': ({ anyone, invitation }) =>
    anyone.unsubscribe.show({ path: { token: unsubscribeToken(invitation) } }),
  'unsubscribe.change': async ({ anyone, invitation, person }) => {
    const subscription = { type: 'person', individualId: person.id, topic: 'run_moved' } as const;
    const token = api.app.get(UnsubscribeLinks, { strict: false }).token(subscription);
    await anyone.unsubscribe.change({ path: { token } });
    return anyone.unsubscribe.change({ path: { token: unsubscribeToken(invitation) }, body: { subscribed: true } });
  },
  'notifications.readAll': ({ invitee }) => invitee.notifications.readAll(),
  'notifications.read': ({ invitee, notification }) => invitee.notifications.read(at(notification.id)),
  'publishing.portals': ({ key }) => key.publishing.portals(),
  'publishing.publish': ({ key, run, portal }) =>
    key.publishing.publish({ ...at(run.id), body: { portal_ids: [portal.id] } }),
  'publishing.unpublish': ({ key, run, portal }) =>
    key.publishing.unpublish({ ...at(run.id), body: { portal_ids: [portal.id] } }),
  'portals.show': ({ anyone, portal: { slug } }) => anyone.portals.show({ path: { slug } }),
  'portals.runs': ({ anyone, portal: { slug } }) => anyone.portals.runs({ path: { slug }, query: { limit: 1 } }),
  'portals.run': ({ anyone, portal: { slug }, run }) => anyone.portals.run({ path: { slug, id: run.id } }),
  'requests.list': async ({ key, run, accepted }) => {
    await key.requests.attach({ ...at(run.id), body: { request_ids: [accepted.id] } });
    await key.requests.list({ query: { unattached: true } });
    return key.requests.list({ query: { status: ['new', 'accepted'], q: 'tank' } });
  },
  'requests.counts': ({ key }) => key.requests.counts(),
  'requests.accept': ({ key, request }) => key.requests.accept(at(request.id)),
  'requests.decline': ({ key, request }) => key.requests.decline({ ...at(request.id), body: { reason: 'Too far' } }),
  'requests.attach': ({ key, run, accepted }) =>
    key.requests.attach({ ...at(run.id), body: { request_ids: [accepted.id] } }),
  'requests.detach': async ({ key, run, accepted }) => {
    await key.requests.attach({ ...at(run.id), body: { request_ids: [accepted.id] } });
    return key.requests.detach({ ...at(run.id), body: { request_ids: [accepted.id] } });
  },
  'portalRequests.submit': (there) =>
    there.anyone.portalRequests.submit({ path: { slug: there.portal.slug }, body: asking(there) }),
};

/** A call that is refused for how things stand, which no change of a good call would show. */
const REFUSALS: readonly [Operation, ErrorCode, Calls][] = [
  [
    'auth.register',
    'error.auth.email_taken',
    ({ anyone, person }) => anyone.auth.register({ body: { ...newcomer(), email: person.email } }),
  ],
  [
    'auth.login',
    'error.auth.invalid_credentials',
    ({ anyone, person }) => anyone.auth.login({ body: { email: person.email, password: 'wrong' } }),
  ],
  ['auth.logout', 'error.auth.required', ({ anyone }) => anyone.auth.logout({ extraHeaders: FROM_ELSEWHERE })],
  [
    'auth.changePassword',
    'error.auth.invalid_credentials',
    ({ invitee }) => invitee.auth.changePassword({ body: { current_password: 'wrong', password: PASSWORD } }),
  ],
  [
    'auth.resetPassword',
    'error.auth.invalid_token',
    ({ anyone }) => anyone.auth.resetPassword({ body: { token: 'spent', password: PASSWORD } }),
  ],
  ['auth.verifyEmail', 'error.auth.invalid_token', ({ invitee }) => invitee.auth.verifyEmail({ body: { token: 'x' } })],
  ['unsubscribe.show', 'error.auth.invalid_token', ({ anyone }) => anyone.unsubscribe.show({ path: { token: 'x' } })],
  [
    'unsubscribe.change',
    'error.auth.invalid_token',
    ({ anyone }) => anyone.unsubscribe.change({ path: { token: 'x' } }),
  ],
  [
    'tenants.create',
    'error.idempotency.mismatch',
    twice((headers, name, { owner }) => owner.tenants.create({ headers, body: { name } })),
  ],
  [
    'tenant.changeRole',
    'error.member.last_owner',
    ({ owner, provider }) =>
      owner.tenant.changeRole({ path: { individualId: provider.owner.id }, body: { role: 'staff' } }),
  ],
  [
    'tenant.removeMember',
    'error.member.last_owner',
    ({ owner, provider }) => owner.tenant.removeMember({ path: { individualId: provider.owner.id } }),
  ],
  [
    'tenant.createApiKey',
    'error.idempotency.mismatch',
    twice((headers, name, { owner }) => owner.tenant.createApiKey({ headers, body: { name, scopes: ['runs:read'] } })),
  ],
  [
    'tenant.createApiKey',
    'error.api_key.not_found',
    async ({ owner }) => {
      const make = () =>
        owner.tenant.createApiKey({
          headers: { 'Idempotency-Key': 'one' },
          body: { name: 'K', scopes: ['runs:read'] },
        });
      const made = await make();
      if (made.ok) await owner.tenant.deleteApiKey(at(made.data.api_key.id));
      return make();
    },
  ],
  [
    'runs.create',
    'error.idempotency.mismatch',
    twice((headers, name, { key }) => key.runs.create({ headers, body: { name } })),
  ],
  [
    'runs.create',
    'error.portal.not_found',
    ({ key }) => key.runs.create({ body: { name: 'A run', portal_id: unknownId() } }),
  ],
  [
    'runs.update',
    'error.portal.not_found',
    ({ key, run }) => key.runs.update({ ...at(run.id), body: { portal_id: unknownId() } }),
  ],
  [
    'runs.update',
    'error.run.market_mode_forbids',
    ({ key, run }) => key.runs.update({ ...at(run.id), body: { market_mode: 'PRIVATE' } }),
  ],
  [
    'runs.transition',
    'error.run.illegal_transition',
    ({ key, over }) => key.runs.transition({ ...at(over.id), body: { to: 'draft' } }),
  ],
  [
    'invitations.preview',
    'error.run.closed',
    ({ key, over }) => key.invitations.preview({ ...at(over.id), body: { emails: ['a@people.example'] } }),
  ],
  [
    'invitations.create',
    'error.run.closed',
    ({ key, over }) => key.invitations.create({ ...at(over.id), body: inviting() }),
  ],
  [
    'invitations.create',
    'error.idempotency.mismatch',
    twice((headers, name, { key, run }) =>
      key.invitations.create({ headers, ...at(run.id), body: { invitees: [{ email: 'a@people.example', name }] } }),
    ),
  ],
  [
    'invitations.reissue',
    'error.invite.not_reissuable',
    ({ key, run, claimed }) => key.invitations.reissue({ path: { id: run.id, inviteId: claimed.id } }),
  ],
  [
    'invitations.reissue',
    'error.run.closed',
    async ({ key, over }) => {
      const { id } = await createInvitation(api.admin, over);
      return key.invitations.reissue({ path: { id: over.id, inviteId: id } });
    },
  ],
  [
    'memberInvitations.create',
    'error.idempotency.mismatch',
    twice((headers, name, { owner }) =>
      owner.memberInvitations.create({ headers, body: { email: `${name}@people.example`, role: 'staff' } }),
    ),
  ],
  [
    'memberInvitations.revoke',
    'error.invite.already_claimed',
    async ({ owner, provider, staff }) => owner.memberInvitations.revoke(at((await createJoined(provider, staff)).id)),
  ],
  [
    'memberInvitations.reissue',
    'error.invite.not_reissuable',
    async ({ owner, provider, staff }) => owner.memberInvitations.reissue(at((await createJoined(provider, staff)).id)),
  ],
  ['claims.open', 'error.invite.invalid_or_expired', ({ anyone }) => anyone.claims.open({ path: { token: 'dead' } })],
  [
    'claims.claim',
    'error.invite.invalid_or_expired',
    ({ invitee }) => invitee.claims.claim({ path: { token: 'dead' } }),
  ],
  [
    'claims.claim',
    'error.invite.already_claimed',
    ({ invitee, claimed: { token } }) => invitee.claims.claim({ path: { token } }),
  ],
  [
    'claims.claim',
    'error.invite.email_mismatch',
    ({ holder, invitation: { token } }) => holder.claims.claim({ path: { token } }),
  ],
  [
    'claims.claim',
    'error.invite.email_unverified',
    async ({ provider }) => {
      const person = await createPerson(api.admin, { verified: false });
      const { token } = await createMemberInvitation(api.admin, provider, { email: person.email });
      return (await signedIn(person)).claims.claim({ path: { token } });
    },
  ],
  [
    'publishing.publish',
    'error.portal.not_found',
    ({ key, run }) => key.publishing.publish({ ...at(run.id), body: { portal_ids: [unknownId()] } }),
  ],
  [
    'publishing.publish',
    'error.run.market_mode_forbids',
    ({ key, draft, portal }) => key.publishing.publish({ ...at(draft.id), body: { portal_ids: [portal.id] } }),
  ],
  [
    'publishing.unpublish',
    'error.portal.not_found',
    ({ key, run }) => key.publishing.unpublish({ ...at(run.id), body: { portal_ids: [unknownId()] } }),
  ],
  ...(['show', 'runs'] as const).map((name): [Operation, ErrorCode, Calls] => [
    `portals.${name}`,
    'error.portal.not_found',
    ({ anyone }) => anyone.portals[name]({ path: { slug: 'no-such-portal' } }),
  ]),
  [
    'portals.run',
    'error.portal.not_found',
    ({ anyone, run }) => anyone.portals.run({ path: { slug: 'no-such-portal', id: run.id } }),
  ],
  [
    'portalRequests.submit',
    'error.portal.not_found',
    (there) => there.anyone.portalRequests.submit({ path: { slug: 'no-such-portal' }, body: asking(there) }),
  ],
  [
    'portalRequests.submit',
    'error.run.not_found',
    (there) =>
      there.anyone.portalRequests.submit({
        path: { slug: there.portal.slug },
        body: { ...asking(there), run_id: there.draft.id },
      }),
  ],
  ['requests.accept', 'error.request.state_forbids', ({ key, declined }) => key.requests.accept(at(declined.id))],
  ['requests.decline', 'error.request.state_forbids', ({ key, accepted }) => key.requests.decline(at(accepted.id))],
  [
    'requests.attach',
    'error.request.state_forbids',
    ({ key, run, request }) => key.requests.attach({ ...at(run.id), body: { request_ids: [request.id] } }),
  ],
  ...(['attach', 'detach'] as const).map((name): [Operation, ErrorCode, Calls] => [
    `requests.${name}`,
    'error.request.not_found',
    ({ key, run }) => key.requests[name]({ ...at(run.id), body: { request_ids: [unknownId()] } }),
  ]),
];

/** No call comes to the first by itself; the others want a lost database, and two calls at one moment, and have suites of their own. */
const TRIED_ELSEWHERE: readonly ErrorCode[] = ['error.internal', 'error.unavailable', 'error.idempotency.in_progress'];

const FROM_ELSEWHERE = { origin: 'https://elsewhere.example' };

/** The same key for two calls that ask for different things. */
function twice(
  call: (headers: { 'Idempotency-Key': string }, name: string, there: Scene) => Promise<{ ok: boolean }>,
): Calls {
  return async (there) => {
    const headers = { 'Idempotency-Key': unique() };
    await call(headers, 'one', there);
    return call(headers, 'another', there);
  };
}

const createJoined = (provider: Scene['provider'], staff: Person) =>
  createMemberInvitation(api.admin, provider, { claimedBy: staff });

async function refreshCookie({ email }: Person): Promise<{ cookie: string }> {
  const answer = await api.client.post('/api/auth/login', { body: { email, password: PASSWORD } });
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] as string };
}

interface Change {
  url?: URL;
  body?: string;
  /** Those that are undefined are left out. */
  headers?: Record<string, string | undefined>;
}

/** A good call, made again with something changed. */
async function again({ url, init }: Exchange, { headers = {}, ...changes }: Change): Promise<Exchange> {
  const all = Object.entries({ ...init.headers, ...headers }).filter((each): each is [string, string] => !!each[1]);
  const body = changes.body ?? init.body;
  await documented.fetch(changes.url ?? url, {
    method: init.method,
    headers: Object.fromEntries(all),
    ...(body !== undefined && { body }),
  });
  return documented.last as Exchange;
}

/** What it came to: `404 error.run.not_found`. */
const outcome = ({ status, answer }: Exchange) =>
  `${status} ${(answer as { error?: string; ok?: boolean }).error ?? 'success'}`;

const refusal = (code: ErrorCode) => `${ERRORS[code].status} ${code}`;
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

describe.each(Object.entries(CALLS) as [Operation, Calls][])('%s', (name, call) => {
  let there: Scene;
  let made: Exchange;

  beforeAll(async () => {
    there = await scene();
    await call(there);
    made = documented.last as Exchange;
  });

  it('succeeds as the document says', () => {
    expect([nameOf(made.documented.id), outcome(made)]).toEqual([name, `${made.status} success`]);
  });

  it('asks who calls, as the document says', async () => {
    const { security } = made.documented.operation;
    if (security === undefined || security.some((way) => Object.keys(way).length === 0)) {
      // Of whom nothing is asked, nothing is judged.
      expect(outcome(await again(made, { headers: bearer('garbage') }))).not.toMatch(/^40[13]/);
      return;
    }
    for (const [headers, code] of await refusedCallers(there, made)) {
      expect([headers, outcome(await again(made, { headers }))]).toEqual([headers, refusal(code)]);
    }
  });

  it('takes nothing that the document forbids', async () => {
    for (const { what, change, expected } of forbiddenChanges(made)) {
      expect([what, outcome(await again(made, change))]).toEqual([what, expect.stringMatching(expected)]);
    }
  });
});

/** Who is not let through, and with which words, by what the document says of who may call. */
async function refusedCallers(
  { provider }: Scene,
  { documented: { operation } }: Exchange,
): Promise<[headers: Record<string, string | undefined>, expected: ErrorCode][]> {
  const ways = operation.security ?? [];
  const [role] = ways.flatMap((way) => way['accessToken'] ?? []);
  const [scope] = ways.flatMap((way) => way['apiKey'] ?? []);
  const stranger = await api.signIn(await createPerson(api.admin));
  const staff = await api.signIn(await createStaff(api.admin, provider));
  const { key } = await createApiKey(api.admin, provider, provider.owner, {
    scopes: API_SCOPES.filter((one) => one !== scope),
  });
  return [
    [{ Authorization: undefined, cookie: undefined }, 'error.auth.required'],
    [{ ...bearer(key), cookie: undefined }, scope === undefined ? 'error.auth.required' : 'error.auth.scope_missing'],
    ...(role === undefined ? [] : ofAnOrganisation(stranger, provider.id)),
    ...(role === 'owner' ? [[bearer(staff), 'error.auth.role_required'] satisfies [object, ErrorCode]] : []),
  ];
}

function ofAnOrganisation(stranger: string, tenantId: string): [headers: Record<string, string>, ErrorCode][] {
  return [
    [{ ...bearer(stranger), 'X-Tenant-Id': tenantId }, 'error.tenant.access_denied'],
    [{ ...bearer(stranger), 'X-Tenant-Id': 'no-id' }, 'error.validation'],
    [bearer(stranger), 'error.tenant.required'],
  ];
}

interface ForbiddenChange {
  readonly what: string;
  readonly change: Change;
  readonly expected: RegExp | string;
}

/** Every way to spoil a good call that the document speaks of. */
function forbiddenChanges(made: Exchange): ForbiddenChange[] {
  const { operation, path } = made.documented;
  const { parameters = [], requestBody } = operation;
  const ids = parameters
    .filter((parameter) => parameter.in === 'path' && parameter.schema.format === 'uuid')
    .flatMap(({ name }) =>
      [unknownId(), 'no-id'].map((id) => ({
        what: `${name} ${id}`,
        change: { url: withPart(made.url, path, name, id) },
        expected: /^(404|403) error\.\w+\.(not_found|access_denied)$/,
      })),
    );
  const queries = forbiddenQueries(documented, parameters).map(({ what, value }) => ({
    what,
    change: { url: new URL(`?${value.toString()}`, made.url) },
    expected: refusal('error.validation'),
  }));
  const versions = parameters.some(({ name }) => name === 'If-Match')
    ? [
        {
          what: 'an old version',
          change: { headers: { 'If-Match': '"0"' } },
          expected: refusal('error.precondition_failed'),
        },
      ]
    : [];
  if (made.init.method === 'GET') return [...ids, ...queries];

  const schema = { type: 'object', ...requestBody?.content['application/json']?.schema };
  const bodies = forbiddenBodies(documented, schema, JSON.parse(made.init.body ?? '{}')).map(({ what, value }) => ({
    what,
    change: sending(JSON.stringify(value)),
    expected: refusal('error.validation'),
  }));
  return [
    ...ids,
    ...queries,
    ...versions,
    ...bodies,
    { what: 'no JSON', change: sending('{'), expected: refusal('error.validation') },
    { what: 'too much', change: sending(`"${'x'.repeat(1_100_000)}"`), expected: refusal('error.payload_too_large') },
    { what: 'text', change: sending('x', 'text/plain'), expected: refusal('error.unsupported_media_type') },
  ];
}

const sending = (body: string, type = 'application/json'): Change => ({ body, headers: { 'Content-Type': type } });

function withPart(made: URL, path: string, name: string, value: string): URL {
  const url = new URL(made);
  const parts = url.pathname.split('/');
  parts[path.split('/').indexOf(`{${name}}`)] = value;
  url.pathname = parts.join('/');
  return url;
}

describe.each(REFUSALS)('%s', (name, code, call) => {
  it(`refuses with ${code} as the document says`, async () => {
    await call(await scene());
    const made = documented.last as Exchange;
    expect([nameOf(made.documented.id), outcome(made)]).toEqual([name, refusal(code)]);
  });
});

const nameOf = (operationId: string) => operationId.charAt(0).toLowerCase() + operationId.slice(1);

describe('a service that is set up otherwise', () => {
  let origin: string;
  let app: Awaited<ReturnType<typeof startApp>>;
  /** Called too often, whoever calls and whatever they say. */
  const MORE_THAN_ANY_BOUND = 300;

  beforeAll(async () => {
    app = await startApp(api, { RATE_LIMITS: 'on', SIGNUP: 'invited' });
    origin = await app.getUrl();
  });
  afterAll(() => app.close());

  it('takes nobody in without an invitation, as the document says', async () => {
    await createClient({ baseUrl: origin, fetch: documented.fetch }).auth.register({ body: newcomer() });
    expect(outcome(documented.last as Exchange)).toBe(refusal('error.auth.signup_closed'));
  });

  it('bounds how often each call is made, as the document says', async () => {
    const bounded = documented.operations.filter(({ operation }) => '429' in operation.responses);
    expect(bounded.length).toBeGreaterThan(10);
    const { owner } = await createProvider(api.admin);
    const token = await api.signIn(owner);
    for (const { id, method, path } of bounded) {
      const outcomes = new Set<string>();
      for (let call = 0; call < MORE_THAN_ANY_BOUND && !outcomes.has(refusal('error.rate_limited')); call++) {
        // Somebody in particular, who would have a mail sent: there are bounds for that too.
        const { headers } = await documented.fetch(origin + path.replaceAll(/\{\w+\}/g, 'one'), {
          method,
          headers: method === 'GET' ? {} : { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          ...(method !== 'GET' && { body: '{"send_mail":true}' }),
        });
        outcomes.add(outcome(documented.last as Exchange));
        expect(Number(headers.get('ratelimit-limit'))).toBeGreaterThan(Number(headers.get('ratelimit-remaining')));
      }
      expect([id, [...outcomes]]).toEqual([id, expect.arrayContaining([refusal('error.rate_limited')])]);
    }
  });
});

describe('what was called', () => {
  it('is every operation of the document', () => {
    expect(Object.keys(CALLS).sort()).toEqual(documented.operations.map(({ id }) => nameOf(id)).sort());
  });

  it('succeeded in every way that the document names', () => {
    const named = documented.operations.flatMap((one) =>
      Object.keys(one.operation.responses)
        .filter((status) => status.startsWith('2'))
        .flatMap((status) =>
          Object.keys(documented.response(one, status)?.content ?? {}).map((type) => `${one.id} ${status} ${type}`),
        ),
    );
    expect(named.filter((each) => !documented.seen.has(each))).toEqual([]);
  });

  it('was refused for every reason that the document names', () => {
    const named = documented.operations.flatMap((one) =>
      Object.keys(one.operation.responses)
        .filter((status) => Number(status) >= 400)
        .flatMap((status) =>
          codesOf(documented.response(one, status)?.description)
            .filter((code) => !TRIED_ELSEWHERE.includes(code))
            .map((code) => `${one.id} ${status} ${code}`),
        ),
    );
    expect(named.filter((each) => !documented.seen.has(each))).toEqual([]);
  });
});

function codesOf(description = ''): ErrorCode[] {
  return [...description.matchAll(/`(error\.[a-z_.]+)`:/g)].map(([, code]) => code as ErrorCode);
}

describe('the OpenAPI document', () => {
  const routes = () =>
    declaredRoutes(api.app).map((route) => ({ ...route, path: route.path.replace(/:(\w+)/g, '{$1}') }));
  const operationAt = (method: string, path: string) => documented.document.paths[path]?.[method.toLowerCase()];

  it('is of version 3.1, and has the ways to say who calls', () => {
    expect(documented.document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(Object.keys(documented.document.components.securitySchemes).sort()).toEqual([
      'accessToken',
      'apiKey',
      'refreshCookie',
    ]);
  });

  it('describes every route, and none that there is not', () => {
    const described = documented.operations.map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual(
      routes()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  it('names each operation once, with a summary and one tag', () => {
    const ids = documented.operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, operation } of documented.operations) {
      expect([id, operation.summary, operation.tags]).toEqual([
        id,
        expect.stringMatching(/\S/),
        [expect.stringMatching(/\S/)],
      ]);
    }
  });

  it('says of each operation who may call it, as the route is declared', () => {
    for (const { method, path, access } of routes()) {
      const { security, description } = operationAt(method, path) ?? {};
      const expected = {
        public: path === '/api/auth/refresh' ? [{ refreshCookie: [] }] : undefined,
        'public-or-signed-in': [{}, { refreshCookie: [] }, { accessToken: [] }],
        'signed-in': [{ accessToken: [] }],
        stakeholder: [{ accessToken: [] }],
        tenant:
          access?.kind === 'tenant' && access.scope !== null
            ? [{ apiKey: [access.scope] }, { accessToken: ['member'] }]
            : [{ accessToken: [access?.kind === 'tenant' && access.ownerOnly ? 'owner' : 'member'] }],
      }[access?.kind ?? 'public'];
      expect([method, path, security, description]).toEqual([
        method,
        path,
        expected,
        expect.stringMatching(/\*\*Who may call it:\*\* [A-Z].*\.$/),
      ]);
      const scope = access?.kind === 'tenant' ? access.scope : null;
      if (scope !== null) expect(description).toContain(`\`${scope}\``);
    }
  });

  it('says of every id in a path that it is one', () => {
    const parts = documented.operations.flatMap(({ operation }) =>
      (operation.parameters ?? []).filter((parameter) => parameter.in === 'path'),
    );
    expect(new Set(parts.filter(({ schema }) => schema.format !== 'uuid').map(({ name }) => name))).toEqual(
      new Set(['slug', 'token']),
    );
  });

  it('refers to nothing that is not in it, and holds nothing that is not referred to', () => {
    const { schemas, responses, headers } = documented.document.components;
    const refs = new Set([...text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g)].map(([, ref]) => ref as string));
    const held = Object.entries({ schemas, responses, headers }).flatMap(([kind, parts]) =>
      Object.keys(parts).map((name) => `${kind}/${name}`),
    );
    expect([...refs].sort()).toEqual(held.sort());
  });

  it('closes every object, names every set of words once, and keeps to the words of OpenAPI 3.1', () => {
    for (const [name, schema] of Object.entries(documented.document.components.schemas)) {
      expect([name, schema.enum !== undefined || schema.additionalProperties === false]).toEqual([name, true]);
      expect([name, schema.enum ?? Object.keys(schema.properties ?? {})]).not.toEqual([name, []]);
    }
    expect(text).not.toContain('"nullable"');
    const sets = [...text.matchAll(/"enum":\[("(?!error\.)[^\]]+",[^\]]+)\]/g)].map(([, words]) => words);
    expect(new Set(sets).size).toBe(sets.length);
  });

  it('uses no word that nobody may read', () => {
    expect(forbiddenWords(text)).toEqual([]);
    expect(forbiddenWords(JSON.stringify(ERROR_CODES))).toEqual([]);
  });

  it('can be browsed: the page, its style and its scripts are there, and its policy lets them run', async () => {
    const html = { headers: { accept: 'text/html' } };
    const first = await api.client.get('/api/docs', html);
    const moved = first.headers.get('location');
    const page = moved === null ? first : await api.client.get(moved, html);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    const files = [...page.text.matchAll(/(?:src|href)="(\.?\/?[^":]+\.(?:js|css))"/g)].map(
      ([, file]) => file as string,
    );
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const { pathname } = new URL(file, `${api.client.origin}/api/docs`);
      expect([file, (await api.client.get(pathname)).status]).toEqual([file, 200]);
    }
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
    // No script stands in the page itself: the policy would not run it.
    expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
  });
});

describe('holding an answer against the document', () => {
  const answering = (body: unknown, { status = 200, type = 'application/json', path = '/api/health/live' } = {}) => {
    const response = new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': type, 'x-request-id': unknownId() },
    });
    const real = globalThis.fetch;
    globalThis.fetch = () => Promise.resolve(response);
    return documented
      .fetch(api.client.origin + path, { headers: {} })
      .then(() => null)
      .catch((error: Error) => error.message.split('\n')[1])
      .finally(() => (globalThis.fetch = real));
  };

  it.each([
    ['what the document says', { ok: true }, {}, null],
    ['a key too many', { ok: true, secret: 1 }, {}, expect.stringContaining('must NOT have additional properties')],
    ['a key too few', {}, {}, expect.stringContaining("must have required property 'ok'")],
    ['another kind of value', { ok: 'yes' }, {}, expect.stringContaining('must be boolean')],
    ['another status', { ok: true }, { status: 201 }, '- the status 201 is not documented'],
    ['another media type', { ok: true }, { type: 'text/html' }, '- the media type text/html is not documented for 200'],
  ])('tells %s', async (_what, body, how, problem) => {
    expect(await answering(body, how)).toEqual(problem);
  });

  it('tells an address that is not in it', async () => {
    await expect(documented.fetch(`${api.client.origin}/api/nothing`, { headers: {} })).rejects.toThrow(
      'The document knows no GET /api/nothing',
    );
  });
});
