import { isWholeAddress, parseAddresses } from '../../notify/addresses';
import { knownRole } from '../../roles';

/** What the columns of a table hold, by their places. */
export interface Columns {
  email: number;
  name?: number;
  first?: number;
  last?: number;
  role?: number;
  message?: number;
}
type Kind = keyof Columns;

/** Titles as they are written once case, numbers and signs are taken away. */
const TITLES: Readonly<Record<Kind, readonly string[]>> = {
  email: ['email', 'e mail', 'mail', 'email address', 'e mail address', 'mail address', 'email value', 'e mail value'],
  name: ['name', 'full name', 'display name', 'contact', 'contact name', 'person'],
  first: ['first name', 'firstname', 'given name', 'forename', 'first'],
  last: ['last name', 'lastname', 'family name', 'surname', 'last'],
  role: ['role'],
  message: ['message', 'messages', 'note', 'notes'],
};
/** Means an email address only where one stands under it: it may be a street. */
const MAYBE_EMAIL = 'address';

/** So many rows tell what a column holds. */
const SAMPLE = 200;

/** Whether the first row says what stands under it: it has a title that is known here, and no address. */
export function isHeader(cells: readonly string[]): boolean {
  return titled(cells) > 0 && !cells.some((cell) => cell.includes('@'));
}

/** How many of the cells are titles that are known here. */
export function titled(cells: readonly string[]): number {
  return cells.filter((cell) => kindOf(cell) !== null || normalised(cell) === MAYBE_EMAIL).length;
}

/**
 * What the columns hold: by their titles, and the addresses by what they are where no title says so. Null where no
 * column can be said to hold the addresses.
 */
export function findColumns(header: readonly string[] | null, rows: readonly (readonly string[])[]): Columns | null {
  const sample = rows.slice(0, SAMPLE);
  const found: Partial<Columns> = {};
  header?.forEach((title, column) => {
    const kind = kindOf(title);
    // Of two columns that say the same, the first one that holds something; for addresses it is looked at below.
    if (kind !== null && kind !== 'email' && (found[kind] === undefined || isBlank(sample, found[kind]))) {
      found[kind] = column;
    }
  });
  const email = emailColumn(header, sample);
  if (email === null) return null;
  if (header === null) Object.assign(found, guessed(email, sample));
  // A title that says something else of the column that holds the addresses is wrong.
  for (const kind of Object.keys(found) as Kind[]) if (found[kind] === email) delete found[kind];
  return { ...found, email };
}

function emailColumn(header: readonly string[] | null, sample: readonly (readonly string[])[]): number | null {
  const width = Math.max(header?.length ?? 0, ...sample.map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => column);
  const whole = columns.map((column) => sample.filter((cells) => holdsAddress(cells[column] ?? '')).length);
  const most = (among: readonly number[]) =>
    among.reduce<number | null>(
      (best, each) => (best === null || at(whole, each) > at(whole, best) ? each : best),
      null,
    );

  const named = columns.filter((column) => kindOf(header?.[column] ?? '') === 'email');
  if (named.length > 0) return most(named);
  const maybe = columns.filter((column) => normalised(header?.[column] ?? '') === MAYBE_EMAIL && at(whole, column) > 0);
  if (maybe.length > 0) return most(maybe);

  const best = most(columns);
  if (best === null || at(whole, best) === 0) return null;
  if (header !== null) return best;
  return looksLikeTable(sample, best) ? best : null;
}

/**
 * Without titles: several rows with a column of bare addresses, and nothing beside it that is one or was meant to be.
 * Anything else is a list, in which what is no address is called so, and not taken for somebody's name.
 */
function looksLikeTable(sample: readonly (readonly string[])[], email: number): boolean {
  const beside = sample.flatMap((cells) => cells.filter((_, column) => column !== email).map((cell) => cell.trim()));
  const bare = sample.filter((cells) => isWholeAddress((cells[email] ?? '').trim())).length;
  return (
    sample.some((cells) => cells.length > 1) &&
    sample.length > 1 &&
    bare * 2 >= sample.length &&
    !beside.some((cell) => cell.includes('@') || /^\S+\.\p{L}{2,}$/u.test(cell))
  );
}

/** Two columns without titles: what stands beside the address is a role where it is one that is known, else a name. */
function guessed(email: number, sample: readonly (readonly string[])[]): Partial<Columns> {
  const beside = sample.flatMap((cells) => cells.filter((cell, column) => column !== email && cell.trim() !== ''));
  if (sample.some((cells) => cells.length > 2) || beside.length === 0) return {};
  const column = 1 - email;
  if (beside.every((cell) => knownRole(cell) !== null)) return { role: column };
  return beside.every((cell) => /\p{L}/u.test(cell) && !/\d/.test(cell)) ? { name: column } : {};
}

function holdsAddress(cell: string): boolean {
  return cell.includes('@') && parseAddresses(cell).some(({ good }) => good);
}

function isBlank(sample: readonly (readonly string[])[], column: number): boolean {
  return sample.every((cells) => (cells[column] ?? '').trim() === '');
}

function kindOf(title: string): Kind | null {
  const words = normalised(title);
  return (Object.keys(TITLES) as Kind[]).find((kind) => TITLES[kind].includes(words)) ?? null;
}

/** "E-mail 1 - Value" and "e_mail value" are one title. */
function normalised(title: string): string {
  return title
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

function at(counts: readonly number[], column: number): number {
  return counts[column] ?? 0;
}
