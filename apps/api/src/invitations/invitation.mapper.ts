import {
  appPaths,
  type ClaimAnswer,
  type Invitation,
  type InvitationContext,
  type InvitationStatus,
  type InviteeFate,
  type IssuedInvitation,
  type MailState,
  type MarketMode,
  type MemberRole,
  type PreviewedInvitee,
  type PublicInvitationAnswer,
  type RunStatus,
} from '@service-runs/contracts';
import { service } from '@service-runs/copy';

export interface InvitationRow {
  id: string;
  invitee_email: string;
  invitee_name: string | null;
  invitee_role: string | null;
  status: InvitationStatus;
  claim_token_expires_at: string;
  sent_at: string;
  viewed_at: string | null;
  claimed_at: string | null;
  revoked_at: string | null;
  revoked_reason: string | null;
  mail_state: MailState;
}

export type IssuedRow = Pick<
  InvitationRow,
  'id' | 'invitee_email' | 'invitee_name' | 'invitee_role' | 'status' | 'claim_token_expires_at'
>;

export interface PreviewedRow {
  invitee_email: string;
  fate: InviteeFate;
}

export interface OpenedRow {
  status: InvitationStatus;
  context_type: InvitationContext;
  invitee_name: string | null;
  email_masked: string;
  expires_at: string;
  message: string | null;
  run_id: string | null;
  run_name: string;
  starts_at: string | null;
  ends_at: string | null;
  time_zone: string;
  zone_name: string | null;
  market_mode: MarketMode;
  run_status: RunStatus;
  tenant_name: string;
  contact_phone: string | null;
  contact_email: string | null;
}

export interface ClaimedRow {
  run_id: string | null;
  stakeholder_role: string | null;
  granted_at: string;
  tenant_id: string;
  member_role: MemberRole;
}

export function toInvitation(row: InvitationRow): Invitation {
  return {
    id: row.id,
    invitee_email: row.invitee_email,
    invitee_name: row.invitee_name,
    invitee_role: row.invitee_role,
    status: row.status,
    claim_token_expires_at: row.claim_token_expires_at,
    sent_at: row.sent_at,
    viewed_at: row.viewed_at,
    claimed_at: row.claimed_at,
    revoked_at: row.revoked_at,
    revoked_reason: row.revoked_reason,
    mail_state: row.mail_state,
  };
}

export function toIssued(row: IssuedRow, token: string, reissued: boolean): IssuedInvitation {
  return {
    id: row.id,
    invitee_email: row.invitee_email,
    invitee_name: row.invitee_name,
    invitee_role: row.invitee_role,
    status: row.status,
    claim_token_expires_at: row.claim_token_expires_at,
    claim_url: appPaths.claim(token),
    reissued,
  };
}

export function toPreviewed({ invitee_email, fate }: PreviewedRow): PreviewedInvitee {
  return { invitee_email, fate };
}

/** Once claimed, the link tells nothing of the run any more: its claimant has the run's own page. */
export function toPublicInvitation(row: OpenedRow): PublicInvitationAnswer {
  return {
    ok: true,
    invitation: {
      status: row.status,
      context_type: row.context_type,
      invitee_name: row.invitee_name,
      invitee_email_masked: row.email_masked,
      expires_at: row.expires_at,
      message: row.message,
    },
    ...(row.run_id !== null &&
      row.status !== 'claimed' && {
        run: {
          id: row.run_id,
          name: row.run_name,
          starts_at: row.starts_at,
          ends_at: row.ends_at,
          time_zone: row.time_zone,
          zone_name: row.zone_name,
          market_mode: row.market_mode,
          status: row.run_status,
        },
      }),
    provider: { name: row.tenant_name, contact_phone: row.contact_phone, contact_email: row.contact_email },
    copy:
      row.context_type === 'tenant'
        ? { title: service('public.invite.member.title'), disclaimer: service('public.invite.member.disclaimer') }
        : { title: service('public.invite.title'), disclaimer: service('public.invite.disclaimer') },
  };
}

export function toClaimAnswer(row: ClaimedRow): ClaimAnswer {
  return row.run_id === null
    ? { ok: true, tenant_id: row.tenant_id, role: row.member_role, redirect: appPaths.providerRuns }
    : {
        ok: true,
        run_id: row.run_id,
        access: { type: 'stakeholder', stakeholder_role: row.stakeholder_role, granted_at: row.granted_at },
        redirect: appPaths.runView(row.run_id),
      };
}
