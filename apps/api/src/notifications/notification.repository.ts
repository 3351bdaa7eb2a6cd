import { Injectable } from '@nestjs/common';
import type { MailTopic } from '@service-runs/contracts';
import { Database, statement } from '../platform/database';
import type { PageRequest } from '../platform/http/paging';
import type { SignedInActor } from '../platform/http/request-context';
import type { NotificationRow } from './notification.mapper';

const LIST = statement('list_notifications', 'SELECT * FROM list_notifications($1, $2, $3, $4, $5, $6)');
const COUNT = statement('count_unread_notifications', 'SELECT count_unread_notifications($1, $2) AS unread_count');
const READ = statement('read_notifications', 'SELECT read_notifications($1, $2, $3) AS unread_count');

const GET_CHOICES = statement('get_notification_choices', 'SELECT * FROM get_notification_choices($1, $2)');
const SET_CHOICES = statement('set_notification_choices', 'SELECT * FROM set_notification_choices($1, $2, $3, $4)');

export interface ChoicesRow {
  email_verified: boolean;
  /** The topics that do not come by mail. */
  off: MailTopic[];
}

@Injectable()
export class NotificationRepository {
  constructor(private readonly database: Database) {}

  list(actor: SignedInActor, unread: boolean, { after, limit }: PageRequest): Promise<NotificationRow[]> {
    return this.database.query(LIST, [actor.individualId, actor.sessionId, unread, after.at, after.id, limit + 1]);
  }

  async unreadCount(actor: SignedInActor): Promise<number> {
    return unreadOf(await this.database.query<{ unread_count: number }>(COUNT, [actor.individualId, actor.sessionId]));
  }

  async choices(actor: SignedInActor): Promise<ChoicesRow> {
    return (await this.database.query<ChoicesRow>(GET_CHOICES, [actor.individualId, actor.sessionId]))[0] as ChoicesRow;
  }

  async choose(actor: SignedInActor, chosen: (readonly [topic: string, byMail: boolean])[]): Promise<ChoicesRow> {
    return (
      await this.database.query<ChoicesRow>(SET_CHOICES, [
        actor.individualId,
        actor.sessionId,
        chosen.map(([topic]) => topic),
        chosen.map(([, byMail]) => byMail),
      ])
    )[0] as ChoicesRow;
  }

  /** Marks one as read, or all with `null`; answers how many are left. */
  async read(actor: SignedInActor, notificationId: string | null): Promise<number> {
    return unreadOf(
      await this.database.query<{ unread_count: number }>(READ, [actor.individualId, actor.sessionId, notificationId]),
    );
  }
}

function unreadOf(rows: { unread_count: number }[]): number {
  return rows[0]?.unread_count ?? 0;
}
