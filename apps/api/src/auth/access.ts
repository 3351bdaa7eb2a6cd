import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiHeader, ApiSecurity } from '@nestjs/swagger';
import type { ApiScope } from '@service-runs/contracts';
import { Refuses, WhoMayCall } from '../platform/openapi/answers';

/** The ways to say who asks, by their names in the OpenAPI document. What a route asks of each stands beside it there. */
const ACCESS_TOKEN = 'accessToken';
const API_KEY = 'apiKey';
export const REFRESH_COOKIE = 'refreshCookie';

/** Who may call a route. A route without a declaration is refused, and the application does not start with one. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'public-or-signed-in' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'stakeholder' }
  | { readonly kind: 'tenant'; readonly scope: ApiScope | null; readonly ownerOnly: boolean };

export const ACCESS = 'service-runs:access';

/** Anyone; nothing is read of who asks. */
export const Public = () => declare({ kind: 'public' }, 'Anyone.');

/** Anyone; who holds a good access token is known by it. For signing out, which must work with whatever is left. */
export const PublicOrSignedIn = () =>
  applyDecorators(
    declare(
      { kind: 'public-or-signed-in' },
      'Anyone; the access token or the refresh cookie says whose session it is.',
    ),
    ApiSecurity({}),
    ApiSecurity(REFRESH_COOKIE),
    ApiSecurity(ACCESS_TOKEN),
  );

/** Anyone who is signed in, for what is their own. */
export const SignedIn = () =>
  applyDecorators(declare({ kind: 'signed-in' }, 'Anyone who is signed in.'), ApiSecurity(ACCESS_TOKEN), PROVEN);

/** Signed in, for a run that the database finds a grant or a membership for. */
export const StakeholderAccess = () =>
  applyDecorators(
    declare({ kind: 'stakeholder' }, 'Whoever has an active grant to the run, and members of its organisation.'),
    ApiSecurity(ACCESS_TOKEN),
    PROVEN,
  );

/** A member of the organisation, or an API key of it that has the scope. */
export const TenantAccess = (scope: ApiScope) =>
  applyDecorators(
    declare(
      { kind: 'tenant', scope, ownerOnly: false },
      `Members of the organisation, and its API keys with the scope \`${scope}\`.`,
    ),
    ApiSecurity(API_KEY, [scope]),
    ApiSecurity(ACCESS_TOKEN, ['member']),
    FOR_A_TENANT,
    Refuses('error.auth.scope_missing'),
  );

/** A member of the organisation in person. */
export const MemberAccess = () =>
  applyDecorators(
    declare({ kind: 'tenant', scope: null, ownerOnly: false }, 'Members of the organisation in person; no API key.'),
    ApiSecurity(ACCESS_TOKEN, ['member']),
    FOR_A_TENANT,
  );

/** An owner of the organisation in person. */
export const OwnerAccess = () =>
  applyDecorators(
    declare({ kind: 'tenant', scope: null, ownerOnly: true }, 'Owners of the organisation in person; no API key.'),
    ApiSecurity(ACCESS_TOKEN, ['owner']),
    FOR_A_TENANT,
    Refuses('error.auth.role_required'),
  );

const PROVEN = Refuses('error.auth.required');

const FOR_A_TENANT = applyDecorators(
  ApiHeader({
    name: 'X-Tenant-Id',
    required: false,
    description: 'The organisation to act for. May be left out by who belongs to one only, and by API keys.',
    schema: { type: 'string', format: 'uuid' },
  }),
  PROVEN,
  Refuses('error.tenant.required', 'error.tenant.access_denied'),
);

function declare(access: Access, whoMayCall: string) {
  return applyDecorators(SetMetadata(ACCESS, access), WhoMayCall(whoMayCall));
}
