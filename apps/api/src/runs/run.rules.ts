import {
  RUN_TRANSITIONS,
  type ActivityDetail,
  type Instant,
  type MarketMode,
  type RunStatus,
  type UpdateRunInput,
} from '@service-runs/contracts';
import { ApiError, invalid } from '../platform/errors/api-error';

/** What of a run its provider may write. */
export interface RunFields {
  name: string;
  starts_at: Instant | null;
  ends_at: Instant | null;
  time_zone: string;
  zone_name: string | null;
  market_mode: MarketMode;
  portal_id: string | null;
  service_address: string | null;
  internal_notes: string | null;
  price_estimate_cents: number | null;
}

/** @throws ApiError `error.run.illegal_transition` */
export function requireTransition(from: RunStatus, to: RunStatus): void {
  if (!RUN_TRANSITIONS[from].includes(to)) {
    throw new ApiError('error.run.illegal_transition');
  }
}

/** @throws ApiError `error.validation` for an end before the start, or without one */
export function requireOrderedWindow({ starts_at, ends_at }: Pick<RunFields, 'starts_at' | 'ends_at'>): void {
  if (ends_at === null) {
    return;
  }
  if (starts_at === null) {
    throw invalid('ends_at', 'needs_start', 'needs a start');
  }
  if (Date.parse(ends_at) < Date.parse(starts_at)) {
    throw invalid('ends_at', 'after_start', 'must not be before the start');
  }
}

const FREE_TEXTS = ['zone_name', 'service_address', 'internal_notes'] as const;

/** An emptied text is none, whether a run is made or changed. */
export function emptiedAsNone<Input extends UpdateRunInput>(input: Input): Input {
  return FREE_TEXTS.reduce((result, key) => (result[key] === '' ? { ...result, [key]: null } : result), input);
}

/** What a change really changes; a key that is given but the same is none. */
export function changedFields(before: RunFields, changes: UpdateRunInput): (keyof RunFields)[] {
  return (Object.keys(changes) as (keyof RunFields)[]).filter(
    (key) => changes[key] !== undefined && changes[key] !== before[key],
  );
}

const SCHEDULE: readonly (keyof RunFields)[] = ['starts_at', 'ends_at', 'time_zone'];

/** Whether what has changed moves the run to another day or time. */
export function isRescheduled(changed: (keyof RunFields)[]): boolean {
  return changed.some((key) => SCHEDULE.includes(key));
}

/** How the trail tells of an edit: moving the run is one thing, everything else another. Values of free text stay out. */
export function editEvents(
  before: RunFields,
  after: RunFields,
  changed: (keyof RunFields)[],
): { action: 'run.rescheduled' | 'run.edited'; detail: ActivityDetail }[] {
  const rest = changed.filter((key) => !SCHEDULE.includes(key));
  return [
    ...(isRescheduled(changed)
      ? [
          {
            action: 'run.rescheduled' as const,
            detail: {
              starts_at: { from: before.starts_at, to: after.starts_at },
              ends_at: { from: before.ends_at, to: after.ends_at },
            },
          },
        ]
      : []),
    ...(rest.length > 0 ? [{ action: 'run.edited' as const, detail: { fields: rest } }] : []),
  ];
}
