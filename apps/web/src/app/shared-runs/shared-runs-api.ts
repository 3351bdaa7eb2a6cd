import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { apiPaths, type Id, type RunViewAnswer, type SharedRun, type SharedRunPage } from '@service-runs/contracts';
import { firstValueFrom } from 'rxjs';
import { type FetchedPage, type PageRequest } from '../core/paged';

/** What a stakeholder reads. */
@Service()
export class SharedRunsApi {
  private readonly http = inject(HttpClient);

  async list({ limit, cursor }: PageRequest): Promise<FetchedPage<SharedRun>> {
    const params = { limit, ...(cursor !== null && { cursor }) };
    const answer = await firstValueFrom(this.http.get<SharedRunPage>(apiPaths.sharedRuns, { params }));
    return { items: answer.runs, next: answer.next_cursor };
  }

  view(id: Id): Promise<RunViewAnswer> {
    return firstValueFrom(this.http.get<RunViewAnswer>(apiPaths.runView(encodeURIComponent(id))));
  }
}
