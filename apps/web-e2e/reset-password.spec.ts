import { apiPaths, appPaths } from '@service-runs/contracts';
import { base, register, stranger, tag } from './support/api.ts';
import { expectWellMade, expectWellMadeInEveryLight } from './support/checks.ts';
import { admin } from './support/operator.ts';
import { countCalls, signInOn, unavailable } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const NEW = 'a-wet-week-in-february';

interface WithLink {
  readonly link: { readonly url: string };
}

const linkFor = async (email: string) => (await admin<WithLink>('person', 'reset-link', '--email', email)).link.url;

test('a link from the operator sets a new password, signs other devices out, and works once', async ({
  arrive,
  enter,
}) => {
  test.slow();
  const june = await register('June Frank');
  const other = await enter(june, '/app/notifications');
  const url = await linkFor(june.email);
  expect(url).toMatch(new RegExp(`^${base()}/reset-password#[\\w-]{43}$`));

  const page = await arrive();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
  await page.goto(url);
  await expect(page).toHaveTitle('Set a new password · Service Runs');
  await expect(page.getByRole('heading', { name: 'Set a new password', level: 1 })).toBeVisible();
  await expectWellMadeInEveryLight(page);

  await test.step('a password that is too weak is told beside its field', async () => {
    await page.getByLabel('New password').fill('too short');
    await page.getByRole('button', { name: 'Set password' }).click();
    await expect(page.getByText('That is 9 characters; a password needs at least 12.')).toBeVisible();
    await expect(page.getByLabel('New password')).toBeFocused();
    await page.getByLabel('New password').fill('password1234');
    await page.getByRole('button', { name: 'Set password' }).click();
    await expect(page.getByText(/^This password is one of the commonest passwords/)).toBeVisible();
    await expectWellMadeInEveryLight(page);
  });

  await test.step('a good one leads to sign-in', async () => {
    const calls = countCalls(page, 'POST', apiPaths.resetPassword);
    await page.getByLabel('New password').fill(NEW);
    await page.getByRole('button', { name: 'Set password' }).dblclick();
    await expect(page).toHaveURL('/login');
    await expect(page.getByText('Your new password is set, and every other device is signed out.')).toBeVisible();
    expect(calls()).toBe(1);
    await expectWellMadeInEveryLight(page);
    await signInOn(page, { email: june.email, password: NEW });
    await expect(page).toHaveURL(appPaths.sharedRuns);
  });

  await test.step('the token went nowhere but into the call', async () => {
    const token = url.slice(url.indexOf('#') + 1);
    expect(sent.filter((line) => line.includes(token))).toEqual([]);
    await page.goBack();
    expect(page.url()).not.toContain(token);
  });

  await test.step('the other device is signed out on its next act', async () => {
    // It may have asked for what is new by itself, and be there already.
    await other.reload();
    await expect(other).toHaveURL(/\/login\?return_to=%2Fapp%2Fnotifications$/);
  });

  await test.step('the link is dead, and says so', async () => {
    const again = await arrive({ phone: true });
    await again.goto(url);
    await again.getByLabel('New password').fill(`${NEW}-again`);
    await again.getByRole('button', { name: 'Set password' }).click();
    await expect(again.getByRole('heading', { name: 'This link no longer works' })).toBeFocused();
    await expectWellMadeInEveryLight(again);
    await again.getByRole('link', { name: 'Sign in' }).click();
    await signInOn(again, { email: june.email, password: NEW });
    await expect(again).toHaveURL(appPaths.sharedRuns);
  });
});

test(
  'an owner whom the operator has added sets a first password, and is in the organisation',
  { tag: '@desktop' },
  async ({ arrive }) => {
    const { email } = stranger('Kay Owner');
    const name = `Inlet Electric ${tag()}`;
    const { owner } = await admin<{ owner: WithLink }>('tenant', 'create', '--name', name, '--owner', email);
    const page = await arrive();
    await page.goto(owner.link.url);
    await page.getByLabel('New password').fill(NEW);
    await page.getByRole('button', { name: 'Set password' }).click();
    await signInOn(page, { email, password: NEW });
    await expect(page).toHaveURL(appPaths.providerRuns);
    await expect(page.getByText(name).first()).toBeVisible();
  },
);

test('the page without a link says what is missing; a lost server keeps what was typed', async ({ arrive }) => {
  const june = await register('June Frank');
  const page = await arrive();
  await page.goto('/reset-password');
  await expect(page.getByRole('heading', { name: 'The link is not whole' })).toBeVisible();
  await expectWellMade(page);

  const requestId = `req-${tag()}`;
  await page.route(`**${apiPaths.resetPassword}`, (route) => route.fulfill(unavailable(requestId)));
  // In the same tab: only what stands behind the # changes.
  await page.goto(await linkFor(june.email));
  await page.getByLabel('New password').fill(NEW);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('alert').filter({ hasText: requestId })).toBeVisible();
  await expect(page.getByLabel('New password')).toHaveValue(NEW);
  await expectWellMade(page);
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page).toHaveURL('/login');
});
