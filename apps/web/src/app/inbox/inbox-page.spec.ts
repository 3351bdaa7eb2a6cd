import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type RunSummary, type ServiceRequest } from '@service-runs/contracts';
import { DESCRIBE_FAILURE, Notices } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../core/http/api-failure';
import { RequestCounts } from '../core/requests/request-counts';
import { RequestsApi } from '../core/requests/requests-api';
import { request } from '../core/requests/testing/requests';
import { CurrentTenant } from '../core/session/current-tenant';
import { alberni, barkley, FakeSession } from '../core/testing/fake-session';
import { InboxApi } from './inbox-api';
// The route loads it by itself; here it is there before the first test's time runs.
import './inbox-page';
import inboxRoutes from './inbox.routes';

@Component({ selector: 'sr-elsewhere', template: '<h1>Elsewhere</h1>' })
class Elsewhere {}

const run = (id: string, name: string, more: Partial<RunSummary> = {}): RunSummary => ({
  id,
  name,
  status: 'scheduled',
  market_mode: 'OPEN',
  starts_at: '2026-03-12T16:00:00.000Z',
  ends_at: '2026-03-13T00:00:00.000Z',
  time_zone: 'America/Vancouver',
  zone_name: 'Bamfield',
  portal_id: null,
  publishing_state: 'published',
  invitation_counts: { sent: 0, viewed: 0, claimed: 0, expired: 0, revoked: 0 },
  active_stakeholders: 0,
  ...more,
});

describe('the inbox', () => {
  const api = {
    list: jest.fn(),
    counts: jest.fn(),
    accept: jest.fn(),
    decline: jest.fn(),
    attach: jest.fn(),
    detach: jest.fn(),
  };
  const inboxApi = { openRuns: jest.fn(), run: jest.fn() };
  const fresh = signal(3);
  const counts = {
    new: fresh,
    words: (status: string) => ({ new: String(fresh()), accepted: '99+' })[status] ?? null,
    refresh: jest.fn(() => Promise.resolve()),
  };
  let harness: RouterTestingHarness;
  let page: HTMLElement;

  const words = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const part = (selector: string) => words(document.querySelector(selector));
  const url = () => TestBed.inject(Router).url;
  const rows = () => [...page.querySelectorAll('.reqs .l1 .strong')].map(words);
  const search = () => page.querySelector<HTMLInputElement>('input[type=search]') as HTMLInputElement;
  const facts = () =>
    Object.fromEntries(
      [...page.querySelectorAll('.facts > div')].map((fact) => [
        words(fact.querySelector('dt')),
        words(fact.querySelector('dd')),
      ]),
    );
  const named = (name: string) =>
    [...document.querySelectorAll<HTMLElement>('button, a')]
      .reverse()
      .find((each) => (each.getAttribute('aria-label') ?? words(each)) === name);
  async function rest() {
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => setTimeout(resolve));
      await harness.fixture.whenStable();
    }
  }
  async function press(name: string) {
    const found = named(name);
    if (!found) throw new Error(`Nothing is called "${name}".`);
    found.click();
    await rest();
  }
  async function open(path = '') {
    harness = await RouterTestingHarness.create(`/app/provider/inbox${path}`);
    page = harness.routeNativeElement as HTMLElement;
    await rest();
  }
  const answer = (...requests: ServiceRequest[]) => ({ items: requests, next: null });

  beforeEach(() => {
    for (const call of [...Object.values(api), ...Object.values(inboxApi)]) call.mockReset();
    counts.refresh.mockClear();
    fresh.set(3);
    localStorage.clear();
    api.list.mockResolvedValue(answer(request('Elin'), request('Walter', { run: null }), request('Rosalie')));
    inboxApi.run.mockResolvedValue(run('asked-run', 'Septic pump-out, Bamfield west side'));
    inboxApi.openRuns.mockResolvedValue({ items: [run('r1', 'Dock fuel'), run('r2', 'Stove oil')], next: null });
    TestBed.configureTestingModule({
      providers: [
        { provide: RequestsApi, useValue: api },
        { provide: InboxApi, useValue: inboxApi },
        { provide: RequestCounts, useValue: counts },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        new FakeSession().enter([barkley, alberni]).provide(),
        provideRouter(
          [
            { path: 'app/provider/inbox', children: inboxRoutes },
            { path: '**', component: Elsewhere },
          ],
          withComponentInputBinding(),
        ),
      ],
    });
  });

  describe('its list', () => {
    it('begins with what waits to be answered, the first beside it', async () => {
      await open();
      expect(api.list.mock.calls).toEqual([
        [expect.objectContaining({ status: ['new'], q: '' }), { limit: 25, cursor: null }],
      ]);
      expect(rows()).toEqual(['Elin', 'Walter', 'Rosalie']);
      expect(part('.panes > .one h2')).toBe('Elin');
      expect(part('h1')).toBe('Inbox');
      expect(part('.reqs [aria-current=true] .strong')).toBe('Elin');
      expect(part('sr-end-of-list')).toContain('That is every new request.');
    });

    it('asks for what the address says, under the API’s names', async () => {
      await open('?status=accepted&status=declined&q=tank&limit=50');
      expect(api.list).toHaveBeenCalledWith(expect.objectContaining({ status: ['accepted', 'declined'], q: 'tank' }), {
        limit: 50,
        cursor: null,
      });
      expect(search().value).toBe('tank');
      expect([...page.querySelectorAll('.chip[aria-pressed=true]')].map(words)).toEqual(['Accepted 99+', 'Declined']);
    });

    it('writes filter and search into the address', async () => {
      await open('?limit=50');
      await press('Accepted 99+');
      expect(url()).toBe('/app/provider/inbox?status=accepted');
      search().value = 'tank';
      search().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
      await rest();
      expect(url()).toBe('/app/provider/inbox?status=accepted&q=tank');
      await press('New 3');
      expect(url()).toBe('/app/provider/inbox?q=tank');
    });

    it('searches once the typing has paused', async () => {
      await open();
      for (const q of ['t', 'ta', 'tan']) {
        search().value = q;
        search().dispatchEvent(new Event('input'));
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      await rest();
      expect(url()).toBe('/app/provider/inbox?q=tan');
      expect(api.list).toHaveBeenCalledTimes(2);
    });

    it('says what found nothing, and looks further', async () => {
      api.list.mockResolvedValueOnce(answer());
      await open('?q=zebalos');
      expect(part('sr-empty-state')).toContain('No request here matches “zebalos”.');
      await press('Look in every status');
      expect(url()).toBe('/app/provider/inbox?status=new&status=accepted&status=declined&q=zebalos');
      // Of several statuses each row says its own.
      expect(part('.reqs .sub')).toMatch(/^New · /);
    });

    it.each([
      ['', 'No new request', 'Open My Runs', '/app/provider/runs'],
      ['?status=accepted', 'No accepted request', 'Show the new ones', '/app/provider/inbox'],
      ['?status=declined', 'No declined request', 'Show the new ones', '/app/provider/inbox'],
    ])('empty at “%s” says so, with a way on', async (query, heading, way, path) => {
      api.list.mockResolvedValue(answer());
      await open(query);
      expect(part('sr-empty-state h2')).toBe(heading);
      expect(named(way)?.getAttribute('href')).toBe(path);
      expect(page.querySelector('sr-request-pane')).toBeNull();
    });

    it('says that it could not be fetched, and tries again', async () => {
      api.list.mockRejectedValueOnce(new ApiFailure('error.unavailable', 503, '7f3a'));
      await open();
      expect(part('[role=alert]')).toMatch(/The requests could not be fetched.*7f3a/);
      await press('Try again');
      expect(rows()).toHaveLength(3);
    });

    it('opens further, and the address remembers how far', async () => {
      const many = Array.from({ length: 25 }, (_, n) => request(`P${n}`));
      api.list.mockResolvedValueOnce({ items: many, next: 'further' });
      await open();
      api.list.mockRejectedValueOnce(new ApiFailure('error.network', 0));
      await press('Show more');
      expect(part('[role=alert]')).toContain('The next requests could not be fetched');
      api.list.mockResolvedValueOnce(answer(request('Last')));
      await press('Try again');
      expect(api.list).toHaveBeenLastCalledWith(expect.anything(), { limit: 25, cursor: 'further' });
      expect(rows()).toHaveLength(26);
      expect(url()).toBe('/app/provider/inbox?limit=50');
      expect(words(document.activeElement)).toContain('Last');
      expect(api.list).toHaveBeenCalledTimes(3);
    });

    it('puts a request that arrives meanwhile in front', async () => {
      await open();
      api.list.mockResolvedValue(answer(request('Lorne'), request('Elin'), request('Walter'), request('Rosalie')));
      fresh.set(4);
      await rest();
      expect(rows()).toEqual(['Lorne', 'Elin', 'Walter', 'Rosalie']);
    });

    it('is gone through by keys', async () => {
      const key = async (name: string, target: Element = document.body) => {
        target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
        await rest();
      };
      await open();
      await key('j');
      expect(words(document.activeElement)).toContain('Elin');
      await key('j');
      expect(words(document.activeElement)).toContain('Walter');
      await key('k');
      await key('k');
      expect(words(document.activeElement)).toContain('Elin');
      await key('/');
      expect(document.activeElement).toBe(search());
      await key('j', search());
      expect(document.activeElement).toBe(search());
    });

    it('is the chosen organisation’s', async () => {
      await open();
      api.list.mockResolvedValue(answer(request('Another')));
      TestBed.inject(CurrentTenant).choose(alberni.id);
      await rest();
      expect(rows()).toEqual(['Another']);
    });
  });

  describe('one request', () => {
    it('has an address, its own heading and title, and the focus; the list stays', async () => {
      await open('?q=tank');
      page.querySelectorAll<HTMLElement>('.reqs a')[2]?.click();
      await rest();
      expect(url()).toBe('/app/provider/inbox/request-Rosalie?q=tank');
      expect(part('h1')).toBe('Rosalie');
      expect(words(document.activeElement)).toBe('Rosalie');
      expect(TestBed.inject(Title).getTitle()).toBe('Request from Rosalie · Service Runs');
      expect(api.list).toHaveBeenCalledTimes(1);
      expect(page.querySelector('.panes')?.classList).toContain('at-one');
      // Back to the list, on the row that was left.
      page.querySelector<HTMLElement>('.back')?.click();
      await rest();
      expect(url()).toBe('/app/provider/inbox?q=tank');
      expect(words(document.activeElement)).toContain('Rosalie');
    });

    it('says who asks for what, on which run, and how to reach them', async () => {
      await open('/request-Elin');
      expect(part('sr-request-pane')).toContain('through Bamfield community');
      expect(facts()).toEqual({
        Run: expect.stringMatching(
          /^Septic pump-out, Bamfield west side ?Thu 12 March 2026, 09:00–17:00.* · Scheduled$/,
        ),
        Zone: 'Bamfield',
        Phone: '250-555-0187',
        Email: 'elin@aguilarpoint.example',
      });
      expect([...page.querySelectorAll('.facts a')].map((link) => link.getAttribute('href'))).toEqual([
        '/app/provider/runs/asked-run',
        'tel:2505550187',
        'mailto:elin@aguilarpoint.example',
      ]);
    });

    it('stands without what is not known', async () => {
      inboxApi.run.mockRejectedValue(new ApiFailure('error.network', 0));
      api.list.mockResolvedValue(answer(request('Elin', { requester_phone: null, zone_name: null, portal: null })));
      await open('/request-Elin');
      expect(facts()).toEqual({ Run: 'Septic pump-out, Bamfield west side', Email: 'elin@aguilarpoint.example' });
      expect(part('sr-request-pane p')).not.toContain('through');
    });

    it('says that the run it was asked on is gone', async () => {
      await open('/request-Walter');
      expect(facts()['Run']).toBe('The run that it was asked on is gone.');
    });

    it('that is not among the rows is looked for in every status', async () => {
      api.list.mockImplementation(({ status }: { status: string[] }) =>
        Promise.resolve(status.length === 0 ? answer(request('Old', { status: 'declined' })) : answer(request('Elin'))),
      );
      await open('/request-Old');
      expect(part('h1')).toBe('Old');
      expect(facts()['Status']).toBe('Declined');
    });

    it('that is nowhere is told as not here, with a way on', async () => {
      await open('/request-Nobody');
      expect(part('.one h1')).toBe('This request is not here');
      expect(named('Show the new ones')?.getAttribute('href')).toBe('/app/provider/inbox');
    });

    it('is accepted, and stays in sight for the next step', async () => {
      await open('/request-Elin');
      api.accept.mockResolvedValue(request('Elin', { status: 'accepted' }));
      counts.refresh.mockClear();
      await press('Accept request');
      expect(api.accept.mock.calls).toEqual([['request-Elin']]);
      expect(facts()).toMatchObject({ Status: 'Accepted', Attached: 'To no run yet' });
      expect(rows()).toContain('Elin');
      expect(part('.reqs .on .sub')).toMatch(/^Accepted · /);
      expect(named('Accept request')).toBeUndefined();
      expect(named('Attach to a run')).toBeDefined();
      expect(counts.refresh).toHaveBeenCalledTimes(1);
      expect(words(document.activeElement)).toBe('Elin');
      expect(TestBed.inject(Notices).text()).toBe('The request from Elin is accepted.');
    });

    it('that was only the first of the rows is the page’s own once something is done with it', async () => {
      await open('?q=tank');
      api.accept.mockResolvedValue(request('Elin', { status: 'accepted' }));
      await press('Accept request');
      expect(url()).toBe('/app/provider/inbox/request-Elin?q=tank');
      expect(part('h1')).toBe('Elin');
      expect(words(document.activeElement)).toBe('Elin');
      // Left alone, the next question asks how things stand; what is dealt with stays in sight.
      api.list.mockImplementation(({ status }: { status: string[] }) =>
        Promise.resolve(
          status.length === 0 ? answer(request('Elin', { status: 'accepted' })) : answer(request('Walter')),
        ),
      );
      await press('Attach to a run');
      await press('Close');
      expect(rows()).toEqual(['Walter']);
      expect(part('h1')).toBe('Elin');
    });

    it('is accepted once, however often the button is pressed', async () => {
      await open('/request-Elin');
      api.accept.mockReturnValue(new Promise(() => undefined));
      named('Accept request')?.click();
      named('Accept request')?.click();
      await rest();
      expect(api.accept).toHaveBeenCalledTimes(1);
    });

    it('that somebody else has answered is told so, and shown as it is now', async () => {
      await open('/request-Elin');
      api.accept.mockRejectedValue(new ApiFailure('error.request.state_forbids', 409));
      api.list.mockImplementation(({ status }: { status: string[] }) =>
        Promise.resolve(
          status.length === 0
            ? answer(request('Elin', { status: 'declined', decline_reason: 'Too far' }))
            : answer(request('Walter')),
        ),
      );
      await press('Accept request');
      expect(part('sr-request-pane [role=alert]')).toContain('no longer in a state that allows that');
      expect(facts()).toMatchObject({ Status: 'Declined', Reason: 'Too far' });
      expect(rows()).toEqual(['Walter']);
    });

    it('is declined after a question, with a reason', async () => {
      await open('/request-Elin');
      await press('Decline');
      expect(part('[role=alertdialog]')).toContain('It is closed for good, and cannot be accepted later.');
      expect(api.decline).not.toHaveBeenCalled();
      const reason = document.querySelector<HTMLInputElement>('#confirm-reason') as HTMLInputElement;
      reason.value = ' Too far north ';
      reason.dispatchEvent(new Event('input'));
      api.decline.mockRejectedValueOnce(new ApiFailure('error.network', 0));
      await press('Decline request');
      expect(part('[role=alertdialog] [role=alert]')).toContain('There is no connection.');
      expect(reason.value).toBe(' Too far north ');
      api.decline.mockResolvedValueOnce(request('Elin', { status: 'declined', decline_reason: 'Too far north' }));
      await press('Decline request');
      expect(api.decline).toHaveBeenLastCalledWith('request-Elin', 'Too far north');
      expect(facts()).toMatchObject({ Status: 'Declined', Reason: 'Too far north' });
      expect(named('Attach to a run')).toBeUndefined();
    });

    describe('accepted', () => {
      beforeEach(() => {
        api.list.mockResolvedValue(answer(request('Elin', { status: 'accepted' })));
      });
      const picks = () => [...document.querySelectorAll('[role=radiogroup] li')].map(words);
      const picked = () => words(document.querySelector('[role=radiogroup] li:has(input:checked) label > .strong'));

      it('is attached to the run it was asked on, unless another is chosen', async () => {
        await open('/request-Elin?status=accepted');
        await press('Attach to a run');
        expect(picks()[0]).toContain('asked on this one');
        expect(picks()).toHaveLength(3);
        expect(picked()).toBe('Septic pump-out, Bamfield west side');
        document.querySelector<HTMLInputElement>('#attach-to-r2')?.click();
        await rest();
        api.attach.mockResolvedValue([]);
        await press('Attach');
        expect(api.attach.mock.calls).toEqual([['r2', ['request-Elin']]]);
        expect(facts()['Attached']).toMatch(/^Stove oil/);
        expect(TestBed.inject(Notices).text()).toBe('The request from Elin is attached to “Stove oil”.');
        expect(named('Detach')).toBeDefined();
      });

      it('is not offered a run that is over', async () => {
        inboxApi.run.mockResolvedValue(run('asked-run', 'Over and done', { status: 'completed' }));
        await open('/request-Elin?status=accepted');
        await press('Attach to a run');
        expect(picks().join()).not.toContain('Over and done');
        await press('Attach');
        expect(part('[role=dialog] .says')).toBe('Choose a run.');
        expect(api.attach).not.toHaveBeenCalled();
      });

      it('finds a run by search, and keeps the choice in sight', async () => {
        await open('/request-Elin?status=accepted');
        await press('Attach to a run');
        const field = document.querySelector<HTMLInputElement>('[role=dialog] input[type=search]') as HTMLInputElement;
        inboxApi.openRuns.mockResolvedValueOnce({ items: [], next: null });
        field.value = 'zeb';
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
        await rest();
        expect(inboxApi.openRuns).toHaveBeenLastCalledWith('zeb', expect.anything());
        expect(part('[role=dialog] .state')).toBe('No open run matches “zeb”.');
        expect(picked()).toBe('Septic pump-out, Bamfield west side');
        await press('Clear search');
        expect(picks()).toHaveLength(3);
      });

      it('says why it could not be attached', async () => {
        await open('/request-Elin?status=accepted');
        await press('Attach to a run');
        api.attach.mockRejectedValue(new ApiFailure('error.request.state_forbids', 409));
        await press('Attach');
        expect(part('[role=dialog] [role=alert]')).toContain('no longer in a state that allows that');
        expect(facts()['Attached']).toBe('To no run yet');
      });

      it('is detached after a question', async () => {
        api.list.mockResolvedValue(
          answer(request('Elin', { status: 'accepted', attached_run: { id: 'r1', name: 'Dock fuel' } })),
        );
        await open('/request-Elin?status=accepted');
        expect(facts()['Attached']).toMatch(/^Dock fuel/);
        await press('Detach');
        api.detach.mockResolvedValue([]);
        await press('Detach');
        expect(api.detach.mock.calls).toEqual([['r1', ['request-Elin']]]);
        expect(facts()['Attached']).toBe('To no run yet');
      });
    });
  });
});
