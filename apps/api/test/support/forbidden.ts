import type { DocumentedApi, Parameter, Schema } from './documented';

export interface Forbidden<Value> {
  readonly what: string;
  readonly value: Value;
}

/** One of every kind, so that some are of the wrong kind wherever they stand. */
const OF_EVERY_KIND: readonly unknown[] = [null, true, 1.5, 'no such word', [], {}, ['no such word'], -1];

/** Bodies beside a good one, each with one thing in it that the document forbids. */
export function forbiddenBodies(api: DocumentedApi, schema: Schema, good: unknown): Forbidden<unknown>[] {
  return [
    ...[[], 'text', 1, true].map((value) => ({ what: `${JSON.stringify(value)} as the whole`, value })),
    ...forbiddenWithin(api, schema, good as Record<string, unknown>, ''),
  ];
}

function forbiddenWithin(
  api: DocumentedApi,
  schema: Schema,
  good: Record<string, unknown>,
  path: string,
): Forbidden<Record<string, unknown>>[] {
  const { properties = {}, required = [] } = api.resolve(schema);
  const missing = required.map((key) => {
    const { [key]: _left, ...rest } = good;
    return { what: `${path}${key} missing`, value: rest };
  });
  const wrong = Object.entries(properties).flatMap(([key, property]) =>
    forbiddenValues(api, property, good[key], path + key).map(({ what, value }) => ({
      what,
      value: { ...good, [key]: value },
    })),
  );
  return [{ what: `${path}unknown_key`, value: { ...good, unknown_key: 1 } }, ...missing, ...wrong];
}

function forbiddenValues(api: DocumentedApi, property: Schema, good: unknown, path: string): Forbidden<unknown>[] {
  const schema = api.resolve(property);
  const wrong = [...OF_EVERY_KIND, ...justOutside(schema, good)]
    .filter((value) => api.problems(property, value, '').length > 0)
    .map((value) => ({ what: `${path} ${brief(value)}`, value }));
  const items = schema.items && api.resolve(schema.items);
  const [first, ...others] = Array.isArray(good) ? (good as unknown[]) : [];
  const inItems =
    items?.properties && first
      ? forbiddenWithin(api, items, first as Record<string, unknown>, `${path}[0].`).map(({ what, value }) => ({
          what,
          value: [value, ...others],
        }))
      : [];
  return [...wrong, ...inItems];
}

/** One more, or one less, than the document allows. */
function justOutside({ minLength, maxLength, minItems, maxItems, minimum, maximum }: Schema, good: unknown): unknown[] {
  const item = Array.isArray(good) ? (good[0] as unknown) : 'x';
  return [
    ...(minLength === undefined ? [] : ['x'.repeat(minLength - 1)]),
    ...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)]),
    ...(minItems === undefined ? [] : [Array.from({ length: minItems - 1 }, () => item)]),
    ...(maxItems === undefined ? [] : [Array.from({ length: maxItems + 1 }, () => item)]),
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1]),
  ];
}

/** Queries with one thing in each that the document forbids. */
export function forbiddenQueries(api: DocumentedApi, parameters: readonly Parameter[]): Forbidden<URLSearchParams>[] {
  const wrong = parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name, schema }) => {
      const {
        type,
        format,
        enum: words,
        minLength,
        maxLength,
        minimum,
        maximum,
        maxItems,
        items,
      } = api.resolve(schema);
      const texts: string[][] = [
        ...(type !== 'string' || words || format ? [['no such word']] : []),
        ...(minLength ? [['']] : []),
        ...(maxLength ? [['x'.repeat(maxLength + 1)]] : []),
        ...(minimum === undefined ? [] : [[String(minimum - 1)]]),
        ...(maximum === undefined ? [] : [[String(maximum + 1)]]),
        ...(maxItems && items
          ? [Array.from({ length: maxItems + 1 }, () => String(api.resolve(items).enum?.[0]))]
          : []),
        ...(type === 'array' ? [] : [['1', '1']]),
      ];
      return texts.map((values) => values.map((value) => [name, value]));
    });
  return [[['unknown_key', '1']], ...wrong].map((pairs) => {
    const value = new URLSearchParams(pairs as [string, string][]);
    return { what: brief(value.toString()), value };
  });
}

function brief(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}… (${text.length} characters)` : text;
}
