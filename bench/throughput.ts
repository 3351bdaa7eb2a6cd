// How much is answered in a second, against what the same database gives to somebody who does nothing else.
import { CLAIMING_CLIENTS, Claims } from './claims.ts';
import { INVITED_AT_ONCE, inviteMany } from './invites.ts';
import { drive, interleave, median, type Figures, type Pace, type Throughput } from './measure.ts';
import { reads, type Read } from './reads.ts';
import { round } from './report.ts';
import type { Server, Stage } from './stage.ts';
import { openStreams } from './streams.ts';

const CONNECTIONS = 32;
const STREAMS = 1_000;

interface Comparison<Ceiling extends Throughput> {
  readonly name: string;
  /** The part of the ceiling that must be reached; undefined where nothing is promised. */
  readonly atLeast: number | undefined;
  readonly against?: string;
  ceiling(seconds: number): Promise<Ceiling>;
  subject(seconds: number): Promise<Figures>;
}

export async function measureThroughput(stage: Stage, pace: Pace): Promise<void> {
  for (const step of [compareReads, compareBesideStreams, compareClaims, compareInvites, compareProcesses]) {
    if (!pace.signal.aborted) await step(stage, pace);
  }
}

async function compareReads({ rows, api, bare }: Stage, pace: Pace): Promise<void> {
  for (const read of reads(rows)) {
    const { name, atLeast } = read;
    await compare(pace, { name, atLeast, ceiling: asking(read, bare), subject: asking(read, api) });
  }
}

/** How much more two processes of the API answer than one, where they share two cores with the database and with who asks. */
async function compareProcesses({ rows, api, startAnother }: Stage, pace: Pace): Promise<void> {
  const two = await startAnother({ WORKERS: '2' });
  try {
    // What the process that watches over them uses is not what they use.
    const server = { origin: two.address };
    for (const read of reads(rows).slice(0, 2)) {
      const name = `${read.name}, two processes against one`;
      await compare(pace, { name, atLeast: undefined, ceiling: asking(read, api), subject: asking(read, server) });
    }
  } finally {
    await two.stop();
  }
}

function asking({ path, headers, expected }: Read, { origin, pid }: Pick<Server, 'origin'> & Partial<Server>) {
  return (seconds: number) =>
    drive({ url: `${origin}${path}`, headers, expected }, { connections: CONNECTIONS, seconds, pid });
}

/** Against itself without them. */
async function compareBesideStreams({ rows, api }: Stage, pace: Pace): Promise<void> {
  const [view] = reads(rows);
  if (!view) return;
  const alone = asking(view, api);
  const tokens = Array.from({ length: STREAMS }, (_, n) => rows.people[n % 200]?.token ?? '');
  const beside = async (seconds: number) => {
    const end = await openStreams(api.origin, tokens);
    try {
      return await alone(seconds);
    } finally {
      end();
    }
  };
  const name = `The same beside ${STREAMS} open streams`;
  await compare(pace, { name, atLeast: 0.9, ceiling: alone, subject: beside });
}

async function compareClaims(stage: Stage, pace: Pace): Promise<void> {
  const claims = new Claims(stage);
  await compare(pace, {
    name: `POST /api/i/:token/claim, ${CLAIMING_CLIENTS} clients`,
    atLeast: 0.5,
    against: claims.against,
    ceiling: (seconds) => claims.straight(seconds),
    subject: (seconds) => claims.overHttp(seconds),
  });
}

async function compareInvites({ rows, api, bare }: Stage, pace: Pace): Promise<void> {
  const on =
    ({ origin, pid }: Server) =>
    (seconds: number) =>
      inviteMany(origin, rows, { connections: CLAIMING_CLIENTS, seconds, pid });
  const name = `Inviting ${INVITED_AT_ONCE} people, ${CLAIMING_CLIENTS} clients`;
  await compare(pace, { name, atLeast: 0.6, ceiling: on(bare), subject: on(api) });
}

/** Lets both warm up before anything counts, and then take turns. */
async function compare<Ceiling extends Throughput>(
  pace: Pace,
  { name, atLeast, against = 'against', ceiling, subject }: Comparison<Ceiling>,
): Promise<void> {
  await ceiling(1);
  await subject(1);
  const [ceilings, subjects] = await interleave(
    pace,
    () => ceiling(pace.seconds),
    () => subject(pace.seconds),
  );
  const ratios = subjects.map(({ perSecond }, index) => perSecond / (ceilings[index]?.perSecond ?? Number.NaN));
  pace.tell({
    name,
    value: round(median(ratios), 2),
    unit: '×',
    must: atLeast === undefined ? null : { reach: atLeast, direction: 'at least' },
    detail: { ...inDetail(subjects), [`${against}, /s`]: round(median(ceilings.map(({ perSecond }) => perSecond))) },
  });
}

function inDetail(figures: readonly Figures[]): Record<string, number> {
  const cpu = figures.map((one) => one.cpu).filter((one) => one !== undefined);
  return {
    '/s': round(median(figures.map(({ perSecond }) => perSecond))),
    'p50, ms': round(median(figures.map(({ p50 }) => p50)), 1),
    'p99, ms': round(median(figures.map(({ p99 }) => p99)), 1),
    ...(cpu.length > 0 && { 'processor, µs': round(median(cpu)) }),
  };
}
