-- Mail. What is to be sent is a row here, written in the transaction of the act; a worker sends. A row names what it is about
-- and nothing else: address, words and link are put together at sending, from what holds then, and are kept nowhere.

CREATE TABLE cc_mails (
  id              uuid PRIMARY KEY DEFAULT time_ordered_id(),
  kind            text NOT NULL CHECK (kind IN ('invitation', 'invitation_reminder', 'one_time_token', 'notification')),
  -- An invitation by the version of its link: after a reissue that link is dead, and so is its mail.
  invitation_id   uuid REFERENCES cc_invitations (id) ON DELETE CASCADE,
  link_version    integer,
  -- The first or the second reminder.
  reminder        integer,
  token_id        uuid REFERENCES cc_one_time_tokens (id) ON DELETE CASCADE,
  -- News that is taken back takes its mail with it.
  notification_id uuid REFERENCES cc_notifications (id) ON DELETE CASCADE,
  state           text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed', 'withdrawn')),
  -- Why it failed, as a code: no words of a mail server, which may hold an address.
  failure         text,
  attempts        integer NOT NULL DEFAULT 0,
  send_after      timestamptz NOT NULL DEFAULT now(),
  -- Given to the queue of jobs, once.
  handed_on_at    timestamptz,
  sent_at         timestamptz,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  CHECK (CASE kind WHEN 'one_time_token' THEN token_id IS NOT NULL WHEN 'notification' THEN notification_id IS NOT NULL
                   ELSE invitation_id IS NOT NULL AND link_version IS NOT NULL END),
  CHECK (num_nonnulls(invitation_id, token_id, notification_id) = 1),
  CHECK ((kind = 'invitation_reminder') = (reminder IS NOT NULL))
);
-- One of each, however often it is asked for.
CREATE UNIQUE INDEX uq_mails_invitation ON cc_mails (invitation_id, link_version, coalesce(reminder, 0));
CREATE UNIQUE INDEX uq_mails_token ON cc_mails (token_id);
CREATE UNIQUE INDEX uq_mails_notification ON cc_mails (notification_id);
CREATE INDEX idx_mails_due ON cc_mails (send_after) WHERE state = 'queued' AND handed_on_at IS NULL;
CREATE INDEX idx_mails_created ON cc_mails (created_at);

-- Whether a topic comes by mail. No row is the default, which is yes.
CREATE TABLE cc_notification_choices (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  individual_id uuid NOT NULL REFERENCES cc_individuals (id) ON DELETE CASCADE,
  topic         text NOT NULL CHECK (topic IN ('run_moved', 'run_progress', 'run_reminder', 'access_ended', 'invitation_claimed',
                                               'request_arrived')),
  by_mail       boolean NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now(),
  UNIQUE (individual_id, topic)
);

DO $$
DECLARE
  v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['cc_mails', 'cc_notification_choices'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', v_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', v_table);
    EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION touch_updated_at()', v_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO service_runs_internal', v_table);
    EXECUTE format('CREATE POLICY service_mode_all ON %I FOR ALL TO service_runs_internal
                      USING ((SELECT is_service_mode())) WITH CHECK ((SELECT is_service_mode()))', v_table);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON cc_notification_choices TO service_runs_app;
CREATE POLICY choice_self_select ON cc_notification_choices FOR SELECT TO service_runs_app
  USING (individual_id = (SELECT current_individual_id()));
CREATE POLICY choice_self_insert ON cc_notification_choices FOR INSERT TO service_runs_app
  WITH CHECK (individual_id = (SELECT current_individual_id()));
CREATE POLICY choice_self_update ON cc_notification_choices FOR UPDATE TO service_runs_app
  USING (individual_id = (SELECT current_individual_id())) WITH CHECK (individual_id = (SELECT current_individual_id()));

-- Somebody wants no reminders of this invitation.
ALTER TABLE cc_invitations ADD COLUMN reminders_stopped_at timestamptz;

-- A token that is mailed is derived, as links are, so that the worker can write it out; the operator's are random.
ALTER TABLE cc_one_time_tokens ADD COLUMN key_id text;

-- Notifications ---------------------------------------------------------------------------------------------------------

-- What a notification is about, where it comes by mail as well. Null: in the app only.
ALTER TABLE cc_notifications ADD COLUMN topic text;

-- Whoever reads it in the app within the first minutes gets no mail of it. A new date waits as long as the next edit may take
-- it back.
CREATE FUNCTION mail_notifications() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  INSERT INTO cc_mails (kind, notification_id, send_after)
  SELECT 'notification', n.id, now() + CASE WHEN n.known_schedule IS NULL THEN interval '1 minute' ELSE interval '5 minutes' END
    FROM added n JOIN cc_individuals p ON p.id = n.recipient_individual_id
   WHERE n.topic IS NOT NULL AND p.email_verified_at IS NOT NULL
     AND NOT EXISTS (SELECT FROM cc_notification_choices c WHERE c.individual_id = p.id AND c.topic = n.topic AND NOT c.by_mail);
  RETURN NULL;
END
$$;
GRANT EXECUTE ON FUNCTION mail_notifications TO service_runs_internal;
CREATE TRIGGER mail_notifications AFTER INSERT ON cc_notifications REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION mail_notifications();

DROP FUNCTION tell_stakeholders(uuid, uuid, uuid[], text, text, jsonb);
CREATE FUNCTION tell_stakeholders(p_tenant uuid, p_run uuid, p_individuals uuid[], p_topic text, p_title text, p_body text, p_known jsonb)
  RETURNS void
  LANGUAGE sql
  AS $$
  INSERT INTO cc_notifications (recipient_individual_id, category, topic, title, body, action_url, context_type, context_id, known_schedule)
  SELECT g.stakeholder_individual_id, 'run', p_topic, p_title, p_body, '/app/runs/' || p_run || '/view', 'service_run', p_run, p_known
    FROM cc_service_run_stakeholders g
   WHERE g.run_tenant_id = p_tenant AND g.run_id = p_run AND g.status = 'active'
     AND (p_individuals IS NULL OR g.stakeholder_individual_id = ANY (p_individuals))
   ORDER BY g.stakeholder_individual_id
  $$;

CREATE OR REPLACE FUNCTION end_grants(p_tenant uuid, p_run uuid, p_individual uuid, p_invitation uuid, p_reason text, p_title text, p_body text)
  RETURNS void
  LANGUAGE sql
  AS $$
  WITH ended AS (
    UPDATE cc_service_run_stakeholders g
       SET status = 'revoked', revoked_at = now(), revoked_reason = coalesce(p_reason, 'invitation_revoked')
     WHERE g.run_tenant_id = p_tenant AND g.run_id = p_run AND g.status = 'active'
       AND (g.invite_id = p_invitation OR g.stakeholder_individual_id = p_individual)
    RETURNING g.stakeholder_individual_id, g.invite_id)
  INSERT INTO cc_notifications (recipient_individual_id, category, topic, title, body, action_url, context_type, context_id)
  SELECT e.stakeholder_individual_id, 'system', 'access_ended', p_title, fill_text(p_body, r.name), '/app/notifications',
         CASE WHEN e.invite_id IS NULL THEN 'service_run' ELSE 'invitation' END, coalesce(e.invite_id, p_run)
    FROM ended e JOIN cc_n3_runs r ON r.id = p_run
  $$;

CREATE OR REPLACE FUNCTION submit_request(p_slug text, p_run uuid, p_name text, p_email text, p_phone text, p_zone_name text, p_summary text,
                                          p_title text, p_body text)
  RETURNS uuid
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_portal  uuid;
  v_run     record;
  v_request uuid;
BEGIN
  PERFORM enter_service_mode();
  SELECT o.id INTO v_portal FROM cc_portals o WHERE o.slug = p_slug;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.portal.not_found');
  END IF;
  SELECT r.tenant_id, r.name INTO v_run
    FROM cc_run_portal_publications p JOIN cc_n3_runs r ON r.tenant_id = p.run_tenant_id AND r.id = p.run_id
   WHERE p.portal_id = v_portal AND p.run_id = p_run AND p.unpublished_at IS NULL AND r.status IN ('scheduled', 'in_progress')
     FOR SHARE OF p, r;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.run.not_found');
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(p_run::text || p_email, 7));
  SELECT q.id INTO v_request FROM cc_service_requests q
   WHERE q.tenant_id = v_run.tenant_id AND q.run_id = p_run AND q.requester_email = p_email AND q.summary = p_summary
     AND q.created_at > now() - interval '1 hour';
  IF FOUND THEN
    RETURN v_request;
  END IF;
  INSERT INTO cc_service_requests (tenant_id, portal_id, run_id, requester_name, requester_email, requester_phone, zone_name, summary)
  VALUES (v_run.tenant_id, v_portal, p_run, p_name, p_email, p_phone, p_zone_name, p_summary)
  RETURNING id INTO v_request;
  INSERT INTO cc_audit_events (tenant_id, run_id, action, subject_type, subject_id)
  VALUES (v_run.tenant_id, p_run, 'request.created', 'request', v_request);
  INSERT INTO cc_notifications (recipient_individual_id, category, topic, title, body, action_url, context_type, context_id)
  SELECT m.individual_id, 'request', 'request_arrived', p_title, replace(p_body, '{run}', v_run.name), '/app/provider/inbox', 'request', v_request
    FROM cc_tenant_members m WHERE m.tenant_id = v_run.tenant_id;
  RETURN v_request;
END
$$;

-- Invitations -----------------------------------------------------------------------------------------------------------

-- An invitation goes by mail where its mailed link has a hash. That link is another than the one that calls answer.
CREATE FUNCTION mail_invitations(p_invitations uuid[]) RETURNS void
  LANGUAGE sql
  AS $$
  INSERT INTO cc_mails (kind, invitation_id, link_version)
  SELECT 'invitation', i.id, i.claim_token_version FROM cc_invitations i
   WHERE i.id = ANY (p_invitations) AND i.mail_token_hash IS NOT NULL
   ORDER BY i.id
  $$;

-- As before; p_mail_hashes holds a hash for each that goes by mail, and null for the others.
DROP FUNCTION issue_invitations(uuid, uuid, text, uuid, uuid[], text[], text[], text[], text[], int[], bytea[], text, int, text, text);
CREATE FUNCTION issue_invitations(p_tenant uuid, p_inviter uuid, p_context_type text, p_context uuid, p_ids uuid[], p_emails text[], p_names text[],
                                  p_roles text[], p_messages text[], p_versions int[], p_hashes bytea[], p_mail_hashes bytea[],
                                  p_key_id text, p_days int, p_title text, p_body text)
  RETURNS TABLE (id uuid, invitee_email text, invitee_name text, invitee_role text, status text,
                 claim_token_expires_at timestamptz, claim_token_version int)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    INSERT INTO cc_invitations AS i (id, inviter_tenant_id, inviter_individual_id, context_type, context_id, invitee_email,
                                     invitee_name, invitee_role, message, claim_token_version, claim_token_hash, mail_token_hash,
                                     mail_state, claim_token_key_id, claim_token_expires_at)
    SELECT n.id, p_tenant, p_inviter, p_context_type, p_context, n.email, n.name, n.role, n.message, n.version, n.hash, n.mail_hash,
           CASE WHEN n.mail_hash IS NOT NULL THEN 'queued' END, p_key_id, now() + make_interval(days => p_days)
      FROM unnest(p_ids, p_emails, p_names, p_roles, p_messages, p_versions, p_hashes, p_mail_hashes)
        AS n (id, email, name, role, message, version, hash, mail_hash)
     ORDER BY n.id
    ON CONFLICT (id) DO UPDATE
      SET inviter_individual_id = excluded.inviter_individual_id,
          invitee_name = coalesce(excluded.invitee_name, i.invitee_name),
          invitee_role = coalesce(excluded.invitee_role, i.invitee_role),
          message = coalesce(excluded.message, i.message),
          claim_token_version = excluded.claim_token_version,
          claim_token_hash = excluded.claim_token_hash,
          mail_token_hash = excluded.mail_token_hash,
          mail_state = excluded.mail_state,
          claim_token_key_id = excluded.claim_token_key_id,
          claim_token_expires_at = excluded.claim_token_expires_at,
          status = 'sent', sent_at = now(), viewed_at = NULL
    RETURNING i.id, i.invitee_email, i.invitee_name, i.invitee_role, i.status, i.claim_token_expires_at, i.claim_token_version;
  PERFORM mail_invitations(p_ids);
  PERFORM notify_invited(p_ids, p_title, p_body);
  INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id, detail)
  VALUES (p_tenant, CASE WHEN p_context_type = 'service_run' THEN p_context END, p_inviter, 'invitations.created',
          CASE WHEN p_context_type = 'service_run' THEN 'run' ELSE 'tenant' END, p_context,
          jsonb_build_object('count', cardinality(p_ids),
                             'reissued', (SELECT count(*) FROM unnest(p_versions) AS v WHERE v > 1),
                             'invitation_ids', to_jsonb(p_ids)));
END
$$;

DROP FUNCTION reissue_invitation(uuid, uuid, uuid, int, bytea, text, int, text, text);
CREATE FUNCTION reissue_invitation(p_tenant uuid, p_actor_id uuid, p_invitation uuid, p_version int,
                                   p_hash bytea, p_mail_hash bytea, p_key_id text, p_days int, p_title text, p_body text)
  RETURNS TABLE (id uuid, invitee_email text, invitee_name text, invitee_role text, status text,
                 claim_token_expires_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    UPDATE cc_invitations i
       SET claim_token_version = p_version, claim_token_hash = p_hash, claim_token_key_id = p_key_id,
           mail_token_hash = p_mail_hash, mail_state = CASE WHEN p_mail_hash IS NOT NULL THEN 'queued' END,
           claim_token_expires_at = now() + make_interval(days => p_days),
           status = 'sent', sent_at = now(), viewed_at = NULL
     WHERE i.id = p_invitation
    RETURNING i.id, i.invitee_email, i.invitee_name, i.invitee_role, i.status, i.claim_token_expires_at;
  PERFORM mail_invitations(ARRAY[p_invitation]);
  PERFORM notify_invited(ARRAY[p_invitation], p_title, p_body);
  INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id, detail)
  SELECT p_tenant, i.run_id, p_actor_id, 'invitation.reissued', 'invitation', p_invitation, jsonb_build_object('version', p_version)
    FROM cc_invitations i WHERE i.id = p_invitation;
END
$$;

-- As before, and a claim by the mailed link proves the address as any other proof does: invitations that wait for it are told.
DROP FUNCTION claim_invitation(uuid, uuid, bytea, text, text, text, text);
CREATE FUNCTION claim_invitation(p_individual uuid, p_session uuid, p_hash bytea,
                                 p_claimed_title text, p_claimed_body text, p_inviter_title text, p_inviter_body text,
                                 p_invited_title text, p_invited_run_body text, p_invited_tenant_body text)
  RETURNS TABLE (run_id uuid, stakeholder_role text, granted_at timestamptz, tenant_id uuid, member_role text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_invitation cc_invitations%ROWTYPE;
  v_person     record;
  v_proves     boolean;
  v_run_name   text;
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  PERFORM enter_service_mode();

  PERFORM FROM cc_n3_runs r
    WHERE r.id = (SELECT i.run_id FROM cc_invitations i WHERE i.claim_token_hash = p_hash OR i.mail_token_hash = p_hash)
    FOR KEY SHARE;
  -- Whoever comes second waits here, and then sees what the first has made of the row.
  SELECT i.* INTO v_invitation FROM cc_invitations i
   WHERE i.claim_token_hash = p_hash OR i.mail_token_hash = p_hash FOR UPDATE;
  IF NOT FOUND OR invitation_status(v_invitation.status, v_invitation.claim_token_expires_at) IN ('expired', 'revoked') THEN
    PERFORM refuse(404, 'error.invite.invalid_or_expired');
  END IF;

  IF v_invitation.status = 'claimed' THEN
    IF v_invitation.claimed_by_individual_id IS DISTINCT FROM p_individual THEN
      PERFORM refuse(409, 'error.invite.already_claimed');
    END IF;
    RETURN QUERY
      SELECT g.run_id, g.stakeholder_role, g.granted_at, NULL::uuid, NULL::text
        FROM cc_service_run_stakeholders g
       WHERE g.run_id = v_invitation.run_id AND g.stakeholder_individual_id = p_individual AND g.status = 'active'
       UNION ALL
      SELECT NULL, NULL, NULL, m.tenant_id, m.role FROM cc_tenant_members m
       WHERE v_invitation.context_type = 'tenant' AND m.tenant_id = v_invitation.context_id AND m.individual_id = p_individual;
    -- Claimed by this person, and what it gave is gone: the link is as dead as the access.
    IF NOT FOUND THEN
      PERFORM refuse(404, 'error.invite.invalid_or_expired');
    END IF;
    RETURN;
  END IF;

  SELECT p.email, p.email_verified_at, p.display_name INTO v_person FROM cc_individuals p WHERE p.id = p_individual;
  IF v_person.email <> v_invitation.invitee_email THEN
    PERFORM refuse(403, 'error.invite.email_mismatch', mask_email(v_invitation.invitee_email));
  END IF;

  -- Only the link that went out by mail proves that its holder reads that mailbox.
  v_proves := v_person.email_verified_at IS NULL AND coalesce(v_invitation.mail_token_hash = p_hash, false);
  IF v_invitation.context_type = 'tenant' AND v_person.email_verified_at IS NULL AND NOT v_proves THEN
    PERFORM refuse(403, 'error.invite.email_unverified');
  END IF;

  UPDATE cc_invitations i
     SET status = 'claimed', claimed_at = now(), claimed_by_individual_id = p_individual,
         claimed_by_tenant_id = i.inviter_tenant_id, viewed_at = coalesce(i.viewed_at, now())
   WHERE i.id = v_invitation.id;
  IF v_proves THEN
    -- After the claim: this invitation waits no more.
    PERFORM prove_address(p_individual, p_invited_title, p_invited_run_body, p_invited_tenant_body);
  END IF;
  INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id)
  VALUES (v_invitation.inviter_tenant_id, v_invitation.run_id, p_individual, 'invitation.claimed', 'invitation', v_invitation.id);

  IF v_invitation.context_type = 'tenant' THEN
    INSERT INTO cc_tenant_members AS m (tenant_id, individual_id, role)
    VALUES (v_invitation.context_id, p_individual, v_invitation.invitee_role)
    ON CONFLICT (tenant_id, individual_id) DO NOTHING;
    RETURN QUERY SELECT NULL::uuid, NULL::text, NULL::timestamptz, m.tenant_id, m.role FROM cc_tenant_members m
                  WHERE m.tenant_id = v_invitation.context_id AND m.individual_id = p_individual;
    RETURN;
  END IF;

  SELECT r.name INTO v_run_name FROM cc_n3_runs r WHERE r.id = v_invitation.run_id;
  RETURN QUERY
    INSERT INTO cc_service_run_stakeholders AS g (run_id, run_tenant_id, stakeholder_individual_id, invite_id, stakeholder_role)
    VALUES (v_invitation.run_id, v_invitation.inviter_tenant_id, p_individual, v_invitation.id, v_invitation.invitee_role)
    ON CONFLICT ON CONSTRAINT uq_run_stakeholder DO UPDATE
      SET status = 'active', revoked_at = NULL, revoked_reason = NULL, granted_at = now(),
          invite_id = excluded.invite_id, stakeholder_role = excluded.stakeholder_role
    RETURNING g.run_id, g.stakeholder_role, g.granted_at, NULL::uuid, NULL::text;

  -- The claimant has just done it: no mail of that.
  INSERT INTO cc_notifications (recipient_individual_id, category, topic, title, body, action_url, context_type, context_id)
  SELECT p_individual, 'system', NULL, p_claimed_title, fill_text(p_claimed_body, v_run_name),
         '/app/runs/' || v_invitation.run_id || '/view', 'invitation', v_invitation.id
   UNION ALL
  SELECT told.individual_id, 'system', 'invitation_claimed', p_inviter_title,
         fill_text(p_inviter_body, v_run_name,
                   coalesce(nullif(v_invitation.invitee_name, ''), nullif(v_person.display_name, ''), mask_email(v_person.email))),
         '/app/provider/runs/' || v_invitation.run_id, 'invitation', v_invitation.id
    FROM run_inviters(v_invitation.inviter_tenant_id, v_invitation.inviter_individual_id) AS told;
END
$$;

-- Proving an address, and forgotten passwords -----------------------------------------------------------------------------

-- A mailed token, derived under p_key_id from its own id: only its hash comes here. One that is still on its way is enough.
CREATE FUNCTION mail_one_time_token(p_individual uuid, p_purpose text, p_token uuid, p_hash bytea, p_key_id text, p_minutes int)
  RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM FROM cc_individuals p WHERE p.id = p_individual FOR NO KEY UPDATE;
  PERFORM FROM cc_mails m JOIN cc_one_time_tokens t ON t.id = m.token_id
    WHERE t.individual_id = p_individual AND t.purpose = p_purpose AND m.state = 'queued' AND t.used_at IS NULL AND t.expires_at > now();
  IF FOUND THEN
    RETURN;
  END IF;
  DELETE FROM cc_one_time_tokens t
   WHERE t.individual_id = p_individual AND t.purpose = p_purpose AND (t.used_at IS NOT NULL OR t.expires_at <= now());
  INSERT INTO cc_one_time_tokens (id, individual_id, purpose, token_hash, key_id, expires_at)
  VALUES (p_token, p_individual, p_purpose, p_hash, p_key_id, now() + make_interval(mins => p_minutes));
  INSERT INTO cc_mails (kind, token_id) VALUES ('one_time_token', p_token);
END
$$;

-- Signing up where mail is sent: the mail that proves the address is part of it.
CREATE FUNCTION register_individual(p_email text, p_display_name text, p_password_hash text,
                                    p_token uuid, p_hash bytea, p_key_id text, p_minutes int)
  RETURNS uuid
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_individual uuid := register_individual(p_email, p_display_name, p_password_hash);
BEGIN
  PERFORM mail_one_time_token(v_individual, 'verify_email', p_token, p_hash, p_key_id, p_minutes);
  RETURN v_individual;
END
$$;

CREATE FUNCTION resend_verification(p_individual uuid, p_session uuid, p_token uuid, p_hash bytea, p_key_id text, p_minutes int)
  RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  PERFORM enter_service_mode();
  PERFORM FROM cc_individuals p WHERE p.id = p_individual AND p.email_verified_at IS NULL;
  IF FOUND THEN
    PERFORM mail_one_time_token(p_individual, 'verify_email', p_token, p_hash, p_key_id, p_minutes);
  END IF;
END
$$;

-- By the token of a mail, signed in as the person whom it went to. Once more by the same person is as good as once. False for
-- every token that is not good.
CREATE FUNCTION verify_email(p_individual uuid, p_session uuid, p_hash bytea, p_title text, p_run_body text, p_tenant_body text)
  RETURNS boolean
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  PERFORM enter_service_mode();
  PERFORM FROM cc_one_time_tokens t JOIN cc_individuals p ON p.id = t.individual_id
    WHERE t.token_hash = p_hash AND t.purpose = 'verify_email' AND t.individual_id = p_individual AND p.email_verified_at IS NOT NULL;
  IF FOUND THEN
    RETURN true;
  END IF;
  PERFORM FROM cc_one_time_tokens t WHERE t.token_hash = p_hash AND t.individual_id = p_individual;
  -- Another person's token is not used up by whoever came by it.
  IF NOT FOUND OR use_one_time_token('verify_email', p_hash) IS NULL THEN
    RETURN false;
  END IF;
  PERFORM prove_address(p_individual, p_title, p_run_body, p_tenant_body);
  RETURN true;
END
$$;

-- Known and unknown addresses are answered alike, and in like time: what is written for the one is made up for with the other,
-- so that both wait for the disk.
CREATE FUNCTION request_password_reset(p_email text, p_token uuid, p_hash bytea, p_key_id text, p_minutes int) RETURNS void
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_individual uuid;
BEGIN
  PERFORM enter_service_mode();
  SELECT p.id INTO v_individual FROM cc_individuals p WHERE p.email = p_email;
  IF FOUND THEN
    PERFORM mail_one_time_token(v_individual, 'reset_password', p_token, p_hash, p_key_id, p_minutes);
  ELSE
    PERFORM pg_logical_emit_message(true, 'service-runs', 'nobody');
  END IF;
END
$$;

-- Sending ---------------------------------------------------------------------------------------------------------------

-- What is due and in nobody's hands yet; the caller gives it to the queue of jobs in the same transaction. Several may ask at once.
CREATE FUNCTION take_due_mails(p_limit int) RETURNS TABLE (id uuid)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_service_mode();
  RETURN QUERY
    UPDATE cc_mails m SET handed_on_at = now()
     WHERE m.id IN (SELECT d.id FROM cc_mails d
                     WHERE d.state = 'queued' AND d.handed_on_at IS NULL AND d.send_after <= now()
                     ORDER BY d.send_after LIMIT p_limit FOR UPDATE SKIP LOCKED)
    RETURNING m.id;
END
$$;

-- What each kind of mail holds, as long as there is reason to send it; null when there is none any more.
CREATE FUNCTION invitation_mail(p_invitation uuid, p_version int, p_reminder int) RETURNS jsonb
  LANGUAGE sql STABLE
  AS $$
  SELECT jsonb_build_object(
           'to', i.invitee_email, 'context_type', i.context_type, 'invitation_id', i.id, 'version', i.claim_token_version,
           'key_id', i.claim_token_key_id, 'reminder', p_reminder, 'invitee_name', i.invitee_name, 'invitee_role', i.invitee_role,
           'message', i.message, 'expires_at', iso_instant(i.claim_token_expires_at),
           'provider', jsonb_build_object('name', t.name, 'contact_phone', t.contact_phone, 'contact_email', t.contact_email),
           'run', CASE WHEN r.id IS NOT NULL THEN jsonb_build_object(
                    'name', r.name, 'starts_at', iso_instant(r.starts_at), 'ends_at', iso_instant(r.ends_at),
                    'time_zone', r.time_zone, 'zone_name', r.zone_name) END)
    FROM cc_invitations i
    JOIN cc_tenants t ON t.id = i.inviter_tenant_id
    LEFT JOIN cc_n3_runs r ON r.tenant_id = i.inviter_tenant_id AND r.id = i.run_id
   WHERE i.id = p_invitation AND i.claim_token_version = p_version AND i.mail_token_hash IS NOT NULL
     AND invitation_status(i.status, i.claim_token_expires_at) IN ('sent', 'viewed')
     AND (r.id IS NULL OR r.status IN ('draft', 'scheduled', 'in_progress'))
     AND (p_reminder IS NULL OR i.reminders_stopped_at IS NULL)
  $$;

CREATE FUNCTION one_time_token_mail(p_token uuid) RETURNS jsonb
  LANGUAGE sql STABLE
  AS $$
  SELECT jsonb_build_object('to', p.email, 'purpose', t.purpose, 'token_id', t.id, 'key_id', t.key_id,
                            'display_name', p.display_name, 'expires_at', iso_instant(t.expires_at))
    FROM cc_one_time_tokens t JOIN cc_individuals p ON p.id = t.individual_id
   WHERE t.id = p_token AND t.used_at IS NULL AND t.expires_at > now()
     AND (t.purpose <> 'verify_email' OR p.email_verified_at IS NULL)
  $$;

-- Nothing of a run goes to somebody who has no access to it now, nothing of an organisation to somebody who has left it, and
-- nothing that was read already.
CREATE FUNCTION notification_mail(p_notification uuid) RETURNS jsonb
  LANGUAGE sql STABLE
  AS $$
  SELECT jsonb_build_object('to', p.email, 'individual_id', p.id, 'topic', n.topic, 'title', n.title, 'body', n.body,
                            'action_url', n.action_url, 'provider', t.name)
    FROM cc_notifications n
    JOIN cc_individuals p ON p.id = n.recipient_individual_id
    LEFT JOIN cc_n3_runs r ON n.context_type = 'service_run' AND r.id = n.context_id
    LEFT JOIN cc_invitations i ON n.context_type = 'invitation' AND i.id = n.context_id
    LEFT JOIN cc_service_requests q ON n.context_type = 'request' AND q.id = n.context_id
    LEFT JOIN cc_tenants t ON t.id = coalesce(r.tenant_id, i.inviter_tenant_id, q.tenant_id)
   WHERE n.id = p_notification AND n.read_at IS NULL AND p.email_verified_at IS NOT NULL
     AND NOT EXISTS (SELECT FROM cc_notification_choices c WHERE c.individual_id = p.id AND c.topic = n.topic AND NOT c.by_mail)
     AND CASE WHEN n.topic IN ('run_moved', 'run_progress', 'run_reminder') THEN
                EXISTS (SELECT FROM cc_service_run_stakeholders g
                         WHERE g.run_id = r.id AND g.stakeholder_individual_id = p.id AND g.status = 'active')
              WHEN n.topic IN ('invitation_claimed', 'request_arrived') THEN
                EXISTS (SELECT FROM cc_tenant_members m WHERE m.tenant_id = t.id AND m.individual_id = p.id)
              ELSE true END
  $$;

-- An attempt begins: what is to be sent, judged by what holds now. Null where it was sent already or must not be sent any more;
-- the latter is written down.
CREATE FUNCTION begin_mail(p_mail uuid) RETURNS jsonb
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_mail    cc_mails%ROWTYPE;
  v_content jsonb;
BEGIN
  PERFORM enter_service_mode();
  SELECT m.* INTO v_mail FROM cc_mails m WHERE m.id = p_mail AND m.state = 'queued' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  v_content := CASE v_mail.kind
    WHEN 'one_time_token' THEN one_time_token_mail(v_mail.token_id)
    WHEN 'notification' THEN notification_mail(v_mail.notification_id)
    ELSE invitation_mail(v_mail.invitation_id, v_mail.link_version, v_mail.reminder) END;
  IF v_content IS NULL THEN
    PERFORM finish_mail(p_mail, 'withdrawn', NULL);
    RETURN NULL;
  END IF;
  UPDATE cc_mails m SET attempts = m.attempts + 1 WHERE m.id = p_mail;
  RETURN v_content || jsonb_build_object('kind', v_mail.kind);
END
$$;

-- How it ended. The inviting side sees that of its invitation, as long as the link is the one that was mailed.
CREATE FUNCTION finish_mail(p_mail uuid, p_state text, p_failure text) RETURNS void
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_mail cc_mails%ROWTYPE;
BEGIN
  PERFORM enter_service_mode();
  -- The invitation first, as everywhere.
  PERFORM FROM cc_invitations i WHERE i.id = (SELECT m.invitation_id FROM cc_mails m WHERE m.id = p_mail) FOR NO KEY UPDATE;
  UPDATE cc_mails m SET state = p_state, failure = p_failure, sent_at = CASE WHEN p_state = 'sent' THEN now() END
   WHERE m.id = p_mail AND m.state = 'queued' RETURNING m.* INTO v_mail;
  IF v_mail.kind = 'invitation' THEN
    UPDATE cc_invitations i SET mail_state = nullif(p_state, 'withdrawn')
     WHERE i.id = v_mail.invitation_id AND i.claim_token_version = v_mail.link_version;
  END IF;
END
$$;

-- Where no mail is sent, nothing waits for the day on which some is. Asked by a process that was told of no mail server: what one
-- that sends would have taken long ago is nobody's, and what is only just due may be another's.
CREATE FUNCTION withdraw_mails() RETURNS int
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_count int;
BEGIN
  PERFORM enter_service_mode();
  PERFORM finish_mail(m.id, 'withdrawn', NULL) FROM cc_mails m WHERE m.state = 'queued' AND m.handed_on_at IS NULL
    AND m.send_after < now() - interval '10 minutes';
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END
$$;

-- Choices ---------------------------------------------------------------------------------------------------------------

-- What is turned off, and whether the address is proven: mail goes to proven ones only.
CREATE FUNCTION get_notification_choices(p_individual uuid, p_session uuid) RETURNS TABLE (email_verified boolean, off text[])
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  RETURN QUERY
    SELECT m.email_verified,
           ARRAY(SELECT c.topic FROM cc_notification_choices c WHERE c.individual_id = p_individual AND NOT c.by_mail)
      FROM get_me(p_individual, p_session) AS m;
END
$$;

CREATE FUNCTION set_notification_choices(p_individual uuid, p_session uuid, p_topics text[], p_by_mail boolean[])
  RETURNS TABLE (email_verified boolean, off text[])
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  INSERT INTO cc_notification_choices AS c (individual_id, topic, by_mail)
  SELECT p_individual, chosen.topic, chosen.by_mail FROM unnest(p_topics, p_by_mail) AS chosen (topic, by_mail) ORDER BY chosen.topic
  ON CONFLICT (individual_id, topic) DO UPDATE SET by_mail = excluded.by_mail;
  RETURN QUERY SELECT * FROM get_notification_choices(p_individual, p_session);
END
$$;

-- By the link at the foot of a mail, which is signed: nobody is signed in. p_subscribed null: only looks. No row for a person
-- or an invitation that is gone.
CREATE FUNCTION subscribe_person(p_individual uuid, p_topic text, p_subscribed boolean)
  RETURNS TABLE (email_masked text, subscribed boolean)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_service_mode();
  PERFORM FROM cc_individuals p WHERE p.id = p_individual FOR KEY SHARE;
  IF FOUND AND p_subscribed IS NOT NULL THEN
    INSERT INTO cc_notification_choices (individual_id, topic, by_mail) VALUES (p_individual, p_topic, p_subscribed)
    ON CONFLICT (individual_id, topic) DO UPDATE SET by_mail = excluded.by_mail;
  END IF;
  RETURN QUERY
    SELECT mask_email(p.email), coalesce(c.by_mail, true)
      FROM cc_individuals p LEFT JOIN cc_notification_choices c ON c.individual_id = p.id AND c.topic = p_topic
     WHERE p.id = p_individual;
END
$$;

-- Reminders of one invitation, by the link at the foot of its mail. p_subscribed null: only looks.
CREATE FUNCTION subscribe_invitation(p_invitation uuid, p_subscribed boolean) RETURNS TABLE (email_masked text, subscribed boolean)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_service_mode();
  UPDATE cc_invitations i SET reminders_stopped_at = CASE WHEN p_subscribed THEN NULL ELSE now() END
   WHERE i.id = p_invitation AND p_subscribed IS NOT NULL AND (i.reminders_stopped_at IS NULL) <> p_subscribed;
  RETURN QUERY
    SELECT mask_email(i.invitee_email), i.reminders_stopped_at IS NULL FROM cc_invitations i WHERE i.id = p_invitation;
END
$$;

GRANT EXECUTE ON FUNCTION tell_stakeholders, mail_invitations, issue_invitations, reissue_invitation, claim_invitation,
  mail_one_time_token, register_individual(text, text, text, uuid, bytea, text, int), resend_verification, verify_email,
  request_password_reset, take_due_mails, invitation_mail, one_time_token_mail, notification_mail, begin_mail, finish_mail,
  withdraw_mails, subscribe_person, subscribe_invitation TO service_runs_internal;
GRANT EXECUTE ON FUNCTION get_notification_choices, set_notification_choices TO service_runs_app;
