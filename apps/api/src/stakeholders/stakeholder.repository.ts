import { Injectable } from '@nestjs/common';
import type { GrantStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Database, statement, TENANT_ACTOR, tenantActor } from '../platform/database';
import type { PageRequest } from '../platform/http/paging';
import type { Actor, SignedInActor } from '../platform/http/request-context';
import type { PreviewRow, RunViewRow, StakeholderRow } from './stakeholder.mapper';

const LIST = statement(
  'list_run_stakeholders',
  `SELECT * FROM list_run_stakeholders(${TENANT_ACTOR}, $7, $8, $9, $10, $11)`,
);
const REVOKE = statement(
  'revoke_stakeholder',
  `SELECT * FROM revoke_stakeholder(${TENANT_ACTOR}, $7, $8, $9, $10, $11)`,
);
const VIEW = statement('view_run', 'SELECT * FROM view_run($1, $2, $3)');
const PREVIEW = statement('preview_run', `SELECT * FROM preview_run(${TENANT_ACTOR}, $7)`);
const SHARED = statement('list_shared_runs', 'SELECT * FROM list_shared_runs($1, $2, $3, $4, $5)');

@Injectable()
export class StakeholderRepository {
  constructor(private readonly database: Database) {}

  list(
    actor: Actor,
    runId: string,
    statuses: GrantStatus[] | null,
    { after, limit }: PageRequest,
  ): Promise<StakeholderRow[]> {
    return this.database.query(LIST, [...tenantActor(actor), runId, statuses, after.at, after.id, limit + 1]);
  }

  async revoke(actor: Actor, runId: string, stakeholderId: string, reason: string | null): Promise<StakeholderRow> {
    const [row] = await this.database.service<StakeholderRow>(REVOKE, [
      ...tenantActor(actor),
      runId,
      stakeholderId,
      reason,
      service('notification.revoked.title'),
      service('notification.revoked.body', { run: '{run}' }),
    ]);
    return row as StakeholderRow;
  }

  async preview(actor: Actor, runId: string): Promise<PreviewRow> {
    // The function refuses an unknown run: there is always a row.
    return (await this.database.query<PreviewRow>(PREVIEW, [...tenantActor(actor), runId]))[0] as PreviewRow;
  }

  /** Undefined without an active grant or a membership, and for a run that does not exist. */
  async view(actor: SignedInActor, runId: string): Promise<RunViewRow | undefined> {
    return (await this.database.query<RunViewRow>(VIEW, [actor.individualId, actor.sessionId, runId]))[0];
  }

  shared(
    actor: SignedInActor,
    { after, limit }: PageRequest,
  ): Promise<(RunViewRow & { grant_id: string; position: string })[]> {
    return this.database.query(SHARED, [actor.individualId, actor.sessionId, after.at, after.id, limit + 1]);
  }
}
