import fc from 'fast-check';
import { isInstant } from './fields';

describe('isInstant', () => {
  it.each([
    '2026-03-12T09:00Z',
    '2026-03-12T09:00:00Z',
    '2026-03-12T09:00:00.1Z',
    '2026-03-12T09:00:00.123456789Z',
    '2026-03-12T09:00:00-08:00',
    '2026-03-12T09:00:00+05:45',
    '2024-02-29T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
  ])('takes %s', (text) => {
    expect(isInstant(text)).toBe(true);
  });

  it.each([
    '2026-03-12',
    '2026-03-12T09:00:00',
    '2026-03-12 09:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-04-31T00:00:00+02:00',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T25:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:00+99:00',
    '2026-01-01T00:00:00+0200',
    '2026-01-01T00:00:00z',
    '1969-12-31T23:59:59.999Z',
    '1970-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '+010000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '10000-01-01T00:00:00Z',
    'Thu, 12 Mar 2026 09:00:00 GMT',
    '2026-03-12T09:00:00Z\n',
    '',
    'now',
    'infinity',
    null,
    undefined,
    0,
    1_773_300_000_000,
    {},
    [],
  ])('refuses %j', (value) => {
    expect(isInstant(value)).toBe(false);
  });

  it('takes every instant of the years that a run may have, and of no other', () => {
    const date = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(date, (at) => expect(isInstant(at.toISOString())).toBe(at.getUTCFullYear() >= 1970)));
  });

  it('takes a day exactly where there is such a day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1970, max: 9999 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T12:00:00Z`;
          const exists = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
          expect(isInstant(text)).toBe(exists);
        },
      ),
    );
  });

  it('of anything at all says yes or no', () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof isInstant(value) === 'boolean'));
  });
});
