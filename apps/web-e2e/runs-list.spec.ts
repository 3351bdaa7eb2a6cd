// On the demo data, which nothing here changes: a season of runs, more than fit on a page.
import { apiPaths } from '@service-runs/contracts';
import { DEMO_PASSWORD, dana, ingrid } from '../../tools/demo/people.ts';
import { makeRun, provider, tag } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { hold, unavailable } from './support/pages.ts';
import { expect, test } from './support/test.ts';
import { type Page } from '@playwright/test';

const DANA = { ...dana, password: DEMO_PASSWORD };
const LIST = '/app/provider/runs';
/** The calls that fetch rows, and not their counts. */
const ROWS = (url: URL): boolean => url.pathname === apiPaths.providerRuns;

const chip = (page: Page, status: string) =>
  page.getByRole('group', { name: 'Status' }).getByRole('button', { name: new RegExp(`^${status}`) });
const table = (page: Page) => page.getByRole('table', { name: 'Service runs, latest start first' });
const links = (page: Page) => table(page).getByRole('link');
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search name or zone' });

test('filters and search stand in the address: they outlive a reload, and Back takes them away again', async ({
  enter,
}) => {
  const page = await enter(DANA, LIST);
  await expect(links(page)).toHaveCount(25);
  await expectWellMade(page);

  await chip(page, 'Scheduled').click();
  await expect(page).toHaveURL(/\/runs\?status=scheduled$/);
  await expect(chip(page, 'Scheduled')).toHaveAttribute('aria-pressed', 'true');
  await chip(page, 'Cancelled').click();
  await expect(page).toHaveURL(/\/runs\?status=scheduled&status=cancelled$/);
  await search(page).fill('bamfield');
  await expect(page).toHaveURL(/\?status=scheduled&status=cancelled&q=bamfield$/);
  const rows = table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
  const narrowed = async () => {
    const texts = await rows.allInnerTexts();
    return texts.length > 0 && texts.every((text) => /bamfield/i.test(text) && /Scheduled|Cancelled/.test(text));
  };
  await expect.poll(narrowed).toBe(true);
  const found = await rows.allInnerTexts();

  await page.reload();
  await expect(search(page)).toHaveValue('bamfield');
  await expect(chip(page, 'Cancelled')).toHaveAttribute('aria-pressed', 'true');
  await expect(chip(page, 'Draft')).toHaveAttribute('aria-pressed', 'false');
  await expect(rows).toHaveCount(found.length);

  await links(page).first().click();
  await expect(page.getByRole('button', { name: 'Notify stakeholders' })).toBeVisible();
  await page.goBack();
  await expect(search(page)).toHaveValue('bamfield');
  await expect(rows).toHaveCount(found.length);
  await page.goBack();
  await expect(page).toHaveURL(/\/runs\?status=scheduled$/);
  await expect(search(page)).toHaveValue('');
  await page.goBack();
  await expect(page).toHaveURL(/\/runs$/);
  await expect(chip(page, 'Scheduled')).toHaveAttribute('aria-pressed', 'false');
});

test('a search that finds nothing says what was looked for, and clearing it brings the runs back', async ({
  enter,
}) => {
  const page = await enter(DANA, LIST);
  await search(page).fill('helicopter');
  await expect(page.getByText('No run matches “helicopter”.')).toBeVisible();
  await expectWellMade(page);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(links(page)).toHaveCount(25);
  await expect(page).toHaveURL(/\/runs$/);
  await expect(search(page)).toBeFocused();
  await expect(search(page)).toHaveValue('');
});

test('Show more leads on to the next rows, keeps them over a reload, and the end is said', async ({ enter }) => {
  const page = await enter(DANA, LIST);
  await expect(links(page)).toHaveCount(25);
  const first = await links(page).allInnerTexts();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(links(page)).toHaveCount(50);
  await expect(links(page).nth(25)).toBeFocused();
  const both = await links(page).allInnerTexts();
  expect(both.slice(0, 25)).toEqual(first);
  await expect(page).toHaveURL(/\?limit=50$/);
  await page.reload();
  await expect(links(page)).toHaveCount(50);
  expect(await links(page).allInnerTexts()).toEqual(both);

  await chip(page, 'Cancelled').click();
  await expect(page.getByText(/^That is every run that matches: \d+\./)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show more' })).toBeHidden();
  await page.getByRole('link', { name: 'Show all statuses' }).click();
  await expect(links(page)).toHaveCount(25);
});

test('more rows than are counted read 99+', { tag: '@desktop' }, async ({ enter }) => {
  const page = await enter(DANA, LIST);
  await expect(chip(page, 'Completed')).toContainText('99+');
});

test('rows that cannot be fetched: what happened, a number to quote, and Try again brings them', async ({ enter }) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const page = await enter(dana, '/app/notifications');
  const requestId = `req-${tag()}`;
  await page.route(ROWS, (route) => route.fulfill(unavailable(requestId)));
  await page.goto(LIST);
  const failed = page.getByRole('alert').filter({ hasText: 'The runs could not be fetched' });
  await expect(failed).toContainText('The server is busy.');
  await expect(failed).toContainText(`Number to quote: ${requestId}`);
  await expectWellMade(page);
  await page.unrouteAll();
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(links(page)).toHaveText([run.name]);
  await expect(failed).toBeHidden();
});

test('when the next rows cannot be fetched, those that are there stay', async ({ enter }) => {
  const page = await enter(DANA, LIST);
  await expect(links(page)).toHaveCount(25);
  await page.route(ROWS, (route) => route.fulfill(unavailable(`req-${tag()}`)));
  await page.getByRole('button', { name: 'Show more' }).click();
  const failed = page.getByRole('alert').filter({ hasText: 'The next runs could not be fetched' });
  await expect(failed).toBeVisible();
  await expect(links(page)).toHaveCount(25);
  await page.unrouteAll();
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(links(page)).toHaveCount(50);
});

test('on a slow line the list says at once that it is loading', async ({ enter }) => {
  const page = await enter(DANA, '/app/notifications');
  const deliver = await hold(page, apiPaths.providerRuns);
  await page.goto(LIST);
  await expect(table(page)).toHaveAttribute('aria-busy', 'true');
  await expect(table(page).getByText('Loading runs')).toBeAttached();
  await expect(page.getByRole('link', { name: 'New run' })).toBeVisible();
  await expectWellMade(page);
  deliver();
  await expect(links(page)).toHaveCount(25);
  await expect(table(page)).not.toHaveAttribute('aria-busy', 'true');
});

test('keys lead through the list', { tag: '@desktop' }, async ({ enter }) => {
  const page = await enter(DANA, LIST);
  await expect(links(page)).toHaveCount(25);
  await page.keyboard.press('j');
  await expect(links(page).nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(links(page).nth(2)).toBeFocused();
  await page.keyboard.press('k');
  await expect(links(page).nth(1)).toBeFocused();

  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  // In the field they are letters again.
  await page.keyboard.type('njk');
  await expect(search(page)).toHaveValue('njk');
  await expect(page).toHaveURL(/q=njk$/);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Backspace');
  await expect(links(page)).toHaveCount(25);

  await search(page).blur();
  await page.keyboard.press('j');
  const name = await links(page).first().innerText();
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name, level: 1 });
  await expect(heading).toBeVisible();
  await page.goBack();
  await expect(links(page)).toHaveCount(25);
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { name: 'New run' })).toBeFocused();
});

test('somebody in two organisations sees the runs of the one that is chosen', async ({ enter }) => {
  const page = await enter({ ...ingrid, password: DEMO_PASSWORD }, LIST);
  await expect(links(page).first()).toBeVisible();
  const choose = async (name: string) => {
    await page.getByRole('button', { name: /, switch organisation$/ }).click();
    await page.getByRole('menuitemradio', { name }).click();
    await expect(page.getByRole('button', { name: `${name}, switch organisation` })).toBeVisible();
  };
  await choose('Sarita Equipment');
  const nitinat = page.getByRole('link', { name: 'Generator service, Nitinat Lake' });
  await expect(nitinat).toBeVisible();
  await page.getByRole('button', { name: /, switch organisation$/ }).click();
  await expectWellMade(page);
  await page.keyboard.press('Escape');
  await choose('Barkley Septic & Fuel');
  await expect(nitinat).toBeHidden();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Barkley Septic & Fuel, switch organisation' })).toBeVisible();
});
