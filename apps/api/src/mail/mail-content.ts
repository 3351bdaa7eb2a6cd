import type { Instant, MemberRole } from '@service-runs/contracts';

/** What a mail says, without a word of how. Links are absolute. */
export type MailContent =
  InvitationMail | MemberInvitationMail | VerifyEmailMail | ResetPasswordMail | NotificationMail;

export interface Provider {
  readonly name: string;
  readonly contact_phone: string | null;
  readonly contact_email: string | null;
}

export interface RunFacts {
  readonly name: string;
  readonly starts_at: Instant | null;
  readonly ends_at: Instant | null;
  readonly time_zone: string;
  readonly zone_name: string | null;
}

/** Null for the first mail of an invitation. */
export type Reminder = 'unclaimed' | 'expires_soon' | null;

interface Invited {
  readonly reminder: Reminder;
  readonly provider: Provider;
  readonly link: string;
  readonly expires_at: Instant;
}

export interface InvitationMail extends Invited {
  readonly kind: 'invitation';
  readonly run: RunFacts;
  readonly invitee_name: string | null;
  /** The provider's own words. */
  readonly message: string | null;
}

export interface MemberInvitationMail extends Invited {
  readonly kind: 'member_invitation';
  readonly role: MemberRole;
}

export interface VerifyEmailMail {
  readonly kind: 'verify_email';
  readonly link: string;
  readonly expires_at: Instant;
}

export interface ResetPasswordMail {
  readonly kind: 'reset_password';
  readonly link: string;
  readonly expires_at: Instant;
}

export interface NotificationMail {
  readonly kind: 'notification';
  readonly title: string;
  readonly body: string;
  /** The organisation that it comes from. */
  readonly provider: string | null;
  readonly action: {
    readonly label: 'open_run' | 'open_inbox' | 'open_notifications';
    readonly link: string;
  } | null;
}

/** How to end mail that is a choice: a page for people, and an address that mail programs send to by themselves (RFC 8058). */
export interface Unsubscribe {
  readonly page: string;
  readonly one_click: string;
}
