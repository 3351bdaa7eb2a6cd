import type { Id, Instant, Ok, Page } from './envelope';
import type { AttachedRequest } from './runs';
import type { RequestStatus } from './vocabulary';

/** What somebody asks for on a portal page. */
export interface SubmitRequestInput {
  run_id: Id;
  requester_name: string;
  requester_email: string;
  requester_phone?: string | null;
  zone_name?: string | null;
  summary: string;
}

export type RequestSubmitted = Ok<{ request: { id: Id } }>;

/** A request as the provider's inbox shows it. */
export interface ServiceRequest {
  id: Id;
  status: RequestStatus;
  requester_name: string;
  requester_email: string;
  requester_phone: string | null;
  zone_name: string | null;
  summary: string;
  decline_reason: string | null;
  /** Where it was asked; null where the portal is gone. */
  portal: { slug: string; name: string } | null;
  /** The run it was asked on; null where the run is gone. */
  run: { id: Id; name: string } | null;
  attached_run: { id: Id; name: string } | null;
  created_at: Instant;
}

export interface DeclineInput {
  reason?: string | null;
}

export interface RequestIdsInput {
  /** 1 to 100. */
  request_ids: Id[];
}

export type RequestPage = Page<'requests', ServiceRequest>;
export type RequestAnswer = Ok<{ request: ServiceRequest }>;
export type RequestCounts = Record<RequestStatus, number>;
export type RequestCountsAnswer = Ok<{ counts: RequestCounts; capped_at: number }>;
export type AttachedRequestsAnswer = Ok<{ attached_requests: AttachedRequest[] }>;
