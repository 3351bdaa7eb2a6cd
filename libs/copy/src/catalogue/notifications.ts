/** The page that lists notifications. */
export const notifications = {
  'notification.list.title': 'Notifications',
} as const;
