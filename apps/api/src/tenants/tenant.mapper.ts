import {
  csvFile,
  type AccessReceipt,
  type ApiKey,
  type ApiScope,
  type GrantStatus,
  type Member,
  type MemberRole,
  type ReceiptEvent,
  type Tenant,
} from '@service-runs/contracts';

export type TenantRow = Tenant;

export interface MemberRow {
  individual_id: string;
  display_name: string;
  email: string;
  email_verified: boolean;
  role: MemberRole;
  joined_at: string;
}

export interface ApiKeyRow {
  id: string;
  name: string;
  scopes: ApiScope[];
  expires_at: string | null;
  last_used_at: string | null;
  created_at: string;
}

export interface ReceiptRow {
  run_id: string;
  run_name: string;
  individual_id: string;
  display_name: string | null;
  email_masked: string | null;
  stakeholder_role: string | null;
  status: GrantStatus;
  granted_at: string;
  revoked_at: string | null;
  revoked_reason: string | null;
  events: ReceiptEvent[];
}

export function toMember(row: MemberRow): Member {
  return {
    individual: {
      id: row.individual_id,
      display_name: row.display_name,
      email: row.email,
      email_verified: row.email_verified,
    },
    role: row.role,
    joined_at: row.joined_at,
  };
}

export function toApiKey({ id, name, scopes, expires_at, last_used_at, created_at }: ApiKeyRow): ApiKey {
  return { id, name, scopes, expires_at, last_used_at, created_at };
}

export function toReceipt(run: { id: string; name: string }, rows: ReceiptRow[]): AccessReceipt {
  return {
    run,
    people: rows.map((row) => ({
      individual: { id: row.individual_id, display_name: row.display_name, email_masked: row.email_masked },
      stakeholder_role: row.stakeholder_role,
      status: row.status,
      granted_at: row.granted_at,
      revoked_at: row.revoked_at,
      revoked_reason: row.revoked_reason,
      events: row.events,
    })),
  };
}

const CSV_HEAD = [
  'run',
  'person',
  'address',
  'role',
  'at',
  'action',
  'by',
  'reason',
  'status',
  'granted_at',
  'revoked_at',
  'revoked_reason',
  'person_id',
  'by_id',
];

/** A line an event, and one for whoever has none. */
export function receiptCsv({ run, people }: AccessReceipt): string {
  const rows = people.flatMap((person) =>
    (person.events.length > 0 ? person.events : [null]).map((event) => [
      run.name,
      person.individual.display_name,
      person.individual.email_masked,
      event?.role ?? person.stakeholder_role,
      event?.at,
      event?.action,
      event?.by,
      event?.reason,
      person.status,
      person.granted_at,
      person.revoked_at,
      person.revoked_reason,
      person.individual.id,
      event?.by_id,
    ]),
  );
  return csvFile([CSV_HEAD, ...rows.map((row) => row.map((cell) => cell ?? ''))]);
}
