import type { Exchange } from './stage.ts';

export type Value = string | number | boolean | null | undefined | object;
export type Row = Record<string, Value>;

/** One part of a document: what must hold, and what was seen when it was tried. */
export class Chapter {
  readonly title: string;
  readonly statements: string[] = [];
  readonly #parts: string[] = [];

  constructor(title: string) {
    this.title = title;
  }

  /** A proof that does not hold is none: the command ends here. */
  holds(statement: string, isSo: boolean): this {
    if (!isSo) throw new Error(`"${this.title}": it does not hold that ${statement}.`);
    this.statements.push(statement);
    return this;
  }

  text(text: string): this {
    this.#parts.push(text);
    return this;
  }

  /** `keep` names what is worth showing of a long answer, as `run.name` or `invitations.*.status`. */
  exchange(exchange: Exchange, keep?: readonly string[]): this {
    const { who, method, path, headers, body, status, answer } = exchange;
    const request = [
      `${method} ${path}`,
      who ? `Authorization: Bearer <access token of ${who}>` : 'no credentials',
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ...(body === undefined ? [] : ['', json(body)]),
    ];
    const shown = keep ? only(answer, keep) : answer;
    const note = keep ? '  (shortened)' : '';
    this.#parts.push(['```text', ...request, '', `→ ${status}${note}`, json(shown), '```'].join('\n'));
    return this;
  }

  sql(text: string): this {
    this.#parts.push(['```sql', text.trim(), '```'].join('\n'));
    return this;
  }

  table(rows: readonly Row[], columns: readonly string[] = Object.keys(rows[0] ?? {})): this {
    const lines = rows.map((row) => `| ${columns.map((column) => cell(row[column])).join(' | ')} |`);
    this.#parts.push([`| ${columns.join(' | ')} |`, `|${' --- |'.repeat(columns.length)}`, ...lines].join('\n'));
    return this;
  }

  /** A row at two moments (or more), one line a column; what has changed is marked. */
  compare(moments: Readonly<Record<string, Row | undefined>>, columns?: readonly string[]): this {
    const labels = Object.keys(moments);
    const seen = Object.values(moments);
    const names = columns ?? Object.keys(seen.find((row) => row !== undefined) ?? {});
    return this.table(
      names.map((column) => {
        const values = seen.map((row) => (row === undefined ? '(no row)' : cell(row[column])));
        return {
          column: `\`${column}\``,
          ...Object.fromEntries(labels.map((label, index) => [label, values[index]])),
          changed: new Set(values).size > 1 ? '●' : '',
        };
      }),
    );
  }

  picture(file: string, what: string): this {
    this.#parts.push(`![${what}](pictures/${file})`);
    return this;
  }

  render(): string {
    const statements = this.statements.map((statement) => `- ✔ ${statement}`).join('\n');
    return [`## ${this.title}`, ...(statements ? [statements] : []), ...this.#parts].join('\n\n');
  }
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function cell(value: Value): string {
  if (value === null || value === undefined) return '·';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
}

/** Only the named parts of an answer. */
function only(value: unknown, keep: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => only(item, rest(keep, '*')));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      if (keep.includes(key)) return [[key, item]];
      const deeper = rest(keep, key);
      return deeper.length > 0 ? [[key, only(item, deeper)]] : [];
    }),
  );
}

function rest(keep: readonly string[], key: string): string[] {
  return keep.filter((name) => name.startsWith(`${key}.`)).map((name) => name.slice(key.length + 1));
}
