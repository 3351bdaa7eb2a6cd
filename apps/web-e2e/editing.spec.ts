import { apiPaths } from '@service-runs/contracts';
import { DEMO_PASSWORD, ingrid, noel } from '../../tools/demo/people.ts';
import { makeRun, provider, signIn } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
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
  const changed = conflict.getByText(`${run.name}, moved up`);
  await expect(changed).toBeVisible();
  await expect(conflict.getByText(`It was: ${run.name}`)).toBeVisible();
  await expect(noels.getByLabel('Zone', { exact: true })).toHaveValue('Grappler Inlet');
  await expect(noels.getByLabel('Internal notes')).toHaveValue('Low tide at noon.');
  await expectWellMade(noels);

  await conflict.getByRole('button', { name: 'Keep my changes' }).click();
  await expect(conflict).toBeHidden();
  await expect(noels.getByRole('heading', { level: 1 })).toBeFocused();
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
