/**
 * The provider's console: runs, the run, the Notify dialog. Its badges and its *Copy link* are parts that other pages
 * show too, so their words stand in `label.ts`.
 */
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
  'provider.notify.list.title': 'Invitation tracking',
} as const;
