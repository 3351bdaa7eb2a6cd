import { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type RequestCountsAnswer } from '@service-runs/contracts';
import { CurrentTenant } from '../session/current-tenant';
import { alberni, barkley, FakeSession } from '../testing/fake-session';
import { RequestCounts } from './request-counts';
import { RequestsApi } from './requests-api';

describe('how many requests there are', () => {
  const counts = jest.fn<Promise<RequestCountsAnswer>, []>();
  const answer = (n: number): RequestCountsAnswer => ({
    ok: true,
    counts: { new: n, accepted: 100, declined: 0 },
    capped_at: 100,
  });
  let session: FakeSession;
  let watched: RequestCounts;

  beforeEach(() => {
    localStorage.clear();
    jest.useFakeTimers();
    counts.mockReset().mockResolvedValue(answer(3));
    session = new FakeSession().enter([barkley, alberni]);
    TestBed.configureTestingModule({
      providers: [session.provide(), { provide: RequestsApi, useValue: { counts } }],
    });
    watched = TestBed.inject(RequestCounts);
  });
  afterEach(() => jest.useRealTimers());

  async function watch() {
    watched.watch(TestBed.inject(DestroyRef));
    await rest();
  }
  async function rest() {
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
  }

  it('is asked for at once, and again every half minute', async () => {
    await watch();
    expect(watched.new()).toBe(3);
    expect([watched.words('new'), watched.words('accepted'), watched.words('declined')]).toEqual(['3', '99+', '0']);
    counts.mockResolvedValue(answer(4));
    await jest.advanceTimersByTimeAsync(120_000);
    expect(watched.new()).toBe(4);
  });

  it('is of the chosen organisation, and of none meanwhile', async () => {
    await watch();
    let tell: (answer: RequestCountsAnswer) => void = () => undefined;
    counts.mockReturnValue(new Promise((resolve) => (tell = resolve)));
    TestBed.inject(CurrentTenant).choose(alberni.id);
    await rest();
    expect(watched.words('new')).toBeNull();
    tell(answer(7));
    await rest();
    expect(watched.new()).toBe(7);
  });

  it('keeps what was last known when it cannot be asked for', async () => {
    await watch();
    counts.mockRejectedValue(new Error('no line'));
    await watched.refresh();
    expect(watched.new()).toBe(3);
  });

  it('lets no older answer overwrite a newer one', async () => {
    await watch();
    let late: (answer: RequestCountsAnswer) => void = () => undefined;
    counts.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    const first = watched.refresh();
    counts.mockResolvedValueOnce(answer(9));
    await watched.refresh();
    late(answer(1));
    await first;
    expect(watched.new()).toBe(9);
  });

  it('is asked for by nobody who belongs to no organisation', async () => {
    session.tenants.set([]);
    await watch();
    await watched.refresh();
    expect(counts).not.toHaveBeenCalled();
  });
});
