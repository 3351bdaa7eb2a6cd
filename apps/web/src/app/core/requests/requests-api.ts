import { HttpClient, HttpParams } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import {
  apiPaths,
  type AttachedRequest,
  type AttachedRequestsAnswer,
  type Id,
  type RequestAnswer,
  type RequestCountsAnswer,
  type RequestPage,
  type RequestStatus,
  type ServiceRequest,
} from '@service-runs/contracts';
import { firstValueFrom } from 'rxjs';
import { type FetchedPage, type PageRequest } from '../paged';

export interface RequestsFilter {
  status: readonly RequestStatus[];
  q: string;
  /** Only those that are attached to no run. */
  unattached?: boolean;
}

/** The calls about requests, for the inbox and for the run that they are attached to. All reject with an `ApiFailure`. */
@Service()
export class RequestsApi {
  private readonly http = inject(HttpClient);

  async list({ status, q, unattached }: RequestsFilter, page: PageRequest): Promise<FetchedPage<ServiceRequest>> {
    let params = new HttpParams({ fromObject: { limit: page.limit } });
    for (const each of status) params = params.append('status', each);
    if (q) params = params.set('q', q);
    if (unattached) params = params.set('unattached', true);
    if (page.cursor !== null) params = params.set('cursor', page.cursor);
    const { requests, next_cursor } = await firstValueFrom(this.http.get<RequestPage>(apiPaths.requests, { params }));
    return { items: requests, next: next_cursor };
  }

  counts(): Promise<RequestCountsAnswer> {
    return firstValueFrom(this.http.get<RequestCountsAnswer>(apiPaths.requestCounts));
  }

  async accept(id: Id): Promise<ServiceRequest> {
    const { request } = await firstValueFrom(this.http.post<RequestAnswer>(apiPaths.requestAccept(id), {}));
    return request;
  }

  async decline(id: Id, reason: string | null): Promise<ServiceRequest> {
    const body = reason === null ? {} : { reason };
    const { request } = await firstValueFrom(this.http.post<RequestAnswer>(apiPaths.requestDecline(id), body));
    return request;
  }

  /** All of them or none; answers what is attached to the run now. */
  async attach(runId: Id, request_ids: readonly Id[]): Promise<AttachedRequest[]> {
    return this.answered(apiPaths.runAttach(runId), request_ids);
  }

  async detach(runId: Id, request_ids: readonly Id[]): Promise<AttachedRequest[]> {
    return this.answered(apiPaths.runDetach(runId), request_ids);
  }

  private async answered(path: string, request_ids: readonly Id[]): Promise<AttachedRequest[]> {
    const { attached_requests } = await firstValueFrom(this.http.post<AttachedRequestsAnswer>(path, { request_ids }));
    return attached_requests;
  }
}
