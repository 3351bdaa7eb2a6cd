import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Request } from 'playwright-core';

/** So long must nothing new be asked for: what loads by itself a moment later counts too. */
const QUIET = 1_500;
const PATIENCE = 30_000;

export interface PageLoad {
  /** With its secret left out. */
  readonly page: string;
  readonly scripts: number;
  /** As they came over the line, to a browser that takes gzip and nothing smaller. */
  readonly scriptBytes: number;
  /** Hosts that the page asked for anything, other than its own. */
  readonly otherHosts: readonly string[];
}

/** Loads a page in a context that has loaded nothing before, until `shown` is there and nothing more comes; and ends it. */
export async function measureLoad(
  context: BrowserContext,
  origin: string,
  path: string,
  shown: string,
): Promise<PageLoad> {
  const requests: Request[] = [];
  let last = Date.now();
  context.on('request', (request) => {
    requests.push(request);
    last = Date.now();
  });
  try {
    const page = await context.newPage();
    await page.setExtraHTTPHeaders({ 'accept-encoding': 'gzip' });
    await page.goto(origin + path);
    await page.locator(shown).first().waitFor({ timeout: PATIENCE });
    // Somebody who is led elsewhere measures another page.
    if (new URL(page.url()).pathname !== path) throw new Error(`${nameOf(path)} led to another page.`);
    while (Date.now() - last < QUIET) await sleep(100);

    const sizes = await scriptSizes(requests);
    return {
      page: nameOf(path),
      scripts: sizes.length,
      scriptBytes: sizes.reduce((sum, size) => sum + size, 0),
      otherHosts: hostsBeside(origin, requests),
    };
  } finally {
    await context.close();
  }
}

function scriptSizes(requests: readonly Request[]): Promise<number[]> {
  const scripts = requests.filter((request) => new URL(request.url()).pathname.endsWith('.js'));
  return Promise.all(scripts.map(async (request) => (await request.sizes()).responseBodySize));
}

function hostsBeside(origin: string, requests: readonly Request[]): string[] {
  const own = new URL(origin).host;
  // What stands in the page itself, as `data:`, has no host.
  const hosts = requests.map((request) => new URL(request.url()).host).filter((host) => host !== '' && host !== own);
  return [...new Set(hosts)].sort();
}

/** The token of a link is a secret, also of a throwaway database: a figure does not need it. */
function nameOf(path: string): string {
  return path.replace(/^\/i\/.*/, '/i/:token');
}
