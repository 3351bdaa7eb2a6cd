-- Live notifications: what a stream reads, and the signals that tell when to look. The table is the truth; a signal that is lost
-- costs a few seconds.

-- The transaction that made a notification. Rows become visible when their transaction commits, in whatever order: a stream
-- therefore shows those of transactions that are older than every one still running, and knows that none can come before
-- them any more. Rows from before this step are of no transaction that anybody waits for.
ALTER TABLE cc_notifications ADD COLUMN made_in xid8 NOT NULL DEFAULT '0';
ALTER TABLE cc_notifications ALTER COLUMN made_in SET DEFAULT pg_current_xact_id();
CREATE INDEX idx_notifications_stream ON cc_notifications (recipient_individual_id, made_in, id);

-- Reads for many streams at once: what each may see is held to its own person and session by the function.
DO $$
BEGIN
  BEGIN
    CREATE ROLE service_runs_news NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT service_runs_news TO %I', current_user);
  END IF;
END
$$;
GRANT USAGE ON SCHEMA public TO service_runs_news;
GRANT EXECUTE ON FUNCTION refuse(int, text, text), prove_session(uuid, uuid), invitation_status(text, timestamptz) TO service_runs_news;
GRANT SELECT (id, recipient_individual_id, category, title, body, action_url, context_type, context_id, link_version, read_at,
              created_at, made_in) ON cc_notifications TO service_runs_news;
CREATE POLICY news_select ON cc_notifications FOR SELECT TO service_runs_news USING (true);
GRANT SELECT (id, claim_token_version, claim_token_key_id, claim_token_expires_at, status) ON cc_invitations TO service_runs_news;
CREATE POLICY news_select ON cc_invitations FOR SELECT TO service_runs_news USING (true);
GRANT SELECT (id, tenant_id) ON cc_n3_runs TO service_runs_news;
CREATE POLICY news_select ON cc_n3_runs FOR SELECT TO service_runs_news USING (true);
GRANT SELECT (tenant_id, individual_id) ON cc_tenant_members TO service_runs_news;
CREATE POLICY news_select ON cc_tenant_members FOR SELECT TO service_runs_news USING (true);
GRANT SELECT (run_id, stakeholder_individual_id, status) ON cc_service_run_stakeholders TO service_runs_news;
CREATE POLICY news_select ON cc_service_run_stakeholders FOR SELECT TO service_runs_news USING (status = 'active');

-- Where a stream begins that has seen nothing: whatever is committed from now on comes after it. `known` is false for a
-- place that this database has not got to yet, as after it was restored from a dump.
CREATE FUNCTION begin_stream(p_individual uuid, p_session uuid, p_made_in xid8) RETURNS TABLE (now_at xid8, known boolean)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
BEGIN
  IF NOT prove_session(p_individual, p_session) THEN
    PERFORM refuse(401, 'error.auth.required');
  END IF;
  RETURN QUERY SELECT pg_snapshot_xmin(pg_current_snapshot()), coalesce(p_made_in <= pg_snapshot_xmax(pg_current_snapshot()), false);
END
$$;

-- What is new for each of several streams, each from its own place on. One line for each stream at least: `ended` where its
-- session has, `waits` where something is there that an older transaction may still come before.
CREATE FUNCTION read_streams(p_individuals uuid[], p_sessions uuid[], p_made_in xid8[], p_ids uuid[], p_limit int)
  RETURNS TABLE (place int, ended boolean, waits boolean, made_in xid8, id uuid, category text, title text, body text,
                 action_url text, context_type text, context_id uuid, read_at timestamptz, created_at timestamptz,
                 link_version int, link_key_id text)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
DECLARE
  v_before xid8 := pg_snapshot_xmin(pg_current_snapshot());
BEGIN
  RETURN QUERY
    WITH asked AS MATERIALIZED (
      SELECT a.individual, a.made_in, a.id, a.place::int AS place, prove_session(a.individual, a.session) AS proven
        FROM unnest(p_individuals, p_sessions, p_made_in, p_ids) WITH ORDINALITY AS a (individual, session, made_in, id, place))
    SELECT a.place, NOT a.proven,
           a.proven AND EXISTS (SELECT FROM cc_notifications w WHERE w.recipient_individual_id = a.individual AND w.made_in >= v_before),
           n.made_in, n.id, n.category, n.title, n.body, n.action_url, n.context_type, n.context_id, n.read_at, n.created_at,
           i.claim_token_version, i.claim_token_key_id
      FROM asked a
      LEFT JOIN LATERAL (
        SELECT m.* FROM (
          SELECT t.made_in, t.id, t.category, t.title, t.body, t.action_url, t.context_type, t.context_id, t.read_at, t.created_at, t.link_version
            FROM cc_notifications t
           WHERE a.proven AND t.recipient_individual_id = a.individual
             AND (t.made_in, t.id) > (a.made_in, a.id) AND t.made_in < v_before
           ORDER BY t.made_in, t.id LIMIT p_limit) AS m) AS n ON true
      LEFT JOIN cc_invitations i ON n.link_version IS NOT NULL AND i.id = n.context_id AND i.claim_token_version = n.link_version
            AND invitation_status(i.status, i.claim_token_expires_at) NOT IN ('expired', 'revoked')
     ORDER BY a.place, n.made_in, n.id;
END
$$;

-- Which of some streams may know that one of some runs has changed: members of its organisation, and who has access to it.
CREATE FUNCTION audience_of_runs(p_runs uuid[], p_individuals uuid[], p_sessions uuid[]) RETURNS TABLE (run_id uuid, place int)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    WITH asked AS MATERIALIZED (
      SELECT a.individual, a.session, a.place::int AS place FROM unnest(p_individuals, p_sessions) WITH ORDINALITY AS a (individual, session, place)),
    hearing AS MATERIALIZED (
      SELECT r.id AS run_id, a.individual, a.session, a.place
        FROM cc_n3_runs r JOIN cc_tenant_members m ON m.tenant_id = r.tenant_id JOIN asked a ON a.individual = m.individual_id
       WHERE r.id = ANY (p_runs)
       UNION
      SELECT g.run_id, a.individual, a.session, a.place
        FROM cc_service_run_stakeholders g JOIN asked a ON a.individual = g.stakeholder_individual_id
       WHERE g.run_id = ANY (p_runs) AND g.status = 'active')
    SELECT h.run_id, h.place FROM hearing h WHERE prove_session(h.individual, h.session);
END
$$;

GRANT EXECUTE ON FUNCTION begin_stream, read_streams, audience_of_runs TO service_runs_app;
GRANT CREATE ON SCHEMA public TO service_runs_news;
ALTER FUNCTION begin_stream OWNER TO service_runs_news;
ALTER FUNCTION read_streams OWNER TO service_runs_news;
ALTER FUNCTION audience_of_runs OWNER TO service_runs_news;
REVOKE CREATE ON SCHEMA public FROM service_runs_news;

-- Signals: ids and nothing else, sent when the transaction commits. `n` are people who have something new, `s` sessions that
-- have ended, `r` runs that look different now. A signal holds 8,000 bytes, so many ids are several.
CREATE FUNCTION send_signal(p_kind text, p_ids uuid[]) RETURNS void
  LANGUAGE sql
  AS $$
  SELECT pg_notify('service_runs', p_kind || ':' || array_to_string(part.ids, ','))
    FROM (SELECT array_agg(DISTINCT one.id) AS ids
            FROM unnest(p_ids) WITH ORDINALITY AS one (id, place) WHERE one.id IS NOT NULL GROUP BY (one.place - 1) / 200) AS part
  $$;

CREATE FUNCTION signal_notifications() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM send_signal('n', array_agg(recipient_individual_id)) FROM changed HAVING count(*) > 0;
  RETURN NULL;
END
$$;
CREATE TRIGGER signal_notifications AFTER INSERT ON cc_notifications REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION signal_notifications();

CREATE FUNCTION signal_sessions() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM send_signal('s', array_agg(id)) FROM gone HAVING count(*) > 0;
  ELSE
    PERFORM send_signal('s', array_agg(c.id)) FROM changed c JOIN gone g ON g.id = c.id
      WHERE c.ended_at IS NOT NULL AND g.ended_at IS NULL HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER signal_ended_sessions AFTER UPDATE ON cc_sessions REFERENCING NEW TABLE AS changed OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION signal_sessions();
CREATE TRIGGER signal_erased_sessions AFTER DELETE ON cc_sessions REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION signal_sessions();

CREATE FUNCTION signal_runs() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF TG_TABLE_NAME = 'cc_n3_runs' THEN
    PERFORM send_signal('r', array_agg(id)) FROM changed HAVING count(*) > 0;
  ELSE
    PERFORM send_signal('r', array_agg(run_id)) FROM changed HAVING count(run_id) > 0;
  END IF;
  RETURN NULL;
END
$$;
DO $$
DECLARE
  v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['cc_n3_runs', 'cc_invitations', 'cc_service_run_stakeholders', 'cc_run_portal_publications',
                                 'cc_run_request_attachments'] LOOP
    EXECUTE format('CREATE TRIGGER signal_changed AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
                      FOR EACH STATEMENT EXECUTE FUNCTION signal_runs()', v_table);
    IF v_table <> 'cc_n3_runs' THEN
      EXECUTE format('CREATE TRIGGER signal_added AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
                        FOR EACH STATEMENT EXECUTE FUNCTION signal_runs()', v_table);
    END IF;
  END LOOP;
END
$$;

-- Whoever writes these rows sends the signals: the request role, the internal one, the one that marks an invitation as
-- viewed, and the one that lists a publication anew.
GRANT EXECUTE ON FUNCTION send_signal, signal_notifications, signal_sessions, signal_runs
  TO service_runs_app, service_runs_internal, service_runs_link, service_runs_portal;
