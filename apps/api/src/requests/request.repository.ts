import { Injectable } from '@nestjs/common';
import type { AttachedRequest, RequestStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Database, statement, TENANT_ACTOR, tenantActor } from '../platform/database';
import type { PageRequest } from '../platform/http/paging';
import type { Actor } from '../platform/http/request-context';
import type { SubmitRequestBody } from './dto/request.input';
import type { RequestRow } from './request.mapper';

const SUBMIT = statement('submit_request', 'SELECT submit_request($1, $2, $3, $4, $5, $6, $7, $8, $9) AS id');
const LIST = statement('list_requests', `SELECT * FROM list_requests(${TENANT_ACTOR}, $7, $8, $9, $10, $11, $12)`);
const COUNT = statement('count_requests', `SELECT * FROM count_requests(${TENANT_ACTOR}, $7)`);
const ANSWER = statement('answer_request', `SELECT * FROM answer_request(${TENANT_ACTOR}, $7, $8, $9)`);
const ATTACH = statement('attach_requests', `SELECT * FROM attach_requests(${TENANT_ACTOR}, $7, $8)`);
const DETACH = statement('detach_requests', `SELECT * FROM detach_requests(${TENANT_ACTOR}, $7, $8)`);

@Injectable()
export class RequestRepository {
  constructor(private readonly database: Database) {}

  async submit(slug: string, body: SubmitRequestBody): Promise<string> {
    const [row] = await this.database.service<{ id: string }>(SUBMIT, [
      slug,
      body.run_id,
      body.requester_name,
      body.requester_email,
      body.requester_phone || null,
      body.zone_name || null,
      body.summary,
      service('notification.request.title'),
      service('notification.request.body', { run: '{run}' }),
    ]);
    return row?.id as string;
  }

  list(
    actor: Actor,
    filter: { statuses: RequestStatus[] | null; pattern: string | null; unattached: boolean },
    { after, limit }: PageRequest,
  ): Promise<(RequestRow & { position: string })[]> {
    return this.database.query(LIST, [
      ...tenantActor(actor),
      filter.statuses,
      filter.pattern,
      filter.unattached,
      after.at,
      after.id,
      limit + 1,
    ]);
  }

  counts(actor: Actor, cap: number): Promise<{ status: RequestStatus; requests: number }[]> {
    return this.database.query(COUNT, [...tenantActor(actor), cap]);
  }

  async answer(
    actor: Actor,
    requestId: string,
    status: 'accepted' | 'declined',
    reason: string | null,
  ): Promise<RequestRow> {
    return (
      await this.database.query<RequestRow>(ANSWER, [...tenantActor(actor), requestId, status, reason])
    )[0] as RequestRow;
  }

  attach(actor: Actor, runId: string, requestIds: string[]): Promise<AttachedRequest[]> {
    return this.database.query(ATTACH, [...tenantActor(actor), runId, requestIds]);
  }

  detach(actor: Actor, runId: string, requestIds: string[]): Promise<AttachedRequest[]> {
    return this.database.query(DETACH, [...tenantActor(actor), runId, requestIds]);
  }
}
