/** Setting up an organisation. */
export const organisation = {
  'auth.organisation.page': 'Set up your organisation',
  'auth.organisation.why':
    'Runs belong to an organisation: the name that people see when you invite them. A name is all it takes.',
  'auth.organisation.name': 'Organisation name',
  'auth.organisation.name.missing': 'Enter the name your customers know.',
  'auth.organisation.name.refused': 'This name {why}.',
  'auth.organisation.phone.refused': 'This number {why}.',
  'auth.organisation.phone': 'Phone (optional)',
  'auth.organisation.phone.help': 'Shown to the people you invite, so that they know whom to call.',
  'auth.organisation.zone': 'Time zone',
  'auth.organisation.zone.help': 'New runs start in this zone; each run can have its own.',
  'auth.organisation.create': 'Create organisation',
  'auth.organisation.create.busy': 'Creating organisation',
  'auth.organisation.invited': 'Only here to view runs that others share with you?',
} as const;
