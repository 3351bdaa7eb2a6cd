/** Words of the parts that every page is made of. */
export const common = {
  'common.try_again': 'Try again',
  'common.close': 'Close',
  'common.cancel': 'Cancel',
  'common.loading': 'Loading',
  'common.more': 'Show more',
  'common.request_id': 'Number to quote: {id}',
  'common.copy': 'Copy',
  'common.copied': 'Copied',
  'common.copy_failed': 'Your browser did not allow copying. Select the text and copy it by hand.',
  'common.reason': 'Reason (optional)',

  'common.count.capped': '{count}+',

  'common.time.zone': '{place} time',
  'common.time.today': 'Today, {day}',
  'common.time.yesterday': 'Yesterday, {day}',
  'common.time.none': 'No date yet',

  'common.wait.seconds.one': '1 second',
  'common.wait.seconds.other': '{count} seconds',
  'common.wait.minutes.one': '1 minute',
  'common.wait.minutes.other': '{count} minutes',
} as const;
