import {
  createGrant,
  createInvitation,
  createMemberInvitation,
  createPerson,
  createProvider,
  createRun,
  one,
  type InvitationFixture,
  type Person,
  type Provider,
  type RunFixture,
} from '../factories';
import { useServices } from '../support/services';

const suite = useServices({ DATABASE_POOL: '20', SMTP_URL: 'smtp://mail.example' });

const remind = () => suite.services.upkeep.remindInvitations(200);
const remindOfRuns = () => suite.services.upkeep.remindOfRuns(200);

/** A run that is still to come, so that it is worth reminding of. */
async function scene(startsAt = '2031-03-13T16:00:00Z'): Promise<{ provider: Provider; run: RunFixture }> {
  const provider = await createProvider(suite.admin);
  return { provider, run: await createRun(suite.admin, provider, { name: 'Pump-out', startsAt }) };
}

/** An invitation as if it had gone out `age` ago and would run out in `left`. */
async function aged(
  invitation: InvitationFixture,
  age: string,
  left = '20 days',
  mailState: 'sent' | 'failed' | null = 'sent',
): Promise<InvitationFixture> {
  await suite.admin.query(
    `UPDATE cc_invitations SET sent_at = now() - $2::interval, claim_token_expires_at = now() + $3::interval, mail_state = $4
      WHERE id = $1`,
    [invitation.id, age, left, mailState],
  );
  return invitation;
}

async function remindersOf({ id }: InvitationFixture): Promise<number[]> {
  const { rows } = await suite.admin.query<{ reminder: number }>(
    `SELECT reminder FROM cc_mails WHERE invitation_id = $1 AND kind = 'invitation_reminder' ORDER BY reminder`,
    [id],
  );
  return rows.map(({ reminder }) => reminder);
}

async function toldTo({ id }: Person): Promise<string[]> {
  const { rows } = await suite.admin.query<{ body: string }>(
    'SELECT body FROM cc_notifications WHERE recipient_individual_id = $1 ORDER BY created_at, id',
    [id],
  );
  return rows.map(({ body }) => body);
}

beforeEach(async () => {
  // What other tests have left is not due.
  await suite.admin.query('UPDATE cc_invitations SET reminded = 2');
  await suite.admin.query('UPDATE cc_n3_runs SET reminded_of = starts_at');
});

describe('a reminder of an unclaimed invitation', () => {
  it('comes after three days, once, however many look at the same time', async () => {
    const { run } = await scene();
    const [old, young] = [
      await aged(await createInvitation(suite.admin, run, { mailed: true }), '3 days 1 minute'),
      await aged(await createInvitation(suite.admin, run, { mailed: true }), '2 days 23 hours'),
    ];
    const counts = await Promise.all(Array.from({ length: 5 }, remind));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect([await remindersOf(old), await remindersOf(young)]).toEqual([[1], []]);
  });

  it('comes once more before it runs out, and then no more', async () => {
    const { run } = await scene();
    const invitation = await aged(await createInvitation(suite.admin, run, { mailed: true }), '4 days');
    await remind();
    await aged(invitation, '20 days', '3 days');
    expect(await remind()).toBe(0);
    await aged(invitation, '28 days', '1 day');
    expect([await remind(), await remind()]).toEqual([1, 0]);
    expect(await remindersOf(invitation)).toEqual([1, 2]);
  });

  it('is one in all for an invitation that lives a few days', async () => {
    const { run } = await scene();
    const invitation = await aged(await createInvitation(suite.admin, run, { mailed: true }), '4 days', '1 day');
    expect([await remind(), await remind()]).toEqual([1, 0]);
    expect(await remindersOf(invitation)).toEqual([2]);
  });

  it.each<[string, (run: RunFixture) => Promise<InvitationFixture>]>([
    [
      'claimed',
      async (run) =>
        aged(
          await createInvitation(suite.admin, run, {
            mailed: true,
            status: 'claimed',
            claimedBy: await createPerson(suite.admin),
          }),
          '4 days',
        ),
    ],
    [
      'revoked',
      async (run) => aged(await createInvitation(suite.admin, run, { mailed: true, status: 'revoked' }), '4 days'),
    ],
    [
      'past its time',
      async (run) => aged(await createInvitation(suite.admin, run, { mailed: true }), '31 days', '-1 second'),
    ],
    ['given by hand', async (run) => aged(await createInvitation(suite.admin, run), '4 days', '20 days', null)],
    [
      'one whose mail never arrived',
      async (run) => aged(await createInvitation(suite.admin, run, { mailed: true }), '4 days', '20 days', 'failed'),
    ],
    [
      'one of which somebody wants no reminders',
      async (run) => {
        const invitation = await aged(await createInvitation(suite.admin, run, { mailed: true }), '4 days');
        await suite.services.mails.subscribe({ type: 'invitation', invitationId: invitation.id }, false);
        return invitation;
      },
    ],
    [
      'to a run that is over',
      async (run) => {
        await suite.admin.query(
          `UPDATE cc_n3_runs SET starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' WHERE id = $1`,
          [run.id],
        );
        return aged(await createInvitation(suite.admin, run, { mailed: true }), '4 days');
      },
    ],
    [
      'to a run that was cancelled',
      async (run) => {
        await suite.admin.query(`UPDATE cc_n3_runs SET status = 'cancelled' WHERE id = $1`, [run.id]);
        return aged(await createInvitation(suite.admin, run, { mailed: true }), '4 days');
      },
    ],
  ])('never comes of one that is %s', async (_what, arrange) => {
    const { run } = await scene();
    const invitation = await arrange(run);
    await remind();
    expect(await remindersOf(invitation)).toEqual([]);
  });

  it('is told in the app to the proven owner of the address, of an invitation that was given by hand too', async () => {
    const { run, provider } = await scene();
    const [june, harold] = [await createPerson(suite.admin), await createPerson(suite.admin, { verified: false })];
    for (const { email } of [june, harold]) {
      await aged(await createInvitation(suite.admin, run, { email }), '4 days', '20 days', null);
    }
    await aged(await createMemberInvitation(suite.admin, provider, { email: june.email }), '4 days', '20 days', null);
    await remind();
    expect((await toldTo(june)).sort()).toEqual([
      'An invitation to join an organisation is still waiting for you',
      'An invitation to view a service run is still waiting for you',
    ]);
    expect(await toldTo(harold)).toEqual([]);
  });

  it('begins anew with a new link, and is withdrawn when the invitation ends before it is sent', async () => {
    const { run, provider } = await scene();
    const actor = await suite.asOwner(provider);
    const invitation = await aged(await createInvitation(suite.admin, run, { mailed: true }), '4 days');
    await remind();
    const { id } = await one<{ id: string }>(suite.admin, 'SELECT id FROM cc_mails WHERE invitation_id = $1', [
      invitation.id,
    ]);
    expect(await suite.services.mails.begin(id)).toMatchObject({ kind: 'invitation_reminder', reminder: 1 });
    await suite.services.invitations.reissue(actor, { type: 'service_run', runId: run.id }, invitation.id, {
      send_mail: true,
    });
    expect(await suite.services.mails.begin(id)).toBeNull();
    await aged(invitation, '4 days');
    expect(await remind()).toBe(1);
  });
});

describe('before a run comes up', () => {
  const soon = (interval: string) => `now() + interval '${interval}'`;

  async function coming(interval: string) {
    const arranged = await scene();
    await suite.admin.query(
      `UPDATE cc_n3_runs SET starts_at = ${soon(interval)}, ends_at = ${soon(interval)} + interval '3 hours' WHERE id = $1`,
      [arranged.run.id],
    );
    const june = await createPerson(suite.admin);
    const grant = await createGrant(suite.admin, arranged.run, june, { grantedAt: '2026-01-01T00:00:00Z' });
    return { ...arranged, june, grant };
  }

  it('who has access is reminded, once, in the app and by mail', async () => {
    const { june, run } = await coming('23 hours');
    await Promise.all([remindOfRuns(), remindOfRuns(), remindOfRuns()]);
    await remindOfRuns();
    expect(await toldTo(june)).toEqual([expect.stringMatching(/^"Pump-out" is coming up: .+ Vancouver time\.$/)]);
    const { id } = await one<{ id: string }>(
      suite.admin,
      `SELECT m.id FROM cc_mails m JOIN cc_notifications n ON n.id = m.notification_id WHERE n.recipient_individual_id = $1`,
      [june.id],
    );
    expect(await suite.services.mails.begin(id)).toMatchObject({
      topic: 'run_reminder',
      action_url: `/app/runs/${run.id}/view`,
    });
  });

  it('is not earlier than a day before, nor when it has begun', async () => {
    const [early, late] = [await coming('25 hours'), await coming('-1 minute')];
    await remindOfRuns();
    expect([await toldTo(early.june), await toldTo(late.june)]).toEqual([[], []]);
  });

  it('is not told of a draft or a cancelled run, nor to who has lost access or has just got it', async () => {
    const [draft, ended, fresh] = [await coming('5 hours'), await coming('5 hours'), await coming('5 hours')];
    await suite.admin.query(`UPDATE cc_n3_runs SET status = 'draft' WHERE id = $1`, [draft.run.id]);
    await suite.admin.query(`UPDATE cc_service_run_stakeholders SET status = 'revoked' WHERE id = $1`, [
      ended.grant.id,
    ]);
    await suite.admin.query(`UPDATE cc_service_run_stakeholders SET granted_at = now() WHERE id = $1`, [
      fresh.grant.id,
    ]);
    await remindOfRuns();
    expect([await toldTo(draft.june), await toldTo(ended.june), await toldTo(fresh.june)]).toEqual([[], [], []]);
  });

  it('is told again of another day, but not to who has just been told of the move', async () => {
    const { june, run, provider } = await coming('20 hours');
    await remindOfRuns();
    const actor = await suite.asOwner(provider);
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    await suite.services.runs.update(actor, run.id, { starts_at: inHours(10), ends_at: inHours(12) }, undefined);
    await remindOfRuns();
    expect(await toldTo(june)).toHaveLength(2);
    await suite.admin.query(`UPDATE cc_notifications SET created_at = created_at - interval '13 hours'`);
    await suite.admin.query(`UPDATE cc_n3_runs SET starts_at = starts_at + interval '1 hour' WHERE id = $1`, [run.id]);
    await remindOfRuns();
    expect(await toldTo(june)).toHaveLength(3);
  });

  it('leaves the run as it is for who edits it', async () => {
    const { run } = await coming('5 hours');
    const version = () => one(suite.admin, 'SELECT version FROM cc_n3_runs WHERE id = $1', [run.id]);
    const before = await version();
    await remindOfRuns();
    expect(await version()).toEqual(before);
  });
});

describe('what has run out', () => {
  it('is written down as expired, by parts, and nothing else is', async () => {
    const { run } = await scene();
    const live = await createInvitation(suite.admin, run);
    const claimed = await createInvitation(suite.admin, run, {
      status: 'claimed',
      pastItsTime: true,
      claimedBy: await createPerson(suite.admin),
    });
    await Promise.all(Array.from({ length: 25 }, () => createInvitation(suite.admin, run, { pastItsTime: true })));
    await suite.admin.query(
      `UPDATE cc_invitations SET status = 'expired' WHERE run_id <> $1 AND claim_token_expires_at <= now() AND status IN ('sent', 'viewed')`,
      [run.id],
    );
    const counts = [];
    for (let round = 0; round < 4; round++) counts.push(await suite.services.upkeep.expireInvitations(10));
    expect(counts).toEqual([10, 10, 5, 0]);
    const { rows } = await suite.admin.query<{ id: string }>(
      `SELECT id FROM cc_invitations WHERE run_id = $1 AND status <> 'expired' ORDER BY id`,
      [run.id],
    );
    expect(rows.map(({ id }) => id)).toEqual([live.id, claimed.id].sort());
  });

  it('does not stand in the way of a claim that comes at the same time', async () => {
    const { run } = await scene();
    for (let round = 0; round < 10; round++) {
      const person = await createPerson(suite.admin);
      const invitation = await createInvitation(suite.admin, run, { email: person.email });
      const actor = await suite.asPerson(person);
      await suite.admin.query(
        `UPDATE cc_invitations SET claim_token_expires_at = now() + interval '5 milliseconds' WHERE id = $1`,
        [invitation.id],
      );
      const [claimed] = await Promise.all([
        suite.services.invitations.claim(actor, invitation.token).then(
          () => true,
          () => false,
        ),
        suite.services.upkeep.expireInvitations(10),
      ]);
      await suite.services.upkeep.expireInvitations(10);
      const { status, granted } = await one<{ status: string; granted: boolean }>(
        suite.admin,
        `SELECT i.status, EXISTS (SELECT FROM cc_service_run_stakeholders g WHERE g.invite_id = i.id) AS granted FROM cc_invitations i WHERE i.id = $1`,
        [invitation.id],
      );
      expect({ status, granted }).toEqual(
        claimed ? { status: 'claimed', granted: true } : { status: 'expired', granted: false },
      );
      await suite.admin.query('DELETE FROM cc_invitations WHERE id = $1', [invitation.id]);
    }
  });

  it('is cleared away: repeats after a day, mails after three months, and never one that is still to be sent', async () => {
    const { run, provider } = await scene();
    const invitation = await createInvitation(suite.admin, run, { mailed: true });
    const mail = (state: string, age: string, version: number) =>
      suite.admin.query(
        `INSERT INTO cc_mails (kind, invitation_id, link_version, state, created_at) VALUES ('invitation', $1, $2, $3, now() - $4::interval)`,
        [invitation.id, version, state, age],
      );
    await mail('sent', '91 days', 1);
    await mail('sent', '89 days', 2);
    await mail('queued', '91 days', 3);
    const key = (age: string) =>
      suite.admin.query(
        `INSERT INTO cc_idempotency_keys (tenant_id, scope_hash, request_hash, made, created_at)
         VALUES ($1, sha256(convert_to($2, 'UTF8')), '\\x00', '{}', now() - $2::interval)`,
        [provider.id, age],
      );
    await key('25 hours');
    await key('23 hours');
    await suite.services.upkeep.clearAway(100);
    const left = await suite.admin.query<{ version: number }>(
      'SELECT link_version AS version FROM cc_mails WHERE invitation_id = $1 ORDER BY 1',
      [invitation.id],
    );
    const keys = await suite.admin.query('SELECT FROM cc_idempotency_keys WHERE tenant_id = $1', [provider.id]);
    expect([left.rows.map(({ version }) => version), keys.rowCount]).toEqual([[2, 3], 1]);
  });

  it('is cleared away: counters whose window is over, by parts', async () => {
    await suite.admin.query(
      `INSERT INTO cc_rate_limits (key_hash, points, expires_at)
       SELECT sha256(convert_to(n::text, 'UTF8')), n, now() + CASE WHEN n > 25 THEN 1 ELSE -1 END * interval '1 minute' FROM generate_series(1, 27) AS n`,
    );
    const counts = [];
    for (let round = 0; round < 4; round++) counts.push(await suite.services.upkeep.clearAway(10));
    expect(counts).toEqual([10, 10, 5, 0]);
    const left = await suite.admin.query<{ points: number }>('SELECT points FROM cc_rate_limits ORDER BY 1');
    expect(left.rows.map(({ points }) => points)).toEqual([26, 27]);
  });
});

describe('the queue of jobs', () => {
  it('has the schema that the installed library works with', async () => {
    const { getConstructionPlans } = await import('pg-boss');
    const wanted = /INSERT INTO jobs\.version\(version\) VALUES \('(\d+)'\)/.exec(getConstructionPlans('jobs'))?.[1];
    const row = await one<{ version: number }>(suite.admin, 'SELECT version FROM jobs.version');
    expect(String(row.version)).toBe(wanted);
  });

  it('is nothing to the role that answers requests', async () => {
    const app = await suite.connect('appUrl');
    await expect(app.query('SELECT FROM jobs.job')).rejects.toMatchObject({ code: '42501' });
  });
});
