import { vocabularyName } from './vocabulary';

type Node = Record<string, unknown>;

const SCHEMAS = '#/components/schemas/';

/**
 * Swagger's schemas made fit to be read, and to be made a client of: a set of words that has a name is referred to by it, what
 * refers to a schema says no more than that, and schemas bear the names of the contract and not of our classes.
 */
export function tidied(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(tidied);
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  return renamed(
    named(unwrapped(Object.fromEntries(Object.entries(node).map(([key, value]) => [key, tidied(value)])))),
  );
}

/** `RunSummaryBody` is `RunSummary` on the wire. */
export function schemaName(className: string): string {
  return className.replace(/Body$/, '');
}

function renamed(schema: Node): Node {
  const { $ref: ref } = schema;
  return typeof ref === 'string' && ref.startsWith(SCHEMAS) ? { ...schema, $ref: schemaName(ref) } : schema;
}

/** `allOf` with a single schema says that schema. */
function unwrapped(schema: Node): Node {
  const { allOf, ...rest } = schema;
  return Array.isArray(allOf) && allOf.length === 1 ? { ...rest, ...(allOf[0] as Node) } : schema;
}

function named(schema: Node): Node {
  const { enum: words, type: _type, ...rest } = schema;
  if (!Array.isArray(words)) {
    return schema;
  }
  const name = vocabularyName(words.filter((word) => word !== null));
  if (name === undefined) {
    return schema;
  }
  const reference = { $ref: SCHEMAS + name };
  return words.includes(null) ? { ...rest, anyOf: [reference, { type: 'null' }] } : { ...rest, ...reference };
}
