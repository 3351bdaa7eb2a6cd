import { apiPaths } from '@service-runs/contracts';
import { claim, invite, makeRun, provider, register } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { hold } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const NEW = '/app/provider/runs/new';

test('a run in another zone is typed on its own clock, and what the clocks do there is said', async ({ enter }) => {
  const dana = await provider();
  const page = await enter(dana, NEW);
  const name = page.getByLabel('Name', { exact: true });
  const [day, start, end] = [page.getByLabel('Start date'), page.getByLabel('Start time'), page.getByLabel('End time')];

  await test.step('a time that is left out is not moved in silence', async () => {
    await name.fill('Crane inspection, Wismar');
    await page.getByLabel('Time zone').selectOption('Europe/Berlin');
    await day.fill('2031-03-30');
    await start.fill('02:30');
    await end.fill('17:00');
    await expect(
      page.getByText('There is no 02:30 on Sun 30 March 2031 in Berlin time: the clocks go forward past it.'),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Create run' }).click();
    await expect(start).toBeFocused();
    await expect(page).toHaveURL(NEW);
    await expectWellMade(page);
  });

  await test.step('of one that comes twice it is said which is meant', async () => {
    await day.fill('2031-10-26');
    await expect(page.getByText('02:30 comes twice on Sun 26 October 2031 in Berlin time')).toBeVisible();
    await expect(start).not.toHaveAttribute('aria-invalid');
  });

  await test.step('and what it is on one’s own clock', async () => {
    await day.fill('2031-07-10');
    await start.fill('08:30');
    await expect(page.getByText('On your own clock, Vancouver time: Wed 9 July 2031 23:30–Thu 08:00.')).toBeVisible();
    await page.getByRole('radio', { name: 'Targeted' }).check();
    await expect(
      page.getByText('It may stand on portals that are linked to your organisation, on no other.'),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Create run' }).click();
  });

  await test.step('the run says its own time, with the zone', async () => {
    await expect(page.getByRole('heading', { name: 'Crane inspection, Wismar', level: 1 })).toBeVisible();
    await expect(page.getByText('Thu 10 July 2031', { exact: true })).toBeVisible();
    await expect(page.getByText('08:30–17:00', { exact: true })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Facts' })).toContainText('Berlin time');
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await expect(start).toHaveValue('08:30');
    await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Berlin');
  });
});

test('a run is made once more, without its date and without its people', { tag: '@desktop' }, async ({ enter }) => {
  const dana = await provider();
  const run = await makeRun(dana, { internal_notes: 'Low tide only.', price_estimate_cents: 420_000 });
  await invite(dana, run, { email: 'somebody@pachena.example' });
  const page = await enter(dana, `/app/provider/runs/${run.id}`);
  await page.getByRole('link', { name: 'Duplicate' }).click();
  await expect(page.getByText(`Filled in from “${run.name}”, without its date.`)).toBeVisible();
  await expect(page.getByLabel('Internal notes')).toHaveValue('Low tide only.');
  await expect(page.getByLabel('Price estimate in dollars')).toHaveValue('4200');
  await expect(page.getByLabel('Start date')).toHaveValue('');
  await expectWellMade(page);
  // Nothing was typed: it is left without a question.
  await page.goBack();
  await expect(page.getByRole('heading', { name: run.name, level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Duplicate' }).click();
  await page.getByLabel('Name', { exact: true }).fill(`${run.name}, again`);
  await page.getByRole('button', { name: 'Create run' }).click();
  await expect(page.getByRole('heading', { name: `${run.name}, again`, level: 1 })).toBeVisible();
  await expect(page.getByText('No date yet', { exact: true })).toBeVisible();
  await expect(page.getByText('Nobody is invited yet.')).toBeVisible();
});

test('Back and closing the tab ask before they drop what was typed', { tag: '@desktop' }, async ({ enter }) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const page = await enter(dana, '/app/notifications');
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('link', { name: 'My Runs' }).click();
  await expect(page.getByRole('link', { name: run.name })).toBeVisible();
  await page.getByRole('link', { name: 'New run' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Dock fuel');

  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await page.goBack();
  await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page).toHaveURL(NEW);
  await expect(name).toHaveValue('Dock fuel');

  const asked = page.waitForEvent('dialog');
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await closing;
  await expect(name).toHaveValue('Dock fuel');

  // Whoever stayed is where they were: Back leads to the list, and no further.
  await page.goBack();
  await question.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page).toHaveURL('/app/provider/runs');
  await expect(page.getByRole('link', { name: run.name })).toBeVisible();
});

test(
  'each move of a run says first what it will do, answers at once, and is told in the activity',
  { tag: '@desktop' },
  async ({ enter }) => {
    const [dana, june] = [await provider(), await register('June Frank')];
    const run = await makeRun(dana);
    await claim(june, await invite(dana, run, june));
    const page = await enter(dana, `/app/provider/runs/${run.id}`);
    const activity = page.getByRole('region', { name: 'Activity' });
    const move = async (act: string, says: string, keep: string) => {
      await page.getByRole('button', { name: act }).click();
      const question = page.getByRole('alertdialog');
      await expect(question).toContainText(says);
      await expect(question.getByRole('button', { name: keep })).toBeFocused();
      return question.getByRole('button', { name: act });
    };

    const schedule = await move('Schedule run', 'It cannot go back to draft.', 'Leave as draft');
    await expectWellMade(page);
    const deliver = await hold(page, apiPaths.runTransition(run.id));
    await schedule.click();
    await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Scheduling' })).toHaveAttribute(
      'aria-busy',
      'true',
    );
    deliver();
    await expect(page.getByRole('status').filter({ hasText: `“${run.name}” is scheduled.` })).toBeVisible();
    await expect(activity.getByRole('listitem').first()).toContainText('Dana Whitford scheduled the run');

    await (await move('Start run', 'The 1 person with access', 'Leave as scheduled')).click();
    await expect(activity.getByRole('listitem').first()).toContainText('Dana Whitford started the run');
    await move('Cancel run', 'It will not take place', 'Keep the run');
    await page.keyboard.press('Escape');
    await (await move('Complete run', 'it takes no more invitations', 'Leave in progress')).click();
    await expect(activity.getByRole('listitem').first()).toContainText('Dana Whitford completed the run');
    await expect(page.getByRole('button', { name: /^(Schedule|Start|Complete|Cancel) run$/ })).toHaveCount(0);
    await expect(activity.getByRole('listitem').filter({ hasText: 'June Frank claimed access' })).toHaveCount(1);
    await expectWellMade(page);
  },
);
