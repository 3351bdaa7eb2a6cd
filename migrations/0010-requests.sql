-- Requests for a reservation: from a portal's form into the inbox of the run's tenant, answered there, attached to a run.

-- In service mode, as the public belongs to no tenant. The tenant is the run's; what is not published here now is not found.
-- A form that is sent twice is one request.
CREATE FUNCTION submit_request(p_slug text, p_run uuid, p_name text, p_email text, p_phone text, p_zone_name text, p_summary text,
                               p_title text, p_body text)
  RETURNS uuid
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_portal  uuid;
  v_run     record;
  v_request uuid;
BEGIN
  PERFORM enter_service_mode();
  SELECT o.id INTO v_portal FROM cc_portals o WHERE o.slug = p_slug;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.portal.not_found');
  END IF;
  SELECT r.tenant_id, r.name INTO v_run
    FROM cc_run_portal_publications p JOIN cc_n3_runs r ON r.tenant_id = p.run_tenant_id AND r.id = p.run_id
   WHERE p.portal_id = v_portal AND p.run_id = p_run AND p.unpublished_at IS NULL AND r.status IN ('scheduled', 'in_progress')
     FOR SHARE OF p, r;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.run.not_found');
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(p_run::text || p_email, 7));
  SELECT q.id INTO v_request FROM cc_service_requests q
   WHERE q.tenant_id = v_run.tenant_id AND q.run_id = p_run AND q.requester_email = p_email AND q.summary = p_summary
     AND q.created_at > now() - interval '1 hour';
  IF FOUND THEN
    RETURN v_request;
  END IF;
  INSERT INTO cc_service_requests (tenant_id, portal_id, run_id, requester_name, requester_email, requester_phone, zone_name, summary)
  VALUES (v_run.tenant_id, v_portal, p_run, p_name, p_email, p_phone, p_zone_name, p_summary)
  RETURNING id INTO v_request;
  INSERT INTO cc_audit_events (tenant_id, run_id, action, subject_type, subject_id)
  VALUES (v_run.tenant_id, p_run, 'request.created', 'request', v_request);
  INSERT INTO cc_notifications (recipient_individual_id, category, title, body, action_url, context_type, context_id)
  SELECT m.individual_id, 'request', p_title, replace(p_body, '{run}', v_run.name), '/app/provider/inbox', 'request', v_request
    FROM cc_tenant_members m WHERE m.tenant_id = v_run.tenant_id;
  RETURN v_request;
END
$$;

CREATE FUNCTION describe_requests(p_tenant uuid, p_ids uuid[])
  RETURNS TABLE (id uuid, status text, requester_name text, requester_email text, requester_phone text, zone_name text,
                 summary text, decline_reason text, portal_slug text, portal_name text, run_id uuid, run_name text,
                 attached_run_id uuid, attached_run_name text, created_at timestamptz)
  LANGUAGE sql STABLE
  AS $$
  SELECT q.id, q.status, q.requester_name, q.requester_email, q.requester_phone, q.zone_name, q.summary, q.decline_reason,
         o.slug, o.name, asked.id, asked.name, attached.id, attached.name, q.created_at
    FROM cc_service_requests q
    LEFT JOIN cc_portals o ON o.id = q.portal_id
    LEFT JOIN cc_n3_runs asked ON asked.tenant_id = p_tenant AND asked.id = q.run_id
    LEFT JOIN cc_run_request_attachments a ON a.run_tenant_id = p_tenant AND a.request_id = q.id AND a.detached_at IS NULL
    LEFT JOIN cc_n3_runs attached ON attached.tenant_id = p_tenant AND attached.id = a.run_id
   WHERE q.tenant_id = p_tenant AND q.id = ANY (p_ids)
  $$;

CREATE FUNCTION list_requests(p_tenant uuid, p_actor request_actor, p_statuses text[], p_pattern text, p_attachable boolean,
                              p_after_created timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, status text, requester_name text, requester_email text, requester_phone text, zone_name text,
                 summary text, decline_reason text, portal_slug text, portal_name text, run_id uuid, run_name text,
                 attached_run_id uuid, attached_run_name text, created_at timestamptz, "position" text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY
    SELECT d.*, d.created_at::text
      FROM describe_requests(v_tenant, ARRAY(
        SELECT one_status.id FROM unnest(coalesce(p_statuses, ARRAY['new', 'accepted', 'declined'])) AS wanted (status)
         CROSS JOIN LATERAL (
           SELECT q.id, q.created_at FROM cc_service_requests q
            WHERE q.tenant_id = v_tenant AND q.status = wanted.status
              AND (p_pattern IS NULL OR q.requester_name ILIKE p_pattern OR q.requester_email ILIKE p_pattern
                   OR q.zone_name ILIKE p_pattern OR q.summary ILIKE p_pattern)
              AND (NOT p_attachable OR NOT EXISTS (SELECT FROM cc_run_request_attachments a
                                                    WHERE a.request_id = q.id AND a.detached_at IS NULL))
              AND (q.created_at, q.id) < (p_after_created, p_after_id)
            ORDER BY q.created_at DESC, q.id DESC LIMIT p_limit) AS one_status
         ORDER BY one_status.created_at DESC, one_status.id DESC LIMIT p_limit)) AS d
     ORDER BY d.created_at DESC, d.id DESC;
END
$$;

CREATE FUNCTION count_requests(p_tenant uuid, p_actor request_actor, p_cap int)
  RETURNS TABLE (status text, requests int)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY
    SELECT s.status, (SELECT count(*)::int FROM (
                        SELECT FROM cc_service_requests q WHERE q.tenant_id = v_tenant AND q.status = s.status LIMIT p_cap) AS capped)
      FROM unnest(ARRAY['new', 'accepted', 'declined']) AS s (status);
END
$$;

-- new to accepted or declined, once. The same answer again changes nothing; the other one is refused.
CREATE FUNCTION answer_request(p_tenant uuid, p_actor request_actor, p_request uuid, p_status text, p_reason text)
  RETURNS TABLE (id uuid, status text, requester_name text, requester_email text, requester_phone text, zone_name text,
                 summary text, decline_reason text, portal_slug text, portal_name text, run_id uuid, run_name text,
                 attached_run_id uuid, attached_run_name text, created_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
  v_actor  uuid;
  v_status text;
  v_run    uuid;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_actor FROM enter_as_tenant(p_tenant, p_actor) AS e;
  SELECT q.status, q.run_id INTO v_status, v_run FROM cc_service_requests q
   WHERE q.tenant_id = v_tenant AND q.id = p_request FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.request.not_found');
  END IF;
  IF v_status = 'new' THEN
    UPDATE cc_service_requests q SET status = p_status, decline_reason = p_reason WHERE q.id = p_request AND q.tenant_id = v_tenant;
    INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id, detail)
    VALUES (v_tenant, v_run, v_actor, 'request.' || p_status, 'request', p_request, '{}');
  ELSIF v_status <> p_status THEN
    PERFORM refuse(409, 'error.request.state_forbids');
  END IF;
  RETURN QUERY SELECT * FROM describe_requests(v_tenant, ARRAY[p_request]);
END
$$;

CREATE FUNCTION describe_attached(p_tenant uuid, p_run uuid)
  RETURNS TABLE (id uuid, requester_name text, zone_name text, summary text, attached_at timestamptz)
  LANGUAGE sql STABLE
  AS $$
  SELECT q.id, q.requester_name, q.zone_name, q.summary, a.attached_at
    FROM cc_run_request_attachments a
    JOIN cc_service_requests q ON q.tenant_id = p_tenant AND q.id = a.request_id
   WHERE a.run_tenant_id = p_tenant AND a.run_id = p_run AND a.detached_at IS NULL
   ORDER BY a.attached_at DESC, q.id
  $$;

-- All or none. What is attached to this run already stays; what is attached to another is refused.
CREATE FUNCTION attach_requests(p_tenant uuid, p_actor request_actor, p_run uuid, p_requests uuid[])
  RETURNS TABLE (id uuid, requester_name text, zone_name text, summary text, attached_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant  uuid;
  v_actor   uuid;
  v_found   int;
  v_changed int;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_actor FROM enter_as_tenant(p_tenant, p_actor) AS e;
  PERFORM require_run(v_tenant, p_run);
  -- Held one after the other in one order, so that two who attach the same ones meet here.
  SELECT count(*) INTO v_found FROM (
    SELECT FROM cc_service_requests q WHERE q.tenant_id = v_tenant AND q.id = ANY (p_requests) ORDER BY q.id FOR UPDATE) AS held;
  IF v_found <> (SELECT count(DISTINCT w.id) FROM unnest(p_requests) AS w (id)) THEN
    PERFORM refuse(404, 'error.request.not_found');
  END IF;
  IF EXISTS (SELECT FROM cc_service_requests q WHERE q.tenant_id = v_tenant AND q.id = ANY (p_requests) AND q.status <> 'accepted')
     OR EXISTS (SELECT FROM cc_run_request_attachments a
                 WHERE a.run_tenant_id = v_tenant AND a.request_id = ANY (p_requests) AND a.detached_at IS NULL AND a.run_id <> p_run) THEN
    PERFORM refuse(409, 'error.request.state_forbids');
  END IF;
  INSERT INTO cc_run_request_attachments (run_tenant_id, run_id, request_id)
  SELECT v_tenant, p_run, wanted.id FROM (SELECT DISTINCT w.id FROM unnest(p_requests) AS w (id) ORDER BY 1) AS wanted
  ON CONFLICT (request_id) WHERE detached_at IS NULL DO NOTHING;
  GET DIAGNOSTICS v_changed = ROW_COUNT;
  IF v_changed > 0 THEN
    INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id, detail)
    VALUES (v_tenant, p_run, v_actor, 'run.requests_attached', 'run', p_run,
            jsonb_build_object('count', v_changed, 'request_ids', to_jsonb(p_requests)));
  END IF;
  RETURN QUERY SELECT * FROM describe_attached(v_tenant, p_run);
END
$$;

CREATE FUNCTION detach_requests(p_tenant uuid, p_actor request_actor, p_run uuid, p_requests uuid[])
  RETURNS TABLE (id uuid, requester_name text, zone_name text, summary text, attached_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant  uuid;
  v_actor   uuid;
  v_changed int;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_actor FROM enter_as_tenant(p_tenant, p_actor) AS e;
  PERFORM require_run(v_tenant, p_run);
  IF EXISTS (SELECT FROM unnest(p_requests) AS w (id)
              WHERE NOT EXISTS (SELECT FROM cc_service_requests q WHERE q.tenant_id = v_tenant AND q.id = w.id)) THEN
    PERFORM refuse(404, 'error.request.not_found');
  END IF;
  UPDATE cc_run_request_attachments a SET detached_at = now()
   WHERE a.run_tenant_id = v_tenant AND a.run_id = p_run AND a.request_id = ANY (p_requests) AND a.detached_at IS NULL;
  GET DIAGNOSTICS v_changed = ROW_COUNT;
  IF v_changed > 0 THEN
    INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id, detail)
    VALUES (v_tenant, p_run, v_actor, 'run.requests_detached', 'run', p_run,
            jsonb_build_object('count', v_changed, 'request_ids', to_jsonb(p_requests)));
  END IF;
  RETURN QUERY SELECT * FROM describe_attached(v_tenant, p_run);
END
$$;

GRANT EXECUTE ON FUNCTION submit_request TO service_runs_internal;
GRANT EXECUTE ON FUNCTION describe_requests, list_requests, count_requests, answer_request, describe_attached, attach_requests,
  detach_requests TO service_runs_app;
