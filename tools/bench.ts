// `npm run bench`: the figures of docs/performance.md, as ratios within one run.
import path from 'node:path';
import { measureGrowth } from '../bench/growth.ts';
import type { Pace } from '../bench/measure.ts';
import { measureMemory } from '../bench/memory.ts';
import { publish, writeReport } from '../bench/publish.ts';
import { inWords, passes, report, type Line } from '../bench/report.ts';
import { LARGE, scaled, SMALL, type Size } from '../bench/rows.ts';
import { startStage } from '../bench/stage.ts';
import { measureStart } from '../bench/starting.ts';
import { measureThroughput } from '../bench/throughput.ts';
import { measurePages } from '../bench/web.ts';
import { buildIfStale } from './lib/build.ts';
import { CommandError, readOptions, runCommand } from './lib/command.ts';
import { ROOT } from './lib/files.ts';
import { startTestCluster } from './lib/test-cluster.ts';

const {
  quick = false,
  keep = false,
  draw = false,
} = readOptions(
  `
Usage: npm run bench -- [--quick | --keep | --draw]

Measures the built API on a throwaway database with made-up rows: hot reads and writes against a bare Fastify and pg server
that runs the same statements (bench/ceiling.ts) and against pgbench, in turn; how times grow from 5,000 runs to a million;
memory; starting; what first pages load. Prints each figure with what it must reach, and keeps them in tmp/bench/. Takes
twenty minutes.

  --quick   a look in three minutes: one round, and a fiftieth of the large size's rows
  --keep    keeps them in bench/results/, and shows the last three runs that are kept in docs/performance.md
  --draw    measures nothing; shows what is kept
`,
  { quick: { type: 'boolean' }, keep: { type: 'boolean' }, draw: { type: 'boolean' } },
) as { quick?: boolean; keep?: boolean; draw?: boolean };

const MIXED_REQUESTS = quick ? 20_000 : 200_000;

await runCommand(async ({ signal, onEnd }) => {
  if (quick && keep) throw new CommandError('A quick look is nothing to keep: leave out --quick or --keep.');
  if (draw) return publish();

  const log = (line: string) => console.log(line);
  const lines: Line[] = [];
  const pace: Pace = {
    rounds: quick ? 1 : 5,
    seconds: 2,
    signal,
    tell: (line) => {
      lines.push(line);
      log(inWords(line));
    },
  };
  await buildIfStale({ log, signal });
  const cluster = await startTestCluster();
  onEnd(() => cluster.stop());
  const stageOf = (size: Size) => startStage({ clusterUrl: cluster.url, size, signal, onEnd });

  log('Loading the small size …');
  const small = await stageOf(SMALL);
  await measureThroughput(small, pace);
  if (!signal.aborted) await measureStart(small, pace);
  log('Loading the large size …');
  // What was claimed and invited above would count as growth.
  const untouched = await stageOf(SMALL);
  const large = await stageOf(quick ? scaled(LARGE, 0.02) : LARGE);
  await measureGrowth(untouched, large, pace);
  if (!signal.aborted) await measureMemory(untouched, MIXED_REQUESTS, pace);
  if (!signal.aborted) await measurePages(untouched, pace);
  if (signal.aborted) return 130;

  const file = writeReport(report(quick, lines), keep ? 'kept' : 'passing');
  if (keep) publish();
  const short = lines.filter((line) => !passes(line));
  log(`\n${lines.length - short.length} of ${lines.length} pass. Kept in ${path.relative(ROOT, file)}.`);
  return short.length > 0 ? 1 : 0;
});
