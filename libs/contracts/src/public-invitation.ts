import type { Id, Instant, Ok } from './envelope';
import type { InvitationContext, InvitationStatus, MarketMode, RunStatus } from './vocabulary';

/** What anyone who holds a live link may see. */
export interface PublicInvitation {
  status: InvitationStatus;
  context_type: InvitationContext;
  invitee_name: string | null;
  invitee_email_masked: string;
  expires_at: Instant;
  message: string | null;
}

export interface PublicRun {
  id: Id;
  name: string;
  starts_at: Instant | null;
  ends_at: Instant | null;
  time_zone: string;
  zone_name: string | null;
  market_mode: MarketMode;
  status: RunStatus;
}

export interface PublicProvider {
  name: string;
  contact_phone: string | null;
  contact_email: string | null;
}

export type PublicInvitationAnswer = Ok<{
  invitation: PublicInvitation;
  /** Absent once claimed, and on an invitation to join an organisation. */
  run?: PublicRun;
  provider: PublicProvider;
  copy: { title: string; disclaimer: string };
}>;
