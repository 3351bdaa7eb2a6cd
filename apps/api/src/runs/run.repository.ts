import { Injectable } from '@nestjs/common';
import type { RunStatus } from '@service-runs/contracts';
import { Database, statement, TENANT_ACTOR, tenantActor, type Tx } from '../platform/database';
import { ApiError } from '../platform/errors/api-error';
import type { PageRequest } from '../platform/http/paging';
import type { Actor } from '../platform/http/request-context';
import { RunEntity } from './run.entity';
import { toColumns, type ActivityRow, type RunDetailRow, type RunRow, type RunSummaryRow } from './run.mapper';
import type { RunFields } from './run.rules';

const LIST = statement('list_runs', `SELECT * FROM list_runs(${TENANT_ACTOR}, $7, $8, $9, $10, $11)`);
const COUNT = statement('count_runs', `SELECT * FROM count_runs(${TENANT_ACTOR}, $7)`);
const GET = statement('get_run', `SELECT * FROM get_run(${TENANT_ACTOR}, $7)`);
const ACTIVITY = statement('list_run_activity', `SELECT * FROM list_run_activity(${TENANT_ACTOR}, $7, $8, $9, $10)`);
const DESCRIBE = statement('describe_run', 'SELECT * FROM describe_run($1, $2)');
const TENANT_ZONE = statement('tenant_time_zone', 'SELECT time_zone FROM cc_tenants WHERE id = $1');
const PORTAL_EXISTS = statement('portal_exists', 'SELECT EXISTS (SELECT FROM cc_portals WHERE id = $1) AS found');
const IS_PUBLISHED = statement(
  'run_is_published',
  `SELECT EXISTS (SELECT FROM cc_run_portal_publications
                   WHERE run_tenant_id = $1 AND run_id = $2 AND unpublished_at IS NULL) AS found`,
);

@Injectable()
export class RunRepository {
  constructor(private readonly database: Database) {}

  list(
    actor: Actor,
    statuses: RunStatus[] | null,
    pattern: string | null,
    { after, limit }: PageRequest,
  ): Promise<(RunSummaryRow & { position: string })[]> {
    return this.database.query(LIST, [...tenantActor(actor), statuses, pattern, after.at, after.id, limit + 1]);
  }

  counts(actor: Actor, cap: number): Promise<{ status: RunStatus; runs: number }[]> {
    return this.database.query(COUNT, [...tenantActor(actor), cap]);
  }

  async get(actor: Actor, runId: string): Promise<RunDetailRow> {
    // The function refuses an unknown run: there is always a row.
    return (await this.database.query<RunDetailRow>(GET, [...tenantActor(actor), runId]))[0] as RunDetailRow;
  }

  activity(actor: Actor, runId: string, { after, limit }: PageRequest): Promise<ActivityRow[]> {
    return this.database.query(ACTIVITY, [...tenantActor(actor), runId, after.at, after.id, limit + 1]);
  }

  /** Held until the transaction ends, so that of two editors the second sees what the first has made. */
  async lock(tx: Tx, runId: string): Promise<RunEntity> {
    const run = await tx.manager.findOne(RunEntity, {
      where: { id: runId, tenantId: tx.tenantId },
      lock: { mode: 'pessimistic_write' },
    });
    if (run === null) {
      throw new ApiError('error.run.not_found');
    }
    return run;
  }

  async insert(tx: Tx, fields: RunFields): Promise<string> {
    const { identifiers } = await tx.manager.insert(RunEntity, {
      ...toColumns(fields),
      tenantId: tx.tenantId,
      status: 'draft',
      version: 1,
    });
    return identifiers[0]?.['id'] as string;
  }

  async update(tx: Tx, run: RunEntity, change: Partial<RunEntity>): Promise<void> {
    await tx.manager.update(RunEntity, { id: run.id, tenantId: tx.tenantId }, { ...change, version: run.version + 1 });
  }

  async describe(tx: Tx, runId: string): Promise<RunRow> {
    return (await tx.query<RunRow & object>(DESCRIBE, [tx.tenantId, runId]))[0] as RunRow;
  }

  async tenantTimeZone(tx: Tx): Promise<string> {
    return (await tx.query<{ time_zone: string }>(TENANT_ZONE, [tx.tenantId]))[0]?.time_zone as string;
  }

  async portalExists(tx: Tx, portalId: string): Promise<boolean> {
    return (await tx.query<{ found: boolean }>(PORTAL_EXISTS, [portalId]))[0]?.found === true;
  }

  async isPublished(tx: Tx, runId: string): Promise<boolean> {
    return (await tx.query<{ found: boolean }>(IS_PUBLISHED, [tx.tenantId, runId]))[0]?.found === true;
  }
}
