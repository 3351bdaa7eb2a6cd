/** Days and hours as they are said on the coast: "in two days at nine, Vancouver time". */
export const HOME_ZONE = 'America/Vancouver';

const DAY = 86_400_000;
const HOLIDAYS = ['12-25', '12-26', '01-01'];

export interface Clock {
  readonly now: Date;
  /** The instant at which clocks in the zone show this time, so many days from today there. */
  at(days: number, time: string, zone?: string): string;
  /** That day, or the next one further off on which the trucks run: not on a Sunday, not at Christmas or New Year. */
  workday(days: number, zone?: string): number;
  minutesAgo(minutes: number): string;
}

export function clockOf(now: Date): Clock {
  const today = (zone: string) => {
    const [year = 0, month = 0, day = 0] = wallClock(now, zone);
    return Date.UTC(year, month - 1, day);
  };
  return {
    now,
    at: (days, time, zone = HOME_ZONE) => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      return instantOf(today(zone) + days * DAY + (hours * 60 + minutes) * 60_000, zone);
    },
    workday: (days, zone = HOME_ZONE) => {
      const date = (day: number) => new Date(today(zone) + day * DAY);
      const idle = (day: number) =>
        date(day).getUTCDay() === 0 || HOLIDAYS.includes(date(day).toISOString().slice(5, 10));
      let day = days;
      while (idle(day)) day += days < 0 ? -1 : 1;
      return day;
    },
    minutesAgo: (minutes) => new Date(now.getTime() - minutes * 60_000).toISOString(),
  };
}

/** `wall` is what the clocks show, written as if it were UTC. The second look settles the days when they are changed. */
function instantOf(wall: number, zone: string): string {
  let instant = wall;
  for (let look = 0; look < 2; look++) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = wallClock(new Date(instant), zone);
    instant += wall - Date.UTC(year, month - 1, day, hour, minute);
  }
  return new Date(instant).toISOString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(instant: Date, zone: string): number[] {
  let format = formats.get(zone);
  if (!format) {
    const shown = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', ...shown });
    formats.set(zone, format);
  }
  const parts = format.formatToParts(instant);
  return (['year', 'month', 'day', 'hour', 'minute'] as const).map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  );
}
