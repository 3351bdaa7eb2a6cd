import {
  createInvitation,
  createMemberInvitation,
  createOneTimeToken,
  createPerson,
  createProvider,
  createRun,
  createSession,
  one,
  type Person,
} from '../factories';
import { hashOf } from '../../src/auth/secret-token';
import { useServices } from '../support/services';

const suite = useServices({ DATABASE_POOL: '20' });

const reset = (token: string, passwordHash = 'new') => suite.services.auth.resetPassword(hashOf(token), passwordHash);
const find = (token: string) => suite.services.auth.findOneTimeToken('reset_password', hashOf(token));

const accountOf = ({ id }: Person) =>
  one<{ password_hash: string | null; verified: boolean }>(
    suite.admin,
    'SELECT password_hash, email_verified_at IS NOT NULL AS verified FROM cc_individuals WHERE id = $1',
    [id],
  );

const newcomer = () => createPerson(suite.admin, { verified: false, passwordHash: 'old' });

async function toldOf({ id }: Person): Promise<{ body: string; context_id: string }[]> {
  const { rows } = await suite.admin.query<{ body: string; context_id: string }>(
    'SELECT body, context_id FROM cc_notifications WHERE recipient_individual_id = $1 ORDER BY body',
    [id],
  );
  return rows;
}

describe('a one-time token', () => {
  it('tells whose it is, and sets the password once', async () => {
    const person = await newcomer();
    const token = await createOneTimeToken(suite.admin, person);
    expect(await find(token)).toEqual({ individual_id: person.id, email: person.email });
    expect(await reset(token)).toBe(true);
    expect(await accountOf(person)).toEqual({ password_hash: 'new', verified: true });
    expect([await find(token), await reset(token, 'newer')]).toEqual([undefined, false]);
    expect(await accountOf(person)).toMatchObject({ password_hash: 'new' });
  });

  it.each([
    ['of another purpose', { purpose: 'verify_email' }],
    ['past its time', { expired: true }],
    ['used already', { used: true }],
  ] as const)('that is %s is good for nothing', async (_what, options) => {
    const person = await newcomer();
    const session = await createSession(suite.admin, person);
    const token = await createOneTimeToken(suite.admin, person, options);
    expect([await find(token), await reset(token)]).toEqual([undefined, false]);
    expect(await accountOf(person)).toEqual({ password_hash: 'old', verified: false });
    const { ended_at } = await one<{ ended_at: Date | null }>(
      suite.admin,
      'SELECT ended_at FROM cc_sessions WHERE id = $1',
      [session.sessionId],
    );
    expect(ended_at).toBeNull();
  });

  it('used kills every other one of that person for the same purpose, and nobody else’s', async () => {
    const [person, other] = [await newcomer(), await newcomer()];
    const [first, second] = [
      await createOneTimeToken(suite.admin, person),
      await createOneTimeToken(suite.admin, person),
    ];
    const verifying = await createOneTimeToken(suite.admin, person, { purpose: 'verify_email' });
    const theirs = await createOneTimeToken(suite.admin, other);
    expect(await reset(first)).toBe(true);
    expect(await reset(second)).toBe(false);
    expect(await suite.services.auth.findOneTimeToken('verify_email', hashOf(verifying))).toBeDefined();
    expect(await reset(theirs)).toBe(true);
  });

  it('used many times at once is won by one, whether it is the same one or another of that person', async () => {
    for (let round = 0; round < 8; round++) {
      const person = await newcomer();
      const tokens = [await createOneTimeToken(suite.admin, person), await createOneTimeToken(suite.admin, person)];
      const outcomes = await Promise.all(
        [...tokens, ...tokens, ...tokens].map((token, index) => reset(token, `${index}`)),
      );
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await accountOf(person)).password_hash).toBe(String(outcomes.indexOf(true)));
    }
  });

  it('and another one of that person wait for each other in one order, and never in a circle', async () => {
    // A circle is not broken up here, but waited out until the statement's own limit.
    await suite.admin.query(`ALTER DATABASE ${suite.database.name} SET deadlock_timeout = '1min'`);
    const clients = [await suite.connect('internalUrl'), await suite.connect('internalUrl')];
    for (let round = 0; round < 40; round++) {
      const person = await newcomer();
      const uses = await Promise.all(
        clients.map(async (client) => ({ client, hash: hashOf(await createOneTimeToken(suite.admin, person)) })),
      );
      const outcomes = await Promise.all(
        uses.map(({ client, hash }) => client.query(`SELECT reset_password($1, 'new', '', '', '') AS reset`, [hash])),
      );
      expect(outcomes.filter(({ rows }) => rows[0].reset)).toHaveLength(1);
    }
  });

  it('ends every session, with that as the reason', async () => {
    const person = await newcomer();
    const sessions = await Promise.all([1, 2].map(() => createSession(suite.admin, person)));
    const other = await createSession(suite.admin, await newcomer());
    await reset(await createOneTimeToken(suite.admin, person));
    const { rows } = await suite.admin.query<{ id: string; ended_reason: string | null }>(
      'SELECT id, ended_reason FROM cc_sessions WHERE id = ANY ($1)',
      [[...sessions, other].map(({ sessionId }) => sessionId)],
    );
    expect(new Map(rows.map(({ id, ended_reason }) => [id, ended_reason]))).toEqual(
      new Map([...sessions.map(({ sessionId }) => [sessionId, 'password'] as const), [other.sessionId, null]]),
    );
  });

  it('is kept as a hash only', async () => {
    const token = await createOneTimeToken(suite.admin, await newcomer());
    const { rows } = await suite.admin.query<{ row: string }>('SELECT t::text AS row FROM cc_one_time_tokens t');
    expect(rows.length).toBeGreaterThan(0);
    const hex = Buffer.from(token).toString('hex');
    expect(rows.filter(({ row }) => row.includes(token) || row.includes(hex))).toEqual([]);
  });

  it('makes room for itself: what the person had that is dead goes', async () => {
    const person = await newcomer();
    const open = await createOneTimeToken(suite.admin, person);
    await createOneTimeToken(suite.admin, person, { used: true });
    await createOneTimeToken(suite.admin, person, { expired: true });
    const internal = await suite.connect('internalUrl');
    await internal.query(`SELECT issue_one_time_token($1, 'reset_password', $2, 60)`, [person.id, hashOf('a token')]);
    const { rows } = await suite.admin.query<{ token_hash: Buffer }>(
      'SELECT token_hash FROM cc_one_time_tokens WHERE individual_id = $1',
      [person.id],
    );
    const hashes = rows.map(({ token_hash }) => token_hash.toString('hex')).sort();
    expect(hashes).toEqual([open, 'a token'].map((token) => hashOf(token).toString('hex')).sort());
  });
});

describe('proving an address', () => {
  it('tells of the invitations that are still open for it, once, and of no other', async () => {
    const person = await newcomer();
    const provider = await createProvider(suite.admin);
    const invited = async (options: Parameters<typeof createInvitation>[2]) =>
      createInvitation(suite.admin, await createRun(suite.admin, provider), { email: person.email, ...options });
    const [sent, viewed] = [await invited({}), await invited({ status: 'viewed' })];
    await invited({ pastItsTime: true });
    await invited({ status: 'revoked' });
    await invited({ status: 'claimed', claimedBy: person });
    await createInvitation(suite.admin, await createRun(suite.admin, provider), {});
    const colleague = await createMemberInvitation(suite.admin, provider, { email: person.email });

    const [first, second] = [
      await createOneTimeToken(suite.admin, person),
      await createOneTimeToken(suite.admin, person, { purpose: 'verify_email' }),
    ];
    await reset(first);
    const told = await toldOf(person);
    expect(told.map(({ body }) => body)).toEqual([
      "You've been invited to join an organisation",
      "You've been invited to view a service run",
      "You've been invited to view a service run",
    ]);
    expect(told[0]?.context_id).toBe(colleague.id);
    expect(new Set(told.slice(1).map(({ context_id }) => context_id))).toEqual(new Set([sent.id, viewed.id]));

    await reset(await createOneTimeToken(suite.admin, person));
    expect(second).toBeDefined();
    expect(await toldOf(person)).toHaveLength(3);
  });

  it('that meets an invitation of that address tells of it exactly once', async () => {
    for (let round = 0; round < 12; round++) {
      const person = await newcomer();
      const provider = await createProvider(suite.admin);
      const run = await createRun(suite.admin, provider);
      const actor = await suite.asOwner(provider);
      const token = await createOneTimeToken(suite.admin, person);
      await Promise.all([
        suite.services.invitations.create(
          actor,
          { type: 'service_run', runId: run.id },
          { invitees: [{ email: person.email }] },
        ),
        reset(token),
      ]);
      expect(await toldOf(person)).toHaveLength(1);
    }
  });

  it('waits for an invitation that is being made, and an invitation for a proof', async () => {
    const person = await newcomer();
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const invitation = await createInvitation(suite.admin, run, { email: person.email, status: 'revoked' });
    const [inviting, proving] = [await suite.connect('internalUrl'), await suite.connect('internalUrl')];
    const words = ['T', 'R', 'M'];

    // The invitation is open, and has looked for whom to tell, in a transaction that has not ended.
    await inviting.query('BEGIN');
    await inviting.query('SELECT enter_service_mode()');
    await inviting.query(`UPDATE cc_invitations SET status = 'sent', revoked_at = NULL WHERE id = $1`, [invitation.id]);
    await inviting.query('SELECT notify_invited($1, $2, $3)', [[invitation.id], ...words.slice(1)]);
    await proving.query('BEGIN');
    await proving.query('SELECT enter_service_mode()');
    const proven = proving.query('SELECT prove_address($1, $2, $3, $4) AS now', [person.id, ...words]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await inviting.query('COMMIT');
    expect((await proven).rows).toEqual([{ now: true }]);
    await proving.query('COMMIT');
    expect(await toldOf(person)).toEqual([{ body: 'R', context_id: invitation.id }]);
  });
});
