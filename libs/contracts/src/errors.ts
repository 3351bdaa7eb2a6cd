/**
 * Every failure the API can answer with: its HTTP status and the sentence shown where nothing better is known.
 * The key is stable and machine-readable; the sentence may change.
 */
export const ERRORS = {
  'error.validation': { status: 400, message: 'Some of what was sent is not valid' },
  'error.tenant.required': { status: 400, message: 'Say which organisation you act for with the X-Tenant-Id header' },
  'error.auth.invalid_token': { status: 400, message: 'This link has been used or is out of date' },

  'error.auth.required': { status: 401, message: 'Sign in to go on' },
  'error.auth.invalid_credentials': { status: 401, message: 'The email or the password is not right' },

  'error.run.access_denied': { status: 403, message: 'You do not have access to this run' },
  'error.tenant.access_denied': { status: 403, message: 'You do not belong to this organisation' },
  'error.invite.email_mismatch': { status: 403, message: 'This invitation was sent to another address' },
  'error.invite.email_unverified': { status: 403, message: 'Confirm your address before taking up this invitation' },
  'error.auth.scope_missing': { status: 403, message: 'This API key does not cover that call' },
  'error.auth.role_required': { status: 403, message: 'Only an owner of the organisation can do that' },
  'error.auth.signup_closed': { status: 403, message: 'New accounts are made from an invitation only' },

  'error.route.not_found': { status: 404, message: 'There is nothing at this address' },
  'error.run.not_found': { status: 404, message: 'There is no such service run' },
  'error.invite.not_found': { status: 404, message: 'There is no such invitation' },
  'error.invite.invalid_or_expired': { status: 404, message: 'This invitation link is invalid or expired.' },
  'error.portal.not_found': { status: 404, message: 'There is no such portal' },
  'error.request.not_found': { status: 404, message: 'There is no such request' },
  'error.member.not_found': { status: 404, message: 'There is no such member' },
  'error.api_key.not_found': { status: 404, message: 'There is no such API key' },
  'error.notification.not_found': { status: 404, message: 'There is no such notification' },

  'error.method_not_allowed': { status: 405, message: 'This address does not take that method' },

  'error.auth.email_taken': { status: 409, message: 'There is already an account with this address' },
  'error.invite.already_claimed': { status: 409, message: 'Somebody else has already taken up this invitation' },
  'error.invite.not_reissuable': { status: 409, message: 'A claimed or revoked invitation cannot be reissued' },
  'error.run.illegal_transition': { status: 409, message: 'The run cannot go from its status to that one' },
  'error.run.market_mode_forbids': { status: 409, message: 'The market mode of this run does not allow that' },
  'error.run.closed': { status: 409, message: 'The run is over and takes no more invitations' },
  'error.request.state_forbids': { status: 409, message: 'The request is not in a state that allows that' },
  'error.member.last_owner': { status: 409, message: 'An organisation needs at least one owner' },
  'error.idempotency.in_progress': { status: 409, message: 'The first call with this key is still running' },

  'error.precondition_failed': { status: 412, message: 'Somebody else changed this in the meantime' },
  'error.payload_too_large': { status: 413, message: 'That is more than one call can take' },
  'error.unsupported_media_type': { status: 415, message: 'Send JSON' },
  'error.idempotency.mismatch': { status: 422, message: 'This key was used for another call' },
  'error.rate_limited': { status: 429, message: 'Too many tries. Wait a little and try again' },
  'error.internal': { status: 500, message: 'Something went wrong on our side' },
  'error.unavailable': { status: 503, message: 'The service cannot reach its data. Try again in a moment' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;

export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}

/** One thing that is wrong with what was sent. `path` is in the sender's own words: `invitees[3].email`. */
export interface ValidationDetail {
  path: string;
  rule: string;
  message: string;
}

/** The envelope of every failure. */
export interface ErrorBody {
  ok: false;
  error: ErrorCode;
  message: string;
  request_id: string;
  /** Only on `error.validation`. */
  details?: ValidationDetail[];
  /** Only on `error.invite.email_mismatch`: whom the invitation was for, masked. */
  invitee_email_masked?: string;
}
