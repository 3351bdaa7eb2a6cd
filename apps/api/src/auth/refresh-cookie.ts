import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isBehindTls, type Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';
import { ApiError } from '../platform/errors/api-error';

const PATH = '/api/auth';
/** Seconds: as long as a session lives unused. */
const MAX_AGE = 30 * 24 * 60 * 60;

/** The refresh token's only place: out of reach of scripts, sent to `/api/auth` alone and by our own pages alone. */
@Injectable()
export class RefreshCookie {
  private readonly secure: boolean;
  private readonly name: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.secure = isBehindTls(settings);
    // The __Secure- prefix asks for Secure, which a plain http localhost cannot have; __Host- would ask for Path=/.
    this.name = this.secure ? '__Secure-sr_refresh' : 'sr_refresh';
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  set(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.name, token, {
      path: PATH,
      httpOnly: true,
      sameSite: 'strict',
      secure: this.secure,
      maxAge: MAX_AGE,
    });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, { path: PATH, httpOnly: true, sameSite: 'strict', secure: this.secure });
  }
}

/** Calls that use the cookie come from our own pages: a browser says so in `Origin`. A script without a browser sends none. */
@Injectable()
export class OwnOriginGuard implements CanActivate {
  private readonly ownOrigin: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.ownOrigin = new URL(settings.appBaseUrl).origin;
  }

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const { origin } = headers;
    if (origin === undefined ? headers['sec-fetch-site'] !== 'cross-site' : this.isOwn(origin, headers.host)) {
      return true;
    }
    throw new ApiError('error.auth.required');
  }

  private isOwn(origin: string, host: string | undefined): boolean {
    return origin === this.ownOrigin || (host !== undefined && URL.canParse(origin) && new URL(origin).host === host);
  }
}
