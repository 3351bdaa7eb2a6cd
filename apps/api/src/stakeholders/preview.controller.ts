import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { StakeholderPreview } from '@service-runs/contracts';
import { TenantAccess, TenantActor } from '../auth';
import { IdParam } from '../platform/http/id-pipe';
import type { Actor } from '../platform/http/request-context';
import { Answers } from '../platform/openapi/answers';
import { StakeholderPreviewBody } from './dto/stakeholder.body';
import { StakeholdersService } from './stakeholders.service';

@ApiTags('Stakeholders, for the provider')
@Controller('provider/runs/:id/stakeholder-preview')
export class PreviewController {
  constructor(private readonly service: StakeholdersService) {}

  @Get()
  @TenantAccess('runs:read')
  @ApiOperation({
    summary: 'Exactly what an invitee and a stakeholder are shown of the run',
    description: 'Made by the code that answers them.',
  })
  @Answers(200, StakeholderPreviewBody, ['error.run.not_found'])
  show(@TenantActor() actor: Actor, @IdParam('id', 'error.run.not_found') runId: string): Promise<StakeholderPreview> {
    return this.service.preview(actor, runId);
  }
}
