import fc from 'fast-check';
import { ApiError } from '../errors/api-error';
import { pageRequest, toPage } from './paging';

const START = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
const instant = fc
  .tuple(
    fc.integer({ min: 1970, max: 9999 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.option(fc.integer({ min: 0, max: 999_999 })),
  )
  .map(([year, month, day, hour, minute, micros]) => {
    const two = (value: number) => String(value).padStart(2, '0');
    // As PostgreSQL writes it: no zeros at the end of the fraction.
    const fraction = micros === null || micros === 0 ? '' : `.${String(micros).padStart(6, '0').replace(/0+$/, '')}`;
    return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:30${fraction}+00`;
  });
const position = fc.oneof(fc.constant('infinity'), instant);
const row = fc.record({ id: fc.uuid(), position });

function refusedPath(cursor: string): string | undefined {
  try {
    pageRequest({ cursor });
    return undefined;
  } catch (error) {
    const { code, extras } = error as ApiError;
    return `${code} ${extras.details?.map(({ path }) => path).join()}`;
  }
}

describe('a page', () => {
  it('begins before every row, with 25 of them, where nothing is asked', () => {
    expect(pageRequest({})).toEqual({ limit: 25, after: START });
  });

  it('ends with a cursor that begins the next one exactly after its last row', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), (rows) => {
        const limit = rows.length - 1;
        const { items, next_cursor } = toPage(rows, { limit, after: START }, ({ id }) => id);
        expect(items).toEqual(rows.slice(0, limit).map(({ id }) => id));
        expect(pageRequest({ limit: 3, cursor: String(next_cursor) })).toEqual({
          limit: 3,
          after: { at: rows[limit - 1]?.position, id: rows[limit - 1]?.id },
        });
      }),
    );
  });

  it('without a row more than it holds is the last', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), fc.integer({ min: 0, max: 3 }), (rows, more) => {
        expect(toPage(rows, { limit: rows.length + more, after: START }, ({ id }) => id)).toEqual({
          items: rows.map(({ id }) => id),
          next_cursor: null,
        });
      }),
    );
  });

  it('may be told apart by another id than its rows’ own', () => {
    const rows = [1, 2].map((each) => ({
      id: 'shown',
      grant: `00000000-0000-4000-8000-00000000000${each}`,
      position: 'infinity',
    }));
    const { next_cursor } = toPage(
      rows,
      { limit: 1, after: START },
      ({ id }) => id,
      ({ grant }) => grant,
    );
    expect(pageRequest({ cursor: String(next_cursor) }).after.id).toBe(rows[0]?.grant);
  });
});

describe('a cursor', () => {
  it.each([
    '',
    'garbage',
    'null',
    encode('infinity'),
    encode(' '),
    encode('infinity ffffffff'),
    encode('-infinity ffffffff-ffff-ffff-ffff-ffffffffffff'),
    encode('now() ffffffff-ffff-ffff-ffff-ffffffffffff'),
    encode('2026-13-01 00:00:00+00 ffffffff-ffff-ffff-ffff-ffffffffffff'),
    encode('2026-01-01 25:00:00+00 ffffffff-ffff-ffff-ffff-ffffffffffff'),
    encode('2026-01-01 00:00:00+02 ffffffff-ffff-ffff-ffff-ffffffffffff'),
    encode('2026-01-01 00:00:00.1234567+00 ffffffff-ffff-ffff-ffff-ffffffffffff'),
    encode('2026-01-01T00:00:00Z ffffffff-ffff-ffff-ffff-ffffffffffff'),
    encode('infinity FFFFFFFF-ffff-ffff-ffff-ffffffffffff'),
    encode("infinity ffffffff-ffff-ffff-ffff-ffffffffffff' OR true"),
    encode('infinity ffffffff-ffff-ffff-ffff-ffffffffffff\n'),
  ])('that no list gave out (%j) is refused', (cursor) => {
    expect(refusedPath(cursor)).toBe('error.validation cursor');
  });

  it('of anything at all is read or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.string().map(encode)), (cursor) => {
        expect([undefined, 'error.validation cursor']).toContain(refusedPath(cursor));
      }),
    );
  });

  function encode(text: string): string {
    return Buffer.from(text, 'latin1').toString('base64url');
  }
});
