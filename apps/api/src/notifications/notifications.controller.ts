import { Body, Controller, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LIMITS, type NotificationChoices, type NotificationPage, type UnreadCount } from '@service-runs/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Person, RateLimited, SignedIn } from '../auth';
import { IdParam } from '../platform/http/id-pipe';
import type { SignedInActor } from '../platform/http/request-context';
import { Answers, AnswersEvents } from '../platform/openapi/answers';
import { NotificationChoicesBody, NotificationPageBody, UnreadCountBody } from './dto/notification.body';
import { NotificationsQuery, UpdateChoicesBody } from './dto/notification.input';
import { NotificationStreams } from './notification-streams';
import { NotificationsService } from './notifications.service';

@ApiTags('Notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(
    private readonly service: NotificationsService,
    private readonly streams: NotificationStreams,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: "The caller's notifications, newest first" })
  @Answers(200, NotificationPageBody)
  list(@Person() actor: SignedInActor, @Query() query: NotificationsQuery): Promise<NotificationPage> {
    return this.service.list(actor, query);
  }

  @Get('unread-count')
  @SignedIn()
  @ApiOperation({ summary: 'How many are unread' })
  @Answers(200, UnreadCountBody)
  unreadCount(@Person() actor: SignedInActor): Promise<UnreadCount> {
    return this.service.unreadCount(actor);
  }

  @Get('choices')
  @SignedIn()
  @ApiOperation({ summary: 'Which notifications come by mail too' })
  @Answers(200, NotificationChoicesBody)
  choices(@Person() actor: SignedInActor): Promise<NotificationChoices> {
    return this.service.choices(actor);
  }

  @Patch('choices')
  @SignedIn()
  @ApiOperation({
    summary: 'Choose which notifications come by mail too',
    description: 'What is not named stays as it is. Mail about signing in is no choice.',
  })
  @Answers(200, NotificationChoicesBody)
  choose(@Person() actor: SignedInActor, @Body() body: UpdateChoicesBody): Promise<NotificationChoices> {
    return this.service.choose(actor, body);
  }

  @Get('stream')
  @SignedIn()
  @RateLimited('stream')
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The id of the last event that was seen: nothing after it is left out, nothing before it comes again.',
    schema: { type: 'string', maxLength: LIMITS.lastEventId },
  })
  @ApiOperation({
    summary: 'What is new, as it happens (Server-Sent Events)',
    description:
      'Begins with `ready`, or with `reset` where the place in `Last-Event-ID` is not known; `reset` also comes where news is held up for a moment: read the list anew then. `notification` holds one as the list shows it, `run` the `run_id` of a run that looks different now and that the caller may see. Ends with the session. Lines that begin with a colon only keep the connection.',
  })
  @AnswersEvents()
  stream(@Person() actor: SignedInActor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const lastEventId = request.headers['last-event-id'];
    return this.streams.open(actor, typeof lastEventId === 'string' ? lastEventId : undefined, reply);
  }

  @Post('read-all')
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({ summary: 'Mark all as read' })
  @Answers(200, UnreadCountBody)
  readAll(@Person() actor: SignedInActor): Promise<UnreadCount> {
    return this.service.readAll(actor);
  }

  @Post(':id/read')
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({ summary: 'Mark one as read; a second time changes nothing' })
  @Answers(200, UnreadCountBody, ['error.notification.not_found'])
  read(
    @Person() actor: SignedInActor,
    @IdParam('id', 'error.notification.not_found') id: string,
  ): Promise<UnreadCount> {
    return this.service.read(actor, id);
  }
}
