import type { Id, Ok } from './envelope';
import type { MemberRole } from './vocabulary';

export interface RegisterInput {
  email: string;
  password: string;
  display_name: string;
  /** Where new people come from invitations only: the token of the link that this one came by. */
  invitation_token?: string;
}

export interface LoginInput {
  email: string;
  password: string;
}

export interface ChangePasswordInput {
  current_password: string;
  password: string;
}

export interface ForgotPasswordInput {
  email: string;
}

export interface VerifyEmailInput {
  /** What stands behind `#` in the mailed link. */
  token: string;
}

export interface ResetPasswordInput {
  /** What stands behind `#` in the one-time link. */
  token: string;
  password: string;
}

export interface UpdateMeInput {
  display_name?: string;
}

export interface Individual {
  id: Id;
  email: string;
  display_name: string;
  email_verified: boolean;
}

export interface Membership {
  id: Id;
  name: string;
  slug: string;
  role: MemberRole;
}

export interface AccessToken {
  access_token: string;
  token_type: 'Bearer';
  /** Seconds. */
  expires_in: number;
}

export type SignedIn = Ok<AccessToken & { individual: Individual }>;
export type Refreshed = Ok<AccessToken>;
/** `mail` says whether this site sends any. */
export type Me = Ok<{ individual: Individual; tenants: Membership[]; mail: boolean }>;
/** The same for every address; `mail` is false where this site sends none, so that nobody waits for it. */
export type PasswordForgotten = Ok<{ mail: boolean }>;
