import { LIMITS } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { type JudgedRow, type RowFault } from './invitees';
import { LIST_LIMITS, type ListForm, type ListRefusal } from './list/list';

const limits = {
  rows: () => LIST_LIMITS.rows.toLocaleString('en-CA'),
  size: () => service('provider.many.size', { count: LIST_LIMITS.bytes / 1_000_000 }),
};

export function limitWords(): string {
  return service('provider.many.entry.limits', { rows: limits.rows(), size: limits.size() });
}

/** Why a list was not taken, and what to do. */
export function refusalWords(refusal: ListRefusal): string {
  switch (refusal.refused) {
    case 'size':
      return service('provider.many.refused.size', { size: limits.size() });
    case 'rows':
      return service('provider.many.refused.rows', { rows: limits.rows() });
    case 'quote':
      return service('provider.many.refused.quote', { line: refusal.line });
    default:
      return service(`provider.many.refused.${refusal.refused}`);
  }
}

/** "people.csv, read as a table, written in Windows-1252. Columns that are not used: Phone." */
export function formWords({ kind, encoding, unused }: ListForm, file: string | null): string {
  const parts = [
    file ?? service('provider.many.preview.pasted'),
    service(`provider.many.preview.form.${kind}`),
    ...(encoding === null || encoding === 'utf-8'
      ? []
      : [service('provider.many.preview.encoding', { name: encodingNames[encoding] })]),
  ];
  const left = unused.length > 0 ? ` ${service('provider.many.preview.unused', { list: unused.join(', ') })}` : '';
  return `${parts.join(', ')}.${left}`;
}

const encodingNames = { 'utf-16': 'UTF-16', 'windows-1252': 'Windows-1252' } as const;

/** What would come of a row, in a word, and what that means. */
export function fateWords({ fate }: JudgedRow, renew: boolean): { word: string; says: string | null } {
  const word = service(`provider.many.fate.${fate.kind}`);
  switch (fate.kind) {
    case 'bad':
      return { word, says: faultWords(fate.fault) };
    case 'duplicate':
      return { word, says: service('provider.many.says.duplicate', { line: fate.of }) };
    case 'reissue':
      return { word, says: service(renew ? 'provider.many.says.renewed' : 'provider.many.says.kept') };
    case 'already_has_access':
      return { word, says: service('provider.many.says.already_has_access') };
    default:
      return { word, says: null };
  }
}

export function faultWords(fault: RowFault): string {
  switch (fault.part) {
    case 'email':
      return service(`provider.many.fault.${fault.fault}`);
    case 'api':
      return service('provider.many.fault.api', { message: fault.says });
    default:
      return service(`provider.many.fault.${fault.part}`, { over: fault.over });
  }
}

/** What the API calls a part of a row, as the page calls it. */
export function partWords(part: string): string {
  const words: Record<string, string> = {
    name: service('provider.many.column.name'),
    role: service('provider.many.column.role'),
    message: service('provider.many.correct.message'),
  };
  return words[part] ?? service('provider.many.column.person');
}

/** So long may each be. */
export const partLimits = {
  email: LIMITS.email,
  name: LIMITS.inviteeName,
  role: LIMITS.inviteeRole,
  message: LIMITS.inviteeMessage,
} as const;
