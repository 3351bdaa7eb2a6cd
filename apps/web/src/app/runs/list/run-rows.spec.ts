import { type RunSummary } from '@service-runs/contracts';
import { summary } from '../testing/runs';
import { byMonth } from './run-rows';

const vancouver = 'America/Vancouver';
const now = new Date('2026-03-10T18:00:00.000Z');
const rows = (...runs: RunSummary[]) => byMonth(runs, vancouver, now);
const row = (more: Partial<RunSummary>) => rows(summary(1, more))[0]?.rows[0];

describe('rows of the timetable', () => {
  it('stand under their month, each month once, in the order in which they came', () => {
    const months = rows(
      summary(1, { starts_at: null, ends_at: null }),
      summary(2, { starts_at: '2026-04-22T15:00:00.000Z', ends_at: null }),
      // The first of April in Tokyo, the last of March in Vancouver.
      summary(3, { starts_at: '2026-04-01T03:00:00.000Z', ends_at: null, time_zone: 'Asia/Tokyo' }),
      summary(4, { starts_at: '2026-04-01T02:30:00.000Z', ends_at: null }),
      summary(5, { starts_at: '2026-04-01T02:00:00.000Z', ends_at: null, time_zone: 'Asia/Tokyo' }),
    );
    expect(months.map(({ head, rows: each }) => [head, each.map(({ run }) => run.id)])).toEqual([
      ['No date yet', ['run-1']],
      ['April 2026', ['run-2', 'run-3', 'run-5']],
      ['March 2026', ['run-4']],
    ]);
  });

  it('name the zone where it is not the reader’s', () => {
    expect(row({})?.zone).toBeNull();
    expect(row({ time_zone: 'America/Dawson_Creek' })?.zone).toBe('Dawson Creek time');
    expect(row({ time_zone: 'America/Dawson_Creek', starts_at: null, ends_at: null })?.zone).toBeNull();
  });

  it.each([
    ['starts today', '2026-03-10T16:00:00.000Z', '2026-03-10T23:00:00.000Z', true],
    ['is over since the morning', '2026-03-10T08:00:00.000Z', '2026-03-10T09:00:00.000Z', true],
    ['goes on since yesterday', '2026-03-09T16:00:00.000Z', '2026-03-11T23:00:00.000Z', true],
    ['started today without an end', '2026-03-10T16:00:00.000Z', null, true],
    ['is tomorrow', '2026-03-11T16:00:00.000Z', '2026-03-11T23:00:00.000Z', false],
    ['was yesterday', '2026-03-09T16:00:00.000Z', '2026-03-09T23:00:00.000Z', false],
    ['has no date', null, null, false],
  ])('know whether a run %s', (_what, starts_at, ends_at, today) => {
    expect(row({ starts_at, ends_at })?.today).toBe(today);
  });

  it('call no cancelled run today’s', () => {
    const today = { starts_at: '2026-03-10T16:00:00.000Z', ends_at: null };
    expect(row({ ...today, status: 'cancelled' })).toMatchObject({ today: false, cancelled: true });
  });
});
