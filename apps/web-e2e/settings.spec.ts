import { apiPaths } from '@service-runs/contracts';
import { DEMO_PASSWORD, wes } from '../../tools/demo/people.ts';
import { claim, invite, makeRun, provider, register, stranger, tag } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { confirmAddress } from './support/database.ts';
import { signInOn, unavailable } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const SETTINGS = '/app/settings';

test(
  'what an organisation says of itself is what invitees and stakeholders read',
  { tag: '@desktop' },
  async ({ arrive, enter }) => {
    const [dana, june] = [await provider(), await register('June Frank')];
    const run = await makeRun(dana);
    const { claim_url } = await invite(dana, run, stranger('Tom Wick'));
    await claim(june, await invite(dana, run, june));
    const name = `Barkley Fuel ${tag()}`;

    const page = await enter(dana, `${SETTINGS}/organisation`);
    const save = page.getByRole('button', { name: 'Save', exact: true });
    await test.step('what is wrong is said beside its field, and what was typed stays', async () => {
      await page.getByLabel('Name', { exact: true }).fill(' ');
      await page.getByLabel('Email (optional)').fill('office at barkley');
      await save.click();
      await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
      await expect(page.getByText('Enter the name that your customers know.')).toBeVisible();
      await expect(page.getByText('Enter a whole address, such as office@example.org, or none.')).toBeVisible();
      await expectWellMade(page);
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByLabel('Phone (optional)').fill('250-555-0177');
      await page.getByLabel('Email (optional)').fill('office@barkleyfuel.example');
      await page.getByLabel('Time zone').selectOption('Europe/Berlin');
      const requestId = `req-${tag()}`;
      await page.route(`**${apiPaths.tenant}`, (route) => route.fulfill(unavailable(requestId)));
      await save.click();
      await expect(page.getByRole('alert').filter({ hasText: requestId })).toBeVisible();
      await expect(page.getByLabel('Phone (optional)')).toHaveValue('250-555-0177');
      await page.unrouteAll();
    });

    await test.step('leaving asks first, also for another organisation’s sake', async () => {
      await page.getByRole('link', { name: 'Members', exact: true }).click();
      const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
      await question.getByRole('button', { name: 'Keep editing' }).click();
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name);
    });

    await test.step('saved, it stands in the bar, and new runs begin in its zone', async () => {
      await save.click();
      await expect(page.getByRole('status').filter({ hasText: 'The organisation is saved.' })).toBeVisible();
      await expect(page.getByRole('banner')).toContainText(name);
      await page.goto('/app/provider/runs/new');
      await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Berlin');
    });

    await test.step('a stranger with a link reads whom to call, before signing in', async () => {
      const phone = await arrive({ phone: true });
      await phone.goto(claim_url);
      await expect(phone.getByRole('banner')).toContainText(`Invitation from ${name}`);
      await expect(phone.getByRole('link', { name: '250-555-0177' })).toHaveAttribute('href', 'tel:2505550177');
      await expect(phone.getByRole('link', { name: 'office@barkleyfuel.example' })).toBeVisible();
    });

    await test.step('and so does a stakeholder', async () => {
      const phone = await enter(june, `/app/runs/${run.id}/view`, { phone: true });
      await expect(phone.getByText(name, { exact: true })).toBeVisible();
      await expect(phone.getByRole('link', { name: '250-555-0177' })).toBeVisible();
    });
  },
);

test(
  'a profile holds the name that others see, and says whether the address is confirmed',
  { tag: '@phone' },
  async ({ enter }) => {
    const june = await register('June Frank');
    const page = await enter(june, '/app/runs');
    await page.goto(SETTINGS);
    // Somebody without an organisation has settings of their own only.
    await expect(page).toHaveURL(`${SETTINGS}/profile`);
    await expect(page.getByRole('link', { name: 'Members', exact: true })).toHaveCount(0);
    await expect(page.getByText('Not confirmed', { exact: true })).toBeVisible();
    await expectWellMade(page);
    await page.getByLabel('Your name').fill('');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByLabel('Your name')).toBeFocused();
    await expect(page.getByText('Enter your name.')).toBeVisible();
    await page.getByLabel('Your name').fill('June Frank-Ostrom');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Your name is saved.' })).toBeVisible();
    await confirmAddress(june);
    await page.reload();
    await expect(page.getByLabel('Your name')).toHaveValue('June Frank-Ostrom');
    await expect(page.getByText('Confirmed', { exact: true })).toBeVisible();
  },
);

test('a changed password ends every other session, and this one goes on', { tag: '@phone' }, async ({ enter }) => {
  const june = await register('June Frank');
  const other = await enter(june, '/app/notifications');
  const page = await enter(june, `${SETTINGS}/password`);
  const [current, next] = [page.getByLabel('Current password'), page.getByLabel('New password')];
  const change = async (from: string, to: string) => {
    await current.fill(from);
    await next.fill(to);
    await page.getByRole('button', { name: 'Change password' }).click();
  };

  await change(june.password, 'short');
  await expect(page.getByText('That is 5 characters; a password needs at least 12.')).toBeVisible();
  await expect(next).toBeFocused();
  await change(june.password, june.password);
  await expect(page.getByText('That is the password you have now. Choose another.')).toBeVisible();
  await change(june.password, 'passwordpassword');
  await expect(page.getByText(/^This password .*\. Choose another\.$/)).toBeVisible();
  await change('not-the-password-at-all', 'another-dry-week-in-march');
  await expect(page.getByText('That is not the password you have now.')).toBeVisible();
  await expect(current).toBeFocused();
  await expect(next).toHaveValue('another-dry-week-in-march');
  await expectWellMade(page);

  await change(june.password, 'another-dry-week-in-march');
  const told = page.getByRole('status').filter({ hasText: 'Every other session of yours has ended.' });
  await expect(told).toBeVisible();
  await expect(current).toHaveValue('');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Password', level: 1 })).toBeVisible();
  await other.getByRole('button', { name: 'Unread' }).click();
  await expect(other).toHaveURL(/\/login\?return_to=/);
  await signInOn(other, { ...june, password: 'another-dry-week-in-march' });
  await expect(other).toHaveURL(/\/app\/notifications/);
});

test(
  'staff see their organisation, and nothing that would then be refused',
  { tag: '@phone' },
  async ({ enter, watch }) => {
    const page = await enter({ ...wes, password: DEMO_PASSWORD }, `${SETTINGS}/organisation`);
    const ways = page.getByRole('navigation', { name: 'Settings' });
    await expect(page.getByText('250-555-0142')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
    await expect(ways.getByRole('link')).toHaveText([
      'Organisation',
      'Members',
      'Profile',
      'Notifications',
      'Password',
    ]);
    await expectWellMade(page);
    await page.getByRole('link', { name: 'See the members' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Dana Whitford' })).toContainText('Owner');
    await expect(page.getByText('Only owners invite, remove and change roles.')).toBeVisible();
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
    await expectWellMade(page);
    await page.goto(`${SETTINGS}/api-keys`);
    await expect(page.getByRole('heading', { name: 'Only owners can open this' })).toBeVisible();
    await expectWellMade(page);
    await page.goto('/app/provider/runs');
    await page.getByRole('link', { name: 'Septic pump-out, Bamfield west side' }).click();
    await expect(page.getByRole('button', { name: 'Notify stakeholders' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Access receipt' })).toHaveCount(0);
    expect(watch.refusals).toEqual([]);
  },
);
