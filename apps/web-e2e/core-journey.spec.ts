import { tag, stranger } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { clipboard, createAccountOn, masked, openNotify, paste, trackingRow } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test('a provider plans a run, invites two people, and takes one person’s access back and gives it again', async ({
  arrive,
}) => {
  test.slow();
  const dana = stranger('Dana Whitford');
  const june = stranger('June Frank');
  const harold = stranger('Harold Ostrom');
  const run = `Septic pump-out, Bamfield west side ${tag()}`;
  const office = await arrive();
  const link = { june: '', harold: '' };
  let runPath = '';
  let until = '';

  await test.step('the provider signs up and names the organisation', async () => {
    await office.goto('/register');
    await createAccountOn(office, dana);
    await expect(office.getByRole('heading', { name: 'Set up your organisation' })).toBeVisible();
    await office.getByLabel('Organisation name').fill('Barkley Septic & Fuel');
    await office.getByLabel('Phone (optional)').fill('250-555-0142');
    await expectWellMade(office);
    await office.getByRole('button', { name: 'Create organisation' }).click();
    await expect(office.getByRole('heading', { name: 'My Runs' })).toBeVisible();
    await expect(office.getByRole('heading', { name: 'No service runs yet' })).toBeVisible();
  });

  await test.step('creates a run with a day, a window, a zone and a mode', async () => {
    await office.getByRole('link', { name: 'New run' }).click();
    await office.getByLabel('Name', { exact: true }).fill(run);
    await office.getByLabel('Start date').fill('2031-03-13');
    await office.getByLabel('Start time').fill('09:00');
    await office.getByLabel('End time').fill('17:00');
    await office.getByLabel('Time zone').selectOption('Vancouver');
    await office.getByLabel('Zone', { exact: true }).fill('Bamfield');
    await office.getByRole('radio', { name: 'Targeted' }).check();
    await expectWellMade(office);
    await office.getByRole('button', { name: 'Create run' }).click();
    await expect(office.getByRole('heading', { name: run, level: 1 })).toBeVisible();
    await expect(office.getByText('Thu 13 March 2031')).toBeVisible();
    await expect(office.getByText('09:00–17:00')).toBeVisible();
    await expect(office.getByRole('list', { name: 'Facts' })).toHaveText(/Bamfield.*Targeted.*Not published/);
    runPath = new URL(office.url()).pathname;
  });

  await test.step('pastes addresses, of which a bad one is named and keeps the others from being sent', async () => {
    const dialog = await openNotify(office);
    await expect(dialog.getByText('Private ops notifications')).toBeVisible();
    const field = dialog.getByLabel('Email addresses');
    await expect(field).toBeFocused();
    await paste(field, `June Frank <${june.email}>\n${harold.email}, harold-at-ostromway`);
    for (const each of [june.email, harold.email, 'harold-at-ostromway']) {
      await expect(dialog.getByRole('button', { name: `Remove ${each}` })).toBeVisible();
    }
    await expect(dialog.getByText('harold-at-ostromway is not a full address.')).toBeVisible();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expectWellMade(office);
    await dialog.getByRole('button', { name: 'Create invitations' }).click();
    await expect(dialog.getByRole('heading', { name: 'Invitation links' })).toBeHidden();

    await dialog.getByRole('button', { name: 'Remove harold-at-ostromway' }).click();
    await expect(dialog.getByText('2 people to invite')).toBeVisible();
    await dialog.getByLabel('Role').selectOption('Property owner');
    await dialog.getByLabel('Message (optional)').fill('The truck is on the 07:30 barge.');
    until = (await dialog.getByText(/^Until .*\.$/).innerText()).replace(/^Until /, '');
    await dialog.getByRole('button', { name: 'Create invitations' }).click();
    await expect(dialog.getByRole('heading', { name: 'Invitation links' })).toBeFocused();
  });

  await test.step('copies each link, as an address that works from anywhere', async () => {
    const dialog = office.getByRole('dialog', { name: 'Notify stakeholders' });
    await expectWellMade(office);
    for (const who of ['june', 'harold'] as const) {
      const { email } = { june, harold }[who];
      await dialog.getByRole('button', { name: `Copy link for ${email}` }).click();
      await expect(dialog.getByRole('button', { name: `Copied for ${email}` })).toBeVisible();
      link[who] = await clipboard(office);
      expect(link[who]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/i\/[0-9a-f]{64}$/);
    }
    expect(link.june).not.toBe(link.harold);
    await dialog.getByRole('button', { name: 'Copy all' }).click();
    await expect(dialog.getByRole('button', { name: 'Copied 2 links' })).toBeVisible();
    expect((await clipboard(office)).split('\n').sort()).toEqual(
      [`${june.email}: ${link.june}`, `${harold.email}: ${link.harold}`].sort(),
    );
    await expect(trackingRow(dialog, 'June Frank')).toContainText('Sent');
    await expect(trackingRow(dialog, harold.email)).toContainText('Sent');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(dialog).toBeHidden();
  });

  const phone = await arrive({ phone: true });
  await test.step('the invitee sees on a phone who invites to what, before signing in', async () => {
    await phone.goto(link.june);
    await expect(phone.getByRole('heading', { name: "You've been invited to view a service run" })).toBeVisible();
    const shown = await phone.evaluate(() => document.body.innerText);
    expect(shown.replace(/\s+/g, ' ').trim()).toMatch(/^Invitation from Barkley Septic & Fuel You've been invited/);
    const page = phone.getByRole('main');
    for (const text of ['Read-only', 'Viewed', 'Targeted', run, 'Thu 13 March 2031', '09:00–17:00', 'Bamfield']) {
      await expect(page.getByText(text, { exact: true })).toBeVisible();
    }
    await expect(page.getByText('The truck is on the 07:30 barge.')).toBeVisible();
    await expect(page.getByText(`Sent to ${masked(june.email)}. Works until ${until}`)).toBeVisible();
    await expect(page.getByRole('link', { name: '250-555-0142' })).toHaveAttribute('href', /^tel:/);
    await expect(page).not.toContainText(june.email);
    await expectWellMade(phone);
  });

  await test.step('creates an account without leaving the page, claims, and lands on the run', async () => {
    await phone.getByRole('button', { name: 'Create account' }).click();
    await createAccountOn(phone, june);
    expect(phone.url()).toBe(link.june);
    const claim = phone.getByRole('button', { name: 'Claim access' });
    await expect(claim).toBeFocused();
    await expectWellMade(phone);
    await claim.click();
    await expect(phone).toHaveURL(/\/app\/runs\/[0-9a-f-]{36}\/view$/);
    await expect(phone.getByRole('heading', { name: run, level: 1 })).toBeVisible();
    await expect(phone.getByText(/^You have access to this run as: property.owner$/i)).toBeVisible();
    await expect(phone.getByText('Barkley Septic & Fuel', { exact: true })).toBeVisible();
    await expect(phone.getByText('Thu 13 March 2031')).toBeVisible();
    await expect(phone.getByText('09:00–17:00')).toBeVisible();
    await expectWellMade(phone);
  });
  const view = phone.url();

  await test.step('the provider’s bell and tracking tell of it', async () => {
    await office.reload();
    const bell = office.getByRole('link', { name: 'Notifications, 1 unread' });
    await expect(bell).toBeVisible();
    const dialog = await openNotify(office);
    await expect(trackingRow(dialog, 'June Frank')).toContainText('Claimed');
    await expect(trackingRow(dialog, harold.email)).toContainText('Sent');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await bell.click();
    const told = office.getByRole('listitem').filter({ hasText: 'Invitation claimed' });
    await expect(told).toContainText(`June Frank now has access to "${run}"`);
    await expectWellMade(office);
    await told.getByRole('link', { name: 'Invitation claimed' }).click();
    await expect(office).toHaveURL(new RegExp(`${runPath}$`));
    await expect(office.getByRole('link', { name: 'Notifications, none unread' })).toBeVisible();
  });

  await test.step('the invitee’s notification leads to the run', async () => {
    await phone.getByRole('link', { name: 'Back to notifications' }).click();
    const told = phone.getByRole('listitem').filter({ hasText: 'Access granted' });
    await expect(told).toContainText(`You now have access to "${run}"`);
    await told.getByRole('link', { name: 'Access granted' }).click();
    await expect(phone).toHaveURL(view);
    await expect(phone.getByRole('heading', { name: run, level: 1 })).toBeVisible();
  });

  const other = await arrive({ phone: true });
  await test.step('the second invitee claims too', async () => {
    await other.goto(link.harold);
    await other.getByRole('button', { name: 'Create account' }).click();
    await createAccountOn(other, harold);
    await other.getByRole('button', { name: 'Claim access' }).click();
    await expect(other).toHaveURL(view);
    await expect(other.getByRole('heading', { name: run, level: 1 })).toBeVisible();
  });

  await test.step('the provider revokes the first one, saying why', async () => {
    await office.reload();
    const dialog = await openNotify(office);
    await expect(trackingRow(dialog, harold.email)).toContainText('Claimed');
    await dialog.getByRole('button', { name: 'Revoke June Frank' }).click();
    const question = office.getByRole('alertdialog', { name: 'Revoke June Frank’s access?' });
    await expect(question).toContainText(`June Frank loses “${run}” at once`);
    await expect(question.getByRole('button', { name: 'Keep access' })).toBeFocused();
    await question.getByLabel('Reason (optional)').fill('sold the cabin');
    await expectWellMade(office);
    await question.getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect(trackingRow(dialog, 'June Frank')).toContainText(/Revoked today \d\d:\d\d · sold the cabin/);
    await expect(trackingRow(dialog, harold.email)).toContainText('Claimed');
  });

  await test.step('who was revoked is out on the next request, the other is not', async () => {
    await phone.reload();
    await expect(phone.getByRole('heading', { name: "You don't have access to this run." })).toBeVisible();
    await expect(phone.getByText(run)).toBeHidden();
    await expectWellMade(phone);
    await other.reload();
    await expect(other.getByRole('heading', { name: run, level: 1 })).toBeVisible();
  });

  await test.step('invited and claimed again, access is back', async () => {
    const dialog = office.getByRole('dialog', { name: 'Notify stakeholders' });
    await dialog.getByLabel('Email addresses').fill(june.email);
    await dialog.getByLabel('Role').selectOption('Caretaker');
    await dialog.getByRole('button', { name: 'Create invitations' }).click();
    await dialog.getByRole('button', { name: `Copy link for ${june.email}` }).click();
    await expect(dialog.getByRole('button', { name: `Copied for ${june.email}` })).toBeVisible();
    await phone.goto(await clipboard(office));
    await phone.getByRole('button', { name: 'Claim access' }).click();
    await expect(phone).toHaveURL(view);
    await expect(phone.getByText(/^You have access to this run as: caretaker$/i)).toBeVisible();
  });
});
