import {
  LIMITS,
  MARKET_MODES,
  RUN_STATUSES,
  type CreateRunInput,
  type MarketMode,
  type RunStatus,
  type TransitionInput,
  type UpdateRunInput,
} from '@service-runs/contracts';
import { PageQuery } from '../../platform/http/paging';
import {
  ChoiceField,
  ChoicesField,
  IdField,
  InstantField,
  IntegerField,
  TextField,
  TimeZoneField,
} from '../../platform/validation/fields';

class OptionalRunFields {
  @InstantField({ optional: true, nullable: true })
  starts_at?: string | null;

  @InstantField({ optional: true, nullable: true })
  ends_at?: string | null;

  @TimeZoneField({ optional: true })
  time_zone?: string;

  @TextField({ max: LIMITS.zoneName, optional: true, nullable: true })
  zone_name?: string | null;

  @ChoiceField(MARKET_MODES, { optional: true })
  market_mode?: MarketMode;

  @IdField({ optional: true, nullable: true })
  portal_id?: string | null;

  @TextField({ max: LIMITS.serviceAddress, optional: true, nullable: true })
  service_address?: string | null;

  @TextField({ max: LIMITS.internalNotes, optional: true, nullable: true })
  internal_notes?: string | null;

  @IntegerField({ min: 0, max: LIMITS.priceCentsMax, optional: true, nullable: true })
  price_estimate_cents?: number | null;
}

export class CreateRunBody extends OptionalRunFields implements CreateRunInput {
  @TextField({ min: 1, max: LIMITS.runName })
  name: string;
}

export class UpdateRunBody extends OptionalRunFields implements UpdateRunInput {
  @TextField({ min: 1, max: LIMITS.runName, optional: true })
  name?: string;
}

export class TransitionBody implements TransitionInput {
  @ChoiceField(RUN_STATUSES)
  to: RunStatus;
}

export class RunsQuery extends PageQuery {
  @ChoicesField(RUN_STATUSES)
  status?: RunStatus[];

  @TextField({ max: LIMITS.searchMax, optional: true })
  q?: string;
}
