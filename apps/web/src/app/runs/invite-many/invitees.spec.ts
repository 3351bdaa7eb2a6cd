import fc from 'fast-check';
import { type InviteeFate, INVITEE_FATES, LIMITS } from '@service-runs/contracts';
import { isWholeAddress, keyOf } from '../notify/addresses';
import { askAbout, countFates, judge, type Known, sorted, toInvite } from './invitees';
import { type ListRow } from './list/list';

const nothing: Known = { fates: new Map(), refused: new Map() };
const row = (id: number, email: string, more: Partial<ListRow> = {}): ListRow => ({
  id,
  line: id + 2,
  email,
  name: null,
  role: null,
  message: null,
  ...more,
});

describe('the fate of a row', () => {
  it('is what the API says of its address', () => {
    const known: Known = {
      fates: new Map<string, InviteeFate>([
        ['a@x.example', 'new'],
        ['b@x.example', 'reissue'],
        ['c@x.example', 'already_has_access'],
      ]),
      refused: new Map([['d@x.example', 'is not an email address']]),
    };
    const rows = ['A@x.example', 'b@x.example', 'c@x.example', 'd@x.example', 'e@x.example'].map((email, id) =>
      row(id, email),
    );
    expect(judge(rows, known).map(({ fate }) => fate)).toEqual([
      { kind: 'new' },
      { kind: 'reissue' },
      { kind: 'already_has_access' },
      { kind: 'bad', fault: { part: 'api', says: 'is not an email address' } },
      { kind: 'unknown' },
    ]);
  });

  it('is bad, with what is wrong and by how much', () => {
    const long = (most: number) => 'x'.repeat(most + 3);
    const rows = [
      row(0, 'june'),
      row(1, 'a@x.example', { name: long(LIMITS.inviteeName) }),
      row(2, 'b@x.example', { role: long(LIMITS.inviteeRole) }),
      row(3, 'c@x.example', { message: long(LIMITS.inviteeMessage) }),
      row(4, 'd@x.example', { message: 'x'.repeat(LIMITS.inviteeMessage) }),
    ];
    expect(judge(rows, nothing).map(({ fate }) => fate)).toEqual([
      { kind: 'bad', fault: { part: 'email', fault: 'no_at' } },
      { kind: 'bad', fault: { part: 'name', over: 3 } },
      { kind: 'bad', fault: { part: 'role', over: 3 } },
      { kind: 'bad', fault: { part: 'message', over: 3 } },
      { kind: 'unknown' },
    ]);
  });

  it('is that of a double of the first good row with its address, whatever its case', () => {
    const long = 'x'.repeat(LIMITS.inviteeRole + 1);
    const rows = [
      row(0, 'a@x.example', { role: long }),
      row(1, 'A@x.example'),
      row(2, 'a@X.example'),
      row(3, 'june'),
      row(4, 'june'),
    ];
    expect(judge(rows, nothing).map(({ fate }) => fate.kind)).toEqual(['bad', 'unknown', 'duplicate', 'bad', 'bad']);
    expect(judge(rows, nothing)[2]?.fate).toEqual({ kind: 'duplicate', of: 3 });
  });
});

describe('any list', () => {
  const email = fc.oneof(
    fc.constantFrom('a@x.example', 'A@x.example', 'b@x.example', 'c@x.example', 'd@x.example', 'june', '', '@'),
    fc.emailAddress(),
  );
  const list = fc.array(email, { maxLength: 60 }).map((emails) => emails.map((each, id) => row(id, each)));
  const known = fc
    .array(fc.tuple(email, fc.constantFrom(...INVITEE_FATES, 'refused' as const)), { maxLength: 30 })
    .map((pairs): Known => {
      const byKey = new Map(pairs.map(([address, fate]) => [keyOf({ email: address }), fate]));
      const fates = new Map<string, InviteeFate>();
      const refused = new Map<string, string>();
      for (const [key, fate] of byKey) {
        if (fate === 'refused') refused.set(key, 'is refused');
        else fates.set(key, fate);
      }
      return { fates, refused };
    });

  it('is judged row by row, and nobody is invited twice or against what is known', () => {
    fc.assert(
      fc.property(list, known, fc.boolean(), (rows, what, renew) => {
        const judged = judge(rows, what);
        expect(judged.map((each) => each.row)).toEqual(rows);
        const counts = countFates(judged);
        expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).toBe(rows.length);

        const invited = toInvite(judged, renew);
        const keys = invited.map(keyOf);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { email: address } of invited) {
          expect(isWholeAddress(address)).toBe(true);
          expect(renew ? ['new', 'reissue'] : ['new']).toContain(what.fates.get(keyOf({ email: address })));
        }
        // Everybody who is new is among them, and nobody else but those that were asked for.
        expect(invited).toHaveLength(counts.new + (renew ? counts.reissue : 0));
      }),
    );
  });

  it('is asked about address by address, each once, in bites that the API takes', () => {
    fc.assert(
      fc.property(list, known, (rows, what) => {
        const judged = judge(rows, what);
        const asked = askAbout(judged);
        expect(asked.flat()).toEqual(
          judged.filter(({ fate }) => fate.kind === 'unknown').map((each) => each.row.email),
        );
        const keys = asked.flat().map((each) => keyOf({ email: each }));
        expect(new Set(keys).size).toBe(keys.length);
        for (const part of asked) expect(part.length).toBeLessThanOrEqual(LIMITS.previewMax);
        // Once it is all known there is nothing to ask.
        const all = new Map([...what.fates, ...keys.map((key): [string, InviteeFate] => [key, 'new'])]);
        expect(askAbout(judge(rows, { ...what, fates: all }))).toEqual([]);
      }),
    );
  });

  it('is shown whole, what is to be corrected first and each kind by its lines', () => {
    fc.assert(
      fc.property(list, known, (rows, what) => {
        const judged = judge(rows, what);
        const shown = sorted(judged, null);
        expect(new Set(shown)).toEqual(new Set(judged));
        expect(shown).toHaveLength(judged.length);
        const bad = judged.filter(({ fate }) => fate.kind === 'bad');
        expect(shown.slice(0, bad.length)).toEqual(bad);
        expect(sorted(judged, 'bad')).toEqual(bad);
      }),
    );
  });
});
