import { Injectable } from '@nestjs/common';
import {
  LIMITS,
  type AttachedRequestsAnswer,
  type RequestAnswer,
  type RequestCounts,
  type RequestCountsAnswer,
  type RequestPage,
  type RequestSubmitted,
} from '@service-runs/contracts';
import { pageRequest, toPage } from '../platform/http/paging';
import type { Actor } from '../platform/http/request-context';
import { searchPattern } from '../platform/http/search-pattern';
import type { DeclineBody, RequestsQuery, SubmitRequestBody } from './dto/request.input';
import { toAttachedRequest, toServiceRequest } from './request.mapper';
import { RequestRepository } from './request.repository';

@Injectable()
export class RequestsService {
  constructor(private readonly requests: RequestRepository) {}

  async submit(slug: string, body: SubmitRequestBody): Promise<RequestSubmitted> {
    return { ok: true, request: { id: await this.requests.submit(slug, body) } };
  }

  async list(actor: Actor, { status, q, unattached, ...query }: RequestsQuery): Promise<RequestPage> {
    const page = pageRequest(query);
    const filter = {
      statuses: status?.length ? [...new Set(status)] : null,
      pattern: searchPattern(q),
      unattached: unattached ?? false,
    };
    const { items, next_cursor } = toPage(await this.requests.list(actor, filter, page), page, toServiceRequest);
    return { ok: true, requests: items, next_cursor };
  }

  async counts(actor: Actor): Promise<RequestCountsAnswer> {
    const rows = await this.requests.counts(actor, LIMITS.countsCap);
    const counts = Object.fromEntries(rows.map(({ status, requests }) => [status, requests])) as RequestCounts;
    return { ok: true, counts, capped_at: LIMITS.countsCap };
  }

  async accept(actor: Actor, requestId: string): Promise<RequestAnswer> {
    return { ok: true, request: toServiceRequest(await this.requests.answer(actor, requestId, 'accepted', null)) };
  }

  async decline(actor: Actor, requestId: string, { reason }: DeclineBody): Promise<RequestAnswer> {
    const row = await this.requests.answer(actor, requestId, 'declined', reason || null);
    return { ok: true, request: toServiceRequest(row) };
  }

  async attach(actor: Actor, runId: string, requestIds: string[]): Promise<AttachedRequestsAnswer> {
    const rows = await this.requests.attach(actor, runId, requestIds);
    return { ok: true, attached_requests: rows.map(toAttachedRequest) };
  }

  async detach(actor: Actor, runId: string, requestIds: string[]): Promise<AttachedRequestsAnswer> {
    const rows = await this.requests.detach(actor, runId, requestIds);
    return { ok: true, attached_requests: rows.map(toAttachedRequest) };
  }
}
