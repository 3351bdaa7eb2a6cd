import { apiPaths } from '@service-runs/contracts';
import { type Page } from '@playwright/test';
import { claim, invite, makeRun, provider, register, type Person } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { confirmAddress } from './support/database.ts';
import { startOtherProcess } from './support/other-process.ts';
import { signInOn } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const bell = (page: Page) => page.getByRole('link', { name: /Notifications|unread/ }).first();

test('a claim on one process shows at once to both sides, whose browsers are on another @desktop', async ({
  browser,
}) => {
  const other = await startOtherProcess();
  const contexts = await Promise.all([browser.newContext(), browser.newContext()]);
  try {
    const [dana, june] = [await provider(), await register('June Frank')];
    await confirmAddress(june);
    const run = await makeRun(dana);
    const invitation = await invite(dana, run, june);
    const enterThere = async (place: number, person: Person, path: string) => {
      const page = await (contexts[place] as (typeof contexts)[number]).newPage();
      const ready = page.waitForResponse((response) => response.url().endsWith(apiPaths.notificationStream));
      await page.goto(`${other.address}/login?return_to=${encodeURIComponent(path)}`);
      await signInOn(page, person);
      await page.waitForURL(other.address + path);
      await ready;
      return page;
    };
    const danas = await enterThere(0, dana, `/app/provider/runs/${run.id}`);
    const junes = await enterThere(1, june, '/app/notifications');
    const people = danas.getByRole('region', { name: 'Stakeholders and invitations' });
    await expect(people.getByText('Sent', { exact: true })).toBeVisible();
    await expect(junes.getByRole('listitem').filter({ hasText: 'Invitation' })).toHaveCount(1);

    // On the first process, while both look at the second.
    await claim(june, invitation);
    await expect(people.getByText('Claimed', { exact: true })).toBeVisible({ timeout: 3_000 });
    await expect(bell(danas)).toHaveAccessibleName(/1/, { timeout: 3_000 });
    await expect(junes.getByRole('listitem').filter({ hasText: 'Access granted' })).toBeVisible({ timeout: 3_000 });
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
    await other.stop();
  }
});

test(
  'a run that is open shows that it changed, to its provider and to its stakeholder, and is closed to who loses access',
  { tag: '@desktop' },
  async ({ enter }) => {
    const [dana, june] = [await provider(), await register('June Frank')];
    const run = await makeRun(dana);
    const invitation = await invite(dana, run, june);
    await claim(june, invitation);
    const open = async (person: Person, path: string) => {
      const page = await enter(person, path);
      await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
      return page;
    };
    const danas = await open(dana, `/app/provider/runs/${run.id}`);
    const junes = await open(june, `/app/runs/${run.id}/view`);
    await expect(junes.getByText('Thu 13 March 2031')).toBeVisible();

    // A colleague with a script, say.
    await dana.call('PATCH', apiPaths.providerRun(run.id), {
      starts_at: '2031-03-14T16:00:00.000Z',
      ends_at: '2031-03-15T00:00:00.000Z',
    });
    await expect(danas.getByText('Changed just now by somebody else.')).toBeVisible();
    await expect(danas.getByText('Fri 14 March 2031').first()).toBeVisible();
    await expect(junes.getByText('Changed just now.')).toBeVisible();
    await expect(junes.getByText('Fri 14 March 2031')).toBeVisible();
    await expectWellMade(danas);
    await expectWellMade(junes);

    await dana.call('POST', apiPaths.inviteRevoke(run.id, invitation.id), {});
    await expect(junes.getByRole('heading', { name: "You don't have access to this run." })).toBeVisible();
  },
);

test('a page hears of what happened while its server was away, once it is back @desktop', async ({ browser }) => {
  const first = await startOtherProcess();
  const context = await browser.newContext();
  try {
    const [dana, june] = [await provider(), await register('June Frank')];
    const run = await makeRun(dana);
    const page = await context.newPage();
    await page.goto(`${first.address}/login?return_to=${encodeURIComponent('/app/notifications')}`);
    const ready = page.waitForResponse((response) => response.url().endsWith(apiPaths.notificationStream));
    await signInOn(page, june);
    await ready;
    await expect(page.getByRole('heading', { name: 'Notifications', level: 1 })).toBeVisible();

    await first.stop();
    await claim(june, await invite(dana, run, june));
    const again = await startOtherProcess(first.port);
    try {
      await expect(page.getByRole('listitem').filter({ hasText: 'Access granted' })).toHaveCount(1, {
        timeout: 15_000,
      });
    } finally {
      await context.close();
      await again.stop();
    }
  } finally {
    await context.close().catch(() => undefined);
    await first.stop();
  }
});
