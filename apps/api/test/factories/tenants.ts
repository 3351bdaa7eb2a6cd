import { createHash, randomBytes } from 'node:crypto';
import { API_SCOPES, type ApiScope, type MemberRole } from '@service-runs/contracts';
import { createPerson, type Person } from './people';
import { one, unique, type Queryable } from './queryable';

export interface Tenant {
  readonly id: string;
  readonly name: string;
}

export interface Provider extends Tenant {
  readonly owner: Person;
}

interface TenantOptions {
  name?: string;
  timeZone?: string;
  contactPhone?: string;
  contactEmail?: string;
}

export async function createTenant(db: Queryable, options: TenantOptions = {}): Promise<Tenant> {
  const mark = unique();
  const name = options.name ?? `Tenant ${mark}`;
  const { id } = await one<{ id: string }>(
    db,
    `INSERT INTO cc_tenants (name, slug, time_zone, contact_phone, contact_email) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [name, `tenant-${mark}`, options.timeZone ?? 'America/Vancouver', options.contactPhone, options.contactEmail],
  );
  return { id, name };
}

export async function addMember(
  db: Queryable,
  tenant: Tenant,
  person: Person,
  role: MemberRole = 'staff',
): Promise<void> {
  await db.query('INSERT INTO cc_tenant_members (tenant_id, individual_id, role) VALUES ($1, $2, $3)', [
    tenant.id,
    person.id,
    role,
  ]);
}

export async function removeMember(db: Queryable, tenant: Tenant, person: Person): Promise<void> {
  await db.query('DELETE FROM cc_tenant_members WHERE tenant_id = $1 AND individual_id = $2', [tenant.id, person.id]);
}

export async function createStaff(db: Queryable, tenant: Tenant): Promise<Person> {
  const person = await createPerson(db);
  await addMember(db, tenant, person, 'staff');
  return person;
}

/** An organisation with its owner. */
export async function createProvider(db: Queryable, options: TenantOptions = {}): Promise<Provider> {
  const tenant = await createTenant(db, options);
  const owner = await createPerson(db);
  await addMember(db, tenant, owner, 'owner');
  return { ...tenant, owner };
}

export interface ApiKey {
  readonly id: string;
  readonly key: string;
  readonly hash: Buffer;
}

export async function createApiKey(
  db: Queryable,
  tenant: Tenant,
  maker: Person,
  options: { scopes?: ApiScope[]; expired?: boolean } = {},
): Promise<ApiKey> {
  const key = `srk_${randomBytes(24).toString('base64url')}`;
  const hash = createHash('sha256').update(key).digest();
  const { id } = await one<{ id: string }>(
    db,
    `INSERT INTO cc_api_keys (tenant_id, made_by_individual_id, name, key_hash, scopes, expires_at)
     VALUES ($1, $2, 'A script', $3, $4, CASE WHEN $5 THEN now() - interval '1 second' END) RETURNING id`,
    [tenant.id, maker.id, hash, options.scopes ?? API_SCOPES, options.expired ?? false],
  );
  return { id, key, hash };
}
