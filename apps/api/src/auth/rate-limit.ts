import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
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
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';
import { ApiError } from '../platform/errors/api-error';
import { Refuses } from '../platform/openapi/answers';
import { normalEmail } from '../platform/validation/email-address';
import { networkOf } from './network';
import { RateLimitLots, type Charge, type Spent, type Taken } from './rate-limit-lots';
import { RateLimitRepository } from './rate-limit.repository';

interface Bound {
  readonly points: number;
  /** Seconds. */
  readonly within: number;
  /**
   * What is counted: the network of the caller's address, the address of an account in the body, or the link in the path; or the person or
   * API key that calls, and those only where they would have a mail sent.
   */
  readonly by: 'ip' | 'email' | 'token' | 'caller' | 'mailing caller';
}

/**
 * Every bound in one place. Generous to a village behind one address, tight for one account and for one link. The caller's address
 * comes first everywhere: an address that is refused uses up nothing of somebody's account or link.
 */
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
  // Beside those of an address, wherever somebody calls from. A token that was stolen may not be used to find the password out.
  'own-password': [{ points: 10, within: 300, by: 'caller' }],
  'own-mail': [{ points: 5, within: 3_600, by: 'caller' }],
  // Fifty mails each, in the organisation's name and with its own words, to whom it likes.
  'invitation-mail': [{ points: 60, within: 3_600, by: 'mailing caller' }],
  organisation: [{ points: 10, within: 3_600, by: 'caller' }],
} as const satisfies Record<string, readonly Bound[]>;

export type RateLimitName = keyof typeof BOUNDS;

/** Can be counted only when it is known who calls. */
const OF_CALLERS: ReadonlySet<RateLimitName> = new Set(['own-password', 'own-mail', 'invitation-mail', 'organisation']);

/** What is called so often that it may not cost a statement more each time. All others are counted one by one. */
const IN_LOTS: ReadonlySet<RateLimitName> = new Set(['stream', 'refresh', 'link']);

const RATE_LIMIT = 'service-runs:rate-limit';

/** Bounds how often a route may be called: by one of those that need not know who calls, and by one of those that do. */
export const RateLimited = (...names: RateLimitName[]) =>
  applyDecorators(SetMetadata(RATE_LIMIT, names), Refuses('error.rate_limited'));

/** Holds for all processes on one database together: the counters are there. */
@Injectable()
export class RateLimits {
  private readonly secret: KeyObject;
  private readonly lots: RateLimitLots;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly repository: RateLimitRepository,
  ) {
    // The last key is the one that stays while processes learn of a new one.
    this.secret = createSecretKey(Buffer.from(settings.jwtKeys.at(-1) as string, 'utf8'));
    this.lots = new RateLimitLots((charges) => repository.takeLots(charges));
  }

  /** @throws ApiError `error.rate_limited`, with the seconds to wait; `error.unavailable` where the database is away */
  async spend(name: RateLimitName, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!this.settings.rateLimits) {
      return;
    }
    const charges = this.chargesOf(name, request);
    if (charges.length === 0) {
      return;
    }
    const spent = IN_LOTS.has(name) ? await this.lots.spend(charges) : await this.spendOne(charges);
    const reset = Math.max(1, Math.ceil(spent.resetsIn / 1_000));
    void reply.headers({
      'ratelimit-limit': String(spent.points),
      'ratelimit-remaining': String(spent.remaining),
      'ratelimit-reset': String(reset),
    });
    if (spent.refused) {
      throw new ApiError('error.rate_limited', { retryAfter: reset });
    }
  }

  /** A right password wipes the slate of wrong ones for that account. */
  async forgive(name: 'sign-in', email: string): Promise<void> {
    if (this.settings.rateLimits) {
      await this.repository.forget(this.keyOf(name, 'email', normalEmail(email)));
    }
  }

  private async spendOne(charges: readonly Charge[]): Promise<Spent> {
    const rows = await this.repository.takeOne(charges);
    const last = rows.length - 1;
    const [{ points }, { taken, remaining, resetsIn }] = [charges[last] as Charge, rows[last] as Taken];
    return { refused: taken === 0, points, remaining, resetsIn };
  }

  private chargesOf(name: RateLimitName, request: FastifyRequest): Charge[] {
    return BOUNDS[name].flatMap(({ points, within, by }) => {
      const counted = countedIn(request, by);
      return counted === null ? [] : [{ key: this.keyOf(name, by, counted), points, within }];
    });
  }

  /** Neither an address nor a link is kept as it is, nor as something that it could be found from by trying. */
  private keyOf(name: RateLimitName, by: Bound['by'], counted: string): string {
    return createHmac('sha256', this.secret)
      .update(`service-runs/rate-limit/${name}/${by}/${counted}`)
      .digest('base64url');
  }
}

/** Before it is known who calls: what is refused costs nothing more. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  protected readonly callerIsKnown: boolean = false;

  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RateLimits,
  ) {}

  canActivate(context: ExecutionContext): true | Promise<true> {
    const names = this.reflector.get<RateLimitName[] | undefined>(RATE_LIMIT, context.getHandler());
    const name = names?.find((one) => OF_CALLERS.has(one) === this.callerIsKnown);
    if (name === undefined) {
      return true;
    }
    const http = context.switchToHttp();
    return this.limits.spend(name, http.getRequest(), http.getResponse()).then(() => true);
  }
}

@Injectable()
export class CallerRateLimitGuard extends RateLimitGuard {
  protected override readonly callerIsKnown = true;
}

/** Null where the call does not say it. */
function countedIn(request: FastifyRequest, by: Bound['by']): string | null {
  switch (by) {
    case 'ip':
      return networkOf(request.ip);
    case 'email': {
      const body = request.body as { email?: unknown; requester_email?: unknown } | null | undefined;
      const email = body?.email ?? body?.requester_email;
      return typeof email === 'string' ? normalEmail(email) : null;
    }
    case 'caller':
      return request.actor?.individualId ?? request.actor?.keyHash?.toString('hex') ?? null;
    case 'mailing caller': {
      const body = request.body as { send_mail?: unknown } | null | undefined;
      return body?.send_mail === true ? countedIn(request, 'caller') : null;
    }
    case 'token':
      return (request.params as { token?: string }).token ?? '';
  }
}
