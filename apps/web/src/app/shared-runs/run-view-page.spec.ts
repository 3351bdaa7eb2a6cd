import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type RunAccess, type RunView, type RunViewAnswer } from '@service-runs/contracts';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../core/http/api-failure';
import { RunViewPage } from './run-view-page';
import { SharedRunsApi } from './shared-runs-api';
import { shared } from './testing/shared-run';

describe('a run as its stakeholder sees it', () => {
  const view = jest.fn<Promise<RunViewAnswer>, [string]>();

  beforeEach(() => {
    view.mockReset();
    TestBed.configureTestingModule({
      providers: [
        { provide: SharedRunsApi, useValue: { view } },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        provideRouter([]),
      ],
    });
  });

  const answer = (run: Partial<RunView> = {}, access: RunAccess = shared.access): RunViewAnswer => {
    const { access: _access, ...whole } = shared;
    return { ok: true, run: { ...whole, ...run }, access };
  };

  async function show(given: Promise<RunViewAnswer>) {
    view.mockReturnValueOnce(given);
    const fixture = TestBed.createComponent(RunViewPage);
    fixture.componentRef.setInput('id', shared.id);
    await settle(fixture);
    return { fixture, host: fixture.nativeElement as HTMLElement };
  }
  const settle = async (fixture: { whenStable(): Promise<unknown> }) => {
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };

  const words = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const facts = (host: HTMLElement) =>
    Object.fromEntries(
      [...host.querySelectorAll('.facts > div')].map((fact) => [
        words(fact.querySelector('dt')),
        words(fact.querySelector('dd')),
      ]),
    );

  it('shows everything that it may, and nothing to do but to call', async () => {
    const { host } = await show(Promise.resolve(answer()));
    expect(view).toHaveBeenCalledWith(shared.id);
    expect(words(host.querySelector('h1'))).toBe('Septic pump-out, Bamfield west side');
    expect(words(host)).toContain('Barkley Septic & Fuel');
    expect(words(host.querySelector('.tags'))).toBe('ScheduledRead-only');
    expect(facts(host)).toEqual({
      Date: 'Thu 12 March 2026',
      Time: expect.stringMatching(/^09:00–17:00/),
      Zone: 'Bamfield',
      Portals: 'Published',
      'Market mode': 'Targeted · only on portals linked to the provider',
    });
    expect(words(host.querySelector('.access'))).toMatch(
      /^You have access to this run as: Property owner ?Given on Mon 9 March 2026\.$/,
    );
    expect([...host.querySelectorAll('.call a')].map((link) => link.getAttribute('href'))).toEqual([
      'tel:2505550142',
      'mailto:office@barkleyseptic.example',
    ]);
    expect(host.querySelectorAll('button, input')).toHaveLength(0);
    expect(document.title).toBe('Septic pump-out, Bamfield west side · Service Runs');
  });

  it('names the run’s zone when it is not the reader’s', async () => {
    const foreign = answer({ time_zone: 'Pacific/Chatham', starts_at: '2026-03-11T19:00:00.000Z', ends_at: null });
    const { host } = await show(Promise.resolve(foreign));
    expect(facts(host)).toMatchObject({ Date: 'Thu 12 March 2026', Time: '08:45 Chatham time' });
  });

  it('leads back to notifications', async () => {
    const { host } = await show(Promise.resolve(answer()));
    const back = [...host.querySelectorAll('a')].filter((link) => words(link) === 'Back to notifications');
    expect(back.map((link) => link.getAttribute('href'))).toEqual(['/app/notifications']);
  });

  it('speaks of no role where none was given', async () => {
    const { host } = await show(Promise.resolve(answer({}, { ...shared.access, stakeholder_role: null })));
    expect(words(host.querySelector('.access'))).toMatch(
      /^You have access to this run\. ?Given on Mon 9 March 2026\.$/,
    );
  });

  it('speaks of membership to a member of the organisation, and of no day', async () => {
    const own: RunAccess = { type: 'tenant', stakeholder_role: null, granted_at: null };
    const { host } = await show(Promise.resolve(answer({}, own)));
    expect(words(host.querySelector('.access'))).toBe('You see this run as a member of Barkley Septic & Fuel.');
  });

  it('leaves out what is not known', async () => {
    const bare = answer({ starts_at: null, ends_at: null, zone_name: null, contact_phone: null, contact_email: null });
    const { host } = await show(Promise.resolve(bare));
    expect(Object.keys(facts(host))).toEqual(['Date', 'Portals', 'Market mode']);
    expect(facts(host)['Date']).toBe('No date yet');
    expect(host.querySelector('.call')).toBeNull();
  });

  it('says of a cancelled run that it is, and strikes its date', async () => {
    const { host } = await show(Promise.resolve(answer({ status: 'cancelled', publishing_state: null })));
    expect(words(host.querySelector('.tags'))).toContain('Cancelled');
    expect(host.querySelector('.facts.off')).not.toBeNull();
    expect(facts(host)['Portals']).toBe('Not published');
  });

  it.each([
    ['error.run.access_denied', 403],
    ['error.run.not_found', 404],
  ] as const)('tells %s like any other refusal, with a way on', async (code, status) => {
    const { host } = await show(Promise.reject(new ApiFailure(code, status)));
    expect(words(host.querySelector('h1'))).toBe("You don't have access to this run.");
    expect(host.querySelector('a')?.getAttribute('href')).toBe('/app/notifications');
    expect(words(host)).not.toContain('Try again');
    expect(document.title).toBe('No access · Service Runs');
  });

  it('tries again when it could not be fetched', async () => {
    const { host, fixture } = await show(Promise.reject(new ApiFailure('error.unavailable', 503, '7f3a')));
    expect(words(host.querySelector('[role=alert]'))).toMatch(/could not be fetched.*Number to quote: 7f3a/);
    view.mockResolvedValueOnce(answer());
    host.querySelector('button')?.click();
    await settle(fixture);
    expect(words(host.querySelector('h1'))).toBe('Septic pump-out, Bamfield west side');
  });

  it('shows the run that was opened last, whichever answer comes last', async () => {
    let late: (answer: RunViewAnswer) => void = () => undefined;
    const { host, fixture } = await show(new Promise((resolve) => (late = resolve)));
    expect(host.querySelector('[aria-busy=true]')).not.toBeNull();
    view.mockResolvedValueOnce(answer({ name: 'Heating fuel, Zeballos' }));
    fixture.componentRef.setInput('id', '55555555-5555-4555-8555-555555555555');
    await settle(fixture);
    late(answer());
    await settle(fixture);
    expect(words(host.querySelector('h1'))).toBe('Heating fuel, Zeballos');
  });
});
