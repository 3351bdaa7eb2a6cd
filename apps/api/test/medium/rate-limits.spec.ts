import { randomBytes } from 'node:crypto';
import { RateLimitRepository } from '../../src/auth/rate-limit.repository';
import type { Charge } from '../../src/auth/rate-limit-lots';
import { one } from '../factories';
import { sqlStateOf, SQLSTATE } from '../support/context';
import { useServices } from '../support/services';

const suite = useServices({ DATABASE_POOL: '20' });
let counters: RateLimitRepository;
beforeAll(() => {
  counters = new RateLimitRepository(suite.services.database);
});

const charge = (points: number, within = 60): Charge => ({
  key: randomBytes(32).toString('base64url'),
  points,
  within,
});
const bytes = ({ key }: Charge) => Buffer.from(key, 'base64url');
const pointsOf = async (charged: Charge) =>
  (
    await one<{ points: number }>(suite.admin, 'SELECT points FROM cc_rate_limits WHERE key_hash = $1', [
      bytes(charged),
    ])
  ).points;
const passTime = (charged: Charge, interval: string) =>
  suite.admin.query('UPDATE cc_rate_limits SET expires_at = expires_at - $2::interval WHERE key_hash = $1', [
    bytes(charged),
    interval,
  ]);

describe('counted one by one', () => {
  it('fifty at once are fifty', async () => {
    const account = charge(100);
    const taken = (await Promise.all(Array.from({ length: 50 }, () => counters.takeOne([account])))).flat();
    expect(await pointsOf(account)).toBe(50);
    // Each was told another number of what is left.
    expect(taken.map(({ remaining }) => remaining).sort((a, b) => b - a)).toEqual(
      Array.from({ length: 50 }, (_, i) => 99 - i),
    );
  });

  it('no more are given than the bound, to however many at once', async () => {
    const account = charge(10);
    const taken = (await Promise.all(Array.from({ length: 50 }, () => counters.takeOne([account])))).flat();
    expect(taken.filter((row) => row.taken === 1)).toHaveLength(10);
    expect(await pointsOf(account)).toBe(10);
  });

  it('a bound that is reached leaves those after it alone', async () => {
    const [address, account] = [charge(1), charge(10)];
    expect(await counters.takeOne([address, account])).toHaveLength(2);
    expect(await counters.takeOne([address, account])).toEqual([
      { taken: 0, remaining: 0, resetsIn: expect.any(Number) },
    ]);
    expect(await pointsOf(account)).toBe(1);
  });

  it('many calls that share keys in part do not stand in each other’s way', async () => {
    const [address, ...accounts] = [charge(1_000), charge(1_000), charge(1_000), charge(1_000)] as const;
    await Promise.all(Array.from({ length: 90 }, (_, i) => counters.takeOne([address, accounts[i % 3] as Charge])));
    expect(await Promise.all([address, ...accounts].map(pointsOf))).toEqual([90, 30, 30, 30]);
  });

  it('forgotten, it begins anew', async () => {
    const account = charge(10);
    await counters.takeOne([account]);
    await counters.forget(account.key);
    expect((await counters.takeOne([account]))[0]?.remaining).toBe(9);
  });
});

describe('counted in lots', () => {
  it('a tenth of what is left is taken at a time, and the last ones singly', async () => {
    const link = charge(120);
    const lots: number[] = [];
    for (let left = 120; left > 0;) {
      const [row] = await counters.takeLots([link]);
      lots.push(row?.taken ?? NaN);
      left = row?.remaining ?? NaN;
    }
    expect(lots.slice(0, 4)).toEqual([12, 10, 9, 8]);
    expect(lots.at(-1)).toBe(1);
    expect(lots.reduce((sum, lot) => sum + lot, 0)).toBe(120);
    expect((await counters.takeLots([link]))[0]).toMatchObject({ taken: 0, remaining: 0 });
  });

  it('asked for by many at once add up to the bound', async () => {
    const link = charge(120);
    const taken = (await Promise.all(Array.from({ length: 100 }, () => counters.takeLots([link])))).flat();
    expect(taken.reduce((sum, lot) => sum + lot.taken, 0)).toBe(120);
  });
});

describe('a window', () => {
  it('begins with the first call, does not move with the next, and is told in milliseconds', async () => {
    const account = charge(10, 300);
    expect((await counters.takeOne([account]))[0]?.resetsIn).toBe(300_000);
    await passTime(account, '100 seconds');
    const { resetsIn = NaN } = (await counters.takeOne([account]))[0] ?? {};
    expect(resetsIn).toBeLessThanOrEqual(200_000);
    expect(resetsIn).toBeGreaterThan(150_000);
  });

  it('that is over begins anew, also for many at once', async () => {
    const account = charge(10);
    await Promise.all(Array.from({ length: 12 }, () => counters.takeOne([account])));
    await passTime(account, '60 seconds');
    const taken = (await Promise.all(Array.from({ length: 30 }, () => counters.takeOne([account])))).flat();
    expect(taken.filter((row) => row.taken === 1)).toHaveLength(10);
    expect(Math.max(...taken.map(({ resetsIn }) => resetsIn))).toBeGreaterThan(50_000);
  });
});

it('the role that answers requests neither counts nor sees what was counted', async () => {
  const app = await suite.connect('appUrl');
  await counters.takeOne([charge(10)]);
  for (const statement of [
    'SELECT FROM cc_rate_limits',
    `INSERT INTO cc_rate_limits (key_hash, points, expires_at) VALUES ('\\x00', 0, now())`,
    'UPDATE cc_rate_limits SET points = 0',
    'DELETE FROM cc_rate_limits',
    `SELECT take_rate_limit_points('{}', '{}', '{}', false)`,
    `SELECT forget_rate_limit('\\x00')`,
  ]) {
    expect([statement, await sqlStateOf(app.query(statement))]).toEqual([statement, SQLSTATE.insufficientPrivilege]);
  }
});

it('what is counted is written to no log ahead', async () => {
  const row = await one<{ kind: string }>(
    suite.admin,
    `SELECT relpersistence AS kind FROM pg_class WHERE relname = 'cc_rate_limits'`,
  );
  expect(row.kind).toBe('u');
});
