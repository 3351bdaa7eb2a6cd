import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type Notification } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, EmptyState, EndOfList, ErrorState, Icon, LoadingLines, Notices } from '@service-runs/ui';
import { describeFailure } from '../core/http/api-failure';
import { Paged } from '../core/paged';
import { UnprovenAddress } from '../core/unproven-address';
import { UnreadCount } from '../core/unread-count';
import { webPaths } from '../core/web-paths';
import { byDay } from './notification-days';
import { NotificationsApi } from './notifications-api';

/** What has happened, newest first. */
@Component({
  selector: 'sr-notifications-page',
  imports: [BusyButton, EmptyState, EndOfList, ErrorState, Icon, LoadingLines, RouterLink, UnprovenAddress],
  templateUrl: './notifications-page.html',
  styleUrl: './notifications-page.css',
})
export class NotificationsPage {
  /** From the address, under the API's own name. */
  readonly unread = input<string>();

  private readonly api = inject(NotificationsApi);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly unreadCount = inject(UnreadCount);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly onlyUnread = computed(() => this.unread() === 'true');
  protected readonly list = new Paged<Notification>((page) => this.api.list(this.onlyUnread(), page));
  protected readonly left = this.unreadCount.count;
  protected readonly leftCapped = computed(() =>
    this.left() > 99 ? service('common.count.capped', { count: 99 }) : String(this.left()),
  );
  protected readonly days = computed(() => byDay(this.list.items(), new Date()));
  protected readonly marking = signal(false);
  private counted = 0;

  protected readonly choices = webPaths.settingsChoices;
  protected readonly columns = ['20px', 'grow', '44px'];
  protected readonly words = {
    title: service('notification.list.title'),
    readAll: service('notification.list.read_all'),
    readAllBusy: service('notification.list.read_all.busy'),
    show: service('notification.list.show'),
    all: service('notification.list.all'),
    unread: service('notification.list.unread'),
    loading: service('notification.list.loading'),
    failed: service('notification.list.failed'),
    more: service('notification.list.more'),
    moreBusy: service('notification.list.more.busy'),
    moreFailed: service('notification.list.more.failed'),
    end: service('notification.list.end'),
    emptyTitle: service('notification.list.empty.title'),
    emptyBody: service('notification.list.empty.body'),
    noneTitle: service('notification.list.none_unread.title'),
    noneBody: service('notification.list.none_unread.body'),
    showAll: service('notification.list.show_all'),
    isUnread: service('notification.item.unread'),
    read: service('notification.item.read'),
    choices: service('settings.choices.link'),
  };

  constructor() {
    effect(() => {
      this.onlyUnread();
      untracked(() => void this.list.load());
    });
    // The bell has heard of new ones: they appear here too.
    effect(() => {
      const count = this.left();
      const more = count > this.counted;
      this.counted = count;
      if (more) untracked(() => this.catchUp(count));
    });
  }

  protected show(onlyUnread: boolean): void {
    void this.router.navigate([], { queryParams: { unread: onlyUnread || null }, queryParamsHandling: 'merge' });
  }

  /** Seen is read, whether or not it leads somewhere; the bell knows at once. */
  protected async read(notification: Notification): Promise<void> {
    try {
      await this.markRead(notification);
    } catch {
      // The person is on the way to what it led to; it stays unread, and says so.
    }
  }

  /** One that leads nowhere is read where it stands. */
  protected async readHere(notification: Notification, { currentTarget }: Event): Promise<void> {
    const row = currentTarget instanceof Element ? currentTarget.closest('li') : null;
    try {
      const marking = this.markRead(notification);
      // Its button goes, and leaves the focus to its row.
      if (row) {
        row.tabIndex = -1;
        row.focus();
      }
      await marking;
    } catch (error) {
      this.notices.tell(describeFailure(error).message);
    }
  }

  protected async readAll(): Promise<void> {
    if (this.marking()) return;
    this.marking.set(true);
    try {
      this.unreadCount.settle(await this.api.readAll());
      const now = new Date().toISOString();
      this.list.change((notification) => ({ ...notification, read_at: notification.read_at ?? now }));
      this.notices.tell(service('notification.list.read_all.done'));
      // The button is gone now, and the focus with it.
      this.heading().nativeElement.focus();
      if (this.onlyUnread()) await this.list.load();
    } catch (error) {
      this.notices.tell(describeFailure(error).message);
    } finally {
      this.marking.set(false);
    }
  }

  protected readOf(title: string): string {
    return service('notification.item.read.of', { title });
  }

  private async markRead(notification: Notification): Promise<void> {
    if (notification.read_at !== null) return;
    this.mark(notification, new Date().toISOString());
    this.unreadCount.settle(this.left() - 1);
    try {
      this.unreadCount.settle(await this.api.read(notification.id));
    } catch (error) {
      this.mark(notification, null);
      void this.unreadCount.refresh();
      throw error;
    }
  }

  private mark({ id }: Notification, read_at: string | null): void {
    this.list.change((notification) => (notification.id === id ? { ...notification, read_at } : notification));
  }

  /** Unless the new ones are those that the list has shown all along. */
  private catchUp(count: number): void {
    const shown = this.list.items().filter(({ read_at }) => read_at === null).length;
    if (shown < count) void this.list.catchUp((one, other) => one.id === other.id);
  }
}
