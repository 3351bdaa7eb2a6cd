// What the web app's first pages cost whoever opens them: scripts over the line, hosts that are asked, and Lighthouse's
// score on the phone that it simulates.
import { chromium } from 'playwright-core';
import { testBrowser } from '../tools/lib/browser.ts';
import { BUDGETS } from '../tools/lib/bundle-budgets.ts';
import { phoneScores } from './lighthouse.ts';
import type { Pace } from './measure.ts';
import { measureLoad, type PageLoad } from './page-load.ts';
import { round } from './report.ts';
import type { Stage } from './stage.ts';
import { registerMember, signIn } from './web-sign-in.ts';

const CONSOLE = '/app/provider/runs';
/** Points that Lighthouse gives at the least. */
const PERFORMANCE = 95;
/** Of Lighthouse, which takes its time. */
const MOST_RUNS = 3;

export async function measurePages({ rows, api: { origin } }: Stage, pace: Pace): Promise<void> {
  const claimPath = `/i/${rows.linkToken}`;
  const { executablePath, args, env } = await testBrowser();
  const browser = await chromium.launch({ executablePath, args, env });
  const end = () => void browser.close();
  pace.signal.addEventListener('abort', end, { once: true });
  try {
    const claim = await measureLoad(await browser.newContext(), origin, claimPath, 'sr-invitation-facts');
    tellScripts('Scripts of the claim page, gzipped', claim, BUDGETS.claim.most, pace);
    const member = await signIn(browser, origin, await registerMember(origin));
    const console = await measureLoad(member, origin, CONSOLE, 'sr-runs-page :is(table, sr-empty-state)');
    tellScripts('Scripts of the console’s first load, gzipped', console, BUDGETS.console.most, pace);
  } finally {
    pace.signal.removeEventListener('abort', end);
    await browser.close();
  }
  const scores = await phoneScores(origin + claimPath, Math.min(pace.rounds, MOST_RUNS), pace.signal);
  pace.tell({
    name: 'Lighthouse, the claim page on a phone',
    value: scores.performance,
    unit: 'points',
    must: { reach: PERFORMANCE, direction: 'at least' },
    detail: {
      runs: scores.runs.join(' '),
      'first content, ms': round(scores.firstContentfulPaint),
      'largest, ms': round(scores.largestContentfulPaint),
      'blocked, ms': round(scores.totalBlockingTime),
      'the machine’s speed': scores.machineSpeed,
    },
  });
}

/** A page that asks another host is no figure but a mistake. */
function tellScripts(
  name: string,
  { page, scripts, scriptBytes, otherHosts }: PageLoad,
  most: number,
  pace: Pace,
): void {
  if (otherHosts.length > 0) throw new Error(`${page} asks other hosts: ${otherHosts.join(', ')}`);
  pace.tell({
    name,
    value: round(scriptBytes / 1_000, 1),
    unit: 'kB',
    must: { reach: most / 1_000, direction: 'at most' },
    detail: { files: scripts },
  });
}
