import fc from 'fast-check';
import { rescheduledNews, sameSchedule, statusNews, type RunSchedule } from './run-news.rules';

const thursday: RunSchedule = {
  starts_at: '2026-03-12T16:00:00.000Z',
  ends_at: '2026-03-13T00:00:00.000Z',
  time_zone: 'America/Vancouver',
};
const friday: RunSchedule = {
  ...thursday,
  starts_at: '2026-03-13T16:00:00.000Z',
  ends_at: '2026-03-14T00:00:00.000Z',
};
const undated: RunSchedule = { starts_at: null, ends_at: null, time_zone: 'America/Vancouver' };
const dawsonCreek: RunSchedule = { ...thursday, time_zone: 'America/Dawson_Creek' };

describe('news of a run', () => {
  it.each([
    [thursday, friday, 'Thu 12 March 2026 09:00–17:00', 'Fri 13 March 2026 09:00–17:00, Vancouver time'],
    [undated, thursday, 'without a date', 'Thu 12 March 2026 09:00–17:00, Vancouver time'],
    [thursday, undated, 'Thu 12 March 2026 09:00–17:00, Vancouver time', 'without a date'],
    [
      thursday,
      dawsonCreek,
      'Thu 12 March 2026 09:00–17:00, Vancouver time',
      'Thu 12 March 2026 09:00–17:00, Dawson Creek time',
    ],
    [
      thursday,
      { ...thursday, ends_at: null },
      'Thu 12 March 2026 09:00–17:00',
      'Thu 12 March 2026 09:00, Vancouver time',
    ],
  ])('says what it was and what it is, in the run’s zone: %#', (was, is, wasWords, isWords) => {
    expect(rescheduledNews('Pump-out {was}', was, is)).toEqual({
      title: 'Run moved',
      body: `"Pump-out {was}" was ${wasWords}. It is now ${isWords}.`,
    });
  });

  it('tells of a start, an end and a cancellation, and of nothing else', () => {
    expect(statusNews('Pump-out', 'in_progress', thursday)).toEqual({
      title: 'Run started',
      body: '"Pump-out" was scheduled. It is now in progress.',
    });
    expect(statusNews('Pump-out', 'completed', thursday)).toEqual({
      title: 'Run completed',
      body: '"Pump-out" was in progress. It is now completed.',
    });
    expect(statusNews('Pump-out', 'cancelled', thursday)).toEqual({
      title: 'Run cancelled',
      body: '"Pump-out", Thu 12 March 2026 09:00–17:00, Vancouver time, will not take place.',
    });
    expect(statusNews('Pump-out', 'cancelled', undated)?.body).toBe('"Pump-out", without a date, will not take place.');
    expect(statusNews('Pump-out', 'scheduled', thursday)).toBeNull();
  });

  it('takes names as they are', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        expect(rescheduledNews(name, thursday, friday).body).toContain(`"${name}" was Thu 12`);
      }),
    );
  });

  it('knows two schedules that are the same, whatever else they carry', () => {
    expect(sameSchedule(thursday, { ...thursday })).toBe(true);
    for (const other of [friday, undated, dawsonCreek, { ...thursday, ends_at: null }]) {
      expect(sameSchedule(thursday, other)).toBe(false);
    }
  });
});
