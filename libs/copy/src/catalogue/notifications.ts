/** The page that lists notifications. */
export const notifications = {
  'notification.list.title': 'Notifications',
  'notification.list.read_all': 'Mark all read',
  'notification.list.read_all.busy': 'Marking all read',
  'notification.list.read_all.done': 'All notifications are marked read.',
  'notification.list.show': 'Show',
  'notification.list.all': 'All',
  'notification.list.unread': 'Unread',
  'notification.list.loading': 'Loading notifications',
  'notification.list.failed': 'The notifications could not be fetched',
  'notification.list.more': 'Show older',
  'notification.list.more.busy': 'Fetching older ones',
  'notification.list.more.failed': 'Older notifications could not be fetched',
  'notification.list.end': 'That is all. New ones appear at the top as they happen.',
  'notification.list.earlier': 'Earlier',
  'notification.list.empty.title': 'No notifications yet',
  'notification.list.empty.body':
    'When somebody invites you, or takes up an invitation of yours, it says so here and on the bell above.',
  'notification.list.none_unread.title': 'Nothing unread',
  'notification.list.none_unread.body': 'You have seen everything. What comes next appears here by itself.',
  'notification.list.show_all': 'Show all notifications',
  'notification.item.unread': '(unread)',
  'notification.item.read': 'Mark read',
  'notification.item.read.of': 'Mark read: {title}',
  'notification.item.link_gone':
    'Its link was replaced, withdrawn or ran out. A newer invitation comes as a new notification.',
} as const;
