import { createHash } from 'node:crypto';
import {
  applyDecorators,
  Inject,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';
import { ApiError } from '../platform/errors/api-error';
import { Refuses } from '../platform/openapi/answers';

interface Bound {
  readonly points: number;
  /** Seconds. */
  readonly within: number;
  /** What is counted: the caller's address, the address of an account in the body, or the link in the path. */
  readonly by: 'ip' | 'email' | 'token';
}

/** Every bound in one place. Generous to a village behind one address, tight for one account and for one link. */
const BOUNDS = {
  'sign-in': [
    { points: 120, within: 60, by: 'ip' },
    { points: 10, within: 300, by: 'email' },
  ],
  'sign-up': [{ points: 120, within: 600, by: 'ip' }],
  password: [{ points: 60, within: 300, by: 'ip' }],
  // Who asks for mails by these sends them to somebody else's mailbox.
  mail: [
    { points: 20, within: 600, by: 'ip' },
    { points: 5, within: 3_600, by: 'email' },
  ],
  // Opened once a browser, and again when a connection was lost.
  stream: [{ points: 240, within: 60, by: 'ip' }],
  refresh: [{ points: 240, within: 60, by: 'ip' }],
  request: [
    { points: 10, within: 600, by: 'ip' },
    { points: 5, within: 3_600, by: 'email' },
  ],
  link: [
    { points: 600, within: 60, by: 'ip' },
    { points: 120, within: 60, by: 'token' },
  ],
} as const satisfies Record<string, readonly Bound[]>;

export type RateLimitName = keyof typeof BOUNDS;

const RATE_LIMIT = 'service-runs:rate-limit';

/** Bounds how often a route may be called. */
export const RateLimited = (name: RateLimitName) =>
  applyDecorators(SetMetadata(RATE_LIMIT, name), Refuses('error.rate_limited'));

@Injectable()
export class RateLimits {
  private readonly limiters = new Map<string, { limiter: RateLimiterMemory; bound: Bound }[]>();

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    for (const [name, bounds] of Object.entries<readonly Bound[]>(BOUNDS)) {
      this.limiters.set(
        name,
        bounds.map((bound) => ({
          bound,
          limiter: new RateLimiterMemory({
            keyPrefix: `${name}/${bound.by}`,
            points: bound.points,
            duration: bound.within,
          }),
        })),
      );
    }
  }

  async spend(name: RateLimitName, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!this.settings.rateLimits) {
      return;
    }
    for (const { limiter, bound } of this.limiters.get(name) ?? []) {
      const key = keyOf(bound.by, request);
      if (key === null) {
        continue;
      }
      const outcome = await limiter.consume(key).catch((refused: unknown) => refused);
      if (!(outcome instanceof RateLimiterRes)) {
        throw outcome;
      }
      const reset = Math.max(1, Math.ceil(outcome.msBeforeNext / 1_000));
      void reply.headers({
        'ratelimit-limit': String(bound.points),
        'ratelimit-remaining': String(Math.max(0, outcome.remainingPoints)),
        'ratelimit-reset': String(reset),
      });
      if (outcome.consumedPoints > bound.points) {
        throw new ApiError('error.rate_limited', { retryAfter: reset });
      }
    }
  }

  /** A right password wipes the slate of wrong ones for that account. */
  async forgive(name: RateLimitName, email: string): Promise<void> {
    for (const { limiter, bound } of this.limiters.get(name) ?? []) {
      if (bound.by === 'email') {
        await limiter.delete(digest(email));
      }
    }
  }
}

@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RateLimits,
  ) {}

  canActivate(context: ExecutionContext): true | Promise<true> {
    const name = this.reflector.get<RateLimitName | undefined>(RATE_LIMIT, context.getHandler());
    if (name === undefined) {
      return true;
    }
    const http = context.switchToHttp();
    return this.limits.spend(name, http.getRequest(), http.getResponse()).then(() => true);
  }
}

function keyOf(by: Bound['by'], request: FastifyRequest): string | null {
  switch (by) {
    case 'ip':
      return request.ip;
    case 'email': {
      const body = request.body as { email?: unknown; requester_email?: unknown } | null | undefined;
      const email = body?.email ?? body?.requester_email;
      return typeof email === 'string' ? digest(email.trim().toLowerCase()) : null;
    }
    case 'token':
      return digest((request.params as { token?: string }).token ?? '');
  }
}

/** Neither an address nor a link is kept as it is, not even in memory. */
function digest(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
