import { HttpException } from '@nestjs/common';
import { isErrorCode, type ErrorCode } from '@service-runs/contracts';
import { ApiError, invalid, unavailable } from './api-error';

/** Fastify's own refusals, before a handler is reached. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'error.payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'error.unsupported_media_type',
  FST_ERR_BAD_URL: 'error.route.not_found',
  FST_ERR_NOT_FOUND: 'error.route.not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'error.route.not_found',
  FST_ERR_ROUTE_METHOD_NOT_SUPPORTED: 'error.method_not_allowed',
};

const HTTP_STATUSES: Readonly<Record<number, ErrorCode>> = {
  401: 'error.auth.required',
  404: 'error.route.not_found',
  405: 'error.method_not_allowed',
  413: 'error.payload_too_large',
  415: 'error.unsupported_media_type',
};

/** Node's names for a connection that could not be made or was lost. */
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENOENT',
  'EAI_AGAIN',
]);

interface CodedError {
  code?: unknown;
  message?: unknown;
  detail?: unknown;
  statusCode?: unknown;
  severity?: unknown;
}

/** The one place where an error becomes one of the contract's. What it does not know is `error.internal`. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  // TypeORM wraps what the driver threw.
  const inner = (error as { driverError?: unknown } | null)?.driverError ?? error;
  const { code, message, detail, statusCode, severity } = (inner ?? {}) as CodedError;

  if (typeof code === 'string') {
    if (code.startsWith('SR')) {
      return fromRefusal(message, detail);
    }
    if (code in FASTIFY_CODES) {
      return new ApiError(FASTIFY_CODES[code] as ErrorCode);
    }
    if (code.startsWith('FST_ERR_CTP')) {
      return invalid('', 'json', 'The body is not valid JSON');
    }
    if (NETWORK_CODES.has(code) || (typeof severity === 'string' && isDatabaseAway(code))) {
      return unavailable();
    }
  }
  if (isDriverTimeout(message)) {
    return unavailable();
  }
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return status in HTTP_STATUSES
      ? new ApiError(HTTP_STATUSES[status] as ErrorCode)
      : invalid('', 'request', 'The request could not be read');
  }
  return new ApiError('error.internal');
}

/** A function of the database refused: its message is an error code of the contract. */
function fromRefusal(message: unknown, detail: unknown): ApiError {
  if (!isErrorCode(message)) {
    return new ApiError('error.internal');
  }
  return message === 'error.invite.email_mismatch' && typeof detail === 'string'
    ? new ApiError(message, { inviteeEmailMasked: detail })
    : new ApiError(message);
}

/**
 * SQLSTATE classes of a server that cannot answer now (PostgreSQL, Appendix A): 08 connection, 53 resources, 57P01 to
 * 57P05 shutting down, starting up or gone, 55P03 lock not available, 57014 cancelled by a time limit, and a serialization
 * failure or deadlock that outlived its retries.
 */
function isDatabaseAway(code: string): boolean {
  return (
    /^(08|53)/.test(code) || /^57P0[1-5]$/.test(code) || ['55P03', '57014', '40001', '40P01', '25006'].includes(code)
  );
}

/** `pg` has no code for these. */
function isDriverTimeout(message: unknown): boolean {
  return (
    typeof message === 'string' &&
    /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after/.test(
      message,
    )
  );
}
