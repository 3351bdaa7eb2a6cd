import { MAIL_TOPICS, type MailTopic, type Unsubscription } from '@service-runs/contracts';
import { Shown } from '../../platform/openapi/shown';

export class UnsubscriptionBody implements Unsubscription {
  @Shown.ok() ok: true;
  @Shown.choice(MAIL_TOPICS, { nullable: true, description: 'Null for the reminders of one invitation.' })
  topic: MailTopic | null;
  @Shown.text() email_masked: string;
  @Shown.flag() subscribed: boolean;
}
