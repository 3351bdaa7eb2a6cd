import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader } from '@nestjs/swagger';
import type { ApiScope } from '@service-runs/contracts';

/** Who may call a route. A route without a declaration is refused, and the application does not start with one. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'public-or-signed-in' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'stakeholder' }
  | { readonly kind: 'tenant'; readonly scope: ApiScope | null; readonly ownerOnly: boolean };

export const ACCESS = 'service-runs:access';

/** Anyone; nothing is read of who asks. */
export const Public = () => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);

/** Anyone; who holds a good access token is known by it. For signing out, which must work with whatever is left. */
export const PublicOrSignedIn = () => declare({ kind: 'public-or-signed-in' });

/** Anyone who is signed in, for what is their own. */
export const SignedIn = () => declare({ kind: 'signed-in' });

/** Signed in, for a run that the database finds a grant or a membership for. */
export const StakeholderAccess = () => declare({ kind: 'stakeholder' });

/** A member of the organisation, or an API key of it that has the scope. */
export const TenantAccess = (scope: ApiScope) =>
  applyDecorators(declare({ kind: 'tenant', scope, ownerOnly: false }), TENANT_HEADER);

/** A member of the organisation in person. */
export const MemberAccess = () =>
  applyDecorators(declare({ kind: 'tenant', scope: null, ownerOnly: false }), TENANT_HEADER);

/** An owner of the organisation in person. */
export const OwnerAccess = () =>
  applyDecorators(declare({ kind: 'tenant', scope: null, ownerOnly: true }), TENANT_HEADER);

const TENANT_HEADER = ApiHeader({
  name: 'X-Tenant-Id',
  required: false,
  description: 'The organisation to act for. May be left out by who belongs to one only, and by API keys.',
  schema: { type: 'string', format: 'uuid' },
});

function declare(access: Access) {
  return applyDecorators(SetMetadata(ACCESS, access), ApiBearerAuth());
}
