-- A deep page of runs costs what the first one costs.

-- A cursor was no condition of the index: to row-level security `coalesce` is a thing that might tell of the rows of others
-- (it is none of the expressions that the planner knows not to), so all runs before the page were read and left out. A column is
-- none. It makes the table anew, and holds it until then: about half a minute with a million runs.
ALTER TABLE cc_n3_runs ADD COLUMN sorts_at timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(starts_at, 'infinity')) STORED;
COMMENT ON COLUMN cc_n3_runs.sorts_at IS 'Where a run stands in lists: at its start, and without one after all that have one.';
GRANT SELECT (sorts_at) ON cc_n3_runs TO service_runs_search;

DROP INDEX idx_runs_tenant_start, idx_runs_tenant_status_start;
CREATE INDEX idx_runs_tenant_start ON cc_n3_runs (tenant_id, sorts_at DESC, id DESC);
CREATE INDEX idx_runs_tenant_status_start ON cc_n3_runs (tenant_id, status, sorts_at DESC, id DESC);

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
      FROM (SELECT r.id, r.name, r.zone_name, r.status, r.sorts_at FROM cc_n3_runs r
             WHERE r.tenant_id = current_tenant_id() AND (r.sorts_at, r.id) < (p_after_start, p_after_id)
             ORDER BY r.sorts_at DESC, r.id DESC LIMIT 500) AS near
     WHERE (near.name ILIKE p_pattern OR near.zone_name ILIKE p_pattern) AND (p_statuses IS NULL OR near.status = ANY (p_statuses))
     ORDER BY near.sorts_at DESC, near.id DESC LIMIT p_limit);
  IF cardinality(v_near) >= p_limit THEN
    RETURN QUERY SELECT unnest(v_near);
    RETURN;
  END IF;
  RETURN QUERY EXECUTE
    'SELECT r.id FROM cc_n3_runs r
      WHERE r.tenant_id = $1 AND (r.name ILIKE $2 OR r.zone_name ILIKE $2)
        AND ($3 IS NULL OR r.status = ANY ($3))
        AND (r.sorts_at, r.id) < ($4, $5)
      ORDER BY r.sorts_at DESC, r.id DESC LIMIT $6'
    USING current_tenant_id(), p_pattern, p_statuses, p_after_start, p_after_id, p_limit;
END
$$;

-- The start of the first page is after everything: ('infinity', ffffffff-…).
CREATE OR REPLACE FUNCTION list_runs(p_tenant uuid, p_actor request_actor, p_statuses text[], p_pattern text,
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
             t.publishing_state, t.sent, t.viewed, t.claimed, t.expired, t.revoked, t.active_stakeholders, r.sorts_at::text
        FROM search_runs(p_statuses, p_pattern, p_after_start, p_after_id, p_limit) AS s
        JOIN cc_n3_runs r ON r.tenant_id = v_tenant AND r.id = s.id
        CROSS JOIN LATERAL run_tally(v_tenant, r.id) AS t
       ORDER BY r.sorts_at DESC, r.id DESC;
  ELSIF p_statuses IS NULL THEN
    RETURN QUERY
      SELECT r.id, r.name, r.status, r.market_mode, r.starts_at, r.ends_at, r.time_zone, r.zone_name, r.portal_id,
             t.publishing_state, t.sent, t.viewed, t.claimed, t.expired, t.revoked, t.active_stakeholders, r.sorts_at::text
        FROM (SELECT * FROM cc_n3_runs r
               WHERE r.tenant_id = v_tenant AND (r.sorts_at, r.id) < (p_after_start, p_after_id)
               ORDER BY r.sorts_at DESC, r.id DESC LIMIT p_limit) AS r
        CROSS JOIN LATERAL run_tally(v_tenant, r.id) AS t
       ORDER BY r.sorts_at DESC, r.id DESC;
  ELSE
    -- One ordered index walk a status, merged: a rare status does not mean reading past all the others.
    RETURN QUERY
      SELECT r.id, r.name, r.status, r.market_mode, r.starts_at, r.ends_at, r.time_zone, r.zone_name, r.portal_id,
             t.publishing_state, t.sent, t.viewed, t.claimed, t.expired, t.revoked, t.active_stakeholders, r.sorts_at::text
        FROM (SELECT one_status.* FROM unnest(p_statuses) AS wanted (status)
               CROSS JOIN LATERAL (
                 SELECT * FROM cc_n3_runs r
                  WHERE r.tenant_id = v_tenant AND r.status = wanted.status
                    AND (r.sorts_at, r.id) < (p_after_start, p_after_id)
                  ORDER BY r.sorts_at DESC, r.id DESC LIMIT p_limit) AS one_status
               ORDER BY one_status.sorts_at DESC, one_status.id DESC LIMIT p_limit) AS r
        CROSS JOIN LATERAL run_tally(v_tenant, r.id) AS t
       ORDER BY r.sorts_at DESC, r.id DESC;
  END IF;
END
$$;
