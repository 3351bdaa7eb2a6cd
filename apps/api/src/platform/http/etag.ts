import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../errors/api-error';

/** A strong ETag (RFC 9110, 8.8.3) of a row's version. */
export function setETag(reply: FastifyReply, version: number): void {
  void reply.header('etag', `"${version}"`);
}

/** The `If-Match` header as it came, or undefined. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined =>
    context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'],
);

/**
 * RFC 9110, 13.1.1: a list of tags or `*`; weak tags never match.
 * @throws ApiError `error.precondition_failed` when none of them is the current one
 */
export function requireMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') {
    return;
  }
  if (!ifMatch.split(',').some((tag) => tag.trim() === `"${version}"`)) {
    throw new ApiError('error.precondition_failed');
  }
}
