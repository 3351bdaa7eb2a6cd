import type { RunStatus } from '@service-runs/contracts';
import {
  createApiKey,
  createGrant,
  createNotification,
  createPerson,
  createProvider,
  createRun,
  type Person,
  type RunFixture,
} from '../factories';
import type { Actor } from '../../src/platform/http/request-context';
import { asKey, refusalOf, useServices } from '../support/services';

const suite = useServices({ DATABASE_POOL: '20' });

const THURSDAY = { starts_at: '2031-03-13T16:00:00.000Z', ends_at: '2031-03-14T00:00:00.000Z' };
const FRIDAY = { starts_at: '2031-03-14T16:00:00.000Z', ends_at: '2031-03-15T00:00:00.000Z' };
const SATURDAY = { starts_at: '2031-03-15T16:00:00.000Z', ends_at: '2031-03-16T00:00:00.000Z' };
const WORDS = {
  thursday: 'Thu 13 March 2031 09:00–17:00',
  friday: 'Fri 14 March 2031 09:00–17:00',
  saturday: 'Sat 15 March 2031 09:00–17:00',
};

const moved = (was: keyof typeof WORDS, is: keyof typeof WORDS) =>
  `"Pump-out" was ${WORDS[was]}. It is now ${WORDS[is]}, Vancouver time.`;

interface Told {
  id: string;
  title: string;
  body: string;
}

/** A run with two people who have access to it, and one who had. */
async function scene(status: RunStatus = 'scheduled') {
  const provider = await createProvider(suite.admin);
  const run = await createRun(suite.admin, provider, { name: 'Pump-out', status });
  await suite.admin.query(
    `UPDATE cc_n3_runs SET starts_at = $2, ends_at = $3, time_zone = 'America/Vancouver' WHERE id = $1`,
    [run.id, THURSDAY.starts_at, THURSDAY.ends_at],
  );
  const [june, harold, tom] = (await Promise.all([1, 2, 3].map(() => createPerson(suite.admin)))) as [
    Person,
    Person,
    Person,
  ];
  await createGrant(suite.admin, run, june);
  await createGrant(suite.admin, run, harold);
  await createGrant(suite.admin, run, tom, { revoked: true });
  const actor = await suite.asOwner(provider);
  return { provider, run, june, harold, tom, actor, ...acts(actor, run) };
}

function acts(actor: Actor, run: RunFixture) {
  return {
    edit: (changes: object, ifMatch?: string) => suite.services.runs.update(actor, run.id, changes, ifMatch),
    move: (to: RunStatus, ifMatch?: string) => suite.services.runs.transition(actor, run.id, to, ifMatch),
  };
}

async function toldTo(person: Person): Promise<Told[]> {
  const { rows } = await suite.admin.query<Told>(
    'SELECT id, title, body FROM cc_notifications WHERE recipient_individual_id = $1 ORDER BY created_at, id',
    [person.id],
  );
  return rows;
}

const bodiesTo = async (person: Person) => (await toldTo(person)).map(({ body }) => body);

const markRead = ({ id }: Told) => suite.admin.query('UPDATE cc_notifications SET read_at = now() WHERE id = $1', [id]);

describe('a run that moves to another day', () => {
  it('is told to everybody with access, and to nobody else', async () => {
    const { run, june, harold, tom, provider, edit } = await scene();
    await edit(FRIDAY);
    const { rows } = await suite.admin.query(
      `SELECT recipient_individual_id AS to, category, title, body, action_url, context_type, read_at
         FROM cc_notifications WHERE context_id = $1 ORDER BY recipient_individual_id`,
      [run.id],
    );
    expect(rows).toEqual(
      [june.id, harold.id].sort().map((to) => ({
        to,
        category: 'run',
        title: 'Run moved',
        body: moved('thursday', 'friday'),
        action_url: `/app/runs/${run.id}/view`,
        context_type: 'service_run',
        read_at: null,
      })),
    );
    expect(await toldTo(tom)).toEqual([]);
    expect(await toldTo(provider.owner)).toEqual([]);
  });

  it('is not told of another run', async () => {
    const one = await scene();
    const other = await scene();
    await one.edit(FRIDAY);
    expect(await toldTo(other.june)).toEqual([]);
  });

  it('tells nobody as long as it is a draft', async () => {
    const { june, edit, move } = await scene('draft');
    await edit(FRIDAY);
    await move('scheduled');
    expect(await toldTo(june)).toEqual([]);
  });

  it('tells nothing of what is no move, nor of what was refused', async () => {
    const { june, edit, move } = await scene();
    await edit({ name: 'Another name', internal_notes: 'Gate code' });
    await edit(THURSDAY);
    expect(await refusalOf(edit(FRIDAY, '"77"'))).toBe('error.precondition_failed');
    expect(await refusalOf(edit({ ...FRIDAY, market_mode: 'PRIVATE', portal_id: june.id }))).toBe(
      'error.portal.not_found',
    );
    expect(await refusalOf(move('completed'))).toBe('error.run.illegal_transition');
    expect(await toldTo(june)).toEqual([]);
  });

  it('is told under the name that it has in the end', async () => {
    const { june, edit } = await scene();
    await edit({ ...FRIDAY, name: 'Pump-out, new' });
    expect(await bodiesTo(june)).toEqual([expect.stringMatching(/^"Pump-out, new" was Thu/)]);
  });

  it('is told by an API key as by a person', async () => {
    const { provider, run, june } = await scene();
    const key = await createApiKey(suite.admin, provider, provider.owner, { scopes: ['runs:write'] });
    await acts(asKey(key.hash, { scope: 'runs:write' }), run).edit(FRIDAY);
    expect(await bodiesTo(june)).toEqual([moved('thursday', 'friday')]);
  });
});

describe('several edits within a few minutes', () => {
  it('are one message, from what was known to what holds', async () => {
    const { june, edit } = await scene();
    await edit(FRIDAY);
    await edit({ internal_notes: 'in between' });
    await edit(SATURDAY);
    expect(await bodiesTo(june)).toEqual([moved('thursday', 'saturday')]);
  });

  it('are none where they lead back', async () => {
    const { june, edit } = await scene();
    await edit(FRIDAY);
    await edit(THURSDAY);
    expect(await toldTo(june)).toEqual([]);
  });

  it('are two for somebody who has read the first, and one for somebody who has not', async () => {
    const { june, harold, edit } = await scene();
    await edit(FRIDAY);
    const [first] = await toldTo(june);
    await markRead(first as Told);
    await edit(SATURDAY);
    expect(await bodiesTo(june)).toEqual([moved('thursday', 'friday'), moved('friday', 'saturday')]);
    expect(await bodiesTo(harold)).toEqual([moved('thursday', 'saturday')]);
  });

  it('are two when the first is older than that', async () => {
    const { june, run, edit } = await scene();
    await edit(FRIDAY);
    await suite.admin.query(
      `UPDATE cc_notifications SET created_at = now() - interval '301 seconds' WHERE context_id = $1`,
      [run.id],
    );
    await edit(SATURDAY);
    expect(await bodiesTo(june)).toEqual([moved('thursday', 'friday'), moved('friday', 'saturday')]);
  });

  it('leave what is told of other things and of other runs', async () => {
    const { provider, june, edit } = await scene();
    await createNotification(suite.admin, june);
    const other = await createRun(suite.admin, provider, { name: 'Dock fuel', status: 'scheduled' });
    await createGrant(suite.admin, other, june);
    await acts(await suite.asOwner(provider), other).edit(FRIDAY);
    await edit(FRIDAY);
    await edit(SATURDAY);
    expect(await bodiesTo(june)).toEqual([
      'A text',
      expect.stringContaining('"Dock fuel"'),
      moved('thursday', 'saturday'),
    ]);
  });

  it('at the same moment follow one another', async () => {
    const { june, harold, edit } = await scene();
    const days = Array.from({ length: 12 }, (_, index) => ({
      starts_at: `2031-04-${String(index + 1).padStart(2, '0')}T16:00:00.000Z`,
      ends_at: null,
    }));
    await Promise.all(days.map((day) => edit(day)));
    for (const person of [june, harold]) {
      expect(await bodiesTo(person)).toEqual([
        expect.stringMatching(/^"Pump-out" was Thu 13 March 2031 09:00–17:00. It is now \w+ \d+ April 2031 09:00, /),
      ]);
    }
  });
});

describe('a run that starts, ends or is cancelled', () => {
  it('is told each time', async () => {
    const { june, tom, move } = await scene();
    await move('in_progress');
    await move('completed');
    expect((await toldTo(june)).map(({ title }) => title)).toEqual(['Run started', 'Run completed']);
    expect(await toldTo(tom)).toEqual([]);
  });

  it('that is cancelled says so instead of a new date that nobody has read of', async () => {
    const { june, harold, edit, move } = await scene();
    await edit(FRIDAY);
    const [first] = await toldTo(harold);
    await markRead(first as Told);
    await move('cancelled');
    expect(await bodiesTo(june)).toEqual([`"Pump-out", ${WORDS.thursday}, Vancouver time, will not take place.`]);
    expect(await bodiesTo(harold)).toEqual([
      moved('thursday', 'friday'),
      `"Pump-out", ${WORDS.friday}, Vancouver time, will not take place.`,
    ]);
  });

  it('that starts leaves the new date to be read', async () => {
    const { june, edit, move } = await scene();
    await edit(FRIDAY);
    await move('in_progress');
    expect((await toldTo(june)).map(({ title }) => title)).toEqual(['Run moved', 'Run started']);
  });

  it('is told of when it was a draft too: who has access was counting on it', async () => {
    const { june, move } = await scene('draft');
    await move('cancelled');
    expect((await toldTo(june)).map(({ title }) => title)).toEqual(['Run cancelled']);
  });
});

describe('somebody of another organisation', () => {
  it('neither moves the run nor tells anybody of it', async () => {
    const { run, june } = await scene();
    const stranger = acts(await suite.asOwner(await createProvider(suite.admin)), run);
    expect(await refusalOf(stranger.edit(FRIDAY))).toBe('error.run.not_found');
    expect(await refusalOf(stranger.move('cancelled'))).toBe('error.run.not_found');
    expect(await toldTo(june)).toEqual([]);
    const { rows } = await suite.admin.query('SELECT status, starts_at FROM cc_n3_runs WHERE id = $1', [run.id]);
    expect(rows).toEqual([{ status: 'scheduled', starts_at: THURSDAY.starts_at }]);
  });
});
