/** The closed sets of words that travel on the wire, and the limits both sides enforce. */

export const RUN_STATUSES = ['draft', 'scheduled', 'in_progress', 'completed', 'cancelled'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Every move a run may make; a move that is not here is refused with `error.run.illegal_transition`. */
export const RUN_TRANSITIONS: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  draft: ['scheduled', 'cancelled'],
  scheduled: ['in_progress', 'cancelled'],
  in_progress: ['completed', 'cancelled'],
  completed: [],
  cancelled: [],
};

/** A run takes new invitations only in these states. */
export const INVITABLE_RUN_STATUSES: readonly RunStatus[] = ['draft', 'scheduled', 'in_progress'];

export const MARKET_MODES = ['PRIVATE', 'TARGETED', 'OPEN'] as const;
export type MarketMode = (typeof MARKET_MODES)[number];

export const INVITATION_STATUSES = ['sent', 'viewed', 'claimed', 'expired', 'revoked'] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

/** What inviting an address would do with it. */
export const INVITEE_FATES = ['new', 'reissue', 'already_has_access'] as const;
export type InviteeFate = (typeof INVITEE_FATES)[number];

export const INVITATION_CONTEXTS = ['service_run', 'tenant'] as const;
export type InvitationContext = (typeof INVITATION_CONTEXTS)[number];

export const GRANT_STATUSES = ['active', 'revoked'] as const;
export type GrantStatus = (typeof GRANT_STATUSES)[number];

export const PUBLISHING_STATES = ['published', 'unpublished'] as const;
/** `null` means that the run has never been published. */
export type PublishingState = (typeof PUBLISHING_STATES)[number] | null;

export const PUBLICATION_SOURCES = ['published', 'home'] as const;
export type PublicationSource = (typeof PUBLICATION_SOURCES)[number];

export const MEMBER_ROLES = ['owner', 'staff'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

export const REQUEST_STATUSES = ['new', 'accepted', 'declined'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

export const ACCESS_TYPES = ['stakeholder', 'tenant'] as const;
export type AccessType = (typeof ACCESS_TYPES)[number];

export const MAIL_STATES = ['queued', 'sent', 'failed'] as const;
/** What became of the mail of an invitation; `null` where none was asked for. */
export type MailState = (typeof MAIL_STATES)[number] | null;

/** What a person may have by mail or not. Mail about signing in is no choice. */
export const MAIL_TOPICS = [
  'run_moved',
  'run_progress',
  'run_reminder',
  'access_ended',
  'invitation_claimed',
  'request_arrived',
] as const;
export type MailTopic = (typeof MAIL_TOPICS)[number];

export const API_SCOPES = [
  'runs:read',
  'runs:write',
  'invitations:read',
  'invitations:write',
  'requests:read',
  'requests:write',
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** What an entry of a run's activity can be about. */
export const ACTIVITY_ACTIONS = [
  'run.created',
  'run.edited',
  'run.rescheduled',
  'run.status_changed',
  'run.published',
  'run.unpublished',
  'run.requests_attached',
  'run.requests_detached',
  'request.created',
  'request.accepted',
  'request.declined',
  'invitations.created',
  'invitation.reissued',
  'invitation.viewed',
  'invitation.claimed',
  'invitation.revoked',
] as const;
export type ActivityAction = (typeof ACTIVITY_ACTIONS)[number];

/** Lengths are counted in UTF-16 code units, as class-validator and HTML `maxlength` count them. */
export const LIMITS = {
  pageDefault: 25,
  pageMax: 100,
  inviteesMax: 50,
  /** Of addresses whose fate is asked for at once. */
  previewMax: 1000,
  inviteeName: 200,
  inviteeRole: 50,
  inviteeMessage: 1000,
  inviteDaysDefault: 30,
  inviteDaysMax: 90,
  revokeReason: 500,
  runName: 200,
  zoneName: 200,
  serviceAddress: 500,
  internalNotes: 5000,
  /** The largest whole number of cents a price estimate may have: what a PostgreSQL `integer` holds. */
  priceCentsMax: 2_147_483_647,
  runYearMin: 1970,
  runYearMax: 9999,
  tenantName: 200,
  contactPhone: 50,
  email: 254,
  displayName: 200,
  passwordMin: 12,
  passwordMax: 256,
  searchMax: 200,
  portalsMax: 50,
  portalName: 200,
  portalDescription: 500,
  requestsMax: 100,
  requesterName: 200,
  requesterPhone: 50,
  requestSummary: 2000,
  declineReason: 500,
  apiKeyName: 200,
  /** Printable ASCII. */
  idempotencyKey: 255,
  /** Of an event of a stream. */
  lastEventId: 100,
  /** A status count is exact up to this many and stops there. */
  countsCap: 100,
} as const;
