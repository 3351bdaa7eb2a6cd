import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { StakeholderPage, StakeholderRevoked } from '@service-runs/contracts';
import { TenantAccess, TenantActor } from '../auth';
import { IdParam } from '../platform/http/id-pipe';
import type { Actor } from '../platform/http/request-context';
import { Answers } from '../platform/openapi/answers';
import { StakeholderPageBody, StakeholderRevokedBody } from './dto/stakeholder.body';
import { RevokeStakeholderBody, StakeholdersQuery } from './dto/stakeholder.input';
import { StakeholdersService } from './stakeholders.service';

const RunId = () => IdParam('id', 'error.run.not_found');

@ApiTags('Stakeholders, for the provider')
@Controller('provider/runs/:id/stakeholders')
export class RunStakeholdersController {
  constructor(private readonly service: StakeholdersService) {}

  @Get()
  @TenantAccess('invitations:read')
  @ApiOperation({ summary: 'Who has, or had, access to the run; the last to be granted first' })
  @Answers(200, StakeholderPageBody, ['error.run.not_found'])
  list(
    @TenantActor() actor: Actor,
    @RunId() runId: string,
    @Query() query: StakeholdersQuery,
  ): Promise<StakeholderPage> {
    return this.service.list(actor, runId, query);
  }

  @Post(':stakeholderId/revoke')
  @HttpCode(200)
  @TenantAccess('invitations:write')
  @ApiOperation({
    summary: "End one person's access, and the invitation that it came from",
    description: 'A second time changes nothing.',
  })
  @Answers(200, StakeholderRevokedBody, ['error.run.not_found', 'error.invite.not_found'])
  revoke(
    @TenantActor() actor: Actor,
    @RunId() runId: string,
    @IdParam('stakeholderId', 'error.invite.not_found') stakeholderId: string,
    @Body() body: RevokeStakeholderBody,
  ): Promise<StakeholderRevoked> {
    return this.service.revoke(actor, runId, stakeholderId, body);
  }
}
