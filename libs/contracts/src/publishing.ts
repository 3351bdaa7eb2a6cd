import type { Id, Instant, Ok, Page } from './envelope';
import type { Publication } from './runs';
import type { RunStatus } from './vocabulary';

/** A portal as a provider chooses it. */
export interface ProviderPortal {
  id: Id;
  slug: string;
  name: string;
  /** Linked to the organisation: what a TARGETED run may be published on. */
  linked: boolean;
}

export interface PortalIdsInput {
  /** 1 to 50. */
  portal_ids: Id[];
}

export type ProviderPortals = Ok<{ portals: ProviderPortal[] }>;
export type PublicationsAnswer = Ok<{ publications: Publication[] }>;

/** A portal as the public sees it. */
export interface Portal {
  slug: string;
  name: string;
  description: string | null;
}

/** All that the public sees of a run. */
export interface PortalRun {
  id: Id;
  name: string;
  status: RunStatus;
  starts_at: Instant | null;
  ends_at: Instant | null;
  time_zone: string;
  zone_name: string | null;
  provider_name: string;
}

export type PortalAnswer = Ok<{ portal: Portal }>;
export type PortalRunPage = Page<'runs', PortalRun>;
export type PortalRunAnswer = Ok<{ portal: Portal; run: PortalRun }>;

/** What a portal's page brings with it, so that the web app need not ask for it first. */
export type PortalPageData =
  | { shows: 'runs'; portal: Portal; runs: PortalRun[]; next_cursor: string | null }
  | { shows: 'run'; portal: Portal; run: PortalRun }
  /** The portal is there, and the run is not published on it. */
  | { shows: 'gone'; portal: Portal }
  | { shows: 'unknown' };
