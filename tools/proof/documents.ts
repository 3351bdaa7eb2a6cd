import {
  INVITATIONS,
  migrationsChapter,
  NOTIFICATIONS,
  PUBLICATIONS,
  RUNS,
  STAKEHOLDERS,
  tableChapter,
} from './catalogue.ts';
import { Chapter } from './chapter.ts';
import { rowSecurityChapter } from './row-level-security.ts';
import { play } from './scenario.ts';
import type { Stage } from './stage.ts';
import { requireNoForbiddenWords, wordsChapter } from './words.ts';

export const PICTURES = {
  runs: { file: 'runs.webp', what: 'My Runs: the list of the provider, from its beginning' },
  today: { file: 'runs-today.webp', what: 'My Runs, further down: the run that is under way today' },
  notify: { file: 'notify.webp', what: 'The Notify dialog, before anything is sent' },
  links: { file: 'notify-links.webp', what: 'The links, just created, each with Copy link' },
  tracking: { file: 'notify-tracking.webp', what: 'Invitation tracking, with a badge for each state' },
  claim: { file: 'claim-360.webp', what: 'The claim page on a phone, 360 wide' },
  view: { file: 'stakeholder-view.webp', what: 'The stakeholder’s view of a run' },
  denied: { file: 'stakeholder-denied.webp', what: 'The same address after the access was revoked' },
  notifications: { file: 'notifications.webp', what: 'Notifications of a stakeholder' },
} as const;

export type Picture = keyof typeof PICTURES;

/** Plays everything once, and answers the three documents by their file names. */
export async function writeDocuments(stage: Stage): Promise<Map<string, string>> {
  const scenes = await play(stage);
  const migrations = await migrationsChapter(stage);
  const schema = {
    runs: await tableChapter(stage, RUNS),
    invitations: await tableChapter(stage, INVITATIONS),
    stakeholders: await tableChapter(stage, STAKEHOLDERS),
    notifications: await tableChapter(stage, NOTIFICATIONS),
    publications: await tableChapter(stage, PUBLICATIONS),
  };
  const rowSecurity = await rowSecurityChapter(stage, scenes.cast);
  const words = await wordsChapter(stage);

  const documents = {
    'service-runs-management-proof.md': render(
      stage,
      'Service runs management: proof',
      'A provider plans runs, publishes them where it chooses, and sees its own and nobody else’s.',
      [
        scenes.management,
        scenes.trail,
        scenes.noSideEffects,
        rowSecurity,
        words,
        screens('runs', 'today', 'notify'),
        migrations,
        schema.runs,
        schema.publications,
      ],
    ),
    'step11c-directed-operational-presence-proof.md': render(
      stage,
      'Step 11c, directed operational presence: proof',
      'A provider tells named people in private: invitations, links, notifications, and nothing published by it.',
      [
        scenes.notify,
        scenes.noSideEffects,
        scenes.claim,
        scenes.dead,
        scenes.notifications,
        scenes.actionUrls,
        words,
        screens('notify', 'links', 'tracking', 'claim', 'notifications'),
        migrations,
        schema.invitations,
        schema.notifications,
      ],
    ),
    'step11c-phase2b21-run-stakeholder-access-proof.md': render(
      stage,
      'Step 11c, phase 2b.21, run stakeholder access: proof',
      'A grant is a row or it is not: who holds an active one sees the run, from the claim until it is taken back.',
      [
        scenes.claim,
        scenes.authorisation,
        scenes.revoke,
        scenes.fromTheGrant,
        scenes.reclaim,
        scenes.unique,
        scenes.actionUrls,
        rowSecurity,
        words,
        screens('claim', 'view', 'denied'),
        migrations,
        schema.stakeholders,
        schema.invitations,
      ],
    ),
  };
  return new Map(Object.entries(documents));
}

function screens(...pictures: Picture[]): Chapter {
  const chapter = new Chapter('On screen').text(
    'Taken with Chromium from the built web app, on the demo data, with time standing still.',
  );
  for (const picture of pictures) {
    const { file, what } = PICTURES[picture];
    chapter.text(`**${what}**`).picture(file, what);
  }
  return chapter;
}

function render(stage: Stage, title: string, what: string, chapters: readonly Chapter[]): string {
  const statements = chapters.reduce((sum, { statements: { length } }) => sum + length, 0);
  const text = [
    `# ${title}`,
    what,
    'Written by `npm run proof`, never by hand: each exchange below was made with the built API over HTTP, each row read ' +
      `from its PostgreSQL, and each of the ${statements} statements marked ✔ was checked on the way; had one not held, ` +
      'there would be no document.',
    'What differs from one time to the next is named: ids (`run-1`, `invitation-2`), tokens (`<token 1>`), instants ' +
      '(`<time 1>`, numbered in the order of time over this document). `·` is null, `●` marks what has changed.',
    chapters.map(({ title: name }) => `- [${name}](#${anchor(name)})`).join('\n'),
    ...chapters.map((chapter) => chapter.render()),
  ].join('\n\n');
  const named = `${stage.names.apply(text)}\n`;
  requireNoForbiddenWords(title, named);
  return named;
}

/** As GitHub names the headings of a page. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
