import { HttpClient, HttpHeaders, HttpParams } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import {
  type AccessReceipt,
  type AccessReceiptAnswer,
  type ActivityPage,
  apiPaths,
  type CreateInvitationsInput,
  type CreateRunInput,
  type Id,
  type InvitationAnswer,
  type InvitationPage,
  type InvitationReissued,
  type InvitationsCreated,
  type InvitationsPreviewed,
  type IssuedInvitation,
  type ProviderPortal,
  type ProviderPortals,
  type Publication,
  type PublicationsAnswer,
  type Run,
  type RunAnswer,
  type RunCountsAnswer,
  type RunDetail,
  type RunPage,
  type RunStatus,
  type StakeholderPage,
  type StakeholderPreview,
  type StakeholderRevoked,
  type Tenant,
  type TenantAnswer,
  type UpdateRunInput,
} from '@service-runs/contracts';
import { firstValueFrom, type Observable } from 'rxjs';
import { type PageRequest } from '../core/paged';

export interface RunsFilter {
  status: readonly RunStatus[];
  q: string;
}

/** A run as it was read: what is changed is changed from that version, or not at all. */
export type ReadRun = Pick<Run, 'id' | 'version'>;

/** The provider's calls, one method each. All reject with an `ApiFailure`. */
@Service()
export class RunsApi {
  private readonly http = inject(HttpClient);

  list({ status, q }: RunsFilter, page: PageRequest): Promise<RunPage> {
    let params = paged(page);
    for (const each of status) params = params.append('status', each);
    if (q) params = params.set('q', q);
    return answer(this.http.get<RunPage>(apiPaths.providerRuns, { params }));
  }

  counts(): Promise<RunCountsAnswer> {
    return answer(this.http.get<RunCountsAnswer>(apiPaths.providerRunCounts));
  }

  read(runId: Id): Promise<RunDetail> {
    return answer(this.http.get<RunDetail>(apiPaths.providerRun(runId)));
  }

  /** The same key with the same input makes one run, however often it has to be sent. */
  async create(input: CreateRunInput, key: string): Promise<Run> {
    const { run } = await answer(
      this.http.post<RunAnswer>(apiPaths.providerRuns, input, { headers: { 'Idempotency-Key': key } }),
    );
    return run;
  }

  async update(from: ReadRun, changes: UpdateRunInput): Promise<Run> {
    const { run } = await answer(
      this.http.patch<RunAnswer>(apiPaths.providerRun(from.id), changes, { headers: ifMatch(from) }),
    );
    return run;
  }

  async move(from: ReadRun, to: RunStatus): Promise<Run> {
    const { run } = await answer(
      this.http.post<RunAnswer>(apiPaths.runTransition(from.id), { to }, { headers: ifMatch(from) }),
    );
    return run;
  }

  activity(runId: Id, page: PageRequest): Promise<ActivityPage> {
    return answer(this.http.get<ActivityPage>(apiPaths.runActivity(runId), { params: paged(page) }));
  }

  stakeholders(runId: Id, page: PageRequest): Promise<StakeholderPage> {
    return answer(this.http.get<StakeholderPage>(apiPaths.runStakeholders(runId), { params: paged(page) }));
  }

  revokeStakeholder(runId: Id, stakeholderId: Id, reason: string | null): Promise<StakeholderRevoked> {
    return answer(this.http.post<StakeholderRevoked>(apiPaths.stakeholderRevoke(runId, stakeholderId), why(reason)));
  }

  invitations(runId: Id, page: PageRequest): Promise<InvitationPage> {
    return answer(this.http.get<InvitationPage>(apiPaths.runInvites(runId), { params: paged(page) }));
  }

  /** The same key with the same input invites once, however often it has to be sent. */
  invite(runId: Id, input: CreateInvitationsInput, key: string): Promise<InvitationsCreated> {
    return answer(
      this.http.post<InvitationsCreated>(apiPaths.runInvites(runId), input, { headers: { 'Idempotency-Key': key } }),
    );
  }

  /** What inviting these addresses would do with each; nobody is invited by it. */
  previewInvites(runId: Id, emails: string[]): Promise<InvitationsPreviewed> {
    return answer(this.http.post<InvitationsPreviewed>(apiPaths.runInvitesPreview(runId), { emails }));
  }

  revokeInvitation(runId: Id, inviteId: Id, reason: string | null): Promise<InvitationAnswer> {
    return answer(this.http.post<InvitationAnswer>(apiPaths.inviteRevoke(runId, inviteId), why(reason)));
  }

  /** `mailed`: the new link goes out by mail too. */
  async reissue(runId: Id, inviteId: Id, mailed: boolean): Promise<IssuedInvitation> {
    const input = mailed ? { send_mail: true } : {};
    const { invitation } = await answer(
      this.http.post<InvitationReissued>(apiPaths.inviteReissue(runId, inviteId), input),
    );
    return invitation;
  }

  async portals(): Promise<ProviderPortal[]> {
    return (await answer(this.http.get<ProviderPortals>(apiPaths.providerPortals))).portals;
  }

  /** On all of them or on none; answers where the run stands and stood. */
  async publish(runId: Id, portal_ids: readonly Id[]): Promise<Publication[]> {
    return (await answer(this.http.post<PublicationsAnswer>(apiPaths.runPublish(runId), { portal_ids }))).publications;
  }

  async unpublish(runId: Id, portal_ids: readonly Id[]): Promise<Publication[]> {
    return (await answer(this.http.post<PublicationsAnswer>(apiPaths.runUnpublish(runId), { portal_ids })))
      .publications;
  }

  preview(runId: Id): Promise<StakeholderPreview> {
    return answer(this.http.get<StakeholderPreview>(apiPaths.runPreview(runId)));
  }

  /** Of one person where one is named. Owners only. */
  async receipt(runId: Id, individual: Id | null): Promise<AccessReceipt> {
    const params = ofPerson(individual);
    return (await answer(this.http.get<AccessReceiptAnswer>(apiPaths.accessReceipt(runId), { params }))).receipt;
  }

  /** The same as a file: fetched, since a link would carry nobody's session. */
  receiptCsv(runId: Id, individual: Id | null): Promise<string> {
    const params = ofPerson(individual).set('format', 'csv');
    return answer(this.http.get(apiPaths.accessReceipt(runId), { params, responseType: 'text' }));
  }

  async organisation(): Promise<Tenant> {
    return (await answer(this.http.get<TenantAnswer>(apiPaths.tenant))).tenant;
  }
}

const answer = <T>(call: Observable<T>): Promise<T> => firstValueFrom(call);

function paged({ limit, cursor }: PageRequest): HttpParams {
  const params = new HttpParams({ fromObject: { limit } });
  return cursor === null ? params : params.set('cursor', cursor);
}

function ofPerson(individual: Id | null): HttpParams {
  return individual === null ? new HttpParams() : new HttpParams({ fromObject: { individual } });
}

function ifMatch({ version }: ReadRun): HttpHeaders {
  return new HttpHeaders({ 'If-Match': `"${version}"` });
}

function why(reason: string | null): { reason?: string } {
  return reason === null ? {} : { reason };
}
