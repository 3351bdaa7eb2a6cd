import * as fc from 'fast-check';
import {
  addMember,
  createApiKey,
  createGrant,
  createInvitation,
  createMemberInvitation,
  createNotification,
  createPerson,
  createPortal,
  createProvider,
  createRequest,
  createRun,
  publish,
  unknownId,
} from '../factories';
import { useApi } from '../support/api';
import { DocumentedApi, type ApiDocument, type Documented } from '../support/documented';
import { around, pathAround, queryAround, wildText } from '../support/wild';

/** Of each call. `FUZZ=500` for more than `npm test` has time for. */
const TRIES = Number(process.env['FUZZ'] ?? 20);

const api = useApi({ SMTP_URL: 'smtp://mail.example' });
let documented: DocumentedApi;

beforeAll(async () => {
  documented = new DocumentedApi((await api.client.get<ApiDocument>('/api/openapi.json')).body);
});

/** Planted where only the organisation itself may read; what anybody else is answered holds none of them. */
const CANARIES = {
  notes: 'canary-in-the-notes',
  address: 'canary-in-the-address',
  price: 31_415_926,
  requester: 'canary-who-asks',
  stakeholder: 'canary-who-may-look',
  staff: 'canary-who-works-there',
} as const;

type Scene = Awaited<ReturnType<typeof scene>>;

async function scene() {
  const { admin } = api;
  const provider = await createProvider(admin);
  const portal = await createPortal(admin);
  const staff = await createPerson(admin, { email: `${CANARIES.staff}-${unknownId()}@people.example` });
  await addMember(admin, provider, staff);
  const run = await createRun(admin, provider, { marketMode: 'OPEN', portalId: portal.id });
  await admin.query(
    'UPDATE cc_n3_runs SET internal_notes = $2, service_address = $3, price_estimate_cents = $4 WHERE id = $1',
    [run.id, CANARIES.notes, CANARIES.address, CANARIES.price],
  );
  await publish(admin, run, portal);
  const stakeholder = await createPerson(admin, { email: `${CANARIES.stakeholder}-${unknownId()}@people.example` });
  const viewer = await createPerson(admin);
  const invitee = await createPerson(admin);
  const invitation = await createInvitation(admin, run, { email: invitee.email });
  const grant = await createGrant(admin, run, stakeholder);
  await createGrant(admin, run, viewer);
  const request = await createRequest(admin, provider, { run, portal });
  await admin.query('UPDATE cc_service_requests SET requester_email = $2, requester_name = $3 WHERE id = $1', [
    request.id,
    `${CANARIES.requester}@people.example`,
    CANARIES.requester,
  ]);
  const memberInvitation = await createMemberInvitation(admin, provider);
  const notification = await createNotification(admin, invitee, { invitation, linkVersion: 1 });
  const key = await createApiKey(admin, provider, provider.owner);
  const other = await createProvider(admin);
  return {
    known: [
      run.id,
      portal.id,
      portal.slug,
      provider.id,
      invitation.id,
      invitation.token,
      grant.id,
      request.id,
      memberInvitation.id,
      notification.id,
      key.id,
      stakeholder.id,
      staff.id,
      other.id,
    ],
    /** By the word before the place in a path. */
    right: {
      runs: run.id,
      portals: portal.slug,
      i: invitation.token,
      'stakeholder-invites': invitation.id,
      stakeholders: grant.id,
      requests: request.id,
      notifications: notification.id,
      'api-keys': key.id,
      'member-invites': memberInvitation.id,
      members: staff.id,
    } as Record<string, string>,
    tenantId: provider.id,
    /** Who is told what only the organisation may know. */
    inside: { owner: await api.signIn(provider.owner), key: key.key },
    outside: {
      nobody: undefined,
      invitee: await api.signIn(invitee),
      viewer: await api.signIn(viewer),
      'another owner': await api.signIn(other.owner),
    },
  };
}

interface Call {
  readonly who: string;
  readonly path: readonly string[];
  readonly query: readonly (readonly [string, string])[];
  readonly tenant: 'left out' | 'named' | 'wild';
  readonly headers: Record<string, string | undefined>;
  readonly body: unknown;
  readonly raw: string | null;
}

/** What stands in the places of a path, each the right one. */
function placesOf({ path }: Documented, { right }: Scene): string[] {
  return [...path.matchAll(/([\w-]+)\/\{\w+\}/g)].map(([, word]) => right[word ?? ''] ?? 'no-such-token');
}

/** The call as it is meant, by everybody who may not see what only the organisation may. */
function plainCalls(operation: Documented, there: Scene): Call[] {
  return Object.keys(there.outside).map((who) => ({
    who,
    path: placesOf(operation, there),
    query: [],
    tenant: 'left out',
    headers: {},
    body: undefined,
    raw: null,
  }));
}

function callsOf(documentedCall: Documented, there: Scene): fc.Arbitrary<Call> {
  const { operation } = documentedCall;
  const { known, inside, outside } = there;
  const schema = operation.requestBody?.content['application/json']?.schema;
  const places = placesOf(documentedCall, there);
  const rarely = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 8, nil: undefined });
  return fc.record({
    who: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...Object.keys(inside)) },
      { weight: 1, arbitrary: fc.constantFrom(...Object.keys(outside)) },
    ),
    path: fc.tuple(...places.map((value) => fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, pathAround(known)))),
    query: queryAround(documented, operation.parameters ?? [], known),
    tenant: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('left out' as const, 'named' as const) },
      { weight: 1, arbitrary: fc.constant('wild' as const) },
    ),
    headers: fc
      .record({
        'idempotency-key': rarely(headerText()),
        'if-match': rarely(fc.oneof(fc.constantFrom('"1"', 'W/"1"', '*', '"'), headerText())),
        'if-none-match': rarely(fc.oneof(fc.constantFrom('"1"', 'W/"1"', '*', '"'), headerText())),
        'last-event-id': rarely(headerText()),
        'content-type': rarely(fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'x')),
        accept: rarely(fc.constantFrom('text/csv', 'text/event-stream', 'x/y', '*/*')),
      })
      .map((headers) => Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))),
    body: schema ? around(documented, schema, known) : fc.constant(undefined),
    raw: fc.option(fc.constantFrom('', '{', '[', '{"a":1,}', 'null', '\ufeff{}', '{"a":'.repeat(2_000)), { freq: 15 }),
  });
}

/** Nothing that the sender's own HTTP refuses to send. */
function headerText() {
  return wildText.map((text) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, 300));
}

async function make({ method, path, operation }: Documented, call: Call, there: Scene): Promise<void> {
  const values = [...call.path];
  // A lone half of a letter cannot stand in an address at all.
  const url = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent((values.shift() ?? '-').toWellFormed()));
  const query = new URLSearchParams(call.query.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]));
  const token = { ...there.inside, ...there.outside }[call.who];
  const tenant = call.tenant === 'named' ? there.tenantId : call.tenant === 'wild' ? 'not-an-id' : undefined;
  const sent = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  const hasBody = sent !== undefined && method !== 'GET' && operation.requestBody !== undefined;
  const { 'content-type': type, ...headers } = call.headers;
  const response = await documented.fetch(`${api.client.origin}${url}?${query}`, {
    method,
    redirect: 'manual',
    headers: {
      ...headers,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(tenant !== undefined && { 'x-tenant-id': tenant }),
      ...(hasBody && { 'content-type': type ?? 'application/json' }),
    },
    ...(hasBody && { body: sent }),
  });
  const answer = await response.text();
  // The document names no status of 500 or more but one: that the database is away.
  expect(response.status).toBeLessThan(500);
  if (call.who in there.outside) {
    for (const canary of Object.values(CANARIES)) expect(answer).not.toContain(String(canary));
  }
}

it(
  'answers whatever is sent with what the document names, without a failure of its own, and tells nobody else’s secrets',
  async () => {
    const statuses: Record<number, number> = {};
    for (const operation of documented.operations) {
      const there = await scene();
      const plain = plainCalls(operation, there);
      await fc.assert(
        fc.asyncProperty(callsOf(operation, there), async (call) => {
          await make(operation, call, there);
          const { status = 0 } = documented.last ?? {};
          statuses[status] = (statuses[status] ?? 0) + 1;
        }),
        { numRuns: plain.length + TRIES, examples: plain.map((call): [Call] => [call]) },
      );
    }
    // Not all of it was thrown out at the door.
    expect(statuses[200]).toBeGreaterThan(TRIES * 5);
    expect(statuses[400]).toBeGreaterThan(TRIES * 5);
    if (process.env['FUZZ']) console.info(statuses);
  },
  TRIES * 6_000 + 60_000,
);
