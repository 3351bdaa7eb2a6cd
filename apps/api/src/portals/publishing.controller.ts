import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ProviderPortals, PublicationsAnswer } from '@service-runs/contracts';
import { TenantAccess, TenantActor } from '../auth';
import { IdParam } from '../platform/http/id-pipe';
import type { Actor } from '../platform/http/request-context';
import { Answers } from '../platform/openapi/answers';
import { ProviderPortalsBody, PublicationsAnswerBody } from './dto/portal.body';
import { PortalIdsBody } from './dto/portal.input';
import { PortalsService } from './portals.service';

const RunId = () => IdParam('id', 'error.run.not_found');

@ApiTags('Publishing')
@Controller('provider')
export class PublishingController {
  constructor(private readonly service: PortalsService) {}

  @Get('portals')
  @TenantAccess('runs:read')
  @ApiOperation({ summary: 'The portals that a run can be published on' })
  @Answers(200, ProviderPortalsBody)
  portals(@TenantActor() actor: Actor): Promise<ProviderPortals> {
    return this.service.list(actor);
  }

  @Post('runs/:id/publish')
  @HttpCode(200)
  @TenantAccess('runs:write')
  @ApiOperation({
    summary: 'Put a run on portals',
    description: 'PRIVATE on none, TARGETED on linked ones, OPEN on any; all of them or none. Sends no invitation.',
  })
  @Answers(200, PublicationsAnswerBody, [
    'error.run.not_found',
    'error.portal.not_found',
    'error.run.market_mode_forbids',
  ])
  publish(
    @TenantActor() actor: Actor,
    @RunId() runId: string,
    @Body() { portal_ids }: PortalIdsBody,
  ): Promise<PublicationsAnswer> {
    return this.service.publish(actor, runId, portal_ids);
  }

  @Post('runs/:id/unpublish')
  @HttpCode(200)
  @TenantAccess('runs:write')
  @ApiOperation({ summary: 'Take a run off portals' })
  @Answers(200, PublicationsAnswerBody, ['error.run.not_found', 'error.portal.not_found'])
  unpublish(
    @TenantActor() actor: Actor,
    @RunId() runId: string,
    @Body() { portal_ids }: PortalIdsBody,
  ): Promise<PublicationsAnswer> {
    return this.service.unpublish(actor, runId, portal_ids);
  }
}
