// What holds on every page there is: nothing from another host, nothing in the console, readable by everybody, no
// forbidden word, nothing that scrolls sideways. The demo data fills them as a real season would.
import { gzipSync } from 'node:zlib';
import { apiPaths } from '@service-runs/contracts';
import { DEMO_PASSWORD, dana, june } from '../../tools/demo/people.ts';
import { forbiddenWords } from '../../tools/check-words.ts';
import { base, claim, invite, makeRun, provider, register, stranger, tag } from './support/api.ts';
import { expectKindWords, expectWellMade, expectWellMadeInEveryLight } from './support/checks.ts';
import { createAccountOn, openNotify, unavailable } from './support/pages.ts';
import { askedFor, makePortal, publishedRun } from './support/portals.ts';
import { expect, test } from './support/test.ts';
import { type Page } from '@playwright/test';

const RUN_NAME = 'Septic pump-out, Bamfield west side';
const CLAIM_SCRIPT_MOST = 110_000;

const person = (who: { name: string; email: string }) => ({ ...who, password: DEMO_PASSWORD });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

test('pages that anybody can open', async ({ arrive, watch }) => {
  const page = await arrive();
  for (const [path, title] of [
    ['/', 'Plan the run. Show it where you choose. Tell the right people.'],
    ['/login', 'Sign in'],
    ['/register', 'Create account'],
    ['/forgot-password', 'Forgot your password?'],
    ['/verify-email', 'Sign in to confirm your address'],
    ['/unsubscribe', 'This link no longer works'],
    ['/p/bamfield-community', 'Bamfield community'],
    ['/no/such/page', 'Nothing here'],
  ] as const) {
    await page.goto(path);
    await expect(heading(page, title)).toBeVisible();
    await expectWellMadeInEveryLight(page);
  }
  await page.goto('/');
  await page.getByRole('link', { name: 'Create account' }).click();
  await expect(page).toHaveTitle('Create account · Service Runs');
  await createAccountOn(page, { name: '', email: 'june', password: '' });
  await expect(page.getByText('Enter a whole address, such as name@example.org.')).toBeVisible();
  await expectWellMadeInEveryLight(page);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toHaveCount(1);
  expect(watch.refusals).toEqual([]);
});

test('pages of a provider', async ({ enter, watch }) => {
  test.slow();
  const page = await enter(person(dana), '/app/provider/runs');
  await expect(page.getByRole('link', { name: RUN_NAME })).toBeVisible();

  await page.getByRole('link', { name: RUN_NAME }).click();
  await expect(heading(page, RUN_NAME)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Show all \d+$/ })).toBeVisible();
  await expectWellMadeInEveryLight(page);
  for (const name of ['Publish to Portals', 'Attach Requests']) {
    await page.getByRole('button', { name }).click();
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await expectWellMadeInEveryLight(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name })).toBeHidden();
  }
  const notify = await openNotify(page);
  await expect(notify.getByRole('region', { name: 'Invitation tracking' }).getByRole('listitem')).not.toHaveCount(0);
  await expectWellMadeInEveryLight(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await expect(page.getByRole('alertdialog', { name: `Cancel “${RUN_NAME}”?` })).toBeVisible();
  await expectWellMadeInEveryLight(page);
  await page.getByRole('button', { name: 'Keep the run' }).click();

  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(heading(page, `Edit ${RUN_NAME}`)).toBeVisible();
  await expectWellMadeInEveryLight(page);
  await page.getByRole('link', { name: RUN_NAME }).click();

  for (const [path, title] of [
    ['/app/provider/inbox', 'Inbox'],
    ['/app/organisation/new', 'Set up your organisation'],
    ['/app/no/such/page', 'Nothing here'],
  ] as const) {
    await page.goto(path);
    await expect(heading(page, title)).toBeVisible();
    await expectWellMadeInEveryLight(page);
  }

  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  await ((await menu.isVisible()) ? menu : page.getByRole('button', { name: 'Dana Whitford, account' })).click();
  await expect(page.getByRole('button', { name: 'Sign out' }).or(page.getByRole('menuitem'))).toBeVisible();
  await expectWellMadeInEveryLight(page);
  expect(watch.refusals).toEqual([]);
});

test('the form of a run, the preview and the access receipt', async ({ enter, watch }) => {
  test.slow();
  const page = await enter(person(dana), '/app/provider/runs/new');
  await expect(heading(page, 'New run')).toBeVisible();
  await page.getByRole('button', { name: 'Create run' }).click();
  await expect(page.getByText('Enter a name.')).toBeVisible();
  await expectWellMadeInEveryLight(page);
  await page.goto('/app/provider/runs');
  await page.getByRole('link', { name: RUN_NAME }).click();
  await page.getByRole('button', { name: 'Access receipt' }).click();
  const receipt = page.getByRole('dialog', { name: 'Access receipt' });
  await expect(receipt.getByRole('region', { name: 'Tom Wick' })).toContainText('Had access from');
  await expectWellMadeInEveryLight(page);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'View as stakeholder' }).click();
  await expect(page.getByRole('region', { name: 'The stakeholder’s view' })).toContainText(RUN_NAME);
  await expectWellMadeInEveryLight(page);
  expect(watch.refusals).toEqual([]);
});

test('settings', async ({ enter, watch }) => {
  test.slow();
  const page = await enter(person(dana), '/app/settings/organisation');
  const ways = page.getByRole('navigation', { name: 'Settings' });
  await expect(page.getByLabel('Phone (optional)')).toHaveValue('250-555-0142');
  await expectWellMadeInEveryLight(page);
  for (const [name, there, opens] of [
    ['Members', 'Wes Thornquist', 'Invite a colleague'],
    ['API keys', 'API keys', 'New API key'],
  ] as const) {
    await ways.getByRole('link', { name, exact: true }).click();
    await expect(heading(page, name)).toBeFocused();
    await expect(page.getByRole('main').getByText(there, { exact: true }).last()).toBeVisible();
    await expectWellMadeInEveryLight(page);
    await page.getByRole('button', { name: opens }).click();
    await expect(page.getByRole('dialog', { name: opens })).toBeVisible();
    await expectWellMadeInEveryLight(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: opens })).toBeFocused();
  }
  for (const name of ['Profile', 'Notifications', 'Password']) {
    await ways.getByRole('link', { name, exact: true }).click();
    await expect(heading(page, name)).toBeVisible();
    await expectWellMadeInEveryLight(page);
  }
  expect(watch.refusals).toEqual([]);
});

test('pages of a stakeholder', async ({ enter, watch }) => {
  const page = await enter(person(june), '/app/notifications');
  await page.goto('/app');
  await expect(heading(page, 'Shared runs')).toBeVisible();
  const shared = page.getByRole('list', { name: 'Runs shared with you, the latest first' }).getByRole('link');
  await expect(shared).not.toHaveCount(0);
  await expectWellMadeInEveryLight(page);
  await page.getByRole('link', { name: RUN_NAME }).click();
  await expect(heading(page, RUN_NAME)).toBeVisible();
  await expect(page).toHaveTitle(`${RUN_NAME} · Service Runs`);
  await expectWellMadeInEveryLight(page);
  await page.getByRole('link', { name: 'Back to notifications' }).click();
  await expect(heading(page, 'Notifications')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Access granted' })).not.toHaveCount(0);
  await expectWellMadeInEveryLight(page);
  await page.getByRole('button', { name: 'Unread' }).click();
  await expect(page).toHaveURL(/\?unread=true$/);
  await expectWellMadeInEveryLight(page);
  // Provider's pages are not for them.
  await page.goto('/app/provider/runs');
  await expect(heading(page, 'Shared runs')).toBeVisible();
  await expect(page.getByText('Provider', { exact: true })).toBeHidden();
  expect(watch.refusals).toEqual([]);
});

test('pages whose data cannot be fetched say so, and Try again brings it', { tag: '@phone' }, async ({ enter }) => {
  test.slow();
  const maker = await provider();
  const portal = await makePortal(maker);
  const run = await publishedRun(maker, [portal]);
  await askedFor(maker, run, portal);
  const guest = await register('June Frank');
  await claim(guest, await invite(maker, run, guest));
  const office = await enter(maker, '/app/organisation/new');
  const phone = await enter(guest, '/app/organisation/new');
  for (const [page, path, call, said] of [
    [office, `/app/provider/runs/${run.id}`, apiPaths.providerRun(run.id), 'The run could not be fetched'],
    [office, `/app/provider/runs/${run.id}/edit`, apiPaths.providerRun(run.id), 'The run could not be fetched'],
    [office, `/app/provider/runs/${run.id}/preview`, apiPaths.runPreview(run.id), 'What they see could not be fetched'],
    [office, `/app/provider/runs/new?from=${run.id}`, apiPaths.providerRun(run.id), 'The run to duplicate could not'],
    [office, '/app/provider/inbox', apiPaths.requests, 'The requests could not be fetched'],
    [phone, '/app/runs', apiPaths.sharedRuns, 'The shared runs could not be fetched'],
    [phone, `/app/runs/${run.id}/view`, apiPaths.runView(run.id), 'The run could not be fetched'],
    [phone, '/app/notifications', apiPaths.notifications, 'The notifications could not be fetched'],
  ] as const) {
    const requestId = `req-${tag()}`;
    await page.route(
      ({ pathname }) => pathname === call,
      (route) => route.fulfill(unavailable(requestId)),
    );
    await page.goto(path);
    const failed = page.getByRole('alert').filter({ hasText: said });
    await expect(failed).toContainText(`Number to quote: ${requestId}`);
    await expectWellMade(page);
    await page.unrouteAll();
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(failed).toBeHidden();
    await expect(page.getByRole('main')).toContainText(run.name);
  }
});

test(
  'settings whose data cannot be fetched say so, and Try again brings it',
  { tag: '@desktop' },
  async ({ enter }) => {
    const page = await enter(person(dana), '/app/settings/profile');
    for (const [path, call, said, brings] of [
      [
        'organisation',
        apiPaths.tenant,
        'The organisation could not be fetched',
        'What people see of Barkley Septic & Fuel',
      ],
      ['members', apiPaths.members, 'The members could not be fetched', 'Wes Thornquist'],
      ['members', apiPaths.memberInvites, 'The invitations could not be fetched', 'leif@barkleyseptic.example'],
      ['api-keys', apiPaths.apiKeys, 'The API keys could not be fetched', 'No API key yet'],
      [
        'notifications',
        apiPaths.notificationChoices,
        'Your choices could not be fetched',
        'A run moved or was cancelled',
      ],
    ] as const) {
      const requestId = `req-${tag()}`;
      await page.route(
        ({ pathname }) => pathname === call,
        (route) => route.fulfill(unavailable(requestId)),
      );
      await page.goto(`/app/settings/${path}`);
      const failed = page.getByRole('alert').filter({ hasText: said });
      await expect(failed).toContainText(`Number to quote: ${requestId}`);
      await expectWellMade(page);
      await page.unrouteAll();
      await failed.getByRole('button', { name: 'Try again' }).click();
      await expect(failed).toBeHidden();
      await expect(page.getByRole('main')).toContainText(brings);
    }
  },
);

test(
  'a stranger’s phone fetches little for the claim page, and nothing of Material',
  { tag: '@phone' },
  async ({ arrive }) => {
    const maker = await provider();
    const run = await makeRun(maker);
    const { claim_url } = await invite(maker, run, stranger('June Frank'));
    const page = await arrive();
    const scripts: { url: string; text: Promise<string>; transferred: Promise<number> }[] = [];
    page.on('response', (response) => {
      if (!/\.(js|css)$/.test(new URL(response.url()).pathname)) return;
      const transferred = response.request().sizes();
      scripts.push({
        url: response.url(),
        text: response.text(),
        transferred: transferred.then(({ responseBodySize }) => responseBodySize),
      });
    });
    await page.goto(claim_url, { waitUntil: 'networkidle' });
    await expect(page.getByText(run.name, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page.getByLabel('Your name')).toBeFocused();

    let transferred = 0;
    let zipped = 0;
    for (const each of scripts) {
      const text = await each.text;
      expect(text, `Material in ${each.url}`).not.toMatch(/mat-mdc|mdc-|cdk-overlay/);
      if (!each.url.endsWith('.js')) continue;
      transferred += await each.transferred;
      zipped += gzipSync(text, { level: 9 }).length;
    }
    expect(zipped, 'scripts were fetched').toBeGreaterThan(20_000);
    expect(zipped, `${zipped} bytes of zipped script`).toBeLessThanOrEqual(CLAIM_SCRIPT_MOST);
    expect(transferred, `${transferred} bytes of script on the line`).toBeLessThanOrEqual(CLAIM_SCRIPT_MOST);
  },
);

test('what the API says of itself never uses a forbidden word', { tag: '@desktop' }, async ({ arrive, watch }) => {
  const document = await fetch(new URL('/api/openapi.json', base()));
  expect(document.status).toBe(200);
  const text = await document.text();
  expect(JSON.parse(text)).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
  expect(forbiddenWords(text)).toEqual([]);

  const page = await arrive();
  await page.goto('/api/docs');
  await expect(page.getByRole('heading', { name: /Service Runs/ }).first()).toBeVisible();
  await expectKindWords(page);
  expect(watch.refusals).toEqual([]);
});
