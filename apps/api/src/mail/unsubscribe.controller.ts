import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Unsubscription } from '@service-runs/contracts';
import { Public, RateLimited } from '../auth';
import { Answers } from '../platform/openapi/answers';
import { UnsubscriptionBody } from './dto/unsubscribe.body';
import { UnsubscribeBody } from './dto/unsubscribe.input';
import { UnsubscribeService } from './unsubscribe.service';

@ApiTags('Unsubscribing')
@Controller('unsubscribe/:token')
export class UnsubscribeController {
  constructor(private readonly service: UnsubscribeService) {}

  @Get()
  @Public()
  @RateLimited('link')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  @Header('x-robots-tag', 'noindex')
  @ApiOperation({
    summary: 'What the link at the foot of a mail would end',
    description: 'A reading: whoever opens links to look at them ends nothing.',
  })
  @Answers(200, UnsubscriptionBody, ['error.auth.invalid_token'])
  show(@Param('token') token: string): Promise<Unsubscription> {
    return this.service.show(token);
  }

  @Post()
  @HttpCode(200)
  @Public()
  @RateLimited('link')
  @RouteConfig({ takesForms: true })
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  @ApiOperation({
    summary: 'End it, or with `{"subscribed": true}` take that back',
    description: 'Mail programs send a form here by themselves (RFC 8058). A second time changes nothing.',
  })
  @Answers(200, UnsubscriptionBody, ['error.auth.invalid_token'])
  change(@Param('token') token: string, @Body() body: UnsubscribeBody): Promise<Unsubscription> {
    return this.service.change(token, body);
  }
}
