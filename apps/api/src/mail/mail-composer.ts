import { Inject, Injectable } from '@nestjs/common';
import { appPaths, type MemberRole } from '@service-runs/contracts';
import { OneTimeLinks } from '../auth';
import { InvitationLinks } from '../invitations';
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';
import type { InvitationMail, MailContent, MemberInvitationMail, NotificationMail, Unsubscribe } from './mail-content';
import type { DueInvitation, DueMail, DueNotification, DueToken } from './mail.repository';
import { UnsubscribeLinks } from './unsubscribe-links';

export interface ComposedMail {
  readonly content: MailContent;
  /** Null for mail that is no choice. */
  readonly unsubscribe: Unsubscribe | null;
}

/** Puts together what a mail says, and writes out the links that are kept nowhere. */
@Injectable()
export class MailComposer {
  private readonly origin: string;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly invitations: InvitationLinks,
    private readonly tokens: OneTimeLinks,
    private readonly unsubscribing: UnsubscribeLinks,
  ) {
    this.origin = settings.appBaseUrl;
  }

  /** Null where the key of its link was taken out of LINK_SECRET: a mail with a dead link is of no use. */
  compose(due: DueMail): ComposedMail | null {
    switch (due.kind) {
      case 'invitation':
      case 'invitation_reminder':
        return this.invitation(due);
      case 'one_time_token':
        return this.token(due);
      case 'notification':
        return this.notification(due);
    }
  }

  private invitation(due: DueInvitation): ComposedMail | null {
    const { invitation_id, version, key_id, provider, run, expires_at } = due;
    const token = this.invitations.token({ invitationId: invitation_id, version, keyId: key_id }, 'mail');
    if (token === null) {
      return null;
    }
    const shared = { reminder: reminderOf(due), provider, link: this.origin + appPaths.claim(token), expires_at };
    const content: InvitationMail | MemberInvitationMail =
      run === null
        ? { kind: 'member_invitation', role: due.invitee_role as MemberRole, ...shared }
        : { kind: 'invitation', run, invitee_name: due.invitee_name, message: due.message, ...shared };
    return { content, unsubscribe: this.unsubscribing.of({ type: 'invitation', invitationId: invitation_id }) };
  }

  private token({ purpose, token_id, key_id, expires_at }: DueToken): ComposedMail | null {
    const token = this.tokens.token(purpose, token_id, key_id);
    if (token === null) {
      return null;
    }
    const content: MailContent =
      purpose === 'verify_email'
        ? { kind: 'verify_email', link: this.origin + appPaths.verifyEmail(token), expires_at }
        : { kind: 'reset_password', link: this.origin + appPaths.resetPassword(token), expires_at };
    return { content, unsubscribe: null };
  }

  private notification({ individual_id, topic, title, body, action_url, provider }: DueNotification): ComposedMail {
    return {
      content: { kind: 'notification', title, body, provider, action: this.action(action_url) },
      unsubscribe: this.unsubscribing.of({ type: 'person', individualId: individual_id, topic }),
    };
  }

  private action(path: string | null): NotificationMail['action'] {
    if (path === null) {
      return null;
    }
    const link = this.origin + path;
    if (path === appPaths.inbox) {
      return { label: 'open_inbox', link };
    }
    return path === appPaths.notifications ? { label: 'open_notifications', link } : { label: 'open_run', link };
  }
}

/** The second one comes before the invitation runs out, and so does the only one of an invitation that lives a few days. */
function reminderOf({ reminder }: DueInvitation): InvitationMail['reminder'] {
  return reminder === null ? null : reminder === 1 ? 'unclaimed' : 'expires_soon';
}
