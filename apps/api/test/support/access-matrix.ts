// Who may call what: one table, executed whole by `access-matrix.spec.ts`, and shown in docs/security.md.
import { markdownTable } from '../../../../tools/lib/written-part.ts';

export const ACTORS = [
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
export type Actor = (typeof ACTORS)[number];

/** The status that each of ACTORS gets, in that order. */
export type Row = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

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

export const MATRIX: Readonly<Record<string, Row>> = {
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

/** The places of a route that name something, each of another organisation than the caller's or another person's. */
export type ForeignPlace = ':id' | ':inviteId' | ':stakeholderId' | ':individualId';

/**
 * What an owner gets who names, in that place, what belongs to somebody else: nowhere is more told than that there is no such thing.
 * Of what is everybody's, a portal or whatever a link says, there is nothing foreign.
 */
export const FOREIGN_REFUSED = 404;
export const FOREIGN: Readonly<Record<string, number>> = {
  // It says that access is lacking, and not whether there is such a run: the same for an id that nobody has.
  'GET /api/runs/:id/view': 403,
};

/** The places of a route in which something foreign can be named. */
export function foreignPlaces(route: string): ForeignPlace[] {
  if (/^\w+ \/api\/portals\//.test(route)) return [];
  return (route.match(/:(?:id|inviteId|stakeholderId|individualId)\b/g) ?? []) as ForeignPlace[];
}

/** The same route written otherwise. None may open what the route itself does not. */
export const VARIANTS: Readonly<Record<string, (path: string) => string>> = {
  'a slash at the end': (path) => `${path}/`,
  'two slashes in front': (path) => `/${path}`,
  'two slashes within': (path) => path.replace('/api/', '/api//'),
  'an encoded slash': (path) => path.replace('/api/', '/api%2f'),
  'an encoded letter': (path) => path.replace('/api/', '/ap%69/'),
  'a parameter': (path) => `${path};a=1`,
  'a parameter within': (path) => path.replace('/api/', '/api;a=1/'),
  'a dot within': (path) => path.replace('/api/', '/api/./'),
  'two dots within': (path) => path.replace('/api/', '/api/i/../'),
  capitals: (path) => path.replace('/api/', '/API/'),
  'a zero byte': (path) => `${path}%00`,
  'a query': (path) => `${path}?`,
};

/** MATRIX and FOREIGN for people to read. */
export function matrixInWords(): string {
  const routes = Object.keys(MATRIX);
  const foreign = routes.map((route) =>
    foreignPlaces(route).map((place) => `${place} ${FOREIGN[route] ?? FOREIGN_REFUSED}`),
  );
  const count = (of: readonly { length: number }[]) => of.reduce((sum, { length }) => sum + length, 0);
  return [
    `${routes.length} routes × ${ACTORS.length} kinds of caller: ${count(Object.values(MATRIX))} answers. ${count(foreign)} places for a foreign id.` +
      ` Each route is written in ${Object.keys(VARIANTS).length} other ways as well (${Object.keys(VARIANTS).join(', ')}), asked by HEAD, and` +
      ` by the headers that some servers take for another method or path.`,
    ACTORS.map((actor, index) => `${index + 1}. ${actor}`).join('\n'),
    markdownTable(
      ['route', ...ACTORS.map((_, index) => `${index + 1}`), 'foreign ids'],
      routes.map((route, index) => [
        `\`${route}\``,
        ...(MATRIX[route] ?? []).map(String),
        (foreign[index] ?? []).join(', '),
      ]),
    ),
  ].join('\n\n');
}
