import { Body, Controller, Get, HttpCode, Patch, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { Me, Ok, PasswordForgotten, Refreshed, SignedIn as SignedInAnswer } from '@service-runs/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedInActor } from '../platform/http/request-context';
import { Answers } from '../platform/openapi/answers';
import { Public, PublicOrSignedIn, REFRESH_COOKIE, SignedIn } from './access';
import { Person } from './actor';
import { AuthService, type WithRefreshToken } from './auth.service';
import { MeBody, PasswordForgottenBody, RefreshedBody, SignedInBody } from './dto/auth.body';
import {
  ChangePasswordBody,
  ForgotPasswordBody,
  LoginBody,
  RegisterBody,
  ResetPasswordBody,
  UpdateMeBody,
  VerifyEmailBody,
} from './dto/auth.input';
import { RateLimited } from './rate-limit';
import { OwnOriginGuard, RefreshCookie } from './refresh-cookie';

@ApiTags('Signing in')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly service: AuthService,
    private readonly cookie: RefreshCookie,
  ) {}

  @Post('register')
  @Public()
  @RateLimited('sign-up')
  @ApiOperation({ summary: 'Make an account and sign in', description: 'The refresh token comes as a cookie.' })
  @Answers(201, SignedInBody, ['error.auth.email_taken', 'error.auth.signup_closed'])
  async register(@Body() body: RegisterBody, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedInAnswer> {
    return this.withCookie(reply, await this.service.register(body));
  }

  @Post('login')
  @HttpCode(200)
  @Public()
  @RateLimited('sign-in')
  @ApiOperation({ summary: 'Sign in', description: 'The refresh token comes as a cookie.' })
  @Answers(200, SignedInBody, ['error.auth.invalid_credentials'])
  async login(@Body() body: LoginBody, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedInAnswer> {
    return this.withCookie(reply, await this.service.login(body));
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @ApiSecurity(REFRESH_COOKIE)
  @RateLimited('refresh')
  @UseGuards(OwnOriginGuard)
  @ApiOperation({ summary: 'A new access token for the refresh cookie, which is changed too' })
  @Answers(200, RefreshedBody, ['error.auth.required'])
  async refresh(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Refreshed> {
    try {
      return this.withCookie(reply, await this.service.refresh(this.cookie.read(request)));
    } catch (error) {
      this.cookie.clear(reply);
      throw error;
    }
  }

  @Post('logout')
  @HttpCode(200)
  @PublicOrSignedIn()
  @UseGuards(OwnOriginGuard)
  @ApiOperation({ summary: 'End the session of the refresh cookie or of the access token, with all its tokens' })
  @Answers(200, undefined, ['error.auth.required'])
  async logout(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Ok> {
    await this.service.logout(this.cookie.read(request), (request.actor as SignedInActor | undefined) ?? null);
    this.cookie.clear(reply);
    return { ok: true };
  }

  @Get('me')
  @SignedIn()
  @ApiOperation({ summary: 'Who is signed in, and the organisations that they belong to' })
  @Answers(200, MeBody)
  me(@Person() actor: SignedInActor): Promise<Me> {
    return this.service.me(actor);
  }

  @Patch('me')
  @SignedIn()
  @ApiOperation({ summary: 'Change the name that others see' })
  @Answers(200, MeBody)
  updateMe(@Person() actor: SignedInActor, @Body() body: UpdateMeBody): Promise<Me> {
    return this.service.updateMe(actor, body);
  }

  @Post('change-password')
  @HttpCode(200)
  @SignedIn()
  @RateLimited('password', 'own-password')
  @ApiOperation({ summary: 'Change the password; every other session ends' })
  @Answers(200, undefined, ['error.auth.invalid_credentials'])
  async changePassword(@Person() actor: SignedInActor, @Body() body: ChangePasswordBody): Promise<Ok> {
    await this.service.changePassword(actor, body);
    return { ok: true };
  }

  @Post('resend-verification')
  @HttpCode(200)
  @SignedIn()
  @RateLimited('mail', 'own-mail')
  @ApiOperation({
    summary: 'Mail once more the link that proves the address',
    description: 'Nothing happens where it is proven already, or where this site sends no mail.',
  })
  @Answers(200)
  async resendVerification(@Person() actor: SignedInActor): Promise<Ok> {
    await this.service.resendVerification(actor);
    return { ok: true };
  }

  @Post('verify-email')
  @HttpCode(200)
  @SignedIn()
  @RateLimited('password')
  @ApiOperation({
    summary: 'Prove the address of the account that is signed in, by the token of the link that was mailed to it',
    description: 'Invitations that have waited for the address are notified. A second time changes nothing.',
  })
  @Answers(200, undefined, ['error.auth.invalid_token'])
  async verifyEmail(@Person() actor: SignedInActor, @Body() body: VerifyEmailBody): Promise<Ok> {
    await this.service.verifyEmail(actor, body);
    return { ok: true };
  }

  @Post('forgot-password')
  @HttpCode(200)
  @Public()
  @RateLimited('mail')
  @ApiOperation({
    summary: 'Mail a link to set a new password with',
    description: 'Answered alike, in words and time, whether or not there is such an account.',
  })
  @Answers(200, PasswordForgottenBody)
  forgotPassword(@Body() body: ForgotPasswordBody): Promise<PasswordForgotten> {
    return this.service.forgotPassword(body);
  }

  @Post('reset-password')
  @HttpCode(200)
  @Public()
  @RateLimited('password')
  @ApiOperation({
    summary: 'Set a password by the token of a one-time link',
    description:
      'Every session of the person ends. The link has come by a way that proves the address, which counts as proven.',
  })
  @Answers(200, undefined, ['error.auth.invalid_token'])
  async resetPassword(@Body() body: ResetPasswordBody): Promise<Ok> {
    await this.service.resetPassword(body);
    return { ok: true };
  }

  private withCookie<Answer>(reply: FastifyReply, { answer, refreshToken }: WithRefreshToken<Answer>): Answer {
    this.cookie.set(reply, refreshToken);
    return answer;
  }
}
