import { apiPaths } from '@service-runs/contracts';
import { claim, invite, makeRun, provider, register, reissue, revoke, stranger, tag } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { countCalls, createAccountOn, hold, masked, signInOn, unavailable } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const DEAD = 'This invitation link is invalid or expired.';

test('an invitation for another address names it masked, and switching the account keeps the link', async ({
  enter,
}) => {
  const [dana, june, harold] = [await provider(), await register('June Frank'), await register('Harold Ostrom')];
  const run = await makeRun(dana);
  const { claim_url } = await invite(dana, run, june, { message: 'The gate code is 4711.' });

  const page = await enter(harold, '/app/runs');
  await page.goto(claim_url);
  const told = page.getByRole('status').filter({ hasText: 'This invitation was meant for' });
  await expect(told).toContainText(`meant for ${masked(june.email)}. You are signed in as ${harold.email}.`);
  await expect(page.getByRole('button', { name: 'Claim access' })).toBeHidden();
  await expect(page.getByText('The gate code is 4711.')).toBeHidden();
  await expectWellMade(page);

  await page.getByRole('button', { name: 'Switch account' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to claim access' })).toBeVisible();
  await expect(page.getByLabel('Email', { exact: true })).toBeFocused();
  await signInOn(page, june);
  await page.getByRole('button', { name: 'Claim access' }).click();
  await expect(page).toHaveURL(new RegExp(`/app/runs/${run.id}/view$`));
  await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
});

test('whoever has claimed an invitation opens the run from its link; anybody else is told kindly that it is taken', async ({
  arrive,
  enter,
}) => {
  const [dana, june, harold] = [await provider(), await register('June Frank'), await register('Harold Ostrom')];
  const run = await makeRun(dana);
  const invitation = await invite(dana, run, june);
  await claim(june, invitation);

  await test.step('the person who claimed it', async () => {
    const page = await enter(june, '/app/runs');
    await page.goto(invitation.claim_url);
    await expect(page.getByText('You already have access.')).toBeVisible();
    await expectWellMade(page);
    await page.getByRole('link', { name: 'Open the run' }).click();
    await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
  });

  await test.step('somebody else', async () => {
    const page = await enter(harold, '/app/runs');
    await page.goto(invitation.claim_url);
    await expect(page.getByText('Somebody else has already claimed this invitation.')).toBeVisible();
    await expect(page.getByText(run.name)).toBeHidden();
    await expect(page.getByRole('button', { name: 'Switch account' })).toBeVisible();
    await expectWellMade(page);
  });

  await test.step('nobody who is signed in, until the right person signs in there', async () => {
    const page = await arrive({ phone: true });
    await page.goto(invitation.claim_url);
    await expect(page.getByText('This invitation has been claimed.')).toBeVisible();
    await expect(page.getByText(run.name)).toBeHidden();
    await expectWellMade(page);
    await signInOn(page, june);
    await page.getByRole('link', { name: 'Open the run' }).click();
    await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
  });
});

test('a link that was never made, was revoked or was replaced says the same, and the new one works', async ({
  arrive,
}) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const revoked = await invite(dana, run, stranger('Tom Wick'));
  const old = await invite(dana, run, stranger('June Frank'));
  await revoke(dana, run, revoked);
  const fresh = await reissue(dana, run, old);
  expect(fresh.claim_url).not.toBe(old.claim_url);

  const page = await arrive({ phone: true });
  const said: string[] = [];
  for (const path of [`/i/${'0'.repeat(64)}`, '/i/cut-short', revoked.claim_url, old.claim_url]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: DEAD })).toBeVisible();
    said.push(await page.evaluate(() => document.body.innerText));
  }
  expect(new Set(said).size).toBe(1);
  expect(said[0]).not.toContain(run.name);
  expect(said[0]).not.toContain(dana.organisation);
  await expectWellMade(page);

  await page.goto(fresh.claim_url);
  await expect(page.getByText(run.name, { exact: true })).toBeVisible();
});

test('a link that dies while somebody reads it says so when it is claimed', { tag: '@desktop' }, async ({ enter }) => {
  const [dana, june] = [await provider(), await register('June Frank')];
  const run = await makeRun(dana);
  const invitation = await invite(dana, run, june);
  const page = await enter(june, '/app/runs');
  await page.goto(invitation.claim_url);
  await expect(page.getByRole('button', { name: 'Claim access' })).toBeVisible();
  await revoke(dana, run, invitation);
  await page.getByRole('button', { name: 'Claim access' }).click();
  await expect(page.getByRole('heading', { name: DEAD })).toBeVisible();
});

test('Claim access, pressed twice, makes one call', { tag: '@desktop' }, async ({ enter }) => {
  const [dana, june] = [await provider(), await register('June Frank')];
  const run = await makeRun(dana);
  const { claim_url } = await invite(dana, run, june);
  const page = await enter(june, '/app/runs');
  await page.goto(claim_url);
  const calls = countCalls(page, 'POST', `/api${claim_url}/claim`);
  await page.getByRole('button', { name: 'Claim access' }).dblclick();
  await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
  expect(calls()).toBe(1);
});

test('an account that cannot be made says why beside the field, and keeps what was typed', async ({ arrive }) => {
  const [dana, june] = [await provider(), await register('June Frank')];
  const run = await makeRun(dana);
  const { claim_url } = await invite(dana, run, june);
  const page = await arrive({ phone: true });
  await page.goto(claim_url);
  await page.getByRole('button', { name: 'Create account' }).click();
  await createAccountOn(page, { ...june, password: 'short' });
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(page.getByText('That is 5 characters; a password needs at least 12.')).toBeVisible();
  await createAccountOn(page, june);
  await expect(page.getByText('There is already an account with this address. Sign in with it instead.')).toBeVisible();
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue(june.email);
  await expect(page.getByLabel('Your name')).toHaveValue('June Frank');
  await expectWellMade(page);
});

test('an invitation that cannot be fetched says so, and comes when it is tried again', async ({ arrive }) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const { claim_url } = await invite(dana, run, stranger('June Frank'));
  const page = await arrive({ phone: true });
  const requestId = `req-${tag()}`;
  await page.route(`**${apiPaths.publicInvite(claim_url.replace('/i/', ''))}`, (route) =>
    route.fulfill(unavailable(requestId)),
  );
  await page.goto(claim_url);
  const failed = page.getByRole('alert').filter({ hasText: 'The invitation could not be opened' });
  await expect(failed).toContainText(`Number to quote: ${requestId}`);
  await expectWellMade(page);
  await page.unrouteAll();
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(run.name, { exact: true })).toBeVisible();
});

test(
  'on a slow line the page of a link is there at once, and says that it is loading',
  { tag: '@phone' },
  async ({ arrive }) => {
    const dana = await provider();
    const run = await makeRun(dana);
    const { claim_url } = await invite(dana, run, stranger('June Frank'));
    const page = await arrive();
    const deliver = await hold(page, `/api${claim_url}`);
    await page.goto(claim_url);
    await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'true');
    await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toBeAttached();
    await expect(page.getByText('Invitation from')).toBeVisible();
    await expectWellMade(page);
    deliver();
    await expect(page.getByText(run.name, { exact: true })).toBeVisible();
    await expect(page.getByRole('main')).not.toHaveAttribute('aria-busy');
  },
);
