import {
  API_SCOPES,
  LIMITS,
  MEMBER_ROLES,
  type ApiScope,
  type ChangeMemberInput,
  type CreateApiKeyInput,
  type CreateTenantInput,
  type MemberRole,
  type UpdateTenantInput,
} from '@service-runs/contracts';
import {
  ChoiceField,
  ChoicesField,
  EmailField,
  IdField,
  InstantField,
  TextField,
  TimeZoneField,
} from '../../platform/validation/fields';

class OptionalTenantFields {
  @TextField({ min: 1, max: LIMITS.contactPhone, optional: true, nullable: true })
  contact_phone?: string | null;

  @EmailField({ optional: true, nullable: true })
  contact_email?: string | null;

  @TimeZoneField({ optional: true })
  time_zone?: string;
}

export class CreateTenantBody extends OptionalTenantFields implements CreateTenantInput {
  @TextField({ min: 1, max: LIMITS.tenantName })
  name: string;
}

export class UpdateTenantBody extends OptionalTenantFields implements UpdateTenantInput {
  @TextField({ min: 1, max: LIMITS.tenantName, optional: true })
  name?: string;
}

export class ChangeMemberBody implements ChangeMemberInput {
  @ChoiceField(MEMBER_ROLES)
  role: MemberRole;
}

export class CreateApiKeyBody implements CreateApiKeyInput {
  @TextField({ min: 1, max: LIMITS.apiKeyName })
  name: string;

  @ChoicesField(API_SCOPES, { min: 1 })
  scopes: ApiScope[];

  @InstantField({ optional: true, nullable: true })
  expires_at?: string | null;
}

export class ReceiptQuery {
  @IdField({ optional: true })
  individual?: string;

  @ChoiceField(['json', 'csv'], { optional: true })
  format?: 'json' | 'csv';
}
