import type { Id, Instant, Ok, Page } from './envelope';
import type { InvitationStatus, InviteeFate, MailState, MemberRole } from './vocabulary';
import type { Stakeholder } from './runs';

export interface InviteeInput {
  email: string;
  name?: string | null;
  role?: string | null;
  message?: string | null;
}

export interface CreateInvitationsInput {
  /** 1 to 50; all are taken or none. */
  invitees: InviteeInput[];
  /** 1 to 90; 30 where it is not given. */
  expires_in_days?: number;
  send_mail?: boolean;
}

export interface ReissueInput {
  /** Sends the new link by mail as well. */
  send_mail?: boolean;
}

export interface RevokeInput {
  reason?: string | null;
}

/** An invitation as the inviting organisation reads it. It holds no token and no link. */
export interface Invitation {
  id: Id;
  invitee_email: string;
  invitee_name: string | null;
  invitee_role: string | null;
  status: InvitationStatus;
  claim_token_expires_at: Instant;
  sent_at: Instant;
  viewed_at: Instant | null;
  claimed_at: Instant | null;
  revoked_at: Instant | null;
  revoked_reason: string | null;
  mail_state: MailState;
}

/** What creating or reissuing answers, once: the only place where a link is handed out. */
export interface IssuedInvitation {
  id: Id;
  invitee_email: string;
  invitee_name: string | null;
  invitee_role: string | null;
  status: InvitationStatus;
  claim_token_expires_at: Instant;
  /** `/i/<token>`, to be put behind the origin of the site. */
  claim_url: string;
  reissued: boolean;
}

export interface SkippedInvitee {
  invitee_email: string;
  reason: 'already_has_access';
}

export interface PreviewInvitationsInput {
  /** 1 to 1000, each once. */
  emails: string[];
}

export interface PreviewedInvitee {
  invitee_email: string;
  fate: InviteeFate;
}

/** In the order given. */
export type InvitationsPreviewed = Ok<{ fates: PreviewedInvitee[] }>;
export type InvitationsCreated = Ok<{ run_id: Id; invitations: IssuedInvitation[]; skipped: SkippedInvitee[] }>;
export type InvitationReissued = Ok<{ invitation: IssuedInvitation }>;
export type MemberInvited = Ok<{ invitation: IssuedInvitation }>;
export type InvitationAnswer = Ok<{ invitation: Invitation }>;
export type InvitationPage = Page<'invitations', Invitation>;
export type StakeholderRevoked = Ok<{ stakeholder: Stakeholder }>;

export type RunClaimed = Ok<{
  run_id: Id;
  access: { type: 'stakeholder'; stakeholder_role: string | null; granted_at: Instant };
  /** A path of the web app. */
  redirect: string;
}>;
export type MembershipClaimed = Ok<{ tenant_id: Id; role: MemberRole; redirect: string }>;
export type ClaimAnswer = RunClaimed | MembershipClaimed;
