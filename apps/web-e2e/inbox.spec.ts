import { apiPaths, type RequestAnswer, type RequestCountsAnswer, type RunDetail } from '@service-runs/contracts';
import { makeRun, provider, tag, type Provider } from './support/api.ts';
import { expectWellMade, expectWellMadeInEveryLight } from './support/checks.ts';
import { accept, askedFor, makePortal, publishedRun } from './support/portals.ts';
import { expect, test } from './support/test.ts';
import { type Page } from '@playwright/test';

const INBOX = '/app/provider/inbox';

async function stage() {
  const dana = await provider();
  const portal = await makePortal(dana);
  return { dana, portal, run: await publishedRun(dana, [portal]) };
}

const chip = (page: Page, status: string) =>
  page.getByRole('group', { name: 'Status' }).getByRole('button', { name: new RegExp(`^${status}`) });
const rows = (page: Page) => page.getByRole('list', { name: 'Requests, the newest first' }).getByRole('listitem');
const pane = (page: Page) => page.locator('sr-request-pane');
const counts = async ({ call }: Provider) => (await call<RequestCountsAnswer>('GET', apiPaths.requestCounts)).counts;
const attachedTo = async ({ call }: Provider, run: { id: string }) =>
  (await call<RunDetail>('GET', apiPaths.providerRun(run.id))).attached_requests.map(
    ({ requester_name: name }) => name,
  );

/** On a phone the list leads to the request; on a wide screen the first stands beside it already. */
async function open(page: Page, name: string): Promise<void> {
  await rows(page).filter({ hasText: name }).getByRole('link').click();
  await expect(pane(page).getByRole('heading', { name })).toBeVisible();
}

test('from the portal into the inbox, accepted, attached on the run’s page, and detached', async ({
  arrive,
  enter,
}) => {
  test.slow();
  const { dana, portal, run } = await stage();
  const name = `Elin Castellano ${tag()}`;

  await test.step('somebody asks on the portal', async () => {
    const visitor = await arrive({ phone: true });
    await visitor.goto(`/p/${portal.slug}/runs/${run.id}`);
    await visitor.getByLabel('Your name').fill(name);
    await visitor.getByLabel('Email', { exact: true }).fill(`elin.${tag()}@aguilarpoint.example`);
    await visitor.getByLabel('Phone (optional)').fill('250-555-0187');
    await visitor.getByLabel('What do you need?').fill('Tank at the point is near full.');
    await visitor.getByRole('button', { name: 'Send request' }).click();
    await expect(visitor.getByRole('heading', { name: 'Your request is sent' })).toBeVisible();
  });
  const other = await askedFor(dana, run, portal, { requester_name: `Rosalie Dunn ${tag()}` });

  const page = await enter(dana, INBOX);
  await test.step('it is new in the inbox, and is accepted', async () => {
    await expect(rows(page)).toHaveCount(2);
    await expect(chip(page, 'New')).toContainText('2');
    await expectWellMadeInEveryLight(page);
    await open(page, name);
    await expect(pane(page)).toContainText('Tank at the point is near full.');
    await expect(pane(page)).toContainText(`through ${portal.name}`);
    await expect(pane(page).getByRole('link', { name: '250-555-0187' })).toHaveAttribute('href', /^tel:/);
    await expect(pane(page).getByRole('link', { name: run.name })).toBeVisible();
    await expectWellMadeInEveryLight(page);
    await pane(page).getByRole('button', { name: 'Accept request' }).click();
    await expect(page.getByText(`The request from ${name} is accepted.`)).toBeVisible();
    await expect(pane(page).getByRole('button', { name: 'Attach to a run' })).toBeVisible();
    await expectWellMade(page);
    expect(await counts(dana)).toEqual({ new: 1, accepted: 1, declined: 0 });
    await accept(dana, other);
  });

  await test.step('Attach Requests on the run finds it, takes several at once, and shows them on the run', async () => {
    await page.goto(`/app/provider/runs/${run.id}`);
    await page.getByRole('button', { name: 'Attach Requests' }).click();
    const dialog = page.getByRole('dialog', { name: 'Attach Requests' });
    const search = dialog.getByRole('searchbox');
    await expect(dialog.getByRole('checkbox', { name: /^(Elin|Rosalie)/ })).toHaveCount(2);
    await search.fill('helicopter');
    await expect(dialog.getByText('No accepted request that waits matches “helicopter”.')).toBeVisible();
    await expectWellMade(page);
    await search.fill('rosalie');
    await expect(dialog.getByRole('checkbox', { name: /^Elin/ })).toBeHidden();
    await dialog.getByRole('checkbox', { name: /^Rosalie/ }).check();
    await search.fill('');
    await dialog.getByRole('checkbox', { name: /^Elin/ }).check();
    await expect(dialog.getByText('2 requests chosen')).toBeVisible();
    await expectWellMadeInEveryLight(page);
    await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
    await expect(page.getByText('2 requests are attached.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Requests' }).getByRole('listitem')).toHaveCount(2);
    expect((await attachedTo(dana, run)).sort()).toEqual([name, other.name].sort());
  });

  await test.step('from the inbox it is detached again', async () => {
    await page.getByRole('region', { name: 'Requests' }).getByRole('link', { name }).click();
    await expect(pane(page).getByRole('heading', { name })).toBeVisible();
    await expect(pane(page).getByText('Attached', { exact: true })).toBeVisible();
    await pane(page).getByRole('button', { name: 'Detach' }).click();
    const question = page.getByRole('alertdialog', { name: `Detach the request from ${name}?` });
    await expectWellMade(page);
    await question.getByRole('button', { name: 'Detach' }).click();
    await expect(page.getByText(`The request from ${name} is detached.`)).toBeVisible();
    await expect(pane(page).getByText('To no run yet')).toBeVisible();
    expect(await attachedTo(dana, run)).toEqual([other.name]);
  });
});

test('from the inbox a request is attached to a run that is looked for', { tag: '@desktop' }, async ({ enter }) => {
  const { dana, portal, run } = await stage();
  const later = await makeRun(dana, { name: `Dock fuel, Grappler ${tag()}` });
  const { name, id } = await askedFor(dana, run, portal);
  await accept(dana, { id });
  const page = await enter(dana, `${INBOX}?status=accepted`);
  await open(page, name);
  await pane(page).getByRole('button', { name: 'Attach to a run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Attach to which run?' });
  // The run that it was asked on is chosen before anything is pressed.
  await expect(dialog.getByRole('radio', { name: run.name })).toBeChecked();
  await dialog.getByRole('searchbox').fill('grappler');
  await dialog.getByRole('radio', { name: later.name }).check();
  await expectWellMadeInEveryLight(page);
  await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
  await expect(page.getByText(`The request from ${name} is attached to “${later.name}”.`)).toBeVisible();
  await expect(pane(page).getByRole('link', { name: later.name })).toBeVisible();
  await expect(pane(page).getByRole('button', { name: 'Detach' })).toBeVisible();
  expect([await attachedTo(dana, later), await attachedTo(dana, run)]).toEqual([[name], []]);
});

test('declining asks first, keeps the reason, and is final', { tag: '@phone' }, async ({ enter }) => {
  const { dana, portal, run } = await stage();
  const { name } = await askedFor(dana, run, portal);
  const page = await enter(dana, INBOX);
  await open(page, name);
  await pane(page).getByRole('button', { name: 'Decline' }).click();
  const question = page.getByRole('alertdialog', { name: `Decline the request from ${name}?` });
  await expect(question).toContainText('cannot be accepted later');
  await expect(question.getByRole('button', { name: 'Keep it open' })).toBeFocused();
  await question.getByLabel('Reason (optional)').fill('The hose does not reach.');
  await expectWellMadeInEveryLight(page);
  await question.getByRole('button', { name: 'Decline request' }).click();
  await expect(page.getByText(`The request from ${name} is declined.`)).toBeVisible();
  await expect(pane(page).getByText('The hose does not reach.')).toBeVisible();
  await expect(pane(page).getByRole('button')).toHaveCount(0);
  expect(await counts(dana)).toEqual({ new: 0, accepted: 0, declined: 1 });

  await page.goto(INBOX);
  await expect(page.getByRole('heading', { name: 'No new request' })).toBeVisible();
  await expectWellMade(page);
  await chip(page, 'Declined').click();
  await expect(page).toHaveURL(/\?status=declined$/);
  await expect(rows(page).filter({ hasText: name })).toBeVisible();
});

test(
  'two in the office answer the same request: the second is told how it stands',
  { tag: '@desktop' },
  async ({ enter }) => {
    const { dana, portal, run } = await stage();
    const { name, id } = await askedFor(dana, run, portal);
    const page = await enter(dana, INBOX);
    await open(page, name);

    await test.step('accepted by a colleague while it is being declined', async () => {
      await pane(page).getByRole('button', { name: 'Decline' }).click();
      const question = page.getByRole('alertdialog');
      await accept(dana, { id });
      await question.getByRole('button', { name: 'Decline request' }).click();
      await expect(question.getByRole('alert')).toContainText('no longer in a state that allows that');
      await expectWellMade(page);
      await question.getByRole('button', { name: 'Keep it open' }).click();
      await expect(pane(page).getByText('Accepted', { exact: true })).toBeVisible();
      await expect(pane(page).getByRole('button', { name: 'Attach to a run' })).toBeVisible();
    });

    await test.step('declined by a colleague while it is being accepted', async () => {
      const second = await askedFor(dana, run, portal, { requester_name: `Walter Hughes ${tag()}` });
      await page.goto(INBOX);
      await open(page, second.name);
      await dana.call<RequestAnswer>('POST', apiPaths.requestDecline(second.id), { reason: 'Too far' });
      await pane(page).getByRole('button', { name: 'Accept request' }).click();
      await expect(pane(page).getByText('Too far')).toBeVisible();
      await expect(pane(page).getByRole('alert')).toContainText('no longer in a state that allows that');
      await expect(pane(page).getByRole('button', { name: 'Accept request' })).toBeHidden();
      await expectWellMade(page);
      expect(await counts(dana)).toEqual({ new: 0, accepted: 1, declined: 1 });
    });
  },
);
