import type { ErrorCode } from '@service-runs/contracts';
import type { errors } from './errors';

/** The failures that only somebody who is signed in can meet: a code that has a sentence in neither does not compile. */
export const consoleErrors = {
  'error.tenant.required': 'Choose which organisation you act for, then try again. Nothing was changed.',
  'error.run.access_denied': "You don't have access to this run.",
  'error.tenant.access_denied':
    'You do not belong to this organisation any more. Nothing was changed; ask one of its owners.',
  'error.auth.scope_missing': 'This API key does not cover that. Nothing was changed; use a key with the right scope.',
  'error.auth.role_required': 'Only an owner of the organisation can do that. Nothing was changed; ask an owner.',
  'error.route.not_found': 'There is nothing at this address. Go back and try another way.',
  'error.invite.not_found': 'There is no such invitation any more. Load the page again to see what is there.',
  'error.request.not_found': 'There is no such request any more. Load the page again to see what is there.',
  'error.member.not_found': 'This person is no longer a member. Load the page again to see who is.',
  'error.api_key.not_found': 'There is no such API key any more. Load the page again to see which there are.',
  'error.notification.not_found': 'There is no such notification any more. Load the page again.',
  'error.method_not_allowed': 'The service does not take that. Nothing was changed; load the page again.',
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
} as const satisfies Record<Exclude<ErrorCode, keyof typeof errors>, string>;
