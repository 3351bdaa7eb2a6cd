-- A page costs the same however much an organisation has: what was found wrong with a million runs.

-- Asked for a page, a search finds a page. Taken for a thousand rows, as functions are where nothing is said, the rest of its
-- statement read all runs of the organisation to join them.
-- What very many match fills a page out of the next few hundred runs. Otherwise all that match are looked up by their letters: few
-- enough then, and the planner cannot know, for row-level security keeps it from the statistics of what is searched.
CREATE OR REPLACE FUNCTION search_runs(p_statuses text[], p_pattern text, p_after_start timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 30
  SET search_path = pg_catalog, public, pg_temp
  AS $$
DECLARE
  v_near uuid[];
BEGIN
  v_near := ARRAY(
    SELECT near.id
      FROM (SELECT r.id, r.name, r.zone_name, r.status, coalesce(r.starts_at, 'infinity') AS starts_at FROM cc_n3_runs r
             WHERE r.tenant_id = current_tenant_id() AND (coalesce(r.starts_at, 'infinity'), r.id) < (p_after_start, p_after_id)
             ORDER BY coalesce(r.starts_at, 'infinity') DESC, r.id DESC LIMIT 500) AS near
     WHERE (near.name ILIKE p_pattern OR near.zone_name ILIKE p_pattern) AND (p_statuses IS NULL OR near.status = ANY (p_statuses))
     ORDER BY near.starts_at DESC, near.id DESC LIMIT p_limit);
  IF cardinality(v_near) >= p_limit THEN
    RETURN QUERY SELECT unnest(v_near);
    RETURN;
  END IF;
  RETURN QUERY EXECUTE
    'SELECT r.id FROM cc_n3_runs r
      WHERE r.tenant_id = $1 AND (r.name ILIKE $2 OR r.zone_name ILIKE $2)
        AND ($3 IS NULL OR r.status = ANY ($3))
        AND (coalesce(r.starts_at, ''infinity''), r.id) < ($4, $5)
      ORDER BY coalesce(r.starts_at, ''infinity'') DESC, r.id DESC LIMIT $6'
    USING current_tenant_id(), p_pattern, p_statuses, p_after_start, p_after_id, p_limit;
END
$$;

-- The same for requests: the next few hundred are where the list's own walks meet.
CREATE OR REPLACE FUNCTION search_requests(p_statuses text[], p_pattern text, p_attachable boolean,
                                           p_after_created timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 30
  SET search_path = pg_catalog, public, pg_temp
  AS $$
DECLARE
  v_near uuid[];
BEGIN
  v_near := ARRAY(
    SELECT near.id
      FROM (SELECT walk.* FROM unnest(coalesce(p_statuses, ARRAY['new', 'accepted', 'declined'])) AS wanted (status)
             CROSS JOIN unnest(CASE WHEN p_attachable THEN ARRAY[false] ELSE ARRAY[false, true] END) AS being (attached)
             CROSS JOIN LATERAL (
               SELECT q.id, q.requester_name, q.requester_email, q.zone_name, q.summary, q.created_at FROM cc_service_requests q
                WHERE q.tenant_id = current_tenant_id() AND q.status = wanted.status AND q.attached = being.attached
                  AND (q.created_at, q.id) < (p_after_created, p_after_id)
                ORDER BY q.created_at DESC, q.id DESC LIMIT 300) AS walk
             ORDER BY walk.created_at DESC, walk.id DESC LIMIT 300) AS near
     WHERE near.requester_name ILIKE p_pattern OR near.requester_email ILIKE p_pattern OR near.zone_name ILIKE p_pattern
        OR near.summary ILIKE p_pattern
     ORDER BY near.created_at DESC, near.id DESC LIMIT p_limit);
  IF cardinality(v_near) >= p_limit THEN
    RETURN QUERY SELECT unnest(v_near);
    RETURN;
  END IF;
  RETURN QUERY EXECUTE
    'SELECT q.id FROM cc_service_requests q
      WHERE q.tenant_id = $1
        AND (q.requester_name ILIKE $2 OR q.requester_email ILIKE $2 OR q.zone_name ILIKE $2 OR q.summary ILIKE $2)
        AND ($3 IS NULL OR q.status = ANY ($3)) AND NOT ($4 AND q.attached)
        AND (q.created_at, q.id) < ($5, $6)
      ORDER BY q.created_at DESC, q.id DESC LIMIT $7'
    USING current_tenant_id(), p_pattern, p_statuses, p_attachable, p_after_created, p_after_id, p_limit;
END
$$;

-- By the index that has a run's invitations in the order of the list. With `run_id` in the condition the one for counting them
-- seemed as good, and then all of a run's invitations were read and sorted for each page.
CREATE OR REPLACE FUNCTION list_run_invitations(p_tenant uuid, p_actor request_actor, p_run uuid, p_statuses text[],
                                                p_after_created timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, invitee_email text, invitee_name text, invitee_role text, status text,
                 claim_token_expires_at timestamptz, sent_at timestamptz, viewed_at timestamptz, claimed_at timestamptz,
                 revoked_at timestamptz, revoked_reason text, mail_state text, "position" text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY
    SELECT i.id, i.invitee_email, i.invitee_name, i.invitee_role, invitation_status(i.status, i.claim_token_expires_at),
           i.claim_token_expires_at, i.sent_at, i.viewed_at, i.claimed_at, i.revoked_at, i.revoked_reason, i.mail_state,
           i.created_at::text
      FROM cc_invitations i
     WHERE i.context_id = p_run AND i.context_type = 'service_run' AND i.inviter_tenant_id = v_tenant
       AND (p_statuses IS NULL OR invitation_status(i.status, i.claim_token_expires_at) = ANY (p_statuses))
       AND (i.created_at, i.id) < (p_after_created, p_after_id)
     ORDER BY i.created_at DESC, i.id DESC LIMIT p_limit;
  IF NOT FOUND THEN
    PERFORM require_run(v_tenant, p_run);
  END IF;
END
$$;
