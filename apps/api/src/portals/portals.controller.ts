import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PortalAnswer, PortalRunAnswer, PortalRunPage } from '@service-runs/contracts';
import { Public } from '../auth';
import { IdParam } from '../platform/http/id-pipe';
import { PageQuery } from '../platform/http/paging';
import { SlugPipe } from '../platform/http/slug-pipe';
import { Answers } from '../platform/openapi/answers';
import { PortalAnswerBody, PortalRunAnswerBody, PortalRunPageBody } from './dto/portal.body';
import { PortalsService } from './portals.service';

@ApiTags('Portals, for the public')
@Controller('portals/:slug')
export class PortalsController {
  constructor(private readonly service: PortalsService) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'A portal' })
  @Answers(200, PortalAnswerBody, ['error.portal.not_found'])
  show(@Param('slug', SlugPipe) slug: string): Promise<PortalAnswer> {
    return this.service.show(slug);
  }

  @Get('runs')
  @Public()
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'What is published there and scheduled or in progress, the next to begin first' })
  @Answers(200, PortalRunPageBody, ['error.portal.not_found'])
  runs(@Param('slug', SlugPipe) slug: string, @Query() query: PageQuery): Promise<PortalRunPage> {
    return this.service.runs(slug, query);
  }

  @Get('runs/:id')
  @Public()
  @ApiOperation({ summary: 'One run that is published there' })
  @Answers(200, PortalRunAnswerBody, ['error.portal.not_found', 'error.run.not_found'])
  run(
    @Param('slug', SlugPipe) slug: string,
    @IdParam('id', 'error.run.not_found') id: string,
  ): Promise<PortalRunAnswer> {
    return this.service.run(slug, id);
  }
}
