import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import {
  apiPaths,
  type Id,
  type Notification,
  type NotificationPage,
  type UnreadCount as UnreadCountAnswer,
} from '@service-runs/contracts';
import { firstValueFrom } from 'rxjs';
import { type FetchedPage, type PageRequest } from '../core/paged';

@Service()
export class NotificationsApi {
  private readonly http = inject(HttpClient);

  async list(unread: boolean, { limit, cursor }: PageRequest): Promise<FetchedPage<Notification>> {
    const params = { limit, ...(unread && { unread }), ...(cursor !== null && { cursor }) };
    const answer = await firstValueFrom(this.http.get<NotificationPage>(apiPaths.notifications, { params }));
    return { items: answer.notifications, next: answer.next_cursor };
  }

  /** How many are left unread. */
  read(id: Id): Promise<number> {
    return this.mark(apiPaths.notificationRead(id));
  }

  readAll(): Promise<number> {
    return this.mark(apiPaths.notificationsReadAll);
  }

  private async mark(path: string): Promise<number> {
    const answer = await firstValueFrom(this.http.post<UnreadCountAnswer>(path, {}));
    return answer.unread_count;
  }
}
