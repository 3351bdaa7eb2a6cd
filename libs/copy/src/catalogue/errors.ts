import type { ErrorCode } from '@service-runs/contracts';

/**
 * What went wrong, what is safe and what to do, for every failure that the API can answer with: a code without a
 * sentence does not compile. None takes a parameter, so that any code can be shown as it comes.
 */
export const errors = {
  'error.validation': 'Some of what you entered is not valid. Nothing was saved; correct it and try again.',
  'error.tenant.required': 'Choose which organisation you act for, then try again. Nothing was changed.',
  'error.auth.invalid_token': 'This link has been used or is out of date. Ask for a new one.',

  'error.auth.required': 'You have been signed out. Sign in again; nothing that was saved is lost.',
  'error.auth.invalid_credentials': 'The email or the password is not right. Check both and try again.',

  'error.run.access_denied': "You don't have access to this run.",
  'error.tenant.access_denied':
    'You do not belong to this organisation any more. Nothing was changed; ask one of its owners.',
  'error.invite.email_mismatch':
    'This invitation was sent to another address. It is still open; sign in with the address it was meant for.',
  'error.invite.email_unverified':
    'Confirm your email address first. The invitation stays open; open this link again afterwards.',
  'error.auth.scope_missing': 'This API key does not cover that. Nothing was changed; use a key with the right scope.',
  'error.auth.role_required': 'Only an owner of the organisation can do that. Nothing was changed; ask an owner.',
  'error.auth.signup_closed':
    'New accounts are made from an invitation only. Open the link you were sent and create the account there.',

  'error.route.not_found': 'There is nothing at this address. Go back and try another way.',
  'error.run.not_found': 'There is no such {noun.run} in this organisation. It may belong to another one of yours.',
  'error.invite.not_found': 'There is no such invitation any more. Load the page again to see what is there.',
  'error.invite.invalid_or_expired': 'This invitation link is invalid or expired.',
  'error.portal.not_found': 'There is no such portal. Load the page again to see which there are.',
  'error.request.not_found': 'There is no such request any more. Load the page again to see what is there.',
  'error.member.not_found': 'This person is no longer a member. Load the page again to see who is.',
  'error.api_key.not_found': 'There is no such API key any more. Load the page again to see which there are.',
  'error.notification.not_found': 'There is no such notification any more. Load the page again.',

  'error.method_not_allowed': 'The service does not take that. Nothing was changed; load the page again.',

  'error.auth.email_taken': 'There is already an account with this address. Sign in with it instead.',
  'error.invite.already_claimed':
    'Somebody else has already taken up this invitation. Ask whoever sent it for one of your own.',
  'error.invite.not_reissuable':
    'A claimed or revoked invitation cannot be reissued. Nothing was changed; make a new one instead.',
  'error.run.illegal_transition':
    'The run cannot go to that status from the one it is in. Nothing was changed; load the page again to see where it stands.',
  'error.run.market_mode_forbids':
    "The run's market mode does not allow that. Nothing was changed; change the mode first.",
  'error.run.closed': 'The run is over and takes no more invitations. Nothing was sent.',
  'error.request.state_forbids':
    'The request is no longer in a state that allows that. Nothing was changed; load the page again to see where it stands.',
  'error.member.last_owner':
    'An organisation needs at least one owner. Nothing was changed; make somebody else an owner first.',
  'error.idempotency.in_progress': 'This is already being done. Wait a moment, then look before you try again.',

  'error.precondition_failed':
    'Somebody else changed this in the meantime. Nothing of yours was saved; load the page again, then make your change.',
  'error.payload_too_large': 'That is more than can be sent at once. Nothing was saved; send less at a time.',
  'error.unsupported_media_type': 'The service could not read what was sent. Nothing was saved; load the page again.',
  'error.idempotency.mismatch': 'That was sent before with other content. Nothing was changed; load the page again.',
  'error.rate_limited': 'Too many tries. Nothing is lost; wait a little and try again.',
  'error.internal': 'Something went wrong on our side. What you typed is still here; try again.',
  'error.unavailable': 'The server is busy. Nothing you typed is lost; try again in a moment.',
} as const satisfies Record<ErrorCode, string>;

/** Failures that never reached the API, and sentences that are better where more is known. */
export const moreErrors = {
  'error.network': 'There is no connection. Nothing you typed is lost; try again when you are back online.',
  'error.load_failed':
    'The connection may be down, or a new version has just come. Nothing that was saved is lost; try again.',
  'error.unknown': 'Something unexpected happened. What you typed is still here; try again.',
  'error.rate_limited.wait': 'Too many tries. Nothing is lost; wait {wait} and try again.',
  'error.rate_limited.over': 'You can try again now.',
} as const;
