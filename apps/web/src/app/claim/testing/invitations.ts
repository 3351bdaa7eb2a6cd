import { type Individual, type PublicInvitationAnswer, type PublicRun, type RunClaimed } from '@service-runs/contracts';

export const token = 'ab'.repeat(32);

export const marie: Individual = {
  id: '33333333-3333-4333-8333-333333333333',
  email: 'marie@eastbamfield.example',
  display_name: 'Marie Lachance',
  email_verified: false,
};
export const lorne: Individual = {
  id: '44444444-4444-4444-8444-444444444444',
  email: 'lorne@sedgwick.example',
  display_name: 'Lorne Sedgwick',
  email_verified: true,
};

export const run: PublicRun = {
  id: '22222222-2222-4222-8222-222222222222',
  name: 'Septic pump-out, Bamfield west side',
  starts_at: '2026-03-12T16:00:00.000Z',
  ends_at: '2026-03-13T00:00:00.000Z',
  time_zone: 'America/Vancouver',
  zone_name: 'Bamfield',
  market_mode: 'TARGETED',
  status: 'scheduled',
};

export const opened: PublicInvitationAnswer = {
  ok: true,
  invitation: {
    status: 'viewed',
    context_type: 'service_run',
    invitee_name: 'Marie',
    invitee_email_masked: 'm***e@eastbamfield.example',
    expires_at: '2026-04-09T18:00:00.000Z',
    message: 'We need the lane clear from 08:30.',
  },
  run,
  provider: { name: 'Barkley Septic & Fuel', contact_phone: '250-555-0142', contact_email: null },
  copy: {
    title: "You've been invited to view a service run",
    disclaimer: 'This link provides read-only access.',
  },
};

/** The same link once somebody has claimed it: it tells nothing of the run any more. */
export const alreadyClaimed: PublicInvitationAnswer = {
  ...opened,
  invitation: { ...opened.invitation, status: 'claimed' },
  run: undefined,
};

/** An invitation to join an organisation. */
export const toJoin: PublicInvitationAnswer = {
  ...opened,
  invitation: { ...opened.invitation, context_type: 'tenant' },
  run: undefined,
};

export const claimed: RunClaimed = {
  ok: true,
  run_id: run.id,
  access: { type: 'stakeholder', stakeholder_role: 'Property owner', granted_at: '2026-03-09T18:00:00.000Z' },
  redirect: `/app/runs/${run.id}/view`,
};
