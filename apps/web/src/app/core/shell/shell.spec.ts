import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { Notices } from '@service-runs/ui';
import { leaveWork } from '../leave-work';
import { RequestCounts } from '../requests/request-counts';
import { CurrentTenant } from '../session/current-tenant';
import { alberni, barkley, FakeSession } from '../testing/fake-session';
import { UnreadCount } from '../unread-count';
import { Shell } from './shell';

let made = 0;
const leave = jest.fn(() => Promise.resolve(true));

@Component({ template: '<h1>page {{ number }}</h1>' })
class Page {
  protected readonly number = ++made;

  mayLeave(): Promise<boolean> {
    return leave();
  }
}

const words = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('the frame', () => {
  let slow: Promise<typeof Page>;
  let session: FakeSession;
  const count = signal(0);
  const requests = {
    new: signal(0),
    words: () => (requests.new() > 99 ? '99+' : String(requests.new())),
    watch: () => undefined,
  };

  async function open(url: string, tenants = [barkley, alberni]) {
    made = 0;
    leave.mockClear();
    localStorage.clear();
    sessionStorage.clear();
    session = new FakeSession().enter(tenants);
    TestBed.configureTestingModule({
      providers: [
        session.provide(),
        { provide: UnreadCount, useValue: { count, watch: () => undefined, refresh: () => Promise.resolve() } },
        { provide: RequestCounts, useValue: requests },
        provideRouter([
          { path: 'login', component: Page },
          {
            path: 'app',
            component: Shell,
            children: [
              { path: 'slow', loadComponent: () => slow },
              { path: '**', component: Page, canDeactivate: [leaveWork] },
            ],
          },
        ]),
      ],
    });
    const harness = await RouterTestingHarness.create(url);
    const host = harness.routeNativeElement as HTMLElement;
    return {
      host,
      url: () => TestBed.inject(Router).url,
      places: () => [...host.querySelectorAll('.frame .side a')].map(words),
      heads: () => [...host.querySelectorAll('.frame .side .head')].map(words),
      press: async (selector: string, text?: string) => {
        const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
          (each) => !text || words(each) === text,
        );
        found?.click();
        await harness.fixture.whenStable();
      },
      settle: () => harness.fixture.whenStable(),
    };
  }

  it('shows the provider’s places to members', async () => {
    const { heads, places, host } = await open('/app/provider/runs');
    expect(heads()).toEqual(['Provider', 'Shared with me', 'Account']);
    expect(places()).toEqual(['Inbox', 'My Runs', 'Shared runs', 'Notifications', 'Settings']);
    expect(words(host.querySelector('.side [aria-current=page]'))).toBe('My Runs');
  });

  it('counts the new requests beside the inbox, in its name too', async () => {
    const { host, settle } = await open('/app/provider/runs');
    const inbox = host.querySelector('.frame .side a');
    expect(words(inbox)).toBe('Inbox');
    requests.new.set(3);
    await settle();
    expect(words(inbox?.querySelector('.sr-only'))).toBe(', 3 new');
    expect(words(inbox?.querySelector('.n'))).toBe('3');
    requests.new.set(0);
    await settle();
    expect(inbox?.querySelector('.n')).toBeNull();
  });

  it('shows them to nobody else, but the way to an organisation', async () => {
    const { heads, places, host } = await open('/app/runs', []);
    expect(heads()).toEqual(['Shared with me', 'Account']);
    expect(places()).toEqual(['Shared runs', 'Notifications', 'Set up your organisation', 'Settings']);
    expect(host.querySelector('.org')).toBeNull();
  });

  it('counts on the bell, in its name too', async () => {
    count.set(3);
    const { host, settle } = await open('/app/runs');
    const bell = host.querySelector('.bell');
    expect(bell?.getAttribute('aria-label')).toBe('Notifications, 3 unread');
    expect(words(bell)).toBe('3');
    count.set(140);
    await settle();
    expect(words(bell)).toBe('99+');
    count.set(0);
    await settle();
    expect(bell?.getAttribute('aria-label')).toBe('Notifications, none unread');
    expect(words(bell)).toBe('');
  });

  it('names the person', async () => {
    const { host } = await open('/app/runs');
    expect(words(host.querySelector('.who'))).toBe('DW');
    expect(words(host.querySelector('.who-btn .sr-only'))).toBe('Dana Whitford, account');
  });

  it('offers no switch to somebody in one organisation', async () => {
    const { host } = await open('/app/provider/runs', [barkley]);
    expect(host.querySelector('button.org')).toBeNull();
    expect(words(host.querySelector('.org'))).toBe(barkley.name);
  });

  it('switches the organisation on the same page, made anew', async () => {
    const { host, press, url } = await open('/app/provider/runs?status=draft');
    expect(words(host.querySelector('h1'))).toBe('page 1');
    await press('button.org');
    await press('[role=menuitemradio]', alberni.name);
    expect(TestBed.inject(CurrentTenant).id()).toBe(alberni.id);
    expect(url()).toBe('/app/provider/runs?status=draft');
    expect(words(host.querySelector('h1'))).toBe('page 2');
    expect(TestBed.inject(Notices).text()).toBe(`You now act for ${alberni.name}.`);
  });

  it.each([
    ['one run', '/app/provider/runs/1234'],
    ['a run to be made once more', '/app/provider/runs/new?from=1234'],
  ])('leaves %s of the other organisation for the list of this one', async (_what, path) => {
    const { press, url } = await open(path);
    await press('button.org');
    await press('[role=menuitemradio]', alberni.name);
    expect(url()).toBe('/app/provider/runs');
    expect(TestBed.inject(CurrentTenant).id()).toBe(alberni.id);
    expect(TestBed.inject(Notices).text()).toBe(
      `You now act for ${alberni.name}, and see its list: what was open belongs to ${barkley.name}.`,
    );
  });

  it('stays where something new is made, which either organisation can do', async () => {
    const { press, url } = await open('/app/provider/runs/new');
    await press('button.org');
    await press('[role=menuitemradio]', alberni.name);
    expect(url()).toBe('/app/provider/runs/new');
    expect(TestBed.inject(CurrentTenant).id()).toBe(alberni.id);
  });

  it.each(['/app/provider/runs/1234', '/app/settings/organisation'])(
    'switches nothing while the page holds on to what was typed: %s',
    async (path) => {
      const { host, press, url } = await open(path);
      leave.mockResolvedValueOnce(false);
      await press('button.org');
      await press('[role=menuitemradio]', alberni.name);
      expect(leave).toHaveBeenCalledTimes(1);
      expect(url()).toBe(path);
      expect(words(host.querySelector('h1'))).toBe('page 1');
      expect(TestBed.inject(CurrentTenant).id()).toBe(barkley.id);
      expect(TestBed.inject(Notices).text()).toBeNull();
    },
  );

  it('leaves the page alone when the same organisation is chosen', async () => {
    const { host, press } = await open('/app/provider/runs');
    await press('button.org');
    await press('[role=menuitemradio]', barkley.name);
    expect(words(host.querySelector('h1'))).toBe('page 1');
  });

  it('signs out, to the sign-in page and to nowhere after it', async () => {
    const { press, url } = await open('/app/runs');
    await press('.who-btn');
    await press('[role=menuitem]', 'Sign out');
    expect(session.signOut).toHaveBeenCalledTimes(1);
    expect(url()).toBe('/login');
  });

  it('says that signing out could not be confirmed', async () => {
    const { press } = await open('/app/runs');
    session.signOut.mockImplementation(() => {
      session.leave();
      return Promise.reject(new Error('no line'));
    });
    await press('.who-btn');
    await press('[role=menuitem]', 'Sign out');
    expect(TestBed.inject(Notices).text()).toContain('the server could not be told');
  });

  it('leads to sign-in and back when the session ends under it', async () => {
    const { settle, url } = await open('/app/provider/runs?q=fuel');
    session.leave();
    await settle();
    expect(url()).toBe('/login?return_to=%2Fapp%2Fprovider%2Fruns%3Fq%3Dfuel');
    expect(TestBed.inject(Notices).text()).toContain('You have been signed out.');
  });

  it('shows that the next page is being fetched, until it is there', async () => {
    let arrive: (page: typeof Page) => void = () => undefined;
    slow = new Promise((resolve) => (arrive = resolve));
    const { host, settle, url } = await open('/app/runs');
    const ring = () => words(host.querySelector('.fetching'));
    expect(ring()).toBe('');
    const going = TestBed.inject(Router).navigateByUrl('/app/slow');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ring()).toBe('Loading');
    arrive(Page);
    await going;
    await settle();
    expect(url()).toBe('/app/slow');
    expect(ring()).toBe('');
  });

  it('skips to the content', async () => {
    const { host, press } = await open('/app/runs');
    await press('.skip');
    expect(document.activeElement).toBe(host.querySelector('main'));
  });
});
