-- News of a run, told to everybody who has access to it, in the transaction of the act. It touches other people's rows: the
-- act runs in service mode, on the internal role's connection, after the same proof of who is asking.

-- The schedule that the recipient knew before: several edits within a few minutes become one message, from what was known
-- to what holds in the end.
ALTER TABLE cc_notifications ADD COLUMN known_schedule jsonb;
-- What is taken back when the next edit comes. Few rows, for a few minutes.
CREATE INDEX idx_notifications_schedule ON cc_notifications (context_id, created_at) WHERE known_schedule IS NOT NULL;

-- The way into service mode for an act of a tenant's: the proof, and then the mode.
CREATE FUNCTION enter_service_as_tenant(p_tenant uuid, p_actor request_actor, OUT tenant_id uuid, OUT individual_id uuid)
  LANGUAGE plpgsql
  AS $$
BEGIN
  SELECT e.tenant_id, e.individual_id INTO tenant_id, individual_id FROM enter_as_tenant(p_tenant, p_actor) AS e;
  PERFORM enter_service_mode();
END
$$;

-- Whom to tell of a new schedule, by the schedule that they know. News of the last minutes that its recipient has not read
-- is taken back: the one that follows says it all. The run is held by the caller, so that edits follow one another.
CREATE FUNCTION take_back_news(p_tenant uuid, p_run uuid, p_schedule jsonb)
  RETURNS TABLE (known_schedule jsonb, individual_ids uuid[])
  LANGUAGE sql
  AS $$
  WITH taken AS (
    DELETE FROM cc_notifications n
     WHERE n.context_id = p_run AND n.context_type = 'service_run' AND n.known_schedule IS NOT NULL
       AND n.read_at IS NULL AND n.created_at > now() - interval '5 minutes'
    RETURNING n.recipient_individual_id, n.known_schedule)
  SELECT coalesce(t.known_schedule, p_schedule), array_agg(g.stakeholder_individual_id ORDER BY g.stakeholder_individual_id)
    FROM cc_service_run_stakeholders g LEFT JOIN taken t ON t.recipient_individual_id = g.stakeholder_individual_id
   WHERE g.run_tenant_id = p_tenant AND g.run_id = p_run AND g.status = 'active'
   GROUP BY 1 ORDER BY 1
  $$;

-- Tells those of p_individuals who have access, or everybody who has it where none are named.
CREATE FUNCTION tell_stakeholders(p_tenant uuid, p_run uuid, p_individuals uuid[], p_title text, p_body text, p_known jsonb)
  RETURNS void
  LANGUAGE sql
  AS $$
  INSERT INTO cc_notifications (recipient_individual_id, category, title, body, action_url, context_type, context_id, known_schedule)
  SELECT g.stakeholder_individual_id, 'run', p_title, p_body, '/app/runs/' || p_run || '/view', 'service_run', p_run, p_known
    FROM cc_service_run_stakeholders g
   WHERE g.run_tenant_id = p_tenant AND g.run_id = p_run AND g.status = 'active'
     AND (p_individuals IS NULL OR g.stakeholder_individual_id = ANY (p_individuals))
   ORDER BY g.stakeholder_individual_id
  $$;

-- What the act answers.
GRANT EXECUTE ON FUNCTION describe_run, run_tally TO service_runs_internal;
GRANT EXECUTE ON FUNCTION enter_service_as_tenant, take_back_news, tell_stakeholders TO service_runs_internal;
