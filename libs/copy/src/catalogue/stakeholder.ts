/** Runs shared with a person, as that person sees them. */
export const stakeholder = {
  'stakeholder.runs.title': 'Shared runs',
  'stakeholder.run.title': 'Service run',
  'stakeholder.run.access_as': 'You have access to this run as: {role}',
  'stakeholder.run.denied': "You don't have access to this run.",
} as const;
