import type { Rows } from './rows.ts';

export interface Read {
  readonly name: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expected: string;
  /** The part of the bare server's requests a second that it must reach; undefined where nothing is promised. */
  readonly atLeast: number | undefined;
}

/** The hot reads, as they are asked for on these rows. */
export function reads({ size, owner, stakeholder, tenantId, runId, linkToken, portalSlug }: Rows): Read[] {
  const asStakeholder = { authorization: `Bearer ${stakeholder.token}` };
  const asOwner = { authorization: `Bearer ${owner.token}`, 'x-tenant-id': tenantId };
  const PROMISED = 0.7;
  return [
    {
      name: 'GET /api/runs/:id/view',
      path: `/api/runs/${runId}/view`,
      headers: asStakeholder,
      expected: 'Fuel delivery, Kildonan 1"',
      atLeast: PROMISED,
    },
    {
      name: 'GET /api/provider/runs',
      path: '/api/provider/runs',
      headers: asOwner,
      expected: ` ${size.ownRuns}"`,
      atLeast: PROMISED,
    },
    {
      name: 'GET …/stakeholder-invites',
      path: `/api/provider/runs/${runId}/stakeholder-invites`,
      headers: asOwner,
      expected: 'person42@coast.example',
      atLeast: PROMISED,
    },
    {
      name: 'GET /api/notifications',
      path: '/api/notifications',
      headers: asStakeholder,
      expected: 'Septic pump-out 1\\"',
      atLeast: PROMISED,
    },
    {
      name: 'GET /api/i/:token',
      path: `/api/i/${linkToken}`,
      headers: {},
      expected: 'Fuel delivery, Kildonan 1"',
      atLeast: PROMISED,
    },
    {
      name: 'GET /api/provider/requests',
      path: '/api/provider/requests',
      headers: asOwner,
      expected: 'person1@coast.example',
      atLeast: undefined,
    },
    {
      name: 'GET /api/tenant/members',
      path: '/api/tenant/members',
      headers: asOwner,
      expected: 'person101@coast.example',
      atLeast: undefined,
    },
    {
      name: 'GET /api/portals/:slug/runs',
      path: `/api/portals/${portalSlug}/runs`,
      headers: {},
      expected: '"time_zone":"America/Vancouver"',
      atLeast: undefined,
    },
    {
      name: 'GET /p/:slug, the page',
      path: `/p/${portalSlug}`,
      headers: {},
      expected: 'Bamfield community',
      atLeast: undefined,
    },
  ];
}
