// What the product is for, from the first sign-up to access that is taken back: one story, on the pages alone.
import { register, stranger, tag } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { confirmAddress } from './support/database.ts';
import { clipboard, createAccountOn, masked, openNotify, paste, trackingRow } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** Two portals of the demo data. */
const PORTAL = { slug: 'bamfield-community', name: 'Bamfield community' };
const OTHER_PORTAL = 'West coast services';

test('a run is planned, published, asked for, shared, moved, and one person’s access taken back and given again', async ({
  arrive,
  enter,
}) => {
  test.setTimeout(240_000);
  const dana = stranger('Dana Whitford');
  const june = stranger('June Frank');
  const harold = stranger('Harold Ostrom');
  const elin = stranger('Elin Castellano');
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

  const wes = await register('Wes Tran');
  await confirmAddress(wes);
  await test.step('and invites a colleague, who joins', async () => {
    await office.goto('/app/settings/members');
    await office.getByRole('button', { name: 'Invite a colleague' }).click();
    const dialog = office.getByRole('dialog', { name: 'Invite a colleague' });
    await dialog.getByLabel('Email', { exact: true }).fill(wes.email);
    await dialog.getByRole('button', { name: 'Create invitation' }).click();
    const made = office.getByRole('dialog', { name: 'Invitation link' });
    await made.getByRole('button', { name: 'Copy' }).click();
    await expect(made.getByRole('button', { name: 'Copied' })).toBeVisible();
    const desk = await enter(wes, new URL(await clipboard(office)).pathname);
    await expect(
      desk.getByRole('heading', { name: "You've been invited to join Barkley Septic & Fuel" }),
    ).toBeVisible();
    await desk.getByRole('button', { name: 'Claim access' }).click();
    await expect(desk.getByRole('heading', { name: 'My Runs' })).toBeVisible();
    await made.getByRole('button', { name: 'Done' }).click();
    await office.reload();
    await expect(office.getByRole('listitem').filter({ hasText: 'Wes Tran' })).toContainText('Staff');
    await office.goto('/app/provider/runs');
  });

  await test.step('creates a run with a day, a window, a zone and a mode', async () => {
    await office.getByRole('link', { name: 'New run' }).click();
    await office.getByLabel('Name', { exact: true }).fill(run);
    await office.getByLabel('Start date').fill('2031-03-13');
    await office.getByLabel('Start time').fill('09:00');
    await office.getByLabel('End time').fill('17:00');
    await office.getByLabel('Time zone').selectOption('Vancouver');
    await office.getByLabel('Zone', { exact: true }).fill('Bamfield');
    await office.getByRole('radio', { name: 'Open' }).check();
    await expectWellMade(office);
    await office.getByRole('button', { name: 'Create run' }).click();
    await expect(office.getByRole('heading', { name: run, level: 1 })).toBeVisible();
    await expect(office.getByText('Thu 13 March 2031')).toBeVisible();
    await expect(office.getByText('09:00–17:00')).toBeVisible();
    await expect(office.getByRole('list', { name: 'Facts' })).toHaveText(/Bamfield.*Open.*Not published/);
    runPath = new URL(office.url()).pathname;
    await office.getByRole('button', { name: 'Schedule run' }).click();
    await office.getByRole('alertdialog').getByRole('button', { name: 'Schedule run' }).click();
    await expect(office.getByRole('button', { name: 'Start run' })).toBeVisible();
  });

  await test.step('publishes it on two portals', async () => {
    await office.getByRole('button', { name: 'Publish to Portals' }).click();
    const dialog = office.getByRole('dialog', { name: 'Publish to Portals' });
    await dialog.getByRole('checkbox', { name: PORTAL.name }).check();
    await dialog.getByRole('checkbox', { name: OTHER_PORTAL }).check();
    await expect(dialog.getByText('2 portals chosen')).toBeVisible();
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(office.getByText('Published on 2 portals. Nobody was notified.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(office.getByRole('list', { name: 'Facts' })).toHaveText(/Bamfield.*Open.*Published/);
  });

  await test.step('somebody finds it on a portal, and asks for a reservation', async () => {
    const visitor = await arrive({ phone: true });
    await visitor.goto(`/p/${PORTAL.slug}`);
    await visitor.getByRole('link', { name: run, exact: true }).click();
    await expect(visitor.getByRole('heading', { name: run, level: 1 })).toBeVisible();
    await visitor.getByLabel('Your name').fill(elin.name);
    await visitor.getByLabel('Email', { exact: true }).fill(elin.email);
    await visitor.getByLabel('What do you need?').fill('Tank is near full, lid under the deck stairs.');
    await visitor.getByRole('button', { name: 'Send request' }).click();
    await expect(visitor.getByRole('heading', { name: 'Your request is sent' })).toBeVisible();
    await expectWellMade(visitor);
  });

  await test.step('it lands in the inbox, is accepted, and attached to the run', async () => {
    await office.goto('/app/provider/inbox');
    await office.getByRole('link', { name: elin.name }).click();
    await office.getByRole('button', { name: 'Accept request' }).click();
    await expect(office.getByText(`The request from ${elin.name} is accepted.`)).toBeVisible();
    await office.goto(runPath);
    await office.getByRole('button', { name: 'Attach Requests' }).click();
    const dialog = office.getByRole('dialog', { name: 'Attach Requests' });
    await dialog.getByRole('checkbox', { name: elin.name }).check();
    await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
    await expect(office.getByText('1 request is attached.')).toBeVisible();
    await expect(office.getByRole('region', { name: 'Requests' })).toContainText(elin.name);
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
    for (const text of ['Read-only', 'Viewed', 'Open', run, 'Thu 13 March 2031', '09:00–17:00', 'Bamfield']) {
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
    const bell = office.getByRole('link', { name: 'Notifications, 2 unread' });
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
    await expect(office.getByRole('link', { name: 'Notifications, 1 unread' })).toBeVisible();
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

  await test.step('the run moves to another day, and both are told', async () => {
    await office.goto(runPath);
    await office.getByRole('link', { name: 'Edit', exact: true }).click();
    await office.getByLabel('Start date').fill('2031-03-14');
    await office.getByLabel('End date').fill('2031-03-14');
    await office.getByRole('button', { name: 'Save' }).click();
    await expect(office.getByText('Fri 14 March 2031')).toBeVisible();
    for (const page of [phone, other]) {
      await page.goto('/app/notifications');
      const told = page.getByRole('listitem').filter({ hasText: 'Run moved' });
      await expect(told).toContainText(
        `"${run}" was Thu 13 March 2031 09:00–17:00. It is now Fri 14 March 2031 09:00–17:00, Vancouver time.`,
      );
      await told.getByRole('link', { name: 'Run moved' }).click();
      await expect(page).toHaveURL(view);
      await expect(page.getByText('Fri 14 March 2031')).toBeVisible();
    }
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
