import { HttpClient, HttpParams } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import {
  apiPaths,
  type Id,
  type RunDetail,
  type RunPage,
  type RunStatus,
  type RunSummary,
} from '@service-runs/contracts';
import { firstValueFrom } from 'rxjs';
import { type FetchedPage, type PageRequest } from '../core/paged';

/** Runs that are not over: what a request can still be served by. */
const open: readonly RunStatus[] = ['draft', 'scheduled', 'in_progress'];

/** What the inbox reads of runs. */
@Service()
export class InboxApi {
  private readonly http = inject(HttpClient);

  async openRuns(q: string, { limit, cursor }: PageRequest): Promise<FetchedPage<RunSummary>> {
    let params = new HttpParams({ fromObject: { limit } });
    for (const status of open) params = params.append('status', status);
    if (q) params = params.set('q', q);
    if (cursor !== null) params = params.set('cursor', cursor);
    const { runs, next_cursor } = await firstValueFrom(this.http.get<RunPage>(apiPaths.providerRuns, { params }));
    return { items: runs, next: next_cursor };
  }

  async run(id: Id): Promise<RunSummary> {
    return (await firstValueFrom(this.http.get<RunDetail>(apiPaths.providerRun(id)))).run;
  }
}

export function isOpen({ status }: RunSummary): boolean {
  return open.includes(status);
}
