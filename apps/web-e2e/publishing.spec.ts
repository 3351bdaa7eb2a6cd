import { apiPaths, type Run, type RunDetail } from '@service-runs/contracts';
import { invitationsOf, makeRun, provider, stranger, type Provider } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { openNotify } from './support/pages.ts';
import { makePortal, plannedRun, type Portal } from './support/portals.ts';
import { expect, test } from './support/test.ts';
import { type Locator, type Page } from '@playwright/test';

async function openPublish(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Publish to Portals' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish to Portals' });
  await expect(dialog.getByRole('heading', { name: 'Portals', exact: true })).toBeVisible();
  return dialog;
}

const box = (dialog: Locator, { name }: Portal) => dialog.getByRole('checkbox', { name: new RegExp(`^${name}`) });
const line = (dialog: Locator, { name }: Portal) => dialog.getByRole('listitem').filter({ hasText: name });

/** On how many portals the run stands, and how many people have been invited to it. */
async function counts(dana: Provider, run: Run): Promise<[published: number, invited: number]> {
  const { publications } = await dana.call<RunDetail>('GET', apiPaths.providerRun(run.id));
  const invitations = await invitationsOf(dana, run);
  return [publications.filter(({ unpublished_at }) => unpublished_at === null).length, invitations.length];
}

test(
  'where a run may be published hangs on its market mode, and the dialog says why not',
  { tag: '@phone' },
  async ({ enter }) => {
    const dana = await provider();
    const [linked, other] = [await makePortal(dana), await makePortal()];
    const runs = {
      PRIVATE: await makeRun(dana, { market_mode: 'PRIVATE' }),
      TARGETED: await makeRun(dana, { market_mode: 'TARGETED' }),
      OPEN: await makeRun(dana, { market_mode: 'OPEN' }),
    };
    const page = await enter(dana, `/app/provider/runs/${runs.PRIVATE.id}`);

    await test.step('private: on none', async () => {
      const dialog = await openPublish(page);
      for (const portal of [linked, other]) {
        await expect(box(dialog, portal)).toBeDisabled();
        await expect(line(dialog, portal)).toContainText('Not possible while the run is private');
      }
      await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeHidden();
      await expectWellMade(page);
    });

    await test.step('targeted: on those that are linked', async () => {
      await page.goto(`/app/provider/runs/${runs.TARGETED.id}`);
      const dialog = await openPublish(page);
      await expect(box(dialog, linked)).toBeEnabled();
      await expect(line(dialog, linked)).toContainText('Linked to your organisation');
      await expect(box(dialog, other)).toBeDisabled();
      await expect(line(dialog, other)).toContainText('Not possible while the run is targeted');
      await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
      await expect(dialog.getByText('Choose at least one portal.')).toBeVisible();
      await expectWellMade(page);
    });

    await test.step('open: on any', async () => {
      await page.goto(`/app/provider/runs/${runs.OPEN.id}`);
      const dialog = await openPublish(page);
      for (const portal of [linked, other]) await expect(box(dialog, portal)).toBeEnabled();
      await expect(line(dialog, other)).toContainText('Not linked to your organisation');
    });
  },
);

test(
  'a run goes on two portals and off one; publishing invites nobody, and notifying publishes nothing',
  { tag: '@desktop' },
  async ({ arrive, enter }) => {
    test.slow();
    const dana = await provider();
    const [hall, board] = [await makePortal(dana), await makePortal()];
    const run = await plannedRun(dana);
    const page = await enter(dana, `/app/provider/runs/${run.id}`);
    const visitor = await arrive({ phone: true });
    const shows = async ({ slug }: Portal, visible: boolean) => {
      await visitor.goto(`/p/${slug}`);
      await expect(visitor.getByRole('link', { name: run.name, exact: true })).toBeVisible({ visible });
    };

    await test.step('both at once, as the public will see it', async () => {
      await shows(hall, false);
      const dialog = await openPublish(page);
      await expect(dialog.getByText('Publishing sends no invitation')).toBeVisible();
      await expect(dialog.getByText(run.name).first()).toBeVisible();
      await box(dialog, hall).check();
      await box(dialog, board).check();
      await expect(dialog.getByText('2 portals chosen')).toBeVisible();
      await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
      await expect(page.getByText('Published on 2 portals. Nobody was notified.')).toBeVisible();
      await expect(line(dialog, hall)).toContainText('Published');
      await expectWellMade(page);
      expect(await counts(dana, run)).toEqual([2, 0]);
      await shows(hall, true);
      await shows(board, true);
    });

    await test.step('off one of them, which asks first', async () => {
      const dialog = page.getByRole('dialog', { name: 'Publish to Portals' });
      await dialog.getByRole('button', { name: `Unpublish from ${hall.name}` }).click();
      const question = page.getByRole('alertdialog', { name: `Unpublish from ${hall.name}?` });
      await expect(question).toContainText('nobody can ask for a reservation there');
      await expect(question.getByRole('button', { name: 'Leave it published' })).toBeFocused();
      await expectWellMade(page);
      await question.getByRole('button', { name: 'Unpublish', exact: true }).click();
      await expect(box(dialog, hall)).toBeVisible();
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      const publications = page.getByRole('region', { name: 'Publications' });
      await expect(publications.getByRole('listitem').filter({ hasText: board.name })).toContainText('Published');
      await expect(publications.getByRole('listitem').filter({ hasText: hall.name })).toContainText('Unpublished');
      expect(await counts(dana, run)).toEqual([1, 0]);
      await shows(hall, false);
      await shows(board, true);
    });

    await test.step('inviting somebody changes no portal', async () => {
      const dialog = await openNotify(page);
      await dialog.getByLabel('Email addresses').fill(`${stranger('June Frank').email},`);
      await dialog.getByRole('button', { name: 'Create invitations' }).click();
      await expect(dialog.getByRole('heading', { name: 'Invitation links' })).toBeVisible();
      expect(await counts(dana, run)).toEqual([1, 1]);
      await shows(hall, false);
    });
  },
);
