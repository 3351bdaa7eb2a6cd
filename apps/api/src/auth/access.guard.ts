import { createHash } from 'node:crypto';
import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { ApiError, invalid } from '../platform/errors/api-error';
import type { Actor } from '../platform/http/request-context';
import { ACCESS, type Access } from './access';
import { ApiKeyUse } from './api-key-use';
import { AccessTokens, type AccessClaims } from './access-tokens';

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]{1,4096})$/i;
const API_KEY = /^srk_[A-Za-z0-9_-]{20,200}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The one guard of every route. It reads the route's declaration and the form and signature of what the caller holds, and
 * builds the actor. That the session still runs, the membership stands and the key is alive, the database proves in the
 * request's own statement.
 */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  /** Looked up once a handler and not once a request. */
  private readonly declarations = new WeakMap<object, Access | null>();

  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: AccessTokens,
    private readonly keyUse: ApiKeyUse,
  ) {
    super();
  }

  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.accessOf(context);
    if (access.kind === 'public') {
      return true;
    }
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (access.kind === 'public-or-signed-in') {
      return token === undefined || this.verify(context, access, request).catch(() => true);
    }
    if (token === undefined) {
      throw new ApiError('error.auth.required');
    }
    if (token.startsWith('srk_')) {
      request.actor = keyActor(token, access, request);
      this.keyUse.note(request.actor.keyHash as Buffer);
      return true;
    }
    const known = this.tokens.recall(token);
    if (known !== undefined) {
      request.actor = personActor(known, access, request);
      return true;
    }
    return this.verify(context, access, request);
  }

  /** passport reports a failure by calling this without a user. */
  override handleRequest<Claims = AccessClaims>(error: unknown, claims: Claims | false): Claims {
    if (!claims) {
      throw error instanceof ApiError ? error : new ApiError('error.auth.required');
    }
    return claims;
  }

  private async verify(context: ExecutionContext, access: Access, request: FastifyRequest): Promise<boolean> {
    await super.canActivate(context);
    request.actor = personActor((request as unknown as { user: AccessClaims }).user, access, request);
    return true;
  }

  private accessOf(context: ExecutionContext): Access {
    const handler = context.getHandler();
    let access = this.declarations.get(handler);
    if (access === undefined) {
      access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, context.getClass()]) ?? null;
      this.declarations.set(handler, access);
    }
    if (access === null) {
      throw new Error(`No access declared on ${context.getClass().name}.${handler.name}`);
    }
    return access;
  }
}

function personActor(claims: AccessClaims, access: Access, request: FastifyRequest): Actor {
  return {
    individualId: claims.individualId,
    sessionId: claims.sessionId,
    keyHash: null,
    tenantId: access.kind === 'tenant' ? tenantHeader(request) : null,
    scope: access.kind === 'tenant' ? access.scope : null,
    ownerOnly: access.kind === 'tenant' && access.ownerOnly,
  };
}

/** Keys work on provider routes only. */
function keyActor(key: string, access: Access, request: FastifyRequest): Actor {
  if (access.kind !== 'tenant' || access.scope === null || !API_KEY.test(key)) {
    throw new ApiError('error.auth.required');
  }
  return {
    individualId: null,
    sessionId: null,
    keyHash: createHash('sha256').update(key).digest(),
    tenantId: tenantHeader(request),
    scope: access.scope,
    ownerOnly: access.ownerOnly,
  };
}

function tenantHeader(request: FastifyRequest): string | null {
  const header = request.headers['x-tenant-id'];
  if (header === undefined) {
    return null;
  }
  if (typeof header !== 'string' || !UUID.test(header)) {
    throw invalid('X-Tenant-Id', 'id', 'is not an id');
  }
  return header.toLowerCase();
}
