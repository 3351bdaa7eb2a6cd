import { csvFile, type IssuedInvitation } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { type Common, type Outcome } from './batches';
import { type JudgedRow } from './invitees';
import { type ListRow } from './list/list';
import { fateWords, partWords } from './list-words';

/** In the order in which they are looked at: what somebody has to see to comes first. */
export const OUTCOME_KINDS = ['refused', 'waiting', 'made', 'reissued', 'had_access', 'left_out'] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

export interface OutcomeRow {
  readonly row: ListRow;
  readonly kind: OutcomeKind;
  readonly invitation: IssuedInvitation | null;
  /** Why, where the word alone does not tell. */
  readonly says: string | null;
}

/** What came of every row of the list: of those that were to be invited, and of those that were left out. */
export function outcomeRows(
  judged: readonly JudgedRow[],
  invited: ReadonlySet<number>,
  outcomes: ReadonlyMap<number, Outcome>,
): OutcomeRow[] {
  return judged.map((each) => {
    const { row } = each;
    if (!invited.has(row.id)) {
      if (each.fate.kind === 'already_has_access') return { row, kind: 'had_access', invitation: null, says: null };
      return { row, kind: 'left_out', invitation: null, says: fateWords(each, false).says };
    }
    const outcome = outcomes.get(row.id);
    if (outcome === undefined) return { row, kind: 'waiting', invitation: null, says: null };
    switch (outcome.kind) {
      case 'refused':
        return { row, kind: 'refused', invitation: null, says: refusedWords(outcome) };
      case 'had_access':
        return { row, kind: 'had_access', invitation: null, says: null };
      default:
        return { row, kind: outcome.kind, invitation: outcome.invitation, says: null };
    }
  });
}

function refusedWords({ part, says }: Extract<Outcome, { kind: 'refused' }>): string {
  return service('provider.many.outcome.refused.says', { field: partWords(part), message: says });
}

/** Names of the states in a file, for whatever reads it. */
const STATUS: Readonly<Record<OutcomeKind, string>> = {
  refused: 'refused',
  waiting: 'not_invited',
  made: 'new',
  reissued: 'reissued',
  had_access: 'already_has_access',
  left_out: 'left_out',
};

/** A line for each row that was to be invited or has access; absolute links, with what they were made with. */
export function linksCsv(rows: readonly OutcomeRow[], common: Common, origin: string): string {
  const lines = rows
    .filter(({ kind }) => kind !== 'left_out')
    .map(({ row, kind, invitation }) => [
      row.email,
      invitation?.invitee_name ?? row.name ?? '',
      invitation?.invitee_role ?? row.role ?? common.role ?? '',
      STATUS[kind],
      invitation ? linkOf(invitation, origin) : '',
      invitation?.claim_token_expires_at ?? '',
    ]);
  return csvFile([['email', 'name', 'role', 'status', 'link', 'expires'], ...lines]);
}

export function linkOf({ claim_url }: IssuedInvitation, origin: string): string {
  return new URL(claim_url, origin).href;
}
