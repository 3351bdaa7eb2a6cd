import {
  ACTIVITY_ACTIONS,
  MARKET_MODES,
  PUBLICATION_SOURCES,
  PUBLISHING_STATES,
  RUN_STATUSES,
  type ActivityAction,
  type ActivityDetail,
  type ActivityEntry,
  type ActivityPage,
  type AttachedRequest,
  type InvitationCounts,
  type MarketMode,
  type Publication,
  type PublicationSource,
  type PublishingState,
  type Run,
  type RunAnswer,
  type RunCounts,
  type RunCountsAnswer,
  type RunDetail,
  type RunPage,
  type RunStatus,
  type RunSummary,
} from '@service-runs/contracts';
import { Shown } from '../../platform/openapi/shown';

class InvitationCountsBody implements InvitationCounts {
  @Shown.integer() sent: number;
  @Shown.integer() viewed: number;
  @Shown.integer() claimed: number;
  @Shown.integer() expired: number;
  @Shown.integer() revoked: number;
}

class RunSummaryBody implements RunSummary {
  @Shown.id() id: string;
  @Shown.text() name: string;
  @Shown.choice(RUN_STATUSES) status: RunStatus;
  @Shown.choice(MARKET_MODES) market_mode: MarketMode;
  @Shown.instant({ nullable: true }) starts_at: string | null;
  @Shown.instant({ nullable: true }) ends_at: string | null;
  @Shown.text({ description: 'IANA zone.' }) time_zone: string;
  @Shown.text({ nullable: true }) zone_name: string | null;
  @Shown.id({ nullable: true }) portal_id: string | null;
  @Shown.choice(PUBLISHING_STATES, { nullable: true, description: 'Null: never published.' })
  publishing_state: PublishingState;
  @Shown.object(() => InvitationCountsBody) invitation_counts: InvitationCountsBody;
  @Shown.integer() active_stakeholders: number;
}

class RunBody extends RunSummaryBody implements Run {
  @Shown.text({ nullable: true }) service_address: string | null;
  @Shown.text({ nullable: true }) internal_notes: string | null;
  @Shown.integer({ nullable: true }) price_estimate_cents: number | null;
  @Shown.integer({ description: 'Also the ETag.' }) version: number;
  @Shown.instant() created_at: string;
  @Shown.instant() updated_at: string;
}

class PublicationBody implements Publication {
  @Shown.id() portal_id: string;
  @Shown.text() portal_slug: string;
  @Shown.text() portal_name: string;
  @Shown.choice(PUBLICATION_SOURCES) source: PublicationSource;
  @Shown.instant({ nullable: true }) published_at: string | null;
  @Shown.instant({ nullable: true }) unpublished_at: string | null;
}

class AttachedRequestBody implements AttachedRequest {
  @Shown.id() id: string;
  @Shown.text() requester_name: string;
  @Shown.text({ nullable: true }) zone_name: string | null;
  @Shown.text() summary: string;
  @Shown.instant() attached_at: string;
}

export class RunPageBody implements RunPage {
  @Shown.ok() ok: true;
  @Shown.list(() => RunSummaryBody) runs: RunSummaryBody[];
  @Shown.text({ nullable: true }) next_cursor: string | null;
}

class RunCountsBody implements RunCounts {
  @Shown.integer() draft: number;
  @Shown.integer() scheduled: number;
  @Shown.integer() in_progress: number;
  @Shown.integer() completed: number;
  @Shown.integer() cancelled: number;
}

export class RunCountsAnswerBody implements RunCountsAnswer {
  @Shown.ok() ok: true;
  @Shown.object(() => RunCountsBody) counts: RunCountsBody;
  @Shown.integer({ description: 'A count of this many means this many or more.' }) capped_at: number;
}

export class RunAnswerBody implements RunAnswer {
  @Shown.ok() ok: true;
  @Shown.object(() => RunBody) run: RunBody;
}

export class RunDetailBody extends RunAnswerBody implements RunDetail {
  @Shown.list(() => AttachedRequestBody) attached_requests: AttachedRequestBody[];
  @Shown.list(() => PublicationBody) publications: PublicationBody[];
}

class InstantChangeBody {
  @Shown.instant({ nullable: true }) from: string | null;
  @Shown.instant({ nullable: true }) to: string | null;
}

class ActivityDetailBody implements ActivityDetail {
  @Shown.text({ optional: true }) from?: string;
  @Shown.text({ optional: true }) to?: string;
  @Shown.object(() => InstantChangeBody, { optional: true }) starts_at?: InstantChangeBody;
  @Shown.object(() => InstantChangeBody, { optional: true }) ends_at?: InstantChangeBody;
  @Shown.integer({ optional: true }) count?: number;
  @Shown.integer({ optional: true }) reissued?: number;
  @Shown.texts({ optional: true }) fields?: string[];
}

class ActivityEntryBody implements ActivityEntry {
  @Shown.id() id: string;
  @Shown.choice(ACTIVITY_ACTIONS) action: ActivityAction;
  @Shown.instant() created_at: string;
  @Shown.text({ nullable: true }) actor_name: string | null;
  @Shown.text({ nullable: true }) subject_name: string | null;
  @Shown.text({ nullable: true }) reason: string | null;
  @Shown.object(() => ActivityDetailBody) detail: ActivityDetailBody;
}

export class ActivityPageBody implements ActivityPage {
  @Shown.ok() ok: true;
  @Shown.list(() => ActivityEntryBody) activity: ActivityEntryBody[];
  @Shown.text({ nullable: true }) next_cursor: string | null;
}
