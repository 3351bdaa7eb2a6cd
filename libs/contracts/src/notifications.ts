import type { Id, Instant, Ok, Page } from './envelope';
import type { MailTopic } from './vocabulary';

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

/** Whether each topic comes by mail too. What is not said stays as it is. */
export type UpdateChoicesInput = Partial<Record<MailTopic, boolean>>;
export type NotificationChoices = Ok<{
  /** Mail goes to proven addresses only. */
  email_verified: boolean;
  choices: Record<MailTopic, boolean>;
}>;

/** What the link at the foot of a mail would end, and whether it has ended. */
export type Unsubscription = Ok<{
  /** `null` for the reminders of one invitation. */
  topic: MailTopic | null;
  email_masked: string;
  subscribed: boolean;
}>;
