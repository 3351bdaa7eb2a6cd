import { type Instant } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { readerZone, toLocal, zonedParts, zoneIfForeign } from './zone';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const weekday = (index: number): string => weekdays[index] ?? '';
const month = (index: number): string => months[index - 1] ?? '';
const dayInMs = 86_400_000;

/** "Thu 12 March 2026", or "Thu 12 March" without its year. */
export function longDay(instant: Instant | Date, zone: string, { year = true } = {}): string {
  const at = zonedParts(instant, zone);
  return `${weekday(at.weekday)} ${at.day} ${month(at.month)}${year ? ` ${at.year}` : ''}`;
}

/** "12 March 2026". */
export function plainDay(instant: Instant | Date, zone: string = readerZone()): string {
  const at = zonedParts(instant, zone);
  return `${at.day} ${month(at.month)} ${at.year}`;
}

/** "8 Mar", and the year where it is not this one: "8 Mar 2025". */
export function shortDay(instant: Instant | Date, zone: string = readerZone(), now: Date = new Date()): string {
  const at = zonedParts(instant, zone);
  const other = at.year !== zonedParts(now, zone).year;
  return `${at.day} ${month(at.month).slice(0, 3)}${other ? ` ${at.year}` : ''}`;
}

/** "09:00". */
export function timeOfDay(instant: Instant | Date, zone: string = readerZone()): string {
  return toLocal(instant, zone).time;
}

/** When something was done, in the reader's own time: "8 Mar 19:02". */
export function stamp(instant: Instant | Date, zone: string = readerZone(), now: Date = new Date()): string {
  return `${shortDay(instant, zone, now)} ${timeOfDay(instant, zone)}`;
}

/** "March 2026": the head of a month's rows. */
export function monthHead(instant: Instant | Date, zone: string): string {
  const at = zonedParts(instant, zone);
  return `${month(at.month)} ${at.year}`;
}

/** "Thu" and "12": the two halves of a row's date. */
export function dayParts(instant: Instant | Date, zone: string): { weekday: string; day: string } {
  const at = zonedParts(instant, zone);
  return { weekday: weekday(at.weekday), day: String(at.day) };
}

/** How many midnights lie between two instants, in one zone: 0 on the same day, 1 for yesterday seen from today. */
export function daysBetween(earlier: Instant | Date, later: Instant | Date, zone: string): number {
  const midnight = (instant: Instant | Date) => Date.parse(`${toLocal(instant, zone).date}T00:00:00Z`);
  return Math.round((midnight(later) - midnight(earlier)) / dayInMs);
}

export function isToday(instant: Instant | Date, zone: string, now: Date = new Date()): boolean {
  return daysBetween(instant, now, zone) === 0;
}

/** "Today, Tue 10 March", "Yesterday, Mon 9 March", "Fri 6 March", "Tue 30 December 2025": the head of a day's rows. */
export function dayHead(instant: Instant | Date, zone: string = readerZone(), now: Date = new Date()): string {
  const away = daysBetween(instant, now, zone);
  const sameYear = zonedParts(instant, zone).year === zonedParts(now, zone).year;
  const day = longDay(instant, zone, { year: !sameYear });
  if (away === 0) return service('common.time.today', { day });
  if (away === 1) return service('common.time.yesterday', { day });
  return day;
}

export interface Schedule {
  starts_at: Instant | null;
  ends_at: Instant | null;
  time_zone: string;
}

/** A run's window in its own zone, ready to be set. */
export interface ScheduleWords {
  /** "Thu 12 March 2026"; the words for a run without a date where it has none. */
  day: string;
  /** "09:00–17:00", "06:30–Thu 15:00", "09:00"; empty without a date. */
  window: string;
  /** "Vancouver time" where that is not the reader's zone, else null. */
  zone: string | null;
}

/** "09:00–17:00"; over midnight the day is named: "06:30–Thu 15:00", a week or more on with its date. */
export function windowOf(schedule: Schedule): string {
  const { starts_at, ends_at, time_zone } = schedule;
  if (starts_at === null) return '';
  const from = timeOfDay(starts_at, time_zone);
  if (ends_at === null || ends_at === starts_at) return from;
  const days = daysBetween(starts_at, ends_at, time_zone);
  const to = timeOfDay(ends_at, time_zone);
  if (days === 0) return `${from}–${to}`;
  const end = zonedParts(ends_at, time_zone);
  if (days < 7) return `${from}–${weekday(end.weekday)} ${to}`;
  const sameYear = zonedParts(starts_at, time_zone).year === end.year;
  return `${from}–${longDay(ends_at, time_zone, { year: !sameYear })} ${to}`;
}

export function scheduleWords(schedule: Schedule, reader: string = readerZone()): ScheduleWords {
  if (schedule.starts_at === null) return { day: service('common.time.none'), window: '', zone: null };
  return {
    day: longDay(schedule.starts_at, schedule.time_zone),
    window: windowOf(schedule),
    zone: zoneIfForeign(schedule.time_zone, reader),
  };
}
