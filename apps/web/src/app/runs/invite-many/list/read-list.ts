import { parseAddresses } from '../../notify/addresses';
import { knownRole } from '../../roles';
import { type Columns, findColumns, isHeader } from './columns';
import { decode } from './decode';
import { type ListForm, LIST_LIMITS, type ListRead, type ListRow, type Separator } from './list';
import { readTable, separatorOf, type TableRow } from './table';

/** What was pasted, or the bytes of a file. */
export type ListSource = string | Uint8Array;

/**
 * Reads a list of people: a table with titles or without, from a file or from the cells of a spreadsheet, or addresses
 * in any other order. What is no address comes back as it stands, so that nothing is lost in silence.
 */
export function readList(source: ListSource): ListRead {
  if (source.length > LIST_LIMITS.bytes) return { refused: 'size' };
  const decoded = typeof source === 'string' ? { text: source, encoding: null } : decode(source);
  if ('refused' in decoded) return decoded;
  const { text, lines, told } = prepared(decoded.text);
  if (text.trim() === '') return { refused: 'empty' };

  const separator = told ?? separatorOf(text);
  const table = readTable(text, separator, LIST_LIMITS.rows + 1);
  const read =
    'refused' in table
      ? { refusal: table, people: isTitled(text, separator) ? null : addressesOf(text) }
      : { refusal: null, people: peopleOf(table.rows, separator) ?? addressesOf(text) };
  if (read.people === null) return read.refusal ?? { refused: 'empty' };

  const { people, form } = read.people;
  if (people.length > LIST_LIMITS.rows) return { refused: 'rows' };
  if (people.length === 0) return { refused: 'empty' };
  return {
    rows: people.map((person, id) => ({ ...person, id, line: person.line + lines })),
    form: { ...form, encoding: decoded.encoding },
  };
}

type Person = Omit<ListRow, 'id'>;
interface People {
  people: Person[];
  form: Omit<ListForm, 'encoding'>;
}

/** One kind of line's end; no signs that cannot be kept; and what the first line says of the separator, as some programs write. */
function prepared(raw: string): { text: string; lines: number; told: Separator | null } {
  const text = raw
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F\uFEFF]/g, '')
    .toWellFormed();
  const told = /^sep=([,;\t])\n/i.exec(text);
  return told
    ? { text: text.slice(told[0].length), lines: 1, told: told[1] as Separator }
    : { text, lines: 0, told: null };
}

/** Whether it was meant to be a table, whatever is wrong with it. */
function isTitled(text: string, separator: Separator): boolean {
  return isHeader((text.trimStart().split('\n', 1)[0] ?? '').split(separator));
}

/** Null where it is no table. */
function peopleOf(rows: readonly TableRow[], separator: Separator): People | null {
  const [first] = rows;
  const header = first && isHeader(first.cells) ? first.cells : null;
  const body = header ? rows.slice(1) : rows;
  const columns = findColumns(
    header,
    body.map(({ cells }) => cells),
  );
  if (columns === null) return null;
  return {
    people: body.flatMap((row) => peopleIn(row, columns)),
    form: { kind: 'table', separator, unused: unusedOf(header, body, columns) },
  };
}

/** Several where several addresses stand in one cell, and one without an address where there is none. */
function peopleIn({ line, cells }: TableRow, columns: Columns): Person[] {
  const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
  const name = oneLine(cell(columns.name) || `${cell(columns.first)} ${cell(columns.last)}`);
  const role = oneLine(cell(columns.role));
  const message = cell(columns.message);
  const found = addressesIn(cell(columns.email));
  return (found.length > 0 ? found : [{ email: '', name: null }]).map((address) => ({
    line,
    email: address.email,
    name: name || address.name,
    role: role === '' ? null : (knownRole(role) ?? role),
    message: message || null,
  }));
}

/** A cell holds addresses and nothing else: words beside one are no name, but an address with a space in it. */
function addressesIn(cell: string): { email: string; name: string | null }[] {
  const strayWords = !cell.includes('<') && cell.split(/[\s,;]+/).some((word) => word !== '' && !word.includes('@'));
  return strayWords && cell.includes('@') ? [{ email: oneLine(cell), name: null }] : parseAddresses(cell);
}

/** Line by line, which is how they are read together as well: what belongs to an address never goes over a line's end. */
function addressesOf(text: string): People {
  const people: Person[] = [];
  for (const [index, written] of text.split('\n').entries()) {
    for (const { email, name } of parseAddresses(written)) {
      people.push({ line: index + 1, email, name, role: null, message: null });
    }
    if (people.length > LIST_LIMITS.rows) break;
  }
  return { people, form: { kind: 'addresses', separator: null, unused: [] } };
}

/** Columns that hold something and mean nothing here. */
function unusedOf(header: readonly string[] | null, body: readonly TableRow[], columns: Columns): string[] {
  const used = new Set(Object.values(columns));
  const filled = new Set(body.flatMap(({ cells }) => cells.flatMap((cell, at) => (cell.trim() === '' ? [] : [at]))));
  return [...filled]
    .filter((column) => !used.has(column))
    .sort((one, other) => one - other)
    .map((column) => oneLine(header?.[column] ?? '').slice(0, 60) || String(column + 1));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
