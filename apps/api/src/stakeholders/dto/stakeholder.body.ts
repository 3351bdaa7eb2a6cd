import {
  ACCESS_TYPES,
  GRANT_STATUSES,
  MARKET_MODES,
  PUBLISHING_STATES,
  RUN_STATUSES,
  type AccessType,
  type GrantStatus,
  type MarketMode,
  type PublishingState,
  type RunAccess,
  type RunStatus,
  type RunView,
  type RunViewAnswer,
  type SharedRun,
  type SharedRunPage,
  type Stakeholder,
  type StakeholderPage,
  type StakeholderPreview,
  type StakeholderRevoked,
} from '@service-runs/contracts';
import { PublicInvitationAnswerBody } from '../../invitations';
import { Shown } from '../../platform/openapi/shown';

class RunAccessBody implements RunAccess {
  @Shown.choice(ACCESS_TYPES) type: AccessType;
  @Shown.text({ nullable: true }) stakeholder_role: string | null;
  @Shown.instant({ nullable: true }) granted_at: string | null;
}

class RunViewBody implements RunView {
  @Shown.id() id: string;
  @Shown.text() name: string;
  @Shown.choice(MARKET_MODES) market_mode: MarketMode;
  @Shown.choice(RUN_STATUSES) status: RunStatus;
  @Shown.date({ nullable: true, description: "Local to the run's zone, as the three below." }) scheduled_date:
    string | null;
  @Shown.time({ nullable: true }) scheduled_time: string | null;
  @Shown.date({ nullable: true }) scheduled_end_date: string | null;
  @Shown.time({ nullable: true }) scheduled_end_time: string | null;
  @Shown.instant({ nullable: true }) starts_at: string | null;
  @Shown.instant({ nullable: true }) ends_at: string | null;
  @Shown.text({ description: 'IANA zone.' }) time_zone: string;
  @Shown.choice(PUBLISHING_STATES, { nullable: true }) publishing_state: PublishingState;
  @Shown.text({ nullable: true }) zone_name: string | null;
  @Shown.text() tenant_name: string;
  @Shown.text({ nullable: true }) contact_phone: string | null;
  @Shown.text({ nullable: true }) contact_email: string | null;
}

export class RunViewAnswerBody implements RunViewAnswer {
  @Shown.ok() ok: true;
  @Shown.object(() => RunViewBody) run: RunViewBody;
  @Shown.object(() => RunAccessBody) access: RunAccessBody;
}

class SharedRunBody extends RunViewBody implements SharedRun {
  @Shown.object(() => RunAccessBody) access: RunAccessBody;
}

export class SharedRunPageBody implements SharedRunPage {
  @Shown.ok() ok: true;
  @Shown.list(() => SharedRunBody) runs: SharedRunBody[];
  @Shown.text({ nullable: true }) next_cursor: string | null;
}

class StakeholderIndividualBody {
  @Shown.id() id: string;
  @Shown.text() display_name: string;
  @Shown.text() email_masked: string;
  @Shown.flag() email_verified: boolean;
}

class StakeholderBody implements Stakeholder {
  @Shown.id() id: string;
  @Shown.object(() => StakeholderIndividualBody) individual: StakeholderIndividualBody;
  @Shown.text({ nullable: true }) stakeholder_role: string | null;
  @Shown.choice(GRANT_STATUSES) status: GrantStatus;
  @Shown.instant() granted_at: string;
  @Shown.instant({ nullable: true }) revoked_at: string | null;
  @Shown.text({ nullable: true }) revoked_reason: string | null;
  @Shown.id({ nullable: true }) invite_id: string | null;
}

export class StakeholderPageBody implements StakeholderPage {
  @Shown.ok() ok: true;
  @Shown.list(() => StakeholderBody) stakeholders: StakeholderBody[];
  @Shown.text({ nullable: true }) next_cursor: string | null;
}

export class StakeholderRevokedBody implements StakeholderRevoked {
  @Shown.ok() ok: true;
  @Shown.object(() => StakeholderBody) stakeholder: StakeholderBody;
}

export class StakeholderPreviewBody implements StakeholderPreview {
  @Shown.ok() ok: true;
  @Shown.object(() => PublicInvitationAnswerBody) public: PublicInvitationAnswerBody;
  @Shown.object(() => RunViewAnswerBody) view: RunViewAnswerBody;
}
