import { randomUUID } from 'node:crypto';
import { apiPaths } from '@service-runs/contracts';
import { base, claim, invite, makeRun, provider, register, stranger } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { createAccountOn, signInOn, signOutOn } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const VIEW_DENIED = "You don't have access to this run.";

test(
  'a reload keeps somebody signed in, and a new tab finds them signed in',
  { tag: '@desktop' },
  async ({ enter }) => {
    const june = await register('June Frank');
    const page = await enter(june, '/app/notifications');
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Notifications', level: 1 })).toBeVisible();
    const tab = await page.context().newPage();
    await tab.goto('/');
    await tab.getByRole('link', { name: 'Open Service Runs' }).click();
    await expect(tab.getByRole('heading', { name: 'Shared runs' })).toBeVisible();
    // Nothing that a script could take away outlives the page.
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
    expect(kept).not.toMatch(/eyJ|[0-9a-f]{32}/);
  },
);

test('signing out ends the session in the other tab too, and for good', async ({ enter }) => {
  const june = await register('June Frank');
  const page = await enter(june, '/app/runs');
  const tab = await page.context().newPage();
  await tab.goto('/app/notifications');
  await expect(tab.getByRole('heading', { name: 'Notifications', level: 1 })).toBeVisible();

  await signOutOn(page, june.name);
  await expect(page).toHaveURL(/\/login$/);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(tab).toHaveURL(/\/login\?return_to=%2Fapp%2Fnotifications$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/login/);
  await page.goto('/app/runs');
  await expect(page).toHaveURL(/\/login\?return_to=%2Fapp%2Fruns$/);
});

test(
  'a session that is ended elsewhere ends here on the next act, which leads back after signing in',
  { tag: '@desktop' },
  async ({ enter }) => {
    const june = await register('June Frank');
    const page = await enter(june, '/app/notifications');
    await expect(page.getByRole('heading', { name: 'No notifications yet' })).toBeVisible();
    const password = 'another-dry-week-in-march';
    await june.call('POST', apiPaths.changePassword, { current_password: june.password, password });

    await page.getByRole('button', { name: 'Unread' }).click();
    await expect(page).toHaveURL(/\/login\?return_to=/);
    await expect(page.getByText('You have been signed out. Sign in to go on where you were.')).toBeVisible();
    await expectWellMade(page);
    await signInOn(page, { ...june, password });
    await expect(page).toHaveURL(/\/app\/notifications(\?unread=true)?$/);
  },
);

test(
  'a deep link leads through sign-in, or through making an account, to where it points',
  { tag: '@desktop' },
  async ({ arrive }) => {
    const [dana, june] = [await provider(), await register('June Frank')];
    const run = await makeRun(dana);
    await claim(june, await invite(dana, run, june));
    const view = `/app/runs/${run.id}/view`;

    const page = await arrive();
    await page.goto(view);
    await expect(page).toHaveURL(`/login?return_to=${encodeURIComponent(view)}`);
    await signInOn(page, june);
    await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
    await expect(page).toHaveURL(view);

    const other = await arrive();
    await other.goto(view);
    await other.getByRole('link', { name: 'Create account' }).click();
    await expect(other).toHaveURL(`/register?return_to=${encodeURIComponent(view)}`);
    await createAccountOn(other, stranger('Harold Ostrom'));
    await expect(other).toHaveURL(view);
    await expect(other.getByRole('heading', { name: VIEW_DENIED })).toBeVisible();
  },
);

test('return_to leads nowhere but to paths of this app', { tag: '@desktop' }, async ({ arrive }) => {
  const june = await register('June Frank');
  const page = await arrive();
  const open = (to: string) => page.goto(`/login?return_to=${encodeURIComponent(to)}`);
  const expectHome = async (to: string) => {
    await expect(page.getByRole('heading', { name: 'Shared runs' }), `after ${to}`).toBeVisible();
    expect(page.url(), `after ${to}`).toBe(new URL('/app/runs', base()).href);
  };

  await open('//evil.example/app');
  await signInOn(page, june);
  await expectHome('//evil.example/app');
  for (const to of [
    'https://evil.example/app',
    '\\\\evil.example\\app',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'evil.example',
  ]) {
    await open(to);
    await expectHome(to);
  }
  await open('/app/notifications?unread=true');
  await expect(page.getByRole('heading', { name: 'Notifications', level: 1 })).toBeVisible();
  await expect(page).toHaveURL('/app/notifications?unread=true');
});

test('a wrong password is said once for address and password alike, and keeps the address', async ({ arrive }) => {
  const june = await register('June Frank');
  const page = await arrive();
  await page.goto('/login');
  const said: string[] = [];
  for (const email of [june.email, stranger('Nobody Atall').email]) {
    await signInOn(page, { email, password: 'not-the-password-at-all' });
    const alert = page.getByRole('alert').filter({ hasText: /./ });
    await expect(alert).toBeVisible();
    said.push(await alert.innerText());
    await expect(page.getByLabel('Email', { exact: true })).toHaveValue(email);
    await expectWellMade(page);
  }
  expect(said[0]).toContain('The email or the password is not right.');
  expect(said[1]).toBe(said[0]);
});

test('what somebody has no access to looks alike, whether or not it exists', async ({ enter }) => {
  const [dana, june] = [await provider(), await register('June Frank')];
  const run = await makeRun(dana);
  const page = await enter(june, '/app/runs');
  const said: string[] = [];
  for (const id of [randomUUID(), run.id]) {
    await page.goto(`/app/runs/${id}/view`);
    await expect(page.getByRole('heading', { name: VIEW_DENIED })).toBeVisible();
    said.push(await page.getByRole('main').innerText());
  }
  expect(said[1]).toBe(said[0]);
  await expectWellMade(page);
  await page.getByRole('link', { name: 'Back to notifications' }).click();
  await expect(page.getByRole('heading', { name: 'Notifications', level: 1 })).toBeVisible();
});

test('the bell counts what happens elsewhere without a reload', { tag: '@desktop' }, async ({ enter }) => {
  const [dana, june] = [await provider(), await register('June Frank')];
  const run = await makeRun(dana);
  const invitation = await invite(dana, run, june);
  const page = await enter(dana, '/app/notifications');
  await page.clock.install();
  await page.goto('/app/notifications');
  await expect(page.getByRole('link', { name: 'Notifications, none unread' })).toBeVisible();
  await claim(june, invitation);
  await page.clock.fastForward(31_000);
  await expect(page.getByRole('link', { name: 'Notifications, 1 unread' })).toBeVisible();
  // Also in the list that is open.
  await expect(page.getByRole('link', { name: 'Invitation claimed' })).toBeVisible();
  await page.getByRole('button', { name: 'Mark all read' }).click();
  await expect(page.getByRole('link', { name: 'Notifications, none unread' })).toBeVisible();
});
