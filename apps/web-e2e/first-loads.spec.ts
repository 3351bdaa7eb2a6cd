// The build holds first pages to a budget (tools/lib/bundle-budgets.ts), by its own account of which scripts they load.
// Here a browser says whether that account is right.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiPaths, appPaths } from '@service-runs/contracts';
import { type Page } from '@playwright/test';
import { WEB_STATS } from '../../tools/lib/build.ts';
import { BUDGETS, scriptsOf, type Budget, type BuildStats } from '../../tools/lib/bundle-budgets.ts';
import { invite, makeRun, provider, stranger } from './support/api.ts';
import { expect, test } from './support/test.ts';

/** What a page loads by itself when nobody touches it any more counts as well. */
const A_WHILE = 1_500;

function accounted({ modules }: Budget): string[] {
  return scriptsOf(JSON.parse(readFileSync(WEB_STATS, 'utf8')) as BuildStats, modules).sort();
}

function scriptsLoaded(page: Page): () => string[] {
  const loaded = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.js')) loaded.add(path.basename(pathname));
  });
  return () => [...loaded].sort();
}

test('the claim page loads the scripts that its budget counts, and no other @phone', async ({ arrive }) => {
  const dana = await provider();
  const { claim_url } = await invite(dana, await makeRun(dana), stranger('Hugh Tanner'));
  const page = await arrive();
  const loaded = scriptsLoaded(page);
  await page.goto(claim_url);
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
  await sleep(A_WHILE);
  expect(loaded()).toEqual(accounted(BUDGETS.claim));
});

test('so does the console, for a member who comes back to it @desktop', async ({ enter }) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const signedIn = await enter(dana, appPaths.providerRuns);
  const page = await signedIn.context().newPage();
  const loaded = scriptsLoaded(page);
  const live = page.waitForResponse((response) => response.url().endsWith(apiPaths.notificationStream));
  await page.goto(appPaths.providerRuns);
  await expect(page.getByText(run.name).first()).toBeVisible();
  await live;
  await sleep(A_WHILE);
  expect(loaded()).toEqual(accounted(BUDGETS.console));
});
