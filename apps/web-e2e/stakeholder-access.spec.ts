import { readFile } from 'node:fs/promises';
import { apiPaths } from '@service-runs/contracts';
import { claim, invite, makeRun, provider, register, stranger } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { confirmAddress, runOut } from './support/database.ts';
import { clipboard, masked } from './support/pages.ts';
import { expect, test } from './support/test.ts';
import { type Locator } from '@playwright/test';

/** Terms and what is said of them, in their order. */
async function facts(part: Locator): Promise<string[]> {
  await expect(part.getByRole('definition')).not.toHaveCount(0);
  const [terms, said] = [part.getByRole('term'), part.getByRole('definition')];
  const names = await terms.allInnerTexts();
  return (await said.allInnerTexts()).map((each, index) => `${names[index]}: ${each}`);
}

/** Whether nothing dims or covers it. */
function liesOnTop(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}

test(
  'View as stakeholder is what an invitee and a stakeholder then read, word for word',
  { tag: '@desktop' },
  async ({ arrive, enter }) => {
    const [dana, june] = [await provider(), await register('June Frank')];
    await dana.call('PATCH', apiPaths.tenant, { contact_phone: '250-555-0142' });
    const run = await makeRun(dana, {
      internal_notes: 'Gate code 4711.',
      service_address: 'Wick Road, second gate',
      price_estimate_cents: 420_000,
    });
    const invitation = await invite(dana, run, june);

    const page = await enter(dana, `/app/provider/runs/${run.id}`);
    await page.getByRole('link', { name: 'View as stakeholder' }).click();
    const invited = page.getByRole('region', { name: 'The invitation page' });
    const viewed = page.getByRole('region', { name: 'The stakeholder’s view' });
    await expect(invited).toContainText(`Invitation from ${dana.organisation}`);
    await expectWellMade(page);
    const [onInvitation, inView] = [await facts(invited), await facts(viewed)];
    await expect(page.getByRole('main')).not.toContainText(/Gate code|Wick Road|4,?200/);
    await expect(invited.getByRole('link', { name: '250-555-0142' })).toBeVisible();

    const phone = await arrive({ phone: true });
    await phone.goto(invitation.claim_url);
    expect(await facts(phone.getByRole('main'))).toEqual(onInvitation);
    await expect(phone.getByRole('link', { name: '250-555-0142' })).toBeVisible();
    await claim(june, invitation);
    const junes = await enter(june, `/app/runs/${run.id}/view`);
    expect(await facts(junes.getByRole('main'))).toEqual(inView);

    // Looking at it opened no invitation and told nobody anything.
    await page.getByRole('link', { name: run.name }).click();
    await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
  },
);

test(
  'access is taken back from the list, with a reason, and only from the one who is named',
  { tag: '@phone' },
  async ({ enter }) => {
    const [dana, june, harold] = [await provider(), await register('June Frank'), await register('Harold Ostrom')];
    const run = await makeRun(dana);
    await claim(june, await invite(dana, run, june));
    await claim(harold, await invite(dana, run, harold));
    const sent = stranger('Tom Wick');
    await invite(dana, run, sent);
    await confirmAddress(harold);
    const [junes, harolds] = [
      await enter(june, `/app/runs/${run.id}/view`),
      await enter(harold, `/app/runs/${run.id}/view`),
    ];
    const page = await enter(dana, `/app/provider/runs/${run.id}`);
    const people = page.getByRole('region', { name: 'Stakeholders and invitations' });
    const row = (name: string) => people.getByRole('listitem').filter({ hasText: name });

    await test.step('who has not proven the address is marked so', async () => {
      await expect(row('June Frank')).toContainText('Address unconfirmed');
      await expect(row('June Frank')).toContainText(masked(june.email));
      await expect(row('Harold Ostrom')).toContainText('Claimed');
      await expect(row('Harold Ostrom')).not.toContainText('Address unconfirmed');
      await expectWellMade(page);
    });

    await test.step('a question first, that names who and what', async () => {
      await people.getByRole('button', { name: 'Revoke June Frank' }).click();
      const question = page.getByRole('alertdialog', { name: 'Revoke June Frank’s access?' });
      await expect(question).toContainText(`June Frank loses “${run.name}” at once`);
      await expect(question.getByRole('button', { name: 'Keep access' })).toBeFocused();
      await question.getByLabel('Reason (optional)').fill('Sold the cabin');
      await expectWellMade(page);
      await question.getByRole('button', { name: 'Revoke' }).click();
      await expect(page.getByRole('status').filter({ hasText: 'June Frank has no access any more.' })).toBeVisible();
      await expect(row('June Frank')).toContainText('Revoked');
      await expect(row('June Frank')).toContainText('Reason: Sold the cabin');
      await expect(row('June Frank').getByRole('button')).toHaveCount(0);
    });

    await test.step('out on the next request; the others are not', async () => {
      await junes.reload();
      await expect(junes.getByRole('heading', { name: "You don't have access to this run." })).toBeVisible();
      await harolds.reload();
      await expect(harolds.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
      await expect(row(sent.name)).toContainText('Sent');
    });

    await test.step('the access receipt says so, of all and of one, and as a file', async () => {
      await page.getByRole('button', { name: 'Access receipt' }).click();
      const dialog = page.getByRole('dialog', { name: 'Access receipt' });
      const of = (name: string) => dialog.getByRole('region', { name });
      await expect(of('June Frank')).toContainText(/Had access from .* to .*: Sold the cabin/);
      await expect(of('Harold Ostrom')).toContainText('Has access since');
      await expectWellMade(page);
      await dialog.getByLabel('Person').selectOption({ label: 'June Frank' });
      await expect(of('Harold Ostrom')).toHaveCount(0);
      await expect(of('June Frank')).toContainText('Dana Whitford revoked June Frank: Sold the cabin');
      const download = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'Download CSV' }).click();
      const file = await download;
      expect(file.suggestedFilename()).toMatch(/^access-receipt-septic-pump-out-bamfield-[0-9a-f]{8}\.csv$/);
      const csv = await readFile(await file.path(), 'utf8');
      expect(csv).toContain('Sold the cabin');
      expect(csv).toContain('June Frank');
      expect(csv).not.toContain('Harold Ostrom');
      // What is told over an open dialog can be read, and is read out.
      const told = page.getByRole('status').filter({ hasText: 'The access receipt is downloaded.' });
      await expect(told).toBeVisible();
      expect(await liesOnTop(told)).toBe(true);
    });
  },
);

test('a link that has run out is made anew from the list', { tag: '@desktop' }, async ({ arrive, enter }) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const tom = await invite(dana, run, stranger('Tom Wick'));
  await runOut(tom);
  const page = await enter(dana, `/app/provider/runs/${run.id}`);
  const row = page.getByRole('listitem').filter({ hasText: 'Tom Wick' });
  await expect(row).toContainText('Expired');
  await row.getByRole('button', { name: 'Reissue Tom Wick' }).click();
  const question = page.getByRole('alertdialog', { name: 'Make a new link for Tom Wick?' });
  await expect(question).toContainText(`The link that Tom Wick was given to “${run.name}” has run out.`);
  await expect(question.getByRole('button', { name: 'Leave as it is' })).toBeFocused();
  await expectWellMade(page);
  await question.getByRole('button', { name: 'Make a new link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Notify stakeholders' });
  await dialog.getByRole('button', { name: `Copy link for ${tom.invitee_email}` }).click();
  await expect(dialog.getByRole('button', { name: `Copied for ${tom.invitee_email}` })).toBeVisible();
  const fresh = await clipboard(page);
  const phone = await arrive({ phone: true });
  await phone.goto(tom.claim_url);
  await expect(phone.getByRole('heading', { name: 'This invitation link is invalid or expired.' })).toBeVisible();
  await phone.goto(fresh);
  await expect(phone.getByText(run.name, { exact: true })).toBeVisible();
});
