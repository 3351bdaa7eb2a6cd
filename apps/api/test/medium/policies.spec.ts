import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import {
  addMember,
  attachRequest,
  createApiKey,
  createGrant,
  createInvitation,
  createNotification,
  createOneTimeToken,
  createPerson,
  createPortal,
  createProvider,
  createRequest,
  createRun,
  createSession,
  linkPortal,
  publish,
  unique,
  unknownId,
  type Person,
  type Provider,
  type RunFixture,
} from '../factories';
import { sqlStateOf, SQLSTATE, withContext, type Context } from '../support/context';
import { useDatabase } from '../support/database';

/** Whose rows of a table the request role is shown in a context: a condition on the row, or nobody's. */
interface Shown {
  /** Where `app.tenant_id` is $1. */
  tenant: string | null;
  /** Where `app.individual_id` is $1. */
  individual: string | null;
  /** Columns of whoever owns a row, for taking one that is somebody else's. */
  owner: string;
}

const TABLES: Readonly<Record<string, Shown>> = {
  cc_api_keys: { tenant: 'tenant_id = $1', individual: null, owner: 'tenant_id' },
  cc_audit_events: { tenant: 'tenant_id = $1', individual: null, owner: 'tenant_id' },
  cc_idempotency_keys: { tenant: 'tenant_id = $1', individual: null, owner: 'tenant_id' },
  cc_individuals: { tenant: null, individual: 'id = $1', owner: 'id' },
  cc_invitations: { tenant: 'inviter_tenant_id = $1', individual: null, owner: 'inviter_tenant_id' },
  cc_mails: { tenant: null, individual: null, owner: 'invitation_id' },
  cc_n3_runs: { tenant: 'tenant_id = $1', individual: null, owner: 'tenant_id' },
  cc_notification_choices: { tenant: null, individual: 'individual_id = $1', owner: 'individual_id' },
  cc_notifications: { tenant: null, individual: 'recipient_individual_id = $1', owner: 'recipient_individual_id' },
  cc_one_time_tokens: { tenant: null, individual: null, owner: 'individual_id' },
  cc_portals: { tenant: 'true OR $1 = $1', individual: null, owner: 'id' },
  cc_rate_limits: { tenant: null, individual: null, owner: 'id' },
  cc_refresh_tokens: { tenant: null, individual: null, owner: 'session_id' },
  cc_run_portal_publications: { tenant: 'run_tenant_id = $1', individual: null, owner: 'run_tenant_id' },
  cc_run_request_attachments: { tenant: 'run_tenant_id = $1', individual: null, owner: 'run_tenant_id' },
  cc_service_requests: { tenant: 'tenant_id = $1', individual: null, owner: 'tenant_id' },
  cc_service_run_stakeholders: {
    tenant: 'run_tenant_id = $1',
    individual: 'stakeholder_individual_id = $1',
    owner: 'run_tenant_id',
  },
  cc_sessions: { tenant: null, individual: null, owner: 'individual_id' },
  cc_tenant_members: { tenant: 'tenant_id = $1', individual: 'individual_id = $1', owner: 'tenant_id' },
  cc_tenant_portals: { tenant: 'tenant_id = $1', individual: null, owner: 'tenant_id' },
  cc_tenants: { tenant: 'id = $1', individual: null, owner: 'id' },
};

/** Tables of which the request role is given nothing at all. */
const CLOSED = ['cc_mails', 'cc_one_time_tokens', 'cc_rate_limits', 'cc_refresh_tokens', 'cc_sessions'];

/** Tables of which the request role may remove rows, its organisation's own. */
const REMOVABLE = ['cc_api_keys'];

interface Side {
  provider: Provider;
  run: RunFixture;
  stakeholder: Person;
}

const suite = useDatabase();
let app: pg.Client;
let internal: pg.Client;
let a: Side;
let b: Side;

beforeAll(async () => {
  [app, internal] = await Promise.all([suite.connect('appUrl'), suite.connect('internalUrl')]);
  [a, b] = [await everything(), await everything()];
});

/** An organisation with at least one row in every table. */
async function everything(): Promise<Side> {
  const { admin } = suite;
  const provider = await createProvider(admin);
  const run = await createRun(admin, provider);
  const portal = await createPortal(admin);
  await linkPortal(admin, provider, portal);
  await publish(admin, run, portal);
  await attachRequest(admin, run, await createRequest(admin, provider, { run, portal }));
  await createApiKey(admin, provider, provider.owner);
  const stakeholder = await createPerson(admin, { passwordHash: 'a hash' });
  await createSession(admin, stakeholder, { refreshToken: unique() });
  await createOneTimeToken(admin, stakeholder);
  const invitation = await createInvitation(admin, run, {
    email: stakeholder.email,
    mailed: true,
    status: 'claimed',
    claimedBy: stakeholder,
    inviter: provider.owner,
  });
  await createGrant(admin, run, stakeholder, { invitation });
  await createNotification(admin, stakeholder, { invitation, linkVersion: 1 });
  await admin.query(`INSERT INTO cc_mails (kind, invitation_id, link_version) VALUES ('invitation', $1, 1)`, [
    invitation.id,
  ]);
  await admin.query(
    `INSERT INTO cc_notification_choices (individual_id, topic, by_mail) VALUES ($1, 'run_moved', false)`,
    [stakeholder.id],
  );
  await admin.query(
    `INSERT INTO cc_audit_events (tenant_id, run_id, action, subject_type, subject_id) VALUES ($1, $2, 'run.created', 'run', $2)`,
    [provider.id, run.id],
  );
  await admin.query(
    `INSERT INTO cc_idempotency_keys (tenant_id, scope_hash, request_hash, made) VALUES ($1, $2, $3, '{}')`,
    [provider.id, randomBytes(32), randomBytes(32)],
  );
  await admin.query(`INSERT INTO cc_rate_limits (key_hash, points, expires_at) VALUES ($1, 1, now())`, [
    randomBytes(32),
  ]);
  return { provider, run, stakeholder };
}

async function idsThatExist(table: string, where = 'true', values: unknown[] = []): Promise<string[]> {
  const { rows } = await suite.admin.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE ${where} ORDER BY id`,
    values,
  );
  return rows.map(({ id }) => id);
}

/** What a role sees of a table; a table that it may not even ask for shows nothing. */
async function idsThatShow(client: pg.Client, table: string, context: Context): Promise<string[]> {
  try {
    const rows = await withContext<{ id: string }>(client, context, `SELECT id FROM ${table} ORDER BY id`);
    return rows.map(({ id }) => id);
  } catch (error) {
    if (
      (error as pg.DatabaseError).code === SQLSTATE.insufficientPrivilege &&
      client === app &&
      CLOSED.includes(table)
    ) {
      return [];
    }
    throw error;
  }
}

/** Rows that a write touched; a write that is not allowed at all touches none. */
async function touched(client: pg.Client, context: Context, text: string, values: unknown[] = []): Promise<number> {
  try {
    return (await withContext(client, context, text, values)).length;
  } catch (error) {
    expect((error as pg.DatabaseError).code).toBe(SQLSTATE.insufficientPrivilege);
    return 0;
  }
}

it('knows every table of the schema', async () => {
  const { rows } = await suite.admin.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname LIKE 'cc\\_%' ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(TABLES).sort());
});

describe.each(Object.entries(TABLES))('%s', (table, shown) => {
  it('has something to hide', async () => {
    const owners = await suite.admin.query(`SELECT DISTINCT ${shown.owner} FROM ${table}`);
    expect(owners.rowCount).toBeGreaterThan(1);
  });

  it('shows nothing to anybody without a context', async () => {
    expect(await idsThatShow(app, table, {})).toEqual([]);
    expect(await idsThatShow(internal, table, {})).toEqual([]);
  });

  it.each<Context>([
    { tenant: 'garbage' },
    { tenant: '*' },
    { tenant: "' OR true --" },
    { individual: 'garbage' },
    { tenant: '', individual: '', serviceMode: '' },
    { tenant: unknownId(), individual: unknownId() },
    { tenant: 'garbage', individual: 'garbage', serviceMode: 'garbage' },
  ])('shows nobody’s rows under %j', async (context) => {
    for (const client of [app, internal]) {
      let ids: string[];
      try {
        ids = await idsThatShow(client, table, context);
      } catch (error) {
        expect((error as pg.DatabaseError).code).toBe(SQLSTATE.invalidText);
        ids = [];
      }
      // Portals are shared among providers: any well-formed tenant sees them.
      if (table !== 'cc_portals') expect(ids).toEqual([]);
    }
  });

  it('shows an organisation its own rows and no other organisation’s', async () => {
    for (const { provider } of [a, b]) {
      const own = shown.tenant === null ? [] : await idsThatExist(table, shown.tenant, [provider.id]);
      if (shown.tenant !== null) expect(own).not.toEqual([]);
      expect(await idsThatShow(app, table, { tenant: provider.id })).toEqual(own);
    }
  });

  it('shows a person their own rows and no other person’s', async () => {
    for (const { stakeholder, provider } of [a, b]) {
      for (const { id } of [stakeholder, provider.owner]) {
        const own = shown.individual === null ? [] : await idsThatExist(table, shown.individual, [id]);
        expect(await idsThatShow(app, table, { individual: id })).toEqual(own);
      }
      const anyOf = shown.individual?.replace('$1', 'ANY ($1)');
      if (anyOf) expect(await idsThatExist(table, anyOf, [[stakeholder.id, provider.owner.id]])).not.toEqual([]);
    }
  });

  it.each(['on', 'true', '1', 'ON'])('opens nothing to the request role with service_mode=%s', async (serviceMode) => {
    expect(await idsThatShow(app, table, { serviceMode })).toEqual([]);
    const own = await idsThatShow(app, table, { tenant: a.provider.id });
    expect(await idsThatShow(app, table, { tenant: a.provider.id, serviceMode })).toEqual(own);
  });

  it('opens to the internal role in service mode, and only with the setting on', async () => {
    expect(await idsThatShow(internal, table, { serviceMode: 'on' })).toEqual(await idsThatExist(table));
    for (const serviceMode of ['', 'off', 'true', '1', 'ON']) {
      expect(await idsThatShow(internal, table, { serviceMode })).toEqual([]);
    }
    expect(await idsThatShow(internal, table, { tenant: a.provider.id, individual: a.stakeholder.id })).toEqual([]);
  });

  it('lets nobody change or remove a row that is not theirs', async () => {
    const contexts = [{}, { serviceMode: 'on' }, { tenant: unknownId(), individual: unknownId() }];
    for (const context of contexts) {
      expect(await touched(app, context, `UPDATE ${table} SET updated_at = now() RETURNING 1`)).toBe(0);
      expect(await touched(app, context, `DELETE FROM ${table} RETURNING 1`)).toBe(0);
    }
    for (const context of [{}, { tenant: a.provider.id, individual: a.stakeholder.id }]) {
      expect(await touched(internal, context, `UPDATE ${table} SET updated_at = now() RETURNING 1`)).toBe(0);
      expect(await touched(internal, context, `DELETE FROM ${table} RETURNING 1`)).toBe(0);
    }
    const foreign = await touched(
      app,
      { tenant: a.provider.id, individual: a.stakeholder.id },
      `UPDATE ${table} SET updated_at = now() WHERE ${shown.owner} <> ALL ($1) RETURNING 1`,
      [[a.provider.id, a.stakeholder.id]],
    );
    expect(foreign).toBe(0);
  });

  it('is never emptied by the request role, whatever the context', async () => {
    const context = { tenant: a.provider.id, individual: a.stakeholder.id, serviceMode: 'on' };
    if (REMOVABLE.includes(table)) {
      const removed = await withContext(app, context, `DELETE FROM ${table} RETURNING id, ${shown.owner} AS owner`);
      const owners = removed.map(({ owner }) => owner);
      expect(new Set(owners)).toEqual(new Set([a.provider.id]));
      const unnamed = withContext(app, { individual: a.provider.owner.id }, `DELETE FROM ${table} RETURNING id`);
      expect(await unnamed).toEqual([]);
    } else {
      expect(await sqlStateOf(withContext(app, context, `DELETE FROM ${table}`))).toBe(SQLSTATE.insufficientPrivilege);
    }
    expect(await sqlStateOf(withContext(app, context, `TRUNCATE ${table}`))).toBe(SQLSTATE.insufficientPrivilege);
    expect(await sqlStateOf(withContext(internal, { serviceMode: 'on' }, `TRUNCATE ${table}`))).toBe(
      SQLSTATE.insufficientPrivilege,
    );
  });
});

describe('a grant', () => {
  const INSERT = `INSERT INTO cc_service_run_stakeholders (run_id, run_tenant_id, stakeholder_individual_id) VALUES ($1, $2, $3)`;

  it('is not made without a context, nor by naming oneself', async () => {
    const person = await createPerson(suite.admin);
    const values = [a.run.id, a.provider.id, person.id];
    for (const context of [
      {},
      { individual: person.id },
      { serviceMode: 'on' },
      { individual: person.id, serviceMode: 'on' },
    ]) {
      expect(await sqlStateOf(withContext(app, context, INSERT, values))).toBe(SQLSTATE.insufficientPrivilege);
    }
    expect(await sqlStateOf(withContext(internal, {}, INSERT, values))).toBe(SQLSTATE.insufficientPrivilege);
    // What was refused is possible for whoever may.
    expect(await sqlStateOf(withContext(app, { tenant: a.provider.id }, INSERT, values))).toBeNull();
  });

  it('is not made by another organisation, under either name', async () => {
    const person = await createPerson(suite.admin);
    const theirs = withContext(app, { tenant: b.provider.id }, INSERT, [a.run.id, a.provider.id, person.id]);
    expect(await sqlStateOf(theirs)).toBe(SQLSTATE.insufficientPrivilege);
    const lying = withContext(app, { tenant: b.provider.id }, INSERT, [a.run.id, b.provider.id, person.id]);
    expect(await sqlStateOf(lying)).toBe(SQLSTATE.foreignKeyViolation);
  });

  it('cannot be handed to another organisation', async () => {
    const update = `UPDATE cc_service_run_stakeholders SET run_tenant_id = $1, run_id = $2`;
    const work = withContext(app, { tenant: a.provider.id }, update, [b.provider.id, b.run.id]);
    expect(await sqlStateOf(work)).toBe(SQLSTATE.insufficientPrivilege);
  });

  it('is shown to its own stakeholder and not to another of the same run', async () => {
    const other = await createPerson(suite.admin);
    await createGrant(suite.admin, a.run, other);
    const seen = await withContext<{ who: string }>(
      app,
      { individual: other.id },
      'SELECT stakeholder_individual_id AS who FROM cc_service_run_stakeholders',
    );
    expect(seen).toEqual([{ who: other.id }]);
    expect((await idsThatExist('cc_service_run_stakeholders', 'run_id = $1', [a.run.id])).length).toBeGreaterThan(1);
  });

  it('cannot be changed by its stakeholder, not even their own', async () => {
    const update = `UPDATE cc_service_run_stakeholders SET status = 'active', revoked_at = NULL RETURNING id`;
    expect(await withContext(app, { individual: a.stakeholder.id }, update)).toEqual([]);
  });

  it('stands once for a person and a run', async () => {
    const again = withContext(app, { tenant: a.provider.id }, INSERT, [a.run.id, a.provider.id, a.stakeholder.id]);
    await expect(again).rejects.toMatchObject({ code: SQLSTATE.uniqueViolation, constraint: 'uq_run_stakeholder' });
  });
});

describe('the owner written beside a run', () => {
  it.each([
    [
      'a publication',
      `INSERT INTO cc_run_portal_publications (run_tenant_id, run_id, portal_id)
       SELECT $1, $2, p.id FROM cc_portals p
        WHERE NOT EXISTS (SELECT FROM cc_run_portal_publications u WHERE u.run_id = $2 AND u.portal_id = p.id)
        ORDER BY p.created_at DESC LIMIT 1`,
    ],
    [
      'an attachment',
      `INSERT INTO cc_run_request_attachments (run_tenant_id, run_id, request_id)
       SELECT $1, $2, r.id FROM cc_service_requests r
        WHERE NOT EXISTS (SELECT FROM cc_run_request_attachments t WHERE t.request_id = r.id)`,
    ],
    [
      'an audit event',
      `INSERT INTO cc_audit_events (tenant_id, run_id, action, subject_type, subject_id) VALUES ($1, $2, 'run.created', 'run', $2)`,
    ],
  ])('cannot be a lie in %s', async (_name, insert) => {
    await createPortal(suite.admin);
    const { id: request } = await createRequest(suite.admin, b.provider);
    const own = withContext(app, { tenant: b.provider.id }, insert, [b.provider.id, b.run.id]);
    expect(await sqlStateOf(own)).toBeNull();
    const lying = withContext(app, { tenant: b.provider.id }, insert, [b.provider.id, a.run.id]);
    expect(await sqlStateOf(lying)).toBe(SQLSTATE.foreignKeyViolation);
    const foreign = withContext(app, { tenant: b.provider.id }, insert, [a.provider.id, a.run.id]);
    expect(await sqlStateOf(foreign)).toBe(SQLSTATE.insufficientPrivilege);
    await suite.admin.query('DELETE FROM cc_service_requests WHERE id = $1', [request]);
  });

  it('cannot be a lie in an invitation or a request, even in service mode', async () => {
    const insertInvitation = `INSERT INTO cc_invitations (inviter_tenant_id, context_type, context_id, invitee_email, claim_token_hash,
                                                          claim_token_key_id, claim_token_expires_at)
                              VALUES ($1, 'service_run', $2, 'a@people.example', '\\x00', 'key', now())`;
    const insertRequest = `INSERT INTO cc_service_requests (tenant_id, run_id, requester_name, requester_email, summary)
                           VALUES ($1, $2, 'A', 'a@people.example', 'B')`;
    for (const insert of [insertInvitation, insertRequest]) {
      const lying = withContext(internal, { serviceMode: 'on' }, insert, [b.provider.id, a.run.id]);
      expect(await sqlStateOf(lying)).toBe(SQLSTATE.foreignKeyViolation);
    }
  });
});

describe('the audit trail', () => {
  it.each(['UPDATE cc_audit_events SET action = action', 'DELETE FROM cc_audit_events'])(
    'is append-only for every role of the application: %s',
    async (statement) => {
      const contexts: Context[] = [
        {},
        { tenant: a.provider.id },
        { tenant: a.provider.id, serviceMode: 'on' },
        { serviceMode: 'on' },
      ];
      for (const client of [app, internal]) {
        for (const context of contexts) {
          expect(await sqlStateOf(withContext(client, context, statement))).toBe(SQLSTATE.insufficientPrivilege);
        }
      }
    },
  );

  it('takes no line in the name of another organisation', async () => {
    const insert = `INSERT INTO cc_audit_events (tenant_id, action, subject_type, subject_id) VALUES ($1, 'run.created', 'run', $1)`;
    expect(await sqlStateOf(withContext(app, { tenant: a.provider.id }, insert, [b.provider.id]))).toBe(
      SQLSTATE.insufficientPrivilege,
    );
    expect(await sqlStateOf(withContext(app, {}, insert, [b.provider.id]))).toBe(SQLSTATE.insufficientPrivilege);
    expect(await sqlStateOf(withContext(app, { tenant: a.provider.id }, insert, [a.provider.id]))).toBeNull();
  });
});

describe('the request role', () => {
  it.each([
    ['cc_individuals', 'password_hash'],
    ['cc_invitations', 'claim_token_hash'],
    ['cc_invitations', 'mail_token_hash'],
    ['cc_api_keys', 'key_hash'],
    ['cc_refresh_tokens', 'token_hash'],
    ['cc_one_time_tokens', 'token_hash'],
  ])('cannot read %s.%s, not even of its own rows', async (table, column) => {
    const context = { tenant: a.provider.id, individual: a.stakeholder.id, serviceMode: 'on' };
    expect(await sqlStateOf(withContext(app, context, `SELECT ${column} FROM ${table}`))).toBe(
      SQLSTATE.insufficientPrivilege,
    );
    expect(await sqlStateOf(withContext(app, context, `SELECT * FROM ${table}`))).toBe(SQLSTATE.insufficientPrivilege);
    const { rows } = await suite.admin.query(`SELECT count(${column})::int AS kept FROM ${table}`);
    expect(rows[0].kept).toBeGreaterThan(0);
  });

  it('makes no invitation, notification, person, session, key or membership', async () => {
    const context = { tenant: a.provider.id, individual: a.provider.owner.id, serviceMode: 'on' };
    for (const table of [
      'cc_invitations',
      'cc_notifications',
      'cc_individuals',
      'cc_sessions',
      'cc_refresh_tokens',
      'cc_one_time_tokens',
      'cc_api_keys',
      'cc_tenant_members',
      'cc_tenants',
    ]) {
      expect([table, await sqlStateOf(withContext(app, context, `INSERT INTO ${table} DEFAULT VALUES`))]).toEqual([
        table,
        SQLSTATE.insufficientPrivilege,
      ]);
    }
  });

  it('cannot verify its own address, raise its own role or reword a notification', async () => {
    const context = { tenant: a.provider.id, individual: a.stakeholder.id };
    for (const statement of [
      'UPDATE cc_individuals SET email_verified_at = now()',
      `UPDATE cc_individuals SET email = 'other@people.example'`,
      `UPDATE cc_tenant_members SET role = 'owner'`,
      `UPDATE cc_notifications SET title = 'Other words'`,
      `UPDATE cc_notifications SET action_url = 'https://elsewhere.example'`,
      `UPDATE cc_invitations SET status = 'sent'`,
    ]) {
      expect([statement, await sqlStateOf(withContext(app, context, statement))]).toEqual([
        statement,
        SQLSTATE.insufficientPrivilege,
      ]);
    }
  });

  it('cannot become the internal role', async () => {
    expect(await sqlStateOf(withContext(app, {}, 'SET LOCAL ROLE service_runs_internal'))).toBe(
      SQLSTATE.insufficientPrivilege,
    );
    expect(await sqlStateOf(withContext(app, {}, 'SET SESSION AUTHORIZATION service_runs_internal'))).toBe(
      SQLSTATE.insufficientPrivilege,
    );
  });

  it('cannot call what runs in service mode', async () => {
    for (const call of [
      'enter_service_mode()',
      `find_credentials('a@people.example')`,
      `claim_invitation('${unknownId()}', '${unknownId()}', '\\x00', '', '', '', '', '', '', '')`,
      `register_individual('a@people.example', 'A', 'hash')`,
      `open_session('${a.stakeholder.id}', '\\x00', 1)`,
      `rotate_refresh_token('\\x00', '\\x01', 1)`,
      `issue_one_time_token('${a.stakeholder.id}', 'reset_password', '\\x00', 1)`,
      `find_one_time_token('reset_password', '\\x00')`,
      `use_one_time_token('reset_password', '\\x00')`,
      `prove_address('${a.stakeholder.id}', '', '', '')`,
      `reset_password('\\x00', 'hash', '', '', '')`,
      `end_sessions('${a.stakeholder.id}', 'operator')`,
      `insert_tenant('A', 'a', 'UTC', NULL, NULL)`,
      `make_owner('${a.provider.id}', '${a.stakeholder.email}', 'A')`,
      `unlink_portal('${a.provider.id}', '${unknownId()}', true)`,
      `describe_person('${a.stakeholder.email}')`,
      `erase_person('${a.stakeholder.email}', 'e@erased.invalid', 'E', 'E')`,
      `register_individual('a@people.example', 'A', 'hash', '${unknownId()}', '\\x00', 'key', 1)`,
      `mail_one_time_token('${a.stakeholder.id}', 'reset_password', '${unknownId()}', '\\x00', 'key', 1)`,
      `request_password_reset('${a.stakeholder.email}', '${unknownId()}', '\\x00', 'key', 1)`,
      `resend_verification('${a.stakeholder.id}', '${unknownId()}', '${unknownId()}', '\\x00', 'key', 1)`,
      `verify_email('${a.stakeholder.id}', '${unknownId()}', '\\x00', '', '', '')`,
      `take_due_mails(1)`,
      `begin_mail('${unknownId()}')`,
      `finish_mail('${unknownId()}', 'sent', NULL)`,
      `withdraw_mails()`,
      `subscribe_person('${a.stakeholder.id}', 'run_moved', false)`,
      `subscribe_invitation('${unknownId()}', false)`,
      `remind_invitations(1, '', '', '')`,
      `take_runs_coming_up(1)`,
      `remind_stakeholders('${a.provider.id}', '${a.run.id}', '', '')`,
      `expire_invitations(1)`,
      `clear_away(1)`,
      `clear_rate_limits(1)`,
      `take_rate_limit_points('{}', '{}', '{}', false)`,
      `forget_rate_limit('\\x00')`,
    ]) {
      expect([call, await sqlStateOf(withContext(app, { serviceMode: 'on' }, `SELECT ${call}`))]).toEqual([
        call,
        SQLSTATE.insufficientPrivilege,
      ]);
    }
  });
});

describe('a member', () => {
  it('sees the colleagues of the organisation that was entered, and their own memberships of others', async () => {
    const person = await createPerson(suite.admin);
    await addMember(suite.admin, a.provider, person);
    await addMember(suite.admin, b.provider, person);
    const own = await withContext<{ tenant_id: string }>(
      app,
      { individual: person.id },
      'SELECT tenant_id FROM cc_tenant_members',
    );
    expect(own.map(({ tenant_id }) => tenant_id).sort()).toEqual([a.provider.id, b.provider.id].sort());
  });
});
