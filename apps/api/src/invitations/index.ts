export { InvitationLinks, type LinkOrigin } from './invitation-links';
export { toPublicInvitation } from './invitation.mapper';
export { PublicInvitationAnswerBody } from './dto/invitation.body';
export { InvitationsModule } from './invitations.module';
