import { MAIL_TOPICS, type MailTopic, type Notification, type NotificationChoices } from '@service-runs/contracts';
import type { LinkOrigin } from '../invitations';
import type { ChoicesRow } from './notification.repository';

export interface NotificationRow {
  id: string;
  category: string;
  title: string;
  body: string;
  action_url: string | null;
  context_type: string;
  context_id: string;
  read_at: string | null;
  created_at: string;
  /** Of a live invitation link; null where there is none. */
  link_version: number | null;
  link_key_id: string | null;
  position: string;
}

/** Stands for a link that is kept nowhere. */
const LINK_TEMPLATE = '/i/{token}';

/** The link is written out when its owner reads it; a dead one leads nowhere. */
export function toNotification(row: NotificationRow, linkPath: (origin: LinkOrigin) => string | null): Notification {
  const { id, category, title, body, context_type, context_id, read_at, created_at } = row;
  return {
    id,
    category,
    title,
    body,
    action_url: actionUrl(row, linkPath),
    context_type,
    context_id,
    read_at,
    created_at,
  };
}

function actionUrl(row: NotificationRow, linkPath: (origin: LinkOrigin) => string | null): string | null {
  if (row.action_url !== LINK_TEMPLATE) {
    return row.action_url;
  }
  return row.link_version === null || row.link_key_id === null
    ? null
    : linkPath({ invitationId: row.context_id, version: row.link_version, keyId: row.link_key_id });
}

/** What nobody has turned off is on. */
export function toChoices({ email_verified, off }: ChoicesRow): NotificationChoices {
  const choices = Object.fromEntries(MAIL_TOPICS.map((topic) => [topic, !off.includes(topic)]));
  return { ok: true, email_verified, choices: choices as Record<MailTopic, boolean> };
}
