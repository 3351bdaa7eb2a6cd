import fc from 'fast-check';
import { RateLimitLots, type Charge, type Taken } from './rate-limit-lots';

const WINDOW = 60;
const charge = (key: string, points = 120): Charge => ({ key, points, within: WINDOW });

/** The database's side of it, as its function does it, and a clock that all share. */
class Shared {
  /** Milliseconds. */
  time = 1_000;
  asked = 0;
  /** All that there were. */
  readonly windows: { from: number; to: number }[] = [];
  private readonly rows = new Map<string, { points: number; endsAt: number }>();

  readonly now = () => this.time;

  take(charges: readonly Charge[]): Taken[] {
    this.asked++;
    const answer: Taken[] = [];
    for (const { key, points, within } of charges) {
      let row = this.rows.get(key);
      if (row === undefined || row.endsAt <= this.time) {
        row = { points: 0, endsAt: this.time + within * 1_000 };
        this.rows.set(key, row);
        this.windows.push({ from: this.time, to: row.endsAt });
      }
      const left = points - row.points;
      const taken = Math.min(left, Math.max(Math.floor(left / 10), 1));
      row.points += taken;
      answer.push({ taken, remaining: left - taken, resetsIn: row.endsAt - this.time });
      if (taken === 0) break;
    }
    return answer;
  }

  process(): RateLimitLots {
    return new RateLimitLots(async (charges) => this.take(charges), this.now);
  }
}

async function allowed(lots: RateLimitLots, times: number, ...charges: Charge[]): Promise<number> {
  let count = 0;
  for (let i = 0; i < times; i++) count += (await lots.spend(charges)).refused ? 0 : 1;
  return count;
}

it('allows exactly the bound to one process, one call after the other and all at once', async () => {
  const shared = new Shared();
  const lots = shared.process();
  expect(await allowed(lots, 300, charge('a'))).toBe(120);
  const atOnce = await Promise.all(Array.from({ length: 300 }, () => lots.spend([charge('b')])));
  expect(atOnce.filter(({ refused }) => !refused)).toHaveLength(120);
});

it('asks for far fewer lots than there are calls, and not at all for those that are refused', async () => {
  const shared = new Shared();
  const lots = shared.process();
  await allowed(lots, 60, charge('a'));
  expect(shared.asked).toBeLessThan(10);
  await allowed(lots, 60, charge('a'));
  expect(shared.asked).toBeLessThan(40);
  const before = shared.asked;
  expect(await allowed(lots, 1_000, charge('a'))).toBe(0);
  expect(shared.asked).toBe(before);
});

it('takes one lot for all who come while it is on its way', async () => {
  const shared = new Shared();
  const lots = shared.process();
  await Promise.all(Array.from({ length: 12 }, () => lots.spend([charge('a')])));
  expect(shared.asked).toBe(1);
});

it('fills all purses of a call by one question', async () => {
  const shared = new Shared();
  await shared.process().spend([charge('ip', 600), charge('link')]);
  expect(shared.asked).toBe(1);
});

it('counts down, tells of the last bound, and of the one that refuses', async () => {
  const shared = new Shared();
  const lots = shared.process();
  const call = () => lots.spend([charge('ip', 240), charge('link', 3)]);
  expect(await call()).toEqual({ refused: false, points: 3, remaining: 2, resetsIn: 60_000 });
  shared.time += 1_000;
  expect((await call()).remaining).toBe(1);
  expect((await call()).remaining).toBe(0);
  expect(await call()).toEqual({ refused: true, points: 3, remaining: 0, resetsIn: 59_000 });
  // The bound before it was paid each time.
  expect((await lots.spend([charge('ip', 240)])).remaining).toBe(235);
});

it('spends nothing of what comes after a bound that refuses', async () => {
  const shared = new Shared();
  const lots = shared.process();
  expect(await allowed(lots, 20, charge('ip', 5), charge('link'))).toBe(5);
  expect((await lots.spend([charge('link')])).remaining).toBe(114);
});

it('begins anew when the window is over', async () => {
  const shared = new Shared();
  const lots = shared.process();
  expect(await allowed(lots, 10, charge('a', 5))).toBe(5);
  shared.time += 59_999;
  expect(await allowed(lots, 10, charge('a', 5))).toBe(0);
  shared.time += 1;
  expect(await allowed(lots, 10, charge('a', 5))).toBe(5);
});

it('passes on that the counter is away, to all who wait for it, and asks again', async () => {
  const shared = new Shared();
  let away = true;
  const lots = new RateLimitLots(async (charges) => {
    if (away) throw new Error('away');
    return shared.take(charges);
  }, shared.now);
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => lots.spend([charge('a')])));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  away = false;
  await lots.spend([charge('a')]);
  away = true;
  // What it holds it goes on spending.
  expect((await lots.spend([charge('a')])).refused).toBe(false);
});

it('keeps a bounded number of purses, and allows no more for those that it forgets', async () => {
  const shared = new Shared();
  const lots = shared.process();
  let count = await allowed(lots, 6, charge('a'));
  for (let i = 0; i < 20_000; i++) await lots.spend([charge(`other ${i}`)]);
  count += await allowed(lots, 120, charge('a'));
  // Six of the first twelve were forgotten.
  expect(count).toBe(114);
});

/** Something that happens to four processes: one is called, a message goes on its way or arrives, or time passes. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ call: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ move: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ pause: fc.integer({ min: 1, max: 12 }) }) },
);

it('of several processes, in whatever order things happen, never allows more than the bound in a window', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.array(happening, { maxLength: 150, size: 'max' }),
      async (points, story) => {
        const shared = new Shared();
        const onTheWay: (() => void)[] = [];
        const way = () => new Promise<void>((arrive) => onTheWay.push(arrive));
        const takeLots = async (charges: readonly Charge[]) => {
          await way();
          const taken = shared.take(charges);
          await way();
          return taken;
        };
        const processes = Array.from({ length: 4 }, () => new RateLimitLots(takeLots, shared.now));
        const spentAt: number[] = [];
        const settled = () => new Promise((resolve) => setImmediate(resolve));
        // Windows of 20 ms: many end while a lot is on its way.
        const call = (process: number) =>
          processes[process]
            ?.spend([{ key: 'a', points, within: 0.02 }])
            .then(({ refused }) => refused || spentAt.push(shared.time));
        for (const one of story) {
          if ('call' in one) void call(one.call);
          if ('move' in one) onTheWay.splice(one.move % (onTheWay.length || 1), 1)[0]?.();
          if ('pause' in one) shared.time += one.pause;
          await settled();
        }
        for (; onTheWay.length > 0; await settled()) onTheWay.shift()?.();
        const counts = shared.windows.map(({ from, to }) => spentAt.filter((at) => at >= from && at < to).length);
        expect(Math.max(0, ...counts)).toBeLessThanOrEqual(points);
        // Each was spent within the window that it was taken in.
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(spentAt.length);
      },
    ),
    { numRuns: 300 },
  );
});
