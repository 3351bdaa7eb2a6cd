import { type SharedRun } from '@service-runs/contracts';

export const shared: SharedRun = {
  id: '22222222-2222-4222-8222-222222222222',
  name: 'Septic pump-out, Bamfield west side',
  market_mode: 'TARGETED',
  status: 'scheduled',
  scheduled_date: '2026-03-12',
  scheduled_time: '09:00',
  scheduled_end_date: '2026-03-12',
  scheduled_end_time: '17:00',
  starts_at: '2026-03-12T16:00:00.000Z',
  ends_at: '2026-03-13T00:00:00.000Z',
  time_zone: 'America/Vancouver',
  publishing_state: 'published',
  zone_name: 'Bamfield',
  tenant_name: 'Barkley Septic & Fuel',
  contact_phone: '250-555-0142',
  contact_email: 'office@barkleyseptic.example',
  access: { type: 'stakeholder', stakeholder_role: 'Property owner', granted_at: '2026-03-09T18:00:00.000Z' },
};
