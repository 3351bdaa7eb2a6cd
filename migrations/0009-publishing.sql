-- Publishing runs on portals, and what the public sees there. Nothing here touches an invitation.

DO $$
BEGIN
  BEGIN
    CREATE ROLE service_runs_portal NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT service_runs_portal TO %I', current_user);
  END IF;
END
$$;
GRANT USAGE ON SCHEMA public TO service_runs_portal;
GRANT EXECUTE ON FUNCTION refuse(int, text, text) TO service_runs_portal;

CREATE FUNCTION list_portals(p_tenant uuid, p_actor request_actor)
  RETURNS TABLE (id uuid, slug text, name text, linked boolean)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY
    SELECT o.id, o.slug, o.name,
           EXISTS (SELECT FROM cc_tenant_portals l WHERE l.tenant_id = v_tenant AND l.portal_id = o.id)
      FROM cc_portals o ORDER BY o.name, o.id;
END
$$;

-- For a context that has been entered. A home portal without a row of its own is shown, and is not public.
CREATE FUNCTION describe_publications(p_tenant uuid, p_run uuid)
  RETURNS TABLE (portal_id uuid, portal_slug text, portal_name text, source text, published_at timestamptz, unpublished_at timestamptz)
  LANGUAGE sql STABLE
  AS $$
  SELECT shown.* FROM (
    SELECT p.portal_id, o.slug, o.name, 'published', p.published_at, p.unpublished_at
      FROM cc_run_portal_publications p JOIN cc_portals o ON o.id = p.portal_id
     WHERE p.run_tenant_id = p_tenant AND p.run_id = p_run
     UNION ALL
    SELECT o.id, o.slug, o.name, 'home', NULL, NULL
      FROM cc_n3_runs r JOIN cc_portals o ON o.id = r.portal_id
     WHERE r.tenant_id = p_tenant AND r.id = p_run
       AND NOT EXISTS (SELECT FROM cc_run_portal_publications p
                        WHERE p.run_tenant_id = p_tenant AND p.run_id = p_run AND p.portal_id = o.id)
  ) AS shown (portal_id, portal_slug, portal_name, source, published_at, unpublished_at)
  ORDER BY shown.portal_name, shown.portal_id
  $$;

-- The run's row is held, so that a change of its market mode and a publication do not pass each other by.
CREATE FUNCTION publish_run(p_tenant uuid, p_actor request_actor, p_run uuid, p_portals uuid[])
  RETURNS TABLE (portal_id uuid, portal_slug text, portal_name text, source text, published_at timestamptz, unpublished_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant  uuid;
  v_actor   uuid;
  v_mode    text;
  v_changed int;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_actor FROM enter_as_tenant(p_tenant, p_actor) AS e;
  SELECT r.market_mode INTO v_mode FROM cc_n3_runs r WHERE r.tenant_id = v_tenant AND r.id = p_run FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.run.not_found');
  END IF;
  IF EXISTS (SELECT FROM unnest(p_portals) AS wanted (id) WHERE NOT EXISTS (SELECT FROM cc_portals o WHERE o.id = wanted.id)) THEN
    PERFORM refuse(404, 'error.portal.not_found');
  END IF;
  IF v_mode = 'PRIVATE' OR v_mode = 'TARGETED' AND EXISTS (
       SELECT FROM unnest(p_portals) AS wanted (id)
        WHERE NOT EXISTS (SELECT FROM cc_tenant_portals l WHERE l.tenant_id = v_tenant AND l.portal_id = wanted.id)) THEN
    PERFORM refuse(409, 'error.run.market_mode_forbids');
  END IF;
  INSERT INTO cc_run_portal_publications AS p (run_tenant_id, run_id, portal_id, published_by_individual_id)
  SELECT v_tenant, p_run, wanted.id, v_actor FROM (SELECT DISTINCT w.id FROM unnest(p_portals) AS w (id) ORDER BY 1) AS wanted
  ON CONFLICT (run_id, portal_id) DO UPDATE
    SET published_at = now(), published_by_individual_id = excluded.published_by_individual_id, unpublished_at = NULL
    WHERE p.unpublished_at IS NOT NULL;
  GET DIAGNOSTICS v_changed = ROW_COUNT;
  -- What is published already stays as it is, and is no event.
  IF v_changed > 0 THEN
    INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id, detail)
    VALUES (v_tenant, p_run, v_actor, 'run.published', 'run', p_run,
            jsonb_build_object('count', v_changed, 'portal_ids', to_jsonb(p_portals)));
  END IF;
  RETURN QUERY SELECT * FROM describe_publications(v_tenant, p_run);
END
$$;

CREATE FUNCTION unpublish_run(p_tenant uuid, p_actor request_actor, p_run uuid, p_portals uuid[])
  RETURNS TABLE (portal_id uuid, portal_slug text, portal_name text, source text, published_at timestamptz, unpublished_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant  uuid;
  v_actor   uuid;
  v_changed int;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_actor FROM enter_as_tenant(p_tenant, p_actor) AS e;
  PERFORM FROM cc_n3_runs r WHERE r.tenant_id = v_tenant AND r.id = p_run FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.run.not_found');
  END IF;
  IF EXISTS (SELECT FROM unnest(p_portals) AS wanted (id) WHERE NOT EXISTS (SELECT FROM cc_portals o WHERE o.id = wanted.id)) THEN
    PERFORM refuse(404, 'error.portal.not_found');
  END IF;
  UPDATE cc_run_portal_publications p SET unpublished_at = now()
   WHERE p.run_tenant_id = v_tenant AND p.run_id = p_run AND p.portal_id = ANY (p_portals) AND p.unpublished_at IS NULL;
  GET DIAGNOSTICS v_changed = ROW_COUNT;
  IF v_changed > 0 THEN
    INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id, detail)
    VALUES (v_tenant, p_run, v_actor, 'run.unpublished', 'run', p_run,
            jsonb_build_object('count', v_changed, 'portal_ids', to_jsonb(p_portals)));
  END IF;
  RETURN QUERY SELECT * FROM describe_publications(v_tenant, p_run);
END
$$;

-- What the public sees: an allow-list of columns, and of runs those that are published here now and not over. Upcoming first.
GRANT SELECT (id, slug, name, description) ON cc_portals TO service_runs_portal;
CREATE POLICY portal_public_select ON cc_portals FOR SELECT TO service_runs_portal USING (true);
GRANT SELECT (run_tenant_id, run_id, portal_id, unpublished_at) ON cc_run_portal_publications TO service_runs_portal;
CREATE POLICY portal_public_select ON cc_run_portal_publications FOR SELECT TO service_runs_portal USING (unpublished_at IS NULL);
GRANT SELECT (id, tenant_id, name, status, starts_at, ends_at, time_zone, zone_name) ON cc_n3_runs TO service_runs_portal;
CREATE POLICY portal_public_select ON cc_n3_runs FOR SELECT TO service_runs_portal USING (status IN ('scheduled', 'in_progress'));
GRANT SELECT (id, name) ON cc_tenants TO service_runs_portal;
CREATE POLICY portal_public_select ON cc_tenants FOR SELECT TO service_runs_portal USING (true);

CREATE FUNCTION show_portal(p_slug text)
  RETURNS TABLE (slug text, name text, description text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT o.slug, o.name, o.description FROM cc_portals o WHERE o.slug = p_slug;
END
$$;

-- Of one run where p_run is given. The first page begins after ('-infinity', 00000000-…).
CREATE FUNCTION list_portal_runs(p_slug text, p_run uuid, p_after_start timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, name text, starts_at timestamptz, ends_at timestamptz, time_zone text, zone_name text, status text,
                 provider_name text, "position" text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
DECLARE
  v_portal uuid;
BEGIN
  SELECT o.id INTO v_portal FROM cc_portals o WHERE o.slug = p_slug;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.portal.not_found');
  END IF;
  RETURN QUERY
    SELECT r.id, r.name, r.starts_at, r.ends_at, r.time_zone, r.zone_name, r.status, t.name,
           coalesce(r.starts_at, 'infinity')::text
      FROM cc_run_portal_publications p
      JOIN cc_n3_runs r ON r.tenant_id = p.run_tenant_id AND r.id = p.run_id
      JOIN cc_tenants t ON t.id = r.tenant_id
     WHERE p.portal_id = v_portal AND p.unpublished_at IS NULL AND r.status IN ('scheduled', 'in_progress')
       AND (p_run IS NULL OR r.id = p_run)
       AND (coalesce(r.starts_at, 'infinity'), r.id) > (p_after_start, p_after_id)
     ORDER BY coalesce(r.starts_at, 'infinity'), r.id LIMIT p_limit;
END
$$;

GRANT EXECUTE ON FUNCTION list_portals, describe_publications, publish_run, unpublish_run, show_portal, list_portal_runs
  TO service_runs_app;
GRANT CREATE ON SCHEMA public TO service_runs_portal;
ALTER FUNCTION show_portal OWNER TO service_runs_portal;
ALTER FUNCTION list_portal_runs OWNER TO service_runs_portal;
REVOKE CREATE ON SCHEMA public FROM service_runs_portal;
