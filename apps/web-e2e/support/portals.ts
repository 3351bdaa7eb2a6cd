// Portals, and what is asked for there. Whoever runs the service sets portals up, so no page and no call makes one: they are
// put into the database.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import {
  apiPaths,
  type CreateRunInput,
  type Portal as PublicPortal,
  type PublicationsAnswer,
  type RequestAnswer,
  type RequestSubmitted,
  type Run,
  type RunAnswer,
  type ServiceRequest,
  type SubmitRequestInput,
  type Tenant,
} from '@service-runs/contracts';
import { makeRun, type Provider, tag } from './api.ts';

export interface Portal extends PublicPortal {
  readonly id: string;
}

/** A portal of its own, linked to these organisations. */
export async function makePortal(...linked: Provider[]): Promise<Portal> {
  const mark = tag();
  const portal = {
    id: randomUUID(),
    slug: `portal-${mark}`,
    name: `Portal ${mark}`,
    description: 'What comes to the coast, kept by the community hall.',
  };
  const tenants = await Promise.all(linked.map(({ call }) => call<{ tenant: Tenant }>('GET', apiPaths.tenant)));
  const client = new pg.Client({ connectionString: process.env['ADMIN_DATABASE_URL'] });
  await client.connect();
  try {
    await client.query('INSERT INTO cc_portals (id, slug, name, description) VALUES ($1, $2, $3, $4)', [
      portal.id,
      portal.slug,
      portal.name,
      portal.description,
    ]);
    await client.query('INSERT INTO cc_tenant_portals (tenant_id, portal_id) SELECT unnest($1::uuid[]), $2', [
      tenants.map(({ tenant }) => tenant.id),
      portal.id,
    ]);
  } finally {
    await client.end();
  }
  return portal;
}

/** A run that portals would show, on none of them yet. */
export async function plannedRun(provider: Provider, more: Partial<CreateRunInput> = {}): Promise<Run> {
  const run = await makeRun(provider, { market_mode: 'OPEN', ...more });
  await provider.call<RunAnswer>('POST', apiPaths.runTransition(run.id), { to: 'scheduled' });
  return run;
}

/** The same, on these portals. */
export async function publishedRun(
  provider: Provider,
  portals: Portal[],
  more: Partial<CreateRunInput> = {},
): Promise<Run> {
  const run = await plannedRun(provider, more);
  await publish(provider, run, portals);
  return run;
}

export function publish({ call }: Provider, run: Run, portals: Portal[]): Promise<PublicationsAnswer> {
  return call('POST', apiPaths.runPublish(run.id), { portal_ids: portals.map(({ id }) => id) });
}

export function unpublish({ call }: Provider, run: Run, portals: Portal[]): Promise<PublicationsAnswer> {
  return call('POST', apiPaths.runUnpublish(run.id), { portal_ids: portals.map(({ id }) => id) });
}

/** Somebody asks for a reservation on the portal's page. */
export async function askedFor(
  { call }: Provider,
  run: Run,
  portal: Portal,
  more: Partial<SubmitRequestInput> = {},
): Promise<{ id: string; name: string }> {
  const name = more.requester_name ?? `Elin Castellano ${tag()}`;
  const { request } = await call<RequestSubmitted>('POST', apiPaths.portalRequests(portal.slug), {
    run_id: run.id,
    requester_name: name,
    requester_email: `elin.${tag()}@aguilarpoint.example`,
    summary: 'Tank at the point is near full. Boat access only.',
    ...more,
  });
  return { id: request.id, name };
}

export async function accept({ call }: Provider, { id }: { id: string }): Promise<ServiceRequest> {
  return (await call<RequestAnswer>('POST', apiPaths.requestAccept(id), {})).request;
}
