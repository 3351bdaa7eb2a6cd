/** Paths of pages that only the web app knows; those that the API writes too are `appPaths` of the contracts. */
export const webPaths = {
  landing: '/',
  login: '/login',
  register: '/register',
  forgotPassword: '/forgot-password',
  newOrganisation: '/app/organisation/new',
  settings: '/app/settings',
  settingsOrganisation: '/app/settings/organisation',
  settingsMembers: '/app/settings/members',
  settingsKeys: '/app/settings/api-keys',
  settingsProfile: '/app/settings/profile',
  settingsChoices: '/app/settings/notifications',
  settingsPassword: '/app/settings/password',
  unreachable: '/unreachable',
} as const;
