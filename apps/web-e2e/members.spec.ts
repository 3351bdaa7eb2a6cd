import { DEMO_PASSWORD, ingrid } from '../../tools/demo/people.ts';
import { makeRun, provider, register, signIn } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { confirmAddress } from './support/database.ts';
import { clipboard } from './support/pages.ts';
import { expect, test } from './support/test.ts';
import { type Page } from '@playwright/test';

const MEMBERS = '/app/settings/members';

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

async function switchTo(page: Page, organisation: string): Promise<void> {
  await page.getByRole('button', { name: /, switch organisation$/ }).click();
  await page.getByRole('menuitemradio', { name: organisation }).click();
}

test(
  'a colleague is invited by a link, joins, becomes an owner, and is out on the next request once removed',
  { tag: '@desktop' },
  async ({ enter }) => {
    test.slow();
    const [dana, leif] = [await provider(), await register('Leif Aagaard')];
    const run = await makeRun(dana);
    const page = await enter(dana, MEMBERS);
    const phone = await enter(leif, '/app/runs', { phone: true });
    let link = '';

    await test.step('nobody is lost: the only owner stays one, and is told why', async () => {
      await expect(row(page, 'Dana Whitford')).toContainText('You are the only owner.');
      await expect(row(page, 'Dana Whitford').getByRole('button')).toHaveCount(0);
      await expect(page.getByText('Nobody else is here yet.')).toBeVisible();
      await expect(page.getByText('No colleague has been invited yet.')).toBeVisible();
      await expectWellMade(page);
    });

    await test.step('an invitation, whose link is shown once', async () => {
      await page.getByRole('button', { name: 'Invite a colleague' }).click();
      const dialog = page.getByRole('dialog', { name: 'Invite a colleague' });
      await expect(dialog.getByLabel('Email', { exact: true })).toBeFocused();
      await dialog.getByRole('button', { name: 'Create invitation' }).click();
      await expect(dialog.getByText('Enter the address of your colleague.')).toBeVisible();
      await expectWellMade(page);
      await dialog.getByLabel('Email', { exact: true }).fill(leif.email);
      await dialog.getByRole('button', { name: 'Create invitation' }).click();
      const made = page.getByRole('dialog', { name: 'Invitation link' });
      await expect(made.getByLabel('Invitation link')).toBeFocused();
      await expectWellMade(page);
      await made.getByRole('button', { name: 'Done' }).click();
      const question = page.getByRole('alertdialog', { name: 'Close without copying the link?' });
      await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused();
      await question.getByRole('button', { name: 'Stay' }).click();
      await made.getByRole('button', { name: 'Copy link' }).click();
      await expect(made.getByRole('button', { name: 'Copied' })).toBeVisible();
      link = await clipboard(page);
      await made.getByRole('button', { name: 'Done' }).click();
      await expect(made).toBeHidden();
      await expect(row(page, leif.email)).toContainText('as staff');
    });

    await test.step('a link that was reissued is dead', async () => {
      await page.getByRole('button', { name: `Reissue the invitation for ${leif.email}` }).click();
      const question = page.getByRole('alertdialog', { name: `Make a new link for ${leif.email}?` });
      await expect(question).toContainText('was given so far stops working at once');
      await question.getByRole('button', { name: 'Make a new link' }).click();
      const made = page.getByRole('dialog', { name: 'Invitation link' });
      await made.getByRole('button', { name: 'Copy link' }).click();
      await expect(made.getByRole('button', { name: 'Copied' })).toBeVisible();
      await made.getByRole('button', { name: 'Done' }).click();
      await phone.goto(link);
      await expect(phone.getByRole('heading', { name: 'This invitation link is invalid or expired.' })).toBeVisible();
      link = await clipboard(page);
    });

    await test.step('joining needs the address confirmed', async () => {
      await phone.goto(link);
      await expect(phone.getByRole('heading', { name: `invited to join ${dana.organisation}` })).toBeVisible();
      await phone.getByRole('button', { name: 'Claim access' }).click();
      await expect(phone.getByText('Your address has to be confirmed first.')).toBeVisible();
      await expectWellMade(phone);
      await confirmAddress(leif);
      await phone.goto(link);
      await phone.getByRole('button', { name: 'Claim access' }).click();
      await expect(phone).toHaveURL(/\/app\/provider\/runs$/);
      await expect(phone.getByRole('link', { name: run.name })).toBeVisible();
    });

    await test.step('an owner makes the colleague one too, and staff again', async () => {
      await page.reload();
      await expect(row(page, 'Leif Aagaard')).toContainText('Staff');
      await page.getByRole('button', { name: 'Make Leif Aagaard an owner' }).click();
      const question = page.getByRole('alertdialog', { name: 'Make Leif Aagaard an owner?' });
      await expect(question.getByRole('button', { name: 'Leave as it is' })).toBeFocused();
      await expectWellMade(page);
      await question.getByRole('button', { name: 'Make owner' }).click();
      await expect(row(page, 'Leif Aagaard')).toContainText('Owner');
      await expect(page.getByRole('button', { name: `Leave ${dana.organisation}` })).toBeVisible();
      await phone.goto(MEMBERS);
      await expect(phone.getByRole('button', { name: 'Invite a colleague' })).toBeVisible();
      await expectWellMade(phone);
      await page.getByRole('button', { name: 'Make Leif Aagaard staff' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Make staff' }).click();
      await expect(row(page, 'Dana Whitford')).toContainText('You are the only owner.');
    });

    await test.step('removed, the colleague is out on the next request', async () => {
      await phone.goto('/app/provider/runs');
      await expect(phone.getByRole('link', { name: run.name })).toBeVisible();
      await page.getByRole('button', { name: 'Remove Leif Aagaard' }).click();
      const question = page.getByRole('alertdialog', { name: 'Remove Leif Aagaard?' });
      await expect(question).toContainText('out of Barkley Septic on the next request');
      await question.getByRole('button', { name: 'Remove' }).click();
      await expect(page.getByRole('status').filter({ hasText: 'Leif Aagaard is no longer a member.' })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'People' })).toBeFocused();
      await phone.getByRole('link', { name: run.name }).click();
      await expect(phone.getByRole('alert')).toContainText('You do not belong to this organisation any more.');
      await expectWellMade(phone);
    });
  },
);

test('somebody in two organisations switches without losing the place', { tag: '@desktop' }, async ({ enter }) => {
  const person = { ...ingrid, password: DEMO_PASSWORD };
  const page = await enter(person, MEMBERS);
  await expect(row(page, 'Dana Whitford')).toBeVisible();

  await test.step('from the members of one to the members of the other', async () => {
    await switchTo(page, 'Sarita Equipment');
    await expect(row(page, 'Noel Sarrazin')).toBeVisible();
    await expect(row(page, 'Dana Whitford')).toHaveCount(0);
    await expect(page).toHaveURL(MEMBERS);
    await expect(page.getByRole('status').filter({ hasText: 'You now act for Sarita Equipment.' })).toBeVisible();
  });

  await test.step('two tabs in two organisations do not mix, however often they are loaded', async () => {
    const tab = await page.context().newPage();
    await tab.goto(MEMBERS);
    await expect(row(tab, 'Noel Sarrazin')).toBeVisible();
    await switchTo(tab, 'Barkley Septic & Fuel');
    await expect(row(tab, 'Dana Whitford')).toBeVisible();
    await page.reload();
    await expect(row(page, 'Noel Sarrazin')).toBeVisible();
    await expect(row(page, 'Dana Whitford')).toHaveCount(0);
    await tab.reload();
    await expect(row(tab, 'Dana Whitford')).toBeVisible();
    await tab.close();
  });

  await test.step('from one run to the other’s list', async () => {
    await page.goto('/app/provider/runs');
    await page.getByRole('table').getByRole('link').first().click();
    await expect(page.getByRole('button', { name: 'Notify stakeholders' })).toBeVisible();
    await switchTo(page, 'Barkley Septic & Fuel');
    await expect(page).toHaveURL('/app/provider/runs');
    await expect(page.getByRole('link', { name: 'Septic pump-out, Bamfield west side' })).toBeVisible();
  });

  await test.step('what was typed is asked about first', async () => {
    await page.goto('/app/provider/runs/new');
    await page.getByLabel('Name', { exact: true }).fill('Dock fuel');
    await switchTo(page, 'Sarita Equipment');
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
    await question.getByRole('button', { name: 'Keep editing' }).click();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Dock fuel');
    await expect(page.getByRole('banner')).toContainText('Barkley Septic & Fuel');
    await switchTo(page, 'Sarita Equipment');
    await question.getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(page.getByRole('banner')).toContainText('Sarita Equipment');
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('');
  });

  await test.step('a link to a run of the other one leads there by one press', async () => {
    const theirs = await makeRun(await signIn({ ...person, email: 'dana@barkleyseptic.example', name: 'Dana' }, ''));
    await page.goto(`/app/provider/runs/${theirs.id}`);
    await expect(page.getByText('There is no such service run in this organisation.')).toBeVisible();
    await expectWellMade(page);
    await page.getByRole('button', { name: 'Barkley Septic & Fuel', exact: true }).click();
    await expect(page.getByRole('heading', { name: theirs.name, level: 1 })).toBeVisible();
  });
});
