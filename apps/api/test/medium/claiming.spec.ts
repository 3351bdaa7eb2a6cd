import { createHash } from 'node:crypto';
import {
  addMember,
  createApiKey,
  createGrant,
  createInvitation,
  createMemberInvitation,
  createPerson,
  createProvider,
  createRun,
  createStaff,
  one,
  removeMember,
  unknownId,
  type InvitationFixture,
  type Person,
  type RunFixture,
} from '../factories';
import { asKey, outcomeOf, refusalOf, useServices } from '../support/services';

const suite = useServices({ DATABASE_POOL: '20' });

interface Trail {
  invitations: { status: string; claimed_by: string | null }[];
  grants: {
    id: string;
    who: string;
    status: string;
    invite_id: string | null;
    role: string | null;
    reason: string | null;
  }[];
  notifications: { to: string; title: string; body: string; url: string | null; context_id: string }[];
  audit: string[];
}

/** Everything that is written of a run. */
async function trailOf(run: RunFixture): Promise<Trail> {
  const rows = async <Row>(text: string) => (await suite.admin.query(text, [run.id])).rows as Row[];
  return {
    invitations: await rows(
      'SELECT status, claimed_by_individual_id AS claimed_by FROM cc_invitations WHERE run_id = $1 ORDER BY created_at, id',
    ),
    grants: await rows(
      `SELECT id, stakeholder_individual_id AS who, status, invite_id, stakeholder_role AS role, revoked_reason AS reason
         FROM cc_service_run_stakeholders WHERE run_id = $1 ORDER BY created_at, id`,
    ),
    notifications: await rows(
      `SELECT recipient_individual_id AS to, title, body, action_url AS url, context_id FROM cc_notifications
        WHERE context_id IN (SELECT id FROM cc_invitations WHERE run_id = $1) ORDER BY created_at, title`,
    ),
    audit: (
      await rows<{ action: string }>('SELECT action FROM cc_audit_events WHERE run_id = $1 ORDER BY created_at, id')
    ).map(({ action }) => action),
  };
}

async function scene(options: { role?: string; name?: string } = {}) {
  const provider = await createProvider(suite.admin);
  const run = await createRun(suite.admin, provider, { name: 'Septic pump-out' });
  const invitee = await createPerson(suite.admin);
  const invitation = await createInvitation(suite.admin, run, {
    email: invitee.email,
    inviter: provider.owner,
    ...options,
  });
  return { provider, run, invitee, invitation };
}

/** The connection that waits for a lock, as soon as one does. */
async function blockedPid(): Promise<number> {
  for (;;) {
    const { rows } = await suite.admin.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
    );
    if (rows[0]) return rows[0].pid;
  }
}

const claim = async (person: Person, invitation: Pick<InvitationFixture, 'token'>) =>
  suite.services.invitations.claim(await suite.asPerson(person), invitation.token);

describe('claiming', () => {
  it('marks the invitation, makes the grant, tells both sides and writes it down', async () => {
    const { provider, run, invitee, invitation } = await scene({
      role: 'property_owner',
      name: 'Jo at the end of the road',
    });
    const answer = await claim(invitee, invitation);
    expect(answer).toEqual({
      ok: true,
      run_id: run.id,
      access: {
        type: 'stakeholder',
        stakeholder_role: 'property_owner',
        granted_at: expect.stringMatching(/^\d{4}-.*Z$/),
      },
      redirect: `/app/runs/${run.id}/view`,
    });
    const { grants, ...trail } = await trailOf(run);
    expect(grants).toEqual([
      expect.objectContaining({
        who: invitee.id,
        status: 'active',
        invite_id: invitation.id,
        role: 'property_owner',
        reason: null,
      }),
    ]);
    expect(trail).toEqual({
      invitations: [{ status: 'claimed', claimed_by: invitee.id }],
      notifications: [
        {
          to: invitee.id,
          title: 'Access granted',
          body: 'You now have access to "Septic pump-out"',
          url: `/app/runs/${run.id}/view`,
          context_id: invitation.id,
        },
        {
          to: provider.owner.id,
          title: 'Invitation claimed',
          body: 'Jo at the end of the road now has access to "Septic pump-out"',
          url: `/app/provider/runs/${run.id}`,
          context_id: invitation.id,
        },
      ],
      audit: ['invitation.claimed'],
    });
    const kept = await one(
      suite.admin,
      'SELECT claimed_at IS NOT NULL AS at, viewed_at IS NOT NULL AS viewed, claimed_by_tenant_id AS tenant FROM cc_invitations WHERE id = $1',
      [invitation.id],
    );
    expect(kept).toEqual({ at: true, viewed: true, tenant: provider.id });
  });

  it('a second time answers the same and makes nothing twice', async () => {
    const { run, invitee, invitation } = await scene();
    const first = await claim(invitee, invitation);
    const before = await trailOf(run);
    expect(await claim(invitee, invitation)).toEqual(first);
    expect(await trailOf(run)).toEqual(before);
  });

  it('tells the inviter the name that was given, else the person’s own', async () => {
    const { run, invitee, invitation } = await scene();
    await claim(invitee, invitation);
    const { notifications } = await trailOf(run);
    expect(notifications.map(({ body }) => body)).toContain(
      `${invitee.displayName} now has access to "Septic pump-out"`,
    );
  });

  it('takes names literally, whatever stands in them', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider, { name: '{person} {run} \\1 $1 &' });
    const invitee = await createPerson(suite.admin, { displayName: '{run} {person}' });
    const invitation = await createInvitation(suite.admin, run, { email: invitee.email, inviter: provider.owner });
    await claim(invitee, invitation);
    expect((await trailOf(run)).notifications.map(({ body }) => body)).toEqual([
      'You now have access to "{person} {run} \\1 $1 &"',
      '{run} {person} now has access to "{person} {run} \\1 $1 &"',
    ]);
  });

  it.each([
    ['unknown', async () => createHash('sha256').update(unknownId()).digest('hex')],
    ['malformed', async () => 'no token'],
    ['empty', async () => ''],
    [
      'expired by time',
      async (run: RunFixture, email: string) =>
        (await createInvitation(suite.admin, run, { email, pastItsTime: true })).token,
    ],
    [
      'expired by time after it was opened',
      async (run: RunFixture, email: string) =>
        (await createInvitation(suite.admin, run, { email, pastItsTime: true, status: 'viewed' })).token,
    ],
    [
      'written down as expired',
      async (run: RunFixture, email: string) =>
        (await createInvitation(suite.admin, run, { email, status: 'expired' })).token,
    ],
    [
      'revoked',
      async (run: RunFixture, email: string) =>
        (await createInvitation(suite.admin, run, { email, status: 'revoked' })).token,
    ],
  ])('refuses a link that is %s, and changes nothing', async (_what, makeToken) => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const person = await createPerson(suite.admin);
    const token = await makeToken(run, person.email);
    const before = await trailOf(run);
    expect(await refusalOf(claim(person, { token }))).toBe('error.invite.invalid_or_expired');
    expect(await trailOf(run)).toEqual(before);
  });

  it('goes on answering a claimant whose invitation’s time has passed since', async () => {
    const { invitee, invitation } = await scene();
    const first = await claim(invitee, invitation);
    await suite.admin.query(
      `UPDATE cc_invitations SET claim_token_expires_at = now() - interval '1 day' WHERE id = $1`,
      [invitation.id],
    );
    expect(await claim(invitee, invitation)).toEqual(first);
  });

  it('judges in the contract’s order: dead, taken, another’s address', async () => {
    const { invitee, invitation } = await scene();
    const stranger = await createPerson(suite.admin);
    expect(await refusalOf(claim(stranger, invitation))).toBe('error.invite.email_mismatch');
    await claim(invitee, invitation);
    expect(await refusalOf(claim(stranger, invitation))).toBe('error.invite.already_claimed');
    await suite.admin.query(`UPDATE cc_invitations SET status = 'revoked' WHERE id = $1`, [invitation.id]);
    expect(await refusalOf(claim(stranger, invitation))).toBe('error.invite.invalid_or_expired');
    expect(await refusalOf(claim(invitee, invitation))).toBe('error.invite.invalid_or_expired');
  });

  it('is dead where its access has ended, whatever access there is elsewhere or for others', async () => {
    const { provider, run, invitee, invitation } = await scene();
    await claim(invitee, invitation);
    await createGrant(suite.admin, await createRun(suite.admin, provider), invitee);
    await createGrant(suite.admin, run, await createPerson(suite.admin));
    await suite.admin.query(
      `UPDATE cc_service_run_stakeholders SET status = 'revoked', revoked_at = now(), revoked_reason = 'Enough'
        WHERE run_id = $1 AND stakeholder_individual_id = $2`,
      [run.id, invitee.id],
    );
    expect(await refusalOf(claim(invitee, invitation))).toBe('error.invite.invalid_or_expired');
  });

  it('is refused to a session that has ended', async () => {
    const { run, invitee, invitation } = await scene();
    const actor = await suite.asPerson(invitee);
    await suite.admin.query('UPDATE cc_sessions SET ended_at = now() WHERE id = $1', [actor.sessionId]);
    expect(await refusalOf(suite.services.invitations.claim(actor, invitation.token))).toBe('error.auth.required');
    expect((await trailOf(run)).grants).toEqual([]);
  });

  it('needs no proven address for a run, and proves none by the link that was handed over', async () => {
    const { invitation, run } = await scene();
    await suite.admin.query('UPDATE cc_individuals SET email_verified_at = NULL WHERE email = $1', [invitation.email]);
    const { id } = await one<{ id: string }>(suite.admin, 'SELECT id FROM cc_individuals WHERE email = $1', [
      invitation.email,
    ]);
    await suite.services.invitations.claim(await suite.asPerson({ id }), invitation.token);
    expect((await trailOf(run)).grants).toHaveLength(1);
    expect(await one(suite.admin, 'SELECT email_verified_at FROM cc_individuals WHERE id = $1', [id])).toEqual({
      email_verified_at: null,
    });
  });

  it('by the mailed link proves the address', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const person = await createPerson(suite.admin, { verified: false });
    const invitation = await createInvitation(suite.admin, run, { email: person.email, mailed: true });
    await claim(person, { token: invitation.mailToken });
    const { verified } = await one<{ verified: boolean }>(
      suite.admin,
      'SELECT email_verified_at IS NOT NULL AS verified FROM cc_individuals WHERE id = $1',
      [person.id],
    );
    expect(verified).toBe(true);
  });
});

describe('claiming again after a revocation', () => {
  it('brings back the same grant, with the role and time of the new invitation', async () => {
    const { provider, run, invitee, invitation } = await scene({ role: 'property_owner' });
    await claim(invitee, invitation);
    const [first] = (await trailOf(run)).grants;
    await suite.services.invitations.revoke(await suite.asOwner(provider), run.id, invitation.id, {
      reason: 'Moved away',
    });
    expect((await trailOf(run)).grants).toEqual([{ ...first, status: 'revoked', reason: 'Moved away' }]);
    const again = await createInvitation(suite.admin, run, { email: invitee.email, role: 'neighbour' });
    const before = await one<{ granted_at: Date }>(
      suite.admin,
      'SELECT granted_at FROM cc_service_run_stakeholders WHERE id = $1',
      [first?.id],
    );
    await claim(invitee, again);
    expect((await trailOf(run)).grants).toEqual([
      { id: first?.id, who: invitee.id, status: 'active', invite_id: again.id, role: 'neighbour', reason: null },
    ]);
    const after = await one<{ granted_at: Date; revoked_at: Date | null }>(
      suite.admin,
      'SELECT granted_at, revoked_at FROM cc_service_run_stakeholders WHERE id = $1',
      [first?.id],
    );
    expect(after.revoked_at).toBeNull();
    expect(after.granted_at).not.toEqual(before.granted_at);
  });

  it('does not work with the link that was revoked', async () => {
    const { provider, run, invitee, invitation } = await scene();
    await claim(invitee, invitation);
    await suite.services.invitations.revoke(await suite.asOwner(provider), run.id, invitation.id, {});
    expect(await refusalOf(claim(invitee, invitation))).toBe('error.invite.invalid_or_expired');
    expect((await trailOf(run)).grants).toMatchObject([{ status: 'revoked', reason: 'invitation_revoked' }]);
  });
});

describe('the inviting side is told', () => {
  async function toldOf(run: RunFixture): Promise<string[]> {
    return (await trailOf(run)).notifications.filter(({ title }) => title === 'Invitation claimed').map(({ to }) => to);
  }

  it('the person who invited, and not the others', async () => {
    const { provider, run, invitee } = await scene();
    const staff = await createStaff(suite.admin, provider);
    const invitation = await createInvitation(suite.admin, run, { email: `other-${invitee.email}`, inviter: staff });
    const person = await createPerson(suite.admin, { email: `other-${invitee.email}` });
    await claim(person, invitation);
    expect(await toldOf(run)).toEqual([staff.id]);
  });

  it('the owners, when that person has left', async () => {
    const { provider, run, invitee, invitation } = await scene();
    const [second, staff] = [await createPerson(suite.admin), await createStaff(suite.admin, provider)];
    await addMember(suite.admin, provider, second, 'owner');
    await suite.admin.query('UPDATE cc_invitations SET inviter_individual_id = $1 WHERE id = $2', [
      staff.id,
      invitation.id,
    ]);
    await createStaff(suite.admin, provider);
    await removeMember(suite.admin, provider, staff);
    await claim(invitee, invitation);
    expect((await toldOf(run)).sort()).toEqual([provider.owner.id, second.id].sort());
  });

  it('the owners, when that person is erased', async () => {
    const { provider, run, invitee, invitation } = await scene();
    const staff = await createStaff(suite.admin, provider);
    await suite.admin.query('UPDATE cc_invitations SET inviter_individual_id = $1 WHERE id = $2', [
      staff.id,
      invitation.id,
    ]);
    await suite.admin.query('DELETE FROM cc_individuals WHERE id = $1', [staff.id]);
    await claim(invitee, invitation);
    expect(await toldOf(run)).toEqual([provider.owner.id]);
  });

  it('the maker of the key that invited', async () => {
    const provider = await createProvider(suite.admin);
    const maker = await createStaff(suite.admin, provider);
    const { hash } = await createApiKey(suite.admin, provider, maker);
    const run = await createRun(suite.admin, provider);
    const invitee = await createPerson(suite.admin);
    const { invitations } = await suite.services.invitations.create(
      asKey(hash),
      { type: 'service_run', runId: run.id },
      {
        invitees: [{ email: invitee.email }],
      },
    );
    await claim(invitee, { token: invitations[0]?.claim_url.slice('/i/'.length) ?? '' });
    expect(await toldOf(run)).toEqual([maker.id]);
  });
});

describe('an invitation to an organisation', () => {
  it('makes a member and no grant', async () => {
    const provider = await createProvider(suite.admin);
    const person = await createPerson(suite.admin);
    const invitation = await createMemberInvitation(suite.admin, provider, { email: person.email, role: 'owner' });
    const answer = { ok: true, tenant_id: provider.id, role: 'owner', redirect: '/app/provider/runs' };
    expect(await claim(person, invitation)).toEqual(answer);
    expect(await claim(person, invitation)).toEqual(answer);
    const { rows } = await suite.admin.query(
      'SELECT role FROM cc_tenant_members WHERE tenant_id = $1 AND individual_id = $2',
      [provider.id, person.id],
    );
    expect(rows).toEqual([{ role: 'owner' }]);
    const grants = await suite.admin.query(
      'SELECT FROM cc_service_run_stakeholders WHERE stakeholder_individual_id = $1',
      [person.id],
    );
    expect(grants.rowCount).toBe(0);
  });

  it('says which organisation it was, and is dead once that membership has ended, whatever others there are', async () => {
    const [provider, elsewhere] = [await createProvider(suite.admin), await createProvider(suite.admin)];
    const person = await createPerson(suite.admin);
    await addMember(suite.admin, elsewhere, person, 'owner');
    const invitation = await createMemberInvitation(suite.admin, provider, { email: person.email });
    const answer = { tenant_id: provider.id, role: 'staff' };
    expect(await claim(person, invitation)).toMatchObject(answer);
    expect(await claim(person, invitation)).toMatchObject(answer);
    await removeMember(suite.admin, provider, person);
    expect(await refusalOf(claim(person, invitation))).toBe('error.invite.invalid_or_expired');
  });

  it('needs a proven address, which the mailed link proves and the other does not', async () => {
    const provider = await createProvider(suite.admin);
    const person = await createPerson(suite.admin, { verified: false });
    const invitation = await createMemberInvitation(suite.admin, provider, { email: person.email, mailed: true });
    expect(await refusalOf(claim(person, invitation))).toBe('error.invite.email_unverified');
    const members = () =>
      suite.admin.query('SELECT FROM cc_tenant_members WHERE tenant_id = $1 AND individual_id = $2', [
        provider.id,
        person.id,
      ]);
    expect((await members()).rowCount).toBe(0);
    await claim(person, { token: invitation.mailToken });
    expect((await members()).rowCount).toBe(1);
  });

  it('does not lower who is an owner already', async () => {
    const provider = await createProvider(suite.admin);
    const invitation = await createMemberInvitation(suite.admin, provider, {
      email: provider.owner.email,
      role: 'staff',
    });
    expect(await claim(provider.owner, invitation)).toMatchObject({ role: 'owner' });
  });
});

describe('sixty claims of one link at once', () => {
  it('by one person make one grant and two notifications, and all are answered alike', async () => {
    const { run, invitee, invitation } = await scene();
    const actor = await suite.asPerson(invitee);
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => outcomeOf(suite.services.invitations.claim(actor, invitation.token))),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toHaveProperty('value.run_id', run.id);
    const trail = await trailOf(run);
    expect([trail.grants.length, trail.notifications.length, trail.audit]).toEqual([1, 2, ['invitation.claimed']]);
  });

  it('by sixty people give it to the one whose address it is, and refuse the others', async () => {
    const { run, invitee, invitation } = await scene();
    const others = await Promise.all(Array.from({ length: 59 }, () => createPerson(suite.admin)));
    const crowd = [...others.slice(0, 30), invitee, ...others.slice(30)];
    const outcomes = await Promise.all(crowd.map(async (person) => outcomeOf(claim(person, invitation))));
    expect(outcomes.filter((outcome) => 'value' in outcome)).toHaveLength(1);
    expect(outcomes[30]).toHaveProperty('value');
    const refusals = new Set(outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome.refused] : [])));
    for (const code of refusals)
      expect(['error.invite.email_mismatch', 'error.invite.already_claimed']).toContain(code);
    const trail = await trailOf(run);
    expect(trail.grants.map(({ who, status }) => [who, status])).toEqual([[invitee.id, 'active']]);
    expect([trail.notifications.length, trail.audit]).toEqual([2, ['invitation.claimed']]);
  });
});

describe('claiming against', () => {
  const ROUNDS = 40;

  /** The two acts at once, either sent first, many times over; and in a quarter of the rounds each, one after the other. */
  async function race(
    against: (at: Awaited<ReturnType<typeof scene2>>) => Promise<unknown>,
    check: (trail: Trail, claimed: boolean) => void,
  ): Promise<void> {
    const winners = new Set<boolean>();
    await Promise.all(
      Array.from({ length: ROUNDS }, async (_, round) => {
        const at = await scene2();
        const claims = () => outcomeOf(suite.services.invitations.claim(at.actor, at.invitation.token));
        const opposes = () => outcomeOf(against(at));
        let claimed: Awaited<ReturnType<typeof claims>>;
        if (round % 4 === 0) {
          claimed = await claims();
          await opposes();
        } else if (round % 4 === 1) {
          await opposes();
          claimed = await claims();
        } else if (round % 4 === 2) {
          [claimed] = await Promise.all([claims(), opposes()]);
        } else {
          [, claimed] = await Promise.all([opposes(), claims()]);
        }
        const won = 'value' in claimed;
        winners.add(won);
        if ('refused' in claimed) expect(claimed.refused).toBe('error.invite.invalid_or_expired');
        check(await trailOf(at.run), won);
      }),
    );
    expect(winners.size).toBe(2);
  }

  async function scene2() {
    const at = await scene();
    return { ...at, actor: await suite.asPerson(at.invitee), owner: await suite.asOwner(at.provider) };
  }

  it('a revocation never leaves an active grant under a revoked invitation', async () => {
    await race(
      ({ owner, run, invitation }) => suite.services.invitations.revoke(owner, run.id, invitation.id, {}),
      (trail, claimed) => {
        expect(trail.invitations.map(({ status }) => status)).toEqual(['revoked']);
        expect(trail.grants.map(({ status }) => status)).toEqual(claimed ? ['revoked'] : []);
        expect(trail.audit.filter((action) => action === 'invitation.revoked')).toHaveLength(1);
      },
    );
  });

  it('a reissue leaves either the claim or the new link, and never a grant by a dead link', async () => {
    await race(
      ({ owner, run, invitation }) =>
        suite.services.invitations.reissue(owner, { type: 'service_run', runId: run.id }, invitation.id),
      (trail, claimed) => {
        expect(trail.invitations.map(({ status }) => status)).toEqual([claimed ? 'claimed' : 'sent']);
        expect(trail.grants.map(({ status }) => status)).toEqual(claimed ? ['active'] : []);
        expect(trail.audit.includes('invitation.reissued')).toBe(!claimed);
      },
    );
  });

  it('the same address being invited again leaves no second open invitation', async () => {
    await race(
      ({ owner, run, invitee }) =>
        suite.services.invitations.create(
          owner,
          { type: 'service_run', runId: run.id },
          { invitees: [{ email: invitee.email }] },
        ),
      (trail, claimed) => {
        expect(trail.grants.map(({ status }) => status)).toEqual(claimed ? ['active'] : []);
        expect(trail.invitations.filter(({ status }) => status === 'sent').length).toBeLessThanOrEqual(1);
      },
    );
  });

  it('the revocation of a grant from its own side, with another invitation open', async () => {
    const rounds = await Promise.all(
      Array.from({ length: ROUNDS }, async (_, round) => {
        const provider = await createProvider(suite.admin);
        const run = await createRun(suite.admin, provider);
        const person = await createPerson(suite.admin);
        const first = await createInvitation(suite.admin, run, {
          claimedBy: person,
        });
        const grant = await createGrant(suite.admin, run, person, { invitation: first });
        const second = await createInvitation(suite.admin, run, { email: person.email });
        const [actor, owner] = [await suite.asPerson(person), await suite.asOwner(provider)];
        const acts = [
          () => outcomeOf(suite.services.invitations.claim(actor, second.token)),
          () => outcomeOf(suite.services.stakeholders.revoke(owner, run.id, grant.id, {})),
        ];
        if (round % 2 === 1) acts.reverse();
        await Promise.all(acts.map((act) => act()));
        const { rows } = await suite.admin.query(
          `SELECT g.status, i.status AS invitation FROM cc_service_run_stakeholders g LEFT JOIN cc_invitations i ON i.id = g.invite_id WHERE g.run_id = $1`,
          [run.id],
        );
        return rows;
      }),
    );
    for (const rows of rounds) {
      expect(rows).toHaveLength(1);
      expect([
        ['active', 'claimed'],
        ['revoked', 'revoked'],
      ]).toContainEqual([rows[0].status, rows[0].invitation]);
    }
  });
});

describe('an act on an invitation', () => {
  type Acts = Record<string, (at: Awaited<ReturnType<typeof claimedScene>>) => Promise<unknown>>;
  const ACTS: Acts = {
    'claiming it': ({ actor, open }) => suite.services.invitations.claim(actor, open.token),
    'opening it': ({ open }) => suite.services.invitations.open(open.token, true),
    'revoking it': ({ owner, run, open }) => suite.services.invitations.revoke(owner, run.id, open.id, {}),
    'reissuing it': ({ owner, run, open }) =>
      suite.services.invitations.reissue(owner, { type: 'service_run', runId: run.id }, open.id),
    'inviting again': ({ owner, run, invitee }) =>
      suite.services.invitations.create(
        owner,
        { type: 'service_run', runId: run.id },
        { invitees: [{ email: invitee.email }] },
      ),
    'revoking the grant': ({ owner, run, grant }) => suite.services.stakeholders.revoke(owner, run.id, grant.id, {}),
  };

  async function claimedScene() {
    const { provider, run, invitee, invitation } = await scene();
    const other = await createPerson(suite.admin);
    const grant = await createGrant(suite.admin, run, other);
    // The grant's holder has another one open, which its revocation looks at too.
    const theirs = await createInvitation(suite.admin, run, { email: other.email });
    return {
      run,
      invitee,
      grant,
      open: invitation,
      all: [invitation.id, theirs.id],
      actor: await suite.asPerson(invitee),
      owner: await suite.asOwner(provider),
    };
  }

  it.each(Object.keys(ACTS))('waits for the run before it holds the invitation: %s', async (name) => {
    const at = await claimedScene();
    const holder = await suite.admin.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM cc_n3_runs WHERE id = $1 FOR UPDATE', [at.run.id]);
    const acting = refusalOf((ACTS[name] as Acts[string])(at));
    await blockedPid();
    // Whoever held it now would wait for the run, and be waited for: a deadlock.
    await holder.query('SELECT FROM cc_invitations WHERE id = ANY ($1) FOR UPDATE NOWAIT', [at.all]);
    await holder.query('COMMIT');
    holder.release();
    expect(await acting).toBeNull();
  });
});

it('revoking one invitation many times at once is written down once, with the first reason', async () => {
  const { provider, run, invitation, invitee } = await scene();
  await claim(invitee, invitation);
  const owner = await suite.asOwner(provider);
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      suite.services.invitations.revoke(owner, run.id, invitation.id, { reason: `Reason ${index}` }),
    ),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const trail = await trailOf(run);
  expect(trail.audit).toEqual(['invitation.claimed', 'invitation.revoked']);
  expect(trail.grants.map(({ reason }) => reason)).toEqual([answers[0]?.invitation.revoked_reason]);
  expect(trail.notifications.filter(({ title }) => title === 'Access ended')).toHaveLength(1);
});

describe('a connection that is cut in the middle of a claim', () => {
  it('leaves all of it or none, and the claim can be asked for again', async () => {
    const cut = { before: 0, after: 0 };
    for (let round = 0; round < 12; round++) {
      const { run, invitee, invitation } = await scene();
      const actor = await suite.asPerson(invitee);
      const client = await suite.connect('internalUrl');
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      // Half of them are held on the invitation's row, in the middle of the function, and cut there.
      const holder = round % 2 === 0 ? await suite.admin.connect() : null;
      try {
        if (holder) {
          await holder.query('BEGIN');
          await holder.query('SELECT FROM cc_n3_runs WHERE id = $1 FOR UPDATE', [run.id]);
        }
        const claimed = client
          .query('SELECT * FROM claim_invitation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
            actor.individualId,
            actor.sessionId,
            createHash('sha256').update(invitation.token).digest(),
            'a',
            'b',
            'c',
            'd',
            'e',
            'f',
            'g',
          ])
          .then(
            () => true,
            () => false,
          );
        if (holder) await waitUntilBlocked(rows[0]?.pid ?? 0);
        await suite.admin.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
        await claimed;
      } finally {
        await holder?.query('ROLLBACK');
        holder?.release();
      }
      const trail = await trailOf(run);
      const sizes = [trail.grants.length, trail.notifications.length, trail.audit.length];
      expect([
        [0, 0, 0],
        [1, 2, 1],
      ]).toContainEqual(sizes);
      expect(trail.invitations[0]?.status).toBe(sizes[0] === 1 ? 'claimed' : 'sent');
      cut[sizes[0] === 1 ? 'after' : 'before'] += 1;
      await suite.services.invitations.claim(actor, invitation.token);
      expect((await trailOf(run)).grants).toHaveLength(1);
    }
    // Those that were held were certainly cut before they were done.
    expect(cut.before).toBeGreaterThanOrEqual(6);
  });

  it('leaves none of a batch of invitations either, and the service goes on', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const owner = await suite.asOwner(provider);
    const invite = () =>
      suite.services.invitations.create(
        owner,
        { type: 'service_run', runId: run.id },
        {
          invitees: [{ email: 'a@people.example' }, { email: 'b@people.example' }],
        },
      );
    const holder = await suite.admin.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM cc_n3_runs WHERE id = $1 FOR UPDATE', [run.id]);
    const invited = refusalOf(invite());
    const pid = await blockedPid();
    await holder.query('SELECT pg_terminate_backend($1)', [pid]);
    expect(await invited).toBe('error.unavailable');
    await holder.query('ROLLBACK');
    holder.release();
    expect((await trailOf(run)).invitations).toEqual([]);
    expect((await invite()).invitations).toHaveLength(2);
  });

  async function waitUntilBlocked(pid: number): Promise<void> {
    for (;;) {
      const { blocked } = await one<{ blocked: boolean }>(
        suite.admin,
        'SELECT cardinality(pg_blocking_pids($1)) > 0 AS blocked',
        [pid],
      );
      if (blocked) return;
    }
  }
});
