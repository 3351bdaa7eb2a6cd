import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RequestSubmitted } from '@service-runs/contracts';
import { Public, RateLimited } from '../auth';
import { SlugPipe } from '../platform/http/slug-pipe';
import { Answers } from '../platform/openapi/answers';
import { RequestSubmittedBody } from './dto/request.body';
import { SubmitRequestBody } from './dto/request.input';
import { RequestsService } from './requests.service';

@ApiTags('Portals, for the public')
@Controller('portals/:slug/requests')
export class PortalRequestsController {
  constructor(private readonly service: RequestsService) {}

  @Post()
  @Public()
  @RateLimited('request')
  @ApiOperation({
    summary: 'Ask for a reservation on a run that is published here',
    description: 'The same form sent twice is one request.',
  })
  @Answers(201, RequestSubmittedBody, ['error.portal.not_found', 'error.run.not_found'])
  submit(@Param('slug', SlugPipe) slug: string, @Body() body: SubmitRequestBody): Promise<RequestSubmitted> {
    return this.service.submit(slug, body);
  }
}
