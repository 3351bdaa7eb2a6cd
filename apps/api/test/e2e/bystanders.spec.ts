// Whatever is done to one thing: the same people's other things stay as they are, and nobody is shown them in its place.
import {
  addMember,
  attachRequest,
  createApiKey,
  createGrant,
  createInvitation,
  createMemberInvitation,
  createNotification,
  createOneTimeToken,
  createPerson,
  createRequest,
  createRun,
  createSession,
  publish,
  type Portal,
  type Provider,
  type RunFixture,
} from '../factories';
import { ACTORS, MATRIX, type Actor } from '../support/access-matrix';
import { useApi } from '../support/api';
import { callRoute, scene, type Scene } from '../support/matrix-calls';

const api = useApi({ SMTP_URL: 'smtp://mail.example' });

/** Where a person sees what is theirs, wherever it is. */
const OF_A_PERSON = [
  'GET /api/auth/me',
  'GET /api/runs',
  'GET /api/notifications/unread-count',
  'GET /api/notifications',
];
/** Where all runs of an organisation are seen, or what came of them. */
const OF_ALL_RUNS = [
  'GET /api/provider/runs',
  'GET /api/provider/runs/counts',
  'GET /api/provider/requests',
  'GET /api/provider/requests/counts',
];
const OF_A_PORTAL = ['GET /api/portals/:slug/runs'];

/** The first who may, of those who come for something of their own. */
function whoMay(route: string): Actor {
  const inOrder: Actor[] = ['an owner', 'an active stakeholder', 'an invitee', 'a signed-in person', 'nobody'];
  const actor = inOrder.find((one) => Number(MATRIX[route]?.[ACTORS.indexOf(one)]) < 300);
  if (!actor) throw new Error(`Nobody may ${route}`);
  return actor;
}

/** All that there can be of a run, for the people of another one. */
async function fill(run: RunFixture, provider: Provider, portal: Portal, people: Scene): Promise<string[]> {
  const { admin } = api;
  await publish(admin, run, portal);
  const { invitee, stakeholder, revoked, colleague } = people;
  const open = await createInvitation(admin, run, { email: invitee.email, mailed: true, inviter: provider.owner });
  const [claimed, ended] = [
    await createInvitation(admin, run, { claimedBy: stakeholder }),
    await createInvitation(admin, run, { claimedBy: revoked }),
  ];
  await createGrant(admin, run, stakeholder, { invitation: claimed });
  await createGrant(admin, run, revoked, { invitation: ended });
  await createGrant(admin, run, colleague);
  await createNotification(admin, invitee, { invitation: open, linkVersion: 1 });
  const [waiting, accepted, attached] = [
    await createRequest(admin, provider, { run, portal }),
    await createRequest(admin, provider, { run, portal, status: 'accepted' }),
    await createRequest(admin, provider, { run, portal, status: 'accepted' }),
  ];
  await attachRequest(admin, run, attached);
  await admin.query(
    `INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id)
     VALUES ($1, $2, $3, 'invitation.claimed', 'invitation', $4)`,
    [provider.id, run.id, stakeholder.id, claimed.id],
  );
  return [run.id, open.id, claimed.id, ended.id, waiting.id, accepted.id, attached.id];
}

/** Another organisation that the same people have to do with in the same ways. */
async function anotherOrganisation(there: Scene): Promise<string[]> {
  const { admin } = api;
  const { other, provider, colleague, invitee, portal } = there;
  await addMember(admin, other, provider.owner, 'owner');
  await addMember(admin, other, colleague);
  const keys = [await createApiKey(admin, other, colleague), await createApiKey(admin, other, provider.owner)];
  const memberInvitation = await createMemberInvitation(admin, other, { email: invitee.email });
  const run = await createRun(admin, other, { status: 'scheduled', marketMode: 'OPEN' });
  const filled = await fill(run, { ...other, owner: provider.owner }, portal, there);
  return [other.id, ...keys.map(({ id }) => id), memberInvitation.id, ...filled];
}

/** Another run of the same organisation. */
async function anotherRun(there: Scene): Promise<string[]> {
  const run = await createRun(api.admin, there.provider, { status: 'scheduled', marketMode: 'OPEN' });
  return fill(run, there.provider, there.portal, there);
}

/** Somebody else who has to do with the same run and organisation. */
async function anotherPerson({ provider, run }: Scene): Promise<string[]> {
  const { admin } = api;
  const person = await createPerson(admin);
  await addMember(admin, provider, person);
  const invitation = await createInvitation(admin, run, { claimedBy: person });
  const grant = await createGrant(admin, run, person, { invitation });
  const waiting = await createInvitation(admin, run);
  const memberInvitation = await createMemberInvitation(admin, provider);
  const key = await createApiKey(admin, provider, person);
  await createNotification(admin, person, { invitation });
  await createSession(admin, person);
  await createOneTimeToken(admin, person);
  await createOneTimeToken(admin, person, { purpose: 'verify_email' });
  return [person.id, grant.id, waiting.id, memberInvitation.id, key.id];
}

/** Each row of each table that has one of the ids in it, by table and id. */
async function rowsWith(ids: readonly string[]): Promise<Map<string, string>> {
  const { rows: tables } = await api.admin.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname LIKE 'cc\\_%'`,
  );
  const found = new Map<string, string>();
  for (const { name } of tables) {
    const { rows } = await api.admin.query<{ id: string; row: string }>(
      `SELECT t.id, t::text AS row FROM ${name} AS t WHERE t::text ~ $1`,
      [ids.join('|')],
    );
    for (const { id, row } of rows) found.set(`${name} ${id}`, row);
  }
  return found;
}

async function make(route: string, there: Scene, actor = whoMay(route)) {
  const answer = await callRoute(api, actor, route, there);
  expect([route, answer.status]).toEqual([route, MATRIX[route]?.[ACTORS.indexOf(actor)]]);
  return answer;
}

describe.each(Object.keys(MATRIX).filter((route) => !route.startsWith('GET ')))('%s', (route) => {
  it('changes nothing of another organisation, another run or another person', async () => {
    const there = await scene(api, route.endsWith('/transition') ? 'draft' : 'scheduled');
    const theirs = await anotherPerson(there);
    const elsewhere = [...(await anotherOrganisation(there)), ...(await anotherRun(there))];
    const before = await rowsWith([...elsewhere, ...theirs]);
    expect(before.size).toBeGreaterThan(30);

    await make(route, there);
    const after = await rowsWith([...elsewhere, ...theirs]);
    for (const [place, row] of before) expect([place, after.get(place)]).toEqual([place, row]);
    // The other person may be told something new about the run; elsewhere nothing happens.
    const added = [...after].filter(([place, row]) => !before.has(place) && elsewhere.some((id) => row.includes(id)));
    expect(added).toEqual([]);
  });
});

/** A stream begins with its place in the database, and shows what comes after that. */
const READS = Object.keys(MATRIX).filter((route) => route.startsWith('GET ') && !route.endsWith('/stream'));
const MORE_OF = [
  ['another organisation', anotherOrganisation, [...OF_A_PERSON, ...OF_A_PORTAL]],
  ['another run', anotherRun, [...OF_A_PERSON, ...OF_ALL_RUNS, ...OF_A_PORTAL]],
  ['another person', anotherPerson, READS.filter((route) => !OF_A_PERSON.includes(route))],
] as const;

describe.each(MORE_OF)('more of %s', (_what, more, shownIn) => {
  it.each(READS.filter((route) => !shownIn.includes(route)))('is not seen by %s', async (route) => {
    const there = await scene(api, 'scheduled');
    const actor = whoMay(route);
    const seen = async () => withoutNow(route, (await make(route, there, actor)).text);
    // The first look at an invitation is told.
    await seen();
    const before = await seen();
    await more(there);
    expect(await seen()).toBe(before);
  });
});

/** A preview is of this moment. */
function withoutNow(route: string, text: string): string {
  return route.endsWith('/stakeholder-preview') ? text.replaceAll(/"(?:granted|expires)_at":"[^"]+"/g, '') : text;
}
