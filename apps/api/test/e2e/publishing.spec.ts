import type {
  InvitationsCreated,
  MarketMode,
  PortalRunAnswer,
  PortalRunPage,
  ProviderPortals,
  PublicationsAnswer,
  RunAnswer,
  RunDetail,
} from '@service-runs/contracts';
import {
  createApiKey,
  createGrant,
  createInvitation,
  createPerson,
  createPortal,
  createProvider,
  createRequest,
  createRun,
  createStaff,
  linkPortal,
  publish,
  unknownId,
  type Portal,
  type RunFixture,
} from '../factories';
import { expectFailure, expectInvalid, useApi } from '../support/api';

const api = useApi();
const RUNS = '/api/provider/runs';

/** An organisation with a linked portal and one that is not, and a run of the given mode. */
async function stage(marketMode: MarketMode) {
  const provider = await createProvider(api.admin);
  const [linked, other] = [await createPortal(api.admin), await createPortal(api.admin)];
  await linkPortal(api.admin, provider, linked);
  const run = await createRun(api.admin, provider, { marketMode });
  const token = await api.signIn(provider.owner);
  const act = (verb: 'publish' | 'unpublish', ...portals: { id: string }[]) =>
    api.client.post<PublicationsAnswer>(`${RUNS}/${run.id}/${verb}`, {
      token,
      body: { portal_ids: portals.map(({ id }) => id) },
    });
  return { provider, linked, other, run, token, act };
}

async function countOf(table: string, column: string, id: string): Promise<number> {
  const { rows } = await api.admin.query(`SELECT count(*)::int AS n FROM ${table} WHERE ${column} = $1`, [id]);
  return rows[0].n as number;
}

const publications = (run: RunFixture) => countOf('cc_run_portal_publications', 'run_id', run.id);
const invitations = (run: RunFixture) => countOf('cc_invitations', 'context_id', run.id);
const publicRuns = async (portal: Portal) =>
  (await api.client.get<PortalRunPage>(`/api/portals/${portal.slug}/runs`)).body.runs.map(({ id }) => id);

describe('a market mode', () => {
  it('PRIVATE lets a run onto no portal', async () => {
    const { linked, other, run, act } = await stage('PRIVATE');
    for (const portal of [linked, other]) expectFailure(await act('publish', portal), 'error.run.market_mode_forbids');
    expect(await publications(run)).toBe(0);
  });

  it('TARGETED lets it onto linked ones, and all of what is asked or none', async () => {
    const { linked, other, run, act } = await stage('TARGETED');
    expectFailure(await act('publish', linked, other), 'error.run.market_mode_forbids');
    expect(await publications(run)).toBe(0);
    const { status, body } = await act('publish', linked);
    expect([status, body]).toEqual([
      200,
      {
        ok: true,
        publications: [
          {
            portal_id: linked.id,
            portal_slug: linked.slug,
            portal_name: linked.name,
            source: 'published',
            published_at: expect.any(String),
            unpublished_at: null,
          },
        ],
      },
    ]);
  });

  it('TARGETED does not take another organisation’s link for one’s own', async () => {
    const { other, run, act } = await stage('TARGETED');
    await linkPortal(api.admin, await createProvider(api.admin), other);
    expectFailure(await act('publish', other), 'error.run.market_mode_forbids');
    expect(await publications(run)).toBe(0);
  });

  it('OPEN lets it onto any', async () => {
    const { linked, other, act } = await stage('OPEN');
    const { status, body } = await act('publish', linked, other);
    expect([status, body.publications.length]).toEqual([200, 2]);
    expect(new Set(body.publications.map(({ portal_id }) => portal_id))).toEqual(new Set([linked.id, other.id]));
  });

  it('cannot become PRIVATE while something is published, and can once nothing is', async () => {
    const { linked, run, token, act } = await stage('TARGETED');
    await act('publish', linked);
    const hide = () => api.client.patch<RunAnswer>(`${RUNS}/${run.id}`, { token, body: { market_mode: 'PRIVATE' } });
    expectFailure(await hide(), 'error.run.market_mode_forbids');
    expect(await publicRuns(linked)).toEqual([run.id]);
    await act('unpublish', linked);
    expect((await hide()).body.run.market_mode).toBe('PRIVATE');
    expect(await publicRuns(linked)).toEqual([]);
  });

  it('and a publication never pass each other by', async () => {
    for (let round = 0; round < 8; round++) {
      const { linked, run, token, act } = await stage('TARGETED');
      await Promise.all([
        act('publish', linked),
        api.client.patch(`${RUNS}/${run.id}`, { token, body: { market_mode: 'PRIVATE' } }),
      ]);
      const { rows } = await api.admin.query(
        `SELECT r.market_mode, count(p.id)::int AS published FROM cc_n3_runs r
           LEFT JOIN cc_run_portal_publications p ON p.run_id = r.id AND p.unpublished_at IS NULL
          WHERE r.id = $1 GROUP BY r.market_mode`,
        [run.id],
      );
      expect([
        { market_mode: 'PRIVATE', published: 0 },
        { market_mode: 'TARGETED', published: 1 },
      ]).toContainEqual(rows[0]);
    }
  });
});

describe('publishing', () => {
  it('sends no invitation, and notifying writes no publication', async () => {
    const { linked, run, token, act } = await stage('TARGETED');
    expect((await act('publish', linked)).status).toBe(200);
    expect([await publications(run), await invitations(run)]).toEqual([1, 0]);
    const told = await api.admin.query('SELECT count(*)::int AS n FROM cc_notifications WHERE context_id = $1', [
      run.id,
    ]);
    expect(told.rows[0].n).toBe(0);

    const answer = await api.client.post<InvitationsCreated>(`${RUNS}/${run.id}/stakeholder-invites`, {
      token,
      body: { invitees: [{ email: 'a@people.example' }, { email: 'b@people.example' }] },
    });
    expect(answer.status).toBe(201);
    expect([await publications(run), await invitations(run)]).toEqual([1, 2]);
  });

  it('and notifying of a run that is on no portal leaves it on none', async () => {
    const { run, token } = await stage('PRIVATE');
    const body = { invitees: [{ email: 'a@people.example' }] };
    expect((await api.client.post(`${RUNS}/${run.id}/stakeholder-invites`, { token, body })).status).toBe(201);
    expect([await publications(run), await invitations(run)]).toEqual([0, 1]);
  });

  it('is told by the run’s state: never, published, unpublished, published again', async () => {
    const { linked, run, token, act } = await stage('OPEN');
    const state = async () => {
      const one = await api.client.get<RunDetail>(`${RUNS}/${run.id}`, { token });
      const list = await api.client.get<{ runs: { publishing_state: string }[] }>(RUNS, { token });
      expect(list.body.runs[0]?.publishing_state).toBe(one.body.run.publishing_state);
      return one.body.run.publishing_state;
    };
    expect(await state()).toBeNull();
    await act('publish', linked);
    expect(await state()).toBe('published');
    const taken = await act('unpublish', linked);
    expect(taken.body.publications[0]?.unpublished_at).toEqual(expect.any(String));
    expect(await state()).toBe('unpublished');
    const again = await act('publish', linked);
    expect(again.body.publications[0]?.unpublished_at).toBeNull();
    expect([await state(), await publications(run)]).toEqual(['published', 1]);
  });

  it('what is published already changes nothing and is no second event', async () => {
    const { linked, run, act } = await stage('OPEN');
    const first = await act('publish', linked, linked);
    expect((await act('publish', linked)).body).toEqual(first.body);
    const events = await api.admin.query(
      `SELECT count(*)::int AS n FROM cc_audit_events WHERE run_id = $1 AND action = 'run.published'`,
      [run.id],
    );
    expect([events.rows[0].n, await publications(run)]).toEqual([1, 1]);
  });

  it('many times at once is one publication and one event, and so is taking it off', async () => {
    const { linked, other, run, act } = await stage('OPEN');
    const events = async () => {
      const { rows } = await api.admin.query<{ action: string }>(
        `SELECT action FROM cc_audit_events WHERE run_id = $1 ORDER BY created_at, id`,
        [run.id],
      );
      return rows.map(({ action }) => action);
    };
    for (const verb of ['publish', 'unpublish'] as const) {
      const portals = [linked, other];
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) => act(verb, ...(index % 2 === 0 ? portals : [...portals].reverse()))),
      );
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(answers[0]?.status).toBe(200);
    }
    expect([await publications(run), await events()]).toEqual([2, ['run.published', 'run.unpublished']]);
  });

  it('shows a home portal without publishing on it', async () => {
    const { provider, linked, token } = await stage('TARGETED');
    const run = await createRun(api.admin, provider, { marketMode: 'TARGETED', portalId: linked.id });
    const { body } = await api.client.get<RunDetail>(`${RUNS}/${run.id}`, { token });
    expect(body.publications).toMatchObject([{ portal_id: linked.id, source: 'home', published_at: null }]);
    expect(body.run.publishing_state).toBeNull();
    expect(await publicRuns(linked)).toEqual([]);
  });

  it('another organisation’s run is not found, and stays as it is', async () => {
    const theirs = await stage('OPEN');
    const mine = await stage('OPEN');
    await theirs.act('publish', theirs.linked);
    for (const verb of ['publish', 'unpublish']) {
      const body = { portal_ids: [theirs.linked.id, mine.other.id] };
      const url = `${RUNS}/${theirs.run.id}/${verb}`;
      expectFailure(await api.client.post(url, { token: mine.token, body }), 'error.run.not_found');
    }
    expect(await publicRuns(theirs.linked)).toEqual([theirs.run.id]);
    expect(await publicRuns(mine.other)).toEqual([]);
  });

  it('on a portal that there is not is refused, with all the others', async () => {
    const { linked, run, act } = await stage('OPEN');
    expectFailure(await act('publish', linked, { id: unknownId() }), 'error.portal.not_found');
    expectFailure(await act('unpublish', { id: unknownId() }), 'error.portal.not_found');
    expect(await publications(run)).toBe(0);
  });

  it.each([{}, { portal_ids: [] }, { portal_ids: 'all' }, { portal_ids: Array.from({ length: 51 }, unknownId) }])(
    'refuses %#',
    async (body) => {
      const { run, token } = await stage('OPEN');
      const answer = await api.client.post<{ details: { path: string }[] }>(`${RUNS}/${run.id}/publish`, {
        token,
        body,
      });
      expect([answer.status, answer.body.details[0]?.path]).toEqual([400, 'portal_ids']);
    },
  );

  it('may be done by a key, in its maker’s name', async () => {
    const { provider, linked, run } = await stage('TARGETED');
    const maker = await createStaff(api.admin, provider);
    const { key } = await createApiKey(api.admin, provider, maker, { scopes: ['runs:write'] });
    const body = { portal_ids: [linked.id] };
    expect((await api.client.post(`${RUNS}/${run.id}/publish`, { token: key, body })).status).toBe(200);
    const { rows } = await api.admin.query(
      'SELECT published_by_individual_id AS maker FROM cc_run_portal_publications WHERE run_id = $1',
      [run.id],
    );
    expect(rows).toEqual([{ maker: maker.id }]);
  });

  it('chooses among all portals, and tells which are linked', async () => {
    const { linked, other, token } = await stage('TARGETED');
    const { body } = await api.client.get<ProviderPortals>('/api/provider/portals', { token });
    const linkedTo = new Map(body.portals.map((portal) => [portal.id, portal]));
    expect(linkedTo.get(linked.id)).toEqual({ ...linked, linked: true });
    expect(linkedTo.get(other.id)).toEqual({ ...other, linked: false });
  });
});

describe('a portal’s page', () => {
  const RUN_KEYS = ['ends_at', 'id', 'name', 'provider_name', 'starts_at', 'status', 'time_zone', 'zone_name'];

  it('shows these keys of a run and nothing that was to stay inside', async () => {
    const provider = await createProvider(api.admin, {
      name: 'Inlet Septic',
      contactPhone: 'CANARY-PHONE',
      contactEmail: 'canary-contact@people.example',
    });
    const portal = await createPortal(api.admin);
    const run = await createRun(api.admin, provider, {
      marketMode: 'OPEN',
      internalNotes: 'CANARY-NOTES',
      serviceAddress: 'CANARY-ADDRESS',
      priceCents: 424_242,
    });
    await publish(api.admin, run, portal);
    const person = await createPerson(api.admin, { displayName: 'CANARY-STAKEHOLDER' });
    const invitation = await createInvitation(api.admin, run, {
      email: person.email,
      name: 'CANARY-INVITEE',
      message: 'CANARY-MESSAGE',
      inviter: provider.owner,
    });
    await createGrant(api.admin, run, person, { role: 'CANARY-ROLE' });
    const request = await createRequest(api.admin, provider, { run, portal, summary: 'CANARY-SUMMARY' });

    const shown = {
      id: run.id,
      name: run.name,
      status: 'scheduled',
      starts_at: '2026-03-12T16:00:00.000Z',
      ends_at: '2026-03-13T00:00:00.000Z',
      time_zone: 'America/Vancouver',
      zone_name: 'Bamfield west side',
      provider_name: 'Inlet Septic',
    };
    const list = await api.client.get<PortalRunPage>(`/api/portals/${portal.slug}/runs`);
    expect(list.body).toEqual({ ok: true, runs: [shown], next_cursor: null });
    expect(Object.keys(list.body.runs[0] ?? {}).sort()).toEqual(RUN_KEYS);
    const page = await api.client.get(`/api/portals/${portal.slug}`);
    const described = { slug: portal.slug, name: portal.name, description: 'Where the village looks' };
    expect(page.body).toEqual({ ok: true, portal: described });
    const single = await api.client.get<PortalRunAnswer>(`/api/portals/${portal.slug}/runs/${run.id}`);
    expect(single.body).toEqual({ ok: true, portal: described, run: shown });

    for (const { text } of [list, page, single]) {
      expect(text).not.toMatch(/canary|424242/i);
      for (const secret of [
        provider.id,
        provider.owner.id,
        provider.owner.email,
        person.id,
        person.email,
        invitation.id,
        invitation.token,
        request.id,
        request.requesterName,
        portal.id,
      ]) {
        expect(text).not.toContain(secret);
      }
    }
  });

  it('shows what is published there now and not over', async () => {
    const provider = await createProvider(api.admin);
    const [portal, elsewhere] = [await createPortal(api.admin), await createPortal(api.admin)];
    const shown: string[] = [];
    const hidden: RunFixture[] = [];
    for (const status of ['draft', 'scheduled', 'in_progress', 'completed', 'cancelled'] as const) {
      const run = await createRun(api.admin, provider, { status, marketMode: 'OPEN' });
      await publish(api.admin, run, portal);
      if (status === 'scheduled' || status === 'in_progress') shown.push(run.id);
      else hidden.push(run);
    }
    const unpublished = await createRun(api.admin, provider, { marketMode: 'OPEN' });
    await publish(api.admin, unpublished, portal, { unpublished: true });
    const on = await createRun(api.admin, provider, { marketMode: 'OPEN' });
    await publish(api.admin, on, elsewhere);
    const home = await createRun(api.admin, provider, { marketMode: 'OPEN', portalId: portal.id });
    expect((await publicRuns(portal)).sort()).toEqual(shown.sort());
    for (const { id } of [...hidden, unpublished, on, home, { id: unknownId() }, { id: 'garbage' }]) {
      expectFailure(await api.client.get(`/api/portals/${portal.slug}/runs/${id}`), 'error.run.not_found');
    }
  });

  it('pages from the next to begin to those without a date, each once', async () => {
    const provider = await createProvider(api.admin);
    const portal = await createPortal(api.admin);
    const wanted: string[] = [];
    for (const startsAt of [
      '2026-03-01T00:00:00Z',
      '2026-03-01T00:00:00.000001Z',
      '9999-12-31T23:59:59Z',
      null,
      null,
    ]) {
      const run = await createRun(api.admin, provider, { startsAt, marketMode: 'OPEN' });
      await publish(api.admin, run, portal);
      wanted.push(run.id);
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const query = cursor === '' ? '' : `&cursor=${cursor}`;
      const { status, body } = await api.client.get<PortalRunPage>(`/api/portals/${portal.slug}/runs?limit=1${query}`);
      expect(status).toBe(200);
      seen.push(...body.runs.map(({ id }) => id));
      cursor = body.next_cursor ?? '';
    } while (cursor !== '' && seen.length < 10);
    expect(seen.slice(0, 3)).toEqual(wanted.slice(0, 3));
    expect(seen.slice(3).sort()).toEqual(wanted.slice(3).sort());
  });

  it.each(['nowhere', '%00', 'a%00b', '%27%20OR%20true--', 'x'.repeat(90)])(
    'that there is not is not found, by its runs and by its form neither: %j',
    async (slug) => {
      const page = `/api/portals/${slug}`;
      for (const path of [page, `${page}/runs`, `${page}/runs/${unknownId()}`]) {
        expectFailure(await api.client.get(path), 'error.portal.not_found');
      }
      const body = { run_id: unknownId(), requester_name: 'R', requester_email: 'r@people.example', summary: 'A leak' };
      expectFailure(await api.client.post(`${page}/requests`, { body }), 'error.portal.not_found');
    },
  );

  it('takes no cursor that it did not give', async () => {
    const portal = await createPortal(api.admin);
    expectInvalid(await api.client.get(`/api/portals/${portal.slug}/runs?cursor=garbage`), ['cursor', 'cursor']);
  });
});
