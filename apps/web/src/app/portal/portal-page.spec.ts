import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { type PortalPageData, type PortalRun } from '@service-runs/contracts';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { describeFailure } from '../core/http/api-failure';
import { PortalPage } from './portal-page';
import { bamfield, fuel, pumpOut } from './testing/portal';

const here = '/p/bamfield-community';
const typed = {
  'Your name': ' Elin Castellano ',
  Email: 'elin@aguilarpoint.example',
  'What do you need?': 'Tank is near full. ',
};

describe('a portal', () => {
  let calls: HttpTestingController;
  let fixture: ComponentFixture<PortalPage>;
  let host: HTMLElement;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    calls = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    calls.verify();
    history.replaceState(null, '', '/');
  });

  const words = (element: Element | null = host) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const settled = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };

  async function load(path: string) {
    history.replaceState(null, '', path);
    fixture = TestBed.createComponent(PortalPage);
    host = fixture.nativeElement;
    document.body.append(host);
    TestBed.tick();
  }

  const portalCall = () => calls.expectOne('/api/portals/bamfield-community');
  const runsCall = (cursor?: string) =>
    calls.expectOne(`/api/portals/bamfield-community/runs?limit=25${cursor ? `&cursor=${cursor}` : ''}`);
  const runCall = ({ id }: PortalRun = pumpOut) => calls.expectOne(`/api/portals/bamfield-community/runs/${id}`);
  const sendCall = () => calls.expectOne('/api/portals/bamfield-community/requests');
  const refuse = (call: TestRequest, error: string, status: number, headers: Record<string, string> = {}) =>
    call.flush({ ok: false, error, request_id: '7f3a' }, { status, statusText: '-', headers });

  async function show(runs: PortalRun[] = [pumpOut, fuel], next: string | null = null) {
    await load(here);
    portalCall().flush({ ok: true, portal: bamfield });
    runsCall().flush({ ok: true, runs, next_cursor: next });
    await settled();
  }

  async function showOne(run = pumpOut) {
    await load(`${here}/runs/${run.id}`);
    runCall(run).flush({ ok: true, portal: bamfield, run });
    await settled();
  }

  function found(name: string): HTMLElement | undefined {
    return [...host.querySelectorAll<HTMLElement>('button, a')].find((each) => words(each) === name);
  }

  async function press(name: string) {
    const control = found(name);
    if (!control) throw new Error(`Nothing is called "${name}".`);
    control.click();
    await settled();
  }

  function field(label: string): HTMLInputElement {
    const { htmlFor } = [...host.querySelectorAll('label')].find((each) => words(each) === label) as HTMLLabelElement;
    return host.querySelector(`#${htmlFor}`) as HTMLInputElement;
  }

  function type(values: Record<string, string>) {
    for (const [label, value] of Object.entries(values)) {
      const input = field(label);
      input.value = value;
      input.dispatchEvent(new Event('input'));
    }
  }

  const saidOf = (label: string) => {
    const id = field(label).getAttribute('aria-describedby');
    return id ? words(host.querySelector(`#${id}`)) : '';
  };
  const ask = (run: PortalRun = pumpOut) => press(`Ask for a reservation on ${run.name}`);
  const form = () => host.querySelector('sr-request-form');

  it('shows still bars at once, and asks for all it needs in one go', async () => {
    await load(here);
    expect(words(host.querySelector('header'))).toBe('Public portal');
    expect(host.querySelectorAll('.sk').length).toBeGreaterThan(3);
    portalCall().flush({ ok: true, portal: bamfield });
    runsCall().flush({ ok: true, runs: [], next_cursor: null });
  });

  it('lists what comes by month, in the run’s own zone', async () => {
    await show();
    expect(words(host.querySelector('h1'))).toBe('Bamfield community');
    expect([...host.querySelectorAll('h3')].map(words)).toEqual(['March 2026', 'April 2026']);
    const [first, second] = [...host.querySelectorAll('.sail li')];
    expect(words(first?.querySelector('.d') ?? null)).toBe('Thu12');
    expect(words(first?.querySelector('.b') ?? null)).toMatch(
      /^Septic pump-out, Bamfield west side ?09:00–17:00 ?(Vancouver time)? ?Bamfield ?Barkley Septic & Fuel$/,
    );
    expect(words(second?.querySelector('.sub') ?? null)).toBe('Sarita Equipment · in progress');
    expect(words(host.querySelector('sr-end-of-list'))).toMatch(/^That is every run published here/);
  });

  it('names itself for tabs and histories', async () => {
    await show();
    expect(document.title).toBe('Bamfield community · Service Runs');
  });

  it('shows more page by page, and what is there when a page fails', async () => {
    await show([pumpOut], 'more');
    await press('Show more runs');
    refuse(runsCall('more'), 'error.internal', 500);
    await settled();
    expect(host.querySelectorAll('.sail li')).toHaveLength(1);
    expect(words(host.querySelector('[role=alert]'))).toMatch(/^The next runs could not be fetched.*7f3a/);
    await press('Try again');
    runsCall('more').flush({ ok: true, runs: [fuel], next_cursor: null });
    await settled();
    expect(host.querySelectorAll('.sail li')).toHaveLength(2);
  });

  it('says that nothing is published, and then asks for nothing', async () => {
    await show([]);
    expect(words(host.querySelector('sr-empty-state h2'))).toBe('No run is published here right now');
    expect(form()).toBeNull();
  });

  it('says that there is no such portal', async () => {
    await load('/p/nowhere');
    refuse(calls.expectOne('/api/portals/nowhere'), 'error.portal.not_found', 404);
    refuse(calls.expectOne('/api/portals/nowhere/runs?limit=25'), 'error.portal.not_found', 404);
    await settled();
    expect(words(host.querySelector('h1'))).toBe('There is no portal at this address');
    expect(words()).toContain('Ask whoever gave it to you');
  });

  it('tries again when it could not be fetched', async () => {
    await load(here);
    refuse(portalCall(), 'error.unavailable', 503);
    refuse(runsCall(), 'error.unavailable', 503);
    await settled();
    expect(words(host.querySelector('[role=alert]'))).toMatch(/^The portal could not be fetched/);
    await press('Try again');
    portalCall().flush({ ok: true, portal: bamfield });
    runsCall().flush({ ok: true, runs: [pumpOut], next_cursor: null });
    await settled();
    expect(host.querySelectorAll('.sail li')).toHaveLength(1);
  });

  describe('that the server has written already', () => {
    /** What the page is loaded with: data in its body, and marked tags in its head. */
    function bring(data: PortalPageData): void {
      document.body.insertAdjacentHTML('beforeend', '<script type="application/json" id="page-data"></script>');
      (document.getElementById('page-data') as HTMLElement).textContent = JSON.stringify(data);
      document.head.insertAdjacentHTML('beforeend', '<meta name="description" content="What comes" data-page />');
    }
    const told = () => document.head.querySelectorAll('[data-page]').length;

    afterEach(() => {
      for (const left of document.querySelectorAll('#page-data, [data-page]')) left.remove();
    });

    it('is drawn whole at the first drawing, and asks for nothing', async () => {
      bring({ shows: 'runs', portal: bamfield, runs: [pumpOut, fuel], next_cursor: 'more' });
      await load(here);
      expect(words(host.querySelector('h1'))).toBe('Bamfield community');
      expect(host.querySelectorAll('.sail li')).toHaveLength(2);
      expect(host.querySelector('.sk')).toBeNull();
      expect(document.title).toBe('Bamfield community · Service Runs');
      await settled();
      calls.verify();
      await press('Show more runs');
      runsCall('more').flush({ ok: true, runs: [], next_cursor: null });
    });

    it('leaves what was said for search engines while it is true, and takes it away where it leads elsewhere', async () => {
      bring({ shows: 'runs', portal: bamfield, runs: [pumpOut, fuel], next_cursor: null });
      await load(here);
      expect(told()).toBe(1);
      await press(pumpOut.name);
      expect(words(host.querySelector('h1'))).toBe(pumpOut.name);
      expect(told()).toBe(0);
    });

    it('shows one run at once; its list is fetched when it is asked for', async () => {
      bring({ shows: 'run', portal: bamfield, run: pumpOut });
      await load(`${here}/runs/${pumpOut.id}`);
      expect(words(host.querySelector('h1'))).toBe(pumpOut.name);
      expect(host.querySelector('form')).not.toBeNull();
      await press('All runs here');
      runsCall().flush({ ok: true, runs: [fuel], next_cursor: null });
      await settled();
      expect(host.querySelectorAll('.sail li')).toHaveLength(1);
    });

    it('says that a run is gone, or that there is no portal, without asking again', async () => {
      bring({ shows: 'gone', portal: bamfield });
      await load(`${here}/runs/${pumpOut.id}`);
      expect(words(host.querySelector('h1'))).toBe('This run is not published here any more');
      fixture.destroy();
      bring({ shows: 'unknown' });
      await load('/p/nowhere');
      expect(words(host.querySelector('h1'))).toBe('There is no portal at this address');
    });

    it('is used once: a page that is made again asks', async () => {
      bring({ shows: 'run', portal: bamfield, run: pumpOut });
      await load(`${here}/runs/${pumpOut.id}`);
      fixture.destroy();
      await showOne();
      expect(words(host.querySelector('h1'))).toBe(pumpOut.name);
    });
  });

  describe('one run of it', () => {
    it('is shown with what the public may know', async () => {
      await showOne(fuel);
      expect(words(host.querySelector('h1'))).toBe(fuel.name);
      expect([...host.querySelectorAll('.facts > div')].map(words)).toEqual([
        expect.stringMatching(/^When ?Fri 17 April 2026 ?10:00–15:30/),
        'BySarita Equipment',
        'StatusIn progress',
      ]);
      expect(document.title).toBe(`${fuel.name} · Bamfield community · Service Runs`);
      expect(words(form()?.querySelector('.for') ?? null)).toMatch(/^Dock fuel, Grappler Inlet ?Fri 17 April 2026/);
    });

    it('that is no longer published is told kindly, with a way to those that are', async () => {
      await load(`${here}/runs/${pumpOut.id}`);
      refuse(runCall(), 'error.run.not_found', 404);
      await settled();
      portalCall().flush({ ok: true, portal: bamfield });
      await settled();
      expect(words(host.querySelector('h1'))).toBe('This run is not published here any more');
      expect(words(host.querySelector('header'))).toContain('Bamfield community');
      expect(form()).toBeNull();
      await press('See the runs that are');
      runsCall().flush({ ok: true, runs: [fuel], next_cursor: null });
      await settled();
      expect(location.pathname).toBe(here);
      expect(host.querySelectorAll('.sail li')).toHaveLength(1);
    });

    it('is asked for again when it could not be fetched', async () => {
      await load(`${here}/runs/${pumpOut.id}`);
      refuse(runCall(), 'error.unavailable', 503);
      await settled();
      await press('Try again');
      runCall().flush({ ok: true, portal: bamfield, run: pumpOut });
      await settled();
      expect(words(host.querySelector('h1'))).toBe(pumpOut.name);
    });

    it('opens from the list and leads back without a load, and nothing typed is lost', async () => {
      await show();
      await ask(fuel);
      type(typed);
      await press(pumpOut.name);
      expect(location.pathname).toBe(`${here}/runs/${pumpOut.id}`);
      expect(document.activeElement).toBe(host.querySelector('h1'));
      expect(words(host.querySelector('h1'))).toBe(pumpOut.name);
      expect(field('Email').value).toBe(typed.Email);
      await press('All runs here');
      expect(location.pathname).toBe(here);
      expect(host.querySelectorAll('.sail li')).toHaveLength(2);
      expect(field('Email').value).toBe(typed.Email);
    });

    it('leaves a link that was pressed for another tab to the browser', async () => {
      await show();
      const link = found(pumpOut.name) as HTMLElement;
      const press = new MouseEvent('click', { ctrlKey: true, cancelable: true, bubbles: true });
      link.addEventListener('click', (event) => setTimeout(() => event.preventDefault()));
      host.addEventListener('click', (event) => event.preventDefault(), { once: true });
      link.dispatchEvent(press);
      expect(location.pathname).toBe(here);
    });
  });

  describe('asking for a reservation', () => {
    it('begins with a run: the one that was chosen, to which the focus is led', async () => {
      await show();
      expect(words(form())).toMatch(/Choose a run in the list/);
      expect(host.querySelector('form')).toBeNull();
      await ask();
      expect(document.activeElement).toBe(host.querySelector('#ask-heading'));
      expect(words(form()?.querySelector('.for') ?? null)).toMatch(
        /^Septic pump-out, Bamfield west side ?Thu 12 March 2026, 09:00–17:00/,
      );
      expect(words(host.querySelector('.on .mine'))).toMatch(/^Chosen/);
    });

    it('sends what is needed, once however often it is pressed, and says what happens now', async () => {
      await show();
      await ask();
      type({ ...typed, 'Phone (optional)': ' 250-555-0111 ' });
      const button = found('Send request') as HTMLElement;
      button.click();
      button.click();
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
      expect(button.getAttribute('aria-busy')).toBe('true');
      expect(words(button)).toBe('Sending request');
      button.click();
      const call = sendCall();
      expect(call.request.body).toEqual({
        run_id: pumpOut.id,
        requester_name: 'Elin Castellano',
        requester_email: typed.Email,
        requester_phone: '250-555-0111',
        zone_name: null,
        summary: 'Tank is near full.',
      });
      call.flush({ ok: true, request: { id: 'r' } });
      await settled();
      expect(words(host.querySelector('#ask-heading'))).toBe('Your request is sent');
      expect(document.activeElement).toBe(host.querySelector('#ask-heading'));
      expect(words(form())).toMatch(/Barkley Septic & Fuel has it\. What happens now: .* elin@aguilarpoint\.example/);

      await press('Ask for something else');
      expect(field('Your name').value).toBe(typed['Your name']);
      expect(field('What do you need?').value).toBe('');
      expect(saidOf('What do you need?')).toBe('');
    });

    it('says beside each field what is wrong, leads to the first, and sends nothing', async () => {
      await showOne();
      type({ Email: 'elin@aguilarpoint' });
      await press('Send request');
      expect(saidOf('Your name')).toBe('Enter your name.');
      expect(saidOf('Email')).toBe('That address looks cut short.');
      expect(saidOf('What do you need?')).toBe('Say in a few words what you need.');
      expect(document.activeElement).toBe(field('Your name'));
      type({ Email: 'elin' });
      await settled();
      expect(saidOf('Email')).toBe('Enter a whole address, such as name@example.org.');
      type(typed);
      await settled();
      expect(host.querySelectorAll('[aria-invalid]')).toHaveLength(0);
    });

    it('keeps what was typed when it could not be sent', async () => {
      await showOne();
      type(typed);
      await press('Send request');
      sendCall().error(new ProgressEvent('error'));
      await settled();
      expect(words(form()?.querySelector('[role=alert]') ?? null)).toMatch(/^There is no connection/);
      expect(field('What do you need?').value).toBe(typed['What do you need?']);
      await press('Send request');
      sendCall().flush({ ok: true, request: { id: 'r' } });
      await settled();
      expect(words(host.querySelector('#ask-heading'))).toBe('Your request is sent');
    });

    it('names the field that the API found wrong', async () => {
      await showOne();
      type(typed);
      await press('Send request');
      const details = [{ path: 'requester_email', rule: 'isEmail', message: 'is not an email address' }];
      sendCall().flush({ ok: false, error: 'error.validation', details }, { status: 400, statusText: '-' });
      await settled();
      expect(saidOf('Email')).toBe('Email is not an email address.');
      expect(document.activeElement).toBe(field('Email'));
      type({ Email: 'other@aguilarpoint.example' });
      await settled();
      expect(saidOf('Email')).toBe('');
    });

    it('says how long to wait where too much was sent, and when that is over', async () => {
      jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'performance'] });
      try {
        history.replaceState(null, '', `${here}/runs/${pumpOut.id}`);
        fixture = TestBed.createComponent(PortalPage);
        host = fixture.nativeElement;
        TestBed.tick();
        const turn = async (time = 50) => {
          await jest.advanceTimersByTimeAsync(time);
          TestBed.tick();
        };
        runCall().flush({ ok: true, portal: bamfield, run: pumpOut });
        await turn();
        type(typed);
        found('Send request')?.click();
        await turn();
        refuse(sendCall(), 'error.rate_limited', 429, { 'Retry-After': '40' });
        await turn();
        expect(words(form()?.querySelector('[role=alert]') ?? null)).toMatch(/wait 40 seconds and try again/);
        await turn(40_000);
        expect(words(form())).toContain('You can try again now.');
        expect(field('Email').value).toBe(typed.Email);
      } finally {
        jest.useRealTimers();
      }
    });

    it('for a run that has just been taken off: says so, keeps what was typed, and offers the others', async () => {
      await show();
      await ask();
      type(typed);
      await press('Send request');
      refuse(sendCall(), 'error.run.not_found', 404);
      await settled();
      runsCall().flush({ ok: true, runs: [fuel], next_cursor: null });
      await settled();
      expect(words(form())).toContain('“Septic pump-out, Bamfield west side” has just been taken off this portal');
      expect(host.querySelectorAll('.sail li')).toHaveLength(1);
      await ask(fuel);
      expect(field('Email').value).toBe(typed.Email);
      expect(words(form())).not.toContain('taken off');
    });

    it('on the page of a run that has just been taken off, too', async () => {
      await showOne();
      type(typed);
      await press('Send request');
      refuse(sendCall(), 'error.run.not_found', 404);
      await settled();
      expect(words(host.querySelector('h1'))).toBe('This run is not published here any more');
      expect(words(form())).toContain('nothing was sent. What you typed is kept.');
    });

    it('takes a filled trap for a machine, which is told the same and sends nothing', async () => {
      await showOne();
      type(typed);
      const trap = host.querySelector<HTMLInputElement>('.trap input') as HTMLInputElement;
      expect(trap.closest('[inert]')?.getAttribute('aria-hidden')).toBe('true');
      expect(trap.tabIndex).toBe(-1);
      trap.value = 'https://spam.example';
      trap.dispatchEvent(new Event('input'));
      await press('Send request');
      expect(words(host.querySelector('#ask-heading'))).toBe('Your request is sent');
      calls.expectNone('/api/portals/bamfield-community/requests');
    });
  });
});
