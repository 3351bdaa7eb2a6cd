import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type RunPage as RunsAnswer, type RunSummary } from '@service-runs/contracts';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../../core/http/api-failure';
import { type PageRequest } from '../../core/paged';
import { RunsApi, type RunsFilter } from '../runs-api';
import { button, settle, words } from '../testing/page';
import { summary } from '../testing/runs';
import { RunsPage } from './runs-page';

@Component({ selector: 'sr-elsewhere', template: '<h1>Elsewhere</h1>' })
class Elsewhere {}

describe('My Runs', () => {
  const list = jest.fn<Promise<RunsAnswer>, [RunsFilter, PageRequest]>();
  const counts = jest.fn();
  let harness: RouterTestingHarness;
  let page: HTMLElement;

  const many = (from: number, count: number) => Array.from({ length: count }, (_, n) => summary(from + n));
  const answer = (runs: RunSummary[], next_cursor: string | null = null): RunsAnswer => ({
    ok: true,
    runs,
    next_cursor,
  });
  const url = () => TestBed.inject(Router).url;
  const rest = () => settle(harness.fixture);
  const names = () => [...page.querySelectorAll('.name a')].map(words);
  const search = () => page.querySelector<HTMLInputElement>('input[type=search]') as HTMLInputElement;

  beforeEach(() => {
    list.mockReset().mockImplementation(() => Promise.resolve(answer(many(1, 3))));
    counts.mockReset().mockResolvedValue({
      ok: true,
      counts: { draft: 6, scheduled: 38, in_progress: 1, completed: 100, cancelled: 0 },
      capped_at: 100,
    });
    TestBed.configureTestingModule({
      providers: [
        { provide: RunsApi, useValue: { list, counts } },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        provideRouter([
          { path: 'app/provider/runs', component: RunsPage },
          { path: 'app/provider/runs/:id', component: Elsewhere },
        ]),
      ],
    });
  });

  afterEach(() => jest.useRealTimers());

  async function open(query = '') {
    harness = await RouterTestingHarness.create(`/app/provider/runs${query}`);
    page = harness.routeNativeElement as HTMLElement;
    await rest();
  }

  async function press(key: string, target: Element = document.body) {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await rest();
  }

  it('asks for what the address says', async () => {
    await open('?status=draft&status=cancelled&q=bam&limit=150');
    const filter = expect.objectContaining({ status: ['draft', 'cancelled'], q: 'bam' });
    expect(list.mock.calls).toEqual([[filter, { limit: 100, cursor: null }]]);
    expect(search().value).toBe('bam');
    expect([...page.querySelectorAll('.chip[aria-pressed=true]')].map(words)).toEqual(['Draft 6', 'Cancelled 0']);
  });

  it('counts up to the cap, and no further', async () => {
    await open();
    expect([...page.querySelectorAll('.chip')].map(words)).toEqual([
      'Draft 6',
      'Scheduled 38',
      'In progress 1',
      'Completed 99+',
      'Cancelled 0',
    ]);
  });

  it('works without figures when they could not be had', async () => {
    counts.mockRejectedValue(new ApiFailure('error.unavailable', 503));
    await open();
    expect(words(page.querySelector('.chip'))).toBe('Draft');
    expect(names()).toHaveLength(3);
  });

  it('writes each filter into the address, and takes it out again', async () => {
    await open('?q=bam&limit=50');
    button(/^Draft/).click();
    await rest();
    expect(url()).toBe('/app/provider/runs?status=draft&q=bam');
    button(/^Completed/).click();
    await rest();
    expect(url()).toBe('/app/provider/runs?status=draft&status=completed&q=bam');
    expect(list).toHaveBeenLastCalledWith(expect.objectContaining({ status: ['draft', 'completed'], q: 'bam' }), {
      limit: 25,
      cursor: null,
    });
    button(/^Draft/).click();
    await rest();
    expect(url()).toBe('/app/provider/runs?status=completed&q=bam');
  });

  it('goes back to what was asked before, search field and all', async () => {
    await open('?q=bam');
    await TestBed.inject(Router).navigateByUrl('/app/provider/runs?q=tofino');
    await rest();
    expect(search().value).toBe('tofino');
    expect(list).toHaveBeenCalledTimes(2);
  });

  it('searches once the typing has paused, without a step in the history for each letter', async () => {
    await open();
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate');
    for (const q of ['b', 'ba', 'bam']) {
      search().value = q;
      search().dispatchEvent(new Event('input'));
    }
    expect(navigate).not.toHaveBeenCalled();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await rest();
    expect(navigate).toHaveBeenCalledTimes(1);
    expect(navigate.mock.calls[0]?.[1]).toMatchObject({ replaceUrl: true });
    expect(url()).toBe('/app/provider/runs?q=bam');
  });

  it('begins a search at its first page, however far the list was open', async () => {
    await open('?limit=75');
    search().value = 'bam';
    search().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await rest();
    expect(url()).toBe('/app/provider/runs?q=bam');
    expect(list).toHaveBeenLastCalledWith(expect.objectContaining({ q: 'bam' }), { limit: 25, cursor: null });
  });

  it('does not take back a letter that was typed while the address was written', async () => {
    await open();
    search().value = 'ba';
    search().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    search().value = 'bam';
    search().dispatchEvent(new Event('input'));
    await rest();
    expect(search().value).toBe('bam');
  });

  it('opens further by the next page, and the address remembers how far', async () => {
    list.mockResolvedValueOnce(answer(many(1, 25), 'after-25'));
    await open();
    expect(names()).toHaveLength(25);
    list.mockResolvedValueOnce(answer(many(26, 5)));
    button('Show more').click();
    await rest();
    expect(list).toHaveBeenCalledTimes(2);
    expect(list).toHaveBeenLastCalledWith(expect.anything(), { limit: 25, cursor: 'after-25' });
    expect(names()).toHaveLength(30);
    expect(url()).toBe('/app/provider/runs?limit=50');
    expect(words(document.activeElement)).toBe('Run 26');
    expect(words(page.querySelector('sr-end-of-list'))).toBe('That is every run: 30.');
  });

  it('keeps what is there when the next page could not be fetched', async () => {
    list.mockResolvedValueOnce(answer(many(1, 25), 'after-25'));
    await open();
    list.mockRejectedValueOnce(new ApiFailure('error.network', 0));
    button('Show more').click();
    await rest();
    expect(names()).toHaveLength(25);
    expect(words(page.querySelector('[role=alert]'))).toContain('The next runs could not be fetched');
    list.mockResolvedValueOnce(answer(many(26, 1)));
    button('Try again').click();
    await rest();
    expect(names()).toHaveLength(26);
  });

  it('shows bars in the table’s own columns while rows are on their way', async () => {
    list.mockReturnValue(new Promise(() => undefined));
    await open();
    const table = page.querySelector('table');
    expect(table?.getAttribute('aria-busy')).toBe('true');
    expect(table?.querySelectorAll('tr.still')[0]?.children).toHaveLength(
      table?.querySelectorAll('thead th').length ?? 0,
    );
    expect(page.querySelector('sr-empty-state, sr-end-of-list')).toBeNull();
  });

  it('says how to begin when there is nothing yet', async () => {
    list.mockResolvedValue(answer([]));
    await open();
    expect(words(page.querySelector('sr-empty-state h2'))).toBe('No service runs yet');
    expect(page.querySelector('sr-empty-state a')?.getAttribute('href')).toBe('/app/provider/runs/new');
    expect(page.querySelector('input[type=search], .chip')).toBeNull();
  });

  it('says what found nothing, and clears it', async () => {
    list.mockResolvedValueOnce(answer([]));
    await open('?q=zebalos&status=draft');
    expect(words(page.querySelector('sr-empty-state'))).toContain('No run in the chosen statuses matches “zebalos”.');
    button('Clear search').click();
    await rest();
    expect(url()).toBe('/app/provider/runs?status=draft');
    expect(search().value).toBe('');
    expect(document.activeElement).toBe(search());
  });

  it('says what went wrong, with the number to quote, and tries again', async () => {
    list.mockRejectedValueOnce(new ApiFailure('error.unavailable', 503, '7f3a-20c1'));
    await open('?q=bam');
    const alert = words(page.querySelector('[role=alert]'));
    expect(alert).toContain('The runs could not be fetched');
    expect(alert).toContain('Number to quote: 7f3a-20c1');
    button('Try again').click();
    await rest();
    expect(names()).toHaveLength(3);
    expect(list).toHaveBeenLastCalledWith(expect.objectContaining({ q: 'bam' }), expect.anything());
  });

  it('is one table with roles, a body for each month', async () => {
    list.mockResolvedValueOnce(answer([summary(1, { starts_at: null, ends_at: null }), summary(2)]));
    await open();
    expect([...page.querySelectorAll('tbody')].map((body) => words(body.querySelector('th')))).toEqual([
      'No date yet',
      'March 2026',
    ]);
    const cells = [...(page.querySelectorAll('tbody')[1]?.querySelectorAll('tr:not(.month) > *') ?? [])];
    expect(cells.map((cell) => cell.getAttribute('role'))).toEqual(['rowheader', ...Array(8).fill('cell')]);
    expect(cells.slice(5).map(words)).toEqual(['1', '1', '1', '1']);
  });

  it('is gone through by keys', async () => {
    await open();
    await press('j');
    expect(words(document.activeElement)).toBe('Run 1');
    await press('j');
    await press('j');
    await press('j');
    expect(words(document.activeElement)).toBe('Run 3');
    await press('k');
    expect(words(document.activeElement)).toBe('Run 2');
    await press('/');
    expect(document.activeElement).toBe(search());
    // A letter typed into the search is a letter.
    await press('n', search());
    expect(url()).toBe('/app/provider/runs');
    await press('n');
    expect(url()).toBe('/app/provider/runs/new');
  });
});
