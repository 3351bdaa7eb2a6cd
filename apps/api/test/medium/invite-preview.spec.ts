import fc from 'fast-check';
import type { InviteeFate, RunStatus } from '@service-runs/contracts';
import type { Actor } from '../../src/platform/http/request-context';
import {
  createApiKey,
  createGrant,
  createInvitation,
  createPerson,
  createProvider,
  createRun,
  createStaff,
  unique,
  unknownId,
  type Provider,
  type RunFixture,
} from '../factories';
import { sqlStateOf } from '../support/context';
import { asKey, outcomeOf, refusalOf, useServices } from '../support/services';

const suite = useServices();

/** One address's past with the run: what is open for it, what was, and whether its account has access. */
const HISTORY = fc.record({
  open: fc.constantFrom(null, 'sent', 'viewed'),
  openIsPastItsTime: fc.boolean(),
  before: fc.subarray(['claimed', 'expired', 'revoked'] as const),
  account: fc.constantFrom('none', 'no access', 'access', 'access that ended', 'access to another run'),
  verified: fc.boolean(),
});
type History = typeof HISTORY extends fc.Arbitrary<infer Value> ? Value : never;

const STATUS = fc.constantFrom<RunStatus>('draft', 'scheduled', 'scheduled', 'in_progress', 'completed', 'cancelled');

async function live(provider: Provider, run: RunFixture, past: History): Promise<string> {
  const { admin } = suite;
  const email = `past-${unique()}@people.example`;
  if (past.open !== null) {
    await createInvitation(admin, run, { email, status: past.open, pastItsTime: past.openIsPastItsTime });
  }
  for (const status of past.before) await createInvitation(admin, run, { email, status });
  if (past.account === 'none') return email;
  const person = await createPerson(admin, { email, verified: past.verified });
  if (past.account === 'access') await createGrant(admin, run, person);
  if (past.account === 'access that ended') await createGrant(admin, run, person, { revoked: true });
  if (past.account === 'access to another run') {
    await createGrant(admin, await createRun(admin, provider), person);
    await createInvitation(admin, await createRun(admin, await createProvider(admin)), { email });
  }
  return email;
}

const previewOf = (actor: Actor, runId: string, emails: string[]) =>
  suite.services.invitations.preview(actor, runId, { emails });

/** What inviting them does, in the words of the preview. */
async function fatesByInviting(actor: Actor, runId: string, emails: string[]) {
  const { invitations, skipped } = await suite.services.invitations.create(
    actor,
    { type: 'service_run', runId },
    { invitees: emails.map((email) => ({ email })) },
  );
  const fates = new Map<string, InviteeFate>(skipped.map((email) => [email, 'already_has_access']));
  for (const { invitee_email, reissued } of invitations) fates.set(invitee_email, reissued ? 'reissue' : 'new');
  return emails.map((invitee_email) => ({ invitee_email, fate: fates.get(invitee_email) }));
}

/** Every row of every table, as it stands. */
async function everything(): Promise<Record<string, string[]>> {
  const { rows: tables } = await suite.admin.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  expect(tables.length).toBeGreaterThan(15);
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await suite.admin.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

describe('the fates that are told before inviting', () => {
  it('are those that inviting then brings, whatever happened before', async () => {
    await fc.assert(
      fc.asyncProperty(STATUS, fc.array(HISTORY, { minLength: 1, maxLength: 12 }), async (status, pasts) => {
        const provider = await createProvider(suite.admin);
        const run = await createRun(suite.admin, provider, { status });
        const actor = await suite.asOwner(provider);
        const emails: string[] = [];
        for (const past of pasts) emails.push(await live(provider, run, past));
        const told = await outcomeOf(previewOf(actor, run.id, emails).then(({ fates }) => fates));
        expect(told).toEqual(await outcomeOf(fatesByInviting(actor, run.id, emails)));
      }),
      { numRuns: 40 },
    );
  });

  it('are told for each address in its place, of each kind', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const actor = await suite.asOwner(provider);
    const fresh: History = { open: null, openIsPastItsTime: false, before: [], account: 'none', verified: true };
    const emails = [
      await live(provider, run, { ...fresh, account: 'access', open: 'sent' }),
      await live(provider, run, { ...fresh, account: 'no access' }),
      await live(provider, run, { ...fresh, open: 'viewed' }),
      await live(provider, run, { ...fresh, open: 'sent', openIsPastItsTime: true }),
      await live(provider, run, { ...fresh, before: ['claimed', 'revoked', 'expired'] }),
      await live(provider, run, { ...fresh, account: 'access that ended' }),
      await live(provider, run, { ...fresh, account: 'access to another run' }),
      await live(provider, run, fresh),
    ];
    const { fates } = await previewOf(actor, run.id, emails);
    expect(fates.map(({ invitee_email }) => invitee_email)).toEqual(emails);
    expect(fates.map(({ fate }) => fate)).toEqual([
      'already_has_access',
      'new',
      'reissue',
      'reissue',
      'new',
      'new',
      'new',
      'new',
    ]);
  });

  it('leave every table as it was', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const person = await createPerson(suite.admin);
    const invited = await createInvitation(suite.admin, run, { email: person.email });
    await createInvitation(suite.admin, run, { pastItsTime: true });
    const actor = await suite.asOwner(provider);
    const before = await everything();
    expect(before['cc_invitations']?.length).toBeGreaterThan(1);
    const { fates } = await previewOf(actor, run.id, [invited.email, `new-${unique()}@people.example`]);
    expect(fates.map(({ fate }) => fate)).toEqual(['reissue', 'new']);
    expect(await everything()).toEqual(before);
  });

  it('hold nobody up: they wait for no batch that is under way', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const invited = await createInvitation(suite.admin, run);
    const batch = await suite.admin.connect();
    try {
      await batch.query('BEGIN');
      await batch.query('SELECT FROM cc_n3_runs WHERE id = $1 FOR NO KEY UPDATE', [run.id]);
      await batch.query('SELECT FROM cc_invitations WHERE id = $1 FOR UPDATE', [invited.id]);
      const { fates } = await previewOf(await suite.asOwner(provider), run.id, [invited.email]);
      expect(fates[0]?.fate).toBe('reissue');
    } finally {
      await batch.query('ROLLBACK');
      batch.release();
    }
  });
});

describe('whoever asks for them', () => {
  it('is proven first, and asks about runs of their organisation only', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const { email } = await createInvitation(suite.admin, run);
    const stranger = await createProvider(suite.admin);
    const left = await createStaff(suite.admin, provider);
    const formerMember = await suite.asMember(provider, left);
    await suite.admin.query('DELETE FROM cc_tenant_members WHERE individual_id = $1', [left.id]);
    const { hash } = await createApiKey(suite.admin, provider, provider.owner, { scopes: ['invitations:write'] });
    expect(await refusalOf(previewOf(await suite.asOwner(stranger), run.id, [email]))).toBe('error.run.not_found');
    expect(await refusalOf(previewOf(await suite.asOwner(provider), unknownId(), [email]))).toBe('error.run.not_found');
    expect(await refusalOf(previewOf(formerMember, run.id, [email]))).toBe('error.tenant.access_denied');
    expect(await refusalOf(previewOf(asKey(hash, { scope: 'invitations:read' }), run.id, [email]))).toBe(
      'error.auth.scope_missing',
    );
  });

  it('is told of access only for the organisation that was proven, even past the function that asks', async () => {
    const provider = await createProvider(suite.admin);
    const run = await createRun(suite.admin, provider);
    const person = await createPerson(suite.admin);
    await createGrant(suite.admin, run, person);
    const other = await createProvider(suite.admin);
    const request = await suite.connect('appUrl');
    const ask = async (tenant: string) => {
      await request.query('BEGIN');
      try {
        await request.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenant]);
        return (await request.query('SELECT * FROM addresses_with_access($1, $2)', [run.id, [person.email]])).rows;
      } finally {
        await request.query('ROLLBACK');
      }
    };
    expect(await ask(provider.id)).toEqual([{ email: person.email }]);
    expect(await ask(other.id)).toEqual([]);
    expect(await ask('')).toEqual([]);
    const internal = await suite.connect('internalUrl');
    expect(await sqlStateOf(internal.query('SELECT addresses_with_access($1, $2)', [run.id, []]))).toBe('42501');
  });
});
