import { Injectable } from '@nestjs/common';
import {
  LIMITS,
  type ActivityPage,
  type Run,
  type RunCounts,
  type RunCountsAnswer,
  type RunDetail,
  type RunPage,
  type RunStatus,
} from '@service-runs/contracts';
import { recordRunEvent } from '../audit';
import { tellMoved, tellRescheduled } from '../notifications';
import { Database, type Tx } from '../platform/database';
import { ApiError } from '../platform/errors/api-error';
import { requireMatch } from '../platform/http/etag';
import { makeOnce, type RepeatableCall } from '../platform/http/idempotency';
import { pageRequest, toPage, type PageQuery } from '../platform/http/paging';
import type { Actor } from '../platform/http/request-context';
import type { CreateRunBody, RunsQuery, UpdateRunBody } from './dto/run.input';
import { toActivityEntry, toColumns, toFields, toRun, toRunSummary } from './run.mapper';
import { searchPattern } from '../platform/http/search-pattern';
import { RunRepository } from './run.repository';
import {
  changedFields,
  editEvents,
  emptiedAsNone,
  isRescheduled,
  requireOrderedWindow,
  requireTransition,
  type RunFields,
} from './run.rules';

@Injectable()
export class RunsService {
  constructor(
    private readonly database: Database,
    private readonly runs: RunRepository,
  ) {}

  async list(actor: Actor, { status, q, ...query }: RunsQuery): Promise<RunPage> {
    const page = pageRequest(query);
    const rows = await this.runs.list(actor, status?.length ? [...new Set(status)] : null, searchPattern(q), page);
    const { items, next_cursor } = toPage(rows, page, toRunSummary);
    return { ok: true, runs: items, next_cursor };
  }

  async counts(actor: Actor): Promise<RunCountsAnswer> {
    const rows = await this.runs.counts(actor, LIMITS.countsCap);
    const counts = Object.fromEntries(rows.map(({ status, runs }) => [status, runs])) as RunCounts;
    return { ok: true, counts, capped_at: LIMITS.countsCap };
  }

  async get(actor: Actor, runId: string): Promise<RunDetail> {
    const row = await this.runs.get(actor, runId);
    return { ok: true, run: toRun(row), attached_requests: row.attached_requests, publications: row.publications };
  }

  async activity(actor: Actor, runId: string, query: PageQuery): Promise<ActivityPage> {
    const page = pageRequest(query);
    const { items, next_cursor } = toPage(await this.runs.activity(actor, runId, page), page, toActivityEntry);
    return { ok: true, activity: items, next_cursor };
  }

  create(actor: Actor, body: CreateRunBody, call: RepeatableCall | null = null): Promise<Run> {
    return this.database.run(actor, async (tx) => {
      const { made } = await makeOnce(tx.query, tx, call, () => this.make(tx, emptiedAsNone(body)));
      return toRun(await this.runs.describe(tx, made.run_id));
    });
  }

  update(actor: Actor, runId: string, given: UpdateRunBody, ifMatch: string | undefined): Promise<Run> {
    const body = emptiedAsNone(given);
    return this.database.runInServiceMode(actor, async (tx) => {
      const run = await this.runs.lock(tx, runId);
      requireMatch(ifMatch, run.version);
      const before = toFields(run);
      const changed = changedFields(before, body);
      if (changed.length > 0) {
        const after: RunFields = { ...before, ...Object.fromEntries(changed.map((key) => [key, body[key]])) };
        requireOrderedWindow(after);
        if (changed.includes('portal_id')) {
          await this.requirePortal(tx, after.portal_id);
        }
        if (
          changed.includes('market_mode') &&
          after.market_mode === 'PRIVATE' &&
          (await this.runs.isPublished(tx, runId))
        ) {
          throw new ApiError('error.run.market_mode_forbids');
        }
        await this.runs.update(tx, run, toColumns(after));
        for (const { action, detail } of editEvents(before, after, changed)) {
          await recordRunEvent(tx, runId, action, detail);
        }
        // A draft tells nobody.
        if (run.status !== 'draft' && isRescheduled(changed)) {
          await tellRescheduled(tx, { id: runId, name: after.name }, before, after);
        }
      }
      return toRun(await this.runs.describe(tx, runId));
    });
  }

  transition(actor: Actor, runId: string, to: RunStatus, ifMatch: string | undefined): Promise<Run> {
    return this.database.runInServiceMode(actor, async (tx) => {
      const run = await this.runs.lock(tx, runId);
      requireMatch(ifMatch, run.version);
      requireTransition(run.status, to);
      await this.runs.update(tx, run, { status: to });
      await recordRunEvent(tx, runId, 'run.status_changed', { from: run.status, to });
      await tellMoved(tx, run, to, toFields(run));
      return toRun(await this.runs.describe(tx, runId));
    });
  }

  private async make(tx: Tx, body: CreateRunBody): Promise<{ run_id: string }> {
    const fields: RunFields = {
      name: body.name,
      starts_at: body.starts_at ?? null,
      ends_at: body.ends_at ?? null,
      time_zone: body.time_zone ?? (await this.runs.tenantTimeZone(tx)),
      zone_name: body.zone_name ?? null,
      market_mode: body.market_mode ?? 'PRIVATE',
      portal_id: body.portal_id ?? null,
      service_address: body.service_address ?? null,
      internal_notes: body.internal_notes ?? null,
      price_estimate_cents: body.price_estimate_cents ?? null,
    };
    requireOrderedWindow(fields);
    await this.requirePortal(tx, fields.portal_id);
    const id = await this.runs.insert(tx, fields);
    await recordRunEvent(tx, id, 'run.created');
    return { run_id: id };
  }

  private async requirePortal(tx: Tx, portalId: string | null): Promise<void> {
    if (portalId !== null && !(await this.runs.portalExists(tx, portalId))) {
      throw new ApiError('error.portal.not_found');
    }
  }
}
