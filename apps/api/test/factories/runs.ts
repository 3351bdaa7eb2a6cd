import type { MarketMode, RequestStatus, RunStatus } from '@service-runs/contracts';
import type { Tenant } from './tenants';
import { one, unique, type Queryable } from './queryable';

export interface RunFixture {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
}

interface RunOptions {
  id?: string;
  name?: string;
  status?: RunStatus;
  marketMode?: MarketMode;
  startsAt?: string | null;
  endsAt?: string | null;
  timeZone?: string;
  zoneName?: string | null;
  portalId?: string | null;
  serviceAddress?: string;
  internalNotes?: string;
  priceCents?: number;
}

export async function createRun(
  db: Queryable,
  tenant: Pick<Tenant, 'id'>,
  options: RunOptions = {},
): Promise<RunFixture> {
  const name = options.name ?? `Run ${unique()}`;
  const { id } = await one<{ id: string }>(
    db,
    `INSERT INTO cc_n3_runs (id, tenant_id, name, status, market_mode, starts_at, ends_at, time_zone, zone_name, portal_id,
                             service_address, internal_notes, price_estimate_cents)
     VALUES (coalesce($1, time_ordered_id()), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
    [
      options.id,
      tenant.id,
      name,
      options.status ?? 'scheduled',
      options.marketMode ?? 'PRIVATE',
      options.startsAt === undefined ? '2026-03-12T16:00:00Z' : options.startsAt,
      options.endsAt === undefined ? (options.startsAt === undefined ? '2026-03-13T00:00:00Z' : null) : options.endsAt,
      options.timeZone ?? 'America/Vancouver',
      options.zoneName === undefined ? 'Bamfield west side' : options.zoneName,
      options.portalId,
      options.serviceAddress,
      options.internalNotes,
      options.priceCents,
    ],
  );
  return { id, tenantId: tenant.id, name };
}

export interface Portal {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export async function createPortal(db: Queryable): Promise<Portal> {
  const mark = unique();
  const slug = `portal-${mark}`;
  const name = `Portal ${mark}`;
  const { id } = await one<{ id: string }>(
    db,
    `INSERT INTO cc_portals (slug, name, description) VALUES ($1, $2, 'Where the village looks') RETURNING id`,
    [slug, name],
  );
  return { id, slug, name };
}

export async function linkPortal(db: Queryable, tenant: Tenant, portal: Portal): Promise<void> {
  await db.query('INSERT INTO cc_tenant_portals (tenant_id, portal_id) VALUES ($1, $2)', [tenant.id, portal.id]);
}

export async function publish(
  db: Queryable,
  run: RunFixture,
  portal: Portal,
  options: { unpublished?: boolean } = {},
): Promise<void> {
  await db.query(
    `INSERT INTO cc_run_portal_publications (run_tenant_id, run_id, portal_id, unpublished_at)
     VALUES ($1, $2, $3, CASE WHEN $4 THEN now() END)`,
    [run.tenantId, run.id, portal.id, options.unpublished ?? false],
  );
}

export async function createRequest(
  db: Queryable,
  tenant: Tenant,
  options: { run?: RunFixture; portal?: Portal; email?: string; status?: RequestStatus; summary?: string } = {},
): Promise<{ id: string; requesterName: string }> {
  const requesterName = `Requester ${unique()}`;
  const { id } = await one<{ id: string }>(
    db,
    `INSERT INTO cc_service_requests (tenant_id, run_id, portal_id, requester_name, requester_email, requester_phone, zone_name,
                                      summary, status)
     VALUES ($1, $2, $3, $4, $5, '250-555-0100', 'West side', $6, $7) RETURNING id`,
    [
      tenant.id,
      options.run?.id,
      options.portal?.id,
      requesterName,
      options.email ?? 'requester@people.example',
      options.summary ?? 'The tank is full',
      options.status ?? 'new',
    ],
  );
  return { id, requesterName };
}

export async function attachRequest(db: Queryable, run: RunFixture, request: { id: string }): Promise<void> {
  await db.query('INSERT INTO cc_run_request_attachments (run_tenant_id, run_id, request_id) VALUES ($1, $2, $3)', [
    run.tenantId,
    run.id,
    request.id,
  ]);
}
