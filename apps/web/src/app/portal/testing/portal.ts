import { type Portal, type PortalRun } from '@service-runs/contracts';

export const bamfield: Portal = {
  slug: 'bamfield-community',
  name: 'Bamfield community',
  description: 'What comes to Bamfield, kept by the community hall.',
};

export const pumpOut: PortalRun = {
  id: '22222222-2222-4222-8222-222222222222',
  name: 'Septic pump-out, Bamfield west side',
  status: 'scheduled',
  starts_at: '2026-03-12T16:00:00.000Z',
  ends_at: '2026-03-13T00:00:00.000Z',
  time_zone: 'America/Vancouver',
  zone_name: 'Bamfield',
  provider_name: 'Barkley Septic & Fuel',
};

export const fuel: PortalRun = {
  id: '33333333-3333-4333-8333-333333333333',
  name: 'Dock fuel, Grappler Inlet',
  status: 'in_progress',
  starts_at: '2026-04-17T17:00:00.000Z',
  ends_at: '2026-04-17T22:30:00.000Z',
  time_zone: 'America/Vancouver',
  zone_name: null,
  provider_name: 'Sarita Equipment',
};
