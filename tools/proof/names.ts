import { createHash } from 'node:crypto';

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const INSTANT = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;
const DIGEST = /\b[0-9a-f]{64}\b/g;
const SIGNED_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;

/**
 * What differs from run to run gets a name that does not: ids, tokens and instants. So a document changes only where
 * the product does, and holds nothing that would open anything.
 */
export class Names {
  readonly #names = new Map<string, string>();
  readonly #kept = new Set<string>();
  readonly #counts = new Map<string, number>();

  /** The next name of a kind, `run-2`; the same value keeps its name. */
  give(kind: string, value: string): string {
    const known = this.#names.get(value);
    if (known) return known;
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    const name = `${kind}-${number}`;
    this.#names.set(value, name);
    return name;
  }

  /** A token, and the digest by which the database finds it. */
  token(value: string): void {
    if (this.#names.has(value)) return;
    const number = (this.#counts.get('token') ?? 0) + 1;
    this.#counts.set('token', number);
    this.#names.set(value, `<token ${number}>`);
    this.#names.set(createHash('sha256').update(value).digest('hex'), `<SHA-256 of token ${number}>`);
  }

  hide(value: string, name: string): void {
    this.#names.set(value, `<${name}>`);
  }

  /** An instant of the scenario itself, the same in every run. */
  keep(instant: string): void {
    this.#kept.add(instant);
  }

  /** Instants are numbered in the order of time, over the whole text. */
  apply(text: string): string {
    let named = text;
    for (const [value, name] of this.#names) named = named.replaceAll(value, name);
    named = named.replace(SIGNED_TOKEN, '<access token>');

    const instants = [...new Set(named.match(INSTANT))].filter((instant) => !this.#kept.has(instant)).sort();
    named = named.replace(INSTANT, (instant) => {
      const number = instants.indexOf(instant) + 1;
      return number > 0 ? `<time ${number}>` : instant;
    });
    const unnamed = named.match(UUID) ?? named.match(DIGEST);
    if (unnamed) throw new Error(`A value without a name would change with every run: ${unnamed[0]}`);
    return named.replace(/^\|.*\|$/gm, inTable);
  }
}

/** Outside code, Markdown takes `<time 1>` for HTML and shows nothing. */
function inTable(line: string): string {
  return line
    .split(' | ')
    .map((cell) => (cell.includes('<') && !cell.includes('`') ? cell.replace(/<[^>]+>/g, '`$&`') : cell))
    .join(' | ');
}
