import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AttachedRequestsAnswer, RequestAnswer, RequestCountsAnswer, RequestPage } from '@service-runs/contracts';
import { TenantAccess, TenantActor } from '../auth';
import { IdParam } from '../platform/http/id-pipe';
import type { Actor } from '../platform/http/request-context';
import { Answers } from '../platform/openapi/answers';
import {
  AttachedRequestsAnswerBody,
  RequestAnswerBody,
  RequestCountsAnswerBody,
  RequestPageBody,
} from './dto/request.body';
import { DeclineBody, RequestIdsBody, RequestsQuery } from './dto/request.input';
import { RequestsService } from './requests.service';

const RequestId = () => IdParam('id', 'error.request.not_found');
const RunId = () => IdParam('id', 'error.run.not_found');

@ApiTags('Requests, for the provider')
@Controller('provider')
export class RequestsController {
  constructor(private readonly service: RequestsService) {}

  @Get('requests')
  @TenantAccess('requests:read')
  @ApiOperation({
    summary: 'The inbox, newest first',
    description: '`q` matches a part of name, address, zone or summary.',
  })
  @Answers(200, RequestPageBody)
  list(@TenantActor() actor: Actor, @Query() query: RequestsQuery): Promise<RequestPage> {
    return this.service.list(actor, query);
  }

  @Get('requests/counts')
  @TenantAccess('requests:read')
  @ApiOperation({ summary: 'How many requests there are in each status, each counted up to a cap' })
  @Answers(200, RequestCountsAnswerBody)
  counts(@TenantActor() actor: Actor): Promise<RequestCountsAnswer> {
    return this.service.counts(actor);
  }

  @Post('requests/:id/accept')
  @HttpCode(200)
  @TenantAccess('requests:write')
  @ApiOperation({ summary: 'Accept a new request', description: 'A second time changes nothing.' })
  @Answers(200, RequestAnswerBody, ['error.request.not_found', 'error.request.state_forbids'])
  accept(@TenantActor() actor: Actor, @RequestId() id: string): Promise<RequestAnswer> {
    return this.service.accept(actor, id);
  }

  @Post('requests/:id/decline')
  @HttpCode(200)
  @TenantAccess('requests:write')
  @ApiOperation({ summary: 'Decline a new request', description: 'A second time changes nothing.' })
  @Answers(200, RequestAnswerBody, ['error.request.not_found', 'error.request.state_forbids'])
  decline(@TenantActor() actor: Actor, @RequestId() id: string, @Body() body: DeclineBody): Promise<RequestAnswer> {
    return this.service.decline(actor, id, body);
  }

  @Post('runs/:id/attach-requests')
  @HttpCode(200)
  @TenantAccess('requests:write')
  @ApiOperation({
    summary: 'Attach accepted requests to a run; all of them or none',
    description: 'A request is attached to one run at a time.',
  })
  @Answers(200, AttachedRequestsAnswerBody, [
    'error.run.not_found',
    'error.request.not_found',
    'error.request.state_forbids',
  ])
  attach(
    @TenantActor() actor: Actor,
    @RunId() runId: string,
    @Body() { request_ids }: RequestIdsBody,
  ): Promise<AttachedRequestsAnswer> {
    return this.service.attach(actor, runId, request_ids);
  }

  @Post('runs/:id/detach-requests')
  @HttpCode(200)
  @TenantAccess('requests:write')
  @ApiOperation({ summary: 'Detach requests from a run' })
  @Answers(200, AttachedRequestsAnswerBody, ['error.run.not_found', 'error.request.not_found'])
  detach(
    @TenantActor() actor: Actor,
    @RunId() runId: string,
    @Body() { request_ids }: RequestIdsBody,
  ): Promise<AttachedRequestsAnswer> {
    return this.service.detach(actor, runId, request_ids);
  }
}
