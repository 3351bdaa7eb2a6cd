import type { UpdateChoicesInput } from '@service-runs/contracts';
import { PageQuery } from '../../platform/http/paging';
import { BooleanField } from '../../platform/validation/fields';

export class NotificationsQuery extends PageQuery {
  @BooleanField({ optional: true, fromQuery: true })
  unread?: boolean;
}

export class UpdateChoicesBody implements UpdateChoicesInput {
  @BooleanField({ optional: true })
  run_moved?: boolean;

  @BooleanField({ optional: true })
  run_progress?: boolean;

  @BooleanField({ optional: true })
  run_reminder?: boolean;

  @BooleanField({ optional: true })
  access_ended?: boolean;

  @BooleanField({ optional: true })
  invitation_claimed?: boolean;

  @BooleanField({ optional: true })
  request_arrived?: boolean;
}
