import type { ErrorCode } from '@service-runs/contracts';

/**
 * What went wrong, what is safe and what to do, for the failures that somebody can meet without being signed in; those
 * of the console are in `console-errors.ts`. None takes a parameter, so that any code can be shown as it comes.
 */
export const errors = {
  'error.validation': 'Some of what you entered is not valid. Nothing was saved; correct it and try again.',
  'error.auth.invalid_token': 'This link has been used or is out of date. Ask for a new one.',
  'error.auth.required': 'You have been signed out. Sign in again; nothing that was saved is lost.',
  'error.auth.invalid_credentials': 'The email or the password is not right. Check both and try again.',
  'error.invite.email_mismatch':
    'This invitation was sent to another address. It is still open; sign in with the address it was meant for.',
  'error.invite.email_unverified':
    'Confirm your email address first. The invitation stays open; open this link again afterwards.',
  'error.auth.signup_closed':
    'New accounts are made from an invitation only. Open the link you were sent and create the account there.',
  'error.invite.invalid_or_expired': 'This invitation link is invalid or expired.',
  // A portal's pages know it by its code and say it in words of their own.
  'error.run.not_found': 'There is no such {noun.run} in this organisation.',
  'error.portal.not_found': 'There is no such portal. Load the page again to see which there are.',
  'error.auth.email_taken': 'There is already an account with this address. Sign in with it instead.',
  'error.invite.already_claimed':
    'Somebody else has already taken up this invitation. Ask whoever sent it for one of your own.',
  'error.rate_limited': 'Too many tries. Nothing is lost; wait a little and try again.',
  'error.internal': 'Something went wrong on our side. What you typed is still here; try again.',
  'error.unavailable': 'The server is busy. Nothing you typed is lost; try again in a moment.',
} as const satisfies { [Code in ErrorCode]?: string };

/** Failures that never reached the API, and sentences that are better where more is known. */
export const moreErrors = {
  'error.network': 'There is no connection. Nothing you typed is lost; try again when you are back online.',
  'error.load_failed':
    'The connection may be down, or a new version has just come. Nothing that was saved is lost; try again.',
  'error.unknown': 'Something unexpected happened. What you typed is still here; try again.',
  'error.rate_limited.wait': 'Too many tries. Nothing is lost; wait {wait} and try again.',
  'error.rate_limited.over': 'You can try again now.',
} as const;
