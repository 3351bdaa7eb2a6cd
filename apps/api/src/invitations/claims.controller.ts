import { Controller, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ClaimAnswer, PublicInvitationAnswer } from '@service-runs/contracts';
import type { FastifyRequest } from 'fastify';
import { Person, Public, RateLimited, SignedIn } from '../auth';
import type { SignedInActor } from '../platform/http/request-context';
import { Answers } from '../platform/openapi/answers';
import { MembershipClaimedBody, PublicInvitationAnswerBody, RunClaimedBody } from './dto/invitation.body';
import { InvitationsService } from './invitations.service';

@ApiTags('Invitations, for the invitee')
@Controller('i/:token')
export class ClaimsController {
  constructor(private readonly service: InvitationsService) {}

  @Get()
  @Public()
  @RateLimited('link')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  @Header('x-robots-tag', 'noindex')
  @ApiOperation({
    summary: 'What a link is an invitation to',
    description: 'The first GET marks it as viewed; HEAD and prefetches do not.',
  })
  @Answers(200, PublicInvitationAnswerBody, ['error.invite.invalid_or_expired'])
  open(@Param('token') token: string, @Req() request: FastifyRequest): Promise<PublicInvitationAnswer> {
    return this.service.open(token, isReading(request));
  }

  @Post('claim')
  @HttpCode(200)
  @SignedIn()
  @RateLimited('link')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  @ApiOperation({
    summary: 'Take up an invitation',
    description:
      'Gives access to a run, or membership of an organisation. Of any number of claims exactly one wins; the winner may repeat it.',
  })
  @Answers(
    200,
    [RunClaimedBody, MembershipClaimedBody],
    [
      'error.invite.invalid_or_expired',
      'error.invite.already_claimed',
      'error.invite.email_mismatch',
      'error.invite.email_unverified',
    ],
  )
  claim(@Person() actor: SignedInActor, @Param('token') token: string): Promise<ClaimAnswer> {
    return this.service.claim(actor, token);
  }
}

/** A person looking, and not a program that looks ahead. */
function isReading({ method, headers }: FastifyRequest): boolean {
  const purpose = `${headers['sec-purpose'] ?? ''} ${headers['purpose'] ?? ''} ${headers['x-moz'] ?? ''}`;
  return method === 'GET' && !/prefetch|prerender|preview/i.test(purpose);
}
