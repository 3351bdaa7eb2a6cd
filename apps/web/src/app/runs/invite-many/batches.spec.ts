import fc from 'fast-check';
import { type CreateInvitationsInput, type ErrorCode, type InvitationsCreated, LIMITS } from '@service-runs/contracts';
import { ApiFailure } from '../../core/http/api-failure';
import { issued } from '../testing/runs';
import { type BatchesState, InvitationBatches, type Outcome } from './batches';
import { type ListRow } from './list/list';

const people = (count: number): ListRow[] =>
  Array.from({ length: count }, (_, id) => ({
    id,
    line: id + 1,
    email: `Person${id}@pachena.example`,
    name: `Person ${id}`,
    role: null,
    message: null,
  }));
const common = { role: null, message: null, days: 30, mail: false };

/** What may come of one call: it is done, or done and its answer lost, or not done at all. */
const happenings = [
  'done',
  'lost answer',
  'lost call',
  'unavailable',
  'busy',
  'rate limited',
  'still running',
] as const;
type Happening = (typeof happenings)[number];

/** The API as far as inviting goes: what was done is done once for each key, and a second time for another. */
class FakeApi {
  readonly versions = new Map<string, number>();
  readonly calls: { input: CreateInvitationsInput; key: string }[] = [];
  private readonly done = new Map<string, { input: string; answer: InvitationsCreated }>();
  private at = 0;

  constructor(
    private readonly happens: readonly Happening[] = [],
    private readonly refuses: readonly string[] = [],
    private readonly hasAccess: readonly string[] = [],
    /** Told after each call. */
    private readonly after: () => void = () => undefined,
  ) {}

  readonly invite = async (input: CreateInvitationsInput, key: string): Promise<InvitationsCreated> => {
    this.calls.push({ input, key });
    await Promise.resolve();
    this.after();
    const happening = this.happens[this.at++] ?? 'done';
    if (happening === 'lost call') throw new ApiFailure('error.network', 0);
    if (happening === 'unavailable') throw new ApiFailure('error.unavailable', 503);
    if (happening === 'rate limited') throw new ApiFailure('error.rate_limited', 429, null, [], 40);
    const answer = this.act(input, key);
    if (happening === 'lost answer') throw new ApiFailure('error.network', 0);
    if (happening === 'busy') throw new ApiFailure('error.internal', 500);
    if (happening === 'still running') throw new ApiFailure('error.idempotency.in_progress', 409);
    return answer;
  };

  /** The link that works. */
  linkOf(email: string): string {
    return `/i/${email}/${this.versions.get(email)}`;
  }

  private act(input: CreateInvitationsInput, key: string): InvitationsCreated {
    const before = this.done.get(key);
    if (before) {
      if (before.input !== JSON.stringify(input)) throw new ApiFailure('error.idempotency.mismatch', 422);
      return before.answer;
    }
    expect(input.invitees.length).toBeLessThanOrEqual(LIMITS.inviteesMax);
    const emails = input.invitees.map(({ email }) => email.toLowerCase());
    const details = emails.flatMap((email, place) =>
      this.refuses.includes(email)
        ? [{ path: `invitees[${place}].email`, rule: 'email', message: 'is not an email address' }]
        : [],
    );
    if (details.length > 0) throw new ApiFailure('error.validation', 400, null, details);
    const skipped = emails.filter((email) => this.hasAccess.includes(email));
    const answer: InvitationsCreated = {
      ok: true,
      run_id: 'run',
      invitations: emails
        .filter((email) => !skipped.includes(email))
        .map((email) => {
          this.versions.set(email, (this.versions.get(email) ?? 0) + 1);
          return issued(email, { claim_url: this.linkOf(email), reissued: (this.versions.get(email) ?? 0) > 1 });
        }),
      skipped: skipped.map((invitee_email) => ({ invitee_email, reason: 'already_has_access' })),
    };
    this.done.set(key, { input: JSON.stringify(input), answer });
    return answer;
  }
}

const kinds = (batches: InvitationBatches) => [...batches.outcomes().values()].map(({ kind }) => kind);

describe('inviting in batches', () => {
  it('sends fifty at a time, one after the other, each under a key of its own', async () => {
    const api = new FakeApi();
    const batches = new InvitationBatches(people(120), common, api.invite);
    await batches.goOn();
    expect(api.calls.map(({ input }) => input.invitees.length)).toEqual([50, 50, 20]);
    expect(new Set(api.calls.map(({ key }) => key)).size).toBe(3);
    expect([batches.state(), batches.settled(), batches.left()]).toEqual(['done', 120, 0]);
    expect(new Set(kinds(batches))).toEqual(new Set(['made']));
  });

  it('gives what is common to rows that have none of their own', async () => {
    const api = new FakeApi();
    const [one, other] = people(2) as [ListRow, ListRow];
    const rows = [{ ...one, role: 'host', message: 'Mine' }, other];
    await new InvitationBatches(rows, { role: 'caretaker', message: 'All', days: 14, mail: false }, api.invite).goOn();
    expect(api.calls[0]?.input).toEqual({
      invitees: [
        { email: one.email, name: one.name, role: 'host', message: 'Mine' },
        { email: other.email, name: other.name, role: 'caretaker', message: 'All' },
      ],
      expires_in_days: 14,
    });
  });

  it('finishes the batch that is under way when it is stopped, and goes on with what is left', async () => {
    const api = new FakeApi([], [], [], () => (api.calls.length === 1 ? batches.stop() : undefined));
    const batches = new InvitationBatches(people(120), common, api.invite);
    await batches.goOn();
    expect([batches.state(), batches.settled()]).toEqual(['stopped', 50]);
    await batches.goOn();
    expect([batches.state(), batches.settled()]).toEqual(['done', 120]);
    expect([...api.versions.values()].every((version) => version === 1)).toBe(true);
  });

  it('sends a batch again under its key when its answer was lost, and gets the same links', async () => {
    const api = new FakeApi(['done', 'lost answer', 'rate limited', 'done']);
    const batches = new InvitationBatches(people(60), common, api.invite);
    await batches.goOn();
    expect([batches.state(), batches.failure()?.code]).toEqual(['failed', 'error.network']);
    await batches.goOn();
    expect([batches.state(), batches.failure()?.retryAfter]).toEqual(['failed', 40]);
    await batches.goOn();
    expect([batches.state(), batches.failure()]).toEqual(['done', null]);
    const [, second, third, fourth] = api.calls;
    expect([third?.key, fourth?.key]).toEqual([second?.key, second?.key]);
    expect([...api.versions.values()].every((version) => version === 1)).toBe(true);
  });

  it('takes out what the API names as wrong, and sends the others of that batch by themselves', async () => {
    const api = new FakeApi([], ['person3@pachena.example', 'person7@pachena.example'], ['person5@pachena.example']);
    const batches = new InvitationBatches(people(60), common, api.invite);
    await batches.goOn();
    expect(api.calls.map(({ input }) => input.invitees.length)).toEqual([50, 48, 10]);
    expect(batches.outcomes().get(3)).toEqual<Outcome>({
      kind: 'refused',
      part: 'email',
      says: 'is not an email address',
    });
    expect(batches.outcomes().get(5)).toEqual<Outcome>({ kind: 'had_access' });
    expect([batches.state(), api.versions.size]).toEqual(['done', 57]);
  });

  it.each<[BatchesState, ErrorCode, number]>([
    ['over', 'error.run.closed', 409],
    ['over', 'error.run.not_found', 404],
    ['over', 'error.tenant.access_denied', 403],
    ['failed', 'error.validation', 400],
    ['failed', 'error.auth.required', 401],
  ])('is %s after %s', async (state, code, status) => {
    const invite = jest.fn<Promise<InvitationsCreated>, [CreateInvitationsInput, string]>();
    invite.mockRejectedValue(new ApiFailure(code, status));
    const batches = new InvitationBatches(people(120), common, invite);
    await batches.goOn();
    expect([batches.state(), batches.failure()?.code, batches.left()]).toEqual([state, code, 120]);
    await batches.goOn();
    expect(invite).toHaveBeenCalledTimes(state === 'over' ? 1 : 2);
  });

  it('does not take an answer that leaves somebody out for a whole one', async () => {
    const invite = () => Promise.resolve<InvitationsCreated>({ ok: true, run_id: 'run', invitations: [], skipped: [] });
    const batches = new InvitationBatches(people(2), common, invite);
    await batches.goOn();
    expect([batches.state(), batches.failure()?.code, batches.left()]).toEqual(['failed', 'error.unknown', 2]);
  });

  it('is not begun twice', async () => {
    const api = new FakeApi();
    const batches = new InvitationBatches(people(60), common, api.invite);
    await Promise.all([batches.goOn(), batches.goOn()]);
    expect(api.calls).toHaveLength(2);
  });
});

describe('whatever happens on the way', () => {
  const histories = fc.record({
    count: fc.integer({ min: 0, max: 260 }),
    happens: fc.array(fc.constantFrom(...happenings), { maxLength: 25 }),
    stops: fc.array(fc.boolean(), { maxLength: 40 }),
    refused: fc.uniqueArray(fc.integer({ min: 0, max: 259 }), { maxLength: 6 }),
    access: fc.uniqueArray(fc.integer({ min: 0, max: 259 }), { maxLength: 6 }),
  });

  it('everybody is settled once in the end, nobody is invited twice, and no link is lost', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ count, happens, stops, refused, access }) => {
        const rows = people(count);
        const address = (id: number) => `person${id}@pachena.example`;
        const refuses = refused.filter((id) => id < count).map(address);
        const hasAccess = access.filter((id) => id < count && !refused.includes(id)).map(address);
        let call = 0;
        const api = new FakeApi(happens, refuses, hasAccess, () => {
          if (stops[call++] === true) batches.stop();
        });
        const batches: InvitationBatches = new InvitationBatches(rows, common, api.invite);
        for (let round = 0; round < 100 && batches.state() !== 'done'; round++) {
          const before = new Map(batches.outcomes());
          await batches.goOn();
          // What has come of somebody is never taken back.
          for (const [id, outcome] of before) expect(batches.outcomes().get(id)).toBe(outcome);
          expect(['stopped', 'failed', 'done']).toContain(batches.state());
        }
        expect(batches.state()).toBe('done');
        expect([...batches.outcomes().keys()].sort((one, other) => one - other)).toEqual(rows.map(({ id }) => id));
        for (const { id } of rows) {
          const outcome = batches.outcomes().get(id);
          const email = address(id);
          if (refuses.includes(email)) expect(outcome?.kind).toBe('refused');
          else if (hasAccess.includes(email)) expect(outcome?.kind).toBe('had_access');
          else {
            expect(api.versions.get(email)).toBe(1);
            expect(outcome).toMatchObject({ kind: 'made', invitation: { claim_url: api.linkOf(email) } });
          }
        }
      }),
    );
  });
});
