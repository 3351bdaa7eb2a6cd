import type { ApiKey, MemberRole } from '@service-runs/contracts';
import type { Actor } from '../../src/platform/http/request-context';
import {
  addMember,
  createMemberInvitation,
  createPerson,
  createProvider,
  createStaff,
  one,
  type Person,
  type Provider,
} from '../factories';
import { outcomeOf, refusalOf, useServices } from '../support/services';

const suite = useServices({ DATABASE_POOL: '20' });
const ROUNDS = 30;

const asOwner = async (provider: Provider, person: Person): Promise<Actor> => ({
  ...(await suite.asMember(provider, person)),
  scope: null,
  ownerOnly: true,
});

async function rolesOf(provider: Provider): Promise<Map<string, MemberRole>> {
  const { rows } = await suite.admin.query<{ individual_id: string; role: MemberRole }>(
    'SELECT individual_id, role FROM cc_tenant_members WHERE tenant_id = $1',
    [provider.id],
  );
  return new Map(rows.map(({ individual_id, role }) => [individual_id, role]));
}

async function deadlocks(): Promise<number> {
  const { count } = await one<{ count: string }>(
    suite.admin,
    'SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(count);
}

/** The same scene many times over, in as many organisations, all at once. */
const rounds = (play: (round: number) => Promise<void>) =>
  Promise.all(Array.from({ length: ROUNDS }, (_, round) => play(round)));

describe('two owners at the same moment', () => {
  async function twoOwners() {
    const provider = await createProvider(suite.admin);
    const partner = await createPerson(suite.admin);
    await addMember(suite.admin, provider, partner, 'owner');
    // What they are elsewhere says nothing of here.
    const elsewhere = await createProvider(suite.admin);
    for (const person of [provider.owner, partner]) await addMember(suite.admin, elsewhere, person, 'owner');
    return {
      provider,
      people: [provider.owner, partner] as const,
      actors: [await asOwner(provider, provider.owner), await asOwner(provider, partner)] as const,
    };
  }
  type Act = (actor: Actor, person: Person) => Promise<unknown>;
  const lower: Act = (actor, { id }) => suite.services.tenants.changeRole(actor, id, 'staff');
  const remove: Act = (actor, { id }) => suite.services.tenants.removeMember(actor, id);

  it.each([
    ['lower each other', lower, lower],
    ['remove each other', remove, remove],
    ['lower and remove each other', lower, remove],
  ])('who %s: one of them does, and the other is an owner no more', async (_what, first, second) => {
    await rounds(async () => {
      const { provider, people, actors } = await twoOwners();
      const refusals = await Promise.all([
        refusalOf(first(actors[0], people[1])),
        refusalOf(second(actors[1], people[0])),
      ]);
      // Whoever came second was proven an owner before, and is looked at again: told so, or that they do not belong.
      const [winner, loser] = refusals[0] === null ? ([0, 1] as const) : ([1, 0] as const);
      expect(refusals[winner]).toBeNull();
      expect(['error.auth.role_required', 'error.tenant.access_denied']).toContain(refusals[loser]);
      const owners = [...(await rolesOf(provider))].filter(([, role]) => role === 'owner').map(([id]) => id);
      expect(owners).toEqual([people[winner].id]);
    });
    expect(await deadlocks()).toBe(0);
  });

  it.each([
    ['lower themselves', lower],
    ['leave', remove],
  ])('who %s: the last one stays', async (_what, act) => {
    await rounds(async () => {
      const { provider, people, actors } = await twoOwners();
      const refusals = await Promise.all(people.map((person, index) => refusalOf(act(actors[index] as Actor, person))));
      expect(refusals.filter((code) => code === null)).toHaveLength(1);
      expect(refusals).toContain('error.member.last_owner');
      const owners = [...(await rolesOf(provider)).values()].filter((role) => role === 'owner');
      expect(owners).toHaveLength(1);
    });
  });
});

describe('a member who is removed', () => {
  it('while they make a key leaves no key behind', async () => {
    const kept: ApiKey[] = [];
    await rounds(async (round) => {
      const provider = await createProvider(suite.admin);
      const leaver = await createPerson(suite.admin);
      await addMember(suite.admin, provider, leaver, 'owner');
      const [owner, theirs] = [await asOwner(provider, provider.owner), await asOwner(provider, leaver)];
      const acts = [
        () => outcomeOf(suite.services.tenants.createApiKey(theirs, { name: 'Late', scopes: ['runs:read'] }, null)),
        () => outcomeOf(suite.services.tenants.removeMember(owner, leaver.id)),
      ];
      if (round % 2 === 1) acts.reverse();
      const outcomes = await Promise.all(acts.map((act) => act()));
      if (round % 2 === 1) outcomes.reverse();
      const [making, removing] = outcomes as [(typeof outcomes)[number], (typeof outcomes)[number]];
      expect(removing).toHaveProperty('value');
      if ('refused' in making) expect(making.refused).toBe('error.tenant.access_denied');
      kept.push(...(await suite.services.tenants.apiKeys(owner)).api_keys);
    });
    expect(kept).toEqual([]);
  });

  it('while they invite a colleague, or are invited again: no deadlock, and they are out or back, not between', async () => {
    await rounds(async (round) => {
      const provider = await createProvider(suite.admin);
      const leaver = await createPerson(suite.admin);
      await addMember(suite.admin, provider, leaver, 'owner');
      const [owner, theirs] = [await asOwner(provider, provider.owner), await asOwner(provider, leaver)];
      const invite = (actor: Actor, email: string) =>
        refusalOf(
          suite.services.invitations.create(actor, { type: 'tenant' }, { invitees: [{ email, role: 'staff' }] }),
        );
      const acts = [
        () => refusalOf(suite.services.tenants.removeMember(owner, leaver.id)),
        () => invite(theirs, `colleague-${round}@people.example`),
        () => invite(owner, leaver.email),
      ];
      const refusals = await Promise.all(
        acts.map((_, index) => (acts[(index + round) % 3] as (typeof acts)[number])()),
      );
      const [removal, , again] = acts.map((_, index) => refusals[(index - round + 3 * ROUNDS) % 3]);
      expect(removal).toBeNull();
      // Still a member then, or one no more.
      expect([null, 'error.validation']).toContain(again);
      expect([...(await rolesOf(provider)).keys()]).toEqual([provider.owner.id]);
    });
    expect(await deadlocks()).toBe(0);
  });
});

describe('the invitation of a colleague', () => {
  it('that is claimed by many at once makes one member, and no stakeholder', async () => {
    const provider = await createProvider(suite.admin);
    const colleague = await createPerson(suite.admin);
    const invitation = await createMemberInvitation(suite.admin, provider, { email: colleague.email });
    const crowd = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        index % 3 === 0 ? suite.asPerson(colleague) : createPerson(suite.admin).then(suite.asPerson),
      ),
    );
    const outcomes = await Promise.all(
      crowd.map((actor) => outcomeOf(suite.services.invitations.claim(actor, invitation.token))),
    );
    for (const [index, outcome] of outcomes.entries()) {
      if (index % 3 === 0) expect(outcome).toEqual({ value: expect.objectContaining({ tenant_id: provider.id }) });
      else
        expect(['error.invite.email_mismatch', 'error.invite.already_claimed']).toContain(
          'refused' in outcome ? outcome.refused : outcome,
        );
    }
    expect(await rolesOf(provider)).toEqual(
      new Map<string, MemberRole>([
        [provider.owner.id, 'owner'],
        [colleague.id, 'staff'],
      ]),
    );
    const written = await suite.admin.query(
      `SELECT (SELECT count(*)::int FROM cc_audit_events WHERE subject_id = $1 AND action = 'invitation.claimed') AS claims,
              (SELECT count(*)::int FROM cc_service_run_stakeholders WHERE stakeholder_individual_id = $2) AS grants`,
      [invitation.id, colleague.id],
    );
    expect(written.rows).toEqual([{ claims: 1, grants: 0 }]);
  });

  it('against its revocation and its renewal: a member, or a dead link, and never both', async () => {
    const won = { claim: 0, other: 0 };
    await rounds(async (round) => {
      const provider = await createProvider(suite.admin);
      const colleague = await createPerson(suite.admin);
      const { id, token } = await createMemberInvitation(suite.admin, provider, { email: colleague.email });
      const [owner, theirs] = [await asOwner(provider, provider.owner), await suite.asPerson(colleague)];
      const oppose = () =>
        round % 2 === 0
          ? refusalOf(suite.services.invitations.revokeMember(owner, id, {}))
          : refusalOf(suite.services.invitations.reissue(owner, { type: 'tenant' }, id));
      const claim = () => refusalOf(suite.services.invitations.claim(theirs, token));
      const [claimed, opposed] =
        round % 4 < 2
          ? await Promise.all([claim(), oppose()])
          : await Promise.all([oppose(), claim()]).then(([first, second]) => [second, first] as const);
      const roles = await rolesOf(provider);
      if (claimed === null) {
        expect(opposed).toBe(round % 2 === 0 ? 'error.invite.already_claimed' : 'error.invite.not_reissuable');
        expect(roles.has(colleague.id)).toBe(true);
        won.claim++;
      } else {
        expect([claimed, opposed]).toEqual(['error.invite.invalid_or_expired', null]);
        expect(roles.has(colleague.id)).toBe(false);
        won.other++;
      }
    });
    expect(Math.min(won.claim, won.other)).toBeGreaterThan(0);
    expect(await deadlocks()).toBe(0);
  });

  it('is one for an address, however many owners send it at once', async () => {
    const provider = await createProvider(suite.admin);
    const partner = await createPerson(suite.admin);
    await addMember(suite.admin, provider, partner, 'owner');
    const owners = [await asOwner(provider, provider.owner), await asOwner(provider, partner)];
    await createStaff(suite.admin, provider);
    const invitees = [{ email: 'leif@people.example', role: 'staff' }];
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        outcomeOf(suite.services.invitations.create(owners[index % 2] as Actor, { type: 'tenant' }, { invitees })),
      ),
    );
    expect(outcomes.filter((outcome) => 'refused' in outcome)).toEqual([]);
    const { rows } = await suite.admin.query(
      'SELECT status, claim_token_version AS version FROM cc_invitations WHERE context_id = $1',
      [provider.id],
    );
    expect(rows).toEqual([{ status: 'sent', version: 20 }]);
  });
});
