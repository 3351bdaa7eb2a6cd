import { createGrant, createInvitation, createPerson, createProvider, createRun, unknownId } from '../factories';
import { statement, tenantActor, TENANT_ACTOR } from '../../src/platform/database';
import { refusalOf, useServices } from '../support/services';

// One connection in each pool: whoever comes next gets the one that was just used.
const suite = useServices({ DATABASE_POOL: '1' });

const SETTINGS = statement(
  'settings_now',
  `SELECT pg_backend_pid() AS pid, current_setting('app.tenant_id', true) AS tenant, current_setting('app.individual_id', true) AS individual,
          current_setting('app.service_mode', true) AS service_mode,
          (SELECT count(*)::int FROM cc_n3_runs) AS runs, (SELECT count(*)::int FROM cc_service_run_stakeholders) AS grants,
          (SELECT count(*)::int FROM cc_individuals) AS individuals`,
);
interface Left {
  pid: number;
  tenant: string | null;
  individual: string | null;
  service_mode: string | null;
  runs: number;
  grants: number;
  individuals: number;
}

const left = async () => (await suite.services.database.query<Left & object>(SETTINGS, []))[0] as Left;
const leftInternal = async () => (await suite.services.database.service<Left & object>(SETTINGS, []))[0] as Left;

/** Blank, and blind. */
function expectNothingLeft(found: Left, pid: number): void {
  expect({
    ...found,
    tenant: found.tenant || '',
    individual: found.individual || '',
    service_mode: found.service_mode || '',
  }).toEqual({
    pid,
    tenant: '',
    individual: '',
    service_mode: '',
    runs: 0,
    grants: 0,
    individuals: 0,
  });
}

async function scene() {
  const provider = await createProvider(suite.admin);
  const run = await createRun(suite.admin, provider);
  const person = await createPerson(suite.admin);
  await createGrant(suite.admin, run, person);
  const actor = await suite.asOwner(provider);
  return { provider, run, person, actor };
}

describe('a pooled connection', () => {
  it('carries nothing of a read to its next user, who has the same one', async () => {
    const { actor, run, person } = await scene();
    const { pid } = await left();
    const page = await suite.services.runs.list(actor, {});
    expect(page.runs).toHaveLength(1);
    expectNothingLeft(await left(), pid);
    await suite.services.stakeholders.view(await suite.asPerson(person), run.id);
    expectNothingLeft(await left(), pid);
    await suite.services.stakeholders.list(actor, run.id, {});
    expectNothingLeft(await left(), pid);
  });

  it('carries nothing of a write, of one that was refused, or of one that failed', async () => {
    const { actor, run } = await scene();
    const { pid } = await left();
    await suite.services.runs.update(actor, run.id, { name: 'Another' }, undefined);
    expectNothingLeft(await left(), pid);
    expect(await refusalOf(suite.services.runs.update(actor, unknownId(), { name: 'Another' }, undefined))).toBe(
      'error.run.not_found',
    );
    expectNothingLeft(await left(), pid);
    const failing = suite.services.database.run(actor, async (tx) => {
      await tx.query(statement('broken', 'SELECT 1 / 0'), []);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expectNothingLeft(await left(), pid);
    expect(await refusalOf(suite.services.runs.list({ ...actor, sessionId: unknownId() }, {}))).toBe(
      'error.auth.required',
    );
    expectNothingLeft(await left(), pid);
  });

  it('of the internal role leaves service mode with each act', async () => {
    const { actor, run, person } = await scene();
    const { pid } = await leftInternal();
    const invitation = await createInvitation(suite.admin, run, { email: `x${person.email}` });
    await suite.services.invitations.create(
      actor,
      { type: 'service_run', runId: run.id },
      { invitees: [{ email: 'somebody@people.example' }] },
    );
    expectNothingLeft(await leftInternal(), pid);
    await suite.services.invitations.revoke(actor, run.id, invitation.id, {});
    expectNothingLeft(await leftInternal(), pid);
    expect(await refusalOf(suite.services.invitations.revoke(actor, run.id, unknownId(), {}))).toBe(
      'error.invite.not_found',
    );
    expectNothingLeft(await leftInternal(), pid);
    expect(await refusalOf(suite.services.invitations.claim(await suite.asPerson(person), invitation.token))).toBe(
      'error.invite.invalid_or_expired',
    );
    expectNothingLeft(await leftInternal(), pid);
  });

  it('enters one context at a time: the second blanks what the first set', async () => {
    const { actor, person } = await scene();
    const { sessionId, individualId } = await suite.asPerson(person);
    const contexts = await suite.services.database.run(actor, async (tx) => {
      const read = () => tx.query<Left & object>(SETTINGS, []);
      const [asTenant] = await read();
      await tx.query(statement('enter_person', 'SELECT enter_as_individual($1, $2)'), [individualId, sessionId]);
      const [asPerson] = await read();
      return { asTenant, asPerson };
    });
    expect(contexts.asTenant).toMatchObject({ tenant: actor.tenantId, individual: actor.individualId });
    expect(contexts.asPerson).toMatchObject({ tenant: '', individual: individualId, runs: 0, grants: 1 });
  });

  it('that is handed to another organisation shows that one only', async () => {
    const [first, second] = [await scene(), await scene()];
    for (let round = 0; round < 10; round++) {
      const { actor, run } = round % 2 === 0 ? first : second;
      const { runs } = await suite.services.runs.list(actor, {});
      expect(runs.map(({ id }) => id)).toEqual([run.id]);
    }
  });
});

describe('a proof', () => {
  const ENTER = statement('enter', `SELECT tenant_id FROM enter_as_tenant(${TENANT_ACTOR})`);

  it('is needed before any setting is made', async () => {
    const { actor, provider } = await scene();
    const other = await scene();
    for (const [wrong, code] of [
      [{ ...actor, sessionId: unknownId() }, 'error.auth.required'],
      [{ ...actor, individualId: other.actor.individualId }, 'error.auth.required'],
      [{ ...actor, tenantId: other.provider.id }, 'error.tenant.access_denied'],
      [{ ...actor, keyHash: Buffer.from('no key') }, 'error.auth.required'],
      [{ ...actor, individualId: null, sessionId: null }, 'error.auth.required'],
    ] as const) {
      expect(await refusalOf(suite.services.database.query(ENTER, tenantActor(wrong)))).toBe(code);
    }
    expect(await suite.services.database.query(ENTER, tenantActor(actor))).toEqual([{ tenant_id: provider.id }]);
  });

  it('asks for an owner where the route does', async () => {
    const { actor, provider } = await scene();
    expect(await suite.services.database.query(ENTER, tenantActor({ ...actor, ownerOnly: true }))).toHaveLength(1);
    await suite.admin.query(`UPDATE cc_tenant_members SET role = 'staff' WHERE tenant_id = $1`, [provider.id]);
    expect(await refusalOf(suite.services.database.query(ENTER, tenantActor({ ...actor, ownerOnly: true })))).toBe(
      'error.auth.role_required',
    );
  });
});
