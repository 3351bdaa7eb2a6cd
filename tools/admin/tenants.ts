import { LIMITS } from '../../libs/contracts/src/vocabulary.ts';
import { DEFAULT_TIME_ZONE, slugOf } from '../../apps/api/src/tenants/tenant.rules.ts';
import { command } from './command.ts';
import { AdminError } from './errors.ts';
import { addOwner, ownerJson, ownerLines } from './owners.ts';
import type { Query } from './service-mode.ts';
import { email, requiredEmail, requiredSlug, requiredWords, timeZone, words } from './values.ts';
import { columns } from './words.ts';

export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export async function tenantBySlug(query: Query, slug: string): Promise<Tenant> {
  const [tenant] = await query<Tenant>('SELECT id, slug, name FROM cc_tenants WHERE slug = $1', [slug]);
  if (!tenant) throw new AdminError('error.tenant.not_found', `There is no organisation "${slug}"; see "tenant list".`);
  return tenant;
}

const create = command({
  name: 'tenant create',
  does: 'makes an organisation, with an owner where one is named',
  more: `Its slug comes from its name. Without --owner nobody can act for it yet; see "owner add".`,
  options: {
    name: requiredWords('<name>', LIMITS.tenantName, 'what its customers call it'),
    'time-zone': timeZone(`where its runs are, such as America/Vancouver (${DEFAULT_TIME_ZONE})`),
    'contact-phone': words('<number>', LIMITS.contactPhone, 'shown to whoever it invites'),
    'contact-email': email('shown to whoever it invites'),
    owner: email('who becomes its owner, as by "owner add"'),
  },
  run: async (desk, { name, 'time-zone': zone, 'contact-phone': phone, 'contact-email': mail, owner: address }) => {
    const { act, settings } = await desk.database();
    const { tenant, owner } = await act(async (query) => {
      const [made] = await query<{ id: string }>('SELECT insert_tenant($1, $2, $3, $4, $5) AS id', [
        name,
        slugOf(name),
        zone ?? DEFAULT_TIME_ZONE,
        phone ?? null,
        mail ?? null,
      ]);
      await query(
        `INSERT INTO cc_audit_events (tenant_id, action, subject_type, subject_id, detail)
         VALUES ($1, 'tenant.created', 'tenant', $1, '{"by": "operator"}')`,
        [made?.id],
      );
      const [row] = await query<Tenant>('SELECT id, slug, name FROM cc_tenants WHERE id = $1', [made?.id]);
      return {
        tenant: row as Tenant,
        owner: address === undefined ? null : await addOwner(query, settings, row as Tenant, address),
      };
    });
    return {
      json: { tenant, owner: owner && ownerJson(owner) },
      lines: [
        `Made the organisation ${tenant.name}, with the slug ${tenant.slug}.`,
        ...(owner ? ownerLines(owner) : []),
      ],
    };
  },
});

interface ListedTenant {
  readonly slug: string;
  readonly name: string;
  readonly time_zone: string;
  readonly owners: number;
  readonly staff: number;
  readonly created_at: Date;
}

const list = command({
  name: 'tenant list',
  does: 'shows the organisations',
  options: {},
  run: async (desk) => {
    const { act } = await desk.database();
    const tenants = await act((query) =>
      query<ListedTenant>(
        `SELECT t.slug, t.name, t.time_zone, count(*) FILTER (WHERE m.role = 'owner')::int AS owners,
                count(*) FILTER (WHERE m.role = 'staff')::int AS staff, t.created_at
           FROM cc_tenants t LEFT JOIN cc_tenant_members m ON m.tenant_id = t.id
          GROUP BY t.id ORDER BY t.slug`,
      ),
    );
    return {
      json: { tenants },
      lines:
        tenants.length === 0
          ? ['There is no organisation yet.']
          : columns(
              ['slug', 'name', 'time zone', 'owners', 'staff', 'since'],
              tenants.map((tenant) => [
                tenant.slug,
                tenant.name,
                tenant.time_zone,
                String(tenant.owners),
                String(tenant.staff),
                tenant.created_at.toISOString().slice(0, 10),
              ]),
            ),
    };
  },
});

const ownerAdd = command({
  name: 'owner add',
  does: 'makes somebody an owner of an organisation',
  more: `Where the address has no account, one is made without a password, and a link is printed with which its owner sets one:
good once, for seven days. Hand it to nobody else. An account that somebody made with this address and never proved is
refused: anybody could have made it. See "person verify" and "person reset-link".`,
  options: {
    tenant: requiredSlug('the organisation'),
    email: requiredEmail('who becomes its owner'),
    name: words('<name>', LIMITS.displayName, 'what others see of a new account (else what stands before the @)'),
  },
  run: async (desk, { tenant: slug, email: address, name }) => {
    const { act, settings } = await desk.database();
    const owner = await act(async (query) => addOwner(query, settings, await tenantBySlug(query, slug), address, name));
    return { json: { owner: ownerJson(owner) }, lines: ownerLines(owner) };
  },
});

export const tenantCommands = [create, list, ownerAdd];
