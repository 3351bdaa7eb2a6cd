// `npm run bench`: the figures of docs/performance.md, as ratios within one run.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CLAIMING_CLIENTS, Claims, straightWith } from '../bench/claims.ts';
import { measureGrowth } from '../bench/growth.ts';
import { INVITED_AT_ONCE, inviteMany } from '../bench/invites.ts';
import { drive, interleave, median, type Figures } from '../bench/measure.ts';
import { measureMemory } from '../bench/memory.ts';
import { reads } from '../bench/reads.ts';
import { inWords, passes, report, round, type Line } from '../bench/report.ts';
import { LARGE, scaled, SMALL } from '../bench/rows.ts';
import { startStage, type Stage } from '../bench/stage.ts';
import { openStreams } from '../bench/streams.ts';
import { measureWeb, WEB_LIMITS } from '../bench/web.ts';
import { buildIfStale } from './lib/build.ts';
import { readOptions, runCommand } from './lib/command.ts';
import { ROOT } from './lib/files.ts';
import { startTestCluster } from './lib/test-cluster.ts';

const { quick = false } = readOptions(
  `
Usage: npm run bench -- [--quick]

Measures the built API on a throwaway database with made-up rows: hot reads and writes against a bare Fastify and pg server
that runs the same statements (bench/ceiling.ts) and against pgbench, in turn; how times grow from 5,000 runs to a million;
memory; starting; what first pages load. Prints each figure with what it must reach, and keeps them in tmp/bench/. Takes a quarter of an hour.

  --quick   a look in two minutes: few rounds, and a fiftieth of the large size's rows
`,
  { quick: { type: 'boolean' } },
) as { quick?: boolean };

const CONNECTIONS = 32;
const ROUNDS = quick ? 1 : 5;
const SECONDS = quick ? 2 : 3;
const STREAMS = 1_000;
const STARTS = quick ? 1 : 3;
const MIXED_REQUESTS = quick ? 20_000 : 200_000;

await runCommand(async ({ signal, onEnd }) => {
  const log = (line: string) => console.log(line);
  const lines: Line[] = [];
  const tell = (line: Line) => {
    lines.push(line);
    log(inWords(line));
  };
  await buildIfStale({ log, signal });
  const cluster = await startTestCluster();
  onEnd(() => cluster.stop());
  const stageOf = (size: typeof SMALL) => startStage({ clusterUrl: cluster.url, size, signal, onEnd });

  log('Loading the small size …');
  const small = await stageOf(SMALL);
  for (const step of [measureReads, measureStreams, measureClaims, measureInvites, measureStart]) {
    if (!signal.aborted) await step(small, tell, signal);
  }
  log('Loading the large size …');
  // What was claimed and invited above would count as growth.
  const untouched = await stageOf(SMALL);
  const large = await stageOf(quick ? scaled(LARGE, 0.02) : LARGE);
  await measureGrowth(untouched, large, { rounds: ROUNDS, seconds: SECONDS, signal, tell });
  if (!signal.aborted) (await measureMemory(untouched, MIXED_REQUESTS)).forEach(tell);
  if (!signal.aborted) await measurePages(untouched, tell, signal);
  if (signal.aborted) return 130;

  const folder = path.join(ROOT, 'tmp/bench');
  const written = report(quick, lines);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${written.at.replaceAll(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
  const short = lines.filter((line) => !passes(line));
  log(`\n${lines.length - short.length} of ${lines.length} pass. Kept in ${path.relative(ROOT, file)}.`);
  return short.length > 0 ? 1 : 0;
});

async function measureReads(
  { rows, api, bare }: Stage,
  tell: (line: Line) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const { name, path: url, headers, expected, atLeast } of reads(rows)) {
    const on =
      ({ origin, pid }: typeof api, seconds: number) =>
      () =>
        drive({ url: `${origin}${url}`, headers, expected }, { connections: CONNECTIONS, seconds, pid });
    // Both are warm before anything counts.
    await on(bare, 1)();
    await on(api, 1)();
    const [ceiling = [], subject = []] = await interleave(ROUNDS, signal, on(bare, SECONDS), on(api, SECONDS));
    tell(againstBare(name, subject, ceiling, atLeast));
  }
}

async function measureStreams({ rows, api }: Stage, tell: (line: Line) => void, signal: AbortSignal): Promise<void> {
  const [view] = reads(rows);
  if (!view) return;
  const ask = () =>
    drive({ ...view, url: `${api.origin}${view.path}` }, { connections: CONNECTIONS, seconds: SECONDS, pid: api.pid });
  const tokens = Array.from({ length: STREAMS }, (_, n) => rows.people[n % 200]?.token ?? '');
  const [alone = [], beside = []] = await interleave(ROUNDS, signal, ask, async () => {
    const end = await openStreams(api.origin, tokens);
    const figures = await ask();
    end();
    return figures;
  });
  tell({ ...againstBare(`The same beside ${STREAMS} open streams`, beside, alone, 0.9) });
}

async function measureClaims(stage: Stage, tell: (line: Line) => void, signal: AbortSignal): Promise<void> {
  const claims = new Claims(stage.rows);
  const { adminUrl, internalUrl } = stage.database;
  const straight = (seconds: number) => () =>
    claims.straight({ admin: adminUrl, internal: internalUrl }, stage.linkKey, seconds);
  const overHttp = (seconds: number) => () => claims.overHttp(stage.api.origin, stage.api.pid, seconds);
  await straight(1)();
  await overHttp(1)();
  const ceiling: number[] = [];
  const subject: Figures[] = [];
  for (let round = 0; round < ROUNDS && !signal.aborted; round++) {
    ceiling.push(await straight(SECONDS)());
    subject.push(await overHttp(SECONDS)());
  }
  tell({
    name: `POST /api/i/:token/claim, ${CLAIMING_CLIENTS} clients`,
    value: round(median(subject.map(({ perSecond }, index) => perSecond / (ceiling[index] ?? Number.NaN))), 2),
    unit: '×',
    must: { reach: 0.5, direction: 'at least' },
    detail: { ...inDetail(subject), [`${straightWith()}, /s`]: round(median(ceiling)) },
  });
}

async function measureInvites(
  { rows, api, bare }: Stage,
  tell: (line: Line) => void,
  signal: AbortSignal,
): Promise<void> {
  const on =
    ({ origin, pid }: typeof api, seconds: number) =>
    () =>
      inviteMany(origin, rows, { connections: CLAIMING_CLIENTS, seconds, pid });
  await on(bare, 1)();
  await on(api, 1)();
  const [ceiling = [], subject = []] = await interleave(ROUNDS, signal, on(bare, SECONDS), on(api, SECONDS));
  tell(againstBare(`Inviting ${INVITED_AT_ONCE} people, ${CLAIMING_CLIENTS} clients`, subject, ceiling, 0.6));
}

async function measureStart({ startAnother }: Stage, tell: (line: Line) => void, signal: AbortSignal): Promise<void> {
  const times: number[] = [];
  for (let start = 0; start < STARTS && !signal.aborted; start++) {
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
    must: { reach: 5, direction: 'at most' },
    detail: {},
  });
}

async function measurePages({ rows, api }: Stage, tell: (line: Line) => void, signal: AbortSignal): Promise<void> {
  const { claim, console, lighthouse } = await measureWeb({
    origin: api.origin,
    claimPath: `/i/${rows.linkToken}`,
    quick,
    log: () => undefined,
    signal,
  });
  for (const [name, page, most] of [
    ['Scripts of the claim page, gzipped', claim, WEB_LIMITS.claimScriptBytes],
    ['Scripts of the console’s first load, gzipped', console, WEB_LIMITS.consoleScriptBytes],
  ] as const) {
    if (page.otherHosts.length > 0) throw new Error(`A page asks other hosts: ${page.otherHosts.join(', ')}`);
    tell({
      name,
      value: round(page.scriptBytes / 1_000, 1),
      unit: 'kB',
      must: { reach: most / 1_000, direction: 'at most' },
      detail: { files: page.scripts },
    });
  }
  tell({
    name: 'Lighthouse, the claim page on a phone',
    value: lighthouse.performance,
    unit: 'points',
    must: { reach: WEB_LIMITS.performance, direction: 'at least' },
    detail: {},
  });
}

function againstBare(
  name: string,
  subject: readonly Figures[],
  ceiling: readonly Figures[],
  atLeast: number | undefined,
): Line {
  return {
    name,
    value: round(
      median(subject.map(({ perSecond }, index) => perSecond / (ceiling[index]?.perSecond ?? Number.NaN))),
      2,
    ),
    unit: '×',
    must: atLeast === undefined ? null : { reach: atLeast, direction: 'at least' },
    detail: { ...inDetail(subject), 'against, /s': round(median(ceiling.map(({ perSecond }) => perSecond))) },
  };
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
