import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { ValidationDetail } from '@service-runs/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { ApiError } from '../errors/api-error';
import type { InPlaces } from './fields';

type Class = new () => object;

const NOTHING_TO_CHECK = new Set<unknown>([Object, String, Number, Boolean, Array, undefined]);

/** Turns a body or a query into its DTO class and refuses what does not fit, naming every place. */
@Injectable()
export class InputPipe implements PipeTransform {
  /** The commonest query is an empty one, and what its class says to that does not change. */
  private readonly takesNothing = new WeakSet<Class>();

  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || NOTHING_TO_CHECK.has(metatype)) {
      return value;
    }
    const dto = metatype as Class;
    if (type === 'body' || Object.keys(value as object).length > 0) {
      return readInput(dto, value);
    }
    if (this.takesNothing.has(dto)) {
      return new dto();
    }
    const nothing = readInput(dto, value);
    this.takesNothing.add(dto);
    return nothing;
  }
}

export function readInput<T extends object>(dto: new () => T, value: unknown): T {
  // A POST without a body is one with nothing in it: whatever is then missing is named.
  const plain = value === undefined ? {} : value;
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    throw new ApiError('error.validation', { details: [notAnObject] });
  }
  const unreadable = firstUnreadable(plain, '');
  if (unreadable !== null) {
    throw new ApiError('error.validation', { details: [unreadable] });
  }
  const input = plainToInstance(dto, plain, { exposeUnsetFields: false });
  const errors = validateSync(input, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length > 0) {
    throw new ApiError('error.validation', { details: errors.flatMap((error) => details(error, '')) });
  }
  return input;
}

function details(error: ValidationError, parent: string): ValidationDetail[] {
  const inList = /^\d+$/.test(error.property);
  const path = inList ? `${parent}[${error.property}]` : parent ? `${parent}.${error.property}` : error.property;
  const broken = error.constraints ?? {};
  // What is missing is not also of the wrong kind.
  const own = Object.entries('isDefined' in broken ? { isDefined: broken['isDefined'] as string } : broken).flatMap(
    ([rule, message]) =>
      rule === 'whitelistValidation'
        ? unknownKey(path)
        : placesOf(error, rule, path).map((place) => ({ path: place, rule: RULE_NAMES[rule] ?? rule, message })),
  );
  return [...own, ...(error.children ?? []).flatMap((child) => details(child, path))];
}

/** Of a rule about each item of a list: those that break it. What is no list, or too long a one, is told of as a whole. */
function placesOf({ contexts, constraints, value }: ValidationError, rule: string, path: string): string[] {
  const { keptBy } = (contexts?.[rule] ?? {}) as Partial<InPlaces>;
  if (keptBy === undefined) {
    return [path];
  }
  if (!Array.isArray(value) || 'arrayMaxSize' in (constraints ?? {})) {
    return [];
  }
  return value.flatMap((item: unknown, index) => (keptBy(item) ? [] : [`${path}[${index}]`]));
}

/** class-validator's names for what the contract calls otherwise. */
const RULE_NAMES: Readonly<Record<string, string>> = {
  isEmail: 'email',
  isString: 'text',
  isDefined: 'required',
  isUuid: 'id',
  isIn: 'choice',
  isInt: 'integer',
  isBoolean: 'boolean',
  isArray: 'list',
  arrayMinSize: 'min_items',
  arrayMaxSize: 'max_items',
  minLength: 'min_length',
  maxLength: 'max_length',
  matches: 'form',
  nestedValidation: 'object',
  timeZone: 'time_zone',
};

/** Deep enough for every body of the contract; deeper ones are refused before anything walks them. */
const MAX_DEPTH = 6;

/** class-transformer leaves these out without a word; nothing else of them would be refused. */
const UNSPOKEN_KEYS = ['__proto__', 'constructor'];

/** The first place of what cannot be read: a text with a NUL (PostgreSQL keeps none) or a lone surrogate (it is no UTF-8). */
function firstUnreadable(value: unknown, path: string, depth = 0): ValidationDetail | null {
  if (typeof value === 'string') {
    return value.includes('\u0000') || !value.isWellFormed() ? unreadable(path) : null;
  }
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  if (depth === MAX_DEPTH) {
    return unreadable(path);
  }
  for (const [key, child] of Object.entries(value)) {
    const childPath = Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key;
    if (UNSPOKEN_KEYS.includes(key)) {
      return unknownKey(childPath);
    }
    const found = firstUnreadable(key, childPath) ?? firstUnreadable(child, childPath, depth + 1);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

const unreadable = (path: string): ValidationDetail => ({
  path,
  rule: 'text',
  message: 'holds characters that cannot be kept',
});
export const unknownKey = (path: string): ValidationDetail => ({ path, rule: 'unknown', message: 'is not known here' });
export const notAnObject: ValidationDetail = { path: '', rule: 'object', message: 'must be an object' };
