// Free of decorators: the operator's command judges addresses by the same rule.
import { isEmail } from 'class-validator';

/** What makes an address one, in class-validator's terms. */
export const EMAIL_FORM = { allow_utf8_local_part: false };

/** Kept lower-case: two spellings of one address are one address. */
export function normalEmail(address: string): string {
  return address.trim().toLowerCase();
}

export function isEmailAddress(address: string): boolean {
  return isEmail(address, EMAIL_FORM);
}
