import { BooleanField } from '../../platform/validation/fields';

export class UnsubscribeBody {
  @BooleanField({ optional: true })
  subscribed?: boolean;
}
