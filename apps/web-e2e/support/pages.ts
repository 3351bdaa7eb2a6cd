// What people do on pages in several journeys, found as they find it: by role and label.
import { expect, type Locator, type Page } from '@playwright/test';
import { type Person } from './api.ts';

export async function signInOn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function createAccountOn(page: Page, { name, email, password }: Person): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account', exact: true }).click();
}

/** Opens *Notify stakeholders* on a run's page. */
export async function openNotify(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Notify stakeholders' }).click();
  const dialog = page.getByRole('dialog', { name: 'Notify stakeholders' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Pastes as people do: what they copied elsewhere goes into the field that they are in. */
export async function paste(into: Locator, text: string): Promise<void> {
  const page = into.page();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await into.focus();
  await page.keyboard.press('ControlOrMeta+V');
}

export function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Somebody's row in *Invitation tracking*. */
export function trackingRow(dialog: Locator, name: string): Locator {
  return dialog.getByRole('region', { name: 'Invitation tracking' }).getByRole('listitem').filter({ hasText: name });
}

/** "j***k@pachena.example": as an address is shown to whoever holds a link. */
export function masked(email: string): string {
  const [local = '', host = ''] = email.split('@');
  return `${local.at(0)}***${local.at(-1)}@${host}`;
}

/** How often the page has called something since, by what came out of it. */
export function countCalls(page: Page, method: string, path: string): () => number {
  let calls = 0;
  page.on('request', (request) => {
    if (request.method() === method && new URL(request.url()).pathname === path) calls++;
  });
  return () => calls;
}

/** What the API answers when its database is away. */
export function unavailable(requestId: string) {
  return {
    status: 503,
    json: { ok: false, error: 'error.unavailable', message: 'Unavailable', request_id: requestId },
  };
}

/** From the account menu, or from the drawer where there is no room for one. */
export async function signOutOn(page: Page, name: string): Promise<void> {
  const account = page.getByRole('button', { name: `${name}, account` });
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  await expect(account.or(menu)).toBeVisible();
  if (await account.isVisible()) {
    await account.click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  } else {
    await menu.click();
    await page.getByRole('button', { name: 'Sign out' }).click();
  }
}

/** A slow line: what the API would answer on this path comes when the returned function is called. */
export async function hold(page: Page, path: string): Promise<() => void> {
  let deliver = (): void => undefined;
  const held = new Promise<void>((resolve) => (deliver = resolve));
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      await held;
      await route.continue();
    },
  );
  return deliver;
}
