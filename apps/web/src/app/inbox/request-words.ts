import { type Instant, type RunSummary, type ServiceRequest } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import {
  dayParts,
  daysBetween,
  isToday,
  readerZone,
  scheduleWords,
  shortDay,
  stamp,
  timeOfDay,
} from '@service-runs/ui';

/** "07:58" today, "Mon 21:14" within the week, else "8 Mar": when a request arrived, beside its row. */
export function arrived(instant: Instant, now: Date = new Date(), zone: string = readerZone()): string {
  if (isToday(instant, zone, now)) return timeOfDay(instant, zone);
  const days = daysBetween(instant, now, zone);
  if (days > 0 && days < 7)
    return service('provider.inbox.day', {
      weekday: dayParts(instant, zone).weekday,
      time: timeOfDay(instant, zone),
    });
  return shortDay(instant, zone, now);
}

/** "Asked today 07:58 through Bamfield community". */
export function askedWords({ created_at, portal }: ServiceRequest, now: Date = new Date()): string {
  const when = isToday(created_at, readerZone(), now)
    ? service('provider.people.today', { time: timeOfDay(created_at) })
    : stamp(created_at, readerZone(), now);
  return portal
    ? service('provider.inbox.asked.through', { when, portal: portal.name })
    : service('provider.inbox.asked', { when });
}

/** "Thu 12 March 2026, 09:00–17:00 · Vancouver time · Scheduled". */
export function runWords(run: RunSummary): string {
  const { day, window, zone } = scheduleWords(run);
  return [window ? `${day}, ${window}` : day, zone, service(`label.run.status.${run.status}`)]
    .filter(Boolean)
    .join(' · ');
}
