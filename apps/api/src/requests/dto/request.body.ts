import {
  REQUEST_STATUSES,
  type AttachedRequest,
  type AttachedRequestsAnswer,
  type RequestAnswer,
  type RequestCounts,
  type RequestCountsAnswer,
  type RequestPage,
  type RequestStatus,
  type RequestSubmitted,
  type ServiceRequest,
} from '@service-runs/contracts';
import { Shown } from '../../platform/openapi/shown';

class SubmittedRequestBody {
  @Shown.id() id: string;
}

export class RequestSubmittedBody implements RequestSubmitted {
  @Shown.ok() ok: true;
  @Shown.object(() => SubmittedRequestBody) request: SubmittedRequestBody;
}

class RequestPortalBody {
  @Shown.text() slug: string;
  @Shown.text() name: string;
}

class RequestRunBody {
  @Shown.id() id: string;
  @Shown.text() name: string;
}

class ServiceRequestBody implements ServiceRequest {
  @Shown.id() id: string;
  @Shown.choice(REQUEST_STATUSES) status: RequestStatus;
  @Shown.text() requester_name: string;
  @Shown.text() requester_email: string;
  @Shown.text({ nullable: true }) requester_phone: string | null;
  @Shown.text({ nullable: true }) zone_name: string | null;
  @Shown.text() summary: string;
  @Shown.text({ nullable: true }) decline_reason: string | null;
  @Shown.object(() => RequestPortalBody, { nullable: true }) portal: RequestPortalBody | null;
  @Shown.object(() => RequestRunBody, { nullable: true, description: 'The run it was asked on.' })
  run: RequestRunBody | null;
  @Shown.object(() => RequestRunBody, { nullable: true }) attached_run: RequestRunBody | null;
  @Shown.instant() created_at: string;
}

export class RequestPageBody implements RequestPage {
  @Shown.ok() ok: true;
  @Shown.list(() => ServiceRequestBody) requests: ServiceRequestBody[];
  @Shown.text({ nullable: true }) next_cursor: string | null;
}

export class RequestAnswerBody implements RequestAnswer {
  @Shown.ok() ok: true;
  @Shown.object(() => ServiceRequestBody) request: ServiceRequestBody;
}

class RequestCountsBody implements RequestCounts {
  @Shown.integer() new: number;
  @Shown.integer() accepted: number;
  @Shown.integer() declined: number;
}

export class RequestCountsAnswerBody implements RequestCountsAnswer {
  @Shown.ok() ok: true;
  @Shown.object(() => RequestCountsBody) counts: RequestCountsBody;
  @Shown.integer({ description: 'A count of this many means this many or more.' }) capped_at: number;
}

class AttachedRequestBody implements AttachedRequest {
  @Shown.id() id: string;
  @Shown.text() requester_name: string;
  @Shown.text({ nullable: true }) zone_name: string | null;
  @Shown.text() summary: string;
  @Shown.instant() attached_at: string;
}

export class AttachedRequestsAnswerBody implements AttachedRequestsAnswer {
  @Shown.ok() ok: true;
  @Shown.list(() => AttachedRequestBody) attached_requests: AttachedRequestBody[];
}
