import type { TenantCreated } from '@service-runs/contracts';
import { Shown } from '../../platform/openapi/shown';

class TenantBody {
  @Shown.id() id: string;
  @Shown.text() name: string;
  @Shown.text() slug: string;
}

export class TenantCreatedBody implements TenantCreated {
  @Shown.ok() ok: true;
  @Shown.object(() => TenantBody) tenant: TenantBody;
}
