import {
  createGrant,
  createInvitation,
  createPerson,
  createProvider,
  createRun,
  createStaff,
  one,
  unique,
  type InvitationFixture,
  type RunFixture,
} from '../factories';
import { isTimeZone } from '../../src/platform/validation/time-zone';
import { outcomeOf, refusalOf, useServices } from '../support/services';

const suite = useServices({ DATABASE_POOL: '20' });

const invitationsOf = async (runId: string) =>
  (
    await suite.admin.query<{ id: string; invitee_email: string; status: string; claim_token_version: number }>(
      'SELECT id, invitee_email, status, claim_token_version FROM cc_invitations WHERE run_id = $1 ORDER BY invitee_email',
      [runId],
    )
  ).rows;

describe('the same addresses in crossed batches', () => {
  it('are invited once each, without a deadlock', async () => {
    const provider = await createProvider(suite.admin);
    const runs = [await createRun(suite.admin, provider), await createRun(suite.admin, provider)];
    const actors = await Promise.all(
      [provider.owner, await createStaff(suite.admin, provider)].map((person) => suite.asMember(provider, person)),
    );
    const emails = Array.from({ length: 20 }, () => `crossed-${unique()}@people.example`);
    // Every other one knows already: reissuing takes locks where inviting inserts.
    for (const run of runs)
      for (const email of emails.slice(0, 10)) await createInvitation(suite.admin, run, { email });
    const batches = Array.from({ length: 24 }, (_, index) => {
      const shuffled = index % 2 === 0 ? emails : [...emails].reverse();
      const turned = [...shuffled.slice(index % 20), ...shuffled.slice(0, index % 20)];
      return suite.services.invitations.create(
        actors[index % 2] as (typeof actors)[number],
        { type: 'service_run', runId: (runs[index % 4 < 2 ? 0 : 1] as (typeof runs)[number]).id },
        {
          invitees: turned.map((email) => ({ email })),
        },
      );
    });
    const outcomes = await Promise.all(batches.map(outcomeOf));
    expect(outcomes.filter((outcome) => 'refused' in outcome)).toEqual([]);
    for (const run of runs) {
      const rows = await invitationsOf(run.id);
      expect(rows.map(({ invitee_email }) => invitee_email)).toEqual([...emails].sort());
      // Twelve batches a run: each made or renewed each address.
      expect(rows.every(({ status }) => status === 'sent')).toBe(true);
      expect(rows.filter(({ claim_token_version }) => claim_token_version === 12)).toHaveLength(10);
      expect(rows.filter(({ claim_token_version }) => claim_token_version === 13)).toHaveLength(10);
    }
    expect(await deadlocks()).toBe(0);
  });

  it('against claims, openings, revocations, reissues and edits of the same run bring no deadlock', async () => {
    for (let round = 0; round < 6; round++) {
      const provider = await createProvider(suite.admin);
      const run = await createRun(suite.admin, provider);
      const owner = await suite.asOwner(provider);
      const people = await Promise.all(Array.from({ length: 10 }, () => createPerson(suite.admin)));
      const invitations: InvitationFixture[] = [];
      for (const person of people) invitations.push(await createInvitation(suite.admin, run, { email: person.email }));
      const everybody = people.map(({ email }) => ({ email }));
      const acts = people.flatMap((person, index) => {
        const { id, token } = invitations[index] as InvitationFixture;
        return [
          async () => suite.services.invitations.claim(await suite.asPerson(person), token),
          () => suite.services.invitations.open(token, true),
          () => suite.services.invitations.revoke(owner, run.id, id, {}),
          () => suite.services.invitations.reissue(owner, { type: 'service_run', runId: run.id }, id),
          () =>
            suite.services.invitations.create(
              owner,
              { type: 'service_run', runId: run.id },
              { invitees: [...everybody].reverse() },
            ),
          () => suite.services.runs.update(owner, run.id, { zone_name: `Zone ${index}` }, undefined),
        ];
      });
      // Another order in each round: a step that shares no factor with their number.
      const step = [7, 11, 13, 17, 19, 23][round] as number;
      const shuffled = acts.map((_, index) => acts[(index * step) % acts.length] as (typeof acts)[number]);
      const refusals = await Promise.all(shuffled.map((act) => refusalOf(act())));
      expect(refusals.filter((code) => code === 'error.unavailable' || code === 'error.internal')).toEqual([]);
      const { rows: bad } = await suite.admin.query(
        `SELECT g.id FROM cc_service_run_stakeholders g LEFT JOIN cc_invitations i ON i.id = g.invite_id
          WHERE g.run_id = $1 AND (g.status = 'active') <> (i.status = 'claimed')`,
        [run.id],
      );
      expect(bad).toEqual([]);
      const doubles = await suite.admin.query(
        `SELECT invitee_email FROM cc_invitations WHERE run_id = $1 AND status IN ('sent', 'viewed') GROUP BY 1 HAVING count(*) > 1`,
        [run.id],
      );
      expect(doubles.rows).toEqual([]);
    }
    // Not even one that was got over by trying again.
    expect(await deadlocks()).toBe(0);
  });
});

async function deadlocks(): Promise<number> {
  const { count } = await one<{ count: string }>(
    suite.admin,
    'SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(count);
}

const grantOf = (run: RunFixture) =>
  one(suite.admin, 'SELECT status, revoked_reason FROM cc_service_run_stakeholders WHERE run_id = $1', [run.id]);

describe('a person with several invitations to a run', () => {
  it('loses all of them with the grant, and is told once', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const person = await createPerson(suite.admin);
    const first = await createInvitation(suite.admin, run, { claimedBy: person });
    const second = await createInvitation(suite.admin, run, { claimedBy: person });
    const grant = await createGrant(suite.admin, run, person, { invitation: second });
    await suite.services.stakeholders.revoke(await suite.asOwner(provider), run.id, grant.id, { reason: 'Enough' });
    expect((await invitationsOf(run.id)).map(({ id, status }) => [id, status]).sort()).toEqual(
      [
        [first.id, 'revoked'],
        [second.id, 'revoked'],
      ].sort(),
    );
    const { rowCount } = await suite.admin.query(
      `SELECT FROM cc_notifications WHERE recipient_individual_id = $1 AND title = 'Access ended'`,
      [person.id],
    );
    expect(rowCount).toBe(1);
  });

  it('loses the grant with any of them that they had claimed', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const person = await createPerson(suite.admin);
    const first = await createInvitation(suite.admin, run, { claimedBy: person });
    const second = await createInvitation(suite.admin, run, { claimedBy: person });
    await createGrant(suite.admin, run, person, { invitation: second });
    await suite.services.invitations.revoke(await suite.asOwner(provider), run.id, first.id, {});
    expect(await grantOf(run)).toEqual({ status: 'revoked', revoked_reason: 'invitation_revoked' });
  });
});

describe('access that had ended', () => {
  it('keeps its reason when the invitation is revoked too, and nobody is told twice', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const person = await createPerson(suite.admin);
    const invitation = await createInvitation(suite.admin, run, { claimedBy: person });
    await createGrant(suite.admin, run, person, { invitation, revoked: true });
    await suite.services.invitations.revoke(await suite.asOwner(provider), run.id, invitation.id, { reason: 'Later' });
    expect(await grantOf(run)).toEqual({ status: 'revoked', revoked_reason: 'invitation_revoked' });
    const { rowCount } = await suite.admin.query('SELECT FROM cc_notifications WHERE recipient_individual_id = $1', [
      person.id,
    ]);
    expect(rowCount).toBe(0);
  });

  it('is told of by the invitation that gave it, or by the run where none did', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const person = await createPerson(suite.admin);
    const grant = await createGrant(suite.admin, run, person);
    await suite.services.stakeholders.revoke(await suite.asOwner(provider), run.id, grant.id, {});
    const { rows } = await suite.admin.query(
      'SELECT context_type, context_id FROM cc_notifications WHERE recipient_individual_id = $1',
      [person.id],
    );
    expect(rows).toEqual([{ context_type: 'service_run', context_id: run.id }]);
  });
});

describe('an address that the API takes', () => {
  it('is one that the tables take: lower case means the same to both', async () => {
    const { rows } = await suite.admin.query<{ sign: string }>(
      `SELECT sign FROM unnest($1::text[]) AS sign WHERE lower(sign) <> sign`,
      [
        Array.from({ length: 0xffff - 0xa0 }, (_, index) => 0xa1 + index)
          .filter((code) => code < 0xd800 || code > 0xdfff)
          .map((code) => String.fromCharCode(code).toLowerCase()),
      ],
    );
    expect(rows).toEqual([]);
  });
});

describe('a time zone that the API takes', () => {
  it('is one that the database knows', async () => {
    const { rows } = await suite.admin.query<{ name: string }>('SELECT name FROM pg_timezone_names');
    const known = new Set(rows.map(({ name }) => name.toLowerCase()));
    const legacy = [
      'ACT',
      'AET',
      'AGT',
      'ART',
      'AST',
      'BET',
      'BST',
      'CAT',
      'CNT',
      'CST',
      'CTT',
      'EAT',
      'ECT',
      'IET',
      'IST',
      'JST',
      'MIT',
      'NET',
      'NST',
      'PLT',
      'PNT',
      'PRT',
      'PST',
      'SST',
      'VST',
    ];
    const candidates = [
      ...Intl.supportedValuesOf('timeZone'),
      ...legacy,
      ...legacy.map((name) => `SystemV/${name}`),
      ...[
        'SystemV/PST8PDT',
        'SystemV/EST5',
        'US/Pacific-New',
        'Etc/Unknown',
        'Factory',
        'GMT0',
        'GMT+0',
        'GMT-0',
        'UCT',
        'Zulu',
        'UTC+1',
        'Etc/GMT+14',
        'Etc/GMT-14',
        'EST',
        'EST5EDT',
        'localtime',
        'posixrules',
        'leapseconds',
      ],
      ...rows.map(({ name }) => name),
    ];
    const taken = candidates.filter(isTimeZone);
    expect(taken.length).toBeGreaterThan(400);
    expect(taken.filter((name) => !known.has(name.toLowerCase()))).toEqual([]);
  });
});
