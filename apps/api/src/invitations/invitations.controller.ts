import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type {
  InvitationAnswer,
  InvitationPage,
  InvitationReissued,
  InvitationsCreated,
  InvitationsPreviewed,
} from '@service-runs/contracts';
import { RateLimited, TenantAccess, TenantActor } from '../auth';
import { IdempotencyKeyHeader, Repeatable, type RepeatableCall } from '../platform/http/idempotency';
import { IdParam } from '../platform/http/id-pipe';
import type { Actor } from '../platform/http/request-context';
import { Answers } from '../platform/openapi/answers';
import {
  InvitationAnswerBody,
  InvitationPageBody,
  InvitationReissuedBody,
  InvitationsCreatedBody,
  InvitationsPreviewedBody,
} from './dto/invitation.body';
import {
  CreateInvitationsBody,
  InvitationsQuery,
  PreviewInvitationsBody,
  ReissueBody,
  RevokeBody,
} from './dto/invitation.input';
import { InvitationsService } from './invitations.service';

const RunId = () => IdParam('id', 'error.run.not_found');
const InviteId = () => IdParam('inviteId', 'error.invite.not_found');

@ApiTags('Invitations, for the provider')
@Controller('provider/runs/:id/stakeholder-invites')
export class InvitationsController {
  constructor(private readonly service: InvitationsService) {}

  @Post()
  @TenantAccess('invitations:write')
  @RateLimited('invitation-mail')
  @IdempotencyKeyHeader
  @ApiOperation({
    summary: 'Invite up to 50 people to see a run; all of them or none',
    description:
      'An address with an open invitation to the run gets that one again, with a new link; the old link is dead. A link is answered this once. With `send_mail` each gets another link by mail too, which proves the address when it is claimed by. Publishes nothing.',
  })
  @Answers(201, InvitationsCreatedBody, ['error.run.not_found', 'error.run.closed'])
  async create(
    @TenantActor() actor: Actor,
    @RunId() runId: string,
    @Body() body: CreateInvitationsBody,
    @Repeatable() call: RepeatableCall | null,
  ): Promise<InvitationsCreated> {
    const { invitations, skipped } = await this.service.create(actor, { type: 'service_run', runId }, body, call);
    return {
      ok: true,
      run_id: runId,
      invitations,
      skipped: skipped.map((invitee_email) => ({ invitee_email, reason: 'already_has_access' })),
    };
  }

  @Post('preview')
  @HttpCode(200)
  @TenantAccess('invitations:read')
  @ApiOperation({
    summary: 'What inviting up to 1000 addresses would do with each of them',
    description:
      'A reading: nobody is invited, nothing is marked as viewed, and of accounts without access nothing is told.',
  })
  @Answers(200, InvitationsPreviewedBody, ['error.validation', 'error.run.not_found', 'error.run.closed'])
  preview(
    @TenantActor() actor: Actor,
    @RunId() runId: string,
    @Body() body: PreviewInvitationsBody,
  ): Promise<InvitationsPreviewed> {
    return this.service.preview(actor, runId, body);
  }

  @Get()
  @TenantAccess('invitations:read')
  @ApiOperation({ summary: 'The invitations to a run, newest first; without any link' })
  @Answers(200, InvitationPageBody, ['error.run.not_found'])
  list(@TenantActor() actor: Actor, @RunId() runId: string, @Query() query: InvitationsQuery): Promise<InvitationPage> {
    return this.service.list(actor, runId, query);
  }

  @Get(':inviteId')
  @TenantAccess('invitations:read')
  @ApiOperation({ summary: 'One invitation; without its link' })
  @Answers(200, InvitationAnswerBody, ['error.run.not_found', 'error.invite.not_found'])
  get(@TenantActor() actor: Actor, @RunId() runId: string, @InviteId() inviteId: string): Promise<InvitationAnswer> {
    return this.service.get(actor, runId, inviteId);
  }

  @Post(':inviteId/revoke')
  @HttpCode(200)
  @TenantAccess('invitations:write')
  @ApiOperation({
    summary: 'End an invitation, and the access that came of it, at once',
    description: 'A second time changes nothing.',
  })
  @Answers(200, InvitationAnswerBody, ['error.run.not_found', 'error.invite.not_found'])
  revoke(
    @TenantActor() actor: Actor,
    @RunId() runId: string,
    @InviteId() inviteId: string,
    @Body() body: RevokeBody,
  ): Promise<InvitationAnswer> {
    return this.service.revoke(actor, runId, inviteId, body);
  }

  @Post(':inviteId/reissue')
  @HttpCode(200)
  @TenantAccess('invitations:write')
  @RateLimited('invitation-mail')
  @ApiOperation({ summary: 'A new link for an invitation that is not claimed or revoked; the old link dies' })
  @Answers(200, InvitationReissuedBody, [
    'error.run.not_found',
    'error.invite.not_found',
    'error.invite.not_reissuable',
    'error.run.closed',
  ])
  reissue(
    @TenantActor() actor: Actor,
    @RunId() runId: string,
    @InviteId() inviteId: string,
    @Body() body: ReissueBody,
  ): Promise<InvitationReissued> {
    return this.service.reissue(actor, { type: 'service_run', runId }, inviteId, body);
  }
}
