-- What an invitee and a stakeholder will be shown of a run, for its provider to look at before anybody is invited.

GRANT EXECUTE ON FUNCTION publishing_state TO service_runs_app;

CREATE FUNCTION preview_run(p_tenant uuid, p_actor request_actor, p_run uuid)
  RETURNS TABLE (id uuid, name text, market_mode text, status text, local_start timestamp, local_end timestamp,
                 starts_at timestamptz, ends_at timestamptz, time_zone text, publishing_state text, zone_name text,
                 tenant_name text, contact_phone text, contact_email text, now timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY
    SELECT r.id, r.name, r.market_mode, r.status, r.starts_at AT TIME ZONE r.time_zone, r.ends_at AT TIME ZONE r.time_zone,
           r.starts_at, r.ends_at, r.time_zone, publishing_state(r.id), r.zone_name,
           t.name, t.contact_phone, t.contact_email, now()
      FROM cc_n3_runs r JOIN cc_tenants t ON t.id = r.tenant_id
     WHERE r.tenant_id = v_tenant AND r.id = p_run;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.run.not_found');
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION preview_run TO service_runs_app;
