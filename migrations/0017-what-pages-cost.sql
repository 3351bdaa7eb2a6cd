-- What keeps the cost of a portal's page and of the inbox with the page, however much has gathered behind it.

-- A publication outlives its run: without this, a portal's page would read past all that was ever published there. Where a
-- publication is listed, and null where it is not: unpublished, or its run not yet planned or over. The run itself still
-- decides what is shown; this is the way to it.
ALTER TABLE cc_run_portal_publications ADD COLUMN listed_from timestamptz;
GRANT SELECT (listed_from) ON cc_run_portal_publications TO service_runs_portal;

-- Whoever writes a publication, the portal role looks at its run: it sees runs while they are to be shown, and only those.
CREATE FUNCTION list_publication() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
BEGIN
  NEW.listed_from := CASE WHEN NEW.unpublished_at IS NULL THEN (
    SELECT coalesce(r.starts_at, 'infinity') FROM cc_n3_runs r
     WHERE r.tenant_id = NEW.run_tenant_id AND r.id = NEW.run_id AND r.status IN ('scheduled', 'in_progress')) END;
  RETURN NEW;
END
$$;
CREATE TRIGGER listed BEFORE INSERT OR UPDATE ON cc_run_portal_publications
  FOR EACH ROW EXECUTE FUNCTION list_publication();

-- As whoever changes the run, who may write its publications too. Publishing holds the run's row, so the two do not pass
-- each other by.
CREATE FUNCTION list_publications_anew() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  UPDATE cc_run_portal_publications SET listed_from = NULL
   WHERE run_tenant_id = NEW.tenant_id AND run_id = NEW.id AND unpublished_at IS NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER listed AFTER UPDATE ON cc_n3_runs
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.starts_at IS DISTINCT FROM NEW.starts_at)
  EXECUTE FUNCTION list_publications_anew();

-- A request is attached to one run at a time, or waits: without this, what waits would be looked for among all that was
-- ever accepted.
ALTER TABLE cc_service_requests ADD COLUMN attached boolean NOT NULL DEFAULT false;
GRANT UPDATE (attached) ON cc_service_requests TO service_runs_app;

CREATE FUNCTION mark_request_attached() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  UPDATE cc_service_requests SET attached = (NEW.detached_at IS NULL)
   WHERE tenant_id = NEW.run_tenant_id AND id = NEW.request_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER attached AFTER INSERT OR UPDATE OF detached_at ON cc_run_request_attachments
  FOR EACH ROW EXECUTE FUNCTION mark_request_attached();

-- An attachment goes with its run. The request is then free again, where it does not go too.
CREATE FUNCTION free_request() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  UPDATE cc_service_requests SET attached = false WHERE tenant_id = OLD.run_tenant_id AND id = OLD.request_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER freed AFTER DELETE ON cc_run_request_attachments
  FOR EACH ROW WHEN (OLD.detached_at IS NULL) EXECUTE FUNCTION free_request();

-- What is there already. The tables' owner is bound by their policies too, unless it is a superuser.
ALTER TABLE cc_run_portal_publications NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cc_run_request_attachments NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cc_service_requests NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cc_run_portal_publications DISABLE TRIGGER touch;
ALTER TABLE cc_service_requests DISABLE TRIGGER touch;
UPDATE cc_run_portal_publications SET listed_from = NULL;
UPDATE cc_service_requests q SET attached = true
 WHERE EXISTS (SELECT FROM cc_run_request_attachments a WHERE a.request_id = q.id AND a.detached_at IS NULL);
ALTER TABLE cc_run_portal_publications ENABLE TRIGGER touch;
ALTER TABLE cc_service_requests ENABLE TRIGGER touch;
ALTER TABLE cc_run_portal_publications FORCE ROW LEVEL SECURITY;
ALTER TABLE cc_run_request_attachments FORCE ROW LEVEL SECURITY;
ALTER TABLE cc_service_requests FORCE ROW LEVEL SECURITY;

CREATE INDEX idx_publications_listed ON cc_run_portal_publications (portal_id, listed_from, run_id)
  WHERE listed_from IS NOT NULL;
CREATE INDEX idx_requests_waiting ON cc_service_requests (tenant_id, status, attached, created_at DESC, id DESC);
DROP INDEX idx_requests_inbox;
CREATE INDEX idx_requests_search ON cc_service_requests USING gin
  (tenant_id, requester_name gin_trgm_ops, requester_email gin_trgm_ops, zone_name gin_trgm_ops, summary gin_trgm_ops);

-- Of one run where p_run is given. The first page begins after ('-infinity', 00000000-…).
CREATE OR REPLACE FUNCTION list_portal_runs(p_slug text, p_run uuid, p_after_start timestamptz, p_after_id uuid, p_limit int)
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
  IF p_run IS NULL THEN
    RETURN QUERY
      SELECT r.id, r.name, r.starts_at, r.ends_at, r.time_zone, r.zone_name, r.status, t.name, p.listed_from::text
        FROM cc_run_portal_publications p
        JOIN cc_n3_runs r ON r.tenant_id = p.run_tenant_id AND r.id = p.run_id
        JOIN cc_tenants t ON t.id = p.run_tenant_id
       WHERE p.portal_id = v_portal AND p.listed_from IS NOT NULL
         AND p.unpublished_at IS NULL AND r.status IN ('scheduled', 'in_progress')
         AND (p.listed_from, p.run_id) > (p_after_start, p_after_id)
       ORDER BY p.listed_from, p.run_id LIMIT p_limit;
  ELSE
    RETURN QUERY
      SELECT r.id, r.name, r.starts_at, r.ends_at, r.time_zone, r.zone_name, r.status, t.name,
             coalesce(r.starts_at, 'infinity')::text
        FROM cc_run_portal_publications p
        JOIN cc_n3_runs r ON r.tenant_id = p.run_tenant_id AND r.id = p.run_id
        JOIN cc_tenants t ON t.id = p.run_tenant_id
       WHERE p.run_id = p_run AND p.portal_id = v_portal
         AND p.unpublished_at IS NULL AND r.status IN ('scheduled', 'in_progress');
  END IF;
END
$$;

-- A portal with what is published there, in one answer: for its page. No row where there is no such portal.
CREATE FUNCTION open_portal(p_slug text, p_run uuid, p_after_start timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (slug text, name text, description text, runs text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT o.slug, o.name, o.description,
           (SELECT coalesce(json_agg(json_build_object(
                     'id', r.id, 'name', r.name, 'status', r.status, 'starts_at', iso_instant(r.starts_at),
                     'ends_at', iso_instant(r.ends_at), 'time_zone', r.time_zone, 'zone_name', r.zone_name,
                     'provider_name', r.provider_name, 'position', r.position) ORDER BY r.ordinality), '[]')::text
              FROM list_portal_runs(p_slug, p_run, p_after_start, p_after_id, p_limit) WITH ORDINALITY AS r)
      FROM cc_portals o WHERE o.slug = p_slug;
END
$$;

-- For the site map, in order of their names in addresses.
CREATE FUNCTION list_portal_slugs(p_limit int)
  RETURNS TABLE (slug text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
BEGIN
  RETURN QUERY SELECT o.slug FROM cc_portals o ORDER BY o.slug LIMIT p_limit;
END
$$;

-- As search_runs: the search role has a policy without a condition, and the function holds the condition, the tenant that a
-- proof has just set. EXECUTE, so that each search is planned for its own term.
GRANT SELECT (id, tenant_id, status, attached, requester_name, requester_email, zone_name, summary, created_at)
  ON cc_service_requests TO service_runs_search;
CREATE POLICY search_select ON cc_service_requests FOR SELECT TO service_runs_search USING (true);

CREATE FUNCTION search_requests(p_statuses text[], p_pattern text, p_attachable boolean,
                                p_after_created timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
BEGIN
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

CREATE OR REPLACE FUNCTION list_requests(p_tenant uuid, p_actor request_actor, p_statuses text[], p_pattern text, p_attachable boolean,
                                         p_after_created timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, status text, requester_name text, requester_email text, requester_phone text, zone_name text,
                 summary text, decline_reason text, portal_slug text, portal_name text, run_id uuid, run_name text,
                 attached_run_id uuid, attached_run_name text, created_at timestamptz, "position" text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
  v_ids    uuid[];
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  IF p_pattern IS NOT NULL THEN
    v_ids := ARRAY(SELECT s.id FROM search_requests(p_statuses, p_pattern, p_attachable, p_after_created, p_after_id, p_limit) AS s);
  ELSE
    -- One ordered index walk for each status, attached and not, merged: none reads past the rows of another.
    v_ids := ARRAY(
      SELECT walk.id FROM unnest(coalesce(p_statuses, ARRAY['new', 'accepted', 'declined'])) AS wanted (status)
       CROSS JOIN unnest(CASE WHEN p_attachable THEN ARRAY[false] ELSE ARRAY[false, true] END) AS being (attached)
       CROSS JOIN LATERAL (
         SELECT q.id, q.created_at FROM cc_service_requests q
          WHERE q.tenant_id = v_tenant AND q.status = wanted.status AND q.attached = being.attached
            AND (q.created_at, q.id) < (p_after_created, p_after_id)
          ORDER BY q.created_at DESC, q.id DESC LIMIT p_limit) AS walk
       ORDER BY walk.created_at DESC, walk.id DESC LIMIT p_limit);
  END IF;
  RETURN QUERY
    SELECT d.*, d.created_at::text FROM describe_requests(v_tenant, v_ids) AS d ORDER BY d.created_at DESC, d.id DESC;
END
$$;

-- As before, and holding the requests first, as attaching does: the two meet there, and not each at what the other waits for.
CREATE OR REPLACE FUNCTION detach_requests(p_tenant uuid, p_actor request_actor, p_run uuid, p_requests uuid[])
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
  SELECT count(*) INTO v_found FROM (
    SELECT FROM cc_service_requests q WHERE q.tenant_id = v_tenant AND q.id = ANY (p_requests) ORDER BY q.id FOR UPDATE) AS held;
  IF v_found <> (SELECT count(DISTINCT w.id) FROM unnest(p_requests) AS w (id)) THEN
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

GRANT EXECUTE ON FUNCTION open_portal, list_portal_slugs, search_requests TO service_runs_app;
GRANT EXECUTE ON FUNCTION iso_instant TO service_runs_portal;
GRANT CREATE ON SCHEMA public TO service_runs_portal, service_runs_search;
ALTER FUNCTION list_publication OWNER TO service_runs_portal;
ALTER FUNCTION open_portal OWNER TO service_runs_portal;
ALTER FUNCTION list_portal_slugs OWNER TO service_runs_portal;
ALTER FUNCTION search_requests OWNER TO service_runs_search;
REVOKE CREATE ON SCHEMA public FROM service_runs_portal, service_runs_search;
