import { TestBed } from '@angular/core/testing';
import { type ServiceRequest } from '@service-runs/contracts';
import { Notices } from '@service-runs/ui';
import { ApiFailure } from '../../core/http/api-failure';
import { request } from '../../core/requests/testing/requests';
import { isThere, words } from '../testing/page';
import { RunPageBench } from '../testing/run-page';
import { attached, bamfield, detail } from '../testing/runs';

describe('attaching requests to a run', () => {
  let bench: RunPageBench;
  const part = (selector: string) => words(document.querySelector(selector));
  const accepted = (name: string, more: Partial<ServiceRequest> = {}) => request(name, { status: 'accepted', ...more });
  const rows = () => [...document.querySelectorAll('.pick li')].map(words);
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>('.pick input')];
  const all = () => document.getElementById('attach-all') as HTMLInputElement;
  const search = () => document.querySelector<HTMLInputElement>('[role=dialog] input[type=search]') as HTMLInputElement;

  beforeEach(() => {
    bench = new RunPageBench();
    bench.requests.list.mockResolvedValue({ items: [accepted('Ann'), accepted('Otto'), accepted('Gail')], next: null });
  });

  async function open(requests: Parameters<typeof attached>[0][] = []) {
    await bench.open(detail({}, { attached_requests: requests.map((name) => attached(name)) }));
    await bench.press('Attach Requests');
  }
  async function mark(index: number) {
    boxes()[index]?.click();
    await bench.rest();
  }
  async function look(q: string) {
    search().value = q;
    search().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await bench.rest();
  }

  it('offers accepted ones that wait, and says which were asked on this run', async () => {
    bench.requests.list.mockResolvedValue({
      items: [accepted('Ann', { run: { id: bamfield.id, name: bamfield.name } }), accepted('Otto')],
      next: null,
    });
    await open();
    expect(bench.requests.list).toHaveBeenCalledWith(
      { status: ['accepted'], q: '', unattached: true },
      { limit: 25, cursor: null },
    );
    expect(rows()[0]).toContain('Asked on this run');
    expect(rows()[1]).toContain('Asked on Septic pump-out, Bamfield west side');
    expect(part('[role=dialog] sr-end-of-list')).toBe('That is every accepted request that waits: 2.');
  });

  it('attaches what was chosen, and the page shows it', async () => {
    await open();
    await mark(0);
    await mark(2);
    expect(part('[role=dialog] footer')).toContain('2 requests chosen');
    const attached_requests = [attached('Ann'), attached('Gail')];
    bench.requests.attach.mockResolvedValue(attached_requests);
    bench.runs.read.mockResolvedValue(detail({}, { attached_requests }));
    await bench.press('Attach');
    expect(bench.requests.attach.mock.calls).toEqual([[bamfield.id, ['request-Ann', 'request-Gail']]]);
    expect(document.querySelector('[role=dialog]')).toBeNull();
    expect(part('sr-requests-section header')).toBe('Requests2 attached');
    expect(TestBed.inject(Notices).text()).toBe('2 requests are attached.');
  });

  it('chooses all that are shown at once, and drops them again', async () => {
    await open();
    await mark(1);
    expect(all().indeterminate).toBe(true);
    all().click();
    await bench.rest();
    expect(boxes().map(({ checked }) => checked)).toEqual([true, true, true]);
    expect([all().checked, all().indeterminate]).toEqual([true, false]);
    all().click();
    await bench.rest();
    expect(boxes().some(({ checked }) => checked)).toBe(false);
  });

  it('keeps what was chosen while something else is searched for', async () => {
    await open();
    await mark(0);
    bench.requests.list.mockResolvedValue({ items: [accepted('Zeb')], next: null });
    await look('zeb');
    expect(bench.requests.list).toHaveBeenLastCalledWith(expect.objectContaining({ q: 'zeb' }), expect.anything());
    expect(part('[role=dialog] footer')).toContain('1 request chosen');
    all().click();
    await bench.rest();
    bench.requests.attach.mockResolvedValue([]);
    await bench.press('Attach');
    expect(bench.requests.attach.mock.calls[0]?.[1]).toEqual(['request-Ann', 'request-Zeb']);
  });

  it('shows more of them when asked, and all that are shown can be chosen', async () => {
    bench.requests.list.mockResolvedValueOnce({ items: [accepted('Ann')], next: 'further' });
    await open();
    bench.requests.list.mockResolvedValueOnce({ items: [accepted('Otto')], next: null });
    await bench.press('Show more');
    expect(bench.requests.list).toHaveBeenLastCalledWith(expect.anything(), { limit: 25, cursor: 'further' });
    all().click();
    await bench.rest();
    expect(part('[role=dialog] footer')).toContain('2 requests chosen');
  });

  it('sends nothing while nothing is chosen', async () => {
    await open();
    await bench.press('Attach');
    expect(part('[role=dialog] .says')).toBe('Choose at least one request.');
    expect(bench.requests.attach).not.toHaveBeenCalled();
  });

  it('says that somebody else was there before, and what still waits; the rest stays chosen', async () => {
    await open();
    await mark(0);
    await mark(1);
    bench.requests.attach.mockRejectedValue(new ApiFailure('error.request.state_forbids', 409));
    bench.requests.list.mockResolvedValue({ items: [accepted('Otto'), accepted('Gail')], next: null });
    await bench.press('Attach');
    expect(part('[role=dialog] [role=alert]')).toContain('no longer in a state that allows that');
    expect(rows()).toHaveLength(2);
    expect(boxes().map(({ checked }) => checked)).toEqual([true, false]);
    expect(part('[role=dialog] footer')).toContain('1 request chosen');
  });

  it('says what found nothing, and clears it', async () => {
    await open();
    bench.requests.list.mockResolvedValueOnce({ items: [], next: null });
    await look('zebalos');
    expect(part('[role=dialog] .state')).toBe('No accepted request that waits matches “zebalos”.');
    await bench.press('Clear search');
    expect(search().value).toBe('');
    expect(rows()).toHaveLength(3);
  });

  it('leads to the inbox where none waits', async () => {
    bench.requests.list.mockResolvedValue({ items: [], next: null });
    await open();
    expect(part('[role=dialog] .state')).toContain('No accepted request waits');
    const way = [...document.querySelectorAll('[role=dialog] a')].find((link) => words(link) === 'Open the inbox');
    expect(way?.getAttribute('href')).toBe('/app/provider/inbox');
  });

  it('says that they could not be fetched, and tries again', async () => {
    bench.requests.list.mockRejectedValueOnce(new ApiFailure('error.unavailable', 503, '7f3a'));
    await open();
    expect(part('[role=dialog]')).toMatch(/The requests could not be fetched.*7f3a/);
    await bench.press('Try again');
    expect(rows()).toHaveLength(3);
  });

  describe('and detaching', () => {
    it('asks once, and lets the request wait again', async () => {
      await bench.open(detail({}, { attached_requests: [attached('Lorne'), attached('Ann')] }));
      await bench.press('Detach Lorne');
      expect(part('[role=alertdialog]')).toContain('waits among the accepted ones in the inbox');
      bench.requests.detach.mockResolvedValue([attached('Ann')]);
      bench.runs.read.mockResolvedValue(detail({}, { attached_requests: [attached('Ann')] }));
      await bench.press('Detach');
      expect(bench.requests.detach.mock.calls).toEqual([[bamfield.id, ['request-Lorne']]]);
      expect(part('sr-requests-section header')).toBe('Requests1 attached');
      expect(isThere('Detach Lorne')).toBe(false);
      expect(part('h2:focus')).toBe('Requests');
    });

    it('says why it could not be done', async () => {
      await bench.open(detail({}, { attached_requests: [attached('Lorne')] }));
      await bench.press('Detach Lorne');
      bench.requests.detach.mockRejectedValue(new ApiFailure('error.request.not_found', 404));
      await bench.press('Detach');
      expect(part('[role=alertdialog] [role=alert]')).toContain('There is no such request any more.');
    });
  });
});
