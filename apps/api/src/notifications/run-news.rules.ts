import type { Instant, RunStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { longDay, windowOf, zoneName } from '@service-runs/time';

/** When a run takes place: as it stands in the run, and as somebody knows it who was told. */
export interface RunSchedule {
  readonly starts_at: Instant | null;
  readonly ends_at: Instant | null;
  readonly time_zone: string;
}

export interface News {
  readonly title: string;
  readonly body: string;
}

export function sameSchedule(a: RunSchedule, b: RunSchedule): boolean {
  return a.starts_at === b.starts_at && a.ends_at === b.ends_at && a.time_zone === b.time_zone;
}

/** What it was and what it is, in the run's own zone. The zone is named, since readers may live in another: once, where it stays. */
export function rescheduledNews(run: string, was: RunSchedule, is: RunSchedule): News {
  const zoneSaidOnce = was.time_zone === is.time_zone && is.starts_at !== null;
  return {
    title: service('notification.run.rescheduled.title'),
    body: service('notification.run.rescheduled.body', {
      run,
      was: scheduleText(was, { zone: !zoneSaidOnce }),
      is: scheduleText(is),
    }),
  };
}

/** Null for a move that is nobody's news: a draft that becomes a plan. */
export function statusNews(run: string, to: RunStatus, was: RunSchedule): News | null {
  switch (to) {
    case 'in_progress':
      return {
        title: service('notification.run.started.title'),
        body: service('notification.run.started.body', { run }),
      };
    case 'completed':
      return {
        title: service('notification.run.completed.title'),
        body: service('notification.run.completed.body', { run }),
      };
    case 'cancelled':
      return {
        title: service('notification.run.cancelled.title'),
        body: service('notification.run.cancelled.body', { run, was: scheduleText(was) }),
      };
    case 'draft':
    case 'scheduled':
      return null;
  }
}

export function reminderNews(run: string, schedule: RunSchedule): News {
  return {
    title: service('notification.run.reminder.title'),
    body: service('notification.run.reminder.body', { run, when: scheduleText(schedule) }),
  };
}

/** "Thu 12 March 2026 09:00–17:00, Vancouver time". */
function scheduleText(schedule: RunSchedule, { zone = true } = {}): string {
  const { starts_at, time_zone } = schedule;
  if (starts_at === null) {
    return service('notification.run.no_date');
  }
  const words = { day: longDay(starts_at, time_zone), window: windowOf(schedule) };
  return zone
    ? service('notification.run.schedule.zone', { ...words, zone: zoneName(time_zone) })
    : service('notification.run.schedule', words);
}
