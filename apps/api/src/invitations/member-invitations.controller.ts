import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type {
  InvitationAnswer,
  InvitationPage,
  InvitationReissued,
  IssuedInvitation,
  MemberInvited,
} from '@service-runs/contracts';
import { OwnerAccess, RateLimited, TenantActor } from '../auth';
import { IdempotencyKeyHeader, Repeatable, type RepeatableCall } from '../platform/http/idempotency';
import { IdParam } from '../platform/http/id-pipe';
import type { Actor } from '../platform/http/request-context';
import { Answers } from '../platform/openapi/answers';
import { InvitationAnswerBody, InvitationPageBody, InvitationReissuedBody } from './dto/invitation.body';
import { InvitationsQuery, InviteMemberBody, ReissueBody, RevokeBody } from './dto/invitation.input';
import { InvitationsService } from './invitations.service';

const InviteId = () => IdParam('id', 'error.invite.not_found');

/** Colleagues are invited through the same engine as stakeholders; claiming makes a member, and never a grant. */
@ApiTags('Members')
@Controller('tenant/member-invites')
export class MemberInvitationsController {
  constructor(private readonly service: InvitationsService) {}

  @Post()
  @OwnerAccess()
  @RateLimited('invitation-mail')
  @IdempotencyKeyHeader
  @ApiOperation({
    summary: 'Invite a colleague',
    description: 'The link is answered this once. It is taken up by an account whose address is verified.',
  })
  @Answers(201, InvitationReissuedBody)
  async create(
    @TenantActor() actor: Actor,
    @Body() { email, role, send_mail }: InviteMemberBody,
    @Repeatable() call: RepeatableCall | null,
  ): Promise<MemberInvited> {
    const { invitations } = await this.service.create(
      actor,
      { type: 'tenant' },
      { invitees: [{ email, role }], send_mail },
      call,
    );
    return { ok: true, invitation: invitations[0] as IssuedInvitation };
  }

  @Get()
  @OwnerAccess()
  @ApiOperation({ summary: 'The invitations of colleagues, newest first; without any link' })
  @Answers(200, InvitationPageBody)
  list(@TenantActor() actor: Actor, @Query() query: InvitationsQuery): Promise<InvitationPage> {
    return this.service.listMembers(actor, query);
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @OwnerAccess()
  @ApiOperation({
    summary: 'End an invitation that nobody has taken up',
    description: 'A member is removed as a member. A second time changes nothing.',
  })
  @Answers(200, InvitationAnswerBody, ['error.invite.not_found', 'error.invite.already_claimed'])
  revoke(@TenantActor() actor: Actor, @InviteId() id: string, @Body() body: RevokeBody): Promise<InvitationAnswer> {
    return this.service.revokeMember(actor, id, body);
  }

  @Post(':id/reissue')
  @HttpCode(200)
  @OwnerAccess()
  @RateLimited('invitation-mail')
  @ApiOperation({ summary: 'A new link for an invitation that is not claimed or revoked; the old link dies' })
  @Answers(200, InvitationReissuedBody, ['error.invite.not_found', 'error.invite.not_reissuable'])
  reissue(@TenantActor() actor: Actor, @InviteId() id: string, @Body() body: ReissueBody): Promise<InvitationReissued> {
    return this.service.reissue(actor, { type: 'tenant' }, id, body);
  }
}
