// Written by `npm run client` from the OpenAPI document. Not to be changed by hand.

import type { Call } from '../call';
import type * as types from './types.gen';

export interface Operations {
  auth: {
    /**
     * Make an account and sign in
     *
     * The refresh token comes as a cookie.
     *
     * **Who may call it:** Anyone.
     */
    register: Call<types.AuthRegisterData, types.AuthRegisterResponses, types.AuthRegisterErrors>;
    /**
     * Sign in
     *
     * The refresh token comes as a cookie.
     *
     * **Who may call it:** Anyone.
     */
    login: Call<types.AuthLoginData, types.AuthLoginResponses, types.AuthLoginErrors>;
    /**
     * A new access token for the refresh cookie, which is changed too
     *
     * **Who may call it:** Anyone.
     */
    refresh: Call<types.AuthRefreshData, types.AuthRefreshResponses, types.AuthRefreshErrors>;
    /**
     * End the session of the refresh cookie or of the access token, with all its tokens
     *
     * **Who may call it:** Anyone; the access token or the refresh cookie says whose session it is.
     */
    logout: Call<types.AuthLogoutData, types.AuthLogoutResponses, types.AuthLogoutErrors>;
    /**
     * Who is signed in, and the organisations that they belong to
     *
     * **Who may call it:** Anyone who is signed in.
     */
    me: Call<types.AuthMeData, types.AuthMeResponses, types.AuthMeErrors>;
    /**
     * Change the name that others see
     *
     * **Who may call it:** Anyone who is signed in.
     */
    updateMe: Call<types.AuthUpdateMeData, types.AuthUpdateMeResponses, types.AuthUpdateMeErrors>;
    /**
     * Change the password; every other session ends
     *
     * **Who may call it:** Anyone who is signed in.
     */
    changePassword: Call<
      types.AuthChangePasswordData,
      types.AuthChangePasswordResponses,
      types.AuthChangePasswordErrors
    >;
    /**
     * Mail once more the link that proves the address
     *
     * Nothing happens where it is proven already, or where this site sends no mail.
     *
     * **Who may call it:** Anyone who is signed in.
     */
    resendVerification: Call<
      types.AuthResendVerificationData,
      types.AuthResendVerificationResponses,
      types.AuthResendVerificationErrors
    >;
    /**
     * Prove the address of the account that is signed in, by the token of the link that was mailed to it
     *
     * Invitations that have waited for the address are notified. A second time changes nothing.
     *
     * **Who may call it:** Anyone who is signed in.
     */
    verifyEmail: Call<types.AuthVerifyEmailData, types.AuthVerifyEmailResponses, types.AuthVerifyEmailErrors>;
    /**
     * Mail a link to set a new password with
     *
     * Answered alike, in words and time, whether or not there is such an account.
     *
     * **Who may call it:** Anyone.
     */
    forgotPassword: Call<
      types.AuthForgotPasswordData,
      types.AuthForgotPasswordResponses,
      types.AuthForgotPasswordErrors
    >;
    /**
     * Set a password by the token of a one-time link
     *
     * Every session of the person ends. The link has come by a way that proves the address, which counts as proven.
     *
     * **Who may call it:** Anyone.
     */
    resetPassword: Call<types.AuthResetPasswordData, types.AuthResetPasswordResponses, types.AuthResetPasswordErrors>;
  };
  health: {
    /**
     * The process answers
     *
     * **Who may call it:** Anyone.
     */
    live: Call<types.HealthLiveData, types.HealthLiveResponses, types.HealthLiveErrors>;
    /**
     * The database is reachable and migrated
     *
     * **Who may call it:** Anyone.
     */
    ready: Call<types.HealthReadyData, types.HealthReadyResponses, types.HealthReadyErrors>;
  };
  tenants: {
    /**
     * Make an organisation; the caller becomes its owner
     *
     * **Who may call it:** Anyone who is signed in.
     */
    create: Call<types.TenantsCreateData, types.TenantsCreateResponses, types.TenantsCreateErrors>;
  };
  tenant: {
    /**
     * The organisation: name, time zone, and the contact that invitees see
     *
     * **Who may call it:** Members of the organisation in person; no API key.
     */
    get: Call<types.TenantGetData, types.TenantGetResponses, types.TenantGetErrors>;
    /**
     * Change what is given; the rest stays
     *
     * **Who may call it:** Owners of the organisation in person; no API key.
     */
    update: Call<types.TenantUpdateData, types.TenantUpdateResponses, types.TenantUpdateErrors>;
    /**
     * Who belongs to the organisation
     *
     * **Who may call it:** Members of the organisation in person; no API key.
     */
    members: Call<types.TenantMembersData, types.TenantMembersResponses, types.TenantMembersErrors>;
    /**
     * Change a member's role
     *
     * **Who may call it:** Owners of the organisation in person; no API key.
     */
    changeRole: Call<types.TenantChangeRoleData, types.TenantChangeRoleResponses, types.TenantChangeRoleErrors>;
    /**
     * Take a member out, with the API keys that they made
     *
     * Out on the next request.
     *
     * **Who may call it:** Owners of the organisation in person; no API key.
     */
    removeMember: Call<types.TenantRemoveMemberData, types.TenantRemoveMemberResponses, types.TenantRemoveMemberErrors>;
    /**
     * The keys, without their secrets
     *
     * **Who may call it:** Owners of the organisation in person; no API key.
     */
    apiKeys: Call<types.TenantApiKeysData, types.TenantApiKeysResponses, types.TenantApiKeysErrors>;
    /**
     * Make a key
     *
     * It is shown this once; a repeated call shows it again, while it is there. It stops when its maker is no longer a member.
     *
     * **Who may call it:** Owners of the organisation in person; no API key.
     */
    createApiKey: Call<types.TenantCreateApiKeyData, types.TenantCreateApiKeyResponses, types.TenantCreateApiKeyErrors>;
    /**
     * Delete a key, with effect on the next request
     *
     * **Who may call it:** Owners of the organisation in person; no API key.
     */
    deleteApiKey: Call<types.TenantDeleteApiKeyData, types.TenantDeleteApiKeyResponses, types.TenantDeleteApiKeyErrors>;
    /**
     * Who had access to a run, when, given and ended by whom and why
     *
     * As CSV with `format=csv`.
     *
     * **Who may call it:** Owners of the organisation in person; no API key.
     */
    receipt: Call<
      types.TenantReceiptData,
      { [Status in keyof types.TenantReceiptResponses]: types.TenantReceiptResponses[Status] | string },
      types.TenantReceiptErrors
    >;
  };
  runs: {
    /**
     * The runs, latest start first, those without a date before them
     *
     * `q` matches a part of the name or the zone, whatever its case.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `runs:read`.
     */
    list: Call<types.RunsListData, types.RunsListResponses, types.RunsListErrors>;
    /**
     * Make a run, as a draft
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `runs:write`.
     */
    create: Call<types.RunsCreateData, types.RunsCreateResponses, types.RunsCreateErrors>;
    /**
     * How many runs there are in each status, each counted up to a cap
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `runs:read`.
     */
    counts: Call<types.RunsCountsData, types.RunsCountsResponses, types.RunsCountsErrors>;
    /**
     * One run, with its publications and attached requests
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `runs:read`.
     */
    get: Call<types.RunsGetData, types.RunsGetResponses, types.RunsGetErrors>;
    /**
     * Change what is given; the rest stays
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `runs:write`.
     */
    update: Call<types.RunsUpdateData, types.RunsUpdateResponses, types.RunsUpdateErrors>;
    /**
     * Move a run on
     *
     * draft to scheduled to in_progress to completed; cancelled from any of the first three.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `runs:write`.
     */
    transition: Call<types.RunsTransitionData, types.RunsTransitionResponses, types.RunsTransitionErrors>;
    /**
     * What happened to the run, newest first
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `runs:read`.
     */
    activity: Call<types.RunsActivityData, types.RunsActivityResponses, types.RunsActivityErrors>;
  };
  invitations: {
    /**
     * Invite up to 50 people to see a run; all of them or none
     *
     * An address with an open invitation to the run gets that one again, with a new link; the old link is dead. A link is answered this once. With `send_mail` each gets another link by mail too, which proves the address when it is claimed by. Publishes nothing.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `invitations:write`.
     */
    create: Call<types.InvitationsCreateData, types.InvitationsCreateResponses, types.InvitationsCreateErrors>;
    /**
     * The invitations to a run, newest first; without any link
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `invitations:read`.
     */
    list: Call<types.InvitationsListData, types.InvitationsListResponses, types.InvitationsListErrors>;
    /**
     * What inviting up to 1000 addresses would do with each of them
     *
     * A reading: nobody is invited, nothing is marked as viewed, and of accounts without access nothing is told.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `invitations:read`.
     */
    preview: Call<types.InvitationsPreviewData, types.InvitationsPreviewResponses, types.InvitationsPreviewErrors>;
    /**
     * One invitation; without its link
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `invitations:read`.
     */
    get: Call<types.InvitationsGetData, types.InvitationsGetResponses, types.InvitationsGetErrors>;
    /**
     * End an invitation, and the access that came of it, at once
     *
     * A second time changes nothing.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `invitations:write`.
     */
    revoke: Call<types.InvitationsRevokeData, types.InvitationsRevokeResponses, types.InvitationsRevokeErrors>;
    /**
     * A new link for an invitation that is not claimed or revoked; the old link dies
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `invitations:write`.
     */
    reissue: Call<types.InvitationsReissueData, types.InvitationsReissueResponses, types.InvitationsReissueErrors>;
  };
  memberInvitations: {
    /**
     * Invite a colleague
     *
     * The link is answered this once. It is taken up by an account whose address is verified.
     *
     * **Who may call it:** Owners of the organisation in person; no API key.
     */
    create: Call<
      types.MemberInvitationsCreateData,
      types.MemberInvitationsCreateResponses,
      types.MemberInvitationsCreateErrors
    >;
    /**
     * The invitations of colleagues, newest first; without any link
     *
     * **Who may call it:** Owners of the organisation in person; no API key.
     */
    list: Call<
      types.MemberInvitationsListData,
      types.MemberInvitationsListResponses,
      types.MemberInvitationsListErrors
    >;
    /**
     * End an invitation that nobody has taken up
     *
     * A member is removed as a member. A second time changes nothing.
     *
     * **Who may call it:** Owners of the organisation in person; no API key.
     */
    revoke: Call<
      types.MemberInvitationsRevokeData,
      types.MemberInvitationsRevokeResponses,
      types.MemberInvitationsRevokeErrors
    >;
    /**
     * A new link for an invitation that is not claimed or revoked; the old link dies
     *
     * **Who may call it:** Owners of the organisation in person; no API key.
     */
    reissue: Call<
      types.MemberInvitationsReissueData,
      types.MemberInvitationsReissueResponses,
      types.MemberInvitationsReissueErrors
    >;
  };
  claims: {
    /**
     * What a link is an invitation to
     *
     * The first GET marks it as viewed; HEAD and prefetches do not.
     *
     * **Who may call it:** Anyone.
     */
    open: Call<types.ClaimsOpenData, types.ClaimsOpenResponses, types.ClaimsOpenErrors>;
    /**
     * Take up an invitation
     *
     * Gives access to a run, or membership of an organisation. Of any number of claims exactly one wins; the winner may repeat it.
     *
     * **Who may call it:** Anyone who is signed in.
     */
    claim: Call<types.ClaimsClaimData, types.ClaimsClaimResponses, types.ClaimsClaimErrors>;
  };
  runStakeholders: {
    /**
     * Who has, or had, access to the run; the last to be granted first
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `invitations:read`.
     */
    list: Call<types.RunStakeholdersListData, types.RunStakeholdersListResponses, types.RunStakeholdersListErrors>;
    /**
     * End one person's access, and the invitation that it came from
     *
     * A second time changes nothing.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `invitations:write`.
     */
    revoke: Call<
      types.RunStakeholdersRevokeData,
      types.RunStakeholdersRevokeResponses,
      types.RunStakeholdersRevokeErrors
    >;
  };
  preview: {
    /**
     * Exactly what an invitee and a stakeholder are shown of the run
     *
     * Made by the code that answers them.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `runs:read`.
     */
    show: Call<types.PreviewShowData, types.PreviewShowResponses, types.PreviewShowErrors>;
  };
  sharedRuns: {
    /**
     * The runs shared with the caller, the last to be granted first
     *
     * **Who may call it:** Anyone who is signed in.
     */
    list: Call<types.SharedRunsListData, types.SharedRunsListResponses, types.SharedRunsListErrors>;
    /**
     * One run, read-only
     *
     * For whoever has an active grant to it, and for members of its organisation.
     *
     * **Who may call it:** Whoever has an active grant to the run, and members of its organisation.
     */
    view: Call<types.SharedRunsViewData, types.SharedRunsViewResponses, types.SharedRunsViewErrors>;
  };
  notifications: {
    /**
     * The caller's notifications, newest first
     *
     * **Who may call it:** Anyone who is signed in.
     */
    list: Call<types.NotificationsListData, types.NotificationsListResponses, types.NotificationsListErrors>;
    /**
     * How many are unread
     *
     * **Who may call it:** Anyone who is signed in.
     */
    unreadCount: Call<
      types.NotificationsUnreadCountData,
      types.NotificationsUnreadCountResponses,
      types.NotificationsUnreadCountErrors
    >;
    /**
     * Which notifications come by mail too
     *
     * **Who may call it:** Anyone who is signed in.
     */
    choices: Call<
      types.NotificationsChoicesData,
      types.NotificationsChoicesResponses,
      types.NotificationsChoicesErrors
    >;
    /**
     * Choose which notifications come by mail too
     *
     * What is not named stays as it is. Mail about signing in is no choice.
     *
     * **Who may call it:** Anyone who is signed in.
     */
    choose: Call<types.NotificationsChooseData, types.NotificationsChooseResponses, types.NotificationsChooseErrors>;
    /**
     * What is new, as it happens (Server-Sent Events)
     *
     * Begins with `ready`, or with `reset` where the place in `Last-Event-ID` is not known; `reset` also comes where news is held up for a moment: read the list anew then. `notification` holds one as the list shows it, `run` the `run_id` of a run that looks different now and that the caller may see. Ends with the session. Lines that begin with a colon only keep the connection.
     *
     * **Who may call it:** Anyone who is signed in.
     */
    stream: Call<
      types.NotificationsStreamData,
      { [Status in keyof types.NotificationsStreamResponses]: types.NotificationsStreamResponses[Status] | string },
      types.NotificationsStreamErrors
    >;
    /**
     * Mark all as read
     *
     * **Who may call it:** Anyone who is signed in.
     */
    readAll: Call<
      types.NotificationsReadAllData,
      types.NotificationsReadAllResponses,
      types.NotificationsReadAllErrors
    >;
    /**
     * Mark one as read; a second time changes nothing
     *
     * **Who may call it:** Anyone who is signed in.
     */
    read: Call<types.NotificationsReadData, types.NotificationsReadResponses, types.NotificationsReadErrors>;
  };
  publishing: {
    /**
     * The portals that a run can be published on
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `runs:read`.
     */
    portals: Call<types.PublishingPortalsData, types.PublishingPortalsResponses, types.PublishingPortalsErrors>;
    /**
     * Put a run on portals
     *
     * PRIVATE on none, TARGETED on linked ones, OPEN on any; all of them or none. Sends no invitation.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `runs:write`.
     */
    publish: Call<types.PublishingPublishData, types.PublishingPublishResponses, types.PublishingPublishErrors>;
    /**
     * Take a run off portals
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `runs:write`.
     */
    unpublish: Call<types.PublishingUnpublishData, types.PublishingUnpublishResponses, types.PublishingUnpublishErrors>;
  };
  portals: {
    /**
     * A portal
     *
     * **Who may call it:** Anyone.
     */
    show: Call<types.PortalsShowData, types.PortalsShowResponses, types.PortalsShowErrors>;
    /**
     * What is published there and scheduled or in progress, the next to begin first
     *
     * **Who may call it:** Anyone.
     */
    runs: Call<types.PortalsRunsData, types.PortalsRunsResponses, types.PortalsRunsErrors>;
    /**
     * One run that is published there
     *
     * **Who may call it:** Anyone.
     */
    run: Call<types.PortalsRunData, types.PortalsRunResponses, types.PortalsRunErrors>;
  };
  requests: {
    /**
     * The inbox, newest first
     *
     * `q` matches a part of name, address, zone or summary.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `requests:read`.
     */
    list: Call<types.RequestsListData, types.RequestsListResponses, types.RequestsListErrors>;
    /**
     * How many requests there are in each status, each counted up to a cap
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `requests:read`.
     */
    counts: Call<types.RequestsCountsData, types.RequestsCountsResponses, types.RequestsCountsErrors>;
    /**
     * Accept a new request
     *
     * A second time changes nothing.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `requests:write`.
     */
    accept: Call<types.RequestsAcceptData, types.RequestsAcceptResponses, types.RequestsAcceptErrors>;
    /**
     * Decline a new request
     *
     * A second time changes nothing.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `requests:write`.
     */
    decline: Call<types.RequestsDeclineData, types.RequestsDeclineResponses, types.RequestsDeclineErrors>;
    /**
     * Attach accepted requests to a run; all of them or none
     *
     * A request is attached to one run at a time.
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `requests:write`.
     */
    attach: Call<types.RequestsAttachData, types.RequestsAttachResponses, types.RequestsAttachErrors>;
    /**
     * Detach requests from a run
     *
     * **Who may call it:** Members of the organisation, and its API keys with the scope `requests:write`.
     */
    detach: Call<types.RequestsDetachData, types.RequestsDetachResponses, types.RequestsDetachErrors>;
  };
  portalRequests: {
    /**
     * Ask for a reservation on a run that is published here
     *
     * The same form sent twice is one request.
     *
     * **Who may call it:** Anyone.
     */
    submit: Call<types.PortalRequestsSubmitData, types.PortalRequestsSubmitResponses, types.PortalRequestsSubmitErrors>;
  };
  unsubscribe: {
    /**
     * What the link at the foot of a mail would end
     *
     * A reading: whoever opens links to look at them ends nothing.
     *
     * **Who may call it:** Anyone.
     */
    show: Call<types.UnsubscribeShowData, types.UnsubscribeShowResponses, types.UnsubscribeShowErrors>;
    /**
     * End it, or with `{"subscribed": true}` take that back
     *
     * Mail programs send a form here by themselves (RFC 8058). A second time changes nothing.
     *
     * **Who may call it:** Anyone.
     */
    change: Call<types.UnsubscribeChangeData, types.UnsubscribeChangeResponses, types.UnsubscribeChangeErrors>;
  };
}

export const OPERATIONS = {
  auth: {
    register: { method: 'POST', path: '/api/auth/register' },
    login: { method: 'POST', path: '/api/auth/login' },
    refresh: { method: 'POST', path: '/api/auth/refresh' },
    logout: { method: 'POST', path: '/api/auth/logout', token: true },
    me: { method: 'GET', path: '/api/auth/me', token: true },
    updateMe: { method: 'PATCH', path: '/api/auth/me', token: true },
    changePassword: { method: 'POST', path: '/api/auth/change-password', token: true },
    resendVerification: { method: 'POST', path: '/api/auth/resend-verification', token: true },
    verifyEmail: { method: 'POST', path: '/api/auth/verify-email', token: true },
    forgotPassword: { method: 'POST', path: '/api/auth/forgot-password' },
    resetPassword: { method: 'POST', path: '/api/auth/reset-password' },
  },
  health: {
    live: { method: 'GET', path: '/api/health/live' },
    ready: { method: 'GET', path: '/api/health/ready' },
  },
  tenants: {
    create: { method: 'POST', path: '/api/tenants', token: true },
  },
  tenant: {
    get: { method: 'GET', path: '/api/tenant', token: true, tenant: true },
    update: { method: 'PATCH', path: '/api/tenant', token: true, tenant: true },
    members: { method: 'GET', path: '/api/tenant/members', token: true, tenant: true },
    changeRole: { method: 'PATCH', path: '/api/tenant/members/{individualId}', token: true, tenant: true },
    removeMember: { method: 'DELETE', path: '/api/tenant/members/{individualId}', token: true, tenant: true },
    apiKeys: { method: 'GET', path: '/api/tenant/api-keys', token: true, tenant: true },
    createApiKey: { method: 'POST', path: '/api/tenant/api-keys', token: true, tenant: true },
    deleteApiKey: { method: 'DELETE', path: '/api/tenant/api-keys/{id}', token: true, tenant: true },
    receipt: { method: 'GET', path: '/api/tenant/runs/{id}/access-receipt', token: true, tenant: true },
  },
  runs: {
    list: { method: 'GET', path: '/api/provider/runs', token: true, tenant: true },
    create: { method: 'POST', path: '/api/provider/runs', token: true, tenant: true },
    counts: { method: 'GET', path: '/api/provider/runs/counts', token: true, tenant: true },
    get: { method: 'GET', path: '/api/provider/runs/{id}', token: true, tenant: true },
    update: { method: 'PATCH', path: '/api/provider/runs/{id}', token: true, tenant: true },
    transition: { method: 'POST', path: '/api/provider/runs/{id}/transition', token: true, tenant: true },
    activity: { method: 'GET', path: '/api/provider/runs/{id}/activity', token: true, tenant: true },
  },
  invitations: {
    create: { method: 'POST', path: '/api/provider/runs/{id}/stakeholder-invites', token: true, tenant: true },
    list: { method: 'GET', path: '/api/provider/runs/{id}/stakeholder-invites', token: true, tenant: true },
    preview: { method: 'POST', path: '/api/provider/runs/{id}/stakeholder-invites/preview', token: true, tenant: true },
    get: { method: 'GET', path: '/api/provider/runs/{id}/stakeholder-invites/{inviteId}', token: true, tenant: true },
    revoke: {
      method: 'POST',
      path: '/api/provider/runs/{id}/stakeholder-invites/{inviteId}/revoke',
      token: true,
      tenant: true,
    },
    reissue: {
      method: 'POST',
      path: '/api/provider/runs/{id}/stakeholder-invites/{inviteId}/reissue',
      token: true,
      tenant: true,
    },
  },
  memberInvitations: {
    create: { method: 'POST', path: '/api/tenant/member-invites', token: true, tenant: true },
    list: { method: 'GET', path: '/api/tenant/member-invites', token: true, tenant: true },
    revoke: { method: 'POST', path: '/api/tenant/member-invites/{id}/revoke', token: true, tenant: true },
    reissue: { method: 'POST', path: '/api/tenant/member-invites/{id}/reissue', token: true, tenant: true },
  },
  claims: {
    open: { method: 'GET', path: '/api/i/{token}' },
    claim: { method: 'POST', path: '/api/i/{token}/claim', token: true },
  },
  runStakeholders: {
    list: { method: 'GET', path: '/api/provider/runs/{id}/stakeholders', token: true, tenant: true },
    revoke: {
      method: 'POST',
      path: '/api/provider/runs/{id}/stakeholders/{stakeholderId}/revoke',
      token: true,
      tenant: true,
    },
  },
  preview: {
    show: { method: 'GET', path: '/api/provider/runs/{id}/stakeholder-preview', token: true, tenant: true },
  },
  sharedRuns: {
    list: { method: 'GET', path: '/api/runs', token: true },
    view: { method: 'GET', path: '/api/runs/{id}/view', token: true },
  },
  notifications: {
    list: { method: 'GET', path: '/api/notifications', token: true },
    unreadCount: { method: 'GET', path: '/api/notifications/unread-count', token: true },
    choices: { method: 'GET', path: '/api/notifications/choices', token: true },
    choose: { method: 'PATCH', path: '/api/notifications/choices', token: true },
    stream: { method: 'GET', path: '/api/notifications/stream', token: true },
    readAll: { method: 'POST', path: '/api/notifications/read-all', token: true },
    read: { method: 'POST', path: '/api/notifications/{id}/read', token: true },
  },
  publishing: {
    portals: { method: 'GET', path: '/api/provider/portals', token: true, tenant: true },
    publish: { method: 'POST', path: '/api/provider/runs/{id}/publish', token: true, tenant: true },
    unpublish: { method: 'POST', path: '/api/provider/runs/{id}/unpublish', token: true, tenant: true },
  },
  portals: {
    show: { method: 'GET', path: '/api/portals/{slug}' },
    runs: { method: 'GET', path: '/api/portals/{slug}/runs' },
    run: { method: 'GET', path: '/api/portals/{slug}/runs/{id}' },
  },
  requests: {
    list: { method: 'GET', path: '/api/provider/requests', token: true, tenant: true },
    counts: { method: 'GET', path: '/api/provider/requests/counts', token: true, tenant: true },
    accept: { method: 'POST', path: '/api/provider/requests/{id}/accept', token: true, tenant: true },
    decline: { method: 'POST', path: '/api/provider/requests/{id}/decline', token: true, tenant: true },
    attach: { method: 'POST', path: '/api/provider/runs/{id}/attach-requests', token: true, tenant: true },
    detach: { method: 'POST', path: '/api/provider/runs/{id}/detach-requests', token: true, tenant: true },
  },
  portalRequests: {
    submit: { method: 'POST', path: '/api/portals/{slug}/requests' },
  },
  unsubscribe: {
    show: { method: 'GET', path: '/api/unsubscribe/{token}' },
    change: { method: 'POST', path: '/api/unsubscribe/{token}' },
  },
} as const;
