import { PageQuery } from '../../platform/http/paging';
import { BooleanField } from '../../platform/validation/fields';

export class NotificationsQuery extends PageQuery {
  @BooleanField({ optional: true, fromQuery: true })
  unread?: boolean;
}
