import {
  type ActivityEntry,
  type AttachedRequest,
  type Invitation,
  type IssuedInvitation,
  type Publication,
  type Run,
  type RunDetail,
  type RunSummary,
  type Stakeholder,
} from '@service-runs/contracts';

export const bamfield: Run = {
  id: '03030303-0000-4000-8000-000000000001',
  name: 'Septic pump-out, Bamfield west side',
  status: 'scheduled',
  market_mode: 'TARGETED',
  starts_at: '2026-03-12T16:00:00.000Z',
  ends_at: '2026-03-13T00:00:00.000Z',
  time_zone: 'America/Vancouver',
  zone_name: 'Bamfield',
  portal_id: null,
  publishing_state: null,
  invitation_counts: { sent: 1, viewed: 1, claimed: 1, expired: 0, revoked: 0 },
  active_stakeholders: 1,
  service_address: 'Wick Road, second gate',
  internal_notes: null,
  price_estimate_cents: 420000,
  version: 3,
  created_at: '2026-03-01T16:00:00.000Z',
  updated_at: '2026-03-02T16:00:00.000Z',
};

export function run(more: Partial<Run> = {}): Run {
  return { ...bamfield, ...more };
}

export function summary(n: number, more: Partial<RunSummary> = {}): RunSummary {
  return { ...bamfield, id: `run-${n}`, name: `Run ${n}`, ...more };
}

export function detail(more: Partial<Run> = {}, rest: Partial<RunDetail> = {}): RunDetail {
  return { ok: true, run: run(more), attached_requests: [], publications: [], ...rest };
}

export function invitation(email: string, more: Partial<Invitation> = {}): Invitation {
  return {
    id: `invite-${email}`,
    invitee_email: email,
    invitee_name: null,
    invitee_role: null,
    status: 'sent',
    claim_token_expires_at: '2026-04-08T16:30:00.000Z',
    sent_at: '2026-03-08T23:30:00.000Z',
    viewed_at: null,
    claimed_at: null,
    revoked_at: null,
    revoked_reason: null,
    mail_state: null,
    ...more,
  };
}

export function issued(email: string, more: Partial<IssuedInvitation> = {}): IssuedInvitation {
  return {
    id: `invite-${email}`,
    invitee_email: email,
    invitee_name: null,
    invitee_role: null,
    status: 'sent',
    claim_token_expires_at: '2026-04-09T16:30:00.000Z',
    claim_url: `/i/token-of-${email.split('@')[0]}`,
    reissued: false,
    ...more,
  };
}

export function grant(name: string, more: Partial<Stakeholder> = {}): Stakeholder {
  return {
    id: `grant-${name}`,
    individual: {
      id: `person-${name}`,
      display_name: name,
      email_masked: 'j***k@pachena.example',
      email_verified: true,
    },
    stakeholder_role: null,
    status: 'active',
    granted_at: '2026-03-09T03:02:00.000Z',
    revoked_at: null,
    revoked_reason: null,
    invite_id: null,
    ...more,
  };
}

export function activity(action: ActivityEntry['action'], more: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    id: `entry-${action}`,
    action,
    created_at: '2026-03-09T03:02:00.000Z',
    actor_name: 'Dana Whitford',
    subject_name: null,
    reason: null,
    detail: {},
    ...more,
  };
}

export function publication(portal: string, more: Partial<Publication> = {}): Publication {
  return {
    portal_id: portal,
    portal_slug: portal,
    portal_name: `Portal ${portal}`,
    source: 'published',
    published_at: '2026-03-07T22:20:00.000Z',
    unpublished_at: null,
    ...more,
  };
}

export function attached(name: string, more: Partial<AttachedRequest> = {}): AttachedRequest {
  return {
    id: `request-${name}`,
    requester_name: name,
    zone_name: 'Bamfield',
    summary: 'Two tanks',
    attached_at: '2026-03-09T22:20:00.000Z',
    ...more,
  };
}
