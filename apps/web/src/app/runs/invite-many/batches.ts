import { computed, signal } from '@angular/core';
import {
  type CreateInvitationsInput,
  type InvitationsCreated,
  type InviteeInput,
  type IssuedInvitation,
  LIMITS,
} from '@service-runs/contracts';
import { ApiFailure, toApiFailure } from '../../core/http/api-failure';
import { keyOf } from '../notify/addresses';
import { OnceKey } from '../../core/once-key';
import { inParts } from './invitees';
import { type ListRow } from './list/list';

/** What came of a row that was to be invited. */
export type Outcome =
  | { readonly kind: 'made' | 'reissued'; readonly invitation: IssuedInvitation }
  | { readonly kind: 'had_access' }
  /** `part` is the API's name of what it found wrong. */
  | { readonly kind: 'refused'; readonly part: string; readonly says: string };

/** What rows that have none of their own are given. */
export interface Common {
  readonly role: string | null;
  readonly message: string | null;
  readonly days: number;
  /** Whether links go out by mail as well. */
  readonly mail: boolean;
}

export type BatchesState = 'running' | 'stopping' | 'stopped' | 'failed' | 'over' | 'done';

export type Invite = (input: CreateInvitationsInput, key: string) => Promise<InvitationsCreated>;

interface Batch {
  rows: readonly ListRow[];
  /** Kept until it is known what came of the batch, so that sending it again doubles nothing. */
  readonly key: OnceKey;
}

/** What no second try gets over: the run takes nobody any more, or is not theirs. */
const FINAL: readonly string[] = ['error.run.closed', 'error.run.not_found', 'error.tenant.access_denied'];

/**
 * Invites people in batches, one after the other. It can be stopped between two of them and goes on with what is left;
 * a batch whose answer was lost is sent again under the same key, so that nobody is invited twice and no link is lost.
 */
export class InvitationBatches {
  private readonly waiting: Batch[];
  private readonly came = signal<ReadonlyMap<number, Outcome>>(new Map());
  private readonly stage = signal<BatchesState>('stopped');
  private readonly why = signal<ApiFailure | null>(null);

  /** By the rows' ids. A row that is not in it has not been invited. */
  readonly outcomes = this.came.asReadonly();
  readonly state = this.stage.asReadonly();
  /** What the last batch failed with. */
  readonly failure = this.why.asReadonly();
  readonly total: number;
  readonly settled = computed(() => this.came().size);
  readonly left = computed(() => this.total - this.settled());
  readonly running = computed(() => this.stage() === 'running' || this.stage() === 'stopping');

  constructor(
    readonly rows: readonly ListRow[],
    private readonly common: Common,
    private readonly invite: Invite,
  ) {
    this.total = rows.length;
    this.waiting = inParts(rows, LIMITS.inviteesMax).map((part) => ({ rows: part, key: new OnceKey() }));
  }

  /** Begins, or goes on with what is left. Settles when all is done, and when it stops for any reason. */
  async goOn(): Promise<void> {
    if (this.running() || this.stage() === 'over') return;
    this.why.set(null);
    this.stage.set('running');
    for (let batch = this.waiting[0]; batch !== undefined; batch = this.waiting[0]) {
      if (this.stage() !== 'running') {
        this.stage.set('stopped');
        return;
      }
      if (!(await this.send(batch))) return;
      if (batch.rows.length === 0) this.waiting.shift();
    }
    this.stage.set('done');
  }

  /** The batch that is under way is finished; no other is begun. */
  stop(): void {
    if (this.stage() === 'running') this.stage.set('stopping');
  }

  /** False where it cannot go on by itself. What has been settled is no longer among the batch's rows. */
  private async send(batch: Batch): Promise<boolean> {
    const input: CreateInvitationsInput = {
      invitees: batch.rows.map((row) => this.inviteeOf(row)),
      expires_in_days: this.common.days,
      ...(this.common.mail && { send_mail: true }),
    };
    try {
      const answer = await this.invite(input, batch.key.for(input));
      batch.key.done();
      this.settle(batch, outcomesOf(batch.rows, answer));
      // An answer that leaves somebody out is none that can be gone on from.
      if (batch.rows.length > 0) throw new ApiFailure('error.unknown', 0);
      return true;
    } catch (error) {
      const failure = toApiFailure(error);
      batch.key.failed(failure);
      const refused = refusalsOf(batch.rows, failure);
      if (refused.size > 0) {
        // Of a batch that was refused nothing was done: the others of it are sent by themselves.
        this.settle(batch, refused);
        return true;
      }
      this.why.set(failure);
      this.stage.set(FINAL.includes(failure.code) ? 'over' : 'failed');
      return false;
    }
  }

  private settle(batch: Batch, outcomes: ReadonlyMap<number, Outcome>): void {
    batch.rows = batch.rows.filter(({ id }) => !outcomes.has(id));
    this.came.update((came) => new Map([...came, ...outcomes]));
  }

  private inviteeOf({ email, name, role, message }: ListRow): InviteeInput {
    return { email, name, role: role ?? this.common.role, message: message ?? this.common.message };
  }
}

function outcomesOf(rows: readonly ListRow[], { invitations, skipped }: InvitationsCreated): Map<number, Outcome> {
  const made = new Map(invitations.map((each) => [each.invitee_email, each]));
  const had = new Set(skipped.map(({ invitee_email }) => invitee_email));
  const outcomes = new Map<number, Outcome>();
  for (const row of rows) {
    const invitation = made.get(keyOf(row));
    if (invitation) outcomes.set(row.id, { kind: invitation.reissued ? 'reissued' : 'made', invitation });
    else if (had.has(keyOf(row))) outcomes.set(row.id, { kind: 'had_access' });
  }
  return outcomes;
}

/** The rows that the API names as wrong, with what it says of each. */
function refusalsOf(rows: readonly ListRow[], { details }: ApiFailure): Map<number, Outcome> {
  const refused = new Map<number, Outcome>();
  for (const { path, message } of details) {
    const [, place, part = 'email'] = /^invitees\[(\d+)\](?:\.(\w+))?$/.exec(path) ?? [];
    const row = place === undefined ? undefined : rows[Number(place)];
    if (row && !refused.has(row.id)) refused.set(row.id, { kind: 'refused', part, says: message });
  }
  return refused;
}
