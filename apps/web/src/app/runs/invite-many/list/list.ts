/** A list of people as it was read: what stands in each row, nothing judged and nothing changed. */
export interface ListRow {
  /** In the order of the list, from 0: what the row is known by, whatever is corrected in it. */
  readonly id: number;
  /** Where it stands in the file or in what was pasted, from 1. */
  readonly line: number;
  readonly email: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly message: string | null;
}

/** How the list was understood, so that a person can see what was taken and what was left. */
export interface ListForm {
  readonly kind: 'table' | 'addresses';
  /** Of a file; null for what was pasted. */
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252' | null;
  /** Of a table. */
  readonly separator: Separator | null;
  /** The titles of columns that mean nothing here; a column without a title is called by its number. */
  readonly unused: readonly string[];
}

export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

export type ListRefusal =
  | { readonly refused: 'binary' | 'empty' | 'rows' | 'size' | 'slow' | 'unreadable' }
  /** A quotation mark that is opened there and never closed: everything after it would be one cell. */
  | { readonly refused: 'quote'; readonly line: number };

export type ListRead = { readonly rows: readonly ListRow[]; readonly form: ListForm } | ListRefusal;

/** What can be read at once. Both bound what a page has to hold and what one commit takes. */
export const LIST_LIMITS = { bytes: 2_000_000, rows: 5_000 } as const;
