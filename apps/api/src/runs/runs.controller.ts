import { applyDecorators, Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ActivityPage, Run, RunAnswer, RunCountsAnswer, RunDetail, RunPage } from '@service-runs/contracts';
import type { FastifyReply } from 'fastify';
import { TenantAccess, TenantActor } from '../auth';
import { IfMatch, setETag } from '../platform/http/etag';
import { IdempotencyKeyHeader, Repeatable, type RepeatableCall } from '../platform/http/idempotency';
import { IdParam } from '../platform/http/id-pipe';
import { PageQuery } from '../platform/http/paging';
import type { Actor } from '../platform/http/request-context';
import { Answers, Refuses } from '../platform/openapi/answers';
import { ActivityPageBody, RunAnswerBody, RunCountsAnswerBody, RunDetailBody, RunPageBody } from './dto/run.body';
import { CreateRunBody, RunsQuery, TransitionBody, UpdateRunBody } from './dto/run.input';
import { RunsService } from './runs.service';

const RunId = () => IdParam('id', 'error.run.not_found');
const IfMatchHeader = applyDecorators(
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag that the change was made from; a stale one is refused with 412.',
    schema: { type: 'string' },
  }),
  Refuses('error.precondition_failed'),
);
const WITH_ETAG = { headers: ['ETag'] } as const;

@ApiTags('Runs, for the provider')
@Controller('provider/runs')
export class RunsController {
  constructor(private readonly service: RunsService) {}

  @Get()
  @TenantAccess('runs:read')
  @ApiOperation({
    summary: 'The runs, latest start first, those without a date before them',
    description: '`q` matches a part of the name or the zone, whatever its case.',
  })
  @Answers(200, RunPageBody)
  list(@TenantActor() actor: Actor, @Query() query: RunsQuery): Promise<RunPage> {
    return this.service.list(actor, query);
  }

  @Get('counts')
  @TenantAccess('runs:read')
  @ApiOperation({ summary: 'How many runs there are in each status, each counted up to a cap' })
  @Answers(200, RunCountsAnswerBody)
  counts(@TenantActor() actor: Actor): Promise<RunCountsAnswer> {
    return this.service.counts(actor);
  }

  @Get(':id')
  @TenantAccess('runs:read')
  @ApiOperation({ summary: 'One run, with its publications and attached requests' })
  @Answers(200, RunDetailBody, ['error.run.not_found'], WITH_ETAG)
  async get(
    @TenantActor() actor: Actor,
    @RunId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDetail> {
    const detail = await this.service.get(actor, id);
    setETag(reply, detail.run.version);
    return detail;
  }

  @Post()
  @TenantAccess('runs:write')
  @IdempotencyKeyHeader
  @ApiOperation({ summary: 'Make a run, as a draft' })
  @Answers(201, RunAnswerBody, ['error.portal.not_found'], WITH_ETAG)
  async create(
    @TenantActor() actor: Actor,
    @Body() body: CreateRunBody,
    @Repeatable() call: RepeatableCall | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunAnswer> {
    return answer(reply, await this.service.create(actor, body, call));
  }

  @Patch(':id')
  @TenantAccess('runs:write')
  @IfMatchHeader
  @ApiOperation({ summary: 'Change what is given; the rest stays' })
  @Answers(
    200,
    RunAnswerBody,
    ['error.run.not_found', 'error.portal.not_found', 'error.run.market_mode_forbids'],
    WITH_ETAG,
  )
  async update(
    @TenantActor() actor: Actor,
    @RunId() id: string,
    @Body() body: UpdateRunBody,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunAnswer> {
    return answer(reply, await this.service.update(actor, id, body, ifMatch));
  }

  @Post(':id/transition')
  @HttpCode(200)
  @TenantAccess('runs:write')
  @IfMatchHeader
  @ApiOperation({
    summary: 'Move a run on',
    description: 'draft to scheduled to in_progress to completed; cancelled from any of the first three.',
  })
  @Answers(200, RunAnswerBody, ['error.run.not_found', 'error.run.illegal_transition'], WITH_ETAG)
  async transition(
    @TenantActor() actor: Actor,
    @RunId() id: string,
    @Body() { to }: TransitionBody,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunAnswer> {
    return answer(reply, await this.service.transition(actor, id, to, ifMatch));
  }

  @Get(':id/activity')
  @TenantAccess('runs:read')
  @ApiOperation({ summary: 'What happened to the run, newest first' })
  @Answers(200, ActivityPageBody, ['error.run.not_found'])
  activity(@TenantActor() actor: Actor, @RunId() id: string, @Query() query: PageQuery): Promise<ActivityPage> {
    return this.service.activity(actor, id, query);
  }
}

function answer(reply: FastifyReply, run: Run): RunAnswer {
  setETag(reply, run.version);
  return { ok: true, run };
}
