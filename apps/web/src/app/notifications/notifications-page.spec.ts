import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type Notification } from '@service-runs/contracts';
import { DESCRIBE_FAILURE, Notices } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../core/http/api-failure';
import { type FetchedPage, type PageRequest } from '../core/paged';
import { UnreadCount } from '../core/unread-count';
import { NotificationsApi } from './notifications-api';
import { NotificationsPage } from './notifications-page';

describe('the page of notifications', () => {
  const list = jest.fn<Promise<FetchedPage<Notification>>, [boolean, PageRequest]>();
  const read = jest.fn<Promise<number>, [string]>();
  const readAll = jest.fn<Promise<number>, []>();
  let bell: { count: ReturnType<typeof signal<number>>; settle: jest.Mock; refresh: jest.Mock };
  let harness: RouterTestingHarness;
  let host: HTMLElement;

  beforeEach(() => {
    for (const mock of [list, read, readAll]) mock.mockReset();
    const count = signal(2);
    bell = { count, settle: jest.fn((left: number) => count.set(left)), refresh: jest.fn() };
    TestBed.configureTestingModule({
      providers: [
        { provide: NotificationsApi, useValue: { list, read, readAll } },
        { provide: UnreadCount, useValue: bell },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        provideRouter(
          [
            { path: 'app/notifications', component: NotificationsPage },
            { path: '**', children: [] },
          ],
          withComponentInputBinding(),
        ),
      ],
    });
  });

  const make = (id: string, more: Partial<Notification> = {}): Notification => ({
    id,
    category: 'system',
    title: `Title ${id}`,
    body: `You now have access to "Dock fuel"`,
    action_url: '/app/runs/r/view',
    context_type: 'invitation',
    context_id: 'i',
    read_at: null,
    created_at: new Date().toISOString(),
    ...more,
  });
  const wasRead = { read_at: '2026-03-09T18:00:00.000Z' };
  const words = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const rows = () => [...host.querySelectorAll('li')];
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await harness.fixture.whenStable();
  };
  const press = async (name: string) => {
    const button = [...host.querySelectorAll('button')].find(
      (each) => (each.getAttribute('aria-label') ?? words(each)) === name,
    );
    if (!button) throw new Error(`There is no button "${name}".`);
    button.click();
    await settle();
  };

  async function show(page: Promise<FetchedPage<Notification>> | Notification[], path = '/app/notifications') {
    list.mockReturnValueOnce(Array.isArray(page) ? Promise.resolve({ items: page, next: null }) : page);
    harness = await RouterTestingHarness.create(path);
    host = harness.routeNativeElement as HTMLElement;
    await settle();
  }

  it('lists them under their day, the unread ones marked and named as such', async () => {
    await show([make('a'), make('b', wasRead)]);
    expect(words(host.querySelector('h2'))).toMatch(/^Today, /);
    expect(rows().map((row) => row.classList.contains('new'))).toEqual([true, false]);
    expect(words(rows()[0])).toMatch(/^Title a \(unread\) ?You now have access to "Dock fuel" ?\d\d:\d\d$/);
    expect(words(rows()[1])).not.toContain('(unread)');
    expect(words(host.querySelector('sr-end-of-list'))).toBe('That is all. New ones appear at the top as they happen.');
  });

  it('marks one as read by opening it: the bell knows at once, and the way leads on', async () => {
    await show([make('a'), make('b')]);
    let answered: (left: number) => void = () => undefined;
    read.mockReturnValueOnce(new Promise((resolve) => (answered = resolve)));
    rows()[0]?.querySelector('a')?.click();
    expect(bell.count()).toBe(1);
    await settle();
    expect(read).toHaveBeenCalledWith('a');
    expect(TestBed.inject(Router).url).toBe('/app/runs/r/view');
    answered(5);
    await settle();
    expect(bell.count()).toBe(5);
  });

  it('opens one that was read before without marking it again', async () => {
    await show([make('a', wasRead)]);
    rows()[0]?.querySelector('a')?.click();
    await settle();
    expect(read).not.toHaveBeenCalled();
    expect(TestBed.inject(Router).url).toBe('/app/runs/r/view');
  });

  it('makes no link of one that leads nowhere, says why, and can mark it read all the same', async () => {
    await show([make('a', { title: 'Invitation', action_url: null })]);
    expect(rows()[0]?.querySelector('a')).toBeNull();
    expect(words(rows()[0])).toContain('Its link was replaced, withdrawn or ran out.');
    read.mockResolvedValueOnce(1);
    await press('Mark read: Invitation');
    expect(rows()[0]?.classList).not.toContain('new');
    expect(document.activeElement).toBe(rows()[0]);
    expect(bell.count()).toBe(1);
  });

  it('takes the mark back, and says why, when it could not be made', async () => {
    await show([make('a', { action_url: null })]);
    read.mockRejectedValueOnce(new ApiFailure('error.network', 0));
    await press('Mark read: Title a');
    expect(rows()[0]?.classList).toContain('new');
    expect(bell.refresh).toHaveBeenCalled();
    expect(TestBed.inject(Notices).text()).toMatch(/^There is no connection/);
  });

  it('marks all as read', async () => {
    await show([make('a'), make('b')]);
    readAll.mockResolvedValueOnce(0);
    await press('Mark all read');
    expect(host.querySelectorAll('li.new')).toHaveLength(0);
    expect(bell.count()).toBe(0);
    expect([...host.querySelectorAll('button')].map(words)).toEqual(['All', 'Unread']);
  });

  it('leaves all unread, and says why, when marking fails', async () => {
    await show([make('a')]);
    readAll.mockRejectedValueOnce(new ApiFailure('error.unavailable', 503));
    await press('Mark all read');
    expect(host.querySelectorAll('li.new')).toHaveLength(1);
    expect(bell.count()).toBe(2);
    expect(TestBed.inject(Notices).text()).toMatch(/^The server is busy/);
  });

  it('keeps the filter in the address, and asks by it', async () => {
    await show([make('a'), make('b', wasRead)]);
    expect(list).toHaveBeenLastCalledWith(false, { limit: 25, cursor: null });
    list.mockResolvedValueOnce({ items: [make('a')], next: null });
    await press('Unread 2');
    expect(TestBed.inject(Router).url).toBe('/app/notifications?unread=true');
    expect(list).toHaveBeenLastCalledWith(true, { limit: 25, cursor: null });
    expect(rows()).toHaveLength(1);

    list.mockResolvedValueOnce({ items: [], next: null });
    await press('All');
    expect(TestBed.inject(Router).url).toBe('/app/notifications');
  });

  it('says that nothing is unread, and leads to all', async () => {
    bell.count.set(0);
    await show([], '/app/notifications?unread=true');
    expect(list).toHaveBeenLastCalledWith(true, { limit: 25, cursor: null });
    expect(words(host.querySelector('sr-empty-state h2'))).toBe('Nothing unread');
    list.mockResolvedValueOnce({ items: [], next: null });
    await press('Show all notifications');
    expect(words(host.querySelector('sr-empty-state h2'))).toBe('No notifications yet');
  });

  it('fetches new ones when the bell has heard of them, and puts them on top', async () => {
    await show([make('a'), make('b')]);
    expect(list).toHaveBeenCalledTimes(1);
    list.mockResolvedValueOnce({ items: [make('c'), make('a'), make('b')], next: null });
    bell.count.set(3);
    await settle();
    expect(rows().map((row) => words(row.querySelector('.t')))).toEqual(['Title c', 'Title a', 'Title b']);
  });

  it('shows older ones page by page, and those that are there when a page fails', async () => {
    await show(Promise.resolve({ items: [make('a')], next: 'older' }));
    list.mockRejectedValueOnce(new ApiFailure('error.internal', 500, '7f3a'));
    await press('Show older');
    expect(list).toHaveBeenLastCalledWith(false, { limit: 25, cursor: 'older' });
    expect(words(host.querySelector('[role=alert]'))).toMatch(/^Older notifications could not be fetched.*7f3a/);
    list.mockResolvedValueOnce({ items: [make('b')], next: null });
    await press('Try again');
    expect(rows()).toHaveLength(2);
    expect(host.querySelector('[role=alert]')).toBeNull();
  });

  it('tries again when they could not be fetched', async () => {
    await show(Promise.reject(new ApiFailure('error.unavailable', 503)));
    expect(words(host.querySelector('[role=alert]'))).toContain('The notifications could not be fetched');
    list.mockResolvedValueOnce({ items: [make('a')], next: null });
    await press('Try again');
    expect(rows()).toHaveLength(1);
  });
});
