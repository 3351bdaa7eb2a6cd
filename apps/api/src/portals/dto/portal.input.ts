import { LIMITS, type PortalIdsInput } from '@service-runs/contracts';
import { IdsField } from '../../platform/validation/fields';

export class PortalIdsBody implements PortalIdsInput {
  @IdsField({ max: LIMITS.portalsMax })
  portal_ids: string[];
}
