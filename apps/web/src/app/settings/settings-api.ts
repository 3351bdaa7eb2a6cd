import { HttpClient, HttpParams } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import {
  type ApiKey,
  type ApiKeyCreated,
  type ApiKeys,
  apiPaths,
  type ChangePasswordInput,
  type CreateApiKeyInput,
  type Id,
  type Invitation,
  type InvitationPage,
  type InvitationReissued,
  type InviteMemberInput,
  type IssuedInvitation,
  type Me,
  type Member,
  type MemberInvited,
  type MemberRole,
  type NotificationChoices,
  type Members,
  type Tenant,
  type TenantAnswer,
  type UpdateChoicesInput,
  type UpdateTenantInput,
} from '@service-runs/contracts';
import { firstValueFrom, type Observable } from 'rxjs';
import { type FetchedPage, type PageRequest } from '../core/paged';

/** The calls of the settings, one method each. All reject with an `ApiFailure`. */
@Service()
export class SettingsApi {
  private readonly http = inject(HttpClient);

  async tenant(): Promise<Tenant> {
    return (await answer(this.http.get<TenantAnswer>(apiPaths.tenant))).tenant;
  }

  async updateTenant(changes: UpdateTenantInput): Promise<Tenant> {
    return (await answer(this.http.patch<TenantAnswer>(apiPaths.tenant, changes))).tenant;
  }

  async members(): Promise<Member[]> {
    return (await answer(this.http.get<Members>(apiPaths.members))).members;
  }

  async changeRole(individualId: Id, role: MemberRole): Promise<void> {
    await answer(this.http.patch(apiPaths.member(individualId), { role }));
  }

  async removeMember(individualId: Id): Promise<void> {
    await answer(this.http.delete(apiPaths.member(individualId)));
  }

  async invitations({ limit, cursor }: PageRequest): Promise<FetchedPage<Invitation>> {
    let params = new HttpParams({ fromObject: { limit } });
    if (cursor !== null) params = params.set('cursor', cursor);
    const page = await answer(this.http.get<InvitationPage>(apiPaths.memberInvites, { params }));
    return { items: page.invitations, next: page.next_cursor };
  }

  /** The same key with the same input invites once, however often it has to be sent. */
  async invite(input: InviteMemberInput, key: string): Promise<IssuedInvitation> {
    const headers = { 'Idempotency-Key': key };
    return (await answer(this.http.post<MemberInvited>(apiPaths.memberInvites, input, { headers }))).invitation;
  }

  async revokeInvitation(id: Id): Promise<void> {
    await answer(this.http.post(apiPaths.memberInviteRevoke(id), {}));
  }

  /** `mailed`: the new link goes out by mail too. */
  async reissue(id: Id, mailed: boolean): Promise<IssuedInvitation> {
    const input = mailed ? { send_mail: true } : {};
    return (await answer(this.http.post<InvitationReissued>(apiPaths.memberInviteReissue(id), input))).invitation;
  }

  async keys(): Promise<ApiKey[]> {
    return (await answer(this.http.get<ApiKeys>(apiPaths.apiKeys))).api_keys;
  }

  /** The same key with the same input makes one API key, however often it has to be sent. */
  async createKey(input: CreateApiKeyInput, key: string): Promise<string> {
    const headers = { 'Idempotency-Key': key };
    return (await answer(this.http.post<ApiKeyCreated>(apiPaths.apiKeys, input, { headers }))).key;
  }

  async deleteKey(id: Id): Promise<void> {
    await answer(this.http.delete(apiPaths.apiKey(id)));
  }

  rename(display_name: string): Promise<Me> {
    return answer(this.http.patch<Me>(apiPaths.me, { display_name }));
  }

  choices(): Promise<NotificationChoices> {
    return answer(this.http.get<NotificationChoices>(apiPaths.notificationChoices));
  }

  choose(input: UpdateChoicesInput): Promise<NotificationChoices> {
    return answer(this.http.patch<NotificationChoices>(apiPaths.notificationChoices, input));
  }

  async changePassword(input: ChangePasswordInput): Promise<void> {
    await answer(this.http.post(apiPaths.changePassword, input));
  }
}

const answer = <T>(call: Observable<T>): Promise<T> => firstValueFrom(call);
