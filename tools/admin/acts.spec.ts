import pg from 'pg';
import {
  addMember,
  createApiKey,
  createGrant,
  createInvitation,
  createMemberInvitation,
  createNotification,
  createOneTimeToken,
  createPerson,
  createPortal,
  createProvider,
  createRequest,
  createRun,
  createSession,
  linkPortal,
  one,
  publish,
  unique,
} from '../../apps/api/test/factories/index.ts';
import { hashOf } from '../../apps/api/src/auth/secret-token.ts';
import { cloneDatabase, readSettings, testEnvironment, type TestDatabase } from '../lib/test-cluster.ts';
import { runAdmin } from './run.ts';
import { actInServiceMode } from './service-mode.ts';

jest.setTimeout(30_000);

let database: TestDatabase;
let admin: pg.Pool;

beforeAll(async () => {
  database = await cloneDatabase(process.env['SERVICE_RUNS_TEST_CLUSTER'] ?? '');
  admin = new pg.Pool({ connectionString: database.adminUrl, max: 4 });
  admin.on('error', () => undefined);
});

afterAll(async () => {
  await admin.end();
  await database.drop();
});

interface Said {
  readonly code: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

/** As an operator calls it, with the settings of a service that has a connection of its own for each role. */
async function call(args: string[], ask?: (question: string) => Promise<boolean>): Promise<Said> {
  const settings = readSettings(testEnvironment(database, { APP_BASE_URL: 'https://runs.example.org' }));
  const said: string[] = [];
  const code = await runAdmin(args, {
    env: {},
    dataFolder: '/nowhere',
    open: async () => ({ settings, act: (work) => actInServiceMode(settings.internalDatabaseUrl, work) }),
    ask,
    out: (text) => said.push(text),
    err: (text) => said.push(text),
  });
  const text = said.join('\n');
  return { code, text, json: args.includes('--json') ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

const rows = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
  (await admin.query<Row>(text, values)).rows;

const trailOf = (tenantId: string) =>
  rows<{
    action: string;
    subject_type: string;
    subject_id: string;
    detail: object;
    actor_individual_id: string | null;
  }>(
    'SELECT action, subject_type, subject_id, detail, actor_individual_id FROM cc_audit_events WHERE tenant_id = $1 ORDER BY id',
    [tenantId],
  );

const slugOfTenant = async ({ id }: { id: string }) =>
  (await one<{ slug: string }>(admin, 'SELECT slug FROM cc_tenants WHERE id = $1', [id])).slug;

const newAddress = () => `new-${unique()}@people.example`;

/** The token of the link that was printed. */
function tokenIn({ text }: Said): string {
  const [, token = ''] = /https:\/\/runs\.example\.org\/reset-password#([\w-]{43})(?!\S)/.exec(text) ?? [];
  expect(token).not.toBe('');
  return token;
}

const ownerOfToken = (token: string) =>
  rows<{ email: string; purpose: string; hours: number }>(
    `SELECT p.email, t.purpose, round(extract(epoch FROM t.expires_at - now()) / 3600)::int AS hours
       FROM cc_one_time_tokens t JOIN cc_individuals p ON p.id = t.individual_id WHERE t.token_hash = $1`,
    [hashOf(token)],
  );

describe('tenant create', () => {
  it('makes an organisation with all that is given, and a line in its trail', async () => {
    const name = `Söhne & Co ${unique()}`;
    const { code, json } = await call([
      ...['tenant', 'create', '--name', ` ${name} `, '--time-zone', 'America/Dawson_Creek'],
      ...['--contact-phone', '250-555-0100', '--contact-email', 'Office@Inlet.example', '--json'],
    ]);
    const tenant = json['tenant'] as { id: string; slug: string };
    expect([code, json]).toEqual([
      0,
      { ok: true, tenant: { id: expect.any(String), slug: expect.stringMatching(/^sohne-co-/), name }, owner: null },
    ]);
    expect(
      await rows('SELECT name, time_zone, contact_phone, contact_email FROM cc_tenants WHERE id = $1', [tenant.id]),
    ).toEqual([
      { name, time_zone: 'America/Dawson_Creek', contact_phone: '250-555-0100', contact_email: 'office@inlet.example' },
    ]);
    expect(await trailOf(tenant.id)).toEqual([
      {
        action: 'tenant.created',
        subject_type: 'tenant',
        subject_id: tenant.id,
        detail: { by: 'operator' },
        actor_individual_id: null,
      },
    ]);
  });

  it('of a name that is there already gets a slug of its own', async () => {
    const name = `Inlet ${unique()}`;
    const slugs = [];
    for (let time = 0; time < 2; time++)
      slugs.push(
        ((await call(['tenant', 'create', '--name', name, '--json'])).json['tenant'] as { slug: string }).slug,
      );
    expect(slugs[1]).toBe(`${slugs[0]}-2`);
  });

  it('with an owner makes both or neither', async () => {
    const email = newAddress();
    const made = await call(['tenant', 'create', '--name', 'Both', '--owner', email]);
    expect([made.code, made.text]).toEqual([0, expect.stringContaining(`<${email}> is now an owner of Both`)]);
    expect(await ownerOfToken(tokenIn(made))).toEqual([{ email, purpose: 'reset_password', hours: 168 }]);

    const unproven = await createPerson(admin, { verified: false, passwordHash: 'a hash' });
    const name = `Neither ${unique()}`;
    const refused = await call(['tenant', 'create', '--name', name, '--owner', unproven.email, '--json']);
    expect([refused.code, refused.json['error']]).toEqual([1, 'error.person.unverified']);
    expect(await rows('SELECT FROM cc_tenants WHERE name = $1', [name])).toEqual([]);
  });
});

describe('tenant list', () => {
  it('counts owners and staff, and shows organisations that have none', async () => {
    const provider = await createProvider(admin);
    await addMember(admin, provider, await createPerson(admin));
    await call(['tenant', 'create', '--name', `Empty ${unique()}`]);
    const { json, code } = await call(['tenant', 'list', '--json']);
    const tenants = json['tenants'] as { name: string; owners: number; staff: number }[];
    expect(code).toBe(0);
    expect(tenants).toContainEqual(expect.objectContaining({ name: provider.name, owners: 1, staff: 1 }));
    expect(tenants).toContainEqual(
      expect.objectContaining({ name: expect.stringMatching(/^Empty/), owners: 0, staff: 0 }),
    );
    expect((await call(['tenant', 'list'])).text).toContain(provider.name);
  });
});

describe('owner add', () => {
  it('makes an account without a password, and a link to set one with', async () => {
    const provider = await createProvider(admin);
    const email = newAddress();
    const slug = await slugOfTenant(provider);
    const said = await call([
      'owner',
      'add',
      '--tenant',
      slug,
      '--email',
      ` ${email.toUpperCase()} `,
      '--name',
      'Kay Owner',
    ]);
    expect([said.code, said.text]).toEqual([
      0,
      expect.stringContaining(`Kay Owner <${email}> is now an owner of ${provider.name}`),
    ]);
    expect(
      await rows('SELECT display_name, password_hash, email_verified_at FROM cc_individuals WHERE email = $1', [email]),
    ).toEqual([{ display_name: 'Kay Owner', password_hash: null, email_verified_at: null }]);
    expect(await ownerOfToken(tokenIn(said))).toEqual([{ email, purpose: 'reset_password', hours: 168 }]);
    const { id } = await one<{ id: string }>(admin, 'SELECT id FROM cc_individuals WHERE email = $1', [email]);
    expect(await trailOf(provider.id)).toEqual([
      expect.objectContaining({
        action: 'member.added',
        subject_id: id,
        detail: { from: null, to: 'owner', by: 'operator' },
      }),
    ]);
    // Until the password is set another link can be had, and nothing is done twice.
    const again = await call(['owner', 'add', '--tenant', slug, '--email', email]);
    expect(again.text).toContain('is already an owner');
    expect(tokenIn(again)).not.toBe(tokenIn(said));
    expect(await trailOf(provider.id)).toHaveLength(1);
  });

  it('raises staff who can sign in, without a link', async () => {
    const provider = await createProvider(admin);
    const person = await createPerson(admin, { passwordHash: 'a hash' });
    await addMember(admin, provider, person);
    const { json } = await call([
      'owner',
      'add',
      '--tenant',
      await slugOfTenant(provider),
      '--email',
      person.email,
      '--json',
    ]);
    expect(json).toEqual({
      ok: true,
      owner: {
        tenant: await slugOfTenant(provider),
        individual: { id: person.id, email: person.email, display_name: person.displayName },
        account_made: false,
        role_before: 'staff',
        link: null,
      },
    });
    expect(await rows('SELECT role FROM cc_tenant_members WHERE individual_id = $1', [person.id])).toEqual([
      { role: 'owner' },
    ]);
    expect(await trailOf(provider.id)).toEqual([
      expect.objectContaining({
        action: 'member.role_changed',
        detail: { from: 'staff', to: 'owner', by: 'operator' },
      }),
    ]);
  });

  it('lets in nobody who made an account with an address that they never proved', async () => {
    const provider = await createProvider(admin);
    const squatter = await createPerson(admin, { verified: false, passwordHash: 'a hash' });
    const args = ['owner', 'add', '--tenant', await slugOfTenant(provider), '--email', squatter.email];
    expect(await call(args)).toMatchObject({ code: 1, text: expect.stringContaining('never proved the address') });
    expect(await rows('SELECT FROM cc_tenant_members WHERE individual_id = $1', [squatter.id])).toEqual([]);
    await call(['person', 'verify', '--email', squatter.email]);
    expect((await call(args)).code).toBe(0);
  });

  it('says which organisation there is not', async () => {
    const email = newAddress();
    const { code, json } = await call(['owner', 'add', '--tenant', 'no-such', '--email', email, '--json']);
    expect([code, json]).toEqual([
      1,
      { ok: false, error: 'error.tenant.not_found', message: expect.stringContaining('"no-such"') },
    ]);
    expect(await rows('SELECT FROM cc_individuals WHERE email = $1', [email])).toEqual([]);
  });
});

describe('portals', () => {
  it('are made once for a slug', async () => {
    const slug = `board-${unique()}`;
    const args = ['portal', 'create', '--slug', slug, '--name', 'The board', '--description', 'By the pier'];
    expect((await call(args)).text).toBe(`Made the portal The board, at /p/${slug}.`);
    expect(await rows('SELECT name, description FROM cc_portals WHERE slug = $1', [slug])).toEqual([
      { name: 'The board', description: 'By the pier' },
    ]);
    const { code, json } = await call([...args, '--json']);
    expect([code, json['error']]).toEqual([1, 'error.portal.slug_taken']);
  });

  it('are linked and unlinked, each with one line in the trail, and listed with who is linked', async () => {
    const [provider, portal] = [await createProvider(admin), await createPortal(admin)];
    const slug = await slugOfTenant(provider);
    const pair = ['--portal', portal.slug, '--tenant', slug, '--json'];
    const changed = async (verb: string) => (await call(['portal', verb, ...pair])).json['changed'];
    const linked = async () =>
      ((await call(['portal', 'list', '--json'])).json['portals'] as { slug: string; tenants: string[] }[]).find(
        (one) => one.slug === portal.slug,
      )?.tenants;
    expect([await changed('link'), await changed('link'), await linked()]).toEqual([true, false, [slug]]);
    expect([await changed('unlink'), await changed('unlink'), await linked()]).toEqual([true, false, []]);
    expect((await trailOf(provider.id)).map(({ action, subject_id }) => [action, subject_id])).toEqual([
      ['portal.linked', portal.id],
      ['portal.unlinked', portal.id],
    ]);
  });

  it('keep no targeted run of an organisation that is unlinked', async () => {
    const [provider, portal, other] = [
      await createProvider(admin),
      await createPortal(admin),
      await createPortal(admin),
    ];
    await linkPortal(admin, provider, portal);
    const targeted = await createRun(admin, provider, { marketMode: 'TARGETED' });
    const open = await createRun(admin, provider, { marketMode: 'OPEN' });
    for (const run of [targeted, open]) await publish(admin, run, portal);
    await publish(admin, targeted, other);
    const args = ['portal', 'unlink', '--portal', portal.slug, '--tenant', await slugOfTenant(provider)];
    const shown = async () =>
      (
        await rows<{ run_id: string; portal_id: string }>(
          'SELECT run_id, portal_id FROM cc_run_portal_publications WHERE run_tenant_id = $1 AND unpublished_at IS NULL',
          [provider.id],
        )
      ).length;

    expect(await call(args)).toMatchObject({
      code: 1,
      text: expect.stringContaining('1 targeted run published there'),
    });
    expect(await rows('SELECT FROM cc_tenant_portals WHERE tenant_id = $1', [provider.id])).toHaveLength(1);
    expect(await shown()).toBe(3);

    const { json } = await call([...args, '--unpublish', '--json']);
    expect(json).toMatchObject({ ok: true, changed: true, unpublished: 1 });
    expect(await shown()).toBe(2);
    expect((await trailOf(provider.id)).map(({ action }) => action).sort()).toEqual([
      'portal.unlinked',
      'run.unpublished',
    ]);
  });

  it.each(['link', 'unlink'])('that are not there are named by %s', async (verb) => {
    const [provider, portal] = [await createProvider(admin), await createPortal(admin)];
    const slug = await slugOfTenant(provider);
    const missing = async (portalSlug: string, tenantSlug: string) =>
      (await call(['portal', verb, '--portal', portalSlug, '--tenant', tenantSlug, '--json'])).json;
    expect(await missing('no-portal', slug)).toMatchObject({
      error: 'error.portal.not_found',
      message: expect.stringContaining('no-portal'),
    });
    expect(await missing(portal.slug, 'no-tenant')).toMatchObject({
      error: 'error.tenant.not_found',
      message: expect.stringContaining('no-tenant'),
    });
  });
});

describe('a person', () => {
  it.each(['end-sessions', 'verify', 'reset-link', 'erase'])(
    'who is not there is told by address: %s',
    async (verb) => {
      const email = newAddress();
      const args = ['person', verb, '--email', email, '--json', ...(verb === 'erase' ? ['--yes'] : [])];
      const { code, json } = await call(args);
      expect([code, json]).toEqual([
        1,
        { ok: false, error: 'error.person.not_found', message: `There is nobody with the address ${email}.` },
      ]);
    },
  );

  it('is signed out everywhere, and nobody else is', async () => {
    const [person, other] = [await createPerson(admin), await createPerson(admin)];
    const own = [await createSession(admin, person), await createSession(admin, person)];
    const ended = await createSession(admin, person, { ended: true });
    const theirs = await createSession(admin, other);
    const { json } = await call(['person', 'end-sessions', '--email', person.email, '--json']);
    expect(json).toMatchObject({ ok: true, ended: 2 });
    const reasons = await rows<{ id: string; ended_reason: string | null }>(
      'SELECT id, ended_reason FROM cc_sessions WHERE id = ANY ($1)',
      [[...own, ended, theirs].map(({ sessionId }) => sessionId)],
    );
    expect(new Map(reasons.map(({ id, ended_reason }) => [id, ended_reason]))).toEqual(
      new Map([
        ...own.map(({ sessionId }) => [sessionId, 'operator'] as const),
        [ended.sessionId, 'logout'],
        [theirs.sessionId, null],
      ]),
    );
  });

  it('whose address is confirmed is told of the invitations that wait for it', async () => {
    const person = await createPerson(admin, { verified: false });
    const provider = await createProvider(admin);
    const invitation = await createInvitation(admin, await createRun(admin, provider), { email: person.email });
    const membership = await createMemberInvitation(admin, provider, { email: person.email });
    const told = () =>
      rows(
        'SELECT title, body, action_url, context_id FROM cc_notifications WHERE recipient_individual_id = $1 ORDER BY body',
        [person.id],
      );
    expect(await told()).toEqual([]);
    expect((await call(['person', 'verify', '--email', person.email, '--json'])).json).toMatchObject({ changed: true });
    const expected = [
      {
        title: 'Invitation',
        body: "You've been invited to join an organisation",
        action_url: '/i/{token}',
        context_id: membership.id,
      },
      {
        title: 'Invitation',
        body: "You've been invited to view a service run",
        action_url: '/i/{token}',
        context_id: invitation.id,
      },
    ];
    expect(await told()).toEqual(expected);
    expect((await call(['person', 'verify', '--email', person.email])).text).toContain('was confirmed already');
    expect(await told()).toEqual(expected);
  });

  it('gets a link that is good for a day, of which only a hash is kept', async () => {
    const person = await createPerson(admin);
    const said = await call(['person', 'reset-link', '--email', person.email]);
    const token = tokenIn(said);
    expect(await ownerOfToken(token)).toEqual([{ email: person.email, purpose: 'reset_password', hours: 24 }]);
    const { json } = await call(['person', 'reset-link', '--email', person.email, '--json']);
    expect(json).toMatchObject({
      ok: true,
      link: { url: expect.stringMatching(/#[\w-]{43}$/), expires_at: expect.any(String) },
    });
    // The first one is still good.
    expect(await ownerOfToken(token)).toHaveLength(1);
    const kept = await rows<{ row: string }>('SELECT t::text AS row FROM cc_one_time_tokens t');
    expect(kept.filter(({ row }) => row.includes(token))).toEqual([]);
  });
});

describe('erasing a person', () => {
  /** Somebody with something in every table that could name them, under words that stand nowhere else. */
  async function traced() {
    const mark = `canary${unique()}`;
    const [provider, other] = [await createProvider(admin), await createProvider(admin)];
    const person = await createPerson(admin, {
      email: `${mark}@people.example`,
      displayName: `${mark} name`,
      passwordHash: 'h',
    });
    await addMember(admin, provider, person);
    await createSession(admin, person, { refreshToken: unique() });
    await createOneTimeToken(admin, person);
    await createApiKey(admin, provider, person);
    const [run, second] = [await createRun(admin, provider), await createRun(admin, other)];
    const personal = {
      email: person.email,
      name: `${mark} invitee`,
      message: `${mark} message`,
      inviter: provider.owner,
    };
    const claimed = await createInvitation(admin, run, { ...personal, status: 'claimed', claimedBy: person });
    const revoked = await createInvitation(admin, second, { ...personal, status: 'revoked' });
    const open = await createInvitation(admin, second, personal);
    const membership = await createMemberInvitation(admin, other, { ...personal, status: 'viewed' });
    const given = await createInvitation(admin, run, { inviter: person });
    await admin.query('UPDATE cc_invitations SET revoked_reason = $2 WHERE id = $1', [revoked.id, `${mark} reason`]);
    await createGrant(admin, run, person, { invitation: claimed });
    await createNotification(admin, person, { invitation: claimed });
    await createNotification(admin, provider.owner, { invitation: claimed, title: `${mark} name now has access` });
    await createNotification(admin, provider.owner, { invitation: given, title: 'Of somebody else' });
    const request = await createRequest(admin, other, { email: person.email, summary: `${mark} summary` });
    await admin.query('UPDATE cc_service_requests SET requester_name = $2 WHERE id = $1', [
      request.id,
      `${mark} requester`,
    ]);
    await admin.query(
      `INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id)
       VALUES ($1, $2, $3, 'invitation.claimed', 'invitation', $4)`,
      [provider.id, run.id, person.id, claimed.id],
    );
    const stranger = await createInvitation(admin, run, { name: 'Somebody else', message: 'stays' });
    return { mark, provider, other, person, run, claimed, revoked, open, membership, given, request, stranger };
  }

  /** Every row of every table that holds the words. */
  async function placesOf(mark: string): Promise<string[]> {
    const tables = await rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`,
    );
    expect(tables.length).toBeGreaterThan(15);
    const found: string[] = [];
    for (const { name } of tables) {
      if ((await rows(`SELECT FROM ${name} t WHERE t::text LIKE $1`, [`%${mark}%`])).length > 0) found.push(name);
    }
    return found.sort();
  }

  const erase = (email: string) => call(['person', 'erase', '--email', email, '--yes', '--json']);

  it('leaves nothing that says who it was, in any table, and all that is somebody else’s', async () => {
    const { mark, person, given, stranger, provider, run } = await traced();
    expect(await placesOf(mark)).toEqual([
      'cc_individuals',
      'cc_invitations',
      'cc_notifications',
      'cc_service_requests',
    ]);
    expect((await erase(person.email)).json).toEqual({
      ok: true,
      erased: { individual_id: person.id, memberships: 1, grants: 1, invitations: 4, requests: 1 },
    });
    expect(await placesOf(mark)).toEqual([]);
    // The id alone stays, in the trail.
    expect(await placesOf(person.id)).toEqual(['cc_audit_events']);
    expect(await rows('SELECT inviter_individual_id, status FROM cc_invitations WHERE id = $1', [given.id])).toEqual([
      { inviter_individual_id: null, status: 'sent' },
    ]);
    expect(await rows('SELECT invitee_name, message, status FROM cc_invitations WHERE id = $1', [stranger.id])).toEqual(
      [{ invitee_name: 'Somebody else', message: 'stays', status: 'sent' }],
    );
    expect(
      await rows('SELECT title FROM cc_notifications WHERE recipient_individual_id = $1', [provider.owner.id]),
    ).toEqual([{ title: 'Of somebody else' }]);
    expect(await rows('SELECT FROM cc_n3_runs WHERE id = $1', [run.id])).toHaveLength(1);
  });

  it('keeps states: what was claimed stays claimed, what was open is revoked and cannot be taken up', async () => {
    const { person, claimed, revoked, open, membership, request, provider, other } = await traced();
    await erase(person.email);
    const states = await rows<{ id: string; status: string; revoked: boolean; invitee_email: string }>(
      `SELECT id, status, revoked_at IS NOT NULL AS revoked, invitee_email FROM cc_invitations WHERE id = ANY ($1)`,
      [[claimed, revoked, open, membership].map(({ id }) => id)],
    );
    expect(new Map(states.map(({ id, status, revoked: at }) => [id, [status, at]]))).toEqual(
      new Map([
        [claimed.id, ['claimed', false]],
        [revoked.id, ['revoked', true]],
        [open.id, ['revoked', true]],
        [membership.id, ['revoked', true]],
      ]),
    );
    expect(new Set(states.map(({ invitee_email }) => invitee_email))).toEqual(new Set(['erased@erased.invalid']));
    expect(
      await rows(
        'SELECT status, requester_name, requester_email, requester_phone, summary FROM cc_service_requests WHERE id = $1',
        [request.id],
      ),
    ).toEqual([
      {
        status: 'new',
        requester_name: 'Erased',
        requester_email: 'erased@erased.invalid',
        requester_phone: null,
        summary: 'The person who asked was erased, with what they wrote.',
      },
    ]);
    const erased = {
      action: 'person.erased',
      subject_type: 'individual',
      subject_id: person.id,
      detail: { by: 'operator' },
    };
    expect(await trailOf(provider.id)).toEqual([
      expect.objectContaining({ action: 'invitation.claimed', actor_individual_id: person.id }),
      expect.objectContaining(erased),
    ]);
    const theirs = await trailOf(other.id);
    expect(theirs).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'invitation.revoked',
          subject_id: open.id,
          detail: { from: 'sent', by: 'operator' },
        }),
        expect.objectContaining({
          action: 'invitation.revoked',
          subject_id: membership.id,
          detail: { from: 'viewed', by: 'operator' },
        }),
        expect.objectContaining(erased),
      ]),
    );
    expect(theirs).toHaveLength(3);
  });

  it('works for an address without an account', async () => {
    const mark = `canary${unique()}`;
    const provider = await createProvider(admin);
    const run = await createRun(admin, provider);
    const email = `${mark}@people.example`;
    await createInvitation(admin, run, { email, name: mark });
    await createRequest(admin, provider, { email, summary: mark });
    expect((await erase(email)).json).toMatchObject({ erased: { individual_id: null, invitations: 1, requests: 1 } });
    expect(await placesOf(mark)).toEqual([]);
    expect((await erase(email)).json).toMatchObject({ error: 'error.person.not_found' });
  });

  it('is refused for the only owner of an organisation, which is named, until there is another', async () => {
    const provider = await createProvider(admin);
    const slug = await slugOfTenant(provider);
    const refused = await erase(provider.owner.email);
    expect([refused.code, refused.json]).toEqual([
      1,
      {
        ok: false,
        error: 'error.member.last_owner',
        message: expect.stringContaining(`is the only owner of ${provider.name} (${slug})`),
      },
    ]);
    expect(await rows('SELECT FROM cc_individuals WHERE id = $1', [provider.owner.id])).toHaveLength(1);
    await call(['owner', 'add', '--tenant', slug, '--email', newAddress()]);
    expect((await erase(provider.owner.email)).code).toBe(0);
  });

  it('of both owners at once leaves one of them', async () => {
    for (let round = 0; round < 5; round++) {
      const provider = await createProvider(admin);
      const second = await createPerson(admin);
      await addMember(admin, provider, second, 'owner');
      const codes = await Promise.all([provider.owner, second].map(async ({ email }) => (await erase(email)).code));
      expect(codes.sort()).toEqual([0, 1]);
      expect(
        await rows(`SELECT FROM cc_tenant_members WHERE tenant_id = $1 AND role = 'owner'`, [provider.id]),
      ).toHaveLength(1);
    }
  });

  it('asks once at a terminal, saying what will happen, and does nothing without a yes', async () => {
    const { person, mark } = await traced();
    const asked: string[] = [];
    const answer = (yes: boolean) => (question: string) => {
      asked.push(question);
      return Promise.resolve(yes);
    };
    const args = ['person', 'erase', '--email', person.email];
    expect(await call(args, answer(false))).toMatchObject({ code: 1, text: 'Nothing was erased.' });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain(`the account of ${person.displayName}, with 1 membership, access to 1 run`);
    expect(asked[0]).toContain('in 4 invitations; those that are open are revoked');
    expect(asked[0]).toContain('in 1 request');
    expect(await placesOf(mark)).not.toEqual([]);
    // Nobody to ask, and a script that reads JSON, are asked nothing.
    for (const more of [[], ['--json']]) {
      expect((await call([...args, ...more], more.length > 0 ? answer(true) : undefined)).code).toBe(2);
    }
    expect(asked).toHaveLength(1);
    expect(await placesOf(mark)).not.toEqual([]);
    expect((await call(args, answer(true))).code).toBe(0);
    expect(await placesOf(mark)).toEqual([]);
  });
});

describe('the door to the database', () => {
  it('undoes all of an act that fails, and sees nothing outside of service mode', async () => {
    const slug = `board-${unique()}`;
    const failing = actInServiceMode(database.internalUrl, async (query) => {
      await query('INSERT INTO cc_portals (slug, name) VALUES ($1, $1)', [slug]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await rows('SELECT FROM cc_portals WHERE slug = $1', [slug])).toEqual([]);
    const client = new pg.Client({ connectionString: database.internalUrl });
    await client.connect();
    expect((await client.query('SELECT FROM cc_portals')).rowCount).toBe(0);
    await client.end();
  });

  it('is shut to the role that answers requests', async () => {
    await expect(actInServiceMode(database.appUrl, (query) => query('SELECT 1'))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('tries an act again that lost a race', async () => {
    let tries = 0;
    const result = await actInServiceMode(database.internalUrl, async (query) => {
      tries++;
      if (tries === 1) await query(`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40P01'; END $$`);
      return query<{ one: number }>('SELECT 1 AS one');
    });
    expect([tries, result]).toEqual([2, [{ one: 1 }]]);
  });
});
