/** The frame around the pages: top bar, navigation, page titles. */
export const shell = {
  'shell.brand': 'Service Runs',
  'shell.page_title': '{page} · {brand}',
  'shell.skip': 'Skip to the content',
  'shell.menu': 'Menu',
  'shell.menu.close': 'Close menu',
  'shell.nav': 'Main',
  'shell.nav.provider': 'Provider',
  'shell.nav.shared': 'Shared with me',
  'shell.nav.account': 'Account',
  'shell.organisation.switch': '{name}, switch organisation',
  'shell.organisation.switched': 'You now act for {name}.',
  'shell.bell': 'Notifications, {count} unread',
  'shell.bell.none': 'Notifications, none unread',
  'shell.account': '{name}, account',

  'shell.nothing.title': 'Nothing here',
  'shell.nothing.body': 'No page has this address. It may have been mistyped, or what it led to is gone.',
  'shell.nothing.way_on': 'Go to the first page',
  'shell.unreachable.page': 'No connection',
  'shell.unreachable.title': 'Service Runs could not be reached',
  'shell.load_failed.title': 'This page could not be loaded',
} as const;
