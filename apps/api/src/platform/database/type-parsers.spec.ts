import fc from 'fast-check';
import { instantFromPostgres } from './type-parsers';

describe('instantFromPostgres', () => {
  it.each([
    ['2026-03-12 16:00:00+00', '2026-03-12T16:00:00.000Z'],
    ['2026-03-12 16:00:00.1+00', '2026-03-12T16:00:00.100Z'],
    ['2026-03-12 16:00:00.12+00', '2026-03-12T16:00:00.120Z'],
    ['2026-03-12 16:00:00.123+00', '2026-03-12T16:00:00.123Z'],
    ['2026-03-12 16:00:00.1239+00', '2026-03-12T16:00:00.123Z'],
    ['2026-03-12 16:00:00.000001+00', '2026-03-12T16:00:00.000Z'],
    ['2026-03-12 09:00:00-07', '2026-03-12T16:00:00.000Z'],
    ['2026-03-12 21:45:00.5+05:45', '2026-03-12T16:00:00.500Z'],
  ])('reads %s as %s', (text, instant) => {
    expect(instantFromPostgres(text)).toBe(instant);
  });

  it('agrees with Date for every instant that a run may have, to any precision', () => {
    const date = fc.date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 999 }), (at, micros) => {
        const iso = at.toISOString();
        const fraction = `${iso.slice(20, 23)}${String(micros).padStart(3, '0')}`.replace(/0+$/, '');
        const text = `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction && `.${fraction}`}+00`;
        expect(instantFromPostgres(text)).toBe(iso);
      }),
    );
  });
});
