import { connect, type Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Notification } from '@service-runs/contracts';
import { NotificationStreams } from '../../src/notifications/notification-streams';
import {
  createGrant,
  createInvitation,
  createNotification,
  createPerson,
  createProvider,
  createRun,
  createSession,
  createStaff,
  removeMember,
  type Person,
} from '../factories';
import { Client, expectFailure, startApp, useApi } from '../support/api';
import { listen, type Listening } from '../support/listen';
import { settled } from '../support/news';
import { layWire } from '../support/proxy';
import { until } from '../support/until';

const api = useApi();
const open: Listening[] = [];
afterEach(() => open.splice(0).forEach((one) => one.stop()));

async function stream(options: Parameters<typeof listen>[1], origin = api.client.origin): Promise<Listening> {
  const one = await listen(origin, options);
  open.push(one);
  // Its first event tells where it begins.
  if (one.status === 200) await until(() => one.events.length > 0);
  return one;
}

const titles = (one: Listening) =>
  one.events
    .filter(({ event }) => event === 'notification')
    .map(({ data }) => (JSON.parse(data) as Notification).title);
const tell = (person: Person, title: string) => createNotification(api.admin, person, { title });

describe('a stream of notifications', () => {
  it('shows each as the list does, as it happens', async () => {
    const june = await createPerson(api.admin);
    const token = await api.signIn(june);
    const live = await stream({ token });
    expect([
      live.status,
      live.headers.get('content-type'),
      live.headers.get('cache-control'),
      live.headers.get('x-accel-buffering'),
    ]).toEqual([200, 'text/event-stream', 'no-store', 'no']);
    expect(live.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const run = await createRun(api.admin, await createProvider(api.admin));
    const invitation = await createInvitation(api.admin, run, { email: june.email });
    await createNotification(api.admin, june, { invitation, linkVersion: 1 });
    const [event] = await live.until('notification', 1);
    const { body } = await api.client.get<{ notifications: Notification[] }>('/api/notifications', { token });
    expect(JSON.parse(event?.data ?? '')).toEqual(body.notifications[0]);
    expect(body.notifications[0]?.action_url).toBe(`/i/${invitation.token}`);
  });

  it('is refused without a good token, and one in the address is no token', async () => {
    const token = await api.signIn(await createPerson(api.admin));
    for (const options of [
      {},
      { token: 'forged' },
      { query: `?access_token=${token}` },
      { query: `?token=${token}` },
    ]) {
      const refused = await stream(options);
      expect([refused.status, JSON.parse(refused.refusal)]).toEqual([
        401,
        expect.objectContaining({ error: 'error.auth.required' }),
      ]);
    }
    expect((await stream({ token, query: `?token=${token}` })).status).toBe(400);
    const ended = await createSession(api.admin, await createPerson(api.admin), { ended: true });
    expect((await stream({ token: api.tokenOf(ended) })).status).toBe(401);
  });

  it('goes on after the last event that was seen, with nothing lost and nothing twice', async () => {
    const june = await createPerson(api.admin);
    const token = await api.signIn(june);
    const first = await stream({ token });
    await tell(june, 'One');
    await first.until('notification', 1);
    first.stop();
    for (const title of ['Two', 'Three']) await tell(june, title);
    const second = await stream({ token, lastEventId: first.lastEventId() });
    await second.until('notification', 2);
    await tell(june, 'Four');
    await second.until('notification', 3);
    expect([titles(first), titles(second)]).toEqual([['One'], ['Two', 'Three', 'Four']]);
  });

  it('goes on where nothing had come yet', async () => {
    const june = await createPerson(api.admin);
    const token = await api.signIn(june);
    const first = await stream({ token });
    first.stop();
    await tell(june, 'Meanwhile');
    const second = await stream({ token, lastEventId: first.lastEventId() });
    expect((await second.until('notification', 1)).length).toBe(1);
  });

  it('shows many at once, more than one look takes', async () => {
    const june = await createPerson(api.admin);
    const live = await stream({ token: await api.signIn(june) });
    await api.admin.query(
      `INSERT INTO cc_notifications (recipient_individual_id, category, title, body, context_type, context_id)
       SELECT $1, 'system', n::text, 'B', 'run', gen_random_uuid() FROM generate_series(1, 173) AS n`,
      [june.id],
    );
    await live.until('notification', 173);
    expect(new Set(titles(live)).size).toBe(173);
  });

  it.each(['nonsense', `${2n ** 60n}-00000000-0000-0000-0000-000000000000`])(
    'says that a place is not known, and goes on from now: %s',
    async (lastEventId) => {
      const june = await createPerson(api.admin);
      await tell(june, 'Before');
      await settled(api.admin, june);
      const live = await stream({ token: await api.signIn(june), lastEventId });
      await live.until('reset', 1);
      await tell(june, 'After');
      await live.until('notification', 1);
      expect(titles(live)).toEqual(['After']);
    },
  );

  it('says to read anew while an older transaction takes long, and shows what it held up once it is over', async () => {
    const june = await createPerson(api.admin);
    const live = await stream({ token: await api.signIn(june) });
    const client = await api.admin.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT pg_current_xact_id()');
      await tell(june, 'Held up');
      await live.until('reset', 1);
      expect(titles(live)).toEqual([]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    await live.until('notification', 1);
    expect([titles(live), live.events.filter(({ event }) => event === 'reset').length]).toEqual([['Held up'], 1]);
  });

  it('shows nobody else’s', async () => {
    const [june, tom] = [await createPerson(api.admin), await createPerson(api.admin)];
    const [hers, his] = [
      await stream({ token: await api.signIn(june) }),
      await stream({ token: await api.signIn(tom) }),
    ];
    await tell(june, 'Hers');
    await tell(tom, 'His');
    await Promise.all([hers.until('notification', 1), his.until('notification', 1)]);
    expect([titles(hers), titles(his)]).toEqual([['Hers'], ['His']]);
  });

  it('says that a run has changed to whoever may see it, and not to others', async () => {
    const provider = await createProvider(api.admin);
    const run = await createRun(api.admin, provider);
    const [staff, june, tom] = [
      await createStaff(api.admin, provider),
      await createPerson(api.admin),
      await createPerson(api.admin),
    ];
    await createGrant(api.admin, run, june);
    const [atWork, shared, stranger] = [
      await stream({ token: await api.signIn(staff) }),
      await stream({ token: await api.signIn(june) }),
      await stream({ token: await api.signIn(tom) }),
    ];
    const owner = await api.signIn(provider.owner);
    const edit = (name: string) => api.client.patch(`/api/provider/runs/${run.id}`, { token: owner, body: { name } });
    expect((await edit('Another name')).status).toBe(200);
    const [event] = await atWork.until('run', 1);
    await shared.until('run', 1);
    expect(JSON.parse(event?.data ?? '')).toEqual({ run_id: run.id });
    // Whoever has left hears no more.
    await removeMember(api.admin, provider, staff);
    await edit('A third name');
    await shared.until('run', 2);
    expect([
      atWork.events.filter((one) => one.event === 'run').length,
      stranger.events.map((one) => one.event),
    ]).toEqual([1, ['ready']]);
  });
});

describe('the end of a stream', () => {
  it('comes at once when its session ends', async () => {
    const june = await createPerson(api.admin);
    const [token, other] = [await api.signIn(june), await api.signIn(june)];
    const [ending, staying] = [await stream({ token }), await stream({ token: other })];
    expect((await api.client.post('/api/auth/logout', { token })).status).toBe(200);
    await ending.ended;
    await tell(june, 'Still here');
    await staying.until('notification', 1);
    expect(titles(ending)).toEqual([]);
  });

  it('comes when the person is erased', async () => {
    const june = await createPerson(api.admin);
    const live = await stream({ token: await api.signIn(june) });
    await api.admin.query('DELETE FROM cc_individuals WHERE id = $1', [june.id]);
    await live.ended;
  });

  it('comes to the oldest of more than a person needs', async () => {
    const token = await api.signIn(await createPerson(api.admin));
    const all: Listening[] = [];
    for (let count = 0; count < 13; count++) all.push(await stream({ token }));
    await all[0]?.ended;
    const june = all.at(-1) as Listening;
    expect(june.status).toBe(200);
  });

  it('comes to a client that does not read, and leaves nothing behind', async () => {
    const june = await createPerson(api.admin);
    const token = await api.signIn(june);
    const { size } = api.app.get(NotificationStreams, { strict: false });
    const { hostname, port } = new URL(api.client.origin);
    const socket: Socket = connect(Number(port), hostname);
    socket.pause();
    socket.write(
      `GET /api/notifications/stream HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n\r\n`,
    );
    const streams = api.app.get(NotificationStreams, { strict: false });
    await until(() => streams.size === size + 1);
    await api.admin.query(
      `INSERT INTO cc_notifications (recipient_individual_id, category, title, body, context_type, context_id)
       SELECT $1, 'system', 'T', repeat('x', 20000), 'run', gen_random_uuid() FROM generate_series(1, 1000)`,
      [june.id],
    );
    await until(() => streams.size === size);
    socket.destroy();
  });
});

describe('several processes', () => {
  it('hear of what the others do, and end what the others end', async () => {
    const other = await startApp(api);
    try {
      const june = await createPerson(api.admin);
      const token = await api.signIn(june);
      const there = await stream({ token }, await other.getUrl());
      const provider = await createProvider(api.admin);
      const run = await createRun(api.admin, provider);
      const invitation = await createInvitation(api.admin, run, { email: june.email, inviter: provider.owner });
      const inviter = await stream({ token: await api.signIn(provider.owner) }, await other.getUrl());
      expect((await api.client.post(`/api/i/${invitation.token}/claim`, { token })).status).toBe(200);
      await Promise.all([there.until('notification', 1), inviter.until('notification', 1), inviter.until('run', 1)]);
      expect([titles(there), titles(inviter)]).toEqual([['Access granted'], ['Invitation claimed']]);
      await api.client.post('/api/auth/logout', { token });
      await there.ended;
    } finally {
      await other.close();
    }
  });

  it('lose no notification and show none twice while one of them is started anew, again and again', async () => {
    const june = await createPerson(api.admin);
    const token = await api.signIn(june);
    const seen: string[] = [];
    let lastEventId: string | undefined;
    let process: NestFastifyApplication | undefined;
    let count = 0;
    const writer = setInterval(() => void tell(june, String(count++)), 15);
    try {
      // What comes before the first stream is open is not its to show.
      for (let round = 0; round < 5; round++) {
        process = await startApp(api);
        const live = await stream({ token, lastEventId }, await process.getUrl());
        if (round === 0) count = 0;
        await new Promise((resolve) => setTimeout(resolve, 300));
        await process.close();
        await live.ended;
        seen.push(...titles(live));
        lastEventId = live.lastEventId() ?? lastEventId;
      }
    } finally {
      clearInterval(writer);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    const rest = await stream({ token, lastEventId });
    const { rows } = await api.admin.query<{ title: string }>(
      'SELECT title FROM cc_notifications WHERE recipient_individual_id = $1 ORDER BY made_in, id',
      [june.id],
    );
    const made = rows.map(({ title }) => title);
    await until(() => seen.length + titles(rest).length >= made.length - made.indexOf(seen[0] ?? ''));
    const all = [...seen, ...titles(rest)];
    expect(all.length).toBeGreaterThan(50);
    expect(all).toEqual(made.slice(made.length - all.length));
  });

  it('go on after the connection that they listen on was lost', async () => {
    const { listenDatabaseUrl } = api.settings();
    const wire = await layWire(listenDatabaseUrl);
    const app = await startApp(api, { LISTEN_DATABASE_URL: wire.through(listenDatabaseUrl) });
    try {
      const june = await createPerson(api.admin);
      const live = await stream({ token: await api.signIn(june) }, await app.getUrl());
      await tell(june, 'One');
      await live.until('notification', 1);
      await wire.cut();
      await tell(june, 'While nobody listens');
      await wire.mend();
      await live.until('notification', 2);
      await tell(june, 'Three');
      await live.until('notification', 3);
      expect(titles(live)).toEqual(['One', 'While nobody listens', 'Three']);
    } finally {
      await app.close();
      await wire.close();
    }
  });
});

it('tells a process that is ending by a lost stream and not by silence', async () => {
  const app = await startApp(api);
  const client = new Client(await app.getUrl());
  const token = await api.signIn(await createPerson(api.admin));
  const live = await stream({ token }, client.origin);
  const began = Date.now();
  await app.close();
  await live.ended;
  expect(Date.now() - began).toBeLessThan(5_000);
  expectFailure(await api.client.get('/api/notifications/stream'), 'error.auth.required');
});
