// What the web app's first pages cost whoever opens them: scripts over the line, hosts that are asked, and Lighthouse's
// score on the phone that it simulates.
import { chromium } from 'playwright-core';
import { testBrowser } from '../tools/lib/browser.ts';
import { BUDGETS } from '../tools/lib/bundle-budgets.ts';
import { phoneScores, type PhoneScores } from './lighthouse.ts';
import { measureLoad, type PageLoad } from './page-load.ts';
import { registerMember, signIn, type Credentials } from './web-sign-in.ts';

const CONSOLE = '/app/provider/runs';
const RUNS = 3;

/** What the figures are held to; and no other host is asked for anything. */
export const WEB_LIMITS = {
  claimScriptBytes: BUDGETS.claim.most,
  consoleScriptBytes: BUDGETS.console.most,
  performance: 95,
} as const;

export interface WebMeasure {
  /** Of the built product, over http on this machine. */
  readonly origin: string;
  /** A live invitation link: `/i/…`. */
  readonly claimPath: string;
  /** A member of an organisation. Without one, somebody registers and makes an organisation of their own. */
  readonly signIn?: Credentials;
  /** One run of Lighthouse instead of three. */
  readonly quick?: boolean;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface WebFigures {
  readonly claim: PageLoad;
  readonly console: PageLoad;
  readonly lighthouse: PhoneScores;
}

export async function measureWeb(measure: WebMeasure): Promise<WebFigures> {
  const { origin, claimPath, quick, log, signal } = measure;
  const { executablePath, args, env } = await testBrowser();
  const browser = await chromium.launch({ executablePath, args, env });
  const end = () => void browser.close();
  signal.addEventListener('abort', end, { once: true });
  try {
    const claim = await measureLoad(await browser.newContext(), origin, claimPath, 'sr-invitation-facts');
    const member = await signIn(browser, origin, measure.signIn ?? (await registerMember(origin)));
    const console = await measureLoad(member, origin, CONSOLE, 'sr-runs-page :is(table, sr-empty-state)');
    for (const page of [claim, console]) log(lineOf(page));

    const lighthouse = await phoneScores(origin + claimPath, quick ? 1 : RUNS, signal);
    log(`${'Lighthouse, claim page on a phone'.padEnd(36)} ${lighthouse.performance} of 100`);
    return { claim, console, lighthouse };
  } finally {
    signal.removeEventListener('abort', end);
    await browser.close();
  }
}

function lineOf({ page, scripts, scriptBytes, otherHosts }: PageLoad): string {
  const hosts = otherHosts.length > 0 ? `asks ${otherHosts.join(', ')}` : 'asks no other host';
  return `${page.padEnd(36)} ${(scriptBytes / 1_000).toFixed(1)} kB of scripts with gzip in ${scripts} files, ${hosts}`;
}
