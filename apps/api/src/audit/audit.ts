import type { ActivityAction, ActivityDetail } from '@service-runs/contracts';
import type { Tx } from '../platform/database';
import { AuditEventEntity } from './audit-event.entity';

/** Writes down, in the act's own transaction, what was done to a run. */
export async function recordRunEvent(
  tx: Tx,
  runId: string,
  action: ActivityAction,
  detail: ActivityDetail = {},
): Promise<void> {
  await tx.manager.insert(AuditEventEntity, {
    tenantId: tx.tenantId,
    runId,
    actorIndividualId: tx.individualId,
    action,
    subjectType: 'run',
    subjectId: runId,
    detail,
  });
}
