import { dayHead, daysBetween, isToday, longDay, monthHead, scheduleWords, shortDay, stamp, windowOf } from './format';

const vancouver = 'America/Vancouver';
const now = new Date('2026-03-10T18:00:00.000Z');

describe('days and times', () => {
  it('are set as a timetable sets them', () => {
    expect(longDay('2026-03-12T16:00:00.000Z', vancouver)).toBe('Thu 12 March 2026');
    expect(longDay('2026-03-12T16:00:00.000Z', vancouver, { year: false })).toBe('Thu 12 March');
    expect(monthHead('2026-04-01T06:59:00.000Z', vancouver)).toBe('March 2026');
    expect(stamp('2026-03-09T02:02:00.000Z', vancouver, now)).toBe('8 Mar 19:02');
    expect(shortDay('2025-09-08T19:00:00.000Z', vancouver, now)).toBe('8 Sep 2025');
  });

  it('name the day as it lies from today', () => {
    expect(dayHead('2026-03-10T15:05:00.000Z', vancouver, now)).toBe('Today, Tue 10 March');
    expect(dayHead('2026-03-10T06:59:00.000Z', vancouver, now)).toBe('Yesterday, Mon 9 March');
    expect(dayHead('2026-03-06T18:00:00.000Z', vancouver, now)).toBe('Fri 6 March');
    expect(dayHead('2025-12-30T18:00:00.000Z', vancouver, now)).toBe('Tue 30 December 2025');
  });

  it('count days by midnights, not by hours', () => {
    // The day on which clocks go forward has 23 hours, the one on which they go back has 25.
    expect(daysBetween('2026-03-08T08:30:00.000Z', '2026-03-09T07:30:00.000Z', vancouver)).toBe(1);
    expect(daysBetween('2026-11-01T04:30:00.000Z', '2026-11-02T04:45:00.000Z', 'America/New_York')).toBe(0);
    expect(daysBetween('2026-03-11T06:59:00.000Z', '2026-03-11T07:01:00.000Z', vancouver)).toBe(1);
    expect(isToday('2026-03-11T06:59:00.000Z', vancouver, now)).toBe(true);
    expect(isToday('2026-03-11T07:00:00.000Z', vancouver, now)).toBe(false);
  });
});

describe('a window', () => {
  const window = (starts_at: string | null, ends_at: string | null) =>
    windowOf({ starts_at, ends_at, time_zone: vancouver });

  it('is two times of one day', () => {
    expect(window('2026-03-12T16:00:00.000Z', '2026-03-13T00:00:00.000Z')).toBe('09:00–17:00');
  });

  it('names the day on which it ends, when that is another', () => {
    expect(window('2026-03-25T13:30:00.000Z', '2026-03-26T22:00:00.000Z')).toBe('06:30–Thu 15:00');
    expect(window('2026-03-25T13:30:00.000Z', '2026-04-01T22:00:00.000Z')).toBe('06:30–Wed 1 April 15:00');
    expect(window('2025-12-30T17:30:00.000Z', '2026-01-08T23:00:00.000Z')).toBe('09:30–Thu 8 January 2026 15:00');
  });

  it('is one time where the end is not known, and nothing without a date', () => {
    expect(window('2026-03-12T16:00:00.000Z', null)).toBe('09:00');
    expect(window(null, null)).toBe('');
  });

  it('reads in the run’s zone, which is named when it is not the reader’s', () => {
    const run = { starts_at: '2026-04-22T15:00:00.000Z', ends_at: '2026-04-22T23:00:00.000Z' };
    expect(scheduleWords({ ...run, time_zone: 'America/Dawson_Creek' }, vancouver)).toEqual({
      day: 'Wed 22 April 2026',
      window: '08:00–16:00',
      zone: 'Dawson Creek time',
    });
    expect(scheduleWords({ ...run, time_zone: vancouver }, vancouver).zone).toBeNull();
    expect(scheduleWords({ starts_at: null, ends_at: null, time_zone: vancouver }, vancouver)).toEqual({
      day: 'No date yet',
      window: '',
      zone: null,
    });
  });
});
