import { readFile } from 'node:fs/promises';
import { apiPaths, type InvitationPage, type RunDetail } from '@service-runs/contracts';
import { claim, invite, makeRun, provider, register, stranger, tag, type Provider } from './support/api.ts';
import { expectWellMade } from './support/checks.ts';
import { clipboard, openNotify, paste } from './support/pages.ts';
import { expect, test } from './support/test.ts';
import { type Page } from '@playwright/test';

/** Everybody who is invited to a run, as the API tells it. */
async function everybody({ call }: Provider, runId: string): Promise<string[]> {
  const emails: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `${apiPaths.runInvites(runId)}?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page: InvitationPage = await call<InvitationPage>('GET', path);
    emails.push(...page.invitations.map(({ invitee_email }) => invitee_email));
    cursor = page.next_cursor;
  }
  return emails;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

test('120 people: put in, looked over, stopped after the first batch, gone on with; nobody is invited twice', async ({
  enter,
}) => {
  test.slow();
  const dana = await provider();
  const run = await makeRun(dana);
  const mark = tag();
  const emails = Array.from({ length: 120 }, (_, n) => `person${n}.${mark}@pachena.example`);
  const page = await enter(dana, `/app/provider/runs/${run.id}`);
  const dialog = await openNotify(page);
  await dialog.getByRole('link', { name: 'Many at once: paste a list or choose a CSV file' }).click();
  await expect(heading(page, 'Invite many people')).toBeVisible();
  await expectWellMade(page);

  await paste(
    page.getByLabel('List of people'),
    ['email\tname', ...emails.map((email, n) => `${email}\tPerson ${n}`), 'june.frank@pachena\tJune'].join('\n'),
  );
  await page.getByRole('button', { name: 'Check the list' }).click();
  await expect(heading(page, '121 rows')).toBeFocused();
  await expect(page.getByRole('row', { name: 'june.frank@pachena' })).toContainText('has no dot');
  await expect(page.getByRole('button', { name: 'New 120' })).toBeVisible();
  await expectWellMade(page);

  // The first batch is under way until somebody has pressed Stop.
  let posts = 0;
  let stopped = (): void => undefined;
  const pressed = new Promise<void>((resolve) => (stopped = resolve));
  await page.route(`**${apiPaths.runInvites(run.id)}`, async (route) => {
    if (route.request().method() === 'POST' && ++posts === 1) await pressed;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Invite 120 people' }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('Stopping after the batch that is under way')).toBeVisible();
  stopped();
  await expect(page.getByText('Stopped: 50 of 120 done. The others are not invited.')).toBeVisible();
  expect(await everybody(dana, run.id)).toHaveLength(50);
  await expectWellMade(page);

  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('All 120 done.')).toBeVisible();
  expect(posts).toBe(3);
  expect((await everybody(dana, run.id)).sort()).toEqual([...emails].sort());
  await expectWellMade(page);

  await page.getByRole('button', { name: 'Copy all' }).click();
  await expect(page.getByRole('button', { name: 'Copied 120 links' })).toBeVisible();
  const links = (await clipboard(page)).split('\n').map((line) => line.split(': '));
  expect(links.map(([email]) => email).sort()).toEqual([...emails].sort());
  expect(new Set(links.map(([, link]) => link)).size).toBe(120);
  await page.getByRole('link', { name: 'Done' }).click();
  await expect(heading(page, run.name)).toBeVisible();
  const { run: after } = await dana.call<RunDetail>('GET', apiPaths.providerRun(run.id));
  expect(after.invitation_counts).toMatchObject({ sent: 120 });
});

test('a CSV file as a spreadsheet in the West writes it, and a file of links that calculates nothing', async ({
  enter,
}) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const [zoe, open, june] = [stranger('Zoe'), stranger('Open'), await register('June Frank')];
  await invite(dana, run, open);
  await claim(june, await invite(dana, run, june));
  const text = [
    'Role;Name;E-Mail;Phone',
    `Property owner;"Lachance, Zoë ""Z""";${zoe.email};250`,
    `;=HYPERLINK("http://x.example");formula.${tag()}@pachena.example;`,
    `;;${open.email};`,
    `;;${june.email};`,
    `;;${zoe.email.toUpperCase()};`,
  ].join('\r\n');
  const page = await enter(dana, `/app/provider/runs/${run.id}/invite-many`);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
  await expect(
    page.getByText('people.csv, read as a table, written in Windows-1252. Columns that are not used: Phone.'),
  ).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(`^2 ${zoe.email}`) })).toContainText('Lachance, Zoë "Z"');
  await expect(page.getByRole('row', { name: /^6 / })).toContainText('The same address as on line 2');
  await expect(page.getByRole('row', { name: open.email })).toContainText('The link sent before stays');
  await expect(page.getByRole('row', { name: june.email })).toContainText('Needs no invitation');
  await expectWellMade(page);

  await page.getByRole('button', { name: 'Invite 2 people' }).click();
  await expect(page.getByText('All 2 done.')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  const file = await readFile(await download.path(), 'utf8');
  expect(file.startsWith('\ufeffemail,name,role,status,link,expires\r\n')).toBe(true);
  const lines = file.trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(
    new RegExp(`^${zoe.email},"Lachance, Zoë ""Z""",property_owner,new,http.*/i/[0-9a-f]{64},\\d{4}-`),
  );
  expect(lines[1]).toContain(`,"'=HYPERLINK(""http://x.example"")",,new,http`);
  expect(lines[2]).toBe(`${june.email},,,already_has_access,,`);
});

test(
  'an answer that is lost on the way: tried again, nobody is invited twice and no link is lost',
  { tag: '@desktop' },
  async ({ enter }) => {
    const dana = await provider();
    const run = await makeRun(dana);
    const mark = tag();
    const page = await enter(dana, `/app/provider/runs/${run.id}/invite-many`);
    await page
      .getByLabel('List of people')
      .fill(Array.from({ length: 60 }, (_, n) => `person${n}.${mark}@pachena.example`).join('\n'));
    await page.getByRole('button', { name: 'Check the list' }).click();
    let posts = 0;
    await page.route(`**${apiPaths.runInvites(run.id)}`, async (route) => {
      if (route.request().method() !== 'POST' || ++posts !== 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await page.getByRole('button', { name: 'Invite 60 people' }).click();
    await expect(page.getByText('Interrupted: 50 of 60 done. Trying again invites nobody twice.')).toBeVisible();
    expect(await everybody(dana, run.id)).toHaveLength(60);
    await expectWellMade(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('All 60 done.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'New link 60' })).toBeVisible();
    expect(await everybody(dana, run.id)).toHaveLength(60);
  },
);

test('what is no list is refused in words, and the page goes on', async ({ enter }) => {
  const dana = await provider();
  const run = await makeRun(dana);
  const page = await enter(dana, `/app/provider/runs/${run.id}/invite-many`);
  const put = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await put('photo.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]));
  await expect(page.getByRole('alert')).toContainText('That file is no text.');
  await expectWellMade(page);
  await put('large.csv', Buffer.alloc(10_000_000, 'a@pachena.example\n'));
  await expect(page.getByRole('alert')).toContainText('more than 2 MB');
  await put('rows.csv', Buffer.from(`email\n${Array.from({ length: 100_000 }, (_, n) => `p${n}@x.ca`).join('\n')}`));
  await expect(page.getByRole('alert')).toContainText('more than 5,000 rows');
  await put('one.csv', Buffer.from(stranger('June Frank').email));
  await expect(heading(page, '1 row')).toBeFocused();
});
