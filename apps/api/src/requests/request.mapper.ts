import type { AttachedRequest, RequestStatus, ServiceRequest } from '@service-runs/contracts';

export interface RequestRow {
  id: string;
  status: RequestStatus;
  requester_name: string;
  requester_email: string;
  requester_phone: string | null;
  zone_name: string | null;
  summary: string;
  decline_reason: string | null;
  portal_slug: string | null;
  portal_name: string | null;
  run_id: string | null;
  run_name: string | null;
  attached_run_id: string | null;
  attached_run_name: string | null;
  created_at: string;
}

export function toServiceRequest(row: RequestRow): ServiceRequest {
  return {
    id: row.id,
    status: row.status,
    requester_name: row.requester_name,
    requester_email: row.requester_email,
    requester_phone: row.requester_phone,
    zone_name: row.zone_name,
    summary: row.summary,
    decline_reason: row.decline_reason,
    portal: row.portal_slug === null ? null : { slug: row.portal_slug, name: row.portal_name ?? '' },
    run: row.run_id === null ? null : { id: row.run_id, name: row.run_name ?? '' },
    attached_run: row.attached_run_id === null ? null : { id: row.attached_run_id, name: row.attached_run_name ?? '' },
    created_at: row.created_at,
  };
}

export function toAttachedRequest({
  id,
  requester_name,
  zone_name,
  summary,
  attached_at,
}: AttachedRequest): AttachedRequest {
  return { id, requester_name, zone_name, summary, attached_at };
}
