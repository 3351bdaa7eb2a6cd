/** A success with what it carries. */
export type Ok<T extends object = object> = { ok: true } & T;

/** A page of a list: `next_cursor` is null on the last one. */
export type Page<Key extends string, Item> = Ok<Record<Key, Item[]> & { next_cursor: string | null }>;

/** An instant: ISO 8601 in UTC with milliseconds, `2026-03-12T16:00:00.000Z`. */
export type Instant = string;
/** A UUID in lower case. */
export type Id = string;
