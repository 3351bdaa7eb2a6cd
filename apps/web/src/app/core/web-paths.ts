/** Paths of pages that only the web app knows; those that the API writes too are `appPaths` of the contracts. */
export const webPaths = {
  landing: '/',
  login: '/login',
  register: '/register',
  newOrganisation: '/app/organisation/new',
  unreachable: '/unreachable',
} as const;
