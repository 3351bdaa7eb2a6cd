import type {
  ActivityAction,
  ActivityDetail,
  ActivityEntry,
  AttachedRequest,
  Publication,
  PublishingState,
  Run,
  RunStatus,
  RunSummary,
  MarketMode,
} from '@service-runs/contracts';
import type { RunEntity } from './run.entity';
import type { RunFields } from './run.rules';

export interface RunSummaryRow {
  id: string;
  name: string;
  status: RunStatus;
  market_mode: MarketMode;
  starts_at: string | null;
  ends_at: string | null;
  time_zone: string;
  zone_name: string | null;
  portal_id: string | null;
  publishing_state: PublishingState;
  sent: number;
  viewed: number;
  claimed: number;
  expired: number;
  revoked: number;
  active_stakeholders: number;
}

export interface RunRow extends RunSummaryRow {
  service_address: string | null;
  internal_notes: string | null;
  price_estimate_cents: number | null;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface RunDetailRow extends RunRow {
  publications: Publication[];
  attached_requests: AttachedRequest[];
}

export interface ActivityRow {
  id: string;
  action: ActivityAction;
  created_at: string;
  actor_name: string | null;
  subject_name: string | null;
  reason: string | null;
  detail: ActivityDetail;
  position: string;
}

export function toRunSummary(row: RunSummaryRow): RunSummary {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    market_mode: row.market_mode,
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    time_zone: row.time_zone,
    zone_name: row.zone_name,
    portal_id: row.portal_id,
    publishing_state: row.publishing_state,
    invitation_counts: {
      sent: row.sent,
      viewed: row.viewed,
      claimed: row.claimed,
      expired: row.expired,
      revoked: row.revoked,
    },
    active_stakeholders: row.active_stakeholders,
  };
}

export function toRun(row: RunRow): Run {
  return {
    ...toRunSummary(row),
    service_address: row.service_address,
    internal_notes: row.internal_notes,
    price_estimate_cents: row.price_estimate_cents,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}

/** The trail keeps more than is shown, such as the ids of a batch. */
export function toActivityEntry({
  id,
  action,
  created_at,
  actor_name,
  subject_name,
  reason,
  detail,
}: ActivityRow): ActivityEntry {
  const { from, to, starts_at, ends_at, count, reissued, fields } = detail;
  return {
    id,
    action,
    created_at,
    actor_name,
    subject_name,
    reason,
    detail: { from, to, starts_at, ends_at, count, reissued, fields },
  };
}

export function toFields(run: RunEntity): RunFields {
  return {
    name: run.name,
    starts_at: run.startsAt?.toISOString() ?? null,
    ends_at: run.endsAt?.toISOString() ?? null,
    time_zone: run.timeZone,
    zone_name: run.zoneName,
    market_mode: run.marketMode,
    portal_id: run.portalId,
    service_address: run.serviceAddress,
    internal_notes: run.internalNotes,
    price_estimate_cents: run.priceEstimateCents,
  };
}

export function toColumns(fields: RunFields): Omit<RunEntity, 'id' | 'tenantId' | 'status' | 'version'> {
  return {
    name: fields.name,
    startsAt: fields.starts_at === null ? null : new Date(fields.starts_at),
    endsAt: fields.ends_at === null ? null : new Date(fields.ends_at),
    timeZone: fields.time_zone,
    zoneName: fields.zone_name,
    marketMode: fields.market_mode,
    portalId: fields.portal_id,
    serviceAddress: fields.service_address,
    internalNotes: fields.internal_notes,
    priceEstimateCents: fields.price_estimate_cents,
  };
}
