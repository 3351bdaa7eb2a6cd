import type { InviteeInput, ValidationDetail } from '@service-runs/contracts';
import { ApiError, invalid } from '../platform/errors/api-error';

/** @throws ApiError `error.validation` that names both places where an address stands twice */
export function requireDistinctAddresses(invitees: readonly Pick<InviteeInput, 'email'>[]): void {
  const firstAt = new Map<string, number>();
  const details: ValidationDetail[] = [];
  invitees.forEach(({ email }, index) => {
    const first = firstAt.get(email);
    if (first === undefined) {
      firstAt.set(email, index);
      return;
    }
    details.push(
      { path: `invitees[${first}].email`, rule: 'duplicate', message: `stands again at invitees[${index}].email` },
      { path: `invitees[${index}].email`, rule: 'duplicate', message: `stands already at invitees[${first}].email` },
    );
  });
  if (details.length > 0) {
    throw new ApiError('error.validation', { details });
  }
}

/**
 * Asked within the act, so that a refusal is not what an Idempotency-Key remembers.
 * @throws ApiError `error.validation` where the address belongs to a member of the organisation
 */
export function requireNewcomer(known: readonly { has_access: boolean }[]): void {
  if (known.some(({ has_access }) => has_access)) {
    throw invalid('email', 'already_member', 'belongs to a member already');
  }
}
