import { HttpErrorResponse } from '@angular/common/http';
import { type ErrorBody, type ErrorCode, type ValidationDetail } from '@service-runs/contracts';
import { isCopyKey, service } from '@service-runs/copy';
import { type FailureWords } from '@service-runs/ui';

/** What the API answered, or that nothing answered at all. */
export type FailureCode = ErrorCode | 'error.network' | 'error.load_failed' | 'error.unknown';

/** Every failed call ends in one of these, whatever went wrong. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  constructor(
    readonly code: FailureCode,
    readonly status: number,
    readonly requestId: string | null = null,
    readonly details: readonly ValidationDetail[] = [],
    /** Seconds, where the API said how long to wait. */
    readonly retryAfter: number | null = null,
    /** Whom an invitation was for, masked; only on `error.invite.email_mismatch`. */
    readonly inviteeEmailMasked: string | null = null,
  ) {
    super(code);
  }
}

export function toApiFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (!(error instanceof HttpErrorResponse)) return new ApiFailure('error.unknown', 0);
  if (error.status === 0) return new ApiFailure('error.network', 0);

  const body = bodyOf(error.error);
  const retryAfter = Number(error.headers.get('Retry-After') ?? Number.NaN);
  return new ApiFailure(
    isKnown(body?.error) ? body.error : codeOf(error.status),
    error.status,
    body?.request_id ?? null,
    body?.details ?? [],
    Number.isFinite(retryAfter) ? Math.max(0, Math.ceil(retryAfter)) : null,
    body?.invitee_email_masked ?? null,
  );
}

/** The envelope, which a call for a file gets as text. */
function bodyOf(body: unknown): Partial<ErrorBody> | null {
  if (typeof body !== 'string') return typeof body === 'object' ? body : null;
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' ? read : null;
  } catch {
    return null;
  }
}

/** A code that has a sentence here; a newer server may know more. */
function isKnown(code: unknown): code is ErrorCode {
  return isCopyKey(code) && code.startsWith('error.');
}

/** An answer without our envelope comes from something in between: a proxy, or a server that is just starting. */
function codeOf(status: number): FailureCode {
  if (status === 429) return 'error.rate_limited';
  if (status === 502 || status === 503 || status === 504) return 'error.unavailable';
  return 'error.unknown';
}

/** "40 seconds", "2 minutes". */
export function waitWords(seconds: number): string {
  return seconds < 90
    ? service.count('common.wait.seconds', Math.max(1, seconds))
    : service.count('common.wait.minutes', Math.ceil(seconds / 60));
}

/** A failure as it is told to a person. The number to quote is given only where our side is to blame. */
export function describeFailure(error: unknown): FailureWords {
  const failure = toApiFailure(error);
  const message =
    failure.code === 'error.rate_limited' && failure.retryAfter !== null
      ? service('error.rate_limited.wait', { wait: waitWords(failure.retryAfter) })
      : service(failure.code);
  return { message, requestId: failure.status >= 500 ? failure.requestId : null };
}
