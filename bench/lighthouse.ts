import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { testBrowser } from '../tools/lib/browser.ts';
import { freePort } from '../tools/lib/embedded-postgres.ts';
import { median } from './measure.ts';

/** What the score is made of, in milliseconds but for the shift of the layout. */
const METRICS = {
  firstContentfulPaint: 'first-contentful-paint',
  largestContentfulPaint: 'largest-contentful-paint',
  speedIndex: 'speed-index',
  totalBlockingTime: 'total-blocking-time',
  layoutShift: 'cumulative-layout-shift',
} as const;

type Metric = keyof typeof METRICS;
/** `machineSpeed` is Lighthouse's own index of this machine: its phone is this machine, four times as slow. */
type Scores = Record<'performance' | 'machineSpeed' | Metric, number>;

export interface PhoneScores extends Scores {
  /** Of each run, in turn. All else are medians, each by itself. */
  readonly runs: readonly number[];
}

/** Lighthouse's own phone and line, both simulated, on a page that nobody has opened in that browser before. */
export async function phoneScores(url: string, runs: number, signal: AbortSignal): Promise<PhoneScores> {
  const all: Scores[] = [];
  for (let run = 0; run < runs; run++) {
    signal.throwIfAborted();
    all.push(await runOnce(url, signal));
  }
  const names = ['performance', 'machineSpeed', ...(Object.keys(METRICS) as Metric[])] as const;
  const medians = Object.fromEntries(names.map((name) => [name, median(all.map((one) => one[name]))])) as Scores;
  return { ...medians, runs: all.map(({ performance }) => performance) };
}

async function runOnce(url: string, signal: AbortSignal): Promise<Scores> {
  const { executablePath, args, env } = await testBrowser();
  const port = await freePort();
  const browser = await chromium.launch({ executablePath, args: [...args, `--remote-debugging-port=${port}`], env });
  const end = () => void browser.close();
  signal.addEventListener('abort', end, { once: true });
  try {
    const result = await lighthouse(url, { port, onlyCategories: ['performance'], logLevel: 'error' });
    if (!result) throw new Error('Lighthouse gave no result.');
    return scoresOf(result.lhr);
  } finally {
    signal.removeEventListener('abort', end);
    await browser.close();
  }
}

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];

function scoresOf({ categories, audits, environment, runtimeError }: Report): Scores {
  const performance = categories['performance']?.score;
  // Without a score, a page that could not be measured would pass for one that is slow.
  if (runtimeError || performance == null) throw new Error(`Lighthouse: ${runtimeError?.message ?? 'no score'}`);
  const metric = (id: string) => Number((audits[id]?.numericValue ?? Number.NaN).toFixed(3));
  const metrics = Object.entries(METRICS).map(([name, id]) => [name, metric(id)] as const);
  return {
    performance: Math.round(performance * 100),
    machineSpeed: Math.round(environment.benchmarkIndex),
    ...Object.fromEntries(metrics),
  } as Scores;
}
