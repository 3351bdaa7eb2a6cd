import type { ValidationDetail } from '@service-runs/contracts';
import { ApiError, invalid } from '../platform/errors/api-error';

/**
 * `pathOf` says where the sender wrote the address of a place.
 * @throws ApiError `error.validation` that names both places where an address stands twice
 */
export function requireDistinctAddresses(emails: readonly string[], pathOf: (place: number) => string): void {
  const firstAt = new Map<string, number>();
  const details: ValidationDetail[] = [];
  emails.forEach((email, place) => {
    const first = firstAt.get(email);
    if (first === undefined) {
      firstAt.set(email, place);
      return;
    }
    const [one, other] = [pathOf(first), pathOf(place)];
    details.push(
      { path: one, rule: 'duplicate', message: `stands again at ${other}` },
      { path: other, rule: 'duplicate', message: `stands already at ${one}` },
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
