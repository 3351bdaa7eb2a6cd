/** The provider's console: runs, the run, the Notify dialog. */
export const provider = {
  'provider.runs.title': 'My Runs',
  'provider.run.title': 'Service run',

  'provider.run.notify.button': 'Notify stakeholders',
  'provider.notify.modal.title': 'Notify stakeholders',
  'provider.notify.rule.title': 'Private ops notifications',
  'provider.notify.rule.body': 'Notify sends private invitations. Publishing controls what appears on public portals.',
  'provider.notify.invitees.label': 'Email addresses',
  'provider.notify.invitees.help': 'One per line or comma-separated.',
  'provider.notify.name.label': 'Name (optional)',
  'provider.notify.message.label': 'Message (optional)',
  'provider.notify.send': 'Create invitations',
  'provider.notify.created.title': 'Invitation links',
  'provider.notify.copy': 'Copy link',
  'provider.notify.copied': 'Copied',
  'provider.notify.list.title': 'Invitation tracking',
  'provider.notify.status.sent': 'Sent',
  'provider.notify.status.viewed': 'Viewed',
  'provider.notify.status.claimed': 'Claimed',
  'provider.notify.status.expired': 'Expired',
  'provider.notify.status.revoked': 'Revoked',
} as const;
