import type { Id, Ok } from './envelope';

export interface CreateTenantInput {
  name: string;
  contact_phone?: string | null;
  contact_email?: string | null;
  /** IANA zone. */
  time_zone?: string;
}

export type TenantCreated = Ok<{ tenant: { id: Id; name: string; slug: string } }>;
