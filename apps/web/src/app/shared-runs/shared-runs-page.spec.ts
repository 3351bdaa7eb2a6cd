import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type SharedRun } from '@service-runs/contracts';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../core/http/api-failure';
import { type FetchedPage, type PageRequest } from '../core/paged';
import { SharedRunsApi } from './shared-runs-api';
import { SharedRunsPage } from './shared-runs-page';
import { shared } from './testing/shared-run';

describe('the runs shared with a person', () => {
  const list = jest.fn<Promise<FetchedPage<SharedRun>>, [PageRequest]>();

  beforeEach(() => {
    list.mockReset();
    TestBed.configureTestingModule({
      providers: [
        { provide: SharedRunsApi, useValue: { list } },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        provideRouter([]),
      ],
    });
  });

  const one = (n: number, more: Partial<SharedRun> = {}): SharedRun => ({ ...shared, id: `run-${n}`, ...more });
  const words = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

  async function show() {
    const fixture = TestBed.createComponent(SharedRunsPage);
    const host: HTMLElement = fixture.nativeElement;
    const settle = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await fixture.whenStable();
    };
    await settle();
    const press = async () => {
      host.querySelector('button')?.click();
      await settle();
    };
    return { host, settle, press };
  }

  it('are listed with day, window, provider, place and status, each leading to its view', async () => {
    list.mockResolvedValueOnce({ items: [one(1), one(2, { status: 'cancelled', zone_name: null })], next: null });
    const { host } = await show();
    const rows = [...host.querySelectorAll('li')];
    expect(words(rows[0])).toMatch(
      /^Thu 12 March( 2026)? ?09:00–17:00.*Septic pump-out, Bamfield west side ?Barkley Septic & Fuel · Bamfield ?Scheduled$/,
    );
    expect(words(rows[1])).toMatch(/Barkley Septic & Fuel ?Cancelled$/);
    expect(rows[1]?.classList).toContain('off');
    expect(rows[0]?.querySelector('a')?.getAttribute('href')).toBe('/app/runs/run-1/view');
    expect(words(host.querySelector('sr-end-of-list'))).toBe(
      'Those are all 2 runs shared with you, the latest shared first.',
    );
  });

  it('say that there is no date yet', async () => {
    list.mockResolvedValueOnce({ items: [one(1, { starts_at: null, ends_at: null })], next: null });
    const { host } = await show();
    expect(words(host.querySelector('li'))).toMatch(/^No date yet ?Septic/);
  });

  it('show bars while they are on their way', async () => {
    list.mockReturnValueOnce(new Promise(() => undefined));
    const { host } = await show();
    expect(host.querySelector('[aria-busy=true]')?.getAttribute('aria-label')).toBe('Loading shared runs');
  });

  it('say how one comes to have some, when there are none', async () => {
    list.mockResolvedValueOnce({ items: [], next: null });
    const { host } = await show();
    expect(words(host.querySelector('h2'))).toBe('No runs shared with you yet');
    expect(host.querySelector('a')?.getAttribute('href')).toBe('/app/notifications');
    expect(host.querySelector('sr-end-of-list')).toBeNull();
  });

  it('are tried again when they could not be fetched', async () => {
    list.mockRejectedValueOnce(new ApiFailure('error.network', 0));
    const { host, press } = await show();
    expect(words(host.querySelector('[role=alert]'))).toContain('There is no connection.');
    list.mockResolvedValueOnce({ items: [one(1)], next: null });
    await press();
    expect(host.querySelectorAll('li')).toHaveLength(1);
    expect(host.querySelector('[role=alert]')).toBeNull();
  });

  it('come page by page; a page that fails leaves those before it and can be tried again', async () => {
    list.mockResolvedValueOnce({ items: [one(1)], next: 'second' });
    const { host, press } = await show();
    expect(host.querySelector('sr-end-of-list')).toBeNull();

    list.mockRejectedValueOnce(new ApiFailure('error.internal', 500, '7f3a'));
    await press();
    expect(list).toHaveBeenLastCalledWith({ limit: 25, cursor: 'second' });
    expect(host.querySelectorAll('li')).toHaveLength(1);
    expect(words(host.querySelector('[role=alert]'))).toContain('More runs could not be fetched');

    list.mockResolvedValueOnce({ items: [one(2)], next: null });
    await press();
    expect(host.querySelectorAll('li')).toHaveLength(2);
    expect(words(host.querySelector('sr-end-of-list'))).toContain('all 2 runs');
  });
});
