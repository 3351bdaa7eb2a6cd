import type { AnyAnswer, DataOf } from './call';
import { dataOf } from './failures';

/** A list of the API: a page of it is one list and a cursor. */
type List = (input: never) => Promise<AnyAnswer>;

type PageOf<Some extends List> = DataOf<Awaited<ReturnType<Some>>>;

type ItemOf<Page> = {
  [Key in keyof Page]: Page[Key] extends readonly (infer Item)[] ? Item : never;
}[keyof Page];

/** Only what has pages can be gone through. */
type Paged<Some extends List> = PageOf<Some> extends { next_cursor: string | null } ? Some : never;

/**
 * Goes through a list to its end, asking for a page when the one before it is used up:
 * `for await (const run of each(api.runs.list, { query: { status: ['scheduled'] } })) …`
 * @throws RefusedError
 */
export async function* each<Some extends List>(
  list: Paged<Some>,
  input?: Parameters<Some>[0],
): AsyncGenerator<ItemOf<PageOf<Some>>, void> {
  const ask = list as unknown as (input: object) => Promise<AnyAnswer>;
  const { query, ...rest } = (input ?? {}) as { query?: object };
  let cursor: string | null | undefined;
  do {
    const page = dataOf(await ask({ ...rest, query: { ...query, ...(cursor && { cursor }) } })) as {
      next_cursor: string | null;
    };
    yield* (Object.values(page).find(Array.isArray) ?? []) as ItemOf<PageOf<Some>>[];
    cursor = page.next_cursor;
  } while (cursor);
}
