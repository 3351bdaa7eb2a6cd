// A door of its own (`@service-runs/copy/invite-many`): only the page that invites many people says this.
export { inviteMany as inviteManyTexts } from './catalogue/invite-many';
