import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RunViewAnswer, SharedRunPage } from '@service-runs/contracts';
import { Person, SignedIn, StakeholderAccess } from '../auth';
import { IdParam } from '../platform/http/id-pipe';
import { PageQuery } from '../platform/http/paging';
import type { SignedInActor } from '../platform/http/request-context';
import { Answers } from '../platform/openapi/answers';
import { RunViewAnswerBody, SharedRunPageBody } from './dto/stakeholder.body';
import { StakeholdersService } from './stakeholders.service';

@ApiTags('Runs, for stakeholders')
@Controller('runs')
export class SharedRunsController {
  constructor(private readonly service: StakeholdersService) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'The runs shared with the caller, the last to be granted first' })
  @Answers(200, SharedRunPageBody)
  list(@Person() actor: SignedInActor, @Query() query: PageQuery): Promise<SharedRunPage> {
    return this.service.shared(actor, query);
  }

  @Get(':id/view')
  @StakeholderAccess()
  @ApiOperation({
    summary: 'One run, read-only',
    description: 'For whoever has an active grant to it, and for members of its organisation.',
  })
  @Answers(200, RunViewAnswerBody, ['error.run.access_denied'])
  view(@Person() actor: SignedInActor, @IdParam('id', 'error.run.access_denied') id: string): Promise<RunViewAnswer> {
    return this.service.view(actor, id);
  }
}
