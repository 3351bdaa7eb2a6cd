import { service } from '@service-runs/copy';

/**
 * The last three arguments of whatever proves an address: invitations that have waited for it are told then. A title, and a body by
 * what one is invited to.
 */
export const PROOF_TEXTS = [
  service('notification.invited.title'),
  service('notification.invited.body'),
  service('notification.invited_member.body'),
] as const;
