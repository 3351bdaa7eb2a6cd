import { Module } from '@nestjs/common';
import { ClaimsController } from './claims.controller';
import { MemberInvitationsController } from './member-invitations.controller';
import { InvitationLinks } from './invitation-links';
import { InvitationRepository } from './invitation.repository';
import { InvitationsController } from './invitations.controller';
import { InvitationsService } from './invitations.service';

@Module({
  controllers: [InvitationsController, MemberInvitationsController, ClaimsController],
  providers: [InvitationLinks, InvitationRepository, InvitationsService],
  exports: [InvitationLinks],
})
export class InvitationsModule {}
