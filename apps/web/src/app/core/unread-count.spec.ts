import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { apiInterceptor } from './http/api-interceptor';
import { FakeSession } from './testing/fake-session';
import { UnreadCount } from './unread-count';

describe('the count of unread notifications', () => {
  let unread: UnreadCount;
  let http: HttpTestingController;
  let session: FakeSession;
  let visible: boolean;

  beforeEach(() => {
    jest.useFakeTimers();
    visible = true;
    jest.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (visible ? 'visible' : 'hidden'));
    session = new FakeSession().enter();
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([apiInterceptor])), provideHttpClientTesting(), session.provide()],
    });
    unread = TestBed.inject(UnreadCount);
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    http.verify();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  const pass = (milliseconds = 0) => jest.advanceTimersByTimeAsync(milliseconds);
  async function answer(unread_count: number): Promise<void> {
    await pass();
    http.expectOne('/api/notifications/unread-count').flush({ ok: true, unread_count });
    await pass();
  }

  it('is asked for at once, and again while the page can be seen', async () => {
    unread.watch(TestBed.inject(DestroyRef));
    await answer(3);
    expect(unread.count()).toBe(3);
    await pass(120_000);
    await answer(4);
    expect(unread.count()).toBe(4);

    visible = false;
    await pass(120_000);
    http.expectNone('/api/notifications/unread-count');

    visible = true;
    document.dispatchEvent(new Event('visibilitychange'));
    await answer(7);
    expect(unread.count()).toBe(7);
  });

  it('keeps what it last knew when the line is gone', async () => {
    void unread.refresh();
    await answer(3);
    void unread.refresh();
    await pass();
    http.expectOne('/api/notifications/unread-count').error(new ProgressEvent('error'));
    await pass();
    expect(unread.count()).toBe(3);
  });

  it('lets no older answer overwrite a newer one', async () => {
    void unread.refresh();
    await pass();
    const [older] = http.match('/api/notifications/unread-count');
    void unread.refresh();
    await answer(0);
    older?.flush({ ok: true, unread_count: 5 });
    await pass();
    expect(unread.count()).toBe(0);
  });

  it('is nobody’s when nobody is signed in', async () => {
    session.leave();
    void unread.refresh();
    await pass();
    http.expectNone('/api/notifications/unread-count');
  });
});
