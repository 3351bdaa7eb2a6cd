import fc from 'fast-check';
import { LIST_LIMITS, type ListRead, type ListRow } from './list';
import { readList } from './read-list';

const rowsOf = (read: ListRead) => {
  if ('refused' in read) throw new Error(`Refused: ${read.refused}`);
  return read.rows;
};
const formOf = (read: ListRead) => {
  if ('refused' in read) throw new Error(`Refused: ${read.refused}`);
  return read.form;
};
const shortly = (read: ListRead) => rowsOf(read).map(({ line, email, name, role }) => [line, email, name, role]);

describe('a table with titles', () => {
  it('is read by its titles, with the lines that rows begin in', () => {
    const read = readList(
      [
        'Name,E-Mail Address,Role,Note,Phone',
        '"Frank, June",june@pachena.example,Property owner,"Gate code\nis 1234",250 555 0100',
        '',
        'Tom Wick,tom@wick.example,keeper of the dock,,',
      ].join('\r\n'),
    );
    expect(rowsOf(read)).toEqual<ListRow[]>([
      {
        id: 0,
        line: 2,
        email: 'june@pachena.example',
        name: 'Frank, June',
        role: 'property_owner',
        message: 'Gate code\nis 1234',
      },
      { id: 1, line: 5, email: 'tom@wick.example', name: 'Tom Wick', role: 'keeper of the dock', message: null },
    ]);
    expect(formOf(read)).toEqual({ kind: 'table', encoding: null, separator: ',', unused: ['Phone'] });
  });

  it.each([
    ['email', 'first name;last name;email\nJune;Frank;june@x.example', [[2, 'june@x.example', 'June Frank', null]]],
    ['Google', 'Name,E-mail 1 - Value\nJune Frank,june@x.example', [[2, 'june@x.example', 'June Frank', null]]],
    ['address', 'Name;Address\nJune;june@x.example', [[2, 'june@x.example', 'June', null]]],
    [
      'a street beside it',
      'Name;Address;Contact\nJune;Wick Road 2;june@x.example',
      [[2, 'june@x.example', 'June', null]],
    ],
    [
      'two of them',
      'Email 1,Email 2\n,june@x.example\n,tom@x.example',
      [
        [2, 'june@x.example', null, null],
        [3, 'tom@x.example', null, null],
      ],
    ],
    [
      'a line that tells the separator',
      'sep=;\nEmail;Name\njune@x.example;June',
      [[3, 'june@x.example', 'June', null]],
    ],
    [
      'one column',
      'E-mail\njune@x.example\nTom <tom@x.example>',
      [
        [2, 'june@x.example', null, null],
        [3, 'tom@x.example', 'Tom', null],
      ],
    ],
    [
      'several in a cell',
      'email,name\n"a@x.example; b@x.example",Both',
      [
        [2, 'a@x.example', 'Both', null],
        [2, 'b@x.example', 'Both', null],
      ],
    ],
    [
      'a row without one',
      'email,name\n,June\nn/a,Tom',
      [
        [2, '', 'June', null],
        [3, 'n/a', 'Tom', null],
      ],
    ],
    ['an address with a space in it', 'email\nmarie lachance@x.example', [[2, 'marie lachance@x.example', null, null]]],
    ['a title for nothing', 'Contact\njune@x.example', [[2, 'june@x.example', null, null]]],
  ])('such as %s', (_what, text, rows) => {
    expect(shortly(readList(text))).toEqual(rows);
  });

  it('names the columns that it makes nothing of', () => {
    expect(formOf(readList('Phone,Email,,Email 2\n1,a@x.example,x,b@x.example')).unused).toEqual([
      'Phone',
      '3',
      'Email 2',
    ]);
  });

  const titles = {
    email: ['email', 'E-Mail', 'e-mail address', 'EMAIL ADDRESS', 'Mail'],
    name: ['name', 'Full Name', 'NAME'],
    role: ['role', 'ROLE'],
    message: ['message', 'Note', 'notes'],
    other: ['Phone', 'Ünbekannt', ''],
  } as const;
  const cell = fc
    .array(fc.constantFrom('a', 'Zoë', ' ', '"', ',', ';', '\t', '\n', "'", '=', '1', '漢'), { maxLength: 8 })
    .map((signs) => signs.join(''));
  const person = fc.record({
    email: fc
      .tuple(fc.stringMatching(/^[a-z0-9]{1,8}$/), fc.stringMatching(/^[a-z]{2,6}$/))
      .map(([one, two]) => `${one}@${two}.example`),
    name: cell,
    role: cell,
    message: cell,
    other: cell.map((text) => text.replaceAll('@', '')),
  });
  const columns = fc
    .shuffledSubarray(['email', 'name', 'role', 'message', 'other'] as const, { minLength: 1 })
    .filter((all) => all.includes('email'));
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it('comes back whole, whatever the order and case of its titles, its separator, its line ends and what its cells hold', () => {
    fc.assert(
      fc.property(
        columns,
        fc.array(person, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.nat(),
        (order, people, separator, end, pick) => {
          const head = order.map((column) => titles[column][pick % titles[column].length] as string);
          const records = [head, ...people.map((each) => order.map((column) => quoted(each[column])))];
          const text = records.map((record) => record.join(separator)).join(end);
          const read = rowsOf(readList(text));
          const oneLine = (value: string) => value.replace(/\s+/g, ' ').trim() || null;
          const taken = (each: (typeof people)[number], column: 'name' | 'role' | 'message') =>
            order.includes(column) ? each[column] : '';
          expect(read.map(({ email, name, role, message }) => ({ email, name, role, message }))).toEqual(
            people.map((each) => ({
              email: each.email,
              name: oneLine(taken(each, 'name')),
              role: oneLine(taken(each, 'role')),
              message: taken(each, 'message').trim() || null,
            })),
          );
          // The lines are those that an editor shows.
          let line = 2;
          const lines = people.map((each) => {
            const at = line;
            line += 1 + order.map((column) => each[column].split('\n').length - 1).reduce((sum, more) => sum + more, 0);
            return at;
          });
          expect(read.map((row) => row.line)).toEqual(lines);
        },
      ),
    );
  });
});

describe('cells without titles', () => {
  it('are read by the column that holds addresses; a name or a known role beside it is taken along', () => {
    expect(shortly(readList('June Frank\tjune@x.example\nTom\ttom@x.example\n'))).toEqual([
      [1, 'june@x.example', 'June Frank', null],
      [2, 'tom@x.example', 'Tom', null],
    ]);
    expect(shortly(readList('june@x.example;Caretaker\ntom@x.example;host'))).toEqual([
      [1, 'june@x.example', null, 'caretaker'],
      [2, 'tom@x.example', null, 'host'],
    ]);
  });

  it('are not guessed at where there is more: what is not taken is named', () => {
    const read = readList('June,june@x.example,250\nTom,tom@x.example,251');
    expect(shortly(read)).toEqual([
      [1, 'june@x.example', null, null],
      [2, 'tom@x.example', null, null],
    ]);
    expect(formOf(read).unused).toEqual(['1', '3']);
  });

  it('keep a row whose address is none', () => {
    expect(shortly(readList('June\tjune@x.example\nTom\ttom at x\nMarie\tmarie@x.example'))).toEqual([
      [1, 'june@x.example', 'June', null],
      [2, 'tom at x', 'Tom', null],
      [3, 'marie@x.example', 'Marie', null],
    ]);
  });
});

describe('a list of addresses', () => {
  it.each([
    [
      'a@x.example, b@x.example\nc@x.example',
      [
        [1, 'a@x.example', null],
        [1, 'b@x.example', null],
        [2, 'c@x.example', null],
      ],
    ],
    [
      '"Frank, June" <june@x.example>\n\nTom <tom@x.example>',
      [
        [1, 'june@x.example', 'Frank, June'],
        [3, 'tom@x.example', 'Tom'],
      ],
    ],
    ['Frank, June <june@x.example>', [[1, 'june@x.example', 'Frank, June']]],
    [
      '5" pipe\na@x.example',
      [
        [1, '5" pipe', null],
        [2, 'a@x.example', null],
      ],
    ],
    [
      '"never closed\na@x.example',
      [
        [1, 'never closed', null],
        [2, 'a@x.example', null],
      ],
    ],
    ['june', [[1, 'june', null]]],
    // Somebody whose address is not whole is no name of another.
    [
      'june@x.example, tom',
      [
        [1, 'june@x.example', null],
        [1, 'tom', null],
      ],
    ],
    [
      'june@x.example, tom.wick.example\nann@x.example, bob.x.example',
      [
        [1, 'june@x.example', null],
        [1, 'tom.wick.example', null],
        [2, 'ann@x.example', null],
        [2, 'bob.x.example', null],
      ],
    ],
  ])('%j', (text, rows) => {
    const read = readList(text);
    expect(formOf(read).kind).toBe('addresses');
    expect(rowsOf(read).map(({ line, email, name }) => [line, email, name])).toEqual(rows);
  });
});

describe('a list that is refused', () => {
  const row = (n: number) => `person${n}@pachena.example`;
  const many = (count: number) => Array.from({ length: count }, (_, n) => row(n));

  it.each([
    ['nothing in it', ' \n\t\n', { refused: 'empty' }],
    ['titles and nothing under them', 'email,name\n\n', { refused: 'empty' }],
    [
      'a quotation mark that is never closed',
      'name,email\nJune,june@x.example\n"Tom,tom@x.example\nA,a@x.example',
      { refused: 'quote', line: 3 },
    ],
    ['a zip archive', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0), { refused: 'binary' }],
    ['too many bytes', 'a'.repeat(LIST_LIMITS.bytes + 1), { refused: 'size' }],
    ['too many addresses', many(LIST_LIMITS.rows + 1).join('\n'), { refused: 'rows' }],
    ['too many rows', ['email', ...many(LIST_LIMITS.rows + 1)].join('\n'), { refused: 'rows' }],
    ['too many cells in a line', many(LIST_LIMITS.rows + 1).join(','), { refused: 'rows' }],
  ])('has %s', (_what, source, refusal) => {
    expect(readList(source)).toEqual(refusal);
  });

  it('is not one that is just as long as it may be', () => {
    expect(rowsOf(readList(many(LIST_LIMITS.rows).join('\n')))).toHaveLength(LIST_LIMITS.rows);
    expect(rowsOf(readList(['email', ...many(LIST_LIMITS.rows)].join('\n')))).toHaveLength(LIST_LIMITS.rows);
  });
});

describe('whatever is put in', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'email',
      'name',
      'a@x.example',
      'june',
      '"',
      '""',
      ',',
      ';',
      '\t',
      '\n',
      '\r\n',
      '<',
      '>',
      '=',
      '\0',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );

  it('is read or refused, row by row in order, as text that can be kept', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const read = readList(pieces.join(''));
        if ('refused' in read) return;
        expect(read.rows.map(({ id }) => id)).toEqual(read.rows.map((_, index) => index));
        const lines = read.rows.map(({ line }) => line);
        expect(lines).toEqual([...lines].sort((one, other) => one - other));
        const kept = JSON.stringify(
          read.rows.flatMap(({ email, name, role, message }) => [email, name, role, message]),
        );
        expect(kept).not.toMatch(/\\u0000|\\ud8/);
      }),
    );
  });

  it.each([
    ['quotation marks', '"'],
    ['exclamation marks', '!'],
    ['less-than signs', '<'],
    ['separators', ',;'],
    ['at signs', '@'],
    ['spaces', ' x'],
    ['line ends', 'x\n\n'],
    ['half-closed cells', '"a" '],
  ])('takes no long time over %s', (_what, signs) => {
    const at = performance.now();
    readList(signs.repeat(300_000 / signs.length));
    expect(performance.now() - at).toBeLessThan(10_000);
  });
});
