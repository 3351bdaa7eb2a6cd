import { Body, Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { TenantCreated } from '@service-runs/contracts';
import { Person, RateLimited, SignedIn } from '../auth';
import { IdempotencyKeyHeader, Repeatable, type RepeatableCall } from '../platform/http/idempotency';
import type { SignedInActor } from '../platform/http/request-context';
import { Answers } from '../platform/openapi/answers';
import { TenantCreatedBody } from './dto/tenant.body';
import { CreateTenantBody } from './dto/tenant.input';
import { TenantsService } from './tenants.service';

@ApiTags('Organisations')
@Controller('tenants')
export class TenantsController {
  constructor(private readonly service: TenantsService) {}

  @Post()
  @SignedIn()
  @RateLimited('organisation')
  @IdempotencyKeyHeader
  @ApiOperation({ summary: 'Make an organisation; the caller becomes its owner' })
  @Answers(201, TenantCreatedBody)
  create(
    @Person() actor: SignedInActor,
    @Body() body: CreateTenantBody,
    @Repeatable() call: RepeatableCall | null,
  ): Promise<TenantCreated> {
    return this.service.create(actor, body, call);
  }
}
