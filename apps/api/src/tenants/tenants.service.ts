import { Injectable } from '@nestjs/common';
import type { TenantCreated } from '@service-runs/contracts';
import { Database, statement } from '../platform/database';
import type { SignedInActor } from '../platform/http/request-context';
import type { CreateTenantBody } from './dto/tenant.input';
import { DEFAULT_TIME_ZONE, slugOf } from './tenant.rules';

const CREATE = statement('create_tenant', 'SELECT * FROM create_tenant($1, $2, $3, $4, $5, $6, $7)');

@Injectable()
export class TenantsService {
  constructor(private readonly database: Database) {}

  async create(
    actor: SignedInActor,
    { name, contact_phone, contact_email, time_zone }: CreateTenantBody,
  ): Promise<TenantCreated> {
    const [tenant] = await this.database.service<TenantCreated['tenant']>(CREATE, [
      actor.individualId,
      actor.sessionId,
      name,
      slugOf(name),
      time_zone ?? DEFAULT_TIME_ZONE,
      contact_phone ?? null,
      contact_email ?? null,
    ]);
    return { ok: true, tenant: tenant as TenantCreated['tenant'] };
  }
}
