import { type InviteeFate, LIMITS } from '@service-runs/contracts';
import { type AddressFault, addressFault, keyOf } from '../notify/addresses';
import { type ListRow } from './list/list';

/** What would come of a row, or what keeps it from being invited. */
export type RowFate =
  | { readonly kind: 'bad'; readonly fault: RowFault }
  | { readonly kind: 'duplicate'; readonly of: number }
  | { readonly kind: InviteeFate }
  /** Its address has not been asked about yet. */
  | { readonly kind: 'unknown' };
export type RowFault =
  | { readonly part: 'email'; readonly fault: AddressFault }
  | { readonly part: 'name' | 'role' | 'message'; readonly over: number }
  /** What the API found wrong. */
  | { readonly part: 'api'; readonly says: string };

export interface JudgedRow {
  readonly row: ListRow;
  readonly fate: RowFate;
}

/** What the API has said of addresses, by what makes two of them the same. */
export interface Known {
  readonly fates: ReadonlyMap<string, InviteeFate>;
  readonly refused: ReadonlyMap<string, string>;
}

/** In the order in which they are looked at: what somebody has to see to comes first. */
export const FATE_KINDS = ['bad', 'duplicate', 'reissue', 'already_has_access', 'new', 'unknown'] as const;
export type FateKind = (typeof FATE_KINDS)[number];

/** The fate of each row, in the order of the list. Of rows with one address the first good one counts. */
export function judge(rows: readonly ListRow[], known: Known): JudgedRow[] {
  const lineOf = new Map<string, number>();
  return rows.map((row) => {
    const key = keyOf(row);
    const fault = faultOf(row, known.refused.get(key));
    if (fault !== null) return { row, fate: { kind: 'bad', fault } };
    const first = lineOf.get(key);
    if (first !== undefined) return { row, fate: { kind: 'duplicate', of: first } };
    lineOf.set(key, row.line);
    return { row, fate: { kind: known.fates.get(key) ?? 'unknown' } };
  });
}

function faultOf({ email, name, role, message }: ListRow, refused: string | undefined): RowFault | null {
  const fault = addressFault(email);
  if (fault !== null) return { part: 'email', fault };
  if (refused !== undefined) return { part: 'api', says: refused };
  const over = (text: string | null, most: number) => Math.max(0, (text ?? '').length - most);
  const parts = [
    { part: 'name', over: over(name, LIMITS.inviteeName) },
    { part: 'role', over: over(role, LIMITS.inviteeRole) },
    { part: 'message', over: over(message, LIMITS.inviteeMessage) },
  ] as const;
  return parts.find((each) => each.over > 0) ?? null;
}

export function countFates(judged: readonly JudgedRow[]): Readonly<Record<FateKind, number>> {
  const counts = { bad: 0, duplicate: 0, reissue: 0, already_has_access: 0, new: 0, unknown: 0 };
  for (const { fate } of judged) counts[fate.kind]++;
  return counts;
}

/** Those of some kinds, or all; what somebody has to see to first, and within a kind by their lines. */
export function sorted(judged: readonly JudgedRow[], only: FateKind | null): JudgedRow[] {
  return FATE_KINDS.filter((kind) => only === null || kind === only).flatMap((kind) =>
    judged.filter(({ fate }) => fate.kind === kind),
  );
}

/**
 * Whom one press invites: those who are new; and those whose invitation is open or has run out, where somebody has
 * said so. Never the rest.
 */
export function toInvite(judged: readonly JudgedRow[], renew: boolean): ListRow[] {
  return judged.filter(({ fate }) => fate.kind === 'new' || (renew && fate.kind === 'reissue')).map(({ row }) => row);
}

/** The addresses that are to be asked about, in the bites that the API takes. */
export function askAbout(judged: readonly JudgedRow[]): string[][] {
  return inParts(
    judged.filter(({ fate }) => fate.kind === 'unknown').map(({ row }) => row.email),
    LIMITS.previewMax,
  );
}

export function inParts<Item>(items: readonly Item[], most: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, part) =>
    items.slice(part * most, (part + 1) * most),
  );
}
