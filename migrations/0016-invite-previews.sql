-- What inviting a list of addresses would do with each of them, told before anybody is invited. A reading: it locks
-- nothing, marks nothing and writes nothing.

-- Which of these addresses belong to somebody who has access to the run now. Of an account without access it tells
-- nothing: an address with one and an address without are alike. Runs as the reader role, for the tenant that was proven.
CREATE FUNCTION addresses_with_access(p_run uuid, p_emails text[]) RETURNS TABLE (email text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT p.email
      FROM cc_individuals p
      JOIN cc_service_run_stakeholders g ON g.stakeholder_individual_id = p.id
     WHERE p.email = ANY (p_emails)
       AND g.run_tenant_id = (SELECT current_tenant_id()) AND g.run_id = p_run AND g.status = 'active';
END
$$;

-- Says what prepare_invitations and issue_invitations would do, in the order given. An invitation that is past its time
-- but still written down as sent is reissued by them, and so it is here.
CREATE FUNCTION preview_invitations(p_tenant uuid, p_actor request_actor, p_run uuid, p_emails text[])
  RETURNS TABLE (invitee_email text, fate text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
  v_status text;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  -- As hold_invitable refuses, without holding.
  SELECT r.status INTO v_status FROM cc_n3_runs r WHERE r.tenant_id = v_tenant AND r.id = p_run;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.run.not_found');
  ELSIF v_status NOT IN ('draft', 'scheduled', 'in_progress') THEN
    PERFORM refuse(409, 'error.run.closed');
  END IF;
  -- Looked up and not joined: joined, a plan that was made for common runs compares each address with each open
  -- invitation, and a thousand addresses at a run with thousands of invitations take seconds.
  RETURN QUERY
    SELECT wanted.email,
           CASE WHEN wanted.email IN (SELECT a.email FROM addresses_with_access(p_run, p_emails) AS a)
                  THEN 'already_has_access'
                WHEN EXISTS (SELECT FROM cc_invitations i
                              WHERE i.inviter_tenant_id = v_tenant AND i.context_id = p_run
                                AND i.invitee_email = wanted.email AND i.status IN ('sent', 'viewed'))
                  THEN 'reissue'
                ELSE 'new' END
      FROM unnest(p_emails) WITH ORDINALITY AS wanted (email, place)
     ORDER BY wanted.place;
END
$$;

GRANT EXECUTE ON FUNCTION addresses_with_access, preview_invitations TO service_runs_app;
GRANT CREATE ON SCHEMA public TO service_runs_reader;
ALTER FUNCTION addresses_with_access OWNER TO service_runs_reader;
REVOKE CREATE ON SCHEMA public FROM service_runs_reader;
