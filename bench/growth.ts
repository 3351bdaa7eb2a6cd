// What a hundred times the rows cost: the same calls on the small and on the large database, in turn.
import pg from 'pg';
import { drive, interleave, median, type Load, type Pace, type Target } from './measure.ts';
import { reads } from './reads.ts';
import { round, type Line } from './report.ts';
import type { Stage } from './stage.ts';

/** So few that what is measured is how long an answer takes, and not how long it stands in line. */
const CONNECTIONS = 2;
/** Milliseconds in which even a search that finds very much is answered. */
const PATIENCE = 200;

export async function measureGrowth(small: Stage, large: Stage, pace: Pace): Promise<void> {
  const ofLarge = reads(large.rows);
  for (const [index, read] of reads(small.rows).entries()) {
    const [before = Number.NaN, after = Number.NaN] = await p50s(
      pace,
      targetOn(small, read),
      targetOn(large, ofLarge[index] ?? read),
    );
    pace.tell(ratioLine(`Growth: ${read.name}`, after, before, 2, ['small', 'large']));
  }
  await measureDeepPages(large, pace);
  await measureSearch(large, pace);
}

async function measureDeepPages(large: Stage, pace: Pace): Promise<void> {
  for (const { name, path, cursor } of await deepPages(large)) {
    const page = (query: string) =>
      targetOn(large, { ...asOwner(large), path: `${path}${query}`, expected: '"next_cursor":"' });
    const [first = Number.NaN, deep = Number.NaN] = await p50s(pace, page(''), page(`?cursor=${cursor}`));
    pace.tell(ratioLine(`Deep page: ${name}`, deep, first, 1.5, ['first', 'deep']));
  }
}

/** Cursors that stand at two fifths of a list. */
async function deepPages({ rows, database }: Stage): Promise<{ name: string; path: string; cursor: string }[]> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    await client.query(`SET timezone = 'UTC'`);
    const at = async (sql: string, count: number) => {
      const { rows: found } = await client.query<{ place: string }>(sql, [rows.tenantId, Math.floor(count * 0.4)]);
      return Buffer.from(found[0]?.place ?? '', 'latin1').toString('base64url');
    };
    return [
      {
        name: 'GET /api/provider/runs',
        path: '/api/provider/runs',
        cursor: await at(
          `SELECT sorts_at || ' ' || id AS place FROM cc_n3_runs WHERE tenant_id = $1 ORDER BY sorts_at DESC, id DESC OFFSET $2 LIMIT 1`,
          rows.size.ownRuns,
        ),
      },
      {
        name: 'GET /api/provider/requests',
        path: '/api/provider/requests',
        cursor: await at(
          `SELECT created_at || ' ' || id AS place FROM cc_service_requests WHERE tenant_id = $1 ORDER BY created_at DESC, id DESC OFFSET $2 LIMIT 1`,
          rows.size.requests,
        ),
      },
    ];
  } finally {
    await client.end();
  }
}

async function measureSearch(large: Stage, pace: Pace): Promise<void> {
  const run = (path: string, expected: string) => targetOn(large, { ...asOwner(large), path, expected });
  const byId = run(`/api/provider/runs/${large.rows.runId}`, large.rows.runId);
  const [found = Number.NaN, rare = Number.NaN] = await p50s(
    pace,
    byId,
    run('/api/provider/runs?q=winter%20harb', 'Winter Harbour'),
  );
  pace.tell(ratioLine('Search that finds few, against a look-up by id', rare, found, 10, ['by id', 'search']));
  const [common = Number.NaN] = await p50s(pace, run('/api/provider/runs?q=pump-out', 'pump-out'));
  pace.tell({
    name: 'Search that finds a fifth of all',
    value: round(common, 1),
    unit: 'ms',
    must: { reach: PATIENCE, direction: 'at most' },
    detail: {},
  });
}

function asOwner({ rows }: Stage) {
  return { headers: { authorization: `Bearer ${rows.owner.token}`, 'x-tenant-id': rows.tenantId } };
}

function targetOn({ api }: Stage, { path, headers, expected }: Omit<Target, 'url'> & { path: string }): Target {
  return { url: `${api.origin}${path}`, headers, expected };
}

/** Milliseconds, the median of the rounds' medians. */
async function p50s(pace: Pace, ...targets: Target[]): Promise<number[]> {
  const load: Load = { connections: CONNECTIONS, seconds: pace.seconds };
  for (const target of targets) await drive(target, { ...load, seconds: 1 });
  const results = await interleave(pace, ...targets.map((target) => () => drive(target, load)));
  return results.map((figures) => median(figures.map(({ p50 }) => p50)));
}

function ratioLine(
  name: string,
  value: number,
  against: number,
  reach: number,
  [before, after]: readonly [string, string],
): Line {
  return {
    name,
    value: round(value / against, 2),
    unit: '×',
    must: { reach, direction: 'at most' },
    detail: { [`${before}, ms`]: round(against, 2), [`${after}, ms`]: round(value, 2) },
  };
}
