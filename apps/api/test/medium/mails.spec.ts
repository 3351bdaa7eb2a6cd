import type { Jobs, JobData } from '../../src/platform/jobs';
import type { Actor } from '../../src/platform/http/request-context';
import type { DueInvitation, DueMail, DueNotification } from '../../src/mail/mail.repository';
import { hashOf } from '../../src/auth/secret-token';
import {
  addMember,
  createGrant,
  createInvitation,
  createPerson,
  createPortal,
  createProvider,
  createRun,
  linkPortal,
  one,
  publish,
  removeMember,
  unique,
  type Person,
  type RunFixture,
} from '../factories';
import { refusalOf, useServices } from '../support/services';

const suite = useServices({ DATABASE_POOL: '20', SMTP_URL: 'smtp://mail.example' });

interface MailRow {
  id: string;
  kind: string;
  state: string;
  send_in: number;
}

/** The mails of one invitation, notification or person, the oldest first. */
async function mailsWhere(condition: string, values: unknown[]): Promise<MailRow[]> {
  const { rows } = await suite.admin.query<MailRow>(
    `SELECT m.id, m.kind, m.state, extract(epoch FROM m.send_after - m.created_at)::int AS send_in
       FROM cc_mails m LEFT JOIN cc_notifications n ON n.id = m.notification_id LEFT JOIN cc_one_time_tokens t ON t.id = m.token_id
      WHERE ${condition} ORDER BY m.created_at, m.id`,
    values,
  );
  return rows;
}

const mailsOf = ({ id }: { id: string }) => mailsWhere('m.invitation_id = $1', [id]);
const mailsTo = ({ id }: Person) => mailsWhere('$1 IN (n.recipient_individual_id, t.individual_id)', [id]);

async function theMailTo(person: Person): Promise<MailRow> {
  const mails = await mailsTo(person);
  expect(mails).toHaveLength(1);
  return mails[0] as MailRow;
}

const begin = ({ id }: { id: string }) => suite.services.mails.begin(id);

async function mailStateOf({ id }: { id: string }): Promise<string | null> {
  return (
    await one<{ mail_state: string | null }>(suite.admin, 'SELECT mail_state FROM cc_invitations WHERE id = $1', [id])
  ).mail_state;
}

async function scene() {
  const provider = await createProvider(suite.admin, { contactPhone: '250-555-0142' });
  const run = await createRun(suite.admin, provider, { name: 'Pump-out', startsAt: '2031-03-13T16:00:00Z' });
  const actor = await suite.asOwner(provider);
  return { provider, run, actor };
}

/** Invites one address, by mail unless it is said otherwise. */
async function invite(actor: Actor, run: RunFixture, email = `invitee-${unique()}@people.example`, sendMail = true) {
  const { invitations } = await suite.services.invitations.create(
    actor,
    { type: 'service_run', runId: run.id },
    { invitees: [{ email, message: 'Mind the dog' }], send_mail: sendMail },
  );
  const { id, claim_url } = invitations[0] as { id: string; claim_url: string };
  return { id, email, token: claim_url.slice('/i/'.length) };
}

async function mailedToken({ id }: { id: string }): Promise<string> {
  const { version, key_id } = await one<{ version: number; key_id: string }>(
    suite.admin,
    'SELECT claim_token_version AS version, claim_token_key_id AS key_id FROM cc_invitations WHERE id = $1',
    [id],
  );
  return suite.services.links.token({ invitationId: id, version, keyId: key_id }, 'mail') as string;
}

const isVerified = async ({ id }: Person) =>
  (
    await one<{ verified: boolean }>(
      suite.admin,
      'SELECT email_verified_at IS NOT NULL AS verified FROM cc_individuals WHERE id = $1',
      [id],
    )
  ).verified;

describe('an invitation by mail', () => {
  it('is one mail, written in the act, and the row says that it is on its way', async () => {
    const { run, actor, provider } = await scene();
    const invitation = await invite(actor, run);
    const [mail] = await mailsOf(invitation);
    expect([mail?.kind, mail?.state, await mailStateOf(invitation)]).toEqual(['invitation', 'queued', 'queued']);
    expect(await begin(mail as MailRow)).toMatchObject({
      kind: 'invitation',
      to: invitation.email,
      reminder: null,
      message: 'Mind the dog',
      provider: { name: provider.name, contact_phone: '250-555-0142', contact_email: null },
      run: { name: 'Pump-out', starts_at: '2031-03-13T16:00:00.000Z', time_zone: 'America/Vancouver' },
    });
  });

  it('is none where it is not asked for', async () => {
    const { run, actor } = await scene();
    const invitation = await invite(actor, run, undefined, false);
    expect([await mailsOf(invitation), await mailStateOf(invitation)]).toEqual([[], null]);
  });

  it('holds neither address nor link at rest', async () => {
    const { run, actor } = await scene();
    const invitation = await invite(actor, run);
    const secrets = [invitation.email, invitation.token, await mailedToken(invitation)];
    const { rows } = await suite.admin.query<{ row: string }>(
      'SELECT m::text AS row FROM cc_mails m WHERE invitation_id = $1',
      [invitation.id],
    );
    expect(rows).toHaveLength(1);
    expect(secrets.filter((secret) => rows[0]?.row.includes(secret))).toEqual([]);
  });

  it('carries a link of its own, and only claiming by that one proves the address', async () => {
    const { run, actor } = await scene();
    const [first, second] = [await invite(actor, run), await invite(actor, run)];
    expect(await mailedToken(first)).not.toBe(first.token);
    const [one, other] = await Promise.all(
      [first, second].map(({ email }) => createPerson(suite.admin, { email, verified: false })),
    );
    await suite.services.invitations.claim(await suite.asPerson(one as Person), first.token);
    await suite.services.invitations.claim(await suite.asPerson(other as Person), await mailedToken(second));
    expect([await isVerified(one as Person), await isVerified(other as Person)]).toEqual([false, true]);
  });

  it('tells of the invitations that have waited for the address, when it is claimed', async () => {
    const { run, actor, provider } = await scene();
    const invitation = await invite(actor, run);
    const elsewhere = await createInvitation(suite.admin, await createRun(suite.admin, provider), {
      email: invitation.email,
    });
    const person = await createPerson(suite.admin, { email: invitation.email, verified: false });
    await suite.services.invitations.claim(await suite.asPerson(person), await mailedToken(invitation));
    const { rows } = await suite.admin.query<{ context_id: string }>(
      `SELECT context_id FROM cc_notifications WHERE recipient_individual_id = $1 AND action_url = '/i/{token}'`,
      [person.id],
    );
    expect(rows.map(({ context_id }) => context_id)).toEqual([elsewhere.id]);
  });

  it.each<
    [
      string,
      (invitation: { id: string; token: string; email: string }, actor: Actor, run: RunFixture) => Promise<unknown>,
    ]
  >([
    ['revoked', ({ id }, actor, run) => suite.services.invitations.revoke(actor, run.id, id, {})],
    [
      'claimed by the other link',
      async ({ token, email }) =>
        suite.services.invitations.claim(await suite.asPerson(await createPerson(suite.admin, { email })), token),
    ],
    [
      'past its time',
      ({ id }) => suite.admin.query('UPDATE cc_invitations SET claim_token_expires_at = now() WHERE id = $1', [id]),
    ],
    [
      'reissued without mail',
      ({ id }, actor, run) => suite.services.invitations.reissue(actor, { type: 'service_run', runId: run.id }, id),
    ],
    [
      'to a run that was cancelled',
      (_, actor, run) => suite.services.runs.transition(actor, run.id, 'cancelled', undefined),
    ],
  ])('is not sent when it was %s meanwhile', async (_what, happens) => {
    const { run, actor } = await scene();
    const invitation = await invite(actor, run);
    const [mail] = (await mailsOf(invitation)) as [MailRow];
    await happens(invitation, actor, run);
    expect(await begin(mail)).toBeNull();
    expect([(await mailsOf(invitation))[0]?.state, await mailStateOf(invitation)]).toEqual(['withdrawn', null]);
  });

  it('goes out by the new link alone after a reissue by mail', async () => {
    const { run, actor } = await scene();
    const invitation = await invite(actor, run);
    await suite.services.invitations.reissue(actor, { type: 'service_run', runId: run.id }, invitation.id, {
      send_mail: true,
    });
    const [old, fresh] = (await mailsOf(invitation)) as [MailRow, MailRow];
    expect(await begin(old)).toBeNull();
    expect(await mailStateOf(invitation)).toBe('queued');
    expect(((await begin(fresh)) as DueInvitation).version).toBe(2);
  });

  it('says how it ended, of the link that was mailed and of no later one', async () => {
    const { run, actor } = await scene();
    const [reached, refused, late] = [await invite(actor, run), await invite(actor, run), await invite(actor, run)];
    const idOf = async (invitation: { id: string }) => ((await mailsOf(invitation))[0] as MailRow).id;
    await suite.services.mails.sent(await idOf(reached));
    await suite.services.mails.failed(await idOf(refused), 'smtp 550');
    await suite.services.invitations.reissue(actor, { type: 'service_run', runId: run.id }, late.id);
    await suite.services.mails.failed(await idOf(late), 'smtp 550');
    expect([await mailStateOf(reached), await mailStateOf(refused), await mailStateOf(late)]).toEqual([
      'sent',
      'failed',
      null,
    ]);
    const page = await suite.services.invitations.list(actor, run.id, {});
    expect(page.invitations.map(({ id, mail_state }) => [id, mail_state])).toContainEqual([reached.id, 'sent']);
  });

  it('is sent once: what was noted as sent has no reason to be sent again', async () => {
    const { run, actor } = await scene();
    const [mail] = (await mailsOf(await invite(actor, run))) as [MailRow];
    expect(await begin(mail)).not.toBeNull();
    await suite.services.mails.sent(mail.id);
    expect(await begin(mail)).toBeNull();
  });

  it('is refused where the site sends no mail', async () => {
    const { run, actor } = await scene();
    const without = new (
      suite.services.invitations.constructor as new (...args: unknown[]) => typeof suite.services.invitations
    )(
      (suite.services.invitations as unknown as { invitations: unknown }).invitations,
      suite.services.links,
      suite.settings(),
    );
    const asked = { invitees: [{ email: 'a@people.example' }], send_mail: true };
    expect(await refusalOf(without.create(actor, { type: 'service_run', runId: run.id }, asked))).toBe(
      'error.validation',
    );
    expect((await suite.services.invitations.list(actor, run.id, {})).invitations).toEqual([]);
  });
});

describe('news by mail', () => {
  const FRIDAY = { starts_at: '2031-03-14T16:00:00.000Z' };
  const SATURDAY = { starts_at: '2031-03-15T16:00:00.000Z' };

  async function shared(options: { verified?: boolean } = {}) {
    const { provider, run, actor } = await scene();
    const june = await createPerson(suite.admin, options);
    const grant = await createGrant(suite.admin, run, june);
    const edit = (changes: object) => suite.services.runs.update(actor, run.id, changes, undefined);
    return { provider, run, actor, june, grant, edit };
  }

  it('of a move waits as long as the next edit may take it back, and says where to look', async () => {
    const { run, june, edit, provider } = await shared();
    await edit(FRIDAY);
    const mail = await theMailTo(june);
    expect(mail).toMatchObject({ kind: 'notification', state: 'queued', send_in: 300 });
    expect(await begin(mail)).toMatchObject({
      to: june.email,
      topic: 'run_moved',
      title: 'Run moved',
      action_url: `/app/runs/${run.id}/view`,
      provider: provider.name,
    });
  });

  it('is one mail for several edits, and none where they lead back', async () => {
    const { june, edit } = await shared();
    await edit(FRIDAY);
    await edit(SATURDAY);
    expect(((await begin(await theMailTo(june))) as DueNotification).body).toContain('It is now Sat 15 March 2031');
    await edit({ starts_at: '2031-03-13T16:00:00.000Z' });
    expect(await mailsTo(june)).toEqual([]);
  });

  it.each<[string, (scene: Awaited<ReturnType<typeof shared>>) => Promise<unknown>]>([
    [
      'it was read in the app',
      ({ june }) =>
        suite.admin.query('UPDATE cc_notifications SET read_at = now() WHERE recipient_individual_id = $1', [june.id]),
    ],
    ['access was revoked', ({ actor, run, grant }) => suite.services.stakeholders.revoke(actor, run.id, grant.id, {})],
    [
      'the topic was turned off',
      async ({ june }) => suite.services.notifications.choose(await suite.asPerson(june), { run_moved: false }),
    ],
  ])('is not sent when %s meanwhile', async (_what, happens) => {
    const arranged = await shared();
    await arranged.edit(FRIDAY);
    const mail = await theMailTo(arranged.june);
    await happens(arranged);
    expect(await begin(mail)).toBeNull();
    expect((await mailsWhere('m.id = $1', [mail.id]))[0]?.state).toBe('withdrawn');
  });

  it('is none to an address that nobody has proven, and none of a topic that is turned off', async () => {
    const stranger = await shared({ verified: false });
    await stranger.edit(FRIDAY);
    expect(await mailsTo(stranger.june)).toEqual([]);
    const quiet = await shared();
    await suite.services.notifications.choose(await suite.asPerson(quiet.june), { run_moved: false });
    await quiet.edit(FRIDAY);
    expect(await mailsTo(quiet.june)).toEqual([]);
    await suite.services.runs.transition(quiet.actor, quiet.run.id, 'in_progress', undefined);
    expect(await mailsTo(quiet.june)).toHaveLength(1);
  });

  it('tells who lost access that it ended, whatever else was to be told', async () => {
    const { actor, run, grant, june, edit } = await shared();
    await edit(FRIDAY);
    await suite.services.stakeholders.revoke(actor, run.id, grant.id, {});
    const due = await Promise.all((await mailsTo(june)).map(begin));
    expect(due.filter((one): one is DueMail => one !== null)).toMatchObject([
      { topic: 'access_ended', title: 'Access ended', action_url: '/app/notifications' },
    ]);
  });

  it('of a claim goes to who invited, of a request to every member, as long as they belong to the organisation', async () => {
    const { provider, run, actor } = await scene();
    const invitation = await invite(actor, run);
    const person = await createPerson(suite.admin, { email: invitation.email });
    await suite.services.invitations.claim(await suite.asPerson(person), invitation.token);
    expect(await mailsTo(person)).toEqual([]);
    expect(await begin(await theMailTo(provider.owner))).toMatchObject({
      topic: 'invitation_claimed',
      action_url: `/app/provider/runs/${run.id}`,
    });

    const portal = await createPortal(suite.admin);
    await linkPortal(suite.admin, provider, portal);
    await publish(suite.admin, run, portal);
    const staff = await createPerson(suite.admin);
    await addMember(suite.admin, provider, staff);
    await suite.services.requests.submit(portal.slug, {
      run_id: run.id,
      requester_name: 'Rita',
      requester_email: 'rita@people.example',
      summary: 'The tank is full',
    });
    const mail = await theMailTo(staff);
    expect(await begin(mail)).toMatchObject({ topic: 'request_arrived', provider: provider.name });
    await removeMember(suite.admin, provider, staff);
    expect(await begin(mail)).toBeNull();
  });
});

describe('what is due', () => {
  const taken: JobData[] = [];
  const jobs = { insert: async (_query: unknown, _queue: string, given: JobData[]) => void taken.push(...given) };
  const handOn = (limit: number) => suite.services.mails.handOn(jobs as unknown as Jobs, 'mail', limit);

  beforeEach(async () => {
    await suite.admin.query('DELETE FROM cc_mails');
    taken.length = 0;
  });

  it('is given on once, however many ask at the same time, and never before its time', async () => {
    const { run, actor } = await scene();
    const invitations = await Promise.all(Array.from({ length: 30 }, () => invite(actor, run)));
    await suite.admin.query(`UPDATE cc_mails SET send_after = now() + interval '1 hour' WHERE invitation_id = $1`, [
      invitations[0]?.id,
    ]);
    const counts = await Promise.all(Array.from({ length: 6 }, () => handOn(10)));
    while ((await handOn(10)) > 0);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    const ids = taken.map(({ mail_id }) => mail_id);
    expect([ids.length, new Set(ids).size]).toEqual([29, 29]);
  });

  it('stays due where it could not be given on', async () => {
    const { run, actor } = await scene();
    await invite(actor, run);
    const broken = { insert: () => Promise.reject(new Error('The queue is away')) };
    await expect(suite.services.mails.handOn(broken as unknown as Jobs, 'mail', 10)).rejects.toThrow(
      'The queue is away',
    );
    expect(await handOn(10)).toBe(1);
  });

  it('is withdrawn where no mail is sent, so that nothing waits for the day on which some is', async () => {
    const { run, actor } = await scene();
    const invitation = await invite(actor, run);
    await suite.services.mails.withdrawAll();
    // Another process may send it: one that was set up without a mail server takes nothing from it.
    expect([(await mailsOf(invitation))[0]?.state, await mailStateOf(invitation)]).toEqual(['queued', 'queued']);
    await suite.admin.query(`UPDATE cc_mails SET send_after = now() - interval '11 minutes'`);
    await suite.services.mails.withdrawAll();
    expect([(await mailsOf(invitation))[0]?.state, await mailStateOf(invitation)]).toEqual(['withdrawn', null]);
  });
});

describe('proving an address', () => {
  const { make, token } = {
    make: () => suite.services.oneTimeLinks.make('verify_email'),
    token: ({ id, keyId }: { id: string; keyId: string }) =>
      suite.services.oneTimeLinks.token('verify_email', id, keyId) as string,
  };
  const verify = async (person: Person, secret: string) =>
    suite.services.auth.verifyEmail(await suite.asPerson(person), hashOf(secret));

  async function newcomer() {
    const email = `newcomer-${unique()}@people.example`;
    const mailed = make();
    const id = await suite.services.auth.register(email, 'Newcomer', 'a hash', mailed);
    return { person: { id, email, displayName: 'Newcomer' }, mailed };
  }

  it('begins with the account: the mail is part of signing up', async () => {
    const { person, mailed } = await newcomer();
    expect(await begin(await theMailTo(person))).toMatchObject({
      kind: 'one_time_token',
      purpose: 'verify_email',
      to: person.email,
      token_id: mailed.id,
      key_id: mailed.keyId,
    });
  });

  it('takes the mailed token, of the account that it went to, and may be done twice', async () => {
    const { person, mailed } = await newcomer();
    const thief = await createPerson(suite.admin, { verified: false });
    expect(await verify(thief, token(mailed))).toBe(false);
    expect(await verify(person, 'no token')).toBe(false);
    expect([await isVerified(thief), await isVerified(person)]).toEqual([false, false]);
    expect([await verify(person, token(mailed)), await verify(person, token(mailed))]).toEqual([true, true]);
    expect(await isVerified(person)).toBe(true);
  });

  it('is not asked for any more once it is done', async () => {
    const { person, mailed } = await newcomer();
    const mail = await theMailTo(person);
    await verify(person, token(mailed));
    expect(await begin(mail)).toBeNull();
    await suite.services.auth.resendVerification(await suite.asPerson(person), make());
    expect(await mailsTo(person)).toHaveLength(1);
  });

  it('can be asked for again, and is one mail as long as the first is on its way', async () => {
    const { person } = await newcomer();
    const actor = await suite.asPerson(person);
    await Promise.all(Array.from({ length: 5 }, () => suite.services.auth.resendVerification(actor, make())));
    const first = await theMailTo(person);
    await suite.services.mails.sent(first.id);
    const again = make();
    await suite.services.auth.resendVerification(actor, again);
    expect(await mailsTo(person)).toHaveLength(2);
    expect(await verify(person, token(again))).toBe(true);
  });
});

describe('a forgotten password', () => {
  const ask = (email: string) =>
    suite.services.auth.requestPasswordReset(email, suite.services.oneTimeLinks.make('reset_password'));

  it('is mailed a link, and nothing is written for an address that nobody has', async () => {
    const person = await createPerson(suite.admin);
    await ask(person.email);
    await ask(person.email);
    expect(await begin(await theMailTo(person))).toMatchObject({ purpose: 'reset_password', to: person.email });
    const count = async () => (await suite.admin.query('SELECT FROM cc_one_time_tokens')).rowCount;
    const before = await count();
    await ask('nobody@people.example');
    expect(await count()).toBe(before);
  });

  it('is set by the token that was mailed', async () => {
    const person = await createPerson(suite.admin, { verified: false, passwordHash: 'old' });
    await ask(person.email);
    const due = (await begin(await theMailTo(person))) as { token_id: string; key_id: string };
    const secret = suite.services.oneTimeLinks.token('reset_password', due.token_id, due.key_id) as string;
    expect(await suite.services.auth.resetPassword(hashOf(secret), 'new')).toBe(true);
    expect(await isVerified(person)).toBe(true);
  });
});

describe('choices', () => {
  it('are all on until somebody turns one off, and are that person’s alone', async () => {
    const [june, harold] = [await createPerson(suite.admin), await createPerson(suite.admin, { verified: false })];
    const [actor, other] = [await suite.asPerson(june), await suite.asPerson(harold)];
    const all = {
      run_moved: true,
      run_progress: true,
      run_reminder: true,
      access_ended: true,
      invitation_claimed: true,
      request_arrived: true,
    };
    expect(await suite.services.notifications.choices(actor)).toEqual({ ok: true, email_verified: true, choices: all });
    await suite.services.notifications.choose(actor, { run_progress: false, run_moved: false });
    const { choices } = await suite.services.notifications.choose(actor, { run_moved: true });
    expect(choices).toEqual({ ...all, run_progress: false });
    expect(await suite.services.notifications.choices(other)).toEqual({
      ok: true,
      email_verified: false,
      choices: all,
    });
  });

  it('can be made by the link at the foot of a mail, and taken back', async () => {
    const june = await createPerson(suite.admin, { email: `june-${unique()}@people.example` });
    const subscription = { type: 'person', individualId: june.id, topic: 'run_moved' } as const;
    const { subscribe } = suite.services.mails;
    const change = (to: boolean | null) => subscribe.call(suite.services.mails, subscription, to);
    expect(await change(null)).toEqual({ email_masked: expect.stringMatching(/^j\*\*\*/), subscribed: true });
    expect(
      [await change(false), await change(false), await change(null), await change(true)].map((row) => row?.subscribed),
    ).toEqual([false, false, false, true]);
    expect(
      await suite.services.mails.subscribe(
        { ...subscription, individualId: '00000000-0000-4000-8000-000000000000' },
        false,
      ),
    ).toBeUndefined();
  });
});
