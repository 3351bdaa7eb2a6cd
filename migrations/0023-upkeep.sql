-- What happens by itself as time passes: reminders, invitations that have run out, and rows that have had their day. Each act
-- takes a bounded number of rows, so that it never holds many for long; the worker asks again while there is more. Decisions never
-- wait for any of this: what is past its time counts as such whether or not it is written down.

-- Reminders of an unclaimed invitation, at most two for one link.
ALTER TABLE cc_invitations ADD COLUMN reminded integer NOT NULL DEFAULT 0;
CREATE INDEX idx_invitations_first_reminder ON cc_invitations (sent_at) WHERE status IN ('sent', 'viewed') AND reminded = 0;
CREATE INDEX idx_invitations_running_out ON cc_invitations (claim_token_expires_at) WHERE status IN ('sent', 'viewed');

-- The start that people were reminded of: after a move to another day they are reminded of that one.
ALTER TABLE cc_n3_runs ADD COLUMN reminded_of timestamptz;
CREATE INDEX idx_runs_coming_up ON cc_n3_runs (starts_at) WHERE status = 'scheduled';

-- A new link begins anew.
CREATE FUNCTION begin_reminders_anew() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  NEW.reminded := 0;
  RETURN NEW;
END
$$;
GRANT EXECUTE ON FUNCTION begin_reminders_anew TO service_runs_internal;
CREATE TRIGGER begin_reminders_anew BEFORE UPDATE OF claim_token_version ON cc_invitations
  FOR EACH ROW WHEN (NEW.claim_token_version <> OLD.claim_token_version) EXECUTE FUNCTION begin_reminders_anew();

-- The first reminder three days after the invitation went out, the second two days before it runs out; whichever comes when the
-- other has just gone is left out. Who was invited by mail is reminded by mail, whose address is proven in the app too; who was
-- given a link by hand is left in peace. Answers how many.
CREATE FUNCTION remind_invitations(p_limit int, p_title text, p_run_body text, p_tenant_body text) RETURNS int
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_due uuid[];
BEGIN
  PERFORM enter_service_mode();
  -- Whoever is being claimed, revoked or reissued now can wait for the next time. An invitation's run is held before it.
  SELECT coalesce(array_agg(held.id), '{}') INTO v_due FROM (
    SELECT i.id FROM cc_invitations i
     -- Of the row itself, so that it is judged anew where somebody else has just reminded of it.
     WHERE i.status IN ('sent', 'viewed') AND i.sent_at <= now() - interval '3 days'
       AND (i.reminded = 0 AND i.claim_token_expires_at > now() + interval '2 days'
            OR i.reminded < 2 AND i.claim_token_expires_at > now() AND i.claim_token_expires_at <= now() + interval '2 days')
       AND i.reminders_stopped_at IS NULL
       AND (i.run_id IS NULL OR EXISTS (SELECT FROM cc_n3_runs r
                                         WHERE r.tenant_id = i.inviter_tenant_id AND r.id = i.run_id
                                           AND r.status IN ('draft', 'scheduled', 'in_progress')
                                           AND (coalesce(r.ends_at, r.starts_at) IS NULL OR coalesce(r.ends_at, r.starts_at) > now())))
       AND (i.mail_state = 'sent'
            OR EXISTS (SELECT FROM cc_individuals p WHERE p.email = i.invitee_email AND p.email_verified_at IS NOT NULL))
     ORDER BY i.id LIMIT p_limit FOR NO KEY UPDATE OF i SKIP LOCKED) AS held;
  -- One that runs out soon gets no further reminder after this one.
  UPDATE cc_invitations i SET reminded = CASE WHEN i.claim_token_expires_at <= now() + interval '2 days' THEN 2 ELSE i.reminded + 1 END
   WHERE i.id = ANY (v_due);
  INSERT INTO cc_mails (kind, invitation_id, link_version, reminder)
  SELECT 'invitation_reminder', i.id, i.claim_token_version, i.reminded FROM cc_invitations i
   WHERE i.id = ANY (v_due) AND i.mail_state = 'sent' AND i.mail_token_hash IS NOT NULL
   ORDER BY i.id
  ON CONFLICT DO NOTHING;
  PERFORM notify_invited(array_agg(i.id ORDER BY i.id), p_title, CASE i.context_type WHEN 'tenant' THEN p_tenant_body ELSE p_run_body END)
     FROM cc_invitations i WHERE i.id = ANY (v_due) GROUP BY i.context_type;
  RETURN cardinality(v_due);
END
$$;

-- Runs that begin within a day and of which nobody was reminded yet. They are held, and counted as reminded: the caller tells
-- who has access, in the same transaction. A run that was moved within the last hours has just been told of.
CREATE FUNCTION take_runs_coming_up(p_limit int)
  RETURNS TABLE (id uuid, tenant_id uuid, name text, starts_at timestamptz, ends_at timestamptz, time_zone text, tell boolean)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_service_mode();
  RETURN QUERY
    UPDATE cc_n3_runs r SET reminded_of = r.starts_at
      FROM (SELECT u.tenant_id, u.id FROM cc_n3_runs u
             WHERE u.status = 'scheduled' AND u.starts_at > now() AND u.starts_at <= now() + interval '1 day'
               AND u.reminded_of IS DISTINCT FROM u.starts_at
             ORDER BY u.starts_at LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED) AS due
     WHERE r.tenant_id = due.tenant_id AND r.id = due.id
    RETURNING r.id, r.tenant_id, r.name, r.starts_at, r.ends_at, r.time_zone,
              NOT EXISTS (SELECT FROM cc_notifications n
                           WHERE n.context_id = r.id AND n.context_type = 'service_run' AND n.known_schedule IS NOT NULL
                             AND n.created_at > now() - interval '12 hours');
END
$$;

-- Those who have had access for a while. Who got it within the last day has only just seen when the run is.
CREATE FUNCTION remind_stakeholders(p_tenant uuid, p_run uuid, p_title text, p_body text) RETURNS void
  LANGUAGE sql
  AS $$
  SELECT tell_stakeholders(p_tenant, p_run, array_agg(g.stakeholder_individual_id), 'run_reminder', p_title, p_body, NULL)
    FROM cc_service_run_stakeholders g
   WHERE g.run_tenant_id = p_tenant AND g.run_id = p_run AND g.status = 'active' AND g.granted_at <= now() - interval '1 day'
  HAVING count(*) > 0
  $$;

CREATE FUNCTION expire_invitations(p_limit int) RETURNS int
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_count int;
BEGIN
  PERFORM enter_service_mode();
  UPDATE cc_invitations i SET status = 'expired'
   WHERE i.id IN (SELECT o.id FROM cc_invitations o
                   WHERE o.status IN ('sent', 'viewed') AND o.claim_token_expires_at <= now()
                   ORDER BY o.claim_token_expires_at LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END
$$;

-- Repeats are answered for a day. Mails and tokens are kept for a while, to see what became of them.
CREATE FUNCTION clear_away(p_limit int) RETURNS int
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_count int;
  v_more  int;
BEGIN
  PERFORM enter_service_mode();
  DELETE FROM cc_idempotency_keys k
   WHERE k.id IN (SELECT o.id FROM cc_idempotency_keys o WHERE o.created_at <= now() - interval '1 day'
                   ORDER BY o.created_at LIMIT p_limit FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  DELETE FROM cc_mails m
   WHERE m.id IN (SELECT o.id FROM cc_mails o WHERE o.created_at <= now() - interval '90 days' AND o.state <> 'queued'
                   ORDER BY o.created_at LIMIT p_limit FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS v_more = ROW_COUNT;
  RETURN v_count + v_more;
END
$$;

GRANT EXECUTE ON FUNCTION remind_invitations, take_runs_coming_up, remind_stakeholders, expire_invitations, clear_away
  TO service_runs_internal;
