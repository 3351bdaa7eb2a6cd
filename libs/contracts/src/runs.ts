import type { Id, Instant, Ok, Page } from './envelope';
import type { PublicInvitationAnswer } from './public-invitation';
import type {
  AccessType,
  ActivityAction,
  GrantStatus,
  InvitationStatus,
  MarketMode,
  PublicationSource,
  PublishingState,
  RunStatus,
} from './vocabulary';

export interface CreateRunInput {
  name: string;
  starts_at?: Instant | null;
  ends_at?: Instant | null;
  /** IANA zone; the organisation's where it is not given. */
  time_zone?: string;
  zone_name?: string | null;
  market_mode?: MarketMode;
  portal_id?: Id | null;
  service_address?: string | null;
  internal_notes?: string | null;
  price_estimate_cents?: number | null;
}

export type UpdateRunInput = Partial<CreateRunInput>;

export interface TransitionInput {
  to: RunStatus;
}

export type InvitationCounts = Record<InvitationStatus, number>;

/** A run as its provider lists it. */
export interface RunSummary {
  id: Id;
  name: string;
  status: RunStatus;
  market_mode: MarketMode;
  starts_at: Instant | null;
  ends_at: Instant | null;
  time_zone: string;
  zone_name: string | null;
  portal_id: Id | null;
  publishing_state: PublishingState;
  invitation_counts: InvitationCounts;
  active_stakeholders: number;
}

/** A run as its provider sees it whole. */
export interface Run extends RunSummary {
  service_address: string | null;
  internal_notes: string | null;
  price_estimate_cents: number | null;
  /** Goes up by one with every change; the same figure is the ETag. */
  version: number;
  created_at: Instant;
  updated_at: Instant;
}

export interface Publication {
  portal_id: Id;
  portal_slug: string;
  portal_name: string;
  source: PublicationSource;
  published_at: Instant | null;
  unpublished_at: Instant | null;
}

export interface AttachedRequest {
  id: Id;
  requester_name: string;
  zone_name: string | null;
  summary: string;
  attached_at: Instant;
}

export type RunCounts = Record<RunStatus, number>;

export type RunPage = Page<'runs', RunSummary>;
export type RunCountsAnswer = Ok<{ counts: RunCounts; capped_at: number }>;
export type RunAnswer = Ok<{ run: Run }>;
/** What an invitee and a stakeholder get of a run, before anybody is invited. */
export type StakeholderPreview = Ok<{ public: PublicInvitationAnswer; view: RunViewAnswer }>;

export type RunDetail = Ok<{ run: Run; attached_requests: AttachedRequest[]; publications: Publication[] }>;

/** One thing that happened to a run. Names are read when it is shown; the trail itself keeps ids only. */
export interface ActivityEntry {
  id: Id;
  action: ActivityAction;
  created_at: Instant;
  /** Who did it: a member of the organisation by name, an invitee by name or address; null for the system or an erased person. */
  actor_name: string | null;
  /** Whom it was done to, where that is one person. */
  subject_name: string | null;
  /** The reason that was given, on a revocation. */
  reason: string | null;
  /** `from`/`to` of a status or schedule change, `count` of a batch, `fields` of an edit. */
  detail: ActivityDetail;
}

export interface ActivityDetail {
  from?: string;
  to?: string;
  starts_at?: { from: Instant | null; to: Instant | null };
  ends_at?: { from: Instant | null; to: Instant | null };
  count?: number;
  reissued?: number;
  fields?: string[];
}

export type ActivityPage = Page<'activity', ActivityEntry>;

/** A person's grant to a run, as the run's provider sees it. */
export interface Stakeholder {
  id: Id;
  individual: { id: Id; display_name: string; email_masked: string; email_verified: boolean };
  stakeholder_role: string | null;
  status: GrantStatus;
  granted_at: Instant;
  revoked_at: Instant | null;
  revoked_reason: string | null;
  invite_id: Id | null;
}

export type StakeholderPage = Page<'stakeholders', Stakeholder>;

/** A run as a stakeholder (or a member of the owning organisation) reads it. Nothing else of the run leaves the server here. */
export interface RunView {
  id: Id;
  name: string;
  market_mode: MarketMode;
  status: RunStatus;
  /** `2026-03-12`, local to the run's zone. */
  scheduled_date: string | null;
  /** `09:00`, local to the run's zone. */
  scheduled_time: string | null;
  scheduled_end_date: string | null;
  scheduled_end_time: string | null;
  starts_at: Instant | null;
  ends_at: Instant | null;
  time_zone: string;
  publishing_state: PublishingState;
  zone_name: string | null;
  tenant_name: string;
  contact_phone: string | null;
  contact_email: string | null;
}

export interface RunAccess {
  type: AccessType;
  stakeholder_role: string | null;
  granted_at: Instant | null;
}

export type RunViewAnswer = Ok<{ run: RunView; access: RunAccess }>;
export type SharedRun = RunView & { access: RunAccess };
export type SharedRunPage = Page<'runs', SharedRun>;
