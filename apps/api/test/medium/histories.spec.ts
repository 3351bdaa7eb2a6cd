import * as fc from 'fast-check';
import { foundOfNever } from '../../../../tools/lib/never.ts';
import {
  createPerson,
  createProvider,
  createRun,
  createStaff,
  removeMember,
  type Person,
  type Provider,
  type RunFixture,
} from '../factories';
import type { Actor, SignedInActor } from '../../src/platform/http/request-context';
import { outcomeOf, useServices } from '../support/services';

/**
 * Random histories of one run's invitations and access, several acts at a time, against a small model. Acts at once must come to
 * what they would come to one after the other, in some order. `HISTORIES=2000` for more than `npm test` has time for.
 */
const HISTORIES = Number(process.env['HISTORIES'] ?? 60);
const PEOPLE = [0, 1, 2] as const;
const DEAD = 'error.invite.invalid_or_expired';

const suite = useServices({ DATABASE_POOL: '8' });

interface Invited {
  readonly to: number;
  readonly state: 'open' | 'overdue' | 'claimed' | 'revoked';
  readonly version: number;
}

interface World {
  /** By id; those that are made by acts under way have a name of their own until it is known. */
  readonly invitations: Readonly<Record<string, Invited>>;
  /** The invitation by which each person has access, or null. */
  readonly access: readonly (string | null)[];
  readonly staffBelongs: boolean;
}

type Act =
  | { readonly what: 'invite'; readonly by: 'owner' | 'staff'; readonly whom: number }
  | { readonly what: 'reissue' | 'revoke'; readonly by: 'owner' | 'staff'; readonly which: number }
  | { readonly what: 'end access'; readonly by: 'owner' | 'staff'; readonly whom: number }
  | { readonly what: 'open'; readonly which: number; readonly older: boolean }
  | { readonly what: 'claim'; readonly who: number; readonly which: number; readonly older: boolean }
  | { readonly what: 'let time pass'; readonly which: number }
  | { readonly what: 'remove staff' | 'add staff' }
  | { readonly what: 'look'; readonly who: number };

/** The same act, of an invitation that is there. */
type Aimed = Act & { readonly id: string; readonly version: number };

const by = fc.constantFrom('owner' as const, 'staff' as const);
const person = fc.constantFrom(...PEOPLE);
const which = fc.nat({ max: 7 });
const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('invite' as const), by, whom: person }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('claim' as const), who: person, which, older: rarely() }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('reissue' as const, 'revoke' as const), by, which }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('end access' as const), by, whom: person }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('open' as const), which, older: rarely() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('let time pass' as const), which }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('remove staff' as const, 'add staff' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('look' as const), who: person }) },
);
const histories = fc.array(fc.array(acts, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 14 });

function rarely() {
  return fc.nat({ max: 4 }).map((n) => n === 0);
}

/** What an act comes to, and the world after it. */
function applied(world: World, act: Aimed): { outcome: string; world: World } {
  const same = (outcome: string) => ({ outcome, world });
  const invitation = world.invitations[act.id];
  const set = (id: string, changed: Invited, access = world.access) => ({
    outcome: 'done',
    world: { ...world, invitations: { ...world.invitations, [id]: changed }, access },
  });
  if ('by' in act && act.by === 'staff' && !world.staffBelongs) return same('error.tenant.access_denied');
  switch (act.what) {
    case 'remove staff':
      return { outcome: 'done', world: { ...world, staffBelongs: false } };
    case 'add staff':
      return { outcome: 'done', world: { ...world, staffBelongs: true } };
    case 'look':
      return same(world.access[act.who] === null ? 'error.run.access_denied' : 'done');
    case 'invite': {
      if (world.access[act.whom] !== null) return same('skipped');
      const [id, waiting] =
        Object.entries(world.invitations).find(([, { to, state }]) => to === act.whom && isWaiting(state)) ?? [];
      if (id && waiting) return set(id, { ...waiting, state: 'open', version: waiting.version + 1 });
      return set(`new ${Object.keys(world.invitations).length}`, { to: act.whom, state: 'open', version: 1 });
    }
    case 'end access': {
      if (world.access[act.whom] === null) return same('done');
      const invitations = Object.entries(world.invitations).map(([id, one]) => [
        id,
        one.to === act.whom && one.state === 'claimed' ? { ...one, state: 'revoked' as const } : one,
      ]);
      return {
        outcome: 'done',
        world: { ...world, invitations: Object.fromEntries(invitations), access: without(world, act.whom) },
      };
    }
  }
  if (!invitation) throw new Error(`No invitation ${act.id}`);
  switch (act.what) {
    case 'let time pass':
      return isWaiting(invitation.state) ? set(act.id, { ...invitation, state: 'overdue' }) : same('done');
    case 'reissue':
      return isWaiting(invitation.state)
        ? set(act.id, { ...invitation, state: 'open', version: invitation.version + 1 })
        : same('error.invite.not_reissuable');
    case 'revoke':
      return set(
        act.id,
        { ...invitation, state: 'revoked' },
        invitation.state === 'claimed' ? without(world, invitation.to) : world.access,
      );
    case 'open':
      return same(act.version === invitation.version && ['open', 'claimed'].includes(invitation.state) ? 'done' : DEAD);
    case 'claim': {
      if (act.version !== invitation.version) return same(DEAD);
      if (invitation.state === 'claimed') {
        if (act.who !== invitation.to) return same('error.invite.already_claimed');
        return same(world.access[act.who] === null ? DEAD : 'done');
      }
      if (invitation.state !== 'open') return same(DEAD);
      if (act.who !== invitation.to) return same('error.invite.email_mismatch');
      const access = world.access.map((one, who) => (who === act.who ? act.id : one));
      return set(act.id, { ...invitation, state: 'claimed' }, access);
    }
  }
}

function isWaiting(state: Invited['state']): boolean {
  return state === 'open' || state === 'overdue';
}

function without({ access }: World, whom: number): (string | null)[] {
  return access.map((one, who) => (who === whom ? null : one));
}

interface Scene {
  readonly provider: Provider;
  readonly run: RunFixture;
  readonly people: readonly Person[];
  readonly staff: Person;
  readonly owner: Actor;
  readonly asStaff: Actor;
  readonly signedIn: readonly SignedInActor[];
}

async function scene(): Promise<Scene> {
  const provider = await createProvider(suite.admin);
  const run = await createRun(suite.admin, provider);
  const staff = await createStaff(suite.admin, provider);
  const people = await Promise.all(PEOPLE.map(() => createPerson(suite.admin)));
  return {
    provider,
    run,
    people,
    staff,
    owner: await suite.asOwner(provider),
    asStaff: await suite.asMember(provider, staff),
    signedIn: await Promise.all(people.map((one) => suite.asPerson(one))),
  };
}

/** Does it for real. */
async function done(act: Aimed, there: Scene): Promise<string> {
  const { invitations, stakeholders, links } = suite.services;
  const { run, provider, staff } = there;
  const actor = 'by' in act && act.by === 'staff' ? there.asStaff : there.owner;
  const to = { type: 'service_run' as const, runId: run.id };
  const token = () => links.token({ invitationId: act.id, version: act.version, keyId: links.keyId }, 'claim') ?? '';
  const outcome = await outcomeOf<unknown>(
    (async () => {
      switch (act.what) {
        case 'invite': {
          const email = there.people[act.whom]?.email ?? '';
          const { skipped } = await invitations.create(actor, to, { invitees: [{ email }] });
          return skipped.length > 0 ? 'skipped' : 'done';
        }
        case 'reissue':
          return invitations.reissue(actor, to, act.id);
        case 'revoke':
          return invitations.revoke(actor, run.id, act.id, {});
        case 'end access':
          return stakeholders.revoke(actor, run.id, await grantOf(there, act.whom), {});
        case 'open':
          return invitations.open(token(), true);
        case 'claim':
          return invitations.claim(there.signedIn[act.who] as SignedInActor, token());
        case 'look':
          return stakeholders.view(there.signedIn[act.who] as SignedInActor, run.id);
        case 'remove staff':
          return removeMember(suite.admin, provider, staff);
        case 'add staff':
          return suite.admin.query(
            `INSERT INTO cc_tenant_members (tenant_id, individual_id, role) VALUES ($1, $2, 'staff') ON CONFLICT DO NOTHING`,
            [provider.id, staff.id],
          );
        case 'let time pass':
          return suite.admin.query(
            `UPDATE cc_invitations SET claim_token_expires_at = now() - interval '1 second' WHERE id = $1 AND status IN ('sent', 'viewed')`,
            [act.id],
          );
      }
    })(),
  );
  if ('refused' in outcome) return outcome.refused;
  return outcome.value === 'skipped' ? 'skipped' : 'done';
}

async function grantOf({ run, people }: Scene, whom: number): Promise<string> {
  const { rows } = await suite.admin.query<{ id: string }>(
    'SELECT id FROM cc_service_run_stakeholders WHERE run_id = $1 AND stakeholder_individual_id = $2',
    [run.id, people[whom]?.id],
  );
  return rows[0]?.id ?? 'none';
}

/** The world as the tables have it. */
async function seen({ run, people, provider, staff }: Scene): Promise<World> {
  const { rows } = await suite.admin.query<{ id: string; email: string; state: Invited['state']; version: number }>(
    `SELECT id, invitee_email AS email, claim_token_version AS version,
            CASE WHEN status IN ('claimed', 'revoked') THEN status WHEN claim_token_expires_at <= now() THEN 'overdue' ELSE 'open' END AS state
       FROM cc_invitations WHERE run_id = $1 ORDER BY created_at, id`,
    [run.id],
  );
  const { rows: grants } = await suite.admin.query<{ who: string; invitation: string }>(
    `SELECT stakeholder_individual_id AS who, invite_id AS invitation FROM cc_service_run_stakeholders WHERE run_id = $1 AND status = 'active'`,
    [run.id],
  );
  const { rowCount } = await suite.admin.query(
    'SELECT FROM cc_tenant_members WHERE tenant_id = $1 AND individual_id = $2',
    [provider.id, staff.id],
  );
  const toOf = (email: string) => people.findIndex((one) => one.email === email);
  return {
    invitations: Object.fromEntries(
      rows.map(({ id, email, state, version }) => [id, { to: toOf(email), state, version }]),
    ),
    access: people.map(({ id }) => grants.find(({ who }) => who === id)?.invitation ?? null),
    staffBelongs: rowCount === 1,
  };
}

/** With what was there before by its id, and what is new without one. */
function comparable({ invitations, access, staffBelongs }: World, before: World): string {
  const entries = Object.entries(invitations).map(([id, one]) =>
    JSON.stringify([id in before.invitations ? id : 'new', one]),
  );
  return JSON.stringify({ invitations: entries.sort(), access, staffBelongs });
}

function orders<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, place) =>
    orders(items.filter((_one, other) => other !== place)).map((rest) => [first, ...rest]),
  );
}

/** Every way in which acts at once may come out: what each comes to, and the world after them. */
function possible(world: World, together: readonly Aimed[]): string[] {
  return orders(together.map((act, place) => ({ act, place }))).map((order) => {
    const outcomes: string[] = [];
    let after = world;
    for (const { act, place } of order) {
      const next = applied(after, act);
      outcomes[place] = next.outcome;
      after = next.world;
    }
    return `${JSON.stringify(outcomes)} ${comparable(after, world)}`;
  });
}

/** Turns "the second invitation" into the one that it is now; leaves out what there is nothing for. */
async function aimed(act: Act, world: World, there: Scene): Promise<Aimed[]> {
  if (act.what === 'end access') {
    return (await grantOf(there, act.whom)) === 'none' ? [] : [{ ...act, id: '', version: 0 }];
  }
  if (!('which' in act)) return [{ ...act, id: '', version: 0 }];
  const ids = Object.keys(world.invitations);
  const id = ids[act.which % ids.length];
  const invitation = id === undefined ? undefined : world.invitations[id];
  if (id === undefined || invitation === undefined) return [];
  const older = 'older' in act && act.older && invitation.version > 1;
  return [{ ...act, id, version: invitation.version - (older ? 1 : 0) }];
}

it(
  'comes to what one act after the other would come to, whatever is done at once',
  async () => {
    let together = 0;
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const there = await scene();
        let world = await seen(there);
        for (const batch of history) {
          const now = (await Promise.all(batch.map((act) => aimed(act, world, there)))).flat();
          const outcomes = await Promise.all(now.map((act) => done(act, there)));
          const after = await seen(there);
          expect(possible(world, now)).toContain(`${JSON.stringify(outcomes)} ${comparable(after, world)}`);
          expect(await foundOfNever(suite.admin)).toEqual([]);
          world = after;
          if (now.length > 1) together++;
        }
      }),
      { numRuns: HISTORIES },
    );
    expect(together).toBeGreaterThan(HISTORIES);
  },
  HISTORIES * 2_000 + 30_000,
);
