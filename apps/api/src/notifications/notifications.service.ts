import { Injectable } from '@nestjs/common';
import type { NotificationChoices, NotificationPage, UnreadCount } from '@service-runs/contracts';
import { InvitationLinks } from '../invitations';
import { pageRequest, toPage } from '../platform/http/paging';
import type { SignedInActor } from '../platform/http/request-context';
import type { NotificationsQuery, UpdateChoicesBody } from './dto/notification.input';
import { toChoices, toNotification } from './notification.mapper';
import { NotificationRepository } from './notification.repository';

@Injectable()
export class NotificationsService {
  constructor(
    private readonly notifications: NotificationRepository,
    private readonly links: InvitationLinks,
  ) {}

  async list(actor: SignedInActor, { unread = false, ...query }: NotificationsQuery): Promise<NotificationPage> {
    const page = pageRequest(query);
    const rows = await this.notifications.list(actor, unread, page);
    const { items, next_cursor } = toPage(rows, page, (row) =>
      toNotification(row, (origin) => this.links.path(origin)),
    );
    return { ok: true, notifications: items, next_cursor };
  }

  async unreadCount(actor: SignedInActor): Promise<UnreadCount> {
    return { ok: true, unread_count: await this.notifications.unreadCount(actor) };
  }

  async choices(actor: SignedInActor): Promise<NotificationChoices> {
    return toChoices(await this.notifications.choices(actor));
  }

  async choose(actor: SignedInActor, body: UpdateChoicesBody): Promise<NotificationChoices> {
    return toChoices(await this.notifications.choose(actor, Object.entries(body)));
  }

  async read(actor: SignedInActor, notificationId: string): Promise<UnreadCount> {
    return { ok: true, unread_count: await this.notifications.read(actor, notificationId) };
  }

  async readAll(actor: SignedInActor): Promise<UnreadCount> {
    return { ok: true, unread_count: await this.notifications.read(actor, null) };
  }
}
