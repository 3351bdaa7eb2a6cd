import {
  INVITATION_CONTEXTS,
  INVITATION_STATUSES,
  INVITEE_FATES,
  MAIL_STATES,
  MARKET_MODES,
  MEMBER_ROLES,
  RUN_STATUSES,
  type Invitation,
  type InvitationAnswer,
  type InvitationContext,
  type InvitationPage,
  type InvitationReissued,
  type InvitationsCreated,
  type InvitationsPreviewed,
  type InvitationStatus,
  type InviteeFate,
  type IssuedInvitation,
  type MailState,
  type MarketMode,
  type MembershipClaimed,
  type MemberRole,
  type PreviewedInvitee,
  type PublicInvitation,
  type PublicInvitationAnswer,
  type PublicProvider,
  type PublicRun,
  type RunClaimed,
  type RunStatus,
  type SkippedInvitee,
} from '@service-runs/contracts';
import { Shown } from '../../platform/openapi/shown';

class InvitationBody implements Invitation {
  @Shown.id() id: string;
  @Shown.text() invitee_email: string;
  @Shown.text({ nullable: true }) invitee_name: string | null;
  @Shown.text({ nullable: true }) invitee_role: string | null;
  @Shown.choice(INVITATION_STATUSES) status: InvitationStatus;
  @Shown.instant() claim_token_expires_at: string;
  @Shown.instant() sent_at: string;
  @Shown.instant({ nullable: true }) viewed_at: string | null;
  @Shown.instant({ nullable: true }) claimed_at: string | null;
  @Shown.instant({ nullable: true }) revoked_at: string | null;
  @Shown.text({ nullable: true }) revoked_reason: string | null;
  @Shown.choice(MAIL_STATES, { nullable: true }) mail_state: MailState;
}

class IssuedInvitationBody implements IssuedInvitation {
  @Shown.id() id: string;
  @Shown.text() invitee_email: string;
  @Shown.text({ nullable: true }) invitee_name: string | null;
  @Shown.text({ nullable: true }) invitee_role: string | null;
  @Shown.choice(INVITATION_STATUSES) status: InvitationStatus;
  @Shown.instant() claim_token_expires_at: string;
  @Shown.text({ description: '`/i/<token>`, shown this once.' }) claim_url: string;
  @Shown.flag({ description: 'An open invitation of this address was renewed; its old link is dead.' })
  reissued: boolean;
}

class SkippedInviteeBody implements SkippedInvitee {
  @Shown.text() invitee_email: string;
  @Shown.choice(['already_has_access']) reason: 'already_has_access';
}

export class InvitationsCreatedBody implements InvitationsCreated {
  @Shown.ok() ok: true;
  @Shown.id() run_id: string;
  @Shown.list(() => IssuedInvitationBody) invitations: IssuedInvitationBody[];
  @Shown.list(() => SkippedInviteeBody) skipped: SkippedInviteeBody[];
}

class PreviewedInviteeBody implements PreviewedInvitee {
  @Shown.text() invitee_email: string;
  @Shown.choice(INVITEE_FATES) fate: InviteeFate;
}

export class InvitationsPreviewedBody implements InvitationsPreviewed {
  @Shown.ok() ok: true;
  @Shown.list(() => PreviewedInviteeBody) fates: PreviewedInviteeBody[];
}

export class InvitationReissuedBody implements InvitationReissued {
  @Shown.ok() ok: true;
  @Shown.object(() => IssuedInvitationBody) invitation: IssuedInvitationBody;
}

export class InvitationAnswerBody implements InvitationAnswer {
  @Shown.ok() ok: true;
  @Shown.object(() => InvitationBody) invitation: InvitationBody;
}

export class InvitationPageBody implements InvitationPage {
  @Shown.ok() ok: true;
  @Shown.list(() => InvitationBody) invitations: InvitationBody[];
  @Shown.text({ nullable: true }) next_cursor: string | null;
}

class PublicInvitationBody implements PublicInvitation {
  @Shown.choice(INVITATION_STATUSES) status: InvitationStatus;
  @Shown.choice(INVITATION_CONTEXTS) context_type: InvitationContext;
  @Shown.text({ nullable: true }) invitee_name: string | null;
  @Shown.text() invitee_email_masked: string;
  @Shown.instant() expires_at: string;
  @Shown.text({ nullable: true }) message: string | null;
}

class PublicRunBody implements PublicRun {
  @Shown.id() id: string;
  @Shown.text() name: string;
  @Shown.instant({ nullable: true }) starts_at: string | null;
  @Shown.instant({ nullable: true }) ends_at: string | null;
  @Shown.text() time_zone: string;
  @Shown.text({ nullable: true }) zone_name: string | null;
  @Shown.choice(MARKET_MODES) market_mode: MarketMode;
  @Shown.choice(RUN_STATUSES) status: RunStatus;
}

class PublicProviderBody implements PublicProvider {
  @Shown.text() name: string;
  @Shown.text({ nullable: true }) contact_phone: string | null;
  @Shown.text({ nullable: true }) contact_email: string | null;
}

class PublicInvitationCopyBody {
  @Shown.text() title: string;
  @Shown.text() disclaimer: string;
}

export class PublicInvitationAnswerBody implements PublicInvitationAnswer {
  @Shown.ok() ok: true;
  @Shown.object(() => PublicInvitationBody) invitation: PublicInvitationBody;
  @Shown.object(() => PublicRunBody, { optional: true, description: 'Absent once claimed.' }) run?: PublicRunBody;
  @Shown.object(() => PublicProviderBody) provider: PublicProviderBody;
  @Shown.object(() => PublicInvitationCopyBody) copy: PublicInvitationCopyBody;
}

class GrantedAccessBody {
  @Shown.choice(['stakeholder']) type: 'stakeholder';
  @Shown.text({ nullable: true }) stakeholder_role: string | null;
  @Shown.instant() granted_at: string;
}

export class RunClaimedBody implements RunClaimed {
  @Shown.ok() ok: true;
  @Shown.id() run_id: string;
  @Shown.object(() => GrantedAccessBody) access: GrantedAccessBody;
  @Shown.text({ description: 'A path of the web app.' }) redirect: string;
}

export class MembershipClaimedBody implements MembershipClaimed {
  @Shown.ok() ok: true;
  @Shown.id() tenant_id: string;
  @Shown.choice(MEMBER_ROLES) role: MemberRole;
  @Shown.text({ description: 'A path of the web app.' }) redirect: string;
}
