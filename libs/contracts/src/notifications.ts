import type { Id, Instant, Ok, Page } from './envelope';

export interface Notification {
  id: Id;
  category: string;
  title: string;
  body: string;
  /** A path of the web app; null where what it led to is gone. */
  action_url: string | null;
  context_type: string;
  context_id: Id;
  read_at: Instant | null;
  created_at: Instant;
}

export type NotificationPage = Page<'notifications', Notification>;
/** Also what marking as read answers: how many are left. */
export type UnreadCount = Ok<{ unread_count: number }>;
