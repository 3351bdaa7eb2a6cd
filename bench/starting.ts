import { median, type Pace } from './measure.ts';
import { round } from './report.ts';
import type { Stage } from './stage.ts';

/** Seconds. */
const LIMIT = 5;

/** From built, on a migrated database, until ready. */
export async function measureStart({ startAnother }: Stage, { rounds, signal, tell }: Pace): Promise<void> {
  const times: number[] = [];
  for (let start = 0; start < rounds && !signal.aborted; start++) {
    const began = performance.now();
    const api = await startAnother();
    const ready = await fetch(`${api.address}/api/health/ready`);
    if (!ready.ok) throw new Error(`Ready was answered with ${ready.status}`);
    times.push((performance.now() - began) / 1_000);
    await api.stop();
  }
  tell({
    name: 'Start, until ready',
    value: round(median(times), 2),
    unit: 's',
    must: { reach: LIMIT, direction: 'at most' },
    detail: {},
  });
}
