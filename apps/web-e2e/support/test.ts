// The `test` of all journeys: people come with browsers of their own, and every page that is opened is watched.
import { test as plain, type BrowserContext, type Page } from '@playwright/test';
import { base, type Person } from './api.ts';
import { signInOn } from './pages.ts';
import { PHONE } from './phone.ts';

export { expect } from '@playwright/test';

/** What went wrong on any page of a test, whether or not the test looked for it. */
export interface Watch {
  /** Requests that left for another host. */
  readonly elsewhere: string[];
  /** What the console called an error, and what nobody caught. */
  readonly errors: string[];
  /** Answers that were no success. The browser calls each an error too, but some are what a test is about. */
  readonly refusals: string[];
}

interface Fixtures {
  readonly watch: Watch;
  /** A browser of its own, with nobody signed in. */
  readonly arrive: (options?: { phone?: boolean; scripts?: boolean }) => Promise<Page>;
  /** The same, in the hands of somebody who signs in and goes to a page. */
  readonly enter: (person: Person, path: string, options?: { phone?: boolean }) => Promise<Page>;
}

export const test = plain.extend<Fixtures>({
  watch: [
    async ({}, use) => {
      const watch: Watch = { elsewhere: [], errors: [], refusals: [] };
      await use(watch);
      const { elsewhere, errors } = watch;
      plain.expect({ elsewhere, errors }, 'on every page of this test').toEqual({ elsewhere: [], errors: [] });
    },
    { auto: true },
  ],

  arrive: async ({ browser, watch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async ({ phone = false, scripts = true } = {}) => {
      const context = await browser.newContext({
        ...(phone && PHONE),
        javaScriptEnabled: scripts,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      contexts.push(context);
      watchOver(context, watch);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  enter: async ({ arrive }, use) => {
    await use(async (person, path, options) => {
      const page = await arrive(options);
      await page.goto(`/login?return_to=${encodeURIComponent(path)}`);
      await signInOn(page, person);
      await page.waitForURL(new URL(path, base()).href);
      return page;
    });
  },
});

function watchOver(context: BrowserContext, { elsewhere, errors, refusals }: Watch): void {
  const { origin } = new URL(base());
  context.on('request', (request) => {
    const url = new URL(request.url());
    const own = url.origin === origin || url.protocol === 'data:' || url.protocol === 'blob:';
    if (!own) elsewhere.push(request.url());
  });
  context.on('weberror', (error) => errors.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (/^Failed to load resource/.test(message.text())) refusals.push(`${message.location().url} ${message.text()}`);
    else errors.push(message.text());
  });
}
