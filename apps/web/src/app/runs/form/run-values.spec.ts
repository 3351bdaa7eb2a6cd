import fc from 'fast-check';
import { run } from '../testing/runs';
import {
  centsOf,
  changesTo,
  createInput,
  emptyValues,
  gapsIn,
  mergedValues,
  priceText,
  type RunValues,
  theirChanges,
  twiceIn,
  valuesOf,
  wrongIn,
  yoursOf,
} from './run-values';

const none = new Set<never>();
const filled = (more: Partial<RunValues> = {}): RunValues => ({
  ...emptyValues('America/Vancouver'),
  name: 'Dock fuel',
  ...more,
});
const wrong = (more: Partial<RunValues>) => wrongIn(filled(more), none);

describe('what a run’s form holds', () => {
  it('needs a name and nothing else', () => {
    expect(wrongIn(filled(), none)).toEqual({});
    expect(wrong({ name: '  ' })).toEqual({ name: 'Enter a name.' });
    expect(createInput(filled())).toEqual({
      name: 'Dock fuel',
      starts_at: null,
      ends_at: null,
      time_zone: 'America/Vancouver',
      zone_name: null,
      market_mode: 'PRIVATE',
      service_address: null,
      internal_notes: null,
      price_estimate_cents: null,
    });
  });

  it('is sent as instants of the run’s zone', () => {
    const when = { startDate: '2026-03-12', startTime: '09:00', endDate: '2026-03-13', endTime: '15:00' };
    expect(createInput(filled(when))).toMatchObject({
      starts_at: '2026-03-12T16:00:00.000Z',
      ends_at: '2026-03-13T22:00:00.000Z',
    });
    expect(createInput(filled({ ...when, timeZone: 'Asia/Kathmandu' })).starts_at).toBe('2026-03-12T03:15:00.000Z');
  });

  it('ends on the day of its start, where no other is given', () => {
    const values = filled({ startDate: '2026-03-12', startTime: '09:00', endTime: '17:00' });
    expect(wrongIn(values, none)).toEqual({});
    expect(createInput(values).ends_at).toBe('2026-03-13T00:00:00.000Z');
  });

  it.each<[Partial<RunValues>, keyof RunValues]>([
    [{ startTime: '09:00' }, 'startDate'],
    [{ startDate: '2026-03-12' }, 'startTime'],
    [{ startDate: '1969-12-31', startTime: '09:00' }, 'startDate'],
    [{ startDate: '12026-03-12', startTime: '09:00' }, 'startDate'],
    [{ startDate: '2026-03-12', startTime: '09:00', endDate: '2026-03-13' }, 'endTime'],
    [{ startDate: '2026-03-12', startTime: '09:00', endTime: '08:59' }, 'endTime'],
    [{ endDate: '2026-03-12', endTime: '09:00' }, 'startDate'],
    [{ price: 'a lot' }, 'price'],
    [{ price: '21474836.48' }, 'price'],
  ])('says what is wrong with %j at %s', (more, field) => {
    expect(Object.keys(wrong(more))).toEqual([field]);
  });

  it('takes a date half typed for wrong, not for none', () => {
    expect(wrongIn(filled(), new Set(['startDate'] as const))).toEqual({
      startDate: 'Enter a whole date, of a year from 1970 to 9999.',
    });
  });

  it('tells of a time that the clocks leave out, with the one that comes instead', () => {
    const gap = filled({ startDate: '2026-03-29', startTime: '02:30', timeZone: 'Europe/Berlin' });
    expect(gapsIn(gap)).toEqual({
      startTime:
        'There is no 02:30 on Sun 29 March 2026 in Berlin time: the clocks go forward past it. Did you mean 03:30?',
    });
    expect(gapsIn({ ...gap, startTime: '03:00' })).toEqual({});
    expect(gapsIn({ ...gap, timeZone: 'UTC' })).toEqual({});
  });

  it('tells of a time that comes twice, which is no mistake', () => {
    const twice = filled({
      startDate: '2026-11-01',
      startTime: '00:30',
      endTime: '01:30',
      timeZone: 'America/New_York',
    });
    expect(twiceIn(twice)).toEqual({
      endTime:
        '01:30 comes twice on Sun 1 November 2026 in New York time, as the clocks go back. The first one is meant.',
    });
    expect(gapsIn(twice)).toEqual({});
    expect(wrongIn(twice, none)).toEqual({});
  });

  it.each([
    ['4200', 420000],
    ['$4,200', 420000],
    ['4 200.5', 420050],
    ['0', 0],
    ['', null],
    ['4,20', undefined],
    ['-1', undefined],
    ['1.234', undefined],
  ])('reads %j as %s cents', (text, cents) => expect(centsOf(text)).toBe(cents));

  it('shows and reads every amount alike', () => {
    fc.assert(fc.property(fc.nat(2_147_483_647), (cents) => expect(centsOf(priceText(cents))).toBe(cents)));
  });
});

describe('changes to a run', () => {
  it('are none where nothing was touched', () => {
    expect(changesTo(run(), valuesOf(run()))).toEqual({});
  });

  it('leave an instant alone that no form can show: the second of two like times', () => {
    const second = run({ starts_at: '2026-11-01T06:30:00.000Z', ends_at: null, time_zone: 'America/New_York' });
    expect(changesTo(second, { ...valuesOf(second), name: 'Other' })).toEqual({ name: 'Other' });
  });

  it('are only what was touched, emptied fields among them', () => {
    const values = { ...valuesOf(run()), serviceAddress: ' ', price: '4300', startTime: '08:00' };
    expect(changesTo(run(), values)).toEqual({
      starts_at: '2026-03-12T15:00:00.000Z',
      service_address: null,
      price_estimate_cents: 430000,
    });
  });

  it('move both ends with the zone, whose clock they are read on', () => {
    expect(changesTo(run(), { ...valuesOf(run()), timeZone: 'America/Toronto' })).toEqual({
      starts_at: '2026-03-12T13:00:00.000Z',
      ends_at: '2026-03-12T21:00:00.000Z',
      time_zone: 'America/Toronto',
    });
  });

  it('of two people stand together: mine where I touched it, theirs everywhere else', () => {
    const theirs = run({ name: 'Theirs', zone_name: 'Anacla', ends_at: '2026-03-13T01:00:00.000Z' });
    const mine = { ...valuesOf(run()), name: 'Mine', startTime: '10:00' };
    expect(mergedValues(run(), theirs, mine)).toEqual({
      ...valuesOf(run()),
      name: 'Mine',
      zoneName: 'Anacla',
      // Start and end are one plan: mine is not mixed with theirs.
      startTime: '10:00',
      endTime: '17:00',
    });
    expect(mergedValues(run(), theirs, valuesOf(run()))).toEqual(valuesOf(theirs));
  });

  describe('on the reader’s own clock', () => {
    // Zones whose clocks never change, so that no new rule of theirs changes these.
    const away = { startDate: '2031-03-13', startTime: '08:00', endTime: '17:00', timeZone: 'America/Phoenix' };
    const yours = (more: Partial<RunValues>, reader = 'Asia/Tokyo') => yoursOf(filled(more), reader);

    it('is said where that is another', () => {
      expect(yours(away)).toBe('On your own clock, Tokyo time: Fri 14 March 2031 00:00–09:00.');
      expect(yours({ ...away, startTime: '07:30' })).toBe(
        'On your own clock, Tokyo time: Thu 13 March 2031 23:30–Fri 09:00.',
      );
      expect(yours({ ...away, endTime: '06:00' })).toBe('On your own clock, Tokyo time: Fri 14 March 2031 00:00.');
    });

    it('is not said of the same clock, of no time, or of one that is still to be mended', () => {
      expect(yours(away, 'America/Phoenix')).toBeNull();
      expect(yours({ timeZone: 'America/Phoenix' })).toBeNull();
      expect(yours({ startDate: '2026-03-29', startTime: '02:30', timeZone: 'Europe/Berlin' })).toBeNull();
    });
  });

  it('tells what somebody else changed: dates and their zone as one thing, and mine only where it is a third', () => {
    const base = run();
    const theirs = run({
      status: 'cancelled',
      zone_name: null,
      internal_notes: 'Low tide at noon',
      starts_at: '2026-03-13T16:00:00.000Z',
      ends_at: '2026-03-14T00:00:00.000Z',
    });
    const mine = { ...valuesOf(base), zoneName: '', internalNotes: 'High tide at six' };
    expect(theirChanges(base, theirs, mine)).toEqual([
      {
        field: 'When',
        before: 'Thu 12 March 2026 09:00–17:00 Vancouver time',
        now: 'Fri 13 March 2026 09:00–17:00 Vancouver time',
        mine: null,
      },
      { field: 'Zone', before: 'Bamfield', now: 'nothing', mine: null },
      { field: 'Internal notes', before: 'nothing', now: 'Low tide at noon', mine: 'High tide at six' },
      { field: 'Status', before: 'Scheduled', now: 'Cancelled', mine: null },
    ]);
    expect(theirChanges(base, run({ version: 9 }), mine)).toEqual([]);
  });
});
