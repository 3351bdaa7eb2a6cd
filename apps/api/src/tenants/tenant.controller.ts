import { Body, Controller, Delete, Get, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type {
  AccessReceiptAnswer,
  ApiKeyCreated,
  ApiKeys,
  MemberAnswer,
  Members,
  Ok,
  TenantAnswer,
} from '@service-runs/contracts';
import type { FastifyReply } from 'fastify';
import { MemberAccess, OwnerAccess, TenantActor } from '../auth';
import { IdempotencyKeyHeader, Repeatable, type RepeatableCall } from '../platform/http/idempotency';
import { IdParam } from '../platform/http/id-pipe';
import type { Actor } from '../platform/http/request-context';
import { Answers } from '../platform/openapi/answers';
import {
  AccessReceiptAnswerBody,
  ApiKeyCreatedBody,
  ApiKeysBody,
  MemberAnswerBody,
  MembersBody,
  TenantAnswerBody,
} from './dto/tenant.body';
import { ChangeMemberBody, CreateApiKeyBody, ReceiptQuery, UpdateTenantBody } from './dto/tenant.input';
import { receiptCsv } from './tenant.mapper';
import { TenantsService } from './tenants.service';

const IndividualId = () => IdParam('individualId', 'error.member.not_found');

@Controller('tenant')
export class TenantController {
  constructor(private readonly service: TenantsService) {}

  @Get()
  @MemberAccess()
  @ApiTags('Organisations')
  @ApiOperation({ summary: 'The organisation: name, time zone, and the contact that invitees see' })
  @Answers(200, TenantAnswerBody)
  get(@TenantActor() actor: Actor): Promise<TenantAnswer> {
    return this.service.get(actor);
  }

  @Patch()
  @OwnerAccess()
  @ApiTags('Organisations')
  @ApiOperation({ summary: 'Change what is given; the rest stays' })
  @Answers(200, TenantAnswerBody)
  update(@TenantActor() actor: Actor, @Body() body: UpdateTenantBody): Promise<TenantAnswer> {
    return this.service.update(actor, body);
  }

  @Get('members')
  @MemberAccess()
  @ApiTags('Members')
  @ApiOperation({ summary: 'Who belongs to the organisation' })
  @Answers(200, MembersBody)
  members(@TenantActor() actor: Actor): Promise<Members> {
    return this.service.members(actor);
  }

  @Patch('members/:individualId')
  @OwnerAccess()
  @ApiTags('Members')
  @ApiOperation({ summary: "Change a member's role" })
  @Answers(200, MemberAnswerBody, ['error.member.not_found', 'error.member.last_owner'])
  changeRole(
    @TenantActor() actor: Actor,
    @IndividualId() individualId: string,
    @Body() { role }: ChangeMemberBody,
  ): Promise<MemberAnswer> {
    return this.service.changeRole(actor, individualId, role);
  }

  @Delete('members/:individualId')
  @OwnerAccess()
  @ApiTags('Members')
  @ApiOperation({
    summary: 'Take a member out, with the API keys that they made',
    description: 'Out on the next request.',
  })
  @Answers(200, undefined, ['error.member.not_found', 'error.member.last_owner'])
  async removeMember(@TenantActor() actor: Actor, @IndividualId() individualId: string): Promise<Ok> {
    await this.service.removeMember(actor, individualId);
    return { ok: true };
  }

  @Get('api-keys')
  @OwnerAccess()
  @ApiTags('API keys')
  @ApiOperation({ summary: 'The keys, without their secrets' })
  @Answers(200, ApiKeysBody)
  apiKeys(@TenantActor() actor: Actor): Promise<ApiKeys> {
    return this.service.apiKeys(actor);
  }

  @Post('api-keys')
  @OwnerAccess()
  @IdempotencyKeyHeader
  @ApiTags('API keys')
  @ApiOperation({
    summary: 'Make a key',
    description:
      'It is shown this once; a repeated call shows it again, while it is there. It stops when its maker is no longer a member.',
  })
  @Answers(201, ApiKeyCreatedBody, ['error.api_key.not_found'])
  createApiKey(
    @TenantActor() actor: Actor,
    @Body() body: CreateApiKeyBody,
    @Repeatable() call: RepeatableCall | null,
  ): Promise<ApiKeyCreated> {
    return this.service.createApiKey(actor, body, call);
  }

  @Delete('api-keys/:id')
  @OwnerAccess()
  @ApiTags('API keys')
  @ApiOperation({ summary: 'Delete a key, with effect on the next request' })
  @Answers(200, undefined, ['error.api_key.not_found'])
  async deleteApiKey(@TenantActor() actor: Actor, @IdParam('id', 'error.api_key.not_found') id: string): Promise<Ok> {
    await this.service.deleteApiKey(actor, id);
    return { ok: true };
  }

  @Get('runs/:id/access-receipt')
  @OwnerAccess()
  @ApiTags('Organisations')
  @ApiOperation({
    summary: 'Who had access to a run, when, given and ended by whom and why',
    description: 'As CSV with `format=csv`.',
  })
  @Answers(200, AccessReceiptAnswerBody, ['error.run.not_found'], { otherTypes: ['text/csv'] })
  async receipt(
    @TenantActor() actor: Actor,
    @IdParam('id', 'error.run.not_found') runId: string,
    @Query() { individual, format }: ReceiptQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccessReceiptAnswer | string> {
    const receipt = await this.service.receipt(actor, runId, individual);
    if (format !== 'csv') {
      return { ok: true, receipt };
    }
    void reply.headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="access-receipt-${runId}.csv"`,
    });
    return receiptCsv(receipt);
  }
}
