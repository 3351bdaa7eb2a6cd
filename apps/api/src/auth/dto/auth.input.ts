import {
  LIMITS,
  type ChangePasswordInput,
  type ForgotPasswordInput,
  type LoginInput,
  type RegisterInput,
  type ResetPasswordInput,
  type UpdateMeInput,
  type VerifyEmailInput,
} from '@service-runs/contracts';
import { EmailField, PasswordField, TextField } from '../../platform/validation/fields';

export class RegisterBody implements RegisterInput {
  @EmailField()
  email: string;

  @PasswordField({ min: LIMITS.passwordMin })
  password: string;

  @TextField({ min: 1, max: LIMITS.displayName })
  display_name: string;

  /** Where the service takes new people from invitations only: the link that one came by. */
  @TextField({ min: 1, max: 200, optional: true })
  invitation_token?: string;
}

export class LoginBody implements LoginInput {
  @EmailField()
  email: string;

  @PasswordField({ min: 1 })
  password: string;
}

export class ChangePasswordBody implements ChangePasswordInput {
  @PasswordField({ min: 1 })
  current_password: string;

  @PasswordField({ min: LIMITS.passwordMin })
  password: string;
}

export class ForgotPasswordBody implements ForgotPasswordInput {
  @EmailField()
  email: string;
}

export class VerifyEmailBody implements VerifyEmailInput {
  @TextField({ min: 1, max: 200 })
  token: string;
}

export class ResetPasswordBody implements ResetPasswordInput {
  @TextField({ min: 1, max: 200 })
  token: string;

  @PasswordField({ min: LIMITS.passwordMin })
  password: string;
}

export class UpdateMeBody implements UpdateMeInput {
  @TextField({ min: 1, max: LIMITS.displayName, optional: true })
  display_name?: string;
}
