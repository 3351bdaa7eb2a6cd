import * as fc from 'fast-check';
import type { DocumentedApi, Parameter, Schema } from './documented';

/** Texts that have broken something somewhere: ends of strings, letters that are more than one, what other languages read. */
const WILD_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u200d\ufeff',
  'Ａ ｆｕｌｌ ｗｉｄｔｈ',
  'e\u0301'.repeat(50),
  '👩‍👩‍👧‍👦',
  "' OR 1=1 --",
  '%_\\%',
  '{token}',
  '{{7*7}}',
  '${7*7}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '..%2f..%2f',
  '\r\nX-Injected: 1',
  'null',
  'undefined',
  'NaN',
  'infinity',
  '-infinity',
  '0000-00-00T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '+275760-09-13T00:00:00.000Z',
  '2030-02-30T00:00:00Z',
  'Not/AZone',
  'x'.repeat(5_000),
] as const;
const WILD_NUMBERS = [0, -0, -1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, Number.MIN_VALUE] as const;

const text = fc.oneof(
  fc.constantFrom(...WILD_TEXTS),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 300 }),
);
const anything = fc.oneof(
  text,
  fc.constantFrom(...WILD_NUMBERS),
  fc.constantFrom(null, true, false, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
  deep(),
);

/** A list within a list, so many times that a parser which calls itself might not come back. */
function deep() {
  return fc
    .integer({ min: 10, max: 500 })
    .map((levels) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown);
}

/** Values around what a schema allows: mostly such as it does allow, now and then anything. `known` are values that exist. */
export function around(api: DocumentedApi, schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 9, arbitrary: allowed(api, api.resolve(schema), known) },
    { weight: 1, arbitrary: anything },
  );
}

function allowed(api: DocumentedApi, schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const [type] = [schema.type].flat();
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (type) {
    case 'object':
      return objectAround(api, schema, known);
    case 'array':
      return fc.array(around(api, schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, 5) + 1,
      });
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 500 }),
        fc.constantFrom((schema.minimum ?? 0) - 1, (schema.maximum ?? 0) + 1),
      );
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textAround(schema, known);
    default:
      return anything;
  }
}

function objectAround(api: DocumentedApi, { properties = {}, required = [] }: Schema, known: readonly string[]) {
  const entries = Object.entries(properties).map(([key, property]): [string, fc.Arbitrary<unknown>] => [
    key,
    around(api, property, known),
  ]);
  // Most of what must be there is; now and then a key that nobody has asked for.
  return fc
    .tuple(
      fc.record(Object.fromEntries(entries), { requiredKeys: [] }),
      fc.record(Object.fromEntries(entries.filter(([key]) => required.includes(key)))),
      fc.option(fc.constantFrom('unknown', '__proto__', 'constructor', 'toString', ''), { freq: 12 }),
      fc.nat({ max: 5 }),
    )
    .map(([some, least, unknown, lucky]) => ({
      ...some,
      ...(lucky > 0 ? least : {}),
      ...(unknown === null ? {} : { [unknown]: 1 }),
    }));
}

function textAround(
  { format, minLength = 0, maxLength = 200 }: Schema,
  known: readonly string[],
): fc.Arbitrary<string> {
  switch (format) {
    case 'uuid':
      return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: fc.uuid() }, text);
    case 'email':
      return fc.oneof(
        fc.emailAddress(),
        fc.nat({ max: 50 }).map((n) => `somebody${n}@people.example`),
        text,
      );
    case 'date-time':
      return fc.oneof(
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        text,
      );
    default:
      return fc.oneof(
        fc.string({ minLength, maxLength: Math.min(maxLength, 200) }),
        fc.constantFrom('x'.repeat(Math.min(maxLength, 6_000)), 'x'.repeat(Math.min(maxLength, 6_000) + 1)),
        fc.constantFrom(...known),
        text,
      );
  }
}

/** `name=value` pairs around what is documented, of which one may come twice. */
export function queryAround(api: DocumentedApi, parameters: readonly Parameter[], known: readonly string[]) {
  const pairs = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) =>
      fc.tuple(
        fc.constantFrom(name, name, name, `${name}[]`, name.toUpperCase()),
        around(api, schema, known).map(asText),
      ),
    );
  const wild = fc.tuple(text, text);
  return fc.array(pairs.length > 0 ? fc.oneof({ weight: 8, arbitrary: fc.oneof(...pairs) }, wild) : wild, {
    maxLength: 3,
  });
}

/** Values for the places in a path. */
export function pathAround(known: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, fc.uuid(), text).map((value) => value || '-');
}

export const wildText = text;

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
