import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiError } from '../platform/errors/api-error';
import type { Actor, SignedInActor } from '../platform/http/request-context';

/** Who acts, on a route with `TenantAccess` or `OwnerAccess`. */
export const TenantActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (actor === undefined) {
    throw new ApiError('error.auth.required');
  }
  return actor;
});

/** Who acts, on a route with `SignedIn` or `StakeholderAccess`. */
export const Person = createParamDecorator((_: unknown, context: ExecutionContext): SignedInActor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor?.individualId || !actor.sessionId) {
    throw new ApiError('error.auth.required');
  }
  return actor as SignedInActor;
});
