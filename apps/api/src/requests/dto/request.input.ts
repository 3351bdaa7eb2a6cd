import {
  LIMITS,
  REQUEST_STATUSES,
  type DeclineInput,
  type RequestIdsInput,
  type RequestStatus,
  type SubmitRequestInput,
} from '@service-runs/contracts';
import { PageQuery } from '../../platform/http/paging';
import { BooleanField, ChoicesField, EmailField, IdField, IdsField, TextField } from '../../platform/validation/fields';

export class SubmitRequestBody implements SubmitRequestInput {
  @IdField()
  run_id: string;

  @TextField({ min: 1, max: LIMITS.requesterName })
  requester_name: string;

  @EmailField()
  requester_email: string;

  @TextField({ max: LIMITS.requesterPhone, optional: true, nullable: true })
  requester_phone?: string | null;

  @TextField({ max: LIMITS.zoneName, optional: true, nullable: true })
  zone_name?: string | null;

  @TextField({ min: 1, max: LIMITS.requestSummary })
  summary: string;
}

export class RequestsQuery extends PageQuery {
  @ChoicesField(REQUEST_STATUSES)
  status?: RequestStatus[];

  @TextField({ max: LIMITS.searchMax, optional: true })
  q?: string;

  /** Only those that are attached to no run. */
  @BooleanField({ optional: true, fromQuery: true })
  unattached?: boolean;
}

export class DeclineBody implements DeclineInput {
  @TextField({ max: LIMITS.declineReason, optional: true, nullable: true })
  reason?: string | null;
}

export class RequestIdsBody implements RequestIdsInput {
  @IdsField({ max: LIMITS.requestsMax })
  request_ids: string[];
}
