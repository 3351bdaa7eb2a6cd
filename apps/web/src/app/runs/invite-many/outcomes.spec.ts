import fc from 'fast-check';
import Papa from 'papaparse';
import { issued } from '../testing/runs';
import { type Outcome } from './batches';
import { type JudgedRow } from './invitees';
import { type ListRow } from './list/list';
import { linksCsv, outcomeRows } from './outcomes';

const row = (id: number, email: string, more: Partial<ListRow> = {}): ListRow => ({
  id,
  line: id + 2,
  email,
  name: null,
  role: null,
  message: null,
  ...more,
});
const common = { role: 'caretaker', message: null, days: 30, mail: false };
const origin = 'https://runs.example';

describe('what came of each row', () => {
  const judged: JudgedRow[] = [
    { row: row(0, 'a@x.example', { name: 'Ann' }), fate: { kind: 'new' } },
    { row: row(1, 'b@x.example', { role: 'host' }), fate: { kind: 'reissue' } },
    { row: row(2, 'c@x.example'), fate: { kind: 'already_has_access' } },
    { row: row(3, 'june'), fate: { kind: 'bad', fault: { part: 'email', fault: 'no_at' } } },
    { row: row(4, 'a@x.example'), fate: { kind: 'duplicate', of: 2 } },
    { row: row(5, 'd@x.example'), fate: { kind: 'new' } },
    { row: row(6, 'e@x.example'), fate: { kind: 'new' } },
    { row: row(7, 'f@x.example'), fate: { kind: 'new' } },
  ];
  const outcomes = new Map<number, Outcome>([
    [0, { kind: 'made', invitation: issued('a@x.example', { invitee_name: 'Ann', invitee_role: 'caretaker' }) }],
    [1, { kind: 'reissued', invitation: issued('b@x.example', { invitee_role: 'host', reissued: true }) }],
    [5, { kind: 'refused', part: 'name', says: 'must be at most 200 characters long' }],
    [6, { kind: 'had_access' }],
  ]);
  const rows = outcomeRows(judged, new Set([0, 1, 5, 6, 7]), outcomes);

  it('is said of every row, those that were left out too', () => {
    expect(rows.map(({ kind, says }) => [kind, says])).toEqual([
      ['made', null],
      ['reissued', null],
      ['had_access', null],
      ['left_out', 'Not an address: it has no @.'],
      ['left_out', 'The same address as on line 2; left out.'],
      ['refused', 'Name: must be at most 200 characters long.'],
      ['had_access', null],
      ['waiting', null],
    ]);
  });

  it('says of an invitation that was not renewed that its link stays', () => {
    const [, open] = outcomeRows(judged, new Set([0]), outcomes);
    expect([open?.kind, open?.says]).toEqual(['left_out', 'The link sent before stays; left out.']);
  });

  it('is a file with a line for each that was to be invited or has access', () => {
    expect(linksCsv(rows, common, origin)).toBe(
      [
        'email,name,role,status,link,expires',
        'a@x.example,Ann,caretaker,new,https://runs.example/i/token-of-a,2026-04-09T16:30:00.000Z',
        'b@x.example,,host,reissued,https://runs.example/i/token-of-b,2026-04-09T16:30:00.000Z',
        'c@x.example,,caretaker,already_has_access,,',
        'd@x.example,,caretaker,refused,,',
        'e@x.example,,caretaker,already_has_access,,',
        'f@x.example,,caretaker,not_invited,,',
        '',
      ].join('\r\n'),
    );
  });
});

describe('the file', () => {
  it('reads back in a spreadsheet’s reader as it was, and holds no formula, whatever names people have', () => {
    const text = fc
      .array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', 'Zoë', ' ', "'"), { maxLength: 8 })
      .map((signs) => signs.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 20 }), (people) => {
        const judged = people.map(([name, role], id): JudgedRow => ({
          row: row(id, `p${id}@x.example`, { name, role }),
          fate: { kind: 'new' },
        }));
        const outcomes = new Map(
          judged.map(({ row: { id, email, name, role } }): [number, Outcome] => [
            id,
            { kind: 'made', invitation: issued(email, { invitee_name: name, invitee_role: role }) },
          ]),
        );
        const file = linksCsv(outcomeRows(judged, new Set(outcomes.keys()), outcomes), common, origin);
        const { data, errors } = Papa.parse<string[]>(file, { delimiter: ',', newline: '\r\n', skipEmptyLines: true });
        expect(errors).toEqual([]);
        const safe = (cell: string) => (/^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell);
        expect(data.slice(1).map(([email, name, role]) => [email, name, role])).toEqual(
          people.map(([name, role], id) => [`p${id}@x.example`, safe(name), safe(role)]),
        );
        for (const cell of data.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});
