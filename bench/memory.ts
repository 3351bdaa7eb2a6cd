import autocannon from 'autocannon';
import type { Pace } from './measure.ts';
import { reads } from './reads.ts';
import { residentMegabytes } from './process-figures.ts';
import { round } from './report.ts';
import type { Stage } from './stage.ts';

/** Megabytes. */
const LIMIT = 200;
/** What may have come on between half of the requests and all of them: more is a leak. */
const FLAT = 1.1;

/** What the API has in memory after so many requests of all kinds. Nothing is told where this machine does not tell. */
export async function measureMemory({ api, rows }: Stage, requests: number, { tell }: Pace): Promise<void> {
  const seen: number[] = [];
  while (seen.length < 2) {
    const result = await autocannon({
      url: api.origin,
      connections: 32,
      amount: requests / 2,
      requests: reads(rows).map(({ path, headers }) => ({ method: 'GET' as const, path, headers: { ...headers } })),
    });
    if (result.non2xx > 0 || result.errors > 0) {
      throw new Error(`Of mixed requests ${result.non2xx} were refused, and ${result.errors} failed`);
    }
    const resident = residentMegabytes(api.pid);
    if (resident === undefined) return;
    seen.push(resident);
  }
  const [half = Number.NaN, all = Number.NaN] = seen;
  const detail = { requests, 'half-way, MB': round(half), 'at the end, MB': round(all) };
  tell({
    name: 'Memory after mixed requests',
    value: round(all),
    unit: 'MB',
    must: { reach: LIMIT, direction: 'at most' },
    detail,
  });
  tell({
    name: 'Memory, all against half of them',
    value: round(all / half, 2),
    unit: '×',
    must: { reach: FLAT, direction: 'at most' },
    detail: {},
  });
}
