import { apiPaths } from '@service-runs/contracts';
import { DEMO_PASSWORD, ingrid, noel } from '../../tools/demo/people.ts';
import { makeRun, provider, signIn, stranger } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { countCalls, openNotify, trackingRow } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test('of two people who edit a run at once, the second is told, and loses nothing that was typed', async ({
  enter,
}) => {
  const [first, second] = [
    { ...ingrid, password: DEMO_PASSWORD },
    { ...noel, password: DEMO_PASSWORD },
  ];
  const run = await makeRun(await signIn(second, 'Sarita Equipment'));
  const edit = `/app/provider/runs/${run.id}/edit`;
  const ingrids = await enter(first, '/app/provider/runs');
  await ingrids.getByRole('button', { name: /, switch organisation$/ }).click();
  await ingrids.getByRole('menuitemradio', { name: 'Sarita Equipment' }).click();
  await expect(ingrids.getByRole('link', { name: run.name })).toBeVisible();
  await ingrids.goto(edit);
  const noels = await enter(second, edit);
  await expect(noels.getByLabel('Name', { exact: true })).toHaveValue(run.name);

  await ingrids.getByLabel('Name', { exact: true }).fill(`${run.name}, moved up`);
  await ingrids.getByRole('button', { name: 'Save changes' }).click();
  await expect(ingrids.getByRole('heading', { name: `${run.name}, moved up`, level: 1 })).toBeVisible();

  await noels.getByLabel('Zone', { exact: true }).fill('Grappler Inlet');
  await noels.getByLabel('Internal notes').fill('Low tide at noon.');
  await noels.getByRole('button', { name: 'Save changes' }).click();
  const conflict = noels.getByRole('alert').filter({ hasText: 'Somebody else changed this run meanwhile' });
  await expect(conflict).toContainText('They changed: name. What you typed is still here, and not saved yet.');
  await expect(conflict).toBeFocused();
  await expect(noels.getByLabel('Zone', { exact: true })).toHaveValue('Grappler Inlet');
  await expect(noels.getByLabel('Internal notes')).toHaveValue('Low tide at noon.');
  await expectWellMade(noels);

  await conflict.getByRole('button', { name: 'Keep my changes' }).click();
  await expect(conflict).toBeHidden();
  await expect(noels.getByLabel('Name', { exact: true })).toHaveValue(`${run.name}, moved up`);
  await expect(noels.getByLabel('Zone', { exact: true })).toHaveValue('Grappler Inlet');
  await noels.getByRole('button', { name: 'Save changes' }).click();
  await expect(noels.getByRole('heading', { name: `${run.name}, moved up`, level: 1 })).toBeVisible();
  await expect(noels.getByRole('list', { name: 'Facts' })).toContainText('Grappler Inlet');
  await expect(noels.getByText('Low tide at noon.')).toBeVisible();
});

test('leaving a form with something typed asks first', async ({ enter }) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const page = await enter(dana, `/app/provider/runs/${run.id}/edit`);
  await page.getByLabel('Zone', { exact: true }).fill('Sarita');
  await page.getByRole('link', { name: 'Cancel' }).click();
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await expectWellMade(page);
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByLabel('Zone', { exact: true })).toHaveValue('Sarita');
  await page.getByRole('link', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
});

test('a run that cannot be saved keeps what was typed and says what is wrong', async ({ enter }) => {
  const dana = await provider();
  const page = await enter(dana, '/app/provider/runs/new');
  await page.getByRole('button', { name: 'Create run' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(page.getByText('Enter a name.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Heating fuel, Zeballos');
  await page.getByLabel('Start date').fill('2031-03-13');
  await page.getByLabel('Start time').fill('17:00');
  await page.getByLabel('End time').fill('09:00');
  await page.getByRole('button', { name: 'Create run' }).click();
  await expect(page.getByText('The end is before the start.')).toBeVisible();
  await expectWellMade(page);
  await page.getByLabel('End time').fill('18:30');
  await page.route(`**${apiPaths.providerRuns}`, (route) => route.abort());
  await page.getByRole('button', { name: 'Create run' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'There is no connection.' })).toBeVisible();
  await expect(page.getByLabel('End time')).toHaveValue('18:30');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Create run' }).click();
  await expect(page.getByRole('heading', { name: 'Heating fuel, Zeballos', level: 1 })).toBeVisible();
});

test('Create invitations, pressed twice, makes one call and one invitation', { tag: '@desktop' }, async ({ enter }) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const { email } = stranger('June Frank');
  const page = await enter(dana, `/app/provider/runs/${run.id}`);
  const dialog = await openNotify(page);
  await dialog.getByLabel('Email addresses').fill(`${email},`);
  const calls = countCalls(page, 'POST', apiPaths.runInvites(run.id));
  await dialog.getByRole('button', { name: 'Create invitations' }).dblclick();
  await expect(dialog.getByRole('heading', { name: 'Invitation links' })).toBeVisible();
  await expect(dialog.getByText(/^1 link made\./)).toBeVisible();
  await expect(trackingRow(dialog, email)).toHaveCount(1);
  expect(calls()).toBe(1);
});

test(
  'invitations that cannot be sent stay as typed; sent again, nothing is made twice',
  { tag: '@desktop' },
  async ({ enter }) => {
    const dana = await provider();
    const run = await makeRun(dana);
    const { email } = stranger('June Frank');
    const page = await enter(dana, `/app/provider/runs/${run.id}`);
    const dialog = await openNotify(page);
    await dialog.getByLabel('Email addresses').fill(`${email},`);
    await dialog.getByLabel('Message (optional)').fill('The truck is on the 07:30 barge.');
    // The server does it, but its answer is lost on the way.
    let lost = 0;
    await page.route(`**${apiPaths.runInvites(run.id)}`, async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await dialog.getByRole('button', { name: 'Create invitations' }).click();
    await expect(dialog.getByRole('alert').filter({ hasText: 'There is no connection.' })).toBeVisible();
    await expect(dialog.getByRole('button', { name: `Remove ${email}` })).toBeVisible();
    await expect(dialog.getByLabel('Message (optional)')).toHaveValue('The truck is on the 07:30 barge.');
    await expectWellMade(page);
    await dialog.getByRole('button', { name: 'Create invitations' }).click();
    await expect(dialog.getByText(/^1 link made\./)).toBeVisible();
    await expect(trackingRow(dialog, email)).toHaveCount(1);
    await expect(trackingRow(dialog, email)).toContainText('Sent');
  },
);

test('closing with links that nobody copied asks first; an address that was typed is not lost either', async ({
  enter,
}) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const { email } = stranger('June Frank');
  const page = await enter(dana, `/app/provider/runs/${run.id}`);
  const dialog = await openNotify(page);
  await dialog.getByLabel('Email addresses').fill(`${email},`);
  await page.keyboard.press('Escape');
  const typed = page.getByRole('alertdialog', { name: 'Close without inviting 1 person?' });
  await typed.getByRole('button', { name: 'Stay' }).click();
  await expect(dialog.getByRole('button', { name: `Remove ${email}` })).toBeVisible();
  await dialog.getByRole('button', { name: 'Create invitations' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const uncopied = page.getByRole('alertdialog', { name: 'Close without copying 1 link?' });
  await expectWellMade(page);
  await uncopied.getByRole('button', { name: 'Stay' }).click();
  await dialog.getByRole('button', { name: `Copy link for ${email}` }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText('Sent');
});
