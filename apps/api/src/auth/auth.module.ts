import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { AccessGuard } from './access.guard';
import { ApiKeyUse } from './api-key-use';
import { AccessTokens } from './access-tokens';
import { AuthController } from './auth.controller';
import { AuthRepository } from './auth.repository';
import { AuthService } from './auth.service';
import { JwtStrategy } from './jwt.strategy';
import { OneTimeLinks } from './one-time-links';
import { CallerRateLimitGuard, RateLimitGuard, RateLimits } from './rate-limit';
import { RateLimitRepository } from './rate-limit.repository';
import { RefreshCookie } from './refresh-cookie';

@Module({
  imports: [PassportModule],
  controllers: [AuthController],
  providers: [
    AccessTokens,
    ApiKeyUse,
    AuthRepository,
    AuthService,
    JwtStrategy,
    OneTimeLinks,
    RateLimitRepository,
    RateLimits,
    RefreshCookie,
    { provide: APP_GUARD, useClass: RateLimitGuard },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: CallerRateLimitGuard },
  ],
  exports: [OneTimeLinks],
})
export class AuthModule {}
