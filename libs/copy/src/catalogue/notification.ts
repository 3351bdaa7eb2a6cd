/** The texts of notifications, which the API writes into them. The page that lists them has its own, in `notifications.ts`. */
export const notification = {
  'notification.invited.title': 'Invitation',
  'notification.invited.body': "You've been invited to view a {noun.run}",
  'notification.invited_member.body': "You've been invited to join an organisation",
  'notification.claimed.title': 'Access granted',
  'notification.claimed.body': 'You now have access to "{run}"',
  'notification.invite_claimed.title': 'Invitation claimed',
  'notification.invite_claimed.body': '{person} now has access to "{run}"',
  'notification.request.title': 'Request arrived',
  'notification.request.body': 'Somebody asks for a reservation on "{run}"',
  'notification.revoked.title': 'Access ended',
  'notification.revoked.body': 'Your access to "{run}" has ended.',
} as const;
