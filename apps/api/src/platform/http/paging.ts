import { LIMITS } from '@service-runs/contracts';
import { invalid } from '../errors/api-error';
import { IntegerField, TextField } from '../validation/fields';

/** The two keys that every list takes. */
export class PageQuery {
  @IntegerField({ min: 1, max: LIMITS.pageMax, optional: true, fromQuery: true })
  limit?: number;

  @TextField({ min: 1, max: 200, optional: true })
  cursor?: string;
}

/** Where a page begins: after the row with this instant (`infinity` where it has none) and id, latest first. */
export interface Position {
  readonly at: string;
  readonly id: string;
}

/** Before every row. */
const START: Position = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

const POSITION =
  /^(infinity|\d{4,5}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export interface PageRequest {
  readonly limit: number;
  readonly after: Position;
}

/** `start` is the place before the first row, in the list's own order. */
export function pageRequest({ limit = LIMITS.pageDefault, cursor }: PageQuery, start = START): PageRequest {
  return { limit, after: cursor === undefined ? start : readCursor(cursor) };
}

function readCursor(cursor: string): Position {
  const [, at, id] = POSITION.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (
    at === undefined ||
    id === undefined ||
    (at !== 'infinity' && Number.isNaN(Date.parse(at.replace(' ', 'T').replace('+00', 'Z'))))
  ) {
    throw invalid('cursor', 'cursor', 'is not a cursor that this list gave out');
  }
  return { at, id };
}

/**
 * A page function is asked for one row more than the page holds. `position` names a row's place with PostgreSQL's full
 * precision: a cursor cut to milliseconds would skip or repeat rows that share one.
 */
export function toPage<Row extends { position: string; id: string }, Item>(
  rows: Row[],
  { limit }: PageRequest,
  toItem: (row: Row) => Item,
  idOf: (row: Row) => string = (row) => row.id,
): { items: Item[]; next_cursor: string | null } {
  const shown = rows.length > limit ? rows.slice(0, limit) : rows;
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    next_cursor:
      rows.length > limit && last
        ? Buffer.from(`${last.position} ${idOf(last)}`, 'latin1').toString('base64url')
        : null,
  };
}
