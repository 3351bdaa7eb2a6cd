/** Nouns, and the closed sets of words that stand on many pages. */
export const label = {
  'label.noun.run': 'service run',
  'label.noun.runs': 'service runs',
  'label.noun.provider': 'provider',

  'label.run.status': 'Status',
  'label.run.status.draft': 'Draft',
  'label.run.status.scheduled': 'Scheduled',
  'label.run.status.in_progress': 'In progress',
  'label.run.status.completed': 'Completed',
  'label.run.status.cancelled': 'Cancelled',

  'label.market_mode.PRIVATE': 'Private',
  'label.market_mode.TARGETED': 'Targeted',
  'label.market_mode.OPEN': 'Open',
  'label.market_mode.PRIVATE.means': 'never on a portal',
  'label.market_mode.TARGETED.means': 'only on portals linked to the {noun.provider}',
  'label.market_mode.OPEN.means': 'on any portal',

  'label.publishing.never': 'Not published',
  'label.publishing.published': 'Published',
  'label.publishing.unpublished': 'Unpublished',

  'provider.notify.copy': 'Copy link',
  'provider.notify.copied': 'Copied',
  'provider.notify.status.sent': 'Sent',
  'provider.notify.status.viewed': 'Viewed',
  'provider.notify.status.claimed': 'Claimed',
  'provider.notify.status.expired': 'Expired',
  'provider.notify.status.revoked': 'Revoked',
} as const;
