-- What a provider reads of its runs. Each function is one round trip: it proves who is asking, sets the context, and
-- answers. The tenant is written into every predicate too, so that row-level security is the net and not the filter.
-- A page function is asked for one row more than the page holds: that row says that there is a next page.

-- Inlined into the statements below.
CREATE FUNCTION run_tally(p_tenant uuid, p_run uuid)
  RETURNS TABLE (sent int, viewed int, claimed int, expired int, revoked int, active_stakeholders int, publishing_state text)
  LANGUAGE sql STABLE
  AS $$
  SELECT i.sent, i.viewed, i.claimed, i.expired, i.revoked, g.active, p.state
    FROM (SELECT count(*) FILTER (WHERE status = 'sent' AND claim_token_expires_at > now())::int AS sent,
                 count(*) FILTER (WHERE status = 'viewed' AND claim_token_expires_at > now())::int AS viewed,
                 count(*) FILTER (WHERE status = 'claimed')::int AS claimed,
                 count(*) FILTER (WHERE status = 'expired'
                                     OR status IN ('sent', 'viewed') AND claim_token_expires_at <= now())::int AS expired,
                 count(*) FILTER (WHERE status = 'revoked')::int AS revoked
            FROM cc_invitations WHERE inviter_tenant_id = p_tenant AND run_id = p_run) AS i,
         (SELECT count(*)::int AS active FROM cc_service_run_stakeholders
           WHERE run_tenant_id = p_tenant AND run_id = p_run AND status = 'active') AS g,
         (SELECT CASE WHEN count(*) = 0 THEN NULL
                      WHEN bool_or(unpublished_at IS NULL) THEN 'published'
                      ELSE 'unpublished' END AS state
            FROM cc_run_portal_publications WHERE run_tenant_id = p_tenant AND run_id = p_run) AS p
  $$;

-- Row-level security would keep the trigram indexes from being used (ILIKE is not leakproof), so the search role has a
-- policy without a condition and the function holds the condition: the tenant that a proof has just set.
-- EXECUTE, so that each search is planned for its own term: a rare one goes by the index, a common one down the list.
CREATE FUNCTION search_runs(p_statuses text[], p_pattern text, p_after_start timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
BEGIN
  RETURN QUERY EXECUTE
    'SELECT r.id FROM cc_n3_runs r
      WHERE r.tenant_id = $1 AND (r.name ILIKE $2 OR r.zone_name ILIKE $2)
        AND ($3 IS NULL OR r.status = ANY ($3))
        AND (coalesce(r.starts_at, ''infinity''), r.id) < ($4, $5)
      ORDER BY coalesce(r.starts_at, ''infinity'') DESC, r.id DESC LIMIT $6'
    USING current_tenant_id(), p_pattern, p_statuses, p_after_start, p_after_id, p_limit;
END
$$;

-- The start of the first page is after everything: ('infinity', ffffffff-…).
CREATE FUNCTION list_runs(p_tenant uuid, p_actor request_actor, p_statuses text[], p_pattern text,
                          p_after_start timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, name text, status text, market_mode text, starts_at timestamptz, ends_at timestamptz,
                 time_zone text, zone_name text, portal_id uuid, publishing_state text,
                 sent int, viewed int, claimed int, expired int, revoked int, active_stakeholders int, "position" text)
  LANGUAGE plpgsql
  -- Otherwise the policies of every table are planned anew at each call, which costs as much as the reading.
  SET plan_cache_mode = force_generic_plan
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  IF p_pattern IS NOT NULL THEN
    RETURN QUERY
      SELECT r.id, r.name, r.status, r.market_mode, r.starts_at, r.ends_at, r.time_zone, r.zone_name, r.portal_id,
             t.publishing_state, t.sent, t.viewed, t.claimed, t.expired, t.revoked, t.active_stakeholders,
             coalesce(r.starts_at, 'infinity')::text
        FROM search_runs(p_statuses, p_pattern, p_after_start, p_after_id, p_limit) AS s
        JOIN cc_n3_runs r ON r.tenant_id = v_tenant AND r.id = s.id
        CROSS JOIN LATERAL run_tally(v_tenant, r.id) AS t
       ORDER BY coalesce(r.starts_at, 'infinity') DESC, r.id DESC;
  ELSIF p_statuses IS NULL THEN
    RETURN QUERY
      SELECT r.id, r.name, r.status, r.market_mode, r.starts_at, r.ends_at, r.time_zone, r.zone_name, r.portal_id,
             t.publishing_state, t.sent, t.viewed, t.claimed, t.expired, t.revoked, t.active_stakeholders,
             coalesce(r.starts_at, 'infinity')::text
        FROM (SELECT * FROM cc_n3_runs r
               WHERE r.tenant_id = v_tenant
                 AND (coalesce(r.starts_at, 'infinity'), r.id) < (p_after_start, p_after_id)
               ORDER BY coalesce(r.starts_at, 'infinity') DESC, r.id DESC LIMIT p_limit) AS r
        CROSS JOIN LATERAL run_tally(v_tenant, r.id) AS t
       ORDER BY coalesce(r.starts_at, 'infinity') DESC, r.id DESC;
  ELSE
    -- One ordered index walk a status, merged: a rare status does not mean reading past all the others.
    RETURN QUERY
      SELECT r.id, r.name, r.status, r.market_mode, r.starts_at, r.ends_at, r.time_zone, r.zone_name, r.portal_id,
             t.publishing_state, t.sent, t.viewed, t.claimed, t.expired, t.revoked, t.active_stakeholders,
             coalesce(r.starts_at, 'infinity')::text
        FROM (SELECT one_status.* FROM unnest(p_statuses) AS wanted (status)
               CROSS JOIN LATERAL (
                 SELECT * FROM cc_n3_runs r
                  WHERE r.tenant_id = v_tenant AND r.status = wanted.status
                    AND (coalesce(r.starts_at, 'infinity'), r.id) < (p_after_start, p_after_id)
                  ORDER BY coalesce(r.starts_at, 'infinity') DESC, r.id DESC LIMIT p_limit) AS one_status
               ORDER BY coalesce(one_status.starts_at, 'infinity') DESC, one_status.id DESC LIMIT p_limit) AS r
        CROSS JOIN LATERAL run_tally(v_tenant, r.id) AS t
       ORDER BY coalesce(r.starts_at, 'infinity') DESC, r.id DESC;
  END IF;
END
$$;

CREATE FUNCTION count_runs(p_tenant uuid, p_actor request_actor, p_cap int)
  RETURNS TABLE (status text, runs int)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY
    SELECT s.status, (SELECT count(*)::int FROM (
                        SELECT FROM cc_n3_runs r WHERE r.tenant_id = v_tenant AND r.status = s.status LIMIT p_cap) AS capped)
      FROM unnest(ARRAY['draft', 'scheduled', 'in_progress', 'completed', 'cancelled']) AS s (status);
END
$$;

-- For a context that has been entered. No row where the tenant has no such run.
CREATE FUNCTION describe_run(p_tenant uuid, p_run uuid)
  RETURNS TABLE (id uuid, name text, status text, market_mode text, starts_at timestamptz, ends_at timestamptz,
                 time_zone text, zone_name text, portal_id uuid, publishing_state text,
                 sent int, viewed int, claimed int, expired int, revoked int, active_stakeholders int,
                 service_address text, internal_notes text, price_estimate_cents int, version int,
                 created_at timestamptz, updated_at timestamptz)
  LANGUAGE sql STABLE
  AS $$
  SELECT r.id, r.name, r.status, r.market_mode, r.starts_at, r.ends_at, r.time_zone, r.zone_name, r.portal_id,
         t.publishing_state, t.sent, t.viewed, t.claimed, t.expired, t.revoked, t.active_stakeholders,
         r.service_address, r.internal_notes, r.price_estimate_cents, r.version, r.created_at, r.updated_at
    FROM cc_n3_runs r CROSS JOIN LATERAL run_tally(r.tenant_id, r.id) AS t
   WHERE r.tenant_id = p_tenant AND r.id = p_run
  $$;

-- The run with what hangs on it. A home portal without a row of its own is shown, and is not public.
CREATE FUNCTION get_run(p_tenant uuid, p_actor request_actor, p_run uuid)
  RETURNS TABLE (id uuid, name text, status text, market_mode text, starts_at timestamptz, ends_at timestamptz,
                 time_zone text, zone_name text, portal_id uuid, publishing_state text,
                 sent int, viewed int, claimed int, expired int, revoked int, active_stakeholders int,
                 service_address text, internal_notes text, price_estimate_cents int, version int,
                 created_at timestamptz, updated_at timestamptz, publications json, attached_requests json)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY
    SELECT d.*,
           (SELECT coalesce(json_agg(json_build_object(
                     'portal_id', shown.portal_id, 'portal_slug', shown.slug, 'portal_name', shown.name,
                     'source', shown.source, 'published_at', iso_instant(shown.published_at),
                     'unpublished_at', iso_instant(shown.unpublished_at)) ORDER BY shown.name, shown.portal_id), '[]')
              FROM (SELECT p.portal_id, o.slug, o.name, 'published' AS source, p.published_at, p.unpublished_at
                      FROM cc_run_portal_publications p JOIN cc_portals o ON o.id = p.portal_id
                     WHERE p.run_tenant_id = v_tenant AND p.run_id = p_run
                     UNION ALL
                    SELECT o.id, o.slug, o.name, 'home', NULL, NULL
                      FROM cc_portals o
                     WHERE o.id = d.portal_id
                       AND NOT EXISTS (SELECT FROM cc_run_portal_publications p
                                        WHERE p.run_tenant_id = v_tenant AND p.run_id = p_run AND p.portal_id = o.id)
                   ) AS shown),
           (SELECT coalesce(json_agg(json_build_object(
                     'id', q.id, 'requester_name', q.requester_name, 'zone_name', q.zone_name, 'summary', q.summary,
                     'attached_at', iso_instant(a.attached_at)) ORDER BY a.attached_at DESC, q.id), '[]')
              FROM cc_run_request_attachments a
              JOIN cc_service_requests q ON q.tenant_id = v_tenant AND q.id = a.request_id
             WHERE a.run_tenant_id = v_tenant AND a.run_id = p_run AND a.detached_at IS NULL)
      FROM describe_run(v_tenant, p_run) AS d;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.run.not_found');
  END IF;
END
$$;

-- An empty page and an unknown run must not look alike.
CREATE FUNCTION require_run(p_tenant uuid, p_run uuid) RETURNS void
  LANGUAGE plpgsql STABLE
  AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM cc_n3_runs WHERE tenant_id = p_tenant AND id = p_run) THEN
    PERFORM refuse(404, 'error.run.not_found');
  END IF;
END
$$;

CREATE FUNCTION list_run_invitations(p_tenant uuid, p_actor request_actor, p_run uuid, p_statuses text[],
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
     WHERE i.context_id = p_run AND i.run_id = p_run AND i.inviter_tenant_id = v_tenant
       AND (p_statuses IS NULL OR invitation_status(i.status, i.claim_token_expires_at) = ANY (p_statuses))
       AND (i.created_at, i.id) < (p_after_created, p_after_id)
     ORDER BY i.created_at DESC, i.id DESC LIMIT p_limit;
  IF NOT FOUND THEN
    PERFORM require_run(v_tenant, p_run);
  END IF;
END
$$;

CREATE FUNCTION get_run_invitation(p_tenant uuid, p_actor request_actor, p_run uuid, p_invitation uuid)
  RETURNS TABLE (id uuid, invitee_email text, invitee_name text, invitee_role text, status text,
                 claim_token_expires_at timestamptz, sent_at timestamptz, viewed_at timestamptz, claimed_at timestamptz,
                 revoked_at timestamptz, revoked_reason text, mail_state text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY
    SELECT i.id, i.invitee_email, i.invitee_name, i.invitee_role, invitation_status(i.status, i.claim_token_expires_at),
           i.claim_token_expires_at, i.sent_at, i.viewed_at, i.claimed_at, i.revoked_at, i.revoked_reason, i.mail_state
      FROM cc_invitations i
     WHERE i.id = p_invitation AND i.run_id = p_run AND i.inviter_tenant_id = v_tenant;
  IF NOT FOUND THEN
    PERFORM require_run(v_tenant, p_run);
    PERFORM refuse(404, 'error.invite.not_found');
  END IF;
END
$$;

-- The two below show names and masked addresses of people who are not the reader: they run as the reader role, whose
-- policies open the rows of the tenant that was proven, and of people's rows just these columns.
CREATE FUNCTION describe_stakeholders(p_run uuid, p_stakeholder uuid, p_statuses text[],
                                      p_after_granted timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, individual_id uuid, display_name text, email_masked text, email_verified boolean,
                 stakeholder_role text, status text, granted_at timestamptz, revoked_at timestamptz,
                 revoked_reason text, invite_id uuid, "position" text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT g.id, g.stakeholder_individual_id, p.display_name, mask_email(p.email), p.email_verified_at IS NOT NULL,
           g.stakeholder_role, g.status, g.granted_at, g.revoked_at, g.revoked_reason, g.invite_id,
           g.granted_at::text
      FROM cc_service_run_stakeholders g
      JOIN cc_individuals p ON p.id = g.stakeholder_individual_id
     WHERE g.run_tenant_id = (SELECT current_tenant_id()) AND g.run_id = p_run
       AND (p_stakeholder IS NULL OR g.id = p_stakeholder)
       AND (p_statuses IS NULL OR g.status = ANY (p_statuses))
       AND (g.granted_at, g.id) < (p_after_granted, p_after_id)
     ORDER BY g.granted_at DESC, g.id DESC LIMIT p_limit;
END
$$;

CREATE FUNCTION list_run_stakeholders(p_tenant uuid, p_actor request_actor, p_run uuid, p_statuses text[],
                                      p_after_granted timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, individual_id uuid, display_name text, email_masked text, email_verified boolean,
                 stakeholder_role text, status text, granted_at timestamptz, revoked_at timestamptz,
                 revoked_reason text, invite_id uuid, "position" text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY SELECT * FROM describe_stakeholders(p_run, NULL, p_statuses, p_after_granted, p_after_id, p_limit);
  IF NOT FOUND THEN
    PERFORM require_run(v_tenant, p_run);
  END IF;
END
$$;

CREATE FUNCTION describe_activity(p_run uuid, p_after_created timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, action text, created_at timestamptz, actor_name text, subject_name text, reason text, detail jsonb,
                 "position" text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT a.id, a.action, a.created_at, p.display_name, coalesce(i.invitee_name, i.invitee_email),
           CASE WHEN a.action = 'invitation.revoked' THEN i.revoked_reason END, a.detail, a.created_at::text
      FROM cc_audit_events a
      LEFT JOIN cc_individuals p ON p.id = a.actor_individual_id
      LEFT JOIN cc_invitations i ON a.subject_type = 'invitation' AND i.id = a.subject_id
                                AND i.inviter_tenant_id = (SELECT current_tenant_id())
     WHERE a.tenant_id = (SELECT current_tenant_id()) AND a.run_id = p_run
       AND (a.created_at, a.id) < (p_after_created, p_after_id)
     ORDER BY a.created_at DESC, a.id DESC LIMIT p_limit;
END
$$;

CREATE FUNCTION list_run_activity(p_tenant uuid, p_actor request_actor, p_run uuid,
                                  p_after_created timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, action text, created_at timestamptz, actor_name text, subject_name text, reason text, detail jsonb,
                 "position" text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY SELECT * FROM describe_activity(p_run, p_after_created, p_after_id, p_limit);
  IF NOT FOUND THEN
    PERFORM require_run(v_tenant, p_run);
  END IF;
END
$$;

-- What the search and reader roles may see.
GRANT SELECT (id, tenant_id, name, zone_name, status, starts_at) ON cc_n3_runs TO service_runs_search;
CREATE POLICY search_select ON cc_n3_runs FOR SELECT TO service_runs_search USING (true);

GRANT SELECT (id, email, email_verified_at, display_name) ON cc_individuals TO service_runs_reader;
CREATE POLICY reader_select ON cc_individuals FOR SELECT TO service_runs_reader USING (true);
GRANT SELECT ON cc_service_run_stakeholders TO service_runs_reader;
CREATE POLICY reader_tenant_select ON cc_service_run_stakeholders FOR SELECT TO service_runs_reader
  USING (run_tenant_id = (SELECT current_tenant_id()));
GRANT SELECT ON cc_audit_events TO service_runs_reader;
CREATE POLICY reader_tenant_select ON cc_audit_events FOR SELECT TO service_runs_reader
  USING (tenant_id = (SELECT current_tenant_id()));
GRANT SELECT (id, inviter_tenant_id, invitee_name, invitee_email, revoked_reason) ON cc_invitations TO service_runs_reader;
CREATE POLICY reader_select ON cc_invitations FOR SELECT TO service_runs_reader USING (true);

GRANT EXECUTE ON FUNCTION run_tally, list_runs, count_runs, describe_run, get_run, require_run, list_run_invitations,
  get_run_invitation, list_run_stakeholders, list_run_activity, search_runs TO service_runs_app;
GRANT EXECUTE ON FUNCTION describe_stakeholders, describe_activity TO service_runs_app, service_runs_internal;
GRANT EXECUTE ON FUNCTION require_run TO service_runs_internal;

GRANT CREATE ON SCHEMA public TO service_runs_search, service_runs_reader;
ALTER FUNCTION search_runs OWNER TO service_runs_search;
ALTER FUNCTION describe_stakeholders OWNER TO service_runs_reader;
ALTER FUNCTION describe_activity OWNER TO service_runs_reader;
REVOKE CREATE ON SCHEMA public FROM service_runs_search, service_runs_reader;
