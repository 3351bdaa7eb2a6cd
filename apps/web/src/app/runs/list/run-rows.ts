import { type RunSummary } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { dayParts, daysBetween, monthHead, readerZone, windowOf, zoneIfForeign } from '@service-runs/ui';

/** A run as a line of the timetable. */
export interface RunRow {
  run: RunSummary;
  /** Null without a date. */
  day: { weekday: string; day: string } | null;
  window: string;
  /** The zone's name where it is not the reader's. */
  zone: string | null;
  today: boolean;
  cancelled: boolean;
  /** Nobody has been invited, and nobody has access. */
  alone: boolean;
  publishing: string;
}

export interface RunMonth {
  head: string;
  rows: RunRow[];
}

/** Rows under the month in which their run starts, in the order in which they come; each month once. */
export function byMonth(
  runs: readonly RunSummary[],
  reader: string = readerZone(),
  now: Date = new Date(),
): RunMonth[] {
  const months = new Map<string, RunRow[]>();
  for (const run of runs) {
    const head = run.starts_at === null ? service('common.time.none') : monthHead(run.starts_at, run.time_zone);
    const rows = months.get(head) ?? [];
    if (rows.length === 0) months.set(head, rows);
    rows.push(rowOf(run, reader, now));
  }
  return [...months].map(([head, rows]) => ({ head, rows }));
}

function rowOf(run: RunSummary, reader: string, now: Date): RunRow {
  const cancelled = run.status === 'cancelled';
  const { sent, viewed, claimed } = run.invitation_counts;
  return {
    run,
    day: run.starts_at === null ? null : dayParts(run.starts_at, run.time_zone),
    window: windowOf(run),
    zone: run.starts_at === null ? null : zoneIfForeign(run.time_zone, reader),
    today: !cancelled && isOn(run, now),
    cancelled,
    alone: sent + viewed + claimed + run.active_stakeholders === 0,
    publishing: service(`label.publishing.${run.publishing_state ?? 'never'}`),
  };
}

/** Whether this day, in the run's zone, is one of the run's days. */
function isOn({ starts_at, ends_at, time_zone }: RunSummary, now: Date): boolean {
  if (starts_at === null) return false;
  return daysBetween(starts_at, now, time_zone) >= 0 && daysBetween(now, ends_at ?? starts_at, time_zone) >= 0;
}
