import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  AccessReceipt,
  ApiKeyCreated,
  ApiKeys,
  MemberAnswer,
  MemberRole,
  Members,
  TenantAnswer,
  TenantCreated,
} from '@service-runs/contracts';
import { Database } from '../platform/database';
import { ApiError, invalid } from '../platform/errors/api-error';
import type { RepeatableCall } from '../platform/http/idempotency';
import type { Actor, SignedInActor } from '../platform/http/request-context';
import { ApiKeySecrets } from './api-keys';
import type { CreateApiKeyBody, CreateTenantBody, UpdateTenantBody } from './dto/tenant.input';
import { toApiKey, toMember, toReceipt, type MemberRow } from './tenant.mapper';
import { TenantRepository } from './tenant.repository';

@Injectable()
export class TenantsService {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantRepository,
    private readonly secrets: ApiKeySecrets,
  ) {}

  async create(actor: SignedInActor, body: CreateTenantBody, call: RepeatableCall | null): Promise<TenantCreated> {
    return { ok: true, tenant: await this.tenants.create(actor, body, call) };
  }

  async get(actor: Actor): Promise<TenantAnswer> {
    return { ok: true, tenant: await this.tenants.get(actor) };
  }

  update(actor: Actor, changes: UpdateTenantBody): Promise<TenantAnswer> {
    return this.database.run(actor, async (tx) => {
      const before = await this.tenants.lock(tx);
      const after = { ...before, ...changes };
      const fields = (Object.keys(changes) as (keyof UpdateTenantBody)[]).filter((key) => after[key] !== before[key]);
      if (fields.length > 0) {
        await this.tenants.update(tx, after, fields);
      }
      return { ok: true, tenant: after };
    });
  }

  async members(actor: Actor): Promise<Members> {
    return { ok: true, members: (await this.tenants.members(actor)).map(toMember) };
  }

  async changeRole(actor: Actor, individualId: string, role: MemberRole): Promise<MemberAnswer> {
    return { ok: true, member: toMember((await this.tenants.changeMember(actor, individualId, role)) as MemberRow) };
  }

  async removeMember(actor: Actor, individualId: string): Promise<void> {
    await this.tenants.changeMember(actor, individualId, null);
  }

  async apiKeys(actor: Actor): Promise<ApiKeys> {
    return { ok: true, api_keys: (await this.tenants.keys(actor)).map(toApiKey) };
  }

  async createApiKey(actor: Actor, body: CreateApiKeyBody, call: RepeatableCall | null): Promise<ApiKeyCreated> {
    const { row, made } = await this.tenants.createKey(actor, body, call, () => {
      if (body.expires_at != null && Date.parse(body.expires_at) <= Date.now()) {
        throw invalid('expires_at', 'future', 'must be in the future');
      }
      const [key_id, server_key_id] = [randomUUID(), this.secrets.serverKeyId];
      const secret = this.secrets.secret(key_id, server_key_id) as string;
      return { key_id, server_key_id, hash: createHash('sha256').update(secret).digest() };
    });
    const key = this.secrets.secret(made.key_id, made.server_key_id);
    if (row === undefined || key === null) {
      // Made by an earlier call, and not there to be shown any more.
      throw new ApiError('error.api_key.not_found');
    }
    return { ok: true, api_key: toApiKey(row), key };
  }

  deleteApiKey(actor: Actor, keyId: string): Promise<void> {
    return this.tenants.deleteKey(actor, keyId);
  }

  async receipt(actor: Actor, runId: string, individualId: string | undefined): Promise<AccessReceipt> {
    const { run, rows } = await this.tenants.receipt(actor, runId, individualId ?? null);
    return toReceipt(run, rows);
  }
}
