import {
  MEMBER_ROLES,
  type Individual,
  type Me,
  type MemberRole,
  type Membership,
  type PasswordForgotten,
  type Refreshed,
  type SignedIn,
} from '@service-runs/contracts';
import { Shown } from '../../platform/openapi/shown';

class IndividualBody implements Individual {
  @Shown.id() id: string;
  @Shown.text() email: string;
  @Shown.text() display_name: string;
  @Shown.flag() email_verified: boolean;
}

class MembershipBody implements Membership {
  @Shown.id() id: string;
  @Shown.text() name: string;
  @Shown.text() slug: string;
  @Shown.choice(MEMBER_ROLES) role: MemberRole;
}

export class RefreshedBody implements Refreshed {
  @Shown.ok() ok: true;
  @Shown.text() access_token: string;
  @Shown.choice(['Bearer']) token_type: 'Bearer';
  @Shown.integer({ description: 'Seconds.' }) expires_in: number;
}

export class SignedInBody extends RefreshedBody implements SignedIn {
  @Shown.object(() => IndividualBody) individual: IndividualBody;
}

export class MeBody implements Me {
  @Shown.ok() ok: true;
  @Shown.object(() => IndividualBody) individual: IndividualBody;
  @Shown.list(() => MembershipBody) tenants: MembershipBody[];
  @Shown.flag({ description: 'Whether this site sends mail.' }) mail: boolean;
}

export class PasswordForgottenBody implements PasswordForgotten {
  @Shown.ok() ok: true;
  @Shown.flag({ description: 'Whether this site sends mail.' }) mail: boolean;
}
