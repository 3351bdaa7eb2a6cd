import { type ServiceRequest } from '@service-runs/contracts';

export function request(name: string, more: Partial<ServiceRequest> = {}): ServiceRequest {
  return {
    id: `request-${name}`,
    status: 'new',
    requester_name: name,
    requester_email: 'elin@aguilarpoint.example',
    requester_phone: '250-555-0187',
    zone_name: 'Bamfield',
    summary: 'Tank at the point is near full.',
    decline_reason: null,
    portal: { slug: 'bamfield', name: 'Bamfield community' },
    run: { id: 'asked-run', name: 'Septic pump-out, Bamfield west side' },
    attached_run: null,
    created_at: '2026-03-10T14:58:00.000Z',
    ...more,
  };
}
