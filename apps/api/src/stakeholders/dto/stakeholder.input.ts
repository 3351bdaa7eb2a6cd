import { GRANT_STATUSES, LIMITS, type GrantStatus, type RevokeInput } from '@service-runs/contracts';
import { PageQuery } from '../../platform/http/paging';
import { ChoicesField, TextField } from '../../platform/validation/fields';

export class StakeholdersQuery extends PageQuery {
  @ChoicesField(GRANT_STATUSES)
  status?: GrantStatus[];
}

export class RevokeStakeholderBody implements RevokeInput {
  @TextField({ max: LIMITS.revokeReason, optional: true, nullable: true })
  reason?: string | null;
}
