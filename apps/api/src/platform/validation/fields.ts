import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { LIMITS } from '@service-runs/contracts';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  isEmail,
  maxLength,
} from 'class-validator';
import { EMAIL_FORM, normalEmail } from './email-address';
import { isTimeZone, ZONE_NAME, ZONE_NAME_LENGTH } from './time-zone';

/**
 * One decorator a field: what is accepted and what the OpenAPI document says of it cannot drift apart.
 * `optional`: may be left out. `nullable`: may also be null.
 */
interface Presence {
  optional?: boolean;
  nullable?: boolean;
}

export function TextField({
  min = 0,
  max,
  pattern,
  ...presence
}: Presence & { min?: number; max: number; pattern?: RegExp }) {
  return applyDecorators(
    ...present(presence, {
      type: String,
      ...(min && { minLength: min }),
      maxLength: max,
      ...(pattern && { pattern: pattern.source }),
    }),
    trimmed(),
    IsString({ message: 'must be text' }),
    ...(min
      ? [MinLength(min, { message: min === 1 ? 'must not be empty' : `must be at least ${min} characters long` })]
      : []),
    MaxLength(max, { message: `must be at most ${max} characters long` }),
    ...(pattern ? [Matches(pattern, { message: 'is not of the right form' })] : []),
  );
}

/** Kept lower-case: two spellings of one address are one address. */
export function EmailField(presence: Presence = {}) {
  return applyDecorators(
    ...present(presence, { type: String, format: 'email', maxLength: LIMITS.email }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normalEmail(value) : value)),
    IsEmail(EMAIL_FORM, { message: 'is not an email address' }),
    MaxLength(LIMITS.email, { message: `must be at most ${LIMITS.email} characters long` }),
  );
}

/** A list of addresses; each that is none is named with its place. */
export function EmailsField({ min, max }: { min: number; max: number }) {
  return applyDecorators(
    ApiProperty({
      type: 'array',
      items: { type: 'string', format: 'email', maxLength: LIMITS.email },
      minItems: min,
      maxItems: max,
    }),
    IsDefined({ message: 'is missing' }),
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value)
        ? value.map((email: unknown) => (typeof email === 'string' ? normalEmail(email) : email))
        : value,
    ),
    IsArray({ message: 'must be a list' }),
    ArrayMinSize(min, { message: `must hold at least ${min}` }),
    ArrayMaxSize(max, { message: `must hold at most ${max}` }),
    IsEmail(EMAIL_FORM, {
      each: true,
      message: 'is not an email address',
      context: inPlaces((item) => isEmail(item, EMAIL_FORM)),
    }),
    MaxLength(LIMITS.email, {
      each: true,
      message: `must be at most ${LIMITS.email} characters long`,
      context: inPlaces((item) => maxLength(item, LIMITS.email)),
    }),
  );
}

/** For a rule about each item of a list: class-validator tells that one breaks it, and this finds which. */
export interface InPlaces {
  readonly keptBy: (item: unknown) => boolean;
}

function inPlaces(keptBy: InPlaces['keptBy']): InPlaces {
  return { keptBy };
}

/** Taken as typed: white space belongs to it (NIST SP 800-63B, 5.1.1). */
export function PasswordField({ min }: { min: number }) {
  return applyDecorators(
    ...present({}, { type: String, format: 'password', minLength: min, maxLength: LIMITS.passwordMax }),
    IsString({ message: 'must be text' }),
    MinLength(min, { message: min === 1 ? 'must not be empty' : `must be at least ${min} characters long` }),
    MaxLength(LIMITS.passwordMax, { message: `must be at most ${LIMITS.passwordMax} characters long` }),
  );
}

export function IdField(presence: Presence = {}) {
  return applyDecorators(
    ...present(presence, { type: String, format: 'uuid' }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    IsUUID('all', { message: 'is not an id' }),
  );
}

export function ChoiceField(choices: readonly string[], presence: Presence = {}) {
  return applyDecorators(
    ...present(presence, { type: String, enum: [...choices] }),
    IsIn(choices, { message: `must be one of ${choices.join(', ')}` }),
  );
}

/** A list out of fixed words. In a query the key may stand once or several times: `?status=draft&status=scheduled`. */
export function ChoicesField(choices: readonly string[], { min = 0 }: { min?: number } = {}) {
  return applyDecorators(
    ...present(
      { optional: min === 0 },
      { type: String, enum: [...choices], isArray: true, ...(min && { minItems: min }), maxItems: choices.length },
    ),
    Transform(({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value])),
    IsArray({ message: 'must be a list' }),
    ...(min ? [ArrayMinSize(min, { message: `must hold at least ${min}` })] : []),
    ArrayMaxSize(choices.length, { message: `must be given at most ${choices.length} times` }),
    IsIn(choices, { each: true, message: `must be one of ${choices.join(', ')}` }),
  );
}

export function IdsField({ max }: { max: number }) {
  return applyDecorators(
    ApiProperty({ type: String, format: 'uuid', isArray: true, minItems: 1, maxItems: max }),
    IsDefined({ message: 'is missing' }),
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value) ? value.map((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id)) : value,
    ),
    IsArray({ message: 'must be a list' }),
    ArrayMinSize(1, { message: 'must hold at least 1' }),
    ArrayMaxSize(max, { message: `must hold at most ${max}` }),
    IsUUID('all', { each: true, message: 'is not an id' }),
  );
}

export function IntegerField({
  min,
  max,
  fromQuery = false,
  ...presence
}: Presence & { min: number; max: number; fromQuery?: boolean }) {
  return applyDecorators(
    ...present(presence, { type: 'integer', minimum: min, maximum: max }),
    ...(fromQuery
      ? [
          Transform(({ value }: { value: unknown }) =>
            typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
          ),
        ]
      : []),
    IsInt({ message: 'must be a whole number' }),
    Min(min, { message: `must be at least ${min}` }),
    Max(max, { message: `must be at most ${max}` }),
  );
}

export function BooleanField({ fromQuery = false, ...presence }: Presence & { fromQuery?: boolean } = {}) {
  return applyDecorators(
    ...present(presence, { type: Boolean }),
    ...(fromQuery
      ? [Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))]
      : []),
    IsBoolean({ message: 'must be true or false' }),
  );
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** True for ISO 8601 with a zone, a day that exists, and a year from 1970 to 9999 in UTC. */
export function isInstant(value: unknown): boolean {
  if (typeof value !== 'string' || !INSTANT.test(value)) {
    return false;
  }
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) {
    return false;
  }
  const year = at.getUTCFullYear();
  // Date rolls 31 February over to March: such a day is refused, not guessed at.
  const [, month, day] = value.slice(0, 10).split('-').map(Number);
  const lastDay = new Date(Date.UTC(Number(value.slice(0, 4)), month as number, 0)).getUTCDate();
  return year >= LIMITS.runYearMin && year <= LIMITS.runYearMax && (day as number) <= lastDay;
}

/** Comes out as the contract's instant, in UTC with milliseconds. */
export function InstantField(presence: Presence = {}) {
  return applyDecorators(
    ...present(presence, { type: String, format: 'date-time' }),
    Transform(({ value }: { value: unknown }) => {
      const text = typeof value === 'string' ? value.trim() : value;
      return isInstant(text) ? new Date(text as string).toISOString() : text;
    }),
    ValidateBy(
      { name: 'instant', validator: { validate: isInstant } },
      { message: `must be a date and time with a zone, of a year from ${LIMITS.runYearMin} to ${LIMITS.runYearMax}` },
    ),
  );
}

export function TimeZoneField(presence: Presence = {}) {
  return applyDecorators(
    ...present(presence, {
      type: String,
      pattern: ZONE_NAME.source,
      maxLength: ZONE_NAME_LENGTH,
      description: 'IANA zone.',
      example: 'America/Vancouver',
    }),
    trimmed(),
    ValidateBy({ name: 'timeZone', validator: { validate: isTimeZone } }, { message: 'is not an IANA time zone' }),
  );
}

export function ListField(item: () => new () => object, { min, max }: { min: number; max: number }) {
  return applyDecorators(
    ApiProperty({ type: () => item(), isArray: true, minItems: min, maxItems: max }),
    IsDefined({ message: 'is missing' }),
    IsArray({ message: 'must be a list' }),
    ArrayMinSize(min, { message: `must hold at least ${min}` }),
    ArrayMaxSize(max, { message: `must hold at most ${max}` }),
    ValidateNested({ each: true, message: 'must be an object' }),
    Type(item),
  );
}

function trimmed() {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
}

function present({ optional = false, nullable = false }: Presence, documented: object): PropertyDecorator[] {
  const options = { ...documented, ...(nullable && { nullable: true }) } as ApiPropertyOptions;
  if (!optional) {
    return [
      ApiProperty(options),
      IsDefined({ message: 'is missing' }),
      ...(nullable ? [ValidateIf((_, value) => value !== null)] : []),
    ];
  }
  // IsOptional lets null through as well; where null means nothing it must be refused.
  return [ApiPropertyOptional(options), nullable ? IsOptional() : ValidateIf((_, value) => value !== undefined)];
}
