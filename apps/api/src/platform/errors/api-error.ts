import { ERRORS, type ErrorBody, type ErrorCode, type ValidationDetail } from '@service-runs/contracts';

interface ApiErrorExtras {
  details?: ValidationDetail[];
  inviteeEmailMasked?: string;
  /** Seconds. */
  retryAfter?: number;
  headers?: Record<string, string>;
}

/** A refusal in the contract's words. Thrown anywhere; one filter turns it into an answer. */
export class ApiError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly extras: ApiErrorExtras = {},
  ) {
    super(ERRORS[code].message);
    this.name = 'ApiError';
    this.status = ERRORS[code].status;
  }

  toBody(requestId: string): ErrorBody {
    const { details, inviteeEmailMasked } = this.extras;
    return {
      ok: false,
      error: this.code,
      message: this.message,
      request_id: requestId,
      ...(details && { details }),
      ...(inviteeEmailMasked && { invitee_email_masked: inviteeEmailMasked }),
    };
  }

  headers(): Record<string, string> {
    const { retryAfter, headers } = this.extras;
    return { ...headers, ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) };
  }
}

/** Seconds after which asking again is worth a try when the database is away. */
const RETRY_WHEN_UNAVAILABLE = 2;

export function unavailable(): ApiError {
  return new ApiError('error.unavailable', { retryAfter: RETRY_WHEN_UNAVAILABLE });
}

/** One thing that is wrong with what was sent. */
export function invalid(path: string, rule: string, message: string): ApiError {
  return new ApiError('error.validation', { details: [{ path, rule, message }] });
}
