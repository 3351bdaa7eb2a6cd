import { makeRun, provider, stranger } from './support/api.ts';
import { clipboard, trackingRow } from './support/pages.ts';
import { expect, test } from './support/test.ts';
import { type Page } from '@playwright/test';

/** What has the focus, as somebody who tabs through the page hears it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const it = document.activeElement;
    if (!it || it === document.body) return 'nothing';
    const label = it.id ? [...document.querySelectorAll('label')].find(({ htmlFor }) => htmlFor === it.id) : null;
    const name = it.getAttribute('aria-label') ?? (label ?? it).textContent ?? '';
    return name.replace(/\s+/g, ' ').trim();
  });
}

/** Where so many presses of Tab lead, one after the other. */
async function tabs(page: Page, count: number): Promise<string[]> {
  const names: string[] = [];
  for (let press = 0; press < count; press++) {
    await page.keyboard.press('Tab');
    names.push(await focused(page));
  }
  return names;
}

async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.at(-1) !== name && passed.length < 60) passed.push(...(await tabs(page, 1)));
  expect(passed.at(-1), `after ${passed.join(', ')}`).toBe(name);
}

test('from signing in to sent invitations by keys alone', { tag: '@desktop' }, async ({ arrive }) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const june = stranger('June Frank');
  const page = await arrive();

  await test.step('signing in, from field to field in their order', async () => {
    await page.goto('/login');
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
    expect(await tabs(page, 5)).toEqual(['Service Runs', 'Email', 'Password', 'Show password', 'Sign in']);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Email', { exact: true })).toBeFocused();
    await page.keyboard.type(dana.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(dana.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'My Runs' })).toBeFocused();
  });

  await test.step('past the navigation at one press, and to the run', async () => {
    await page.reload();
    await expect(page.getByRole('link', { name: run.name })).toBeVisible();
    expect(await tabs(page, 1)).toEqual(['Skip to the content']);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await tabTo(page, run.name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
    await tabTo(page, 'Notify stakeholders');
    await page.keyboard.press('Enter');
  });

  const dialog = page.getByRole('dialog', { name: 'Notify stakeholders' });
  await test.step('addresses, of which one is corrected', async () => {
    await expect(dialog.getByLabel('Email addresses')).toBeFocused();
    await page.keyboard.type(june.email);
    await page.keyboard.press('Enter');
    await page.keyboard.type('harold@,');
    await expect(dialog.getByText('harold@ is not a full address.')).toBeVisible();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Delete');
    await expect(dialog.getByText('1 person to invite')).toBeVisible();
    await expect(dialog.getByRole('button', { name: `Remove ${june.email}` })).toBeVisible();
    await dialog.getByLabel('Email addresses').focus();
    expect(await tabs(page, 8)).toEqual([
      'Many at once: paste a list or choose a CSV file',
      'Role',
      'Name (optional)',
      'Links work for (days)',
      'Message (optional)',
      'Send by mail too',
      'Close',
      'Create invitations',
    ]);
    await page.keyboard.press('Enter');
  });

  await test.step('the links have the focus, one is copied, and the dialog keeps the focus inside', async () => {
    await expect(dialog.getByRole('heading', { name: 'Invitation links' })).toBeFocused();
    expect(await tabs(page, 2)).toEqual(['Copy all', `Copy link for ${june.email}`]);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: `Copied for ${june.email}` })).toBeFocused();
    expect(await clipboard(page)).toMatch(/\/i\/[0-9a-f]{64}$/);
    expect(await tabs(page, 6)).toEqual([
      `Reissue ${june.email}`,
      `Revoke ${june.email}`,
      'Invite more',
      'Done',
      'Close',
      'Copy all',
    ]);
  });

  await test.step('a question takes the focus and gives it back; Escape leaves things as they are', async () => {
    await tabTo(page, `Revoke ${june.email}`);
    await page.keyboard.press('Enter');
    const question = page.getByRole('alertdialog');
    await expect(question.getByRole('button', { name: 'Keep invitation' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    await expect(dialog.getByRole('button', { name: `Revoke ${june.email}` })).toBeFocused();
    await expect(trackingRow(dialog, june.email)).toContainText('Sent');
  });

  await test.step('closing the dialog leads back to where it was opened', async () => {
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Notify stakeholders' })).toBeFocused();
  });
});

test('the menus give the focus back when they close', async ({ enter }) => {
  const dana = await provider();
  const page = await enter(dana, '/app/provider/runs');
  await expect(page.getByRole('heading', { name: 'No service runs yet' })).toBeVisible();
  const account = page.getByRole('button', { name: 'Dana Whitford, account' });
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  const opener = (await menu.isVisible()) ? menu : account;
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Sign out' }).or(page.getByRole('menuitem'))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Sign out' }).or(page.getByRole('menuitem'))).toBeHidden();
  await expect(opener).toBeFocused();
});
