import { apiPaths, type Me, type NotificationChoices } from '@service-runs/contracts';
import { claim, invite, makeRun, provider, register, stranger } from './support/api.ts';
import { expectWellMade, expectWellMadeInEveryLight } from './support/checks.ts';
import { confirmAddress, sendNow } from './support/database.ts';
import { mailTo, mailsTo } from './support/mails.ts';
import { createAccountOn, openNotify, signInOn, trackingRow } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const NEW = 'a-wet-week-in-february';
const linkOf = ({ links }: { links: readonly string[] }, place: string) =>
  links.find((link) => link.startsWith(place)) ?? '';

test('a forgotten password is mailed a link, and the new one signs in', { tag: '@phone' }, async ({ arrive }) => {
  const june = await register('June Frank');
  const page = await arrive();
  await page.goto('/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Forgot your password?', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText('Enter your email address.')).toBeVisible();
  await expectWellMade(page);
  await page.getByLabel('Email').fill(june.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Look at your mail' })).toBeFocused();
  await expectWellMadeInEveryLight(page);

  const mail = await mailTo(june.email, 'Set a new password');
  await page.goto(linkOf(mail, '/reset-password#'));
  await page.getByLabel('New password').fill(NEW);
  await page.getByRole('button', { name: 'Set password' }).click();
  await signInOn(page, { email: june.email, password: NEW });
  await expect(page.getByRole('heading', { name: 'Shared runs' })).toBeVisible();

  await test.step('an address that nobody has is answered in the same words, and is mailed nothing', async () => {
    const nobody = stranger('Nobody Atall');
    const other = await arrive();
    await other.goto('/forgot-password');
    await other.getByLabel('Email').fill(nobody.email);
    await other.getByRole('button', { name: 'Send the link' }).click();
    await expect(other.getByText(`If there is an account for ${nobody.email}, a mail`)).toBeVisible();
    expect(await mailsTo(nobody.email)).toEqual([]);
  });
});

test(
  'an address is proven by the link that signing up has mailed, signed out or in',
  { tag: '@desktop' },
  async ({ arrive, enter }) => {
    const [june, tom] = [await register('June Frank'), await register('Tom Wick')];
    const [hers, his] = [
      await mailTo(june.email, 'Is this your address?'),
      await mailTo(tom.email, 'Is this your address?'),
    ];
    const page = await arrive();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
    const link = linkOf(hers, '/verify-email#');
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Sign in to confirm your address' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toHaveCount(1);
    await signInOn(page, june);
    await expect(page.getByRole('heading', { name: 'Your address is confirmed' })).toBeFocused();
    await expectWellMadeInEveryLight(page);
    expect((await june.call<Me>('GET', apiPaths.me)).individual.email_verified).toBe(true);
    // The token stood behind `#` and went nowhere but into the call.
    expect(sent.filter((line) => line.includes(link.slice('/verify-email#'.length)))).toEqual([]);

    await test.step('once more is as good as once, and another’s link is good for nothing', async () => {
      await page.reload();
      await expect(page.getByRole('heading', { name: 'Your address is confirmed' })).toBeVisible();
      await page.goto(linkOf(his, '/verify-email#'));
      await expect(page.getByRole('heading', { name: 'This link does not confirm your address' })).toBeVisible();
      await expectWellMade(page);
    });

    await test.step('until then the console says so, and mails it again', async () => {
      const toms = await enter(tom, '/app/notifications');
      await expect(toms.getByText(`Your address ${tom.email} is not confirmed yet.`)).toBeVisible();
      await expectWellMadeInEveryLight(toms);
      await toms.getByRole('button', { name: 'Send the mail again' }).click();
      await expect(toms.getByText('A mail is on its way to')).toBeVisible();
      await expect.poll(async () => (await mailsTo(tom.email, 'Is this your address?')).length).toBe(2);
      await toms.goto(linkOf(await mailTo(tom.email, 'Is this your address?'), '/verify-email#'));
      await toms.getByRole('link', { name: 'Go to notifications' }).click();
      await expect(toms.getByRole('heading', { name: 'Notifications', level: 1 })).toBeVisible();
      await expect(toms.getByText('is not confirmed yet')).toBeHidden();
    });
  },
);

test(
  'who is invited by mail claims by the mailed link, which proves the address',
  { tag: '@desktop' },
  async ({ arrive, enter }) => {
    test.slow();
    const dana = await provider();
    const run = await makeRun(dana);
    const rita = stranger('Rita Fresh');
    const page = await enter(dana, `/app/provider/runs/${run.id}`);
    const notify = await openNotify(page);
    await notify.getByLabel('Email addresses').fill(rita.email);
    await notify.getByLabel('Message (optional)').fill('Please clear the lid.');
    await expect(notify.getByLabel('Send by mail too')).toBeChecked();
    await expectWellMade(page);
    await notify.getByRole('button', { name: 'Create invitations' }).click();
    await expect(notify.getByText('1 mail is on its way.')).toBeVisible();
    // It says by itself that the mail server took it.
    await expect(trackingRow(notify, rita.email)).toContainText('sent by mail');
    await expectWellMadeInEveryLight(page);
    // Nothing is lost with a link that went out by mail.
    await notify.getByRole('button', { name: 'Done' }).click();
    await expect(notify).toBeHidden();

    const mail = await mailTo(rita.email, `${dana.organisation} invites you`);
    expect(mail.text).toContain('> Please clear the lid.');
    const phone = await arrive({ phone: true });
    await phone.goto(linkOf(mail, '/i/'));
    await phone.getByRole('button', { name: 'Create account' }).click();
    await createAccountOn(phone, rita);
    await phone.getByRole('button', { name: 'Claim access' }).click();
    await expect(phone.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
    await phone.goto('/app/notifications');
    await expect(phone.getByRole('listitem').filter({ hasText: 'Access granted' })).toBeVisible();
    await expect(phone.getByText('is not confirmed yet')).toBeHidden();
  },
);

test('whoever forgot a password on the claim page keeps the invitation', { tag: '@phone' }, async ({ arrive }) => {
  const dana = await provider();
  const june = await register('June Frank');
  const { claim_url } = await invite(dana, await makeRun(dana), june);
  const page = await arrive();
  await page.goto(claim_url);
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  const other = await opened;
  await expect(other.getByRole('heading', { name: 'Forgot your password?', level: 1 })).toBeVisible();
  expect(other.url()).not.toContain(claim_url.slice(3));
  await other.close();
  await signInOn(page, june);
  await expect(page.getByRole('button', { name: 'Claim access' })).toBeVisible();
});

test(
  'what comes by mail is a choice, in the settings and at the foot of a mail',
  { tag: '@phone' },
  async ({ arrive, enter }) => {
    test.slow();
    const [dana, june] = [await provider(), await register('June Frank')];
    await confirmAddress(june);
    const run = await makeRun(dana);
    await claim(june, await invite(dana, run, june));
    await dana.call('POST', apiPaths.runTransition(run.id), { to: 'scheduled' });
    const choices = async () => (await june.call<NotificationChoices>('GET', apiPaths.notificationChoices)).choices;

    const page = await enter(june, '/app/settings/notifications');
    await expect(page.getByText(`Mail goes to ${june.email}.`)).toBeVisible();
    await page.getByLabel('A run started or was completed').uncheck();
    await expect(page.getByText('Saved')).toBeVisible();
    expect(await choices()).toMatchObject({ run_progress: false, run_moved: true });
    await expectWellMadeInEveryLight(page);

    await test.step('one that cannot be saved is as it was', async () => {
      await page.route(
        ({ pathname }) => pathname === apiPaths.notificationChoices,
        (route) => route.abort(),
      );
      await page.getByLabel('A run comes up tomorrow').click();
      await expect(page.getByText('That could not be saved')).toBeVisible();
      await expect(page.getByLabel('A run comes up tomorrow')).toBeChecked();
      await page.unrouteAll();
    });

    await dana.call('PATCH', apiPaths.providerRun(run.id), {
      starts_at: '2031-03-14T16:00:00.000Z',
      ends_at: '2031-03-15T00:00:00.000Z',
    });
    await sendNow(june);
    const mail = await mailTo(june.email, 'Run moved');
    expect(mail.text.replaceAll(/\s+/g, ' ')).toContain('It is now Fri 14 March 2031 09:00–17:00, Vancouver time.');

    await test.step('a link at its foot ends mails of this kind, for whoever has the mail', async () => {
      const anybody = await arrive();
      await anybody.goto(linkOf(mail, '/unsubscribe#'));
      await expect(anybody.getByRole('heading', { name: 'Stop these mails?' })).toBeVisible();
      await expectWellMadeInEveryLight(anybody);
      // Whoever only opens it ends nothing.
      expect((await choices()).run_moved).toBe(true);
      await anybody.getByRole('button', { name: 'Stop these mails' }).click();
      await expect(anybody.getByRole('heading', { name: 'These mails have stopped' })).toBeFocused();
      expect((await choices()).run_moved).toBe(false);
      await expectWellMade(anybody);
      await anybody.getByRole('button', { name: 'Undo' }).click();
      await expect(anybody.getByRole('heading', { name: 'These mails go on' })).toBeFocused();
      expect((await choices()).run_moved).toBe(true);
      await anybody.goto(`${linkOf(mail, '/unsubscribe#')}0`);
      await expect(anybody.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
    });

    await test.step('its button leads to the run', async () => {
      await page.goto(linkOf(mail, '/app/runs/'));
      await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
    });
  },
);
