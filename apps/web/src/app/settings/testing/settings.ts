import { type ApiKey, type Invitation, type IssuedInvitation, type Member, type Tenant } from '@service-runs/contracts';
import { dana } from '../../core/testing/fake-session';

export const tenant: Tenant = {
  id: 'aaaaaaaa-1111-4111-8111-111111111111',
  name: 'Barkley Septic & Fuel',
  slug: 'barkley',
  time_zone: 'America/Vancouver',
  contact_phone: '250-555-0142',
  contact_email: null,
};

export const owner: Member = { individual: dana, role: 'owner', joined_at: '2025-10-22T16:00:00.000Z' };

export const wes: Member = {
  individual: {
    id: '22222222-2222-4222-8222-222222222222',
    display_name: 'Wes Thornquist',
    email: 'wes@barkleyseptic.example',
    email_verified: false,
  },
  role: 'staff',
  joined_at: '2025-10-27T16:00:00.000Z',
};

export function invitation(more: Partial<Invitation> = {}): Invitation {
  return {
    id: 'invite-leif',
    invitee_email: 'leif@barkleyseptic.example',
    invitee_name: null,
    invitee_role: 'staff',
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

export function issued(more: Partial<IssuedInvitation> = {}): IssuedInvitation {
  return {
    id: 'invite-leif',
    invitee_email: 'leif@barkleyseptic.example',
    invitee_name: null,
    invitee_role: 'staff',
    status: 'sent',
    claim_token_expires_at: '2026-04-09T16:30:00.000Z',
    claim_url: '/i/token-of-leif',
    reissued: false,
    ...more,
  };
}

export function apiKey(more: Partial<ApiKey> = {}): ApiKey {
  return {
    id: 'key-1',
    name: 'Dispatch board',
    scopes: ['runs:read', 'requests:read'],
    expires_at: null,
    last_used_at: null,
    created_at: '2026-03-08T23:30:00.000Z',
    ...more,
  };
}
