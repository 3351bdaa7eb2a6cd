export { InvitationLinks, type LinkOrigin } from './invitation-links';
export { InvitationsModule } from './invitations.module';
