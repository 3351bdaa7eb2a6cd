import { Inject, Injectable } from '@nestjs/common';
import type { AccessToken, Individual, Me, PasswordForgotten, Refreshed, SignedIn } from '@service-runs/contracts';
import { linkKeyId } from '../platform/config/link-keys';
import type { Settings } from '../platform/config/settings';
import { SETTINGS } from '../platform/config/settings.token';
import { ApiError, invalid } from '../platform/errors/api-error';
import { toApiError } from '../platform/errors/to-api-error';
import type { SignedInActor } from '../platform/http/request-context';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from './access-tokens';
import { AuthRepository } from './auth.repository';
import type {
  ChangePasswordBody,
  ForgotPasswordBody,
  LoginBody,
  RegisterBody,
  ResetPasswordBody,
  UpdateMeBody,
  VerifyEmailBody,
} from './dto/auth.input';
import { OneTimeLinks } from './one-time-links';
import { hashPassword, passwordMatches, passwordWeakness } from './passwords';
import { RateLimits } from './rate-limit';
import { hashOf, newToken } from './secret-token';

/** An answer together with the refresh token that goes into the cookie, and nowhere else. */
export interface WithRefreshToken<Answer> {
  answer: Answer;
  refreshToken: string;
}

@Injectable()
export class AuthService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly repository: AuthRepository,
    private readonly tokens: AccessTokens,
    private readonly rateLimits: RateLimits,
    private readonly links: OneTimeLinks,
  ) {}

  async register({
    email,
    password,
    display_name,
    invitation_token,
  }: RegisterBody): Promise<WithRefreshToken<SignedIn>> {
    if (this.settings.signup === 'invited' && !(await this.cameByLiveLink(invitation_token))) {
      throw new ApiError('error.auth.signup_closed');
    }
    refuseWeak(password, email);
    const mailed = this.sendsMail ? this.links.make('verify_email') : null;
    const id = await this.repository.register(email, display_name, await hashPassword(password), mailed);
    return this.signIn({ id, email, display_name, email_verified: false });
  }

  async login({ email, password }: LoginBody): Promise<WithRefreshToken<SignedIn>> {
    const found = await this.repository.findCredentials(email);
    if (!(await passwordMatches(found?.password_hash, password)) || found === undefined) {
      throw new ApiError('error.auth.invalid_credentials');
    }
    await this.rateLimits.forgive('sign-in', email);
    return this.signIn({ id: found.id, email, display_name: found.display_name, email_verified: found.email_verified });
  }

  async refresh(refreshToken: string | undefined): Promise<WithRefreshToken<Refreshed>> {
    const next = newToken();
    const session = refreshToken && (await this.repository.rotate(hashOf(refreshToken), hashOf(next)));
    if (!session) {
      throw new ApiError('error.auth.required');
    }
    return {
      refreshToken: next,
      answer: { ok: true, ...this.accessToken({ individualId: session.individual_id, sessionId: session.session_id }) },
    };
  }

  /** The cookie alone is enough, and so is the access token: whatever of the two is still good ends the session. */
  async logout(refreshToken: string | undefined, actor: SignedInActor | null): Promise<void> {
    if (refreshToken) {
      await this.repository.endSessionByRefreshToken(hashOf(refreshToken));
    }
    if (actor) {
      await this.repository.endSession(actor).catch((error: unknown) => {
        // It had ended before: that is what was asked for.
        if (toApiError(error).code !== 'error.auth.required') {
          throw error;
        }
      });
    }
  }

  async me(actor: SignedInActor): Promise<Me> {
    const [individual, tenants] = await Promise.all([this.repository.me(actor), this.repository.memberships(actor)]);
    return { ok: true, individual, tenants, mail: this.sendsMail };
  }

  async updateMe(actor: SignedInActor, { display_name }: UpdateMeBody): Promise<Me> {
    if (display_name !== undefined) {
      await this.repository.rename(actor, display_name);
    }
    return this.me(actor);
  }

  async changePassword(actor: SignedInActor, { current_password, password }: ChangePasswordBody): Promise<void> {
    const oldHash = await this.repository.passwordHash(actor);
    if (oldHash === null || !(await passwordMatches(oldHash, current_password))) {
      throw new ApiError('error.auth.invalid_credentials');
    }
    const { email } = await this.repository.me(actor);
    refuseWeak(password, email);
    if (!(await this.repository.changePassword(actor, oldHash, await hashPassword(password)))) {
      // Somebody else changed it in between: the password that was given is the current one no more.
      throw new ApiError('error.auth.invalid_credentials');
    }
  }

  async resendVerification(actor: SignedInActor): Promise<void> {
    if (this.sendsMail) {
      await this.repository.resendVerification(actor, this.links.make('verify_email'));
    }
  }

  /** @throws ApiError `error.auth.invalid_token` for every token that is not good, or another person's */
  async verifyEmail(actor: SignedInActor, { token }: VerifyEmailBody): Promise<void> {
    if (!(await this.repository.verifyEmail(actor, hashOf(token)))) {
      throw new ApiError('error.auth.invalid_token');
    }
  }

  async forgotPassword({ email }: ForgotPasswordBody): Promise<PasswordForgotten> {
    if (this.sendsMail) {
      await this.repository.requestPasswordReset(email, this.links.make('reset_password'));
    }
    return { ok: true, mail: this.sendsMail };
  }

  /** @throws ApiError `error.auth.invalid_token` for every token that is not good, whatever it suffers from */
  async resetPassword({ token, password }: ResetPasswordBody): Promise<void> {
    const hash = hashOf(token);
    const person = await this.repository.findOneTimeToken('reset_password', hash);
    if (person === undefined) {
      throw new ApiError('error.auth.invalid_token');
    }
    refuseWeak(password, person.email);
    if (!(await this.repository.resetPassword(hash, await hashPassword(password)))) {
      // Somebody else used it, or another one of this person, while the password was hashed.
      throw new ApiError('error.auth.invalid_token');
    }
    await this.rateLimits.forgive('sign-in', person.email);
  }

  private get sendsMail(): boolean {
    return this.settings.smtpUrl !== undefined;
  }

  private async signIn(individual: Individual): Promise<WithRefreshToken<SignedIn>> {
    const refreshToken = newToken();
    const sessionId = await this.repository.openSession(individual.id, hashOf(refreshToken));
    return {
      refreshToken,
      answer: { ok: true, ...this.accessToken({ individualId: individual.id, sessionId }), individual },
    };
  }

  private accessToken(claims: { individualId: string; sessionId: string }): AccessToken {
    return { access_token: this.tokens.sign(claims), token_type: 'Bearer', expires_in: ACCESS_TOKEN_SECONDS };
  }

  private async cameByLiveLink(token: string | undefined): Promise<boolean> {
    return (
      token !== undefined && this.repository.invitationIsLive(hashOf(token), this.settings.linkKeys.map(linkKeyId))
    );
  }
}

function refuseWeak(password: string, email: string): void {
  const weakness = passwordWeakness(password, email);
  if (weakness !== null) {
    throw invalid('password', 'common', weakness);
  }
}
