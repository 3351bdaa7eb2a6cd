// A signed-in member's browser, as it is when a new tab opens: it has the cookie, and none of the files.
import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext } from 'playwright-core';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export async function signIn(browser: Browser, origin: string, person: Credentials): Promise<BrowserContext> {
  const first = await browser.newContext({ baseURL: origin });
  try {
    const page = await first.newPage();
    await page.goto('/login');
    await page.locator('input[name=email]').fill(person.email);
    await page.locator('input[name=password]').fill(person.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/app/**');
    return await browser.newContext({ storageState: await first.storageState() });
  } finally {
    await first.close();
  }
}

/** Somebody new, with an organisation that has nothing yet. */
export async function registerMember(origin: string): Promise<Credentials> {
  const person = {
    email: `bench.${randomBytes(6).toString('hex')}@coast.example`,
    password: randomBytes(18).toString('base64url'),
  };
  const { access_token: token } = await post(origin, '/api/auth/register', {
    ...person,
    display_name: 'Dana Whitford',
  });
  await post(origin, '/api/tenants', { name: 'Barkley Septic', time_zone: 'America/Vancouver' }, token);
  return person;
}

async function post(origin: string, path: string, body: object, token?: string): Promise<{ access_token?: string }> {
  const answer = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${path} was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { access_token?: string };
}
