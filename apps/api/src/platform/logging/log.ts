import type { LoggerService } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pino, type Logger } from 'pino';
import type { Settings } from '../config/settings';

/**
 * JSON lines on standard output. A line holds ids, the route's pattern and a duration: never a raw path (an invitation
 * link is a secret), a query, a body, an address or a name.
 */
export class Log implements LoggerService {
  private readonly logger: Logger;

  constructor(settings: Pick<Settings, 'logLevel'>) {
    this.logger = pino({ level: settings.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
  }

  answered(request: FastifyRequest, reply: FastifyReply): void {
    this.logger.info({
      ...identify(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    });
  }

  /** What went wrong on our side. A database error's text can quote a row's values, so only its code and routine are kept. */
  failure(request: FastifyRequest, error: unknown, answeredWith: string): void {
    this.logger.error({ ...identify(request), answered: answeredWith, ...describe(error) });
  }

  /** What went wrong in the background, where nobody waits for an answer. */
  trouble(part: string, error: unknown): void {
    this.logger.error({ part, ...describe(error) });
  }

  /** Nest tells of every module and route that it sets up: nothing that an operator asks for. */
  log(message: unknown): void {
    this.logger.debug(String(message));
  }
  error(message: unknown): void {
    this.logger.error(describe(message));
  }
  warn(message: unknown): void {
    this.logger.warn(String(message));
  }
  debug(message: unknown): void {
    this.logger.debug(String(message));
  }
}

function identify(request: FastifyRequest) {
  return {
    request_id: request.id,
    method: request.method,
    route: request.routeOptions.url ?? '(none)',
    ...(request.actor?.individualId && { actor: request.actor.individualId }),
    // The beginning of the hash that the key is kept by: enough to find it, and nothing to guess it from.
    ...(request.actor?.keyHash && { api_key: request.actor.keyHash.toString('hex', 0, 6) }),
    ...(request.actor?.tenantId && { tenant: request.actor.tenantId }),
  };
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) {
    return { error: typeof error === 'string' ? error : typeof error };
  }
  const inner = ((error as { driverError?: unknown }).driverError ?? error) as Error & {
    code?: string;
    routine?: string;
    severity?: string;
  };
  const fromDatabase = inner.severity !== undefined;
  return {
    error: inner.name,
    ...(inner.code && { code: inner.code }),
    ...(inner.routine && { routine: inner.routine }),
    ...(!fromDatabase && { message: inner.message }),
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 12),
  };
}
