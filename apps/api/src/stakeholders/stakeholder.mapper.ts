import {
  LIMITS,
  type AccessType,
  type GrantStatus,
  type MarketMode,
  type PublishingState,
  type RunAccess,
  type RunStatus,
  type RunView,
  type RunViewAnswer,
  type SharedRun,
  type Stakeholder,
  type StakeholderPreview,
} from '@service-runs/contracts';
import { toPublicInvitation } from '../invitations';

export interface RunViewRow {
  id: string;
  name: string;
  market_mode: MarketMode;
  status: RunStatus;
  /** `2026-03-12 09:00:00`, local to the run's zone. */
  local_start: string | null;
  local_end: string | null;
  starts_at: string | null;
  ends_at: string | null;
  time_zone: string;
  publishing_state: PublishingState;
  zone_name: string | null;
  tenant_name: string;
  contact_phone: string | null;
  contact_email: string | null;
  access_type: AccessType;
  stakeholder_role: string | null;
  granted_at: string | null;
}

/** A run under its provider's eyes, with the moment at which it was read. */
export type PreviewRow = Omit<RunViewRow, 'access_type' | 'stakeholder_role' | 'granted_at'> & { now: string };

export interface StakeholderRow {
  id: string;
  individual_id: string;
  display_name: string;
  email_masked: string;
  email_verified: boolean;
  stakeholder_role: string | null;
  status: GrantStatus;
  granted_at: string;
  revoked_at: string | null;
  revoked_reason: string | null;
  invite_id: string | null;
  position: string;
}

/** Split and not cut: the last evening of 9999 in UTC is a day of five-digit years further east. */
const dateOf = (local: string | null): string | null => local?.split(' ')[0] ?? null;
const timeOf = (local: string | null): string | null => local?.split(' ')[1]?.slice(0, 5) ?? null;

/** Key by key: whatever else a row may come to hold, a stakeholder is shown this and nothing more. */
function toRunView(row: RunViewRow): RunView {
  return {
    id: row.id,
    name: row.name,
    market_mode: row.market_mode,
    status: row.status,
    scheduled_date: dateOf(row.local_start),
    scheduled_time: timeOf(row.local_start),
    scheduled_end_date: dateOf(row.local_end),
    scheduled_end_time: timeOf(row.local_end),
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    time_zone: row.time_zone,
    publishing_state: row.publishing_state,
    zone_name: row.zone_name,
    tenant_name: row.tenant_name,
    contact_phone: row.contact_phone,
    contact_email: row.contact_email,
  };
}

function toAccess(row: RunViewRow): RunAccess {
  return { type: row.access_type, stakeholder_role: row.stakeholder_role, granted_at: row.granted_at };
}

export function toRunViewAnswer(row: RunViewRow): RunViewAnswer {
  return { ok: true, run: toRunView(row), access: toAccess(row) };
}

export function toSharedRun(row: RunViewRow): SharedRun {
  return { ...toRunView(row), access: toAccess(row) };
}

/** Through the very mappers that answer an invitee and a stakeholder: what they leave out, this leaves out. */
export function toPreview(row: PreviewRow): StakeholderPreview {
  const expiresAt = new Date(Date.parse(row.now) + LIMITS.inviteDaysDefault * 86_400_000).toISOString();
  return {
    ok: true,
    public: toPublicInvitation({
      ...row,
      status: 'viewed',
      context_type: 'service_run',
      invitee_name: null,
      email_masked: 'i***e@example.org',
      expires_at: expiresAt,
      message: null,
      run_id: row.id,
      run_name: row.name,
      run_status: row.status,
    }),
    view: toRunViewAnswer({ ...row, access_type: 'stakeholder', stakeholder_role: null, granted_at: row.now }),
  };
}

export function toStakeholder(row: StakeholderRow): Stakeholder {
  return {
    id: row.id,
    individual: {
      id: row.individual_id,
      display_name: row.display_name,
      email_masked: row.email_masked,
      email_verified: row.email_verified,
    },
    stakeholder_role: row.stakeholder_role,
    status: row.status,
    granted_at: row.granted_at,
    revoked_at: row.revoked_at,
    revoked_reason: row.revoked_reason,
    invite_id: row.invite_id,
  };
}
