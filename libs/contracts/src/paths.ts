import type { Id } from './envelope';

/** Paths of the HTTP API, under `/api`. */
export const apiPaths = {
  register: '/api/auth/register',
  login: '/api/auth/login',
  refresh: '/api/auth/refresh',
  logout: '/api/auth/logout',
  me: '/api/auth/me',
  changePassword: '/api/auth/change-password',
  tenants: '/api/tenants',
  providerRuns: '/api/provider/runs',
  providerRunCounts: '/api/provider/runs/counts',
  providerRun: (runId: Id) => `/api/provider/runs/${runId}`,
  runTransition: (runId: Id) => `/api/provider/runs/${runId}/transition`,
  runActivity: (runId: Id) => `/api/provider/runs/${runId}/activity`,
  runStakeholders: (runId: Id) => `/api/provider/runs/${runId}/stakeholders`,
  stakeholderRevoke: (runId: Id, stakeholderId: Id) =>
    `/api/provider/runs/${runId}/stakeholders/${stakeholderId}/revoke`,
  runInvites: (runId: Id) => `/api/provider/runs/${runId}/stakeholder-invites`,
  runInvite: (runId: Id, inviteId: Id) => `/api/provider/runs/${runId}/stakeholder-invites/${inviteId}`,
  inviteRevoke: (runId: Id, inviteId: Id) => `/api/provider/runs/${runId}/stakeholder-invites/${inviteId}/revoke`,
  inviteReissue: (runId: Id, inviteId: Id) => `/api/provider/runs/${runId}/stakeholder-invites/${inviteId}/reissue`,
  publicInvite: (token: string) => `/api/i/${encodeURIComponent(token)}`,
  claim: (token: string) => `/api/i/${encodeURIComponent(token)}/claim`,
  runView: (runId: Id) => `/api/runs/${runId}/view`,
  sharedRuns: '/api/runs',
  notifications: '/api/notifications',
  unreadCount: '/api/notifications/unread-count',
  notificationRead: (id: Id) => `/api/notifications/${id}/read`,
  notificationsReadAll: '/api/notifications/read-all',
} as const;

/** Paths of the web app. The API writes the same ones into notifications and redirects. */
export const appPaths = {
  home: '/app',
  claim: (token: string) => `/i/${token}`,
  providerRuns: '/app/provider/runs',
  providerRun: (runId: Id) => `/app/provider/runs/${runId}`,
  runView: (runId: Id) => `/app/runs/${runId}/view`,
  sharedRuns: '/app/runs',
  notifications: '/app/notifications',
} as const;
