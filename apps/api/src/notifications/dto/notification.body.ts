import type {
  MailTopic,
  Notification,
  NotificationChoices,
  NotificationPage,
  UnreadCount,
} from '@service-runs/contracts';
import { Shown } from '../../platform/openapi/shown';

class NotificationBody implements Notification {
  @Shown.id() id: string;
  @Shown.text() category: string;
  @Shown.text() title: string;
  @Shown.text() body: string;
  @Shown.text({ nullable: true, description: 'A path of the web app; null where what it led to is gone.' }) action_url:
    string | null;
  @Shown.text() context_type: string;
  @Shown.id() context_id: string;
  @Shown.instant({ nullable: true }) read_at: string | null;
  @Shown.instant() created_at: string;
}

export class NotificationPageBody implements NotificationPage {
  @Shown.ok() ok: true;
  @Shown.list(() => NotificationBody) notifications: NotificationBody[];
  @Shown.text({ nullable: true }) next_cursor: string | null;
}

export class UnreadCountBody implements UnreadCount {
  @Shown.ok() ok: true;
  @Shown.integer() unread_count: number;
}

class ChoicesBody implements Record<MailTopic, boolean> {
  @Shown.flag() run_moved: boolean;
  @Shown.flag() run_progress: boolean;
  @Shown.flag() run_reminder: boolean;
  @Shown.flag() access_ended: boolean;
  @Shown.flag() invitation_claimed: boolean;
  @Shown.flag() request_arrived: boolean;
}

export class NotificationChoicesBody implements NotificationChoices {
  @Shown.ok() ok: true;
  @Shown.flag({ description: 'Mail goes to proven addresses only.' }) email_verified: boolean;
  @Shown.object(() => ChoicesBody, { description: 'Whether each comes by mail too.' }) choices: ChoicesBody;
}
