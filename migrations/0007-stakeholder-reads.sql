-- What a person reads as a stakeholder: one run, the runs shared with them, their notifications. The functions run as the
-- reader role, because the run, the organisation's name and the state of a link are rows of others. The person comes from
-- the session that was proven, and the reader's own policies hold each function to that person's grants, memberships and
-- notifications.

GRANT SELECT (id, tenant_id, name, status, market_mode, starts_at, ends_at, time_zone, zone_name) ON cc_n3_runs TO service_runs_reader;
CREATE POLICY reader_select ON cc_n3_runs FOR SELECT TO service_runs_reader USING (true);
GRANT SELECT (id, name, slug, contact_phone, contact_email) ON cc_tenants TO service_runs_reader;
CREATE POLICY reader_select ON cc_tenants FOR SELECT TO service_runs_reader USING (true);
GRANT SELECT (run_id, portal_id, unpublished_at) ON cc_run_portal_publications TO service_runs_reader;
CREATE POLICY reader_select ON cc_run_portal_publications FOR SELECT TO service_runs_reader USING (true);
GRANT SELECT (tenant_id, individual_id, role) ON cc_tenant_members TO service_runs_reader;
CREATE POLICY reader_self_select ON cc_tenant_members FOR SELECT TO service_runs_reader
  USING (individual_id = (SELECT current_individual_id()));
CREATE POLICY reader_self_select ON cc_service_run_stakeholders FOR SELECT TO service_runs_reader
  USING (stakeholder_individual_id = (SELECT current_individual_id()));
GRANT SELECT ON cc_notifications TO service_runs_reader;
CREATE POLICY reader_self_select ON cc_notifications FOR SELECT TO service_runs_reader
  USING (recipient_individual_id = (SELECT current_individual_id()));
-- The state of a link, for the owner of a notification that leads to one.
GRANT SELECT (claim_token_version, claim_token_key_id, claim_token_expires_at, status) ON cc_invitations TO service_runs_reader;

CREATE FUNCTION publishing_state(p_run uuid) RETURNS text
  LANGUAGE sql STABLE
  AS $$
  SELECT CASE WHEN bool_or(unpublished_at IS NULL) THEN 'published' WHEN count(*) > 0 THEN 'unpublished' END
    FROM cc_run_portal_publications WHERE run_id = p_run
  $$;
GRANT EXECUTE ON FUNCTION publishing_state TO service_runs_reader;

-- A grant wins over membership. No row: no access, or no such run; the caller answers both alike.
CREATE FUNCTION view_run(p_individual uuid, p_session uuid, p_run uuid)
  RETURNS TABLE (id uuid, name text, market_mode text, status text, local_start timestamp, local_end timestamp,
                 starts_at timestamptz, ends_at timestamptz, time_zone text, publishing_state text, zone_name text,
                 tenant_name text, contact_phone text, contact_email text,
                 access_type text, stakeholder_role text, granted_at timestamptz)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  RETURN QUERY
    SELECT r.id, r.name, r.market_mode, r.status, r.starts_at AT TIME ZONE r.time_zone, r.ends_at AT TIME ZONE r.time_zone,
           r.starts_at, r.ends_at, r.time_zone, publishing_state(r.id), r.zone_name,
           t.name, t.contact_phone, t.contact_email, 'stakeholder', g.stakeholder_role, g.granted_at
      FROM cc_service_run_stakeholders g
      JOIN cc_n3_runs r ON r.id = g.run_id
      JOIN cc_tenants t ON t.id = r.tenant_id
     WHERE g.run_id = p_run AND g.stakeholder_individual_id = p_individual AND g.status = 'active';
  IF FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT r.id, r.name, r.market_mode, r.status, r.starts_at AT TIME ZONE r.time_zone, r.ends_at AT TIME ZONE r.time_zone,
           r.starts_at, r.ends_at, r.time_zone, publishing_state(r.id), r.zone_name,
           t.name, t.contact_phone, t.contact_email, 'tenant', NULL::text, NULL::timestamptz
      FROM cc_n3_runs r
      JOIN cc_tenant_members m ON m.tenant_id = r.tenant_id AND m.individual_id = p_individual
      JOIN cc_tenants t ON t.id = r.tenant_id
     WHERE r.id = p_run;
END
$$;

CREATE FUNCTION list_shared_runs(p_individual uuid, p_session uuid, p_after_granted timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, name text, market_mode text, status text, local_start timestamp, local_end timestamp,
                 starts_at timestamptz, ends_at timestamptz, time_zone text, publishing_state text, zone_name text,
                 tenant_name text, contact_phone text, contact_email text,
                 access_type text, stakeholder_role text, granted_at timestamptz, grant_id uuid, "position" text)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  RETURN QUERY
    SELECT r.id, r.name, r.market_mode, r.status, r.starts_at AT TIME ZONE r.time_zone, r.ends_at AT TIME ZONE r.time_zone,
           r.starts_at, r.ends_at, r.time_zone, publishing_state(r.id), r.zone_name,
           t.name, t.contact_phone, t.contact_email, 'stakeholder', g.stakeholder_role, g.granted_at, g.id, g.granted_at::text
      FROM (SELECT s.run_id, s.stakeholder_role, s.granted_at, s.id FROM cc_service_run_stakeholders s
             WHERE s.stakeholder_individual_id = p_individual AND s.status = 'active'
               AND (s.granted_at, s.id) < (p_after_granted, p_after_id)
             ORDER BY s.granted_at DESC, s.id DESC LIMIT p_limit) AS g
      JOIN cc_n3_runs r ON r.id = g.run_id
      JOIN cc_tenants t ON t.id = r.tenant_id
     ORDER BY g.granted_at DESC, g.id DESC;
END
$$;

-- link_*: what the API derives the link from; null where the notification leads to none or the link has died.
CREATE FUNCTION list_notifications(p_individual uuid, p_session uuid, p_unread boolean,
                                   p_after_created timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, category text, title text, body text, action_url text, context_type text, context_id uuid,
                 read_at timestamptz, created_at timestamptz, link_version int, link_key_id text,
                 "position" text)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  -- Two texts, so that each has its own index.
  IF p_unread THEN
    RETURN QUERY
      SELECT n.id, n.category, n.title, n.body, n.action_url, n.context_type, n.context_id, n.read_at, n.created_at,
             i.claim_token_version, i.claim_token_key_id, n.created_at::text
        FROM cc_notifications n
        LEFT JOIN cc_invitations i ON n.link_version IS NOT NULL AND i.id = n.context_id
              AND i.claim_token_version = n.link_version
              AND invitation_status(i.status, i.claim_token_expires_at) NOT IN ('expired', 'revoked')
       WHERE n.recipient_individual_id = p_individual AND n.read_at IS NULL
         AND (n.created_at, n.id) < (p_after_created, p_after_id)
       ORDER BY n.created_at DESC, n.id DESC LIMIT p_limit;
  ELSE
    RETURN QUERY
      SELECT n.id, n.category, n.title, n.body, n.action_url, n.context_type, n.context_id, n.read_at, n.created_at,
             i.claim_token_version, i.claim_token_key_id, n.created_at::text
        FROM cc_notifications n
        LEFT JOIN cc_invitations i ON n.link_version IS NOT NULL AND i.id = n.context_id
              AND i.claim_token_version = n.link_version
              AND invitation_status(i.status, i.claim_token_expires_at) NOT IN ('expired', 'revoked')
       WHERE n.recipient_individual_id = p_individual
         AND (n.created_at, n.id) < (p_after_created, p_after_id)
       ORDER BY n.created_at DESC, n.id DESC LIMIT p_limit;
  END IF;
END
$$;

CREATE FUNCTION count_unread_notifications(p_individual uuid, p_session uuid) RETURNS int
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_count int;
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  SELECT count(*) INTO v_count FROM cc_notifications
   WHERE recipient_individual_id = p_individual AND read_at IS NULL;
  RETURN v_count;
END
$$;

-- Marks one as read, or all where no id is given; answers how many are left unread. Once read, the time stays.
CREATE FUNCTION read_notifications(p_individual uuid, p_session uuid, p_notification uuid) RETURNS int
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  IF p_notification IS NULL THEN
    UPDATE cc_notifications SET read_at = now()
     WHERE recipient_individual_id = p_individual AND read_at IS NULL;
  ELSE
    UPDATE cc_notifications SET read_at = coalesce(read_at, now())
     WHERE recipient_individual_id = p_individual AND id = p_notification;
    IF NOT FOUND THEN
      PERFORM refuse(404, 'error.notification.not_found');
    END IF;
  END IF;
  RETURN (SELECT count(*) FROM cc_notifications WHERE recipient_individual_id = p_individual AND read_at IS NULL);
END
$$;

CREATE FUNCTION list_memberships(p_individual uuid, p_session uuid)
  RETURNS TABLE (id uuid, name text, slug text, role text)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  RETURN QUERY
    SELECT t.id, t.name, t.slug, m.role
      FROM cc_tenant_members m JOIN cc_tenants t ON t.id = m.tenant_id
     WHERE m.individual_id = p_individual ORDER BY t.name, t.id;
END
$$;

CREATE FUNCTION get_me(p_individual uuid, p_session uuid)
  RETURNS TABLE (id uuid, email text, display_name text, email_verified boolean)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  RETURN QUERY
    SELECT i.id, i.email, i.display_name, i.email_verified_at IS NOT NULL FROM cc_individuals i WHERE i.id = p_individual;
END
$$;

CREATE FUNCTION rename_individual(p_individual uuid, p_session uuid, p_display_name text)
  RETURNS TABLE (id uuid, email text, display_name text, email_verified boolean)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  RETURN QUERY
    UPDATE cc_individuals i SET display_name = p_display_name WHERE i.id = p_individual
    RETURNING i.id, i.email, i.display_name, i.email_verified_at IS NOT NULL;
END
$$;

GRANT EXECUTE ON FUNCTION view_run, list_shared_runs, list_notifications, count_unread_notifications, read_notifications,
  list_memberships, get_me, rename_individual TO service_runs_app;

GRANT CREATE ON SCHEMA public TO service_runs_reader;
ALTER FUNCTION view_run OWNER TO service_runs_reader;
ALTER FUNCTION list_shared_runs OWNER TO service_runs_reader;
ALTER FUNCTION list_notifications OWNER TO service_runs_reader;
ALTER FUNCTION list_memberships OWNER TO service_runs_reader;
REVOKE CREATE ON SCHEMA public FROM service_runs_reader;
