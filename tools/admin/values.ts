// What may stand behind an option: the rules of the API, from the API's own files.
import { LIMITS } from '../../libs/contracts/src/vocabulary.ts';
import { isEmailAddress, normalEmail } from '../../apps/api/src/platform/validation/email-address.ts';
import { isSlug, SLUG_MAX } from '../../apps/api/src/platform/validation/slug.ts';
import { isTimeZone } from '../../apps/api/src/platform/validation/time-zone.ts';
import { UsageError } from './errors.ts';

/** An option that is followed by a value. */
export interface ValueOption {
  /** What stands behind it, in the help. */
  readonly value: string;
  readonly means: string;
  readonly required?: boolean;
  /** The value as it is kept; throws the rest of a sentence about the option where it is none. */
  readonly read: (given: string) => string;
}

/** An option that stands alone. */
export interface Flag {
  readonly means: string;
}

export type Option = ValueOption | Flag;
export type Options = Readonly<Record<string, Option>>;

/** What was given: undefined for a value that may be left out and was. */
export type Values<Given extends Options> = {
  readonly [Name in keyof Given]: Given[Name] extends ValueOption
    ? Given[Name] extends { readonly required: true }
      ? string
      : string | undefined
    : boolean;
};

const EMAIL = {
  value: '<address>',
  read: (given: string) => {
    const address = normalEmail(given);
    if (!isEmailAddress(address)) throw new UsageError('is not an email address');
    return atMost(LIMITS.email, address);
  },
};

export const email = (means: string) => ({ ...EMAIL, means });
export const requiredEmail = (means: string) => ({ ...EMAIL, means, required: true as const });

const text = (value: string, most: number) => ({
  value,
  read: (given: string) => {
    const trimmed = given.trim();
    if (!trimmed) throw new UsageError('must not be empty');
    return atMost(most, trimmed);
  },
});

export const words = (value: string, most: number, means: string) => ({ ...text(value, most), means });
export const requiredWords = (value: string, most: number, means: string) => ({
  ...text(value, most),
  means,
  required: true as const,
});

export const requiredSlug = (means: string) => ({
  value: '<slug>',
  means,
  required: true as const,
  read: (given: string) => {
    if (!isSlug(given)) {
      throw new UsageError(`must be lower-case letters and digits in pieces joined by hyphens, at most ${SLUG_MAX}`);
    }
    return given;
  },
});

export const timeZone = (means: string) => ({
  value: '<zone>',
  means,
  read: (given: string) => {
    if (!isTimeZone(given.trim())) throw new UsageError('is not an IANA time zone');
    return given.trim();
  },
});

export const choice = (choices: readonly string[], means: string) => ({
  value: choices.join('|'),
  means,
  read: (given: string) => {
    if (!choices.includes(given)) throw new UsageError(`must be one of ${choices.join(', ')}`);
    return given;
  },
});

export const flag = (means: string): Flag => ({ means });

function atMost(most: number, value: string): string {
  if (value.length > most) throw new UsageError(`must be at most ${most} characters long`);
  return value;
}
