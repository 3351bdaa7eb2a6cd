// A portal's pages, as the public sees them: with scripts and without, on good lines and bad ones.
import { gzipSync } from 'node:zlib';
import { apiPaths, type RequestPage } from '@service-runs/contracts';
import { provider, tag, type Provider } from './support/api.ts';
import {
  expectKindWords,
  expectNoSidewaysScroll,
  expectWellMade,
  expectWellMadeInEveryLight,
} from './support/checks.ts';
import { countCalls, hold, unavailable } from './support/pages.ts';
import { makePortal, publishedRun, unpublish, type Portal } from './support/portals.ts';
import { expect, test } from './support/test.ts';
import { type Page } from '@playwright/test';

const SCRIPT_MOST = 100_000;
const NEEDED = 'Asking for a reservation needs JavaScript';
const GONE = 'This run is not published here any more';

async function stage(runs = 1) {
  const dana = await provider('Dana Whitford', 'Barkley Septic & Fuel');
  const portal = await makePortal(dana);
  const made = [];
  for (let n = 0; n < runs; n++) {
    made.push(await publishedRun(dana, [portal], { starts_at: `2031-03-${13 + n}T16:00:00.000Z`, ends_at: null }));
  }
  const [run, second = run] = made;
  if (!run || !second) throw new Error('A portal without a run.');
  return { dana, portal, run, second };
}

async function fillIn(page: Page): Promise<string> {
  const email = `elin.${tag()}@aguilarpoint.example`;
  await page.getByLabel('Your name').fill('Elin Castellano');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('What do you need?').fill('Tank at the point is near full.');
  return email;
}

const send = (page: Page) => page.getByRole('button', { name: 'Send request' });
const requestsOf = async ({ call }: Provider) => (await call<RequestPage>('GET', apiPaths.requests)).requests;
const onePath = ({ slug }: Portal, { id }: { id: string }) => `/p/${slug}/runs/${id}`;

/** How far things moved on the page since it was opened, as browsers reckon it. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

function shifted(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((sum, shift) => sum + shift, 0));
}

/** What can be looked at where no script runs, not even that of a check. */
async function expectReadable(page: Page): Promise<void> {
  await expectKindWords(page);
  await expectNoSidewaysScroll(page);
}

// Words that stand there for want of scripts are found by how the page is drawn: locators pass over <noscript>.
test('everything can be read without scripts, and what needs them says so', async ({ arrive }) => {
  const { dana, portal, run } = await stage();
  const page = await arrive({ scripts: false });
  await page.goto(`/p/${portal.slug}`);
  await expect(page).toHaveTitle(`${portal.name} · Service Runs`);
  await expect(page.getByRole('heading', { name: portal.name, level: 1 })).toBeVisible();
  await expect(page.getByText(portal.description ?? '')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'March 2031' })).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: run.name });
  for (const word of ['Thu', '13', '09:00', 'Vancouver time', 'Bamfield', dana.organisation]) {
    expect(await row.innerText()).toContain(word);
  }
  expect(await page.getByRole('main').innerText()).toContain(NEEDED);
  await expect(page.getByRole('link', { name: /^Ask/ })).toBeHidden();
  await expectReadable(page);

  await row.getByRole('link', { name: run.name, exact: true }).click();
  await expect(page).toHaveURL(onePath(portal, run));
  await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
  for (const word of ['Thu 13 March 2031', '09:00', 'Vancouver time', 'Bamfield', dana.organisation]) {
    expect(await page.getByRole('article').innerText()).toContain(word);
  }
  expect(await page.getByRole('main').innerText()).toContain(NEEDED);
  await expectReadable(page);
  await page.getByRole('link', { name: 'All runs here' }).click();
  await expect(page).toHaveURL(`/p/${portal.slug}`);

  await unpublish(dana, run, [portal]);
  expect((await page.goto(onePath(portal, run)))?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: GONE })).toBeVisible();
  await expectReadable(page);
  await page.getByRole('link', { name: 'See the runs that are' }).click();
  await expect(page.getByRole('heading', { name: 'No run is published here right now' })).toBeVisible();
  await expectReadable(page);

  expect((await page.goto(`/p/nowhere-${tag()}`))?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no portal at this address' })).toBeVisible();
  await expectReadable(page);
});

test('the app takes a page over without asking anything and without moving anything', async ({ arrive }) => {
  const { portal, run } = await stage(2);
  const page = await arrive();
  await watchShifts(page);
  // A font that comes a moment later moves lines too, and is not what this is about.
  await page.context().route('**/*.woff2', (route) => route.abort());
  const calls: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/')) calls.push(request.url());
  });
  for (const [path, ready] of [
    [`/p/${portal.slug}`, page.getByRole('button', { name: `Ask for a reservation on ${run.name}` })],
    [onePath(portal, run), page.getByLabel('Your name')],
    [`/p/nowhere-${tag()}`, page.getByRole('heading', { name: 'There is no portal at this address' })],
  ] as const) {
    // As the server wrote it, until the app comes.
    await page.route('**/main-*.js', (route) => route.abort());
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectWellMadeInEveryLight(page);
    await page.unrouteAll();

    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(ready).toBeVisible();
    await expect(page.locator('sr-portal-page')).toBeVisible();
    expect(await shifted(page), `shifts of ${path}`).toBe(0);
    await expectWellMadeInEveryLight(page);
  }
  expect(calls).toEqual([]);
});

test('a stranger’s phone fetches little for a portal', { tag: '@phone' }, async ({ arrive }) => {
  const { portal } = await stage();
  const page = await arrive();
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.text());
  });
  await page.goto(`/p/${portal.slug}`, { waitUntil: 'networkidle' });
  await expect(page.getByRole('button', { name: /^Ask/ })).toBeVisible();
  const zipped = (await Promise.all(scripts)).reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
  expect(zipped, 'scripts were fetched').toBeGreaterThan(20_000);
  expect(zipped, `${zipped} bytes of zipped script`).toBeLessThanOrEqual(SCRIPT_MOST);
});

test(
  'from the list to a run and back without a load, and each address by itself is the same',
  { tag: '@desktop' },
  async ({ arrive }) => {
    const { portal, run, second } = await stage(2);
    const page = await arrive();
    await page.goto(`/p/${portal.slug}`);
    const canonical = page.locator('link[rel=canonical]');
    await expect(canonical).toHaveAttribute('href', new RegExp(`/p/${portal.slug}$`));
    await page.getByRole('button', { name: `Ask for a reservation on ${second.name}` }).click();
    await fillIn(page);
    await page.getByRole('link', { name: run.name, exact: true }).click();
    await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeFocused();
    await expect(page).toHaveTitle(`${run.name} · ${portal.name} · Service Runs`);
    // It was true of the list only.
    await expect(canonical).toHaveCount(0);
    await expect(page.getByLabel('Your name')).toHaveValue('Elin Castellano');
    await page.reload();
    await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
    await expect(canonical).toHaveAttribute('href', new RegExp(`/runs/${run.id}$`));

    await test.step('a list that cannot be fetched then is told, and comes when it is tried again', async () => {
      const requestId = `req-${tag()}`;
      await page.route(
        ({ pathname }) => pathname === apiPaths.portalRuns(portal.slug),
        (route) => route.fulfill(unavailable(requestId)),
      );
      await page.getByRole('link', { name: 'All runs here' }).click();
      const failed = page.getByRole('alert').filter({ hasText: 'The runs could not be fetched' });
      await expect(failed).toContainText(`Number to quote: ${requestId}`);
      await expectWellMade(page);
      await page.unrouteAll();
      await failed.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('link', { name: second.name })).toBeVisible();
    });
  },
);

test('asking for a reservation: what is missing is said, pressed twice it is sent once, and what happens now is told', async ({
  arrive,
}) => {
  const { dana, portal, run } = await stage();
  const page = await arrive();
  await page.goto(`/p/${portal.slug}`);
  await page.getByRole('button', { name: `Ask for a reservation on ${run.name}` }).click();
  await expect(page.getByRole('heading', { name: 'Ask for a reservation' })).toBeFocused();
  await send(page).click();
  await expect(page.getByLabel('Your name')).toBeFocused();
  await expect(page.getByText('Enter your name.')).toBeVisible();
  await expect(page.getByText('Say in a few words what you need.')).toBeVisible();
  await expectWellMadeInEveryLight(page);

  const email = await fillIn(page);
  const calls = countCalls(page, 'POST', apiPaths.portalRequests(portal.slug));
  const deliver = await hold(page, apiPaths.portalRequests(portal.slug));
  await send(page).dblclick();
  await expect(page.getByRole('button', { name: 'Sending request' })).toHaveAttribute('aria-busy', 'true');
  deliver();
  await expect(page.getByRole('heading', { name: 'Your request is sent' })).toBeFocused();
  await expect(page.getByText(`they look at it and answer you at ${email}`)).toBeVisible();
  await expectWellMadeInEveryLight(page);
  expect(calls()).toBe(1);
  expect(await requestsOf(dana)).toMatchObject([
    { status: 'new', requester_email: email, summary: 'Tank at the point is near full.', run: { id: run.id } },
  ]);
});

test(
  'a request that cannot be sent says why, and nothing that was typed is lost',
  { tag: '@phone' },
  async ({ arrive }) => {
    const { dana, portal, run, second } = await stage(2);
    const page = await arrive();
    const path = apiPaths.portalRequests(portal.slug);
    await page.goto(`/p/${portal.slug}`);
    await page.getByRole('button', { name: `Ask for a reservation on ${run.name}` }).click();
    const email = await fillIn(page);
    const failed = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text });
    const kept = async () => {
      await expect(page.getByLabel('Email', { exact: true })).toHaveValue(email);
      await expect(page.getByLabel('What do you need?')).toHaveValue('Tank at the point is near full.');
    };

    await test.step('no line', async () => {
      await page.context().setOffline(true);
      await send(page).click();
      await expect(failed('There is no connection.')).toBeVisible();
      await kept();
      await page.context().setOffline(false);
    });

    await test.step('too often: for how long to wait, in words, and when that is over', async () => {
      await page.route(`**${path}`, (route) =>
        route.fulfill({
          status: 429,
          headers: { 'Retry-After': '2' },
          json: { ok: false, error: 'error.rate_limited', message: 'Too many', request_id: 'r' },
        }),
      );
      await send(page).click();
      await expect(failed('wait 2 seconds and try again')).toBeVisible();
      await expectWellMade(page);
      await expect(page.getByText('You can try again now.')).toBeVisible();
      await kept();
      await page.unrouteAll();
    });

    await test.step('taken off the portal meanwhile', async () => {
      await unpublish(dana, run, [portal]);
      await send(page).click();
      await expect(failed(`“${run.name}” has just been taken off this portal`)).toBeVisible();
      await expect(page.getByRole('link', { name: run.name, exact: true })).toBeHidden();
      await expectWellMade(page);
      expect(await requestsOf(dana)).toEqual([]);
      await page.getByRole('button', { name: `Ask for a reservation on ${second.name}` }).click();
      await kept();
    });

    await test.step('the answer lost on the way: sent again, it is one request', async () => {
      let lost = 0;
      await page.route(`**${path}`, async (route) => {
        if (lost++ > 0) return route.continue();
        await route.fetch();
        return route.abort();
      });
      await send(page).click();
      await expect(failed('There is no connection.')).toBeVisible();
      await send(page).click();
      await expect(page.getByRole('heading', { name: 'Your request is sent' })).toBeVisible();
      expect(await requestsOf(dana)).toHaveLength(1);
    });
  },
);
