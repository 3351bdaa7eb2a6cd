import { LIMITS, type CreateTenantInput } from '@service-runs/contracts';
import { EmailField, TextField, TimeZoneField } from '../../platform/validation/fields';

export class CreateTenantBody implements CreateTenantInput {
  @TextField({ min: 1, max: LIMITS.tenantName })
  name: string;

  @TextField({ min: 1, max: LIMITS.contactPhone, optional: true, nullable: true })
  contact_phone?: string | null;

  @EmailField({ optional: true, nullable: true })
  contact_email?: string | null;

  @TimeZoneField({ optional: true })
  time_zone?: string;
}
