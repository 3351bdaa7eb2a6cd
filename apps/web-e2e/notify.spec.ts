import { apiPaths } from '@service-runs/contracts';
import { invite, makeRun, provider, stranger, tag } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { clipboard, countCalls, openNotify, trackingRow } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test('Create invitations, pressed twice, makes one call and one invitation', { tag: '@desktop' }, async ({ enter }) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const { email } = stranger('June Frank');
  const page = await enter(dana, `/app/provider/runs/${run.id}`);
  const dialog = await openNotify(page);
  await dialog.getByLabel('Email addresses').fill(`${email},`);
  const calls = countCalls(page, 'POST', apiPaths.runInvites(run.id));
  await dialog.getByRole('button', { name: 'Create invitations' }).dblclick();
  await expect(dialog.getByRole('heading', { name: 'Invitation links' })).toBeVisible();
  await expect(dialog.getByText(/^1 link made\./)).toBeVisible();
  await expect(trackingRow(dialog, email)).toHaveCount(1);
  expect(calls()).toBe(1);
});

test(
  'invitations that cannot be sent stay as typed; sent again, nobody is invited twice',
  { tag: '@desktop' },
  async ({ enter }) => {
    const dana = await provider();
    const run = await makeRun(dana);
    const { email } = stranger('June Frank');
    const page = await enter(dana, `/app/provider/runs/${run.id}`);
    const dialog = await openNotify(page);
    await dialog.getByLabel('Email addresses').fill(`${email},`);
    await dialog.getByLabel('Message (optional)').fill('The truck is on the 07:30 barge.');
    // The server does it, but its answer is lost on the way.
    let lost = 0;
    await page.route(`**${apiPaths.runInvites(run.id)}`, async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await dialog.getByRole('button', { name: 'Create invitations' }).click();
    await expect(dialog.getByRole('alert').filter({ hasText: 'There is no connection.' })).toBeVisible();
    await expect(dialog.getByRole('button', { name: `Remove ${email}` })).toBeVisible();
    await expect(dialog.getByLabel('Message (optional)')).toHaveValue('The truck is on the 07:30 barge.');
    await expectWellMade(page);
    await dialog.getByRole('button', { name: 'Create invitations' }).click();
    await expect(dialog.getByText(/^1 link made\./)).toBeVisible();
    await expect(trackingRow(dialog, email)).toHaveCount(1);
    await expect(trackingRow(dialog, email)).toContainText('Sent');
  },
);

test('closing with links that nobody copied asks first; an address that was typed is not lost either', async ({
  enter,
}) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const { email } = stranger('June Frank');
  const page = await enter(dana, `/app/provider/runs/${run.id}`);
  const dialog = await openNotify(page);
  await dialog.getByLabel('Email addresses').fill(`${email},`);
  await page.keyboard.press('Escape');
  const typed = page.getByRole('alertdialog', { name: 'Close without inviting 1 person?' });
  await typed.getByRole('button', { name: 'Stay' }).click();
  await expect(dialog.getByRole('button', { name: `Remove ${email}` })).toBeVisible();
  // A link that goes out by mail as well is not lost.
  await dialog.getByLabel('Send by mail too').uncheck();
  await dialog.getByRole('button', { name: 'Create invitations' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const uncopied = page.getByRole('alertdialog', { name: 'Close without copying 1 link?' });
  await expectWellMade(page);
  await uncopied.getByRole('button', { name: 'Stay' }).click();
  await dialog.getByRole('button', { name: `Copy link for ${email}` }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText('Sent');
});

test('a link made anew takes the place of the old one, which is dead', async ({ arrive, enter }) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const old = await invite(dana, run, stranger('June Frank'));
  const page = await enter(dana, `/app/provider/runs/${run.id}`);
  const dialog = await openNotify(page);
  await dialog.getByRole('button', { name: 'Reissue June Frank' }).click();
  const question = page.getByRole('alertdialog', { name: 'Make a new link for June Frank?' });
  await expect(question).toContainText('stops working at once');
  await expectWellMade(page);
  await question.getByRole('button', { name: 'Make a new link' }).click();
  await expect(dialog.getByText('new link, the old one is dead')).toBeVisible();
  await dialog.getByRole('button', { name: `Copy link for ${old.invitee_email}` }).click();
  await expect(dialog.getByRole('button', { name: `Copied for ${old.invitee_email}` })).toBeVisible();
  const fresh = await clipboard(page);
  expect(fresh).not.toContain(old.claim_url);

  const phone = await arrive({ phone: true });
  await phone.goto(old.claim_url);
  await expect(phone.getByRole('heading', { name: 'This invitation link is invalid or expired.' })).toBeVisible();
  await phone.goto(fresh);
  await expect(phone.getByText(run.name, { exact: true })).toBeVisible();
});

test('an address longer than the screen does not widen the dialog, and the same one twice stands once', async ({
  enter,
}) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const long = `harbour.office.${tag()}@the-small-craft-dock-and-the-boardwalk-floats.pachena.example`;
  const page = await enter(dana, `/app/provider/runs/${run.id}`);
  const dialog = await openNotify(page);
  await dialog.getByLabel('Email addresses').fill(`${long}, ${long.toUpperCase()}; ,`);
  await expect(dialog.getByRole('button', { name: `Remove ${long}` })).toHaveCount(1);
  await expect(dialog.getByText('1 address was there already and stands once.')).toBeVisible();
  await expectWellMade(page);
  await dialog.getByRole('button', { name: 'Create invitations' }).click();
  await expect(dialog.getByRole('button', { name: `Copy link for ${long}` })).toBeVisible();
  await expectWellMade(page);
});
