import { label } from '../../libs/copy/src/catalogue/label.ts';
import { notification } from '../../libs/copy/src/catalogue/notification.ts';

/** What somebody is told who has been invited, as the API writes it. */
export const INVITED_WORDS = {
  title: notification['notification.invited.title'],
  runBody: notification['notification.invited.body'].replace('{noun.run}', label['label.noun.run']),
  tenantBody: notification['notification.invited_member.body'],
} as const;
