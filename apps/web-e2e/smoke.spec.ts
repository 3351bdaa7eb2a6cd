import { expect, test } from '@playwright/test';

test('the first page loads', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle(/Service Runs/);
});
