import fc from 'fast-check';
import type pg from 'pg';
import { placeBefore, type StreamPlace } from '../../src/notifications/stream-place';
import { StreamRepository } from '../../src/notifications/stream.repository';
import type { SignedInActor } from '../../src/platform/http/request-context';
import {
  addMember,
  createGrant,
  createInvitation,
  createNotification,
  createPerson,
  createProvider,
  createRun,
  createStaff,
  removeMember,
  unknownId,
  type Person,
} from '../factories';
import { settled } from '../support/news';
import { refusalOf, useServices } from '../support/services';

const suite = useServices({ DATABASE_POOL: '10' });
let streams: StreamRepository;
beforeAll(() => {
  streams = new StreamRepository(suite.services.database);
});

/** A reader that goes on from where it has got to, as a stream does. */
async function reader(person: Person, limit = 50) {
  const actor = await suite.asPerson(person);
  const { now_at } = await streams.begin(actor, null);
  let place: StreamPlace = placeBefore(now_at);
  const once = async () => {
    const lines = await streams.read([{ actor, place }], limit);
    const rows = lines.filter((row) => row.id !== null);
    const last = rows.at(-1);
    if (last) place = { madeIn: last.made_in, id: last.id as string };
    return { titles: rows.map(({ title }) => title), waits: lines.some(({ waits }) => waits) };
  };
  return {
    actor,
    place: () => place,
    /** What there is at this moment. */
    look: async () => (await once()).titles,
    /** All there is, once nothing waits for older transactions any more: the other suites of the run have theirs, too. */
    read: async () => {
      const all: string[] = [];
      for (;;) {
        const { titles, waits } = await once();
        all.push(...titles);
        if (titles.length === 0 && !waits) return all;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}

/** The lines for several streams, once nothing waits. */
async function linesOf(listeners: Parameters<StreamRepository['read']>[0]) {
  for (;;) {
    const lines = await streams.read(listeners, 10);
    if (!lines.some(({ waits }) => waits)) return lines;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Transactions that are open at the same time. */
async function transactions(count: number): Promise<pg.PoolClient[]> {
  const clients = await Promise.all(Array.from({ length: count }, () => suite.admin.connect()));
  for (const client of clients) {
    await client.query('BEGIN');
    // A transaction gets its number when it first writes.
    await client.query('SELECT pg_current_xact_id()');
  }
  return clients;
}

describe('a stream', () => {
  it('shows what comes after it began, in the order of the list’s making, and never twice', async () => {
    const june = await createPerson(suite.admin);
    await createNotification(suite.admin, june, { title: 'Before' });
    await settled(suite.admin, june);
    const { read } = await reader(june);
    for (const title of ['One', 'Two', 'Three']) await createNotification(suite.admin, june, { title });
    expect([await read(), await read()]).toEqual([['One', 'Two', 'Three'], []]);
  });

  it('waits for a transaction that began earlier and commits later, and loses nothing of it', async () => {
    const june = await createPerson(suite.admin);
    const { read, look, actor, place } = await reader(june);
    const [early] = (await transactions(1)) as [pg.PoolClient];
    try {
      await createNotification(suite.admin, june, { title: 'Later' });
      expect(await look()).toEqual([]);
      const [line] = await streams.read([{ actor, place: place() }], 10);
      expect(line).toMatchObject({ waits: true, ended: false, id: null });
      await createNotification(early, june, { title: 'Earlier' });
      await early.query('COMMIT');
    } finally {
      early.release();
    }
    expect(await read()).toEqual(['Earlier', 'Later']);
  });

  it('shows each notification exactly once, whatever the order of beginning, writing, committing and reading', async () => {
    const step = fc.record({
      who: fc.integer({ min: 0, max: 3 }),
      what: fc.constantFrom('write', 'commit', 'rollback', 'read'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        const june = await createPerson(suite.admin);
        const { read, look } = await reader(june, 3);
        const open = new Map<number, { client: pg.PoolClient; written: string[] }>();
        const committed: string[] = [];
        const seen: string[] = [];
        const close = async (who: number, how: 'COMMIT' | 'ROLLBACK') => {
          const one = open.get(who);
          if (!one) return;
          await one.client.query(how);
          one.client.release();
          open.delete(who);
          if (how === 'COMMIT') committed.push(...one.written);
        };
        try {
          for (const [index, { who, what }] of steps.entries()) {
            if (what === 'read') seen.push(...(await look()));
            else if (what === 'commit') await close(who, 'COMMIT');
            else if (what === 'rollback') await close(who, 'ROLLBACK');
            else {
              // One connection is kept for arranging and looking.
              if (!open.has(who)) {
                if (open.size === 3) continue;
                const [client] = (await transactions(1)) as [pg.PoolClient];
                open.set(who, { client, written: [] });
              }
              const one = open.get(who) as { client: pg.PoolClient; written: string[] };
              await createNotification(one.client, june, { title: `${index}` });
              one.written.push(`${index}`);
            }
          }
        } finally {
          for (const who of [...open.keys()]) await close(who, 'COMMIT');
        }
        seen.push(...(await read()));
        expect([...seen].sort()).toEqual([...committed].sort());
      }),
      { numRuns: 60 },
    );
  });

  it('shows nobody’s but its own, many at once', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => createPerson(suite.admin)));
    const readers = await Promise.all(people.map((person) => reader(person)));
    for (const person of people) await createNotification(suite.admin, person, { title: person.id });
    const rows = await linesOf(readers.map(({ actor, place }) => ({ actor, place: place() })));
    expect(rows.map(({ place, title }) => [place, title])).toEqual(people.map(({ id }, index) => [index + 1, id]));
  });

  it('ends with its session, and shows nothing to a session that is another’s', async () => {
    const [june, tom] = [await createPerson(suite.admin), await createPerson(suite.admin)];
    const { actor, place } = await reader(june);
    await createNotification(suite.admin, june, { title: 'A secret' });
    const stolen = { ...actor, individualId: tom.id } satisfies SignedInActor;
    const swapped = { ...(await suite.asPerson(tom)), individualId: june.id } satisfies SignedInActor;
    for (const other of [stolen, swapped]) {
      expect(await streams.read([{ actor: other, place: place() }], 10)).toMatchObject([
        { ended: true, id: null, title: null },
      ]);
      expect(await refusalOf(streams.begin(other, null))).toBe('error.auth.required');
    }
    await suite.admin.query('UPDATE cc_sessions SET ended_at = now() WHERE id = $1', [actor.sessionId]);
    expect(await streams.read([{ actor, place: place() }], 10)).toMatchObject([{ ended: true, id: null, title: null }]);
    expect(await refusalOf(streams.begin(actor, null))).toBe('error.auth.required');
  });

  it('knows a place that this database has got to, and none of a database that was further', async () => {
    const { actor, place } = await reader(await createPerson(suite.admin));
    expect((await streams.begin(actor, place())).known).toBe(true);
    expect((await streams.begin(actor, { ...place(), madeIn: String(2n ** 60n) })).known).toBe(false);
  });

  it('leads to an invitation by its living link alone', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const june = await createPerson(suite.admin);
    const [live, dead] = [
      await createInvitation(suite.admin, run, { email: june.email }),
      await createInvitation(suite.admin, run, { status: 'revoked' }),
    ];
    const { actor, place } = await reader(june);
    await createNotification(suite.admin, june, { invitation: live, linkVersion: 1, title: 'live' });
    await createNotification(suite.admin, june, { invitation: dead, linkVersion: 1, title: 'dead' });
    const rows = await linesOf([{ actor, place: place() }]);
    expect(rows.map(({ title, link_version }) => [title, link_version])).toEqual([
      ['live', 1],
      ['dead', null],
    ]);
  });

  it('finds what is new by its index, however much a person has', async () => {
    const june = await createPerson(suite.admin);
    await suite.admin.query(
      `INSERT INTO cc_notifications (recipient_individual_id, category, title, body, context_type, context_id)
       SELECT $1, 'system', 'Old', 'Old', 'run', gen_random_uuid() FROM generate_series(1, 20000)`,
      [june.id],
    );
    await suite.admin.query('ANALYZE cc_notifications');
    const { rows } = await suite.admin.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT t.id FROM cc_notifications t WHERE t.recipient_individual_id = '${june.id}'
          AND (t.made_in, t.id) > ('1'::xid8, '${unknownId()}'::uuid) AND t.made_in < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY t.made_in, t.id LIMIT 50`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
      /Index (Only )?Scan using idx_notifications_stream/,
    );
  });
});

describe('that a run has changed', () => {
  it('is told to members of its organisation and to who has access, as long as they do', async () => {
    const provider = await createProvider(suite.admin);
    const other = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const elsewhere = await createRun(suite.admin, other);
    const [staff, june, tom] = [
      await createStaff(suite.admin, provider),
      await createPerson(suite.admin),
      await createPerson(suite.admin),
    ];
    await createGrant(suite.admin, run, june);
    await createGrant(suite.admin, run, tom, { revoked: true });
    await createGrant(suite.admin, await createRun(suite.admin, other), tom);
    const people = [provider.owner, staff, june, tom, other.owner];
    const actors = await Promise.all(people.map((person) => suite.asPerson(person)));
    const heard = async () => {
      const rows = await streams.audience([run.id, elsewhere.id], actors);
      return rows.map(({ run_id, place }) => `${run_id === run.id ? 'run' : 'elsewhere'} ${place}`).sort();
    };
    expect(await heard()).toEqual(['elsewhere 5', 'run 1', 'run 2', 'run 3']);
    await removeMember(suite.admin, provider, staff);
    await suite.admin.query(`UPDATE cc_service_run_stakeholders SET status = 'revoked' WHERE run_id = $1`, [run.id]);
    await suite.admin.query('UPDATE cc_sessions SET ended_at = now() WHERE id = $1', [actors[0]?.sessionId]);
    expect(await heard()).toEqual(['elsewhere 5']);
    await addMember(suite.admin, other, june);
    expect(await heard()).toEqual(['elsewhere 3', 'elsewhere 5']);
  });
});

describe('signals', () => {
  /** What is heard while something happens. */
  async function heardWhile(happens: () => Promise<unknown>): Promise<string[]> {
    const client = await suite.connect('appUrl');
    const heard: string[] = [];
    client.on('notification', ({ payload = '' }) => heard.push(payload));
    await client.query('LISTEN service_runs');
    await happens();
    await client.query('SELECT pg_sleep(0.1)');
    await client.query('UNLISTEN service_runs');
    return heard;
  }

  it('are sent when a transaction commits, and never when it does not', async () => {
    const june = await createPerson(suite.admin);
    const client = await suite.admin.connect();
    try {
      const none = await heardWhile(async () => {
        await client.query('BEGIN');
        await createNotification(client, june);
        await client.query('ROLLBACK');
      });
      const one = await heardWhile(async () => {
        await client.query('BEGIN');
        await createNotification(client, june);
        await createNotification(client, june);
        await client.query('COMMIT');
      });
      expect([none, one]).toEqual([[], [`n:${june.id}`]]);
    } finally {
      client.release();
    }
  });

  it('hold any number of people, in parts', async () => {
    await suite.admin.query(
      `INSERT INTO cc_individuals (email, display_name) SELECT 'many-' || n || '@people.example', 'M' FROM generate_series(1, 450) AS n`,
    );
    const heard = await heardWhile(() =>
      suite.admin.query(
        `INSERT INTO cc_notifications (recipient_individual_id, category, title, body, context_type, context_id)
         SELECT id, 'run', 'T', 'B', 'run', gen_random_uuid() FROM cc_individuals WHERE email LIKE 'many-%'`,
      ),
    );
    expect(heard.map((payload) => payload.slice(2).split(',').length)).toEqual([200, 200, 50]);
  });

  it('tell of sessions that end, by whatever way, and of runs that look different', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const person = await createPerson(suite.admin);
    const [one, other] = [await suite.asPerson(person), await suite.asPerson(person)];
    expect(
      await heardWhile(() =>
        suite.admin.query('UPDATE cc_sessions SET ended_at = now() WHERE id = $1', [one.sessionId]),
      ),
    ).toEqual([`s:${one.sessionId}`]);
    // One that is only prolonged is no news.
    expect(
      await heardWhile(() =>
        suite.admin.query(`UPDATE cc_sessions SET expires_at = now() + interval '2 days' WHERE id = $1`, [
          other.sessionId,
        ]),
      ),
    ).toEqual([]);
    expect(await heardWhile(() => suite.admin.query('DELETE FROM cc_individuals WHERE id = $1', [person.id]))).toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^s:.*${other.sessionId}`))]),
    );
    expect(
      await heardWhile(() => suite.admin.query(`UPDATE cc_n3_runs SET name = 'Other' WHERE id = $1`, [run.id])),
    ).toEqual([`r:${run.id}`]);
    const invitation = await createInvitation(suite.admin, run);
    // Also by the role that marks it as viewed.
    expect(await heardWhile(() => suite.services.invitations.open(invitation.token, true))).toEqual([`r:${run.id}`]);
  });
});
