import { appPaths, type Notification } from '@service-runs/contracts';
import { type PlainCopyKey, service } from '@service-runs/copy';
import { dayHead, daysBetween, type IconName, readerZone, shortDay, timeOfDay } from '@service-runs/ui';
import { safeReturnTo } from '../core/session/return-to';

export interface NotificationRow {
  notification: Notification;
  icon: IconName;
  unread: boolean;
  /** Where it leads; null where it leads nowhere. */
  path: string | null;
  /** Why it leads nowhere any more, where it once led somewhere. */
  gone: string | null;
  /** "08:05", or its day among the earlier ones. */
  when: string;
}

export interface NotificationDay {
  head: string;
  rows: NotificationRow[];
}

/** This many days have a head of their own; what is older stands under one. */
const daysApart = 7;

/** Notifications carry no kind, but the words that they are made of come from the same catalogue. */
const icons: [PlainCopyKey, IconName][] = [
  ['notification.invited.title', 'send'],
  ['notification.claimed.title', 'check'],
  ['notification.invite_claimed.title', 'shared'],
  ['notification.revoked.title', 'block'],
  ['notification.request.title', 'inbox'],
  ['notification.run.rescheduled.title', 'swap'],
  ['notification.run.started.title', 'run'],
  ['notification.run.completed.title', 'check'],
  ['notification.run.cancelled.title', 'close'],
];

/** By day, in the order that they come in: newest first. */
export function byDay(
  notifications: readonly Notification[],
  now: Date,
  zone: string = readerZone(),
): NotificationDay[] {
  const days: NotificationDay[] = [];
  for (const notification of notifications) {
    const earlier = daysBetween(notification.created_at, now, zone) >= daysApart;
    const head = earlier ? service('notification.list.earlier') : dayHead(notification.created_at, zone, now);
    let day = days.at(-1);
    if (day?.head !== head) days.push((day = { head, rows: [] }));
    day.rows.push({
      notification,
      icon: icons.find(([key]) => service(key) === notification.title)?.[1] ?? 'bell',
      unread: notification.read_at === null,
      path: pathOf(notification),
      gone: isGone(notification) ? service('notification.item.link_gone') : null,
      when: earlier ? shortDay(notification.created_at, zone, now) : timeOfDay(notification.created_at, zone),
    });
  }
  return days;
}

/** This very page is nowhere to go. */
function pathOf({ action_url: url }: Notification): string | null {
  const path = safeReturnTo(url);
  return path === appPaths.notifications ? null : path;
}

function isGone({ action_url: url, title }: Notification): boolean {
  return url === null && title === service('notification.invited.title');
}
