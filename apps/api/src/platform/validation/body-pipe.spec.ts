import fc from 'fast-check';
import type { ApiError } from '../errors/api-error';
import { InputPipe, readInput } from './body-pipe';
import {
  BooleanField,
  ChoicesField,
  EmailField,
  EmailsField,
  IntegerField,
  ListField,
  PasswordField,
  TextField,
} from './fields';

class Guest {
  @EmailField() email: string;
  @TextField({ max: 10, optional: true, nullable: true }) name?: string | null;
}

class Party {
  @TextField({ min: 1, max: 20 }) title: string;
  @ListField(() => Guest, { min: 1, max: 3 }) guests: Guest[];
  @IntegerField({ min: 1, max: 9, optional: true }) tables?: number;
  @BooleanField({ optional: true }) loud?: boolean;
}

class Query {
  @IntegerField({ min: 1, max: 100, optional: true, fromQuery: true }) limit?: number;
  @BooleanField({ optional: true, fromQuery: true }) unread?: boolean;
  @ChoicesField(['a', 'b']) status?: string[];
}

class Letter {
  @EmailsField({ min: 1, max: 4 }) to: string[];
}

class Secret {
  @PasswordField({ min: 4 }) password: string;
}

function placesOf(work: () => unknown): string[] | null {
  try {
    work();
    return null;
  } catch (error) {
    return (error as ApiError).extras.details?.map(({ path, rule }) => `${path} ${rule}`) ?? [];
  }
}

const party = (value: unknown) => placesOf(() => readInput(Party, value));
const good = { title: 'A', guests: [{ email: 'a@b.example' }] };

describe('a body', () => {
  it('comes out trimmed, in lower case where it is an address, and without keys that were not sent', () => {
    const input = readInput(Party, { title: '  Title ', guests: [{ email: ' A@B.Example ', name: ' N ' }] });
    expect(JSON.parse(JSON.stringify(input))).toEqual({
      title: 'Title',
      guests: [{ email: 'a@b.example', name: 'N' }],
    });
    expect(Object.keys(input).sort()).toEqual(['guests', 'title']);
    expect(input.guests[0]).toBeInstanceOf(Guest);
  });

  it('names every place that is wrong in the sender’s words', () => {
    expect(
      party({
        title: '',
        guests: [{ email: 'x' }, { email: 'a@b.example', name: 'x'.repeat(11) }, {}],
        tables: 0,
        loud: 'yes',
      }),
    ).toEqual([
      'title min_length',
      'guests[0].email email',
      'guests[1].name max_length',
      'guests[2].email required',
      'tables min',
      'loud boolean',
    ]);
  });

  it('refuses keys that are not known, at any depth', () => {
    expect(party({ ...good, extra: 1 })).toEqual(['extra unknown']);
    expect(party({ title: 'A', guests: [{ email: 'a@b.example', admin: true }] })).toEqual(['guests[0].admin unknown']);
    expect(party({ ...good, constructor: 1 })).toEqual(['constructor unknown']);
  });

  it.each([
    [{}, ['title required', 'guests required']],
    [undefined, ['title required', 'guests required']],
    [null, [' object']],
    [[], [' object']],
    ['text', [' object']],
    [7, [' object']],
    [{ ...good, guests: 'a@b.example' }, ['guests list']],
    [{ ...good, guests: [] }, ['guests min_items']],
    [{ ...good, guests: Array(4).fill({ email: 'a@b.example' }) }, ['guests max_items']],
    [{ ...good, guests: ['a@b.example'] }, ['guests[0] object']],
    [{ ...good, tables: null }, ['tables integer']],
    [{ ...good, tables: '3' }, ['tables integer']],
    [{ ...good, title: { toString: 'x' } }, ['title text']],
  ])('%j is refused at %j', (value, places) => {
    const found = party(value);
    for (const place of places) expect(found).toContain(place);
    const where = (all: string[] | null) => new Set(all?.map((place) => place.split(' ')[0]));
    expect(where(found)).toEqual(where(places));
  });

  it('takes null only where null means something', () => {
    expect(party({ title: 'A', guests: [{ email: 'a@b.example', name: null }] })).toBeNull();
    expect(party({ title: null, guests: [{ email: 'a@b.example' }] })).toEqual(['title required']);
  });

  it.each([
    [{ title: 'a\u0000b' }, 'title text'],
    [{ title: '\ud800' }, 'title text'],
    [{ title: 'b\udfffa' }, 'title text'],
    [{ guests: [{ email: 'a@b.example' }, { email: 'a', name: '\u0000' }] }, 'guests[1].name text'],
    [{ 'a\u0000': 1 }, 'a\u0000 text'],
    [{ extra: { deep: ['ok', '\ud800'] } }, 'extra.deep[1] text'],
  ])('refuses text that cannot be kept, wherever it stands (%#)', (value, place) => {
    expect(party(value)).toEqual([place]);
  });

  it('takes every text that can be kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 10 }), (title) => {
        const fits = title.trim().length > 0 && !title.includes('\u0000');
        if (fits) expect(readInput(Party, { ...good, title }).title).toBe(title.trim());
        else expect(party({ ...good, title })).not.toBeNull();
      }),
    );
  });

  it('of any shape at all is taken or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        expect(Array.isArray(party(value)) || party(value) === null).toBe(true);
      }),
    );
  });

  it('keeps a password as it was typed', () => {
    expect(readInput(Secret, { password: '  spaces  ' }).password).toBe('  spaces  ');
    expect(placesOf(() => readInput(Secret, { password: ['a', 'b', 'c', 'd'] }))).toContain('password text');
  });
});

describe('a list of addresses', () => {
  const letter = (to: unknown) => placesOf(() => readInput(Letter, { to }));

  it('comes out in lower case and in order', () => {
    expect(readInput(Letter, { to: [' B@x.example', 'a@x.example'] }).to).toEqual(['b@x.example', 'a@x.example']);
  });

  it('names the place of each that is none', () => {
    const long = `${'a'.repeat(250)}@x.example`;
    expect(letter(['a@x.example', 'june', 'b@x.example', long])?.sort()).toEqual([
      'to[1] email',
      'to[3] email',
      'to[3] max_length',
    ]);
  });

  it.each([
    [undefined, 'to required'],
    [null, 'to required'],
    ['a@x.example', 'to list'],
    [{ 0: 'a@x.example' }, 'to list'],
    [[], 'to min_items'],
    [['june', 'june', 'june', 'june', 'june'], 'to max_items'],
  ])('%j is refused as a whole', (to, place) => {
    expect(letter(to)).toContain(place);
    expect(new Set(letter(to)?.map((each) => each.split(' ')[0]))).toEqual(new Set(['to']));
  });

  it('names exactly the places that hold none, whatever stands there', () => {
    const item = fc.oneof(
      fc.constantFrom('a@x.example', ' B@x.example ', 'june', '', '@', `${'a'.repeat(255)}@x.example`),
      fc.jsonValue({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), (to) => {
        const bad = to.flatMap((each, index) =>
          typeof each === 'string' && /^ ?[ab]@x\.example ?$/i.test(each) ? [] : [`to[${index}]`],
        );
        const named = letter(to)
          ?.filter((place) => place.endsWith(' email'))
          .map((place) => place.split(' ')[0]);
        expect(named ?? []).toEqual(bad);
      }),
    );
  });
});

describe('a query', () => {
  const query = (value: object) => readInput(Query, value);

  it('reads numbers, truths and lists from text', () => {
    expect({ ...query({ limit: '7', unread: 'true', status: 'a' }) }).toEqual({
      limit: 7,
      unread: true,
      status: ['a'],
    });
    expect({ ...query({ unread: 'false', status: ['a', 'b'] }) }).toEqual({ unread: false, status: ['a', 'b'] });
    expect({ ...query({}) }).toEqual({});
  });

  it.each([
    { limit: '' },
    { limit: '0' },
    { limit: '101' },
    { limit: '1e1' },
    { limit: '0x7' },
    { limit: ' 7' },
    { limit: ['1', '2'] },
    { unread: '1' },
    { unread: '' },
    { status: '' },
    { status: ['a', 'c'] },
    { status: ['a', 'a', 'b'] },
    { other: '1' },
  ])('refuses %j', (value) => {
    expect(new Set(placesOf(() => query(value))?.map((place) => place.split(' ')[0]))).toEqual(
      new Set(Object.keys(value)),
    );
  });
});

describe('InputPipe', () => {
  const pipe = new InputPipe();
  const query = (value: unknown, metatype: new () => object) => pipe.transform(value, { type: 'query', metatype });

  class Choosy {
    @TextField({ min: 1, max: 10 }) q: string;
  }

  it('gives each caller an object of their own for an empty query', () => {
    const first = query({}, Query) as Query;
    first.limit = 7;
    const second = query({}, Query);
    expect(second).toBeInstanceOf(Query);
    expect(second).toEqual(readInput(Query, {}));
    expect(query({ limit: '9' }, Query)).toMatchObject({ limit: 9 });
    expect(() => query({ limit: 'many' }, Query)).toThrow();
  });

  it('refuses an empty query each time where something is needed', () => {
    for (let i = 0; i < 3; i++) expect(() => query({}, Choosy)).toThrow();
    expect(query({ q: 'barge' }, Choosy)).toMatchObject({ q: 'barge' });
    expect(() => query({}, Choosy)).toThrow();
  });
});
