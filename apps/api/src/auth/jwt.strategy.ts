import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { ApiError } from '../platform/errors/api-error';
import { AccessTokens, JWT_ALGORITHM, type AccessClaims } from './access-tokens';

/** Verifies an access token that is seen for the first time. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly tokens: AccessTokens) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      algorithms: [JWT_ALGORITHM],
      passReqToCallback: true,
      secretOrKeyProvider: (_request: unknown, token: string, done: (error: Error | null, key?: never) => void) => {
        const key = tokens.keyFor(token);
        done(key ? null : new ApiError('error.auth.required'), key as never);
      },
    });
  }

  validate(request: FastifyRequest, payload: { sub?: string; sid?: string; exp?: number }): AccessClaims {
    const claims = this.tokens.claimsOf(payload);
    const token = ExtractJwt.fromAuthHeaderAsBearerToken()(request as never);
    if (claims === null || token === null || payload.exp === undefined) {
      throw new ApiError('error.auth.required');
    }
    this.tokens.remember(token, claims, payload.exp);
    return claims;
  }
}
