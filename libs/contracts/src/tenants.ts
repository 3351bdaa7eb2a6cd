import type { Id, Instant, Ok } from './envelope';
import type { ApiScope, GrantStatus, MemberRole } from './vocabulary';

export interface CreateTenantInput {
  name: string;
  contact_phone?: string | null;
  contact_email?: string | null;
  /** IANA zone. */
  time_zone?: string;
}

export type UpdateTenantInput = Partial<CreateTenantInput>;

export interface Tenant {
  id: Id;
  name: string;
  slug: string;
  time_zone: string;
  /** What the claim page and the stakeholder's view show; null shows nothing. */
  contact_phone: string | null;
  contact_email: string | null;
}

export type TenantCreated = Ok<{ tenant: { id: Id; name: string; slug: string } }>;
export type TenantAnswer = Ok<{ tenant: Tenant }>;

export interface Member {
  individual: { id: Id; display_name: string; email: string; email_verified: boolean };
  role: MemberRole;
  joined_at: Instant;
}

export interface ChangeMemberInput {
  role: MemberRole;
}

export interface InviteMemberInput {
  email: string;
  role: MemberRole;
  /** Sends the link by mail as well. */
  send_mail?: boolean;
}

export type Members = Ok<{ members: Member[] }>;
export type MemberAnswer = Ok<{ member: Member }>;

export interface CreateApiKeyInput {
  name: string;
  scopes: ApiScope[];
  expires_at?: Instant | null;
}

/** An API key without its secret. */
export interface ApiKey {
  id: Id;
  name: string;
  scopes: ApiScope[];
  expires_at: Instant | null;
  /** To the minute. */
  last_used_at: Instant | null;
  created_at: Instant;
}

export type ApiKeys = Ok<{ api_keys: ApiKey[] }>;
/** The one time that the key itself is shown. */
export type ApiKeyCreated = Ok<{ api_key: ApiKey; key: string }>;

/** Who had access to a run, when, given and ended by whom and why. */
export interface AccessReceipt {
  run: { id: Id; name: string };
  people: ReceiptPerson[];
}

export interface ReceiptPerson {
  /** Of somebody who was erased the id is left, and nothing else. */
  individual: { id: Id; display_name: string | null; email_masked: string | null };
  stakeholder_role: string | null;
  status: GrantStatus;
  granted_at: Instant;
  /** Null while there is access, and where it ended with the person's erasure: then the reason is `erased`. */
  revoked_at: Instant | null;
  revoked_reason: string | null;
  events: ReceiptEvent[];
}

export interface ReceiptEvent {
  at: Instant;
  action: string;
  /** Null for whoever held the link, and for somebody who was erased: then the id is left. */
  by: string | null;
  by_id: Id | null;
  /** Null where the invitation is gone, and the grant itself was ended. */
  invitation_id: Id | null;
  role: string | null;
  reason: string | null;
}

export type AccessReceiptAnswer = Ok<{ receipt: AccessReceipt }>;
