import { type Instant } from '@service-runs/contracts';
import { service } from '@service-runs/copy';

/** A day and time as a clock on the wall shows them in one zone: `2026-03-12` and `09:00`. */
export interface LocalTime {
  date: string;
  time: string;
}

/** Numbers of one instant in one zone; the weekday counts from Sunday, 0. */
export interface ZonedParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  // One locale, so that numbers are Latin digits of the Gregorian year whatever the reader's system prefers.
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

/** What a clock in `zone` shows at `instant`. */
export function zonedParts(instant: Instant | Date, zone: string): ZonedParts {
  const parts = new Map(
    formatter(zone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year, month, day] = [parts.get('year') ?? 0, parts.get('month') ?? 0, parts.get('day') ?? 0];
  return {
    year,
    month,
    day,
    hour: parts.get('hour') ?? 0,
    minute: parts.get('minute') ?? 0,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The same as a date and a time, as form fields hold them. */
export function toLocal(instant: Instant | Date, zone: string): LocalTime {
  const at = zonedParts(instant, zone);
  return {
    date: `${String(at.year).padStart(4, '0')}-${two(at.month)}-${two(at.day)}`,
    time: `${two(at.hour)}:${two(at.minute)}`,
  };
}

/**
 * The instant at which a clock in `zone` shows this. Of a time that comes twice, when clocks go back, the first; a time
 * that never comes, when they go forward, is read as the clock stood before, and so lands as much later.
 */
export function toInstant(local: LocalTime, zone: string): Instant {
  const wall = Date.parse(`${local.date}T${local.time}:00.000Z`);
  const offsetAt = (epoch: number): number => {
    const at = zonedParts(new Date(epoch), zone);
    return Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute) - epoch;
  };
  // The offsets a day before and after are the only two that can hold around one change of the clocks.
  const day = 86_400_000;
  const before = wall - offsetAt(wall - day);
  const after = wall - offsetAt(wall + day);
  const fits = [before, after].filter((epoch) => epoch + offsetAt(epoch) === wall);
  return new Date(fits.length > 0 ? Math.min(...fits) : before).toISOString();
}

/** The reader's own zone. */
export function readerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function isZone(zone: string): boolean {
  try {
    formatter(zone);
    return true;
  } catch {
    return false;
  }
}

function canonical(zone: string): string {
  return isZone(zone) ? formatter(zone).resolvedOptions().timeZone : zone;
}

/** "Vancouver time". Zones that are no place are given as they are: "UTC". */
export function zoneName(zone: string): string {
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return zone.includes('/') && !zone.startsWith('Etc/') ? service('common.time.zone', { place }) : place;
}

/** The zone's name where it is not the reader's, else nothing: what stands behind a time. */
export function zoneIfForeign(zone: string, reader: string = readerZone()): string | null {
  return canonical(zone) === canonical(reader) ? null : zoneName(zone);
}
