import {
  type CreateRunInput,
  type Instant,
  LIMITS,
  type MarketMode,
  type Run,
  type UpdateRunInput,
} from '@service-runs/contracts';
import { type PlainCopyKey, service } from '@service-runs/copy';
import {
  type LocalTime,
  longDay,
  readerZone,
  scheduleWords,
  toInstant,
  toLocal,
  zoneIfForeign,
  zoneName,
} from '@service-runs/ui';

/** A run as its form holds it: every field a string, dates and times as a clock in the run's zone shows them. */
export interface RunValues {
  name: string;
  startDate: string;
  startTime: string;
  endDate: string;
  endTime: string;
  timeZone: string;
  zoneName: string;
  marketMode: MarketMode;
  serviceAddress: string;
  price: string;
  internalNotes: string;
}

export type RunField = keyof RunValues;
export type Told = Partial<Record<RunField, string>>;

/** In the order in which they stand on the page. */
export const runFields: readonly RunField[] = [
  'name',
  'startDate',
  'startTime',
  'endDate',
  'endTime',
  'timeZone',
  'zoneName',
  'serviceAddress',
  'marketMode',
  'price',
  'internalNotes',
];

/** Fields that mean something only together: one person's start with another's zone would be nobody's plan. */
const schedule: readonly RunField[] = ['startDate', 'startTime', 'endDate', 'endTime', 'timeZone'];

/** How the API names them. */
export const fieldOfPath: Partial<Record<string, RunField>> = {
  name: 'name',
  starts_at: 'startDate',
  ends_at: 'endDate',
  time_zone: 'timeZone',
  zone_name: 'zoneName',
  market_mode: 'marketMode',
  service_address: 'serviceAddress',
  price_estimate_cents: 'price',
  internal_notes: 'internalNotes',
};

export function emptyValues(timeZone: string): RunValues {
  return {
    name: '',
    startDate: '',
    startTime: '',
    endDate: '',
    endTime: '',
    timeZone,
    zoneName: '',
    marketMode: 'PRIVATE',
    serviceAddress: '',
    price: '',
    internalNotes: '',
  };
}

export function valuesOf(run: Run): RunValues {
  const at = (instant: Instant | null): LocalTime =>
    instant === null ? { date: '', time: '' } : toLocal(instant, run.time_zone);
  const [start, end] = [at(run.starts_at), at(run.ends_at)];
  return {
    name: run.name,
    startDate: start.date,
    startTime: start.time,
    endDate: end.date,
    endTime: end.time,
    timeZone: run.time_zone,
    zoneName: run.zone_name ?? '',
    marketMode: run.market_mode,
    serviceAddress: run.service_address ?? '',
    price: priceText(run.price_estimate_cents),
    internalNotes: run.internal_notes ?? '',
  };
}

/** The same run once more: all of it but its date, which is another. */
export function valuesAgain(run: Run): RunValues {
  return { ...valuesOf(run), startDate: '', startTime: '', endDate: '', endTime: '' };
}

export function sameValues(one: RunValues, other: RunValues, fields: readonly RunField[] = runFields): boolean {
  return fields.every((field) => one[field] === other[field]);
}

/** What is wrong, by field. `unread` are fields in which the browser holds something that is no date or time. */
export function wrongIn(values: RunValues, unread: ReadonlySet<RunField>): Told {
  const wrong: Told = {};
  if (!values.name.trim()) wrong.name = service('provider.form.name.missing');

  const { startDate, startTime, endTime } = values;
  const endDate = values.endDate || (endTime ? startDate : '');
  for (const field of ['startDate', 'endDate'] as const) {
    if (unread.has(field) || (values[field] && !isDay(values[field]))) {
      wrong[field] = service('provider.form.date.bad', { from: LIMITS.runYearMin, to: LIMITS.runYearMax });
    }
  }
  for (const field of ['startTime', 'endTime'] as const) {
    if (unread.has(field)) wrong[field] = service('provider.form.time.bad');
  }
  if (!startDate && startTime) wrong.startDate ??= service('provider.form.start.day_missing');
  if (startDate && !startTime) wrong.startTime ??= service('provider.form.start.time_missing');
  if (endDate && !endTime) wrong.endTime ??= service('provider.form.end.time_missing');
  if (!startDate && !startTime && (endDate || endTime)) wrong.startDate ??= service('provider.form.end.alone');

  const { start, end } = windowOf(values);
  if (start && end && end < start) wrong.endTime ??= service('provider.form.end.before');

  const price = centsOf(values.price);
  if (price === undefined) wrong.price = service('provider.form.price.bad');
  else if (price !== null && price > LIMITS.priceCentsMax) wrong.price = service('provider.form.price.much');
  return wrong;
}

/** Times that the clocks leave out, told at once: the form would otherwise move them in silence. */
export function gapsIn(values: RunValues): Told {
  return clockTold(values, ({ local, lands }) =>
    lands.time === local.time
      ? null
      : service('provider.form.time.gap', { ...words(local, values.timeZone), next: lands.time }),
  );
}

/** Times that come twice: no mistake, but worth a word. */
export function twiceIn(values: RunValues): Told {
  return clockTold(values, ({ local, lands, instant }) => {
    const again = [30, 60, 120].some((minutes) => {
      const later = toLocal(new Date(Date.parse(instant) + minutes * 60_000), values.timeZone);
      return later.date === local.date && later.time === local.time;
    });
    return again && lands.time === local.time
      ? service('provider.form.time.twice', words(local, values.timeZone))
      : null;
  });
}

/** The same on the reader's own clock, where that is another; null where it is not, or nothing is set yet. */
export function yoursOf(values: RunValues, reader: string = readerZone()): string | null {
  if (zoneIfForeign(values.timeZone, reader) === null || Object.keys(gapsIn(values)).length > 0) return null;
  const { start, end } = windowOf(values);
  if (start === null) return null;
  const { day, window } = scheduleWords({
    starts_at: start,
    ends_at: end !== null && end >= start ? end : null,
    time_zone: reader,
  });
  return service('provider.form.time_zone.yours', { zone: zoneName(reader), when: `${day} ${window}` });
}

/** What to send for a run that is not there yet. Only for values in which nothing is wrong. */
export function createInput(values: RunValues): CreateRunInput {
  const { start, end } = windowOf(values);
  return {
    name: values.name.trim(),
    starts_at: start,
    ends_at: end,
    time_zone: values.timeZone,
    zone_name: values.zoneName.trim() || null,
    market_mode: values.marketMode,
    service_address: values.serviceAddress.trim() || null,
    internal_notes: values.internalNotes.trim() || null,
    price_estimate_cents: centsOf(values.price) ?? null,
  };
}

/**
 * What of a run has been changed, and nothing else: what was left alone must not be written back over somebody else's
 * change, nor an instant moved by being read and written.
 */
export function changesTo(run: Run, values: RunValues): UpdateRunInput {
  const before = valuesOf(run);
  const input = createInput(values);
  const changes: UpdateRunInput = {};
  if (!sameValues(before, values, ['startDate', 'startTime', 'timeZone'])) changes.starts_at = input.starts_at;
  if (!sameValues(before, values, ['endDate', 'endTime', 'timeZone']) && input.ends_at !== run.ends_at)
    changes.ends_at = input.ends_at;
  if (changes.starts_at === run.starts_at) delete changes.starts_at;
  if (input.time_zone !== run.time_zone) changes.time_zone = input.time_zone;
  if (input.name !== run.name) changes.name = input.name;
  if (input.zone_name !== run.zone_name) changes.zone_name = input.zone_name;
  if (input.market_mode !== run.market_mode) changes.market_mode = input.market_mode;
  if (input.service_address !== run.service_address) changes.service_address = input.service_address;
  if (input.internal_notes !== run.internal_notes) changes.internal_notes = input.internal_notes;
  if (input.price_estimate_cents !== run.price_estimate_cents)
    changes.price_estimate_cents = input.price_estimate_cents;
  return changes;
}

/** Mine over theirs: what I changed since `base` stands, everything else becomes theirs. */
export function mergedValues(base: Run, theirs: Run, mine: RunValues): RunValues {
  const [before, now] = [valuesOf(base), valuesOf(theirs)];
  const kept = (fields: readonly RunField[]): Partial<RunValues> =>
    sameValues(before, mine, fields) ? {} : Object.fromEntries(fields.map((field) => [field, mine[field]]));
  const others = runFields.filter((field) => !schedule.includes(field));
  return { ...now, ...kept(schedule), ...Object.assign({}, ...others.map((field) => kept([field]))) };
}

/** What somebody else made of a run, in words: what it was, what it is, and what stands here where that is a third. */
export interface TheirChange {
  field: string;
  before: string;
  now: string;
  mine: string | null;
}

export function theirChanges(base: Run, theirs: Run, mine: RunValues): TheirChange[] {
  const [before, now] = [valuesOf(base), valuesOf(theirs)];
  const changed = shownFields.flatMap(({ called, fields, says }) => {
    if (sameValues(before, now, fields)) return [];
    const kept = sameValues(before, mine, fields) || sameValues(now, mine, fields);
    return [{ field: service(called), before: says(before), now: says(now), mine: kept ? null : says(mine) }];
  });
  if (base.status === theirs.status) return changed;
  const [was, is] = [service(`label.run.status.${base.status}`), service(`label.run.status.${theirs.status}`)];
  return [...changed, { field: service('label.run.status'), before: was, now: is, mine: null }];
}

/** As a conflict names them: dates, times and their zone are one thing. */
const shownFields: readonly {
  called: PlainCopyKey;
  fields: readonly RunField[];
  says: (values: RunValues) => string;
}[] = [
  { called: 'provider.form.name', fields: ['name'], says: ({ name }) => name },
  { called: 'provider.form.conflict.when', fields: schedule, says: whenOf },
  { called: 'provider.form.zone', fields: ['zoneName'], says: ({ zoneName }) => zoneName || nothing() },
  {
    called: 'provider.form.address',
    fields: ['serviceAddress'],
    says: ({ serviceAddress }) => serviceAddress || nothing(),
  },
  {
    called: 'provider.form.mode',
    fields: ['marketMode'],
    says: ({ marketMode }) => service(`label.market_mode.${marketMode}`),
  },
  { called: 'provider.form.price', fields: ['price'], says: ({ price }) => price || nothing() },
  { called: 'provider.form.notes', fields: ['internalNotes'], says: ({ internalNotes }) => internalNotes || nothing() },
];

function nothing(): string {
  return service('provider.form.conflict.nothing');
}

function whenOf(values: RunValues): string {
  const { start, end } = windowOf(values);
  const { day, window } = scheduleWords({ starts_at: start, ends_at: end, time_zone: values.timeZone });
  return [day, window, zoneName(values.timeZone)].filter(Boolean).join(' ');
}

/** "4200" or "4200.50", as the field shows it. */
export function priceText(cents: number | null): string {
  if (cents === null) return '';
  return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
}

/** Whole cents; null for nothing entered, undefined for what is no amount. */
export function centsOf(text: string): number | null | undefined {
  const written = text.trim();
  if (written === '') return null;
  const amount = /^\$?\s*(\d{1,3}(?:[ ,]\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(written);
  if (!amount) return undefined;
  const [, whole = '', part = ''] = amount;
  return Number(whole.replace(/[ ,]/g, '')) * 100 + Number(part.padEnd(2, '0'));
}

function windowOf(values: RunValues): { start: Instant | null; end: Instant | null } {
  const instant = (date: string, time: string): Instant | null =>
    isDay(date) && time ? toInstant({ date, time }, values.timeZone) : null;
  return {
    start: instant(values.startDate, values.startTime),
    end: instant(values.endDate || values.startDate, values.endTime),
  };
}

function isDay(date: string): boolean {
  const year = Number(/^(\d{4})-\d{2}-\d{2}$/.exec(date)?.[1]);
  return year >= LIMITS.runYearMin && year <= LIMITS.runYearMax;
}

interface ClockTime {
  local: LocalTime;
  instant: Instant;
  /** What the clock shows at that instant: the same, unless the clocks leave it out. */
  lands: LocalTime;
}

function clockTold(values: RunValues, tell: (at: ClockTime) => string | null): Told {
  const told: Told = {};
  const times = [
    { field: 'startTime', date: values.startDate, time: values.startTime },
    { field: 'endTime', date: values.endDate || values.startDate, time: values.endTime },
  ] as const;
  for (const { field, date, time } of times) {
    if (!isDay(date) || !time) continue;
    const local = { date, time };
    const instant = toInstant(local, values.timeZone);
    const said = tell({ local, instant, lands: toLocal(instant, values.timeZone) });
    if (said) told[field] = said;
  }
  return told;
}

function words({ date, time }: LocalTime, zone: string): { time: string; day: string; zone: string } {
  // The day alone is meant, so it is read where midday is midday.
  return { time, day: longDay(`${date}T12:00:00.000Z`, 'UTC'), zone: zoneName(zone) };
}
