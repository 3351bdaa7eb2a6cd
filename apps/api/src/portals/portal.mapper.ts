import type { Portal, PortalRun, Publication, PublicationSource, RunStatus } from '@service-runs/contracts';

export type PublicationRow = {
  portal_id: string;
  portal_slug: string;
  portal_name: string;
  source: PublicationSource;
  published_at: string | null;
  unpublished_at: string | null;
};

export interface PortalRunRow {
  id: string;
  name: string;
  status: RunStatus;
  starts_at: string | null;
  ends_at: string | null;
  time_zone: string;
  zone_name: string | null;
  provider_name: string;
  position: string;
}

export interface OpenPortalRow extends Portal {
  /** `PortalRunRow`s as JSON: a page that is sent as it was written last need not take them apart. */
  runs: string;
}

export function runsOf({ runs }: OpenPortalRow): PortalRunRow[] {
  return JSON.parse(runs) as PortalRunRow[];
}

export function toPublication(row: PublicationRow): Publication {
  const { portal_id, portal_slug, portal_name, source, published_at, unpublished_at } = row;
  return { portal_id, portal_slug, portal_name, source, published_at, unpublished_at };
}

export function toPortal({ slug, name, description }: Portal): Portal {
  return { slug, name, description };
}

/** Key by key: the public sees this of a run and nothing more. */
export function toPortalRun(row: PortalRunRow): PortalRun {
  const { id, name, status, starts_at, ends_at, time_zone, zone_name, provider_name } = row;
  return { id, name, status, starts_at, ends_at, time_zone, zone_name, provider_name };
}
