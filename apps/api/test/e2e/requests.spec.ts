import type {
  AttachedRequestsAnswer,
  NotificationPage,
  RequestAnswer,
  RequestCountsAnswer,
  RequestPage,
  RequestSubmitted,
  RunDetail,
} from '@service-runs/contracts';
import {
  attachRequest,
  createPortal,
  createProvider,
  createRequest,
  createRun,
  createStaff,
  publish,
  unique,
  unknownId,
  type RunFixture,
} from '../factories';
import { expectFailure, expectInvalid, startApp, useApi, Client } from '../support/api';

const api = useApi();
const INBOX = '/api/provider/requests';

async function stage() {
  const provider = await createProvider(api.admin);
  const portal = await createPortal(api.admin);
  const run = await createRun(api.admin, provider, { marketMode: 'OPEN' });
  await publish(api.admin, run, portal);
  return { provider, portal, run, token: await api.signIn(provider.owner) };
}

const form = (run: { id: string }, more: object = {}) => ({
  run_id: run.id,
  requester_name: 'Ada Brook',
  requester_email: `ada-${unique()}@people.example`,
  summary: 'The tank is full',
  ...more,
});

const ask = (slug: string, body: object) =>
  api.client.post<RequestSubmitted>(`/api/portals/${slug}/requests`, { body });

async function requestsOf(run: { id: string }): Promise<number> {
  const { rows } = await api.admin.query('SELECT count(*)::int AS n FROM cc_service_requests WHERE run_id = $1', [
    run.id,
  ]);
  return rows[0].n as number;
}

describe('asking for a reservation', () => {
  it('lands in the inbox of the run’s organisation, and in nobody else’s', async () => {
    const { provider, portal, run, token } = await stage();
    const staff = await createStaff(api.admin, provider);
    const stranger = await createProvider(api.admin);
    const body = form(run, {
      requester_email: ' Ada.Brook@People.Example ',
      requester_phone: '250-555-0100',
      zone_name: 'West side',
    });
    const asked = await ask(portal.slug, body);
    expect([asked.status, asked.body]).toEqual([201, { ok: true, request: { id: expect.any(String) } }]);
    const inbox = await api.client.get<RequestPage>(INBOX, { token });
    expect(inbox.body).toEqual({
      ok: true,
      requests: [
        {
          id: asked.body.request.id,
          status: 'new',
          requester_name: 'Ada Brook',
          requester_email: 'ada.brook@people.example',
          requester_phone: '250-555-0100',
          zone_name: 'West side',
          summary: 'The tank is full',
          decline_reason: null,
          portal: { slug: portal.slug, name: portal.name },
          run: { id: run.id, name: run.name },
          attached_run: null,
          created_at: expect.any(String),
        },
      ],
      next_cursor: null,
    });
    const foreign = await api.signIn(stranger.owner);
    expect((await api.client.get<RequestPage>(INBOX, { token: foreign })).body.requests).toEqual([]);
    for (const member of [provider.owner, staff]) {
      const { body: told } = await api.client.get<NotificationPage>('/api/notifications', {
        token: await api.signIn(member),
      });
      expect(told.notifications).toMatchObject([{ category: 'request', action_url: '/app/provider/inbox' }]);
      expect(JSON.stringify(told)).not.toMatch(/Ada Brook|tank|brook@/i);
    }
    const unaware = await api.client.get<NotificationPage>('/api/notifications', { token: foreign });
    expect(unaware.body.notifications).toEqual([]);
  });

  it('needs the run to be on that portal now', async () => {
    const { provider, portal, run } = await stage();
    const elsewhere = await createPortal(api.admin);
    const hidden: RunFixture[] = [await createRun(api.admin, provider, { marketMode: 'OPEN', portalId: portal.id })];
    for (const status of ['draft', 'completed', 'cancelled'] as const) {
      const over = await createRun(api.admin, provider, { status, marketMode: 'OPEN' });
      await publish(api.admin, over, portal);
      hidden.push(over);
    }
    const taken = await createRun(api.admin, provider, { marketMode: 'OPEN' });
    await publish(api.admin, taken, portal, { unpublished: true });
    for (const other of [...hidden, taken, { id: unknownId() }]) {
      expectFailure(await ask(portal.slug, form(other)), 'error.run.not_found');
      expect(await requestsOf(other)).toBe(0);
    }
    expectFailure(await ask(elsewhere.slug, form(run)), 'error.run.not_found');
    expectFailure(await ask('nowhere', form(run)), 'error.portal.not_found');
    expect(await requestsOf(run)).toBe(0);
  });

  it('twice with the same words is one request, also at the same time', async () => {
    const { portal, run, provider } = await stage();
    const body = form(run);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(portal.slug, body)));
    answers.push(await ask(portal.slug, body));
    expect(new Set(answers.map(({ status, body: { request } }) => `${status} ${request.id}`)).size).toBe(1);
    expect(await requestsOf(run)).toBe(1);
    const told = await api.admin.query(
      'SELECT count(*)::int AS n FROM cc_notifications WHERE recipient_individual_id = $1',
      [provider.owner.id],
    );
    expect(told.rows[0].n).toBe(1);
    await ask(portal.slug, { ...body, summary: 'Another matter' });
    expect(await requestsOf(run)).toBe(2);
  });

  it.each([
    [{ run_id: 'garbage' }, 'run_id'],
    [{ run_id: undefined }, 'run_id'],
    [{ requester_name: '' }, 'requester_name'],
    [{ requester_name: 'x'.repeat(201) }, 'requester_name'],
    [{ requester_email: 'nobody' }, 'requester_email'],
    [{ requester_email: 'a@people.example\nbcc: b@people.example' }, 'requester_email'],
    [{ summary: ' ' }, 'summary'],
    [{ summary: 'x'.repeat(2_001) }, 'summary'],
    [{ summary: 'a\u0000b' }, 'summary'],
    [{ requester_phone: '1'.repeat(51) }, 'requester_phone'],
    [{ status: 'accepted' }, 'status'],
    [{ tenant_id: unknownId() }, 'tenant_id'],
    [{ website: 'https://spam.example' }, 'website'],
    [{ decline_reason: 'None' }, 'decline_reason'],
  ])('refuses %#: %j', async (more, path) => {
    const { portal, run } = await stage();
    const answer = await api.client.post<{ details: { path: string }[] }>(`/api/portals/${portal.slug}/requests`, {
      body: form(run, more),
    });
    expect([answer.status, answer.body.details?.map((detail) => detail.path)]).toEqual([400, [path]]);
    expect(await requestsOf(run)).toBe(0);
  });

  it('is bounded for one sender and for one address', async () => {
    const { portal, run } = await stage();
    const bounded = await startApp(api, { RATE_LIMITS: 'on' });
    try {
      const client = new Client(await bounded.getUrl());
      const send = (more: object) => client.post(`/api/portals/${portal.slug}/requests`, { body: form(run, more) });
      const one = 'one@people.example';
      for (let i = 0; i < 5; i++) {
        expect((await send({ requester_email: one, summary: `Matter ${i}` })).status).toBe(201);
      }
      const sixth = await send({ requester_email: ` ${one.toUpperCase()}`, summary: 'Matter 5' });
      expectFailure(sixth, 'error.rate_limited');
      expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
      for (let i = 0; i < 4; i++) expect((await send({})).status).toBe(201);
      const eleventh = await send({});
      expectFailure(eleventh, 'error.rate_limited');
      expect(eleventh.headers.get('ratelimit-remaining')).toBe('0');
      expect(await requestsOf(run)).toBe(9);
    } finally {
      await bounded.close();
    }
  });
});

describe('the inbox', () => {
  const answer = (token: string, id: string, verb: 'accept' | 'decline', body?: object) =>
    api.client.post<RequestAnswer>(`${INBOX}/${id}/${verb}`, { token, body });

  it('accepts once; again changes nothing, and declining it afterwards is refused', async () => {
    const { provider, run, token } = await stage();
    const { id } = await createRequest(api.admin, provider, { run });
    const first = await answer(token, id, 'accept');
    expect([first.status, first.body.request.status]).toEqual([200, 'accepted']);
    expect((await answer(token, id, 'accept')).body).toEqual(first.body);
    expectFailure(await answer(token, id, 'decline', { reason: 'No' }), 'error.request.state_forbids');
    const events = await api.admin.query('SELECT action, detail FROM cc_audit_events WHERE subject_id = $1', [id]);
    expect(events.rows).toEqual([{ action: 'request.accepted', detail: {} }]);
  });

  it('declines with a reason; again keeps the first reason, and accepting it afterwards is refused', async () => {
    const { provider, run, token } = await stage();
    const { id } = await createRequest(api.admin, provider, { run });
    const first = await answer(token, id, 'decline', { reason: ' Too far ' });
    expect(first.body.request).toMatchObject({ status: 'declined', decline_reason: 'Too far' });
    expect((await answer(token, id, 'decline', { reason: 'Other' })).body).toEqual(first.body);
    expectFailure(await answer(token, id, 'accept'), 'error.request.state_forbids');
    expectInvalid(await answer(token, id, 'decline', { reason: 'x'.repeat(501) }), ['reason', 'max_length']);
  });

  it('keeps a reason for declining to itself: it stands in the inbox and nowhere else', async () => {
    const { provider, portal, run, token } = await stage();
    const body = form(run);
    const asked = await ask(portal.slug, body);
    const reason = 'CANARY: he never pays';
    const declined = await answer(token, asked.body.request.id, 'decline', { reason });
    expect(declined.text).toContain(reason);
    const again = await ask(portal.slug, body);
    expect([again.status, again.body]).toEqual([201, asked.body]);
    const staff = await api.signIn(await createStaff(api.admin, provider));
    const page = `/api/portals/${portal.slug}`;
    const others = await Promise.all([
      ...[page, `${page}/runs`, `${page}/runs/${run.id}`].map((path) => api.client.get(path)),
      ...[`/api/provider/runs/${run.id}`, `/api/provider/runs/${run.id}/activity`, '/api/notifications'].map((path) =>
        api.client.get(path, { token: staff }),
      ),
      api.client.get(`/api/runs/${run.id}/view`, { token: staff }),
    ]);
    for (const other of [again, ...others]) {
      expect([other.status < 300, other.text.includes('CANARY')]).toEqual([true, false]);
    }
    const inbox = await api.client.get<RequestPage>(INBOX, { token: staff });
    expect(inbox.body.requests.map(({ decline_reason }) => decline_reason)).toEqual([reason]);
    const { rows } = await api.admin.query<{ row: string }>('SELECT a::text AS row FROM cc_audit_events a');
    expect(rows.filter(({ row }) => row.includes('CANARY'))).toEqual([]);
  });

  it('of two opposite answers at once takes one', async () => {
    const { provider, run, token } = await stage();
    const { id } = await createRequest(api.admin, provider, { run });
    const answers = await Promise.all([answer(token, id, 'accept'), answer(token, id, 'decline', {})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('does not know another organisation’s request', async () => {
    const { token } = await stage();
    const theirs = await stage();
    const { id } = await createRequest(api.admin, theirs.provider, { run: theirs.run });
    for (const wanted of [id, unknownId(), 'garbage']) {
      expectFailure(await answer(token, wanted, 'accept'), 'error.request.not_found');
      expectFailure(await answer(token, wanted, 'decline', {}), 'error.request.not_found');
    }
    const { rows } = await api.admin.query('SELECT status FROM cc_service_requests WHERE id = $1', [id]);
    expect(rows).toEqual([{ status: 'new' }]);
  });

  it('filters, searches literally, counts and pages', async () => {
    const { provider, run, token } = await stage();
    const made: Record<string, string> = {};
    for (const [name, status, summary] of [
      ['first', 'new', 'A 100% leak'],
      ['second', 'accepted', 'A 100 litre leak'],
      ['third', 'declined', 'Nothing'],
    ] as const) {
      made[name] = (await createRequest(api.admin, provider, { run, status, summary })).id;
    }
    const ids = async (query: string) =>
      (await api.client.get<RequestPage>(`${INBOX}?${query}`, { token })).body.requests.map(({ id }) => id);
    expect(await ids('')).toEqual([made['third'], made['second'], made['first']]);
    expect(await ids('status=new&status=declined')).toEqual([made['third'], made['first']]);
    expect(await ids('q=100%25')).toEqual([made['first']]);
    expect(await ids('q=LEAK&status=accepted')).toEqual([made['second']]);
    expect(await ids('q=leak&limit=1')).toEqual([made['second']]);
    await attachRequest(api.admin, run, { id: made['second'] as string });
    expect(await ids('q=leak&unattached=true')).toEqual([made['first']]);
    expect(await ids('unattached=true')).toEqual([made['third'], made['first']]);
    expect(await ids('q=people.example')).toHaveLength(3);
    const first = await api.client.get<RequestPage>(`${INBOX}?limit=2`, { token });
    expect(await ids(`limit=2&cursor=${first.body.next_cursor}`)).toEqual([made['first']]);
    const counts = await api.client.get<RequestCountsAnswer>(`${INBOX}/counts`, { token });
    expect(counts.body).toEqual({ ok: true, counts: { new: 1, accepted: 1, declined: 1 }, capped_at: 100 });
  });
});

describe('attaching requests', () => {
  const act = (token: string, run: { id: string }, verb: 'attach' | 'detach', ...ids: string[]) =>
    api.client.post<AttachedRequestsAnswer>(`/api/provider/runs/${run.id}/${verb}-requests`, {
      token,
      body: { request_ids: ids },
    });
  const attachedTo = async (token: string, run: { id: string }) =>
    (await api.client.get<RunDetail>(`/api/provider/runs/${run.id}`, { token })).body.attached_requests
      .map(({ id }) => id)
      .sort();

  async function accepted(provider: Parameters<typeof createRequest>[1], count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let i = 0; i < count; i++) ids.push((await createRequest(api.admin, provider, { status: 'accepted' })).id);
    return ids.sort();
  }

  it('shows them on the run, in every market mode; again changes nothing; detaching frees them', async () => {
    for (const marketMode of ['PRIVATE', 'TARGETED', 'OPEN'] as const) {
      const { provider, token } = await stage();
      const [run, other] = [
        await createRun(api.admin, provider, { marketMode }),
        await createRun(api.admin, provider, { marketMode }),
      ];
      const ids = await accepted(provider, 2);
      const first = await act(token, run, 'attach', ...ids);
      expect([first.status, first.body.attached_requests.map(({ id }) => id).sort()]).toEqual([200, ids]);
      expect((await act(token, run, 'attach', ...ids, ...ids)).body).toEqual(first.body);
      expect(await attachedTo(token, run)).toEqual(ids);
      const free = await api.client.get<RequestPage>(`${INBOX}?unattached=true`, { token });
      expect(free.body.requests).toEqual([]);
      await act(token, run, 'detach', ids[0] as string);
      expect(await attachedTo(token, run)).toEqual([ids[1]]);
      expect((await act(token, other, 'attach', ids[0] as string)).status).toBe(200);
    }
  });

  it.each(['new', 'declined'] as const)('takes none that is %s, and none with it', async (status) => {
    const { provider, run, token } = await stage();
    const [good] = await accepted(provider, 1);
    const { id: bad } = await createRequest(api.admin, provider, { run, status });
    expectFailure(await act(token, run, 'attach', good as string, bad), 'error.request.state_forbids');
    expect(await attachedTo(token, run)).toEqual([]);
  });

  it('takes none that is attached to another run, and none with it', async () => {
    const { provider, run, token } = await stage();
    const other = await createRun(api.admin, provider);
    const [held, free] = (await accepted(provider, 2)) as [string, string];
    await act(token, other, 'attach', held);
    expectFailure(await act(token, run, 'attach', free, held), 'error.request.state_forbids');
    expect([await attachedTo(token, run), await attachedTo(token, other)]).toEqual([[], [held]]);
  });

  it('does not know another organisation’s request or run', async () => {
    const mine = await stage();
    const theirs = await stage();
    const [own] = (await accepted(mine.provider, 1)) as [string];
    const [foreign] = (await accepted(theirs.provider, 1)) as [string];
    for (const verb of ['attach', 'detach'] as const) {
      for (const id of [foreign, unknownId()]) {
        expectFailure(await act(mine.token, mine.run, verb, own, id), 'error.request.not_found');
      }
      expectFailure(await act(mine.token, theirs.run, verb, own), 'error.run.not_found');
    }
    expect(await attachedTo(mine.token, mine.run)).toEqual([]);
    expect(await attachedTo(theirs.token, theirs.run)).toEqual([]);
  });

  it('and detaching the same ones at the same time follow one another', async () => {
    const { provider, run, token } = await stage();
    const ids = await accepted(provider, 6);
    await act(token, run, 'attach', ...ids);
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(
        (['detach', 'attach', 'detach', 'attach'] as const).map((verb, at) =>
          act(token, run, verb, ...(at % 2 === 0 ? ids : [...ids].reverse())),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const attached = await attachedTo(token, run);
      expect([ids, []]).toContainEqual(attached);
      const free = await api.client.get<RequestPage>(`${INBOX}?unattached=true&status=accepted`, { token });
      expect(free.body.requests.map(({ id }) => id).sort()).toEqual(attached.length > 0 ? [] : ids);
    }
  });

  it('to two runs at once, in crossed order, gives them to one', async () => {
    for (let round = 0; round < 6; round++) {
      const { provider, run, token } = await stage();
      const other = await createRun(api.admin, provider);
      const ids = await accepted(provider, 3);
      const answers = await Promise.all([
        act(token, run, 'attach', ...ids),
        act(token, other, 'attach', ...[...ids].reverse()),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const [winner, loser] = answers[0].status === 200 ? [run, other] : [other, run];
      expect([await attachedTo(token, winner), await attachedTo(token, loser)]).toEqual([ids, []]);
    }
  });
});
