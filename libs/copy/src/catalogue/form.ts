/** What the console's forms have in common. */
export const form = {
  'form.leave.title': 'Leave without saving?',
  'form.leave.body': 'What you typed here is lost. Nothing of it has been saved.',
  'form.leave.act': 'Leave',
  'form.leave.keep': 'Keep editing',
  'form.field.refused': '{field} {why}.',
  'form.time_zone.other': 'Other',
} as const;
