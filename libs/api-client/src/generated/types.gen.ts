// Written by `npm run client` from the OpenAPI document. Not to be changed by hand.

export type ClientOptions = {
  baseUrl: string;
};

export type AccessType = 'stakeholder' | 'tenant';

export type ActivityAction =
  | 'run.created'
  | 'run.edited'
  | 'run.rescheduled'
  | 'run.status_changed'
  | 'run.published'
  | 'run.unpublished'
  | 'run.requests_attached'
  | 'run.requests_detached'
  | 'request.created'
  | 'request.accepted'
  | 'request.declined'
  | 'invitations.created'
  | 'invitation.reissued'
  | 'invitation.viewed'
  | 'invitation.claimed'
  | 'invitation.revoked';

export type ApiScope =
  'runs:read' | 'runs:write' | 'invitations:read' | 'invitations:write' | 'requests:read' | 'requests:write';

export type ErrorCode =
  | 'error.validation'
  | 'error.tenant.required'
  | 'error.auth.invalid_token'
  | 'error.auth.required'
  | 'error.auth.invalid_credentials'
  | 'error.run.access_denied'
  | 'error.tenant.access_denied'
  | 'error.invite.email_mismatch'
  | 'error.invite.email_unverified'
  | 'error.auth.scope_missing'
  | 'error.auth.role_required'
  | 'error.auth.signup_closed'
  | 'error.route.not_found'
  | 'error.run.not_found'
  | 'error.invite.not_found'
  | 'error.invite.invalid_or_expired'
  | 'error.portal.not_found'
  | 'error.request.not_found'
  | 'error.member.not_found'
  | 'error.api_key.not_found'
  | 'error.notification.not_found'
  | 'error.method_not_allowed'
  | 'error.auth.email_taken'
  | 'error.invite.already_claimed'
  | 'error.invite.not_reissuable'
  | 'error.run.illegal_transition'
  | 'error.run.market_mode_forbids'
  | 'error.run.closed'
  | 'error.request.state_forbids'
  | 'error.member.last_owner'
  | 'error.idempotency.in_progress'
  | 'error.precondition_failed'
  | 'error.payload_too_large'
  | 'error.unsupported_media_type'
  | 'error.idempotency.mismatch'
  | 'error.rate_limited'
  | 'error.internal'
  | 'error.unavailable';

export type GrantStatus = 'active' | 'revoked';

export type InvitationContext = 'service_run' | 'tenant';

export type InvitationStatus = 'sent' | 'viewed' | 'claimed' | 'expired' | 'revoked';

export type MailState = 'queued' | 'sent' | 'failed';

export type MarketMode = 'PRIVATE' | 'TARGETED' | 'OPEN';

export type MemberRole = 'owner' | 'staff';

export type PublicationSource = 'published' | 'home';

export type PublishingState = 'published' | 'unpublished';

export type RequestStatus = 'new' | 'accepted' | 'declined';

export type RunStatus = 'draft' | 'scheduled' | 'in_progress' | 'completed' | 'cancelled';

export type ValidationDetail = {
  /**
   * In the sender's own words: `invitees[3].email`.
   */
  path: string;
  rule: string;
  message: string;
};

export type ErrorEnvelope = {
  ok: false;
  error: ErrorCode;
  /**
   * For people; may change.
   */
  message: string;
  /**
   * Also the `X-Request-Id` header.
   */
  request_id: string;
  /**
   * On `error.validation`.
   */
  details?: Array<ValidationDetail>;
  /**
   * On `error.invite.email_mismatch`.
   */
  invitee_email_masked?: string;
};

export type Individual = {
  id: string;
  email: string;
  display_name: string;
  email_verified: boolean;
};

export type SignedIn = {
  ok: true;
  access_token: string;
  token_type: 'Bearer';
  /**
   * Seconds.
   */
  expires_in: number;
  individual: Individual;
};

export type Register = {
  email: string;
  password: string;
  display_name: string;
  invitation_token?: string;
};

export type Login = {
  email: string;
  password: string;
};

export type Refreshed = {
  ok: true;
  access_token: string;
  token_type: 'Bearer';
  /**
   * Seconds.
   */
  expires_in: number;
};

export type Ok = {
  ok: true;
};

export type Membership = {
  id: string;
  name: string;
  slug: string;
  role: MemberRole;
};

export type Me = {
  ok: true;
  individual: Individual;
  tenants: Array<Membership>;
  /**
   * Whether this site sends mail.
   */
  mail: boolean;
};

export type UpdateMe = {
  display_name?: string;
};

export type ChangePassword = {
  current_password: string;
  password: string;
};

export type VerifyEmail = {
  token: string;
};

export type PasswordForgotten = {
  ok: true;
  /**
   * Whether this site sends mail.
   */
  mail: boolean;
};

export type ForgotPassword = {
  email: string;
};

export type ResetPassword = {
  token: string;
  password: string;
};

export type NewTenant = {
  id: string;
  name: string;
  slug: string;
};

export type TenantCreated = {
  ok: true;
  tenant: NewTenant;
};

export type CreateTenant = {
  contact_phone?: string | null;
  contact_email?: string | null;
  /**
   * IANA zone.
   */
  time_zone?: string;
  name: string;
};

export type Tenant = {
  id: string;
  name: string;
  slug: string;
  /**
   * IANA zone.
   */
  time_zone: string;
  /**
   * Shown on the claim page and the stakeholder’s view.
   */
  contact_phone: string | null;
  contact_email: string | null;
};

export type TenantAnswer = {
  ok: true;
  tenant: Tenant;
};

export type UpdateTenant = {
  contact_phone?: string | null;
  contact_email?: string | null;
  /**
   * IANA zone.
   */
  time_zone?: string;
  name?: string;
};

export type MemberIndividual = {
  id: string;
  display_name: string;
  email: string;
  email_verified: boolean;
};

export type Member = {
  individual: MemberIndividual;
  role: MemberRole;
  joined_at: string;
};

export type Members = {
  ok: true;
  members: Array<Member>;
};

export type MemberAnswer = {
  ok: true;
  member: Member;
};

export type ChangeMember = {
  role: MemberRole;
};

export type ApiKey = {
  id: string;
  name: string;
  scopes: Array<ApiScope>;
  expires_at: string | null;
  /**
   * To the minute.
   */
  last_used_at: string | null;
  created_at: string;
};

export type ApiKeys = {
  ok: true;
  api_keys: Array<ApiKey>;
};

export type ApiKeyCreated = {
  ok: true;
  api_key: ApiKey;
  /**
   * `srk_…`, shown this once.
   */
  key: string;
};

export type CreateApiKey = {
  name: string;
  scopes: Array<ApiScope>;
  expires_at?: string | null;
};

export type ReceiptRun = {
  id: string;
  name: string;
};

export type ReceiptIndividual = {
  id: string;
  /**
   * Null where the person was erased.
   */
  display_name: string | null;
  email_masked: string | null;
};

export type ReceiptEvent = {
  at: string;
  action: string;
  /**
   * Null for whoever held the link, and for somebody who was erased.
   */
  by: string | null;
  by_id: string | null;
  invitation_id: string | null;
  role: string | null;
  reason: string | null;
};

export type ReceiptPerson = {
  individual: ReceiptIndividual;
  stakeholder_role: string | null;
  status: GrantStatus;
  granted_at: string;
  revoked_at: string | null;
  revoked_reason: string | null;
  events: Array<ReceiptEvent>;
};

export type AccessReceipt = {
  run: ReceiptRun;
  people: Array<ReceiptPerson>;
};

export type AccessReceiptAnswer = {
  ok: true;
  receipt: AccessReceipt;
};

export type InvitationCounts = {
  sent: number;
  viewed: number;
  claimed: number;
  expired: number;
  revoked: number;
};

export type RunSummary = {
  id: string;
  name: string;
  status: RunStatus;
  market_mode: MarketMode;
  starts_at: string | null;
  ends_at: string | null;
  /**
   * IANA zone.
   */
  time_zone: string;
  zone_name: string | null;
  portal_id: string | null;
  /**
   * Null: never published.
   */
  publishing_state: PublishingState | null;
  invitation_counts: InvitationCounts;
  active_stakeholders: number;
};

export type RunPage = {
  ok: true;
  runs: Array<RunSummary>;
  next_cursor: string | null;
};

export type RunCounts = {
  draft: number;
  scheduled: number;
  in_progress: number;
  completed: number;
  cancelled: number;
};

export type RunCountsAnswer = {
  ok: true;
  counts: RunCounts;
  /**
   * A count of this many means this many or more.
   */
  capped_at: number;
};

export type Run = {
  id: string;
  name: string;
  status: RunStatus;
  market_mode: MarketMode;
  starts_at: string | null;
  ends_at: string | null;
  /**
   * IANA zone.
   */
  time_zone: string;
  zone_name: string | null;
  portal_id: string | null;
  /**
   * Null: never published.
   */
  publishing_state: PublishingState | null;
  invitation_counts: InvitationCounts;
  active_stakeholders: number;
  service_address: string | null;
  internal_notes: string | null;
  price_estimate_cents: number | null;
  /**
   * Also the ETag.
   */
  version: number;
  created_at: string;
  updated_at: string;
};

export type AttachedRequest = {
  id: string;
  requester_name: string;
  zone_name: string | null;
  summary: string;
  attached_at: string;
};

export type Publication = {
  portal_id: string;
  portal_slug: string;
  portal_name: string;
  source: PublicationSource;
  published_at: string | null;
  unpublished_at: string | null;
};

export type RunDetail = {
  ok: true;
  run: Run;
  attached_requests: Array<AttachedRequest>;
  publications: Array<Publication>;
};

export type RunAnswer = {
  ok: true;
  run: Run;
};

export type CreateRun = {
  starts_at?: string | null;
  ends_at?: string | null;
  /**
   * IANA zone.
   */
  time_zone?: string;
  zone_name?: string | null;
  market_mode?: MarketMode;
  portal_id?: string | null;
  service_address?: string | null;
  internal_notes?: string | null;
  price_estimate_cents?: number | null;
  name: string;
};

export type UpdateRun = {
  starts_at?: string | null;
  ends_at?: string | null;
  /**
   * IANA zone.
   */
  time_zone?: string;
  zone_name?: string | null;
  market_mode?: MarketMode;
  portal_id?: string | null;
  service_address?: string | null;
  internal_notes?: string | null;
  price_estimate_cents?: number | null;
  name?: string;
};

export type Transition = {
  to: RunStatus;
};

export type InstantChange = {
  from: string | null;
  to: string | null;
};

export type ActivityDetail = {
  from?: string;
  to?: string;
  starts_at?: InstantChange;
  ends_at?: InstantChange;
  count?: number;
  reissued?: number;
  fields?: Array<string>;
};

export type ActivityEntry = {
  id: string;
  action: ActivityAction;
  created_at: string;
  actor_name: string | null;
  subject_name: string | null;
  reason: string | null;
  detail: ActivityDetail;
};

export type ActivityPage = {
  ok: true;
  activity: Array<ActivityEntry>;
  next_cursor: string | null;
};

export type IssuedInvitation = {
  id: string;
  invitee_email: string;
  invitee_name: string | null;
  invitee_role: string | null;
  status: InvitationStatus;
  claim_token_expires_at: string;
  /**
   * `/i/<token>`, shown this once.
   */
  claim_url: string;
  /**
   * An open invitation of this address was renewed; its old link is dead.
   */
  reissued: boolean;
};

export type SkippedInvitee = {
  invitee_email: string;
  reason: 'already_has_access';
};

export type InvitationsCreated = {
  ok: true;
  run_id: string;
  invitations: Array<IssuedInvitation>;
  skipped: Array<SkippedInvitee>;
};

export type Invitee = {
  email: string;
  name?: string | null;
  role?: string | null;
  message?: string | null;
};

export type CreateInvitations = {
  invitees: Array<Invitee>;
  expires_in_days?: number;
  send_mail?: boolean;
};

export type PreviewedInvitee = {
  invitee_email: string;
  fate: 'new' | 'reissue' | 'already_has_access';
};

export type InvitationsPreviewed = {
  ok: true;
  fates: Array<PreviewedInvitee>;
};

export type PreviewInvitations = {
  emails: Array<string>;
};

export type Invitation = {
  id: string;
  invitee_email: string;
  invitee_name: string | null;
  invitee_role: string | null;
  status: InvitationStatus;
  claim_token_expires_at: string;
  sent_at: string;
  viewed_at: string | null;
  claimed_at: string | null;
  revoked_at: string | null;
  revoked_reason: string | null;
  mail_state: MailState | null;
};

export type InvitationPage = {
  ok: true;
  invitations: Array<Invitation>;
  next_cursor: string | null;
};

export type InvitationAnswer = {
  ok: true;
  invitation: Invitation;
};

export type Revoke = {
  reason?: string | null;
};

export type InvitationReissued = {
  ok: true;
  invitation: IssuedInvitation;
};

export type Reissue = {
  send_mail?: boolean;
};

export type InviteMember = {
  email: string;
  role: MemberRole;
  send_mail?: boolean;
};

export type PublicInvitation = {
  status: InvitationStatus;
  context_type: InvitationContext;
  invitee_name: string | null;
  invitee_email_masked: string;
  expires_at: string;
  message: string | null;
};

export type PublicRun = {
  id: string;
  name: string;
  starts_at: string | null;
  ends_at: string | null;
  time_zone: string;
  zone_name: string | null;
  market_mode: MarketMode;
  status: RunStatus;
};

export type PublicProvider = {
  name: string;
  contact_phone: string | null;
  contact_email: string | null;
};

export type PublicInvitationCopy = {
  title: string;
  disclaimer: string;
};

export type PublicInvitationAnswer = {
  ok: true;
  invitation: PublicInvitation;
  /**
   * Absent once claimed.
   */
  run?: PublicRun;
  provider: PublicProvider;
  copy: PublicInvitationCopy;
};

export type GrantedAccess = {
  type: 'stakeholder';
  stakeholder_role: string | null;
  granted_at: string;
};

export type RunClaimed = {
  ok: true;
  run_id: string;
  access: GrantedAccess;
  /**
   * A path of the web app.
   */
  redirect: string;
};

export type MembershipClaimed = {
  ok: true;
  tenant_id: string;
  role: MemberRole;
  /**
   * A path of the web app.
   */
  redirect: string;
};

export type StakeholderIndividual = {
  id: string;
  display_name: string;
  email_masked: string;
  email_verified: boolean;
};

export type Stakeholder = {
  id: string;
  individual: StakeholderIndividual;
  stakeholder_role: string | null;
  status: GrantStatus;
  granted_at: string;
  revoked_at: string | null;
  revoked_reason: string | null;
  invite_id: string | null;
};

export type StakeholderPage = {
  ok: true;
  stakeholders: Array<Stakeholder>;
  next_cursor: string | null;
};

export type StakeholderRevoked = {
  ok: true;
  stakeholder: Stakeholder;
};

export type RevokeStakeholder = {
  reason?: string | null;
};

export type RunView = {
  id: string;
  name: string;
  market_mode: MarketMode;
  status: RunStatus;
  /**
   * Local to the run's zone, as the three below.
   */
  scheduled_date: string | null;
  scheduled_time: string | null;
  scheduled_end_date: string | null;
  scheduled_end_time: string | null;
  starts_at: string | null;
  ends_at: string | null;
  /**
   * IANA zone.
   */
  time_zone: string;
  publishing_state: PublishingState | null;
  zone_name: string | null;
  tenant_name: string;
  contact_phone: string | null;
  contact_email: string | null;
};

export type RunAccess = {
  type: AccessType;
  stakeholder_role: string | null;
  granted_at: string | null;
};

export type RunViewAnswer = {
  ok: true;
  run: RunView;
  access: RunAccess;
};

export type StakeholderPreview = {
  ok: true;
  public: PublicInvitationAnswer;
  view: RunViewAnswer;
};

export type SharedRun = {
  id: string;
  name: string;
  market_mode: MarketMode;
  status: RunStatus;
  /**
   * Local to the run's zone, as the three below.
   */
  scheduled_date: string | null;
  scheduled_time: string | null;
  scheduled_end_date: string | null;
  scheduled_end_time: string | null;
  starts_at: string | null;
  ends_at: string | null;
  /**
   * IANA zone.
   */
  time_zone: string;
  publishing_state: PublishingState | null;
  zone_name: string | null;
  tenant_name: string;
  contact_phone: string | null;
  contact_email: string | null;
  access: RunAccess;
};

export type SharedRunPage = {
  ok: true;
  runs: Array<SharedRun>;
  next_cursor: string | null;
};

export type Notification = {
  id: string;
  category: string;
  title: string;
  body: string;
  /**
   * A path of the web app; null where what it led to is gone.
   */
  action_url: string | null;
  context_type: string;
  context_id: string;
  read_at: string | null;
  created_at: string;
};

export type NotificationPage = {
  ok: true;
  notifications: Array<Notification>;
  next_cursor: string | null;
};

export type UnreadCount = {
  ok: true;
  unread_count: number;
};

export type Choices = {
  run_moved: boolean;
  run_progress: boolean;
  run_reminder: boolean;
  access_ended: boolean;
  invitation_claimed: boolean;
  request_arrived: boolean;
};

export type NotificationChoices = {
  ok: true;
  /**
   * Mail goes to proven addresses only.
   */
  email_verified: boolean;
  /**
   * Whether each comes by mail too.
   */
  choices: Choices;
};

export type UpdateChoices = {
  run_moved?: boolean;
  run_progress?: boolean;
  run_reminder?: boolean;
  access_ended?: boolean;
  invitation_claimed?: boolean;
  request_arrived?: boolean;
};

export type ProviderPortal = {
  id: string;
  slug: string;
  name: string;
  /**
   * Linked to the organisation.
   */
  linked: boolean;
};

export type ProviderPortals = {
  ok: true;
  portals: Array<ProviderPortal>;
};

export type PublicationsAnswer = {
  ok: true;
  publications: Array<Publication>;
};

export type PortalIds = {
  portal_ids: Array<string>;
};

export type Portal = {
  slug: string;
  name: string;
  description: string | null;
};

export type PortalAnswer = {
  ok: true;
  portal: Portal;
};

export type PortalRun = {
  id: string;
  name: string;
  status: RunStatus;
  starts_at: string | null;
  ends_at: string | null;
  /**
   * IANA zone.
   */
  time_zone: string;
  zone_name: string | null;
  provider_name: string;
};

export type PortalRunPage = {
  ok: true;
  runs: Array<PortalRun>;
  next_cursor: string | null;
};

export type PortalRunAnswer = {
  ok: true;
  portal: Portal;
  run: PortalRun;
};

export type RequestPortal = {
  slug: string;
  name: string;
};

export type RequestRun = {
  id: string;
  name: string;
};

export type ServiceRequest = {
  id: string;
  status: RequestStatus;
  requester_name: string;
  requester_email: string;
  requester_phone: string | null;
  zone_name: string | null;
  summary: string;
  decline_reason: string | null;
  portal: RequestPortal | null;
  /**
   * The run it was asked on.
   */
  run: RequestRun | null;
  attached_run: RequestRun | null;
  created_at: string;
};

export type RequestPage = {
  ok: true;
  requests: Array<ServiceRequest>;
  next_cursor: string | null;
};

export type RequestCounts = {
  new: number;
  accepted: number;
  declined: number;
};

export type RequestCountsAnswer = {
  ok: true;
  counts: RequestCounts;
  /**
   * A count of this many means this many or more.
   */
  capped_at: number;
};

export type RequestAnswer = {
  ok: true;
  request: ServiceRequest;
};

export type Decline = {
  reason?: string | null;
};

export type AttachedRequestsAnswer = {
  ok: true;
  attached_requests: Array<AttachedRequest>;
};

export type RequestIds = {
  request_ids: Array<string>;
};

export type SubmittedRequest = {
  id: string;
};

export type RequestSubmitted = {
  ok: true;
  request: SubmittedRequest;
};

export type SubmitRequest = {
  run_id: string;
  requester_name: string;
  requester_email: string;
  requester_phone?: string | null;
  zone_name?: string | null;
  summary: string;
};

export type Unsubscription = {
  ok: true;
  /**
   * Null for the reminders of one invitation.
   */
  topic:
    'run_moved' | 'run_progress' | 'run_reminder' | 'access_ended' | 'invitation_claimed' | 'request_arrived' | null;
  email_masked: string;
  subscribed: boolean;
};

export type Unsubscribe = {
  subscribed?: boolean;
};

export type AuthRegisterData = {
  body: Register;
  path?: never;
  query?: never;
  url: '/api/auth/register';
};

export type AuthRegisterErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.signup_closed`: New accounts are made from an invitation only
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.signup_closed';
  };
  /**
   * `error.auth.email_taken`: There is already an account with this address
   */
  409: ErrorEnvelope & {
    error?: 'error.auth.email_taken';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type AuthRegisterError = AuthRegisterErrors[keyof AuthRegisterErrors];

export type AuthRegisterResponses = {
  /**
   * Done
   */
  201: SignedIn;
};

export type AuthRegisterResponse = AuthRegisterResponses[keyof AuthRegisterResponses];

export type AuthLoginData = {
  body: Login;
  path?: never;
  query?: never;
  url: '/api/auth/login';
};

export type AuthLoginErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.invalid_credentials`: The email or the password is not right
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.invalid_credentials';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type AuthLoginError = AuthLoginErrors[keyof AuthLoginErrors];

export type AuthLoginResponses = {
  /**
   * Done
   */
  200: SignedIn;
};

export type AuthLoginResponse = AuthLoginResponses[keyof AuthLoginResponses];

export type AuthRefreshData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/api/auth/refresh';
};

export type AuthRefreshErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type AuthRefreshError = AuthRefreshErrors[keyof AuthRefreshErrors];

export type AuthRefreshResponses = {
  /**
   * Done
   */
  200: Refreshed;
};

export type AuthRefreshResponse = AuthRefreshResponses[keyof AuthRefreshResponses];

export type AuthLogoutData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/api/auth/logout';
};

export type AuthLogoutErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type AuthLogoutError = AuthLogoutErrors[keyof AuthLogoutErrors];

export type AuthLogoutResponses = {
  /**
   * Done
   */
  200: Ok;
};

export type AuthLogoutResponse = AuthLogoutResponses[keyof AuthLogoutResponses];

export type AuthMeData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/api/auth/me';
};

export type AuthMeErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type AuthMeError = AuthMeErrors[keyof AuthMeErrors];

export type AuthMeResponses = {
  /**
   * Done
   */
  200: Me;
};

export type AuthMeResponse = AuthMeResponses[keyof AuthMeResponses];

export type AuthUpdateMeData = {
  body?: UpdateMe;
  path?: never;
  query?: never;
  url: '/api/auth/me';
};

export type AuthUpdateMeErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type AuthUpdateMeError = AuthUpdateMeErrors[keyof AuthUpdateMeErrors];

export type AuthUpdateMeResponses = {
  /**
   * Done
   */
  200: Me;
};

export type AuthUpdateMeResponse = AuthUpdateMeResponses[keyof AuthUpdateMeResponses];

export type AuthChangePasswordData = {
  body: ChangePassword;
  path?: never;
  query?: never;
  url: '/api/auth/change-password';
};

export type AuthChangePasswordErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.invalid_credentials`: The email or the password is not right
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.invalid_credentials' | 'error.auth.required';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type AuthChangePasswordError = AuthChangePasswordErrors[keyof AuthChangePasswordErrors];

export type AuthChangePasswordResponses = {
  /**
   * Done
   */
  200: Ok;
};

export type AuthChangePasswordResponse = AuthChangePasswordResponses[keyof AuthChangePasswordResponses];

export type AuthResendVerificationData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/api/auth/resend-verification';
};

export type AuthResendVerificationErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type AuthResendVerificationError = AuthResendVerificationErrors[keyof AuthResendVerificationErrors];

export type AuthResendVerificationResponses = {
  /**
   * Done
   */
  200: Ok;
};

export type AuthResendVerificationResponse = AuthResendVerificationResponses[keyof AuthResendVerificationResponses];

export type AuthVerifyEmailData = {
  body: VerifyEmail;
  path?: never;
  query?: never;
  url: '/api/auth/verify-email';
};

export type AuthVerifyEmailErrors = {
  /**
   * `error.auth.invalid_token`: This link has been used or is out of date
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.auth.invalid_token' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type AuthVerifyEmailError = AuthVerifyEmailErrors[keyof AuthVerifyEmailErrors];

export type AuthVerifyEmailResponses = {
  /**
   * Done
   */
  200: Ok;
};

export type AuthVerifyEmailResponse = AuthVerifyEmailResponses[keyof AuthVerifyEmailResponses];

export type AuthForgotPasswordData = {
  body: ForgotPassword;
  path?: never;
  query?: never;
  url: '/api/auth/forgot-password';
};

export type AuthForgotPasswordErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type AuthForgotPasswordError = AuthForgotPasswordErrors[keyof AuthForgotPasswordErrors];

export type AuthForgotPasswordResponses = {
  /**
   * Done
   */
  200: PasswordForgotten;
};

export type AuthForgotPasswordResponse = AuthForgotPasswordResponses[keyof AuthForgotPasswordResponses];

export type AuthResetPasswordData = {
  body: ResetPassword;
  path?: never;
  query?: never;
  url: '/api/auth/reset-password';
};

export type AuthResetPasswordErrors = {
  /**
   * `error.auth.invalid_token`: This link has been used or is out of date
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.auth.invalid_token' | 'error.validation';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type AuthResetPasswordError = AuthResetPasswordErrors[keyof AuthResetPasswordErrors];

export type AuthResetPasswordResponses = {
  /**
   * Done
   */
  200: Ok;
};

export type AuthResetPasswordResponse = AuthResetPasswordResponses[keyof AuthResetPasswordResponses];

export type HealthLiveData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/api/health/live';
};

export type HealthLiveErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type HealthLiveError = HealthLiveErrors[keyof HealthLiveErrors];

export type HealthLiveResponses = {
  /**
   * Done
   */
  200: Ok;
};

export type HealthLiveResponse = HealthLiveResponses[keyof HealthLiveResponses];

export type HealthReadyData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/api/health/ready';
};

export type HealthReadyErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type HealthReadyError = HealthReadyErrors[keyof HealthReadyErrors];

export type HealthReadyResponses = {
  /**
   * Done
   */
  200: Ok;
};

export type HealthReadyResponse = HealthReadyResponses[keyof HealthReadyResponses];

export type TenantsCreateData = {
  body: CreateTenant;
  headers?: {
    /**
     * The same key and body within a day gets the same answer and makes nothing a second time.
     */
    'Idempotency-Key'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/tenants';
};

export type TenantsCreateErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.idempotency.in_progress`: The first call with this key is still running
   */
  409: ErrorEnvelope & {
    error?: 'error.idempotency.in_progress';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.idempotency.mismatch`: This key was used for another call
   */
  422: ErrorEnvelope & {
    error?: 'error.idempotency.mismatch';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type TenantsCreateError = TenantsCreateErrors[keyof TenantsCreateErrors];

export type TenantsCreateResponses = {
  /**
   * Done
   */
  201: TenantCreated;
};

export type TenantsCreateResponse = TenantsCreateResponses[keyof TenantsCreateResponses];

export type TenantGetData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/tenant';
};

export type TenantGetErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.tenant.access_denied';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type TenantGetError = TenantGetErrors[keyof TenantGetErrors];

export type TenantGetResponses = {
  /**
   * Done
   */
  200: TenantAnswer;
};

export type TenantGetResponse = TenantGetResponses[keyof TenantGetResponses];

export type TenantUpdateData = {
  body?: UpdateTenant;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/tenant';
};

export type TenantUpdateErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.role_required`: Only an owner of the organisation can do that
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.role_required' | 'error.tenant.access_denied';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type TenantUpdateError = TenantUpdateErrors[keyof TenantUpdateErrors];

export type TenantUpdateResponses = {
  /**
   * Done
   */
  200: TenantAnswer;
};

export type TenantUpdateResponse = TenantUpdateResponses[keyof TenantUpdateResponses];

export type TenantMembersData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/tenant/members';
};

export type TenantMembersErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.tenant.access_denied';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type TenantMembersError = TenantMembersErrors[keyof TenantMembersErrors];

export type TenantMembersResponses = {
  /**
   * Done
   */
  200: Members;
};

export type TenantMembersResponse = TenantMembersResponses[keyof TenantMembersResponses];

export type TenantRemoveMemberData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    individualId: string;
  };
  query?: never;
  url: '/api/tenant/members/{individualId}';
};

export type TenantRemoveMemberErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.role_required`: Only an owner of the organisation can do that
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.role_required' | 'error.tenant.access_denied';
  };
  /**
   * `error.member.not_found`: There is no such member
   */
  404: ErrorEnvelope & {
    error?: 'error.member.not_found';
  };
  /**
   * `error.member.last_owner`: An organisation needs at least one owner
   */
  409: ErrorEnvelope & {
    error?: 'error.member.last_owner';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type TenantRemoveMemberError = TenantRemoveMemberErrors[keyof TenantRemoveMemberErrors];

export type TenantRemoveMemberResponses = {
  /**
   * Done
   */
  200: Ok;
};

export type TenantRemoveMemberResponse = TenantRemoveMemberResponses[keyof TenantRemoveMemberResponses];

export type TenantChangeRoleData = {
  body: ChangeMember;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    individualId: string;
  };
  query?: never;
  url: '/api/tenant/members/{individualId}';
};

export type TenantChangeRoleErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.role_required`: Only an owner of the organisation can do that
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.role_required' | 'error.tenant.access_denied';
  };
  /**
   * `error.member.not_found`: There is no such member
   */
  404: ErrorEnvelope & {
    error?: 'error.member.not_found';
  };
  /**
   * `error.member.last_owner`: An organisation needs at least one owner
   */
  409: ErrorEnvelope & {
    error?: 'error.member.last_owner';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type TenantChangeRoleError = TenantChangeRoleErrors[keyof TenantChangeRoleErrors];

export type TenantChangeRoleResponses = {
  /**
   * Done
   */
  200: MemberAnswer;
};

export type TenantChangeRoleResponse = TenantChangeRoleResponses[keyof TenantChangeRoleResponses];

export type TenantApiKeysData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/tenant/api-keys';
};

export type TenantApiKeysErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.role_required`: Only an owner of the organisation can do that
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.role_required' | 'error.tenant.access_denied';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type TenantApiKeysError = TenantApiKeysErrors[keyof TenantApiKeysErrors];

export type TenantApiKeysResponses = {
  /**
   * Done
   */
  200: ApiKeys;
};

export type TenantApiKeysResponse = TenantApiKeysResponses[keyof TenantApiKeysResponses];

export type TenantCreateApiKeyData = {
  body: CreateApiKey;
  headers?: {
    /**
     * The same key and body within a day gets the same answer and makes nothing a second time.
     */
    'Idempotency-Key'?: string;
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/tenant/api-keys';
};

export type TenantCreateApiKeyErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.role_required`: Only an owner of the organisation can do that
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.role_required' | 'error.tenant.access_denied';
  };
  /**
   * `error.api_key.not_found`: There is no such API key
   */
  404: ErrorEnvelope & {
    error?: 'error.api_key.not_found';
  };
  /**
   * `error.idempotency.in_progress`: The first call with this key is still running
   */
  409: ErrorEnvelope & {
    error?: 'error.idempotency.in_progress';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.idempotency.mismatch`: This key was used for another call
   */
  422: ErrorEnvelope & {
    error?: 'error.idempotency.mismatch';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type TenantCreateApiKeyError = TenantCreateApiKeyErrors[keyof TenantCreateApiKeyErrors];

export type TenantCreateApiKeyResponses = {
  /**
   * Done
   */
  201: ApiKeyCreated;
};

export type TenantCreateApiKeyResponse = TenantCreateApiKeyResponses[keyof TenantCreateApiKeyResponses];

export type TenantDeleteApiKeyData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/tenant/api-keys/{id}';
};

export type TenantDeleteApiKeyErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.role_required`: Only an owner of the organisation can do that
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.role_required' | 'error.tenant.access_denied';
  };
  /**
   * `error.api_key.not_found`: There is no such API key
   */
  404: ErrorEnvelope & {
    error?: 'error.api_key.not_found';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type TenantDeleteApiKeyError = TenantDeleteApiKeyErrors[keyof TenantDeleteApiKeyErrors];

export type TenantDeleteApiKeyResponses = {
  /**
   * Done
   */
  200: Ok;
};

export type TenantDeleteApiKeyResponse = TenantDeleteApiKeyResponses[keyof TenantDeleteApiKeyResponses];

export type TenantReceiptData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: {
    individual?: string;
    format?: 'json' | 'csv';
  };
  url: '/api/tenant/runs/{id}/access-receipt';
};

export type TenantReceiptErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.role_required`: Only an owner of the organisation can do that
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.role_required' | 'error.tenant.access_denied';
  };
  /**
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.run.not_found';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type TenantReceiptError = TenantReceiptErrors[keyof TenantReceiptErrors];

export type TenantReceiptResponses = {
  /**
   * Done
   */
  200: AccessReceiptAnswer;
};

export type TenantReceiptResponse = TenantReceiptResponses[keyof TenantReceiptResponses];

export type RunsListData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: {
    limit?: number;
    cursor?: string;
    status?: Array<RunStatus>;
    q?: string;
  };
  url: '/api/provider/runs';
};

export type RunsListErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RunsListError = RunsListErrors[keyof RunsListErrors];

export type RunsListResponses = {
  /**
   * Done
   */
  200: RunPage;
};

export type RunsListResponse = RunsListResponses[keyof RunsListResponses];

export type RunsCreateData = {
  body: CreateRun;
  headers?: {
    /**
     * The same key and body within a day gets the same answer and makes nothing a second time.
     */
    'Idempotency-Key'?: string;
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/provider/runs';
};

export type RunsCreateErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.portal.not_found`: There is no such portal
   */
  404: ErrorEnvelope & {
    error?: 'error.portal.not_found';
  };
  /**
   * `error.idempotency.in_progress`: The first call with this key is still running
   */
  409: ErrorEnvelope & {
    error?: 'error.idempotency.in_progress';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.idempotency.mismatch`: This key was used for another call
   */
  422: ErrorEnvelope & {
    error?: 'error.idempotency.mismatch';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RunsCreateError = RunsCreateErrors[keyof RunsCreateErrors];

export type RunsCreateResponses = {
  /**
   * Done
   */
  201: RunAnswer;
};

export type RunsCreateResponse = RunsCreateResponses[keyof RunsCreateResponses];

export type RunsCountsData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/provider/runs/counts';
};

export type RunsCountsErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RunsCountsError = RunsCountsErrors[keyof RunsCountsErrors];

export type RunsCountsResponses = {
  /**
   * Done
   */
  200: RunCountsAnswer;
};

export type RunsCountsResponse = RunsCountsResponses[keyof RunsCountsResponses];

export type RunsGetData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}';
};

export type RunsGetErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.run.not_found';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RunsGetError = RunsGetErrors[keyof RunsGetErrors];

export type RunsGetResponses = {
  /**
   * Done
   */
  200: RunDetail;
};

export type RunsGetResponse = RunsGetResponses[keyof RunsGetResponses];

export type RunsUpdateData = {
  body?: UpdateRun;
  headers?: {
    /**
     * The ETag that the change was made from; a stale one is refused with 412.
     */
    'If-Match'?: string;
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}';
};

export type RunsUpdateErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.portal.not_found`: There is no such portal
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.portal.not_found' | 'error.run.not_found';
  };
  /**
   * `error.run.market_mode_forbids`: The market mode of this run does not allow that
   */
  409: ErrorEnvelope & {
    error?: 'error.run.market_mode_forbids';
  };
  /**
   * `error.precondition_failed`: Somebody else changed this in the meantime
   */
  412: ErrorEnvelope & {
    error?: 'error.precondition_failed';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RunsUpdateError = RunsUpdateErrors[keyof RunsUpdateErrors];

export type RunsUpdateResponses = {
  /**
   * Done
   */
  200: RunAnswer;
};

export type RunsUpdateResponse = RunsUpdateResponses[keyof RunsUpdateResponses];

export type RunsTransitionData = {
  body: Transition;
  headers?: {
    /**
     * The ETag that the change was made from; a stale one is refused with 412.
     */
    'If-Match'?: string;
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/transition';
};

export type RunsTransitionErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.run.not_found';
  };
  /**
   * `error.run.illegal_transition`: The run cannot go from its status to that one
   */
  409: ErrorEnvelope & {
    error?: 'error.run.illegal_transition';
  };
  /**
   * `error.precondition_failed`: Somebody else changed this in the meantime
   */
  412: ErrorEnvelope & {
    error?: 'error.precondition_failed';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RunsTransitionError = RunsTransitionErrors[keyof RunsTransitionErrors];

export type RunsTransitionResponses = {
  /**
   * Done
   */
  200: RunAnswer;
};

export type RunsTransitionResponse = RunsTransitionResponses[keyof RunsTransitionResponses];

export type RunsActivityData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: {
    limit?: number;
    cursor?: string;
  };
  url: '/api/provider/runs/{id}/activity';
};

export type RunsActivityErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.run.not_found';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RunsActivityError = RunsActivityErrors[keyof RunsActivityErrors];

export type RunsActivityResponses = {
  /**
   * Done
   */
  200: ActivityPage;
};

export type RunsActivityResponse = RunsActivityResponses[keyof RunsActivityResponses];

export type InvitationsListData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: {
    limit?: number;
    cursor?: string;
    status?: Array<InvitationStatus>;
  };
  url: '/api/provider/runs/{id}/stakeholder-invites';
};

export type InvitationsListErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.run.not_found';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type InvitationsListError = InvitationsListErrors[keyof InvitationsListErrors];

export type InvitationsListResponses = {
  /**
   * Done
   */
  200: InvitationPage;
};

export type InvitationsListResponse = InvitationsListResponses[keyof InvitationsListResponses];

export type InvitationsCreateData = {
  body: CreateInvitations;
  headers?: {
    /**
     * The same key and body within a day gets the same answer and makes nothing a second time.
     */
    'Idempotency-Key'?: string;
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/stakeholder-invites';
};

export type InvitationsCreateErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.run.not_found';
  };
  /**
   * `error.idempotency.in_progress`: The first call with this key is still running
   * `error.run.closed`: The run is over and takes no more invitations
   */
  409: ErrorEnvelope & {
    error?: 'error.idempotency.in_progress' | 'error.run.closed';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.idempotency.mismatch`: This key was used for another call
   */
  422: ErrorEnvelope & {
    error?: 'error.idempotency.mismatch';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type InvitationsCreateError = InvitationsCreateErrors[keyof InvitationsCreateErrors];

export type InvitationsCreateResponses = {
  /**
   * Done
   */
  201: InvitationsCreated;
};

export type InvitationsCreateResponse = InvitationsCreateResponses[keyof InvitationsCreateResponses];

export type InvitationsPreviewData = {
  body: PreviewInvitations;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/stakeholder-invites/preview';
};

export type InvitationsPreviewErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.run.not_found';
  };
  /**
   * `error.run.closed`: The run is over and takes no more invitations
   */
  409: ErrorEnvelope & {
    error?: 'error.run.closed';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type InvitationsPreviewError = InvitationsPreviewErrors[keyof InvitationsPreviewErrors];

export type InvitationsPreviewResponses = {
  /**
   * Done
   */
  200: InvitationsPreviewed;
};

export type InvitationsPreviewResponse = InvitationsPreviewResponses[keyof InvitationsPreviewResponses];

export type InvitationsGetData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
    inviteId: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/stakeholder-invites/{inviteId}';
};

export type InvitationsGetErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.invite.not_found`: There is no such invitation
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.invite.not_found' | 'error.run.not_found';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type InvitationsGetError = InvitationsGetErrors[keyof InvitationsGetErrors];

export type InvitationsGetResponses = {
  /**
   * Done
   */
  200: InvitationAnswer;
};

export type InvitationsGetResponse = InvitationsGetResponses[keyof InvitationsGetResponses];

export type InvitationsRevokeData = {
  body?: Revoke;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
    inviteId: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/stakeholder-invites/{inviteId}/revoke';
};

export type InvitationsRevokeErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.invite.not_found`: There is no such invitation
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.invite.not_found' | 'error.run.not_found';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type InvitationsRevokeError = InvitationsRevokeErrors[keyof InvitationsRevokeErrors];

export type InvitationsRevokeResponses = {
  /**
   * Done
   */
  200: InvitationAnswer;
};

export type InvitationsRevokeResponse = InvitationsRevokeResponses[keyof InvitationsRevokeResponses];

export type InvitationsReissueData = {
  body?: Reissue;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
    inviteId: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/stakeholder-invites/{inviteId}/reissue';
};

export type InvitationsReissueErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.invite.not_found`: There is no such invitation
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.invite.not_found' | 'error.run.not_found';
  };
  /**
   * `error.invite.not_reissuable`: A claimed or revoked invitation cannot be reissued
   * `error.run.closed`: The run is over and takes no more invitations
   */
  409: ErrorEnvelope & {
    error?: 'error.invite.not_reissuable' | 'error.run.closed';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type InvitationsReissueError = InvitationsReissueErrors[keyof InvitationsReissueErrors];

export type InvitationsReissueResponses = {
  /**
   * Done
   */
  200: InvitationReissued;
};

export type InvitationsReissueResponse = InvitationsReissueResponses[keyof InvitationsReissueResponses];

export type MemberInvitationsListData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: {
    limit?: number;
    cursor?: string;
    status?: Array<InvitationStatus>;
  };
  url: '/api/tenant/member-invites';
};

export type MemberInvitationsListErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.role_required`: Only an owner of the organisation can do that
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.role_required' | 'error.tenant.access_denied';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type MemberInvitationsListError = MemberInvitationsListErrors[keyof MemberInvitationsListErrors];

export type MemberInvitationsListResponses = {
  /**
   * Done
   */
  200: InvitationPage;
};

export type MemberInvitationsListResponse = MemberInvitationsListResponses[keyof MemberInvitationsListResponses];

export type MemberInvitationsCreateData = {
  body: InviteMember;
  headers?: {
    /**
     * The same key and body within a day gets the same answer and makes nothing a second time.
     */
    'Idempotency-Key'?: string;
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/tenant/member-invites';
};

export type MemberInvitationsCreateErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.role_required`: Only an owner of the organisation can do that
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.role_required' | 'error.tenant.access_denied';
  };
  /**
   * `error.idempotency.in_progress`: The first call with this key is still running
   */
  409: ErrorEnvelope & {
    error?: 'error.idempotency.in_progress';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.idempotency.mismatch`: This key was used for another call
   */
  422: ErrorEnvelope & {
    error?: 'error.idempotency.mismatch';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type MemberInvitationsCreateError = MemberInvitationsCreateErrors[keyof MemberInvitationsCreateErrors];

export type MemberInvitationsCreateResponses = {
  /**
   * Done
   */
  201: InvitationReissued;
};

export type MemberInvitationsCreateResponse = MemberInvitationsCreateResponses[keyof MemberInvitationsCreateResponses];

export type MemberInvitationsRevokeData = {
  body?: Revoke;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/tenant/member-invites/{id}/revoke';
};

export type MemberInvitationsRevokeErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.role_required`: Only an owner of the organisation can do that
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.role_required' | 'error.tenant.access_denied';
  };
  /**
   * `error.invite.not_found`: There is no such invitation
   */
  404: ErrorEnvelope & {
    error?: 'error.invite.not_found';
  };
  /**
   * `error.invite.already_claimed`: Somebody else has already taken up this invitation
   */
  409: ErrorEnvelope & {
    error?: 'error.invite.already_claimed';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type MemberInvitationsRevokeError = MemberInvitationsRevokeErrors[keyof MemberInvitationsRevokeErrors];

export type MemberInvitationsRevokeResponses = {
  /**
   * Done
   */
  200: InvitationAnswer;
};

export type MemberInvitationsRevokeResponse = MemberInvitationsRevokeResponses[keyof MemberInvitationsRevokeResponses];

export type MemberInvitationsReissueData = {
  body?: Reissue;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/tenant/member-invites/{id}/reissue';
};

export type MemberInvitationsReissueErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.role_required`: Only an owner of the organisation can do that
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.role_required' | 'error.tenant.access_denied';
  };
  /**
   * `error.invite.not_found`: There is no such invitation
   */
  404: ErrorEnvelope & {
    error?: 'error.invite.not_found';
  };
  /**
   * `error.invite.not_reissuable`: A claimed or revoked invitation cannot be reissued
   */
  409: ErrorEnvelope & {
    error?: 'error.invite.not_reissuable';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type MemberInvitationsReissueError = MemberInvitationsReissueErrors[keyof MemberInvitationsReissueErrors];

export type MemberInvitationsReissueResponses = {
  /**
   * Done
   */
  200: InvitationReissued;
};

export type MemberInvitationsReissueResponse =
  MemberInvitationsReissueResponses[keyof MemberInvitationsReissueResponses];

export type ClaimsOpenData = {
  body?: never;
  path: {
    token: string;
  };
  query?: never;
  url: '/api/i/{token}';
};

export type ClaimsOpenErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.invite.invalid_or_expired`: This invitation link is invalid or expired.
   */
  404: ErrorEnvelope & {
    error?: 'error.invite.invalid_or_expired';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type ClaimsOpenError = ClaimsOpenErrors[keyof ClaimsOpenErrors];

export type ClaimsOpenResponses = {
  /**
   * Done
   */
  200: PublicInvitationAnswer;
};

export type ClaimsOpenResponse = ClaimsOpenResponses[keyof ClaimsOpenResponses];

export type ClaimsClaimData = {
  body?: never;
  path: {
    token: string;
  };
  query?: never;
  url: '/api/i/{token}/claim';
};

export type ClaimsClaimErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.invite.email_mismatch`: This invitation was sent to another address
   * `error.invite.email_unverified`: Confirm your address before taking up this invitation
   */
  403: ErrorEnvelope & {
    error?: 'error.invite.email_mismatch' | 'error.invite.email_unverified';
  };
  /**
   * `error.invite.invalid_or_expired`: This invitation link is invalid or expired.
   */
  404: ErrorEnvelope & {
    error?: 'error.invite.invalid_or_expired';
  };
  /**
   * `error.invite.already_claimed`: Somebody else has already taken up this invitation
   */
  409: ErrorEnvelope & {
    error?: 'error.invite.already_claimed';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type ClaimsClaimError = ClaimsClaimErrors[keyof ClaimsClaimErrors];

export type ClaimsClaimResponses = {
  /**
   * Done
   */
  200: RunClaimed | MembershipClaimed;
};

export type ClaimsClaimResponse = ClaimsClaimResponses[keyof ClaimsClaimResponses];

export type RunStakeholdersListData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: {
    limit?: number;
    cursor?: string;
    status?: Array<GrantStatus>;
  };
  url: '/api/provider/runs/{id}/stakeholders';
};

export type RunStakeholdersListErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.run.not_found';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RunStakeholdersListError = RunStakeholdersListErrors[keyof RunStakeholdersListErrors];

export type RunStakeholdersListResponses = {
  /**
   * Done
   */
  200: StakeholderPage;
};

export type RunStakeholdersListResponse = RunStakeholdersListResponses[keyof RunStakeholdersListResponses];

export type RunStakeholdersRevokeData = {
  body?: RevokeStakeholder;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
    stakeholderId: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/stakeholders/{stakeholderId}/revoke';
};

export type RunStakeholdersRevokeErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.invite.not_found`: There is no such invitation
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.invite.not_found' | 'error.run.not_found';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RunStakeholdersRevokeError = RunStakeholdersRevokeErrors[keyof RunStakeholdersRevokeErrors];

export type RunStakeholdersRevokeResponses = {
  /**
   * Done
   */
  200: StakeholderRevoked;
};

export type RunStakeholdersRevokeResponse = RunStakeholdersRevokeResponses[keyof RunStakeholdersRevokeResponses];

export type PreviewShowData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/stakeholder-preview';
};

export type PreviewShowErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.run.not_found';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type PreviewShowError = PreviewShowErrors[keyof PreviewShowErrors];

export type PreviewShowResponses = {
  /**
   * Done
   */
  200: StakeholderPreview;
};

export type PreviewShowResponse = PreviewShowResponses[keyof PreviewShowResponses];

export type SharedRunsListData = {
  body?: never;
  path?: never;
  query?: {
    limit?: number;
    cursor?: string;
  };
  url: '/api/runs';
};

export type SharedRunsListErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type SharedRunsListError = SharedRunsListErrors[keyof SharedRunsListErrors];

export type SharedRunsListResponses = {
  /**
   * Done
   */
  200: SharedRunPage;
};

export type SharedRunsListResponse = SharedRunsListResponses[keyof SharedRunsListResponses];

export type SharedRunsViewData = {
  body?: never;
  path: {
    id: string;
  };
  query?: never;
  url: '/api/runs/{id}/view';
};

export type SharedRunsViewErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.run.access_denied`: You do not have access to this run
   */
  403: ErrorEnvelope & {
    error?: 'error.run.access_denied';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type SharedRunsViewError = SharedRunsViewErrors[keyof SharedRunsViewErrors];

export type SharedRunsViewResponses = {
  /**
   * Done
   */
  200: RunViewAnswer;
};

export type SharedRunsViewResponse = SharedRunsViewResponses[keyof SharedRunsViewResponses];

export type NotificationsListData = {
  body?: never;
  path?: never;
  query?: {
    limit?: number;
    cursor?: string;
    unread?: boolean;
  };
  url: '/api/notifications';
};

export type NotificationsListErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type NotificationsListError = NotificationsListErrors[keyof NotificationsListErrors];

export type NotificationsListResponses = {
  /**
   * Done
   */
  200: NotificationPage;
};

export type NotificationsListResponse = NotificationsListResponses[keyof NotificationsListResponses];

export type NotificationsUnreadCountData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/api/notifications/unread-count';
};

export type NotificationsUnreadCountErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type NotificationsUnreadCountError = NotificationsUnreadCountErrors[keyof NotificationsUnreadCountErrors];

export type NotificationsUnreadCountResponses = {
  /**
   * Done
   */
  200: UnreadCount;
};

export type NotificationsUnreadCountResponse =
  NotificationsUnreadCountResponses[keyof NotificationsUnreadCountResponses];

export type NotificationsChoicesData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/api/notifications/choices';
};

export type NotificationsChoicesErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type NotificationsChoicesError = NotificationsChoicesErrors[keyof NotificationsChoicesErrors];

export type NotificationsChoicesResponses = {
  /**
   * Done
   */
  200: NotificationChoices;
};

export type NotificationsChoicesResponse = NotificationsChoicesResponses[keyof NotificationsChoicesResponses];

export type NotificationsChooseData = {
  body?: UpdateChoices;
  path?: never;
  query?: never;
  url: '/api/notifications/choices';
};

export type NotificationsChooseErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type NotificationsChooseError = NotificationsChooseErrors[keyof NotificationsChooseErrors];

export type NotificationsChooseResponses = {
  /**
   * Done
   */
  200: NotificationChoices;
};

export type NotificationsChooseResponse = NotificationsChooseResponses[keyof NotificationsChooseResponses];

export type NotificationsStreamData = {
  body?: never;
  headers?: {
    /**
     * The id of the last event that was seen: nothing after it is left out, nothing before it comes again.
     */
    'Last-Event-ID'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/notifications/stream';
};

export type NotificationsStreamErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type NotificationsStreamError = NotificationsStreamErrors[keyof NotificationsStreamErrors];

export type NotificationsStreamResponses = {
  /**
   * Events
   */
  200: string;
};

export type NotificationsStreamResponse = NotificationsStreamResponses[keyof NotificationsStreamResponses];

export type NotificationsReadAllData = {
  body?: never;
  path?: never;
  query?: never;
  url: '/api/notifications/read-all';
};

export type NotificationsReadAllErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type NotificationsReadAllError = NotificationsReadAllErrors[keyof NotificationsReadAllErrors];

export type NotificationsReadAllResponses = {
  /**
   * Done
   */
  200: UnreadCount;
};

export type NotificationsReadAllResponse = NotificationsReadAllResponses[keyof NotificationsReadAllResponses];

export type NotificationsReadData = {
  body?: never;
  path: {
    id: string;
  };
  query?: never;
  url: '/api/notifications/{id}/read';
};

export type NotificationsReadErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.notification.not_found`: There is no such notification
   */
  404: ErrorEnvelope & {
    error?: 'error.notification.not_found';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type NotificationsReadError = NotificationsReadErrors[keyof NotificationsReadErrors];

export type NotificationsReadResponses = {
  /**
   * Done
   */
  200: UnreadCount;
};

export type NotificationsReadResponse = NotificationsReadResponses[keyof NotificationsReadResponses];

export type PublishingPortalsData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/provider/portals';
};

export type PublishingPortalsErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type PublishingPortalsError = PublishingPortalsErrors[keyof PublishingPortalsErrors];

export type PublishingPortalsResponses = {
  /**
   * Done
   */
  200: ProviderPortals;
};

export type PublishingPortalsResponse = PublishingPortalsResponses[keyof PublishingPortalsResponses];

export type PublishingPublishData = {
  body: PortalIds;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/publish';
};

export type PublishingPublishErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.portal.not_found`: There is no such portal
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.portal.not_found' | 'error.run.not_found';
  };
  /**
   * `error.run.market_mode_forbids`: The market mode of this run does not allow that
   */
  409: ErrorEnvelope & {
    error?: 'error.run.market_mode_forbids';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type PublishingPublishError = PublishingPublishErrors[keyof PublishingPublishErrors];

export type PublishingPublishResponses = {
  /**
   * Done
   */
  200: PublicationsAnswer;
};

export type PublishingPublishResponse = PublishingPublishResponses[keyof PublishingPublishResponses];

export type PublishingUnpublishData = {
  body: PortalIds;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/unpublish';
};

export type PublishingUnpublishErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.portal.not_found`: There is no such portal
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.portal.not_found' | 'error.run.not_found';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type PublishingUnpublishError = PublishingUnpublishErrors[keyof PublishingUnpublishErrors];

export type PublishingUnpublishResponses = {
  /**
   * Done
   */
  200: PublicationsAnswer;
};

export type PublishingUnpublishResponse = PublishingUnpublishResponses[keyof PublishingUnpublishResponses];

export type PortalsShowData = {
  body?: never;
  path: {
    slug: string;
  };
  query?: never;
  url: '/api/portals/{slug}';
};

export type PortalsShowErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.portal.not_found`: There is no such portal
   */
  404: ErrorEnvelope & {
    error?: 'error.portal.not_found';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type PortalsShowError = PortalsShowErrors[keyof PortalsShowErrors];

export type PortalsShowResponses = {
  /**
   * Done
   */
  200: PortalAnswer;
};

export type PortalsShowResponse = PortalsShowResponses[keyof PortalsShowResponses];

export type PortalsRunsData = {
  body?: never;
  path: {
    slug: string;
  };
  query?: {
    limit?: number;
    cursor?: string;
  };
  url: '/api/portals/{slug}/runs';
};

export type PortalsRunsErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.portal.not_found`: There is no such portal
   */
  404: ErrorEnvelope & {
    error?: 'error.portal.not_found';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type PortalsRunsError = PortalsRunsErrors[keyof PortalsRunsErrors];

export type PortalsRunsResponses = {
  /**
   * Done
   */
  200: PortalRunPage;
};

export type PortalsRunsResponse = PortalsRunsResponses[keyof PortalsRunsResponses];

export type PortalsRunData = {
  body?: never;
  path: {
    slug: string;
    id: string;
  };
  query?: never;
  url: '/api/portals/{slug}/runs/{id}';
};

export type PortalsRunErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.portal.not_found`: There is no such portal
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.portal.not_found' | 'error.run.not_found';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type PortalsRunError = PortalsRunErrors[keyof PortalsRunErrors];

export type PortalsRunResponses = {
  /**
   * Done
   */
  200: PortalRunAnswer;
};

export type PortalsRunResponse = PortalsRunResponses[keyof PortalsRunResponses];

export type RequestsListData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: {
    limit?: number;
    cursor?: string;
    status?: Array<RequestStatus>;
    q?: string;
    unattached?: boolean;
  };
  url: '/api/provider/requests';
};

export type RequestsListErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RequestsListError = RequestsListErrors[keyof RequestsListErrors];

export type RequestsListResponses = {
  /**
   * Done
   */
  200: RequestPage;
};

export type RequestsListResponse = RequestsListResponses[keyof RequestsListResponses];

export type RequestsCountsData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path?: never;
  query?: never;
  url: '/api/provider/requests/counts';
};

export type RequestsCountsErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RequestsCountsError = RequestsCountsErrors[keyof RequestsCountsErrors];

export type RequestsCountsResponses = {
  /**
   * Done
   */
  200: RequestCountsAnswer;
};

export type RequestsCountsResponse = RequestsCountsResponses[keyof RequestsCountsResponses];

export type RequestsAcceptData = {
  body?: never;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/requests/{id}/accept';
};

export type RequestsAcceptErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.request.not_found`: There is no such request
   */
  404: ErrorEnvelope & {
    error?: 'error.request.not_found';
  };
  /**
   * `error.request.state_forbids`: The request is not in a state that allows that
   */
  409: ErrorEnvelope & {
    error?: 'error.request.state_forbids';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RequestsAcceptError = RequestsAcceptErrors[keyof RequestsAcceptErrors];

export type RequestsAcceptResponses = {
  /**
   * Done
   */
  200: RequestAnswer;
};

export type RequestsAcceptResponse = RequestsAcceptResponses[keyof RequestsAcceptResponses];

export type RequestsDeclineData = {
  body?: Decline;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/requests/{id}/decline';
};

export type RequestsDeclineErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.request.not_found`: There is no such request
   */
  404: ErrorEnvelope & {
    error?: 'error.request.not_found';
  };
  /**
   * `error.request.state_forbids`: The request is not in a state that allows that
   */
  409: ErrorEnvelope & {
    error?: 'error.request.state_forbids';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RequestsDeclineError = RequestsDeclineErrors[keyof RequestsDeclineErrors];

export type RequestsDeclineResponses = {
  /**
   * Done
   */
  200: RequestAnswer;
};

export type RequestsDeclineResponse = RequestsDeclineResponses[keyof RequestsDeclineResponses];

export type RequestsAttachData = {
  body: RequestIds;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/attach-requests';
};

export type RequestsAttachErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.request.not_found`: There is no such request
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.request.not_found' | 'error.run.not_found';
  };
  /**
   * `error.request.state_forbids`: The request is not in a state that allows that
   */
  409: ErrorEnvelope & {
    error?: 'error.request.state_forbids';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RequestsAttachError = RequestsAttachErrors[keyof RequestsAttachErrors];

export type RequestsAttachResponses = {
  /**
   * Done
   */
  200: AttachedRequestsAnswer;
};

export type RequestsAttachResponse = RequestsAttachResponses[keyof RequestsAttachResponses];

export type RequestsDetachData = {
  body: RequestIds;
  headers?: {
    /**
     * The organisation to act for. May be left out by who belongs to one only, and by API keys.
     */
    'X-Tenant-Id'?: string;
  };
  path: {
    id: string;
  };
  query?: never;
  url: '/api/provider/runs/{id}/detach-requests';
};

export type RequestsDetachErrors = {
  /**
   * `error.tenant.required`: Say which organisation you act for with the X-Tenant-Id header
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.tenant.required' | 'error.validation';
  };
  /**
   * `error.auth.required`: Sign in to go on
   */
  401: ErrorEnvelope & {
    error?: 'error.auth.required';
  };
  /**
   * `error.auth.scope_missing`: This API key does not cover that call
   * `error.tenant.access_denied`: You do not belong to this organisation
   */
  403: ErrorEnvelope & {
    error?: 'error.auth.scope_missing' | 'error.tenant.access_denied';
  };
  /**
   * `error.request.not_found`: There is no such request
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.request.not_found' | 'error.run.not_found';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type RequestsDetachError = RequestsDetachErrors[keyof RequestsDetachErrors];

export type RequestsDetachResponses = {
  /**
   * Done
   */
  200: AttachedRequestsAnswer;
};

export type RequestsDetachResponse = RequestsDetachResponses[keyof RequestsDetachResponses];

export type PortalRequestsSubmitData = {
  body: SubmitRequest;
  path: {
    slug: string;
  };
  query?: never;
  url: '/api/portals/{slug}/requests';
};

export type PortalRequestsSubmitErrors = {
  /**
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.validation';
  };
  /**
   * `error.portal.not_found`: There is no such portal
   * `error.run.not_found`: There is no such service run
   */
  404: ErrorEnvelope & {
    error?: 'error.portal.not_found' | 'error.run.not_found';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type PortalRequestsSubmitError = PortalRequestsSubmitErrors[keyof PortalRequestsSubmitErrors];

export type PortalRequestsSubmitResponses = {
  /**
   * Done
   */
  201: RequestSubmitted;
};

export type PortalRequestsSubmitResponse = PortalRequestsSubmitResponses[keyof PortalRequestsSubmitResponses];

export type UnsubscribeShowData = {
  body?: never;
  path: {
    token: string;
  };
  query?: never;
  url: '/api/unsubscribe/{token}';
};

export type UnsubscribeShowErrors = {
  /**
   * `error.auth.invalid_token`: This link has been used or is out of date
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.auth.invalid_token' | 'error.validation';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type UnsubscribeShowError = UnsubscribeShowErrors[keyof UnsubscribeShowErrors];

export type UnsubscribeShowResponses = {
  /**
   * Done
   */
  200: Unsubscription;
};

export type UnsubscribeShowResponse = UnsubscribeShowResponses[keyof UnsubscribeShowResponses];

export type UnsubscribeChangeData = {
  body?: Unsubscribe;
  path: {
    token: string;
  };
  query?: never;
  url: '/api/unsubscribe/{token}';
};

export type UnsubscribeChangeErrors = {
  /**
   * `error.auth.invalid_token`: This link has been used or is out of date
   * `error.validation`: Some of what was sent is not valid
   */
  400: ErrorEnvelope & {
    error?: 'error.auth.invalid_token' | 'error.validation';
  };
  /**
   * `error.payload_too_large`: That is more than one call can take
   */
  413: ErrorEnvelope & {
    error?: 'error.payload_too_large';
  };
  /**
   * `error.unsupported_media_type`: Send JSON
   */
  415: ErrorEnvelope & {
    error?: 'error.unsupported_media_type';
  };
  /**
   * `error.rate_limited`: Too many tries. Wait a little and try again
   */
  429: ErrorEnvelope & {
    error?: 'error.rate_limited';
  };
  /**
   * `error.internal`: Something went wrong on our side
   */
  500: ErrorEnvelope & {
    error?: 'error.internal';
  };
  /**
   * `error.unavailable`: The service cannot reach its data. Try again in a moment
   */
  503: ErrorEnvelope & {
    error?: 'error.unavailable';
  };
};

export type UnsubscribeChangeError = UnsubscribeChangeErrors[keyof UnsubscribeChangeErrors];

export type UnsubscribeChangeResponses = {
  /**
   * Done
   */
  200: Unsubscription;
};

export type UnsubscribeChangeResponse = UnsubscribeChangeResponses[keyof UnsubscribeChangeResponses];
