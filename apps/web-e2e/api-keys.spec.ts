import { base, makeRun, provider } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { clipboard } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** What a terminal would make of the line that the page shows. */
async function runLine(line: string): Promise<{ status: number; body: unknown }> {
  const [, header, value, url] = /^curl -H "([^:"]+): ([^"]+)" "([^"]+)"$/.exec(line) ?? [];
  if (!header || !value || !url) throw new Error(`Not a line for curl: ${line.replace(/srk_\S+/, 'srk_…')}`);
  expect(new URL(url).origin).toBe(new URL(base()).origin);
  const answer = await fetch(url, { headers: { [header]: value } });
  return { status: answer.status, body: await answer.json() };
}

test(
  'an API key is made, shown once with a line that works, and refused as soon as it is deleted',
  { tag: '@desktop' },
  async ({ enter }) => {
    const dana = await provider();
    const run = await makeRun(dana);
    const page = await enter(dana, '/app/settings/api-keys');
    await expect(page.getByRole('heading', { name: 'No API key yet' })).toBeVisible();
    await expectWellMade(page);
    let line = '';

    await test.step('with a name, scopes and an end', async () => {
      await page.getByRole('button', { name: 'New API key' }).click();
      const dialog = page.getByRole('dialog', { name: 'New API key' });
      await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
      await dialog.getByRole('button', { name: 'Make key' }).click();
      await expect(dialog.getByText('Enter a name, so that you know later what uses it.')).toBeVisible();
      await expect(dialog.getByText('Choose at least one.')).toBeVisible();
      await expectWellMade(page);
      await dialog.getByLabel('Name', { exact: true }).fill('Dispatch board');
      await dialog.getByRole('checkbox', { name: 'See runs' }).check();
      await dialog.getByLabel('Expiry (optional)').selectOption({ label: 'In 30 days' });
      await expect(dialog.getByText(/^It works until \d+ \w+ \d{4}\.$/)).toBeVisible();
      await dialog.getByRole('button', { name: 'Make key' }).click();
    });

    await test.step('shown this once: closing without a copy asks first', async () => {
      const made = page.getByRole('dialog', { name: 'Your new API key' });
      await expect(made.getByLabel('API key', { exact: true })).toBeFocused();
      const key = await made.getByLabel('API key', { exact: true }).inputValue();
      expect(key).toMatch(/^srk_/);
      await expectWellMade(page);
      await page.keyboard.press('Escape');
      const question = page.getByRole('alertdialog', { name: 'Close without copying the key?' });
      await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused();
      await expectWellMade(page);
      await page.keyboard.press('Enter');
      await made.getByRole('button', { name: 'Copy key' }).click();
      await expect(made.getByRole('button', { name: 'Copied' })).toBeVisible();
      await expectWellMade(page);
      expect(await clipboard(page)).toBe(key);
      await made.getByRole('button', { name: 'Copy line' }).click();
      await expect.poll(() => clipboard(page)).toMatch(/^curl /);
      line = await clipboard(page);
      expect(line).toContain(key);
      await made.getByRole('button', { name: 'Done' }).click();
      await expect(made).toBeHidden();
      await expect(page.getByRole('button', { name: 'New API key' })).toBeFocused();
      expect(await page.content()).not.toContain(key);
    });

    const row = page.getByRole('listitem').filter({ hasText: 'Dispatch board' });
    await test.step('the line works as it stands, and its use is told', async () => {
      await expect(row).toContainText('Never used');
      expect(await runLine(line)).toMatchObject({ status: 200, body: { ok: true, runs: [{ name: run.name }] } });
      await page.reload();
      await expect(row).toContainText(/Used today \d\d:\d\d/);
      await expect(row).toContainText('See runs, their requests and publications');
      await expectWellMade(page);
    });

    await test.step('deleted, it is refused on its next call', async () => {
      await page.getByRole('button', { name: 'Delete Dispatch board' }).click();
      const question = page.getByRole('alertdialog', { name: 'Delete the key “Dispatch board”?' });
      await expect(question.getByRole('button', { name: 'Keep the key' })).toBeFocused();
      await question.getByRole('button', { name: 'Delete' }).click();
      await expect(page.getByRole('heading', { name: 'No API key yet' })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'API keys', level: 1 })).toBeFocused();
      expect(await runLine(line)).toMatchObject({ status: 401, body: { error: 'error.auth.required' } });
    });
  },
);
