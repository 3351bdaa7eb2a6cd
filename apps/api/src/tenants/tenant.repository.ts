import { Injectable } from '@nestjs/common';
import type { MemberRole, TenantCreated } from '@service-runs/contracts';
import { Database, statement, TENANT_ACTOR, tenantActor, type Query, type Tx } from '../platform/database';
import { makeOnce, type RepeatableCall } from '../platform/http/idempotency';
import type { Actor, SignedInActor } from '../platform/http/request-context';
import type { CreateApiKeyBody, CreateTenantBody } from './dto/tenant.input';
import type { ApiKeyRow, MemberRow, ReceiptRow, TenantRow } from './tenant.mapper';
import { DEFAULT_TIME_ZONE, slugOf } from './tenant.rules';

const ENTER = statement('enter_as_individual', 'SELECT enter_as_individual($1, $2)');
const SERVICE_MODE = statement('enter_service_mode', 'SELECT enter_service_mode()');
const CREATE = statement('create_tenant', 'SELECT * FROM create_tenant($1, $2, $3, $4, $5, $6, $7)');
const CREATED = statement('created_tenant', 'SELECT id, name, slug FROM cc_tenants WHERE id = $1');
const GET = statement('get_tenant', `SELECT * FROM get_tenant(${TENANT_ACTOR})`);
const LOCK = statement(
  'lock_tenant',
  'SELECT id, name, slug, time_zone, contact_phone, contact_email FROM cc_tenants WHERE id = $1 FOR NO KEY UPDATE',
);
const UPDATE = statement(
  'update_tenant',
  'UPDATE cc_tenants SET name = $2, time_zone = $3, contact_phone = $4, contact_email = $5 WHERE id = $1',
);
const RECORD = statement(
  'record_tenant_event',
  `INSERT INTO cc_audit_events (tenant_id, actor_individual_id, action, subject_type, subject_id, detail)
   VALUES ($1, $2, $3, 'tenant', $1, $4)`,
);
const MEMBERS = statement('list_members', `SELECT * FROM list_members(${TENANT_ACTOR})`);
const CHANGE_MEMBER = statement('change_member', `SELECT * FROM change_member(${TENANT_ACTOR}, $7, $8)`);
const KEYS = statement('list_api_keys', `SELECT * FROM list_api_keys(${TENANT_ACTOR})`);
const KEY = statement('describe_api_keys', 'SELECT * FROM describe_api_keys($1, $2)');
const CREATE_KEY = statement('create_api_key', 'SELECT * FROM create_api_key($1, $2, $3, $4, $5, $6, $7)');
const DELETE_KEY = statement('delete_api_key', `SELECT delete_api_key(${TENANT_ACTOR}, $7)`);
const RECEIPT = statement('access_receipt', `SELECT * FROM access_receipt(${TENANT_ACTOR}, $7, $8)`);
const RUN_NAME = statement('get_run', `SELECT * FROM get_run(${TENANT_ACTOR}, $7)`);

/** What is remembered of a key that was made: its id, and the server key that it is derived under. */
export interface MadeKey {
  key_id: string;
  server_key_id: string;
}

@Injectable()
export class TenantRepository {
  constructor(private readonly database: Database) {}

  create(actor: SignedInActor, body: CreateTenantBody, call: RepeatableCall | null): Promise<TenantCreated['tenant']> {
    return this.database.serviceRun(async (query) => {
      await query(ENTER, [actor.individualId, actor.sessionId]);
      await query(SERVICE_MODE, []);
      const maker = { individualId: actor.individualId, tenantId: null, keyHash: null };
      const { made } = await makeOnce(query, maker, call, () => this.insert(query, actor, body));
      return (await query<TenantCreated['tenant']>(CREATED, [made.tenant_id]))[0] as TenantCreated['tenant'];
    });
  }

  private async insert(query: Query, actor: SignedInActor, body: CreateTenantBody): Promise<{ tenant_id: string }> {
    const [tenant] = await query<TenantCreated['tenant']>(CREATE, [
      actor.individualId,
      actor.sessionId,
      body.name,
      slugOf(body.name),
      body.time_zone ?? DEFAULT_TIME_ZONE,
      body.contact_phone ?? null,
      body.contact_email ?? null,
    ]);
    return { tenant_id: tenant?.id as string };
  }

  async get(actor: Actor): Promise<TenantRow> {
    return (await this.database.query<TenantRow>(GET, tenantActor(actor)))[0] as TenantRow;
  }

  /** Held until the transaction ends, so that of two owners the second changes what the first has made. */
  async lock(tx: Tx): Promise<TenantRow> {
    return (await tx.query<TenantRow>(LOCK, [tx.tenantId]))[0] as TenantRow;
  }

  async update(tx: Tx, { name, time_zone, contact_phone, contact_email }: TenantRow, fields: string[]): Promise<void> {
    await tx.query(UPDATE, [tx.tenantId, name, time_zone, contact_phone, contact_email]);
    await tx.query(RECORD, [tx.tenantId, tx.individualId, 'tenant.edited', JSON.stringify({ fields })]);
  }

  members(actor: Actor): Promise<MemberRow[]> {
    return this.database.query(MEMBERS, tenantActor(actor));
  }

  /** `null` for a role takes the member out; then there is no row. */
  async changeMember(actor: Actor, individualId: string, role: MemberRole | null): Promise<MemberRow | undefined> {
    return (await this.database.service<MemberRow>(CHANGE_MEMBER, [...tenantActor(actor), individualId, role]))[0];
  }

  keys(actor: Actor): Promise<ApiKeyRow[]> {
    return this.database.query(KEYS, tenantActor(actor));
  }

  /** No row for one that was made by an earlier call and is deleted since. */
  createKey(
    actor: Actor,
    { name, scopes, expires_at }: CreateApiKeyBody,
    call: RepeatableCall | null,
    make: () => MadeKey & { hash: Buffer },
  ): Promise<{ row: ApiKeyRow | undefined; made: MadeKey }> {
    return this.database.run(actor, async (tx) => {
      const { made } = await makeOnce<MadeKey>(tx.query, tx, call, async () => {
        const { key_id, server_key_id, hash } = make();
        await tx.query(CREATE_KEY, [
          tx.tenantId,
          tx.individualId,
          key_id,
          name,
          hash,
          [...new Set(scopes)],
          expires_at ?? null,
        ]);
        return { key_id, server_key_id };
      });
      return { row: (await tx.query<ApiKeyRow & object>(KEY, [tx.tenantId, made.key_id]))[0], made };
    });
  }

  async deleteKey(actor: Actor, keyId: string): Promise<void> {
    await this.database.query(DELETE_KEY, [...tenantActor(actor), keyId]);
  }

  async receipt(
    actor: Actor,
    runId: string,
    individualId: string | null,
  ): Promise<{ run: { id: string; name: string }; rows: ReceiptRow[] }> {
    const rows = await this.database.query<ReceiptRow>(RECEIPT, [...tenantActor(actor), runId, individualId]);
    const [first] = rows;
    if (first !== undefined) {
      return { run: { id: first.run_id, name: first.run_name }, rows };
    }
    // Nobody ever had access: the run is named all the same.
    const [run] = await this.database.query<{ id: string; name: string }>(RUN_NAME, [...tenantActor(actor), runId]);
    return { run: { id: runId, name: run?.name ?? '' }, rows };
  }
}
