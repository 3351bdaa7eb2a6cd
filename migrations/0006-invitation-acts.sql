-- Inviting, reissuing, opening, claiming, revoking. All but opening touch rows of several people: they run in service
-- mode, on the internal role's connection, after the same proof of who is asking.
--
-- Locks are always taken in this order: run, invitations (by id), grants. Claiming and revoking meet on the invitation's
-- row, so that there is never an active grant under a revoked invitation. Those two would touch the run only at the end,
-- when what they write refers to it: they take that same lock (KEY SHARE, which keeps out nobody but an eraser) at once.

-- Holds what people are invited to, a run or the organisation itself, and refuses one that takes no more. Batches for one
-- run follow one another; the lock lets claims go on.
CREATE FUNCTION hold_invitable(p_tenant uuid, p_context_type text, p_context uuid) RETURNS void
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_status text;
BEGIN
  IF p_context_type = 'tenant' THEN
    PERFORM FROM cc_tenants t WHERE t.id = p_tenant AND t.id = p_context FOR NO KEY UPDATE;
    RETURN;
  END IF;
  SELECT r.status INTO v_status FROM cc_n3_runs r WHERE r.tenant_id = p_tenant AND r.id = p_context FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.run.not_found');
  ELSIF v_status NOT IN ('draft', 'scheduled', 'in_progress') THEN
    PERFORM refuse(409, 'error.run.closed');
  END IF;
END
$$;

-- First half of inviting: proves the actor, holds the context, and answers what is known of each address. The caller then
-- derives the links, for which it needs the id and version of what is reissued, and calls issue_invitations in the same
-- transaction. The context of a colleague's invitation is the organisation, which need not be named.
CREATE FUNCTION prepare_invitations(p_tenant uuid, p_actor request_actor, p_context_type text, p_context uuid, p_emails text[])
  RETURNS TABLE (email text, open_invitation_id uuid, open_version int, has_access boolean, tenant_id uuid, inviter_id uuid,
                 context_id uuid)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant  uuid;
  v_inviter uuid;
  v_context uuid;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_inviter FROM enter_as_tenant(p_tenant, p_actor) AS e;
  PERFORM enter_service_mode();
  v_context := CASE WHEN p_context_type = 'tenant' THEN v_tenant ELSE p_context END;
  PERFORM hold_invitable(v_tenant, p_context_type, v_context);
  PERFORM FROM cc_invitations i
    WHERE i.context_id = v_context AND i.invitee_email = ANY (p_emails) AND i.status IN ('sent', 'viewed')
    ORDER BY i.id FOR UPDATE;
  RETURN QUERY
    SELECT wanted.email, i.id, i.claim_token_version,
           EXISTS (SELECT FROM cc_service_run_stakeholders g JOIN cc_individuals p ON p.id = g.stakeholder_individual_id
                    WHERE p_context_type = 'service_run' AND g.run_id = v_context AND g.status = 'active' AND p.email = wanted.email
                    UNION ALL
                   SELECT FROM cc_tenant_members m JOIN cc_individuals p ON p.id = m.individual_id
                    WHERE p_context_type = 'tenant' AND m.tenant_id = v_context AND p.email = wanted.email),
           v_tenant, v_inviter, v_context
      FROM unnest(p_emails) AS wanted (email)
      LEFT JOIN cc_invitations i ON i.context_id = v_context AND i.invitee_email = wanted.email AND i.status IN ('sent', 'viewed');
END
$$;

-- Tells the verified owner of each address. An address that nobody has proven is told nothing.
CREATE FUNCTION notify_invited(p_invitations uuid[], p_title text, p_body text) RETURNS void
  LANGUAGE sql
  AS $$
  INSERT INTO cc_notifications (recipient_individual_id, category, title, body, action_url, context_type, context_id, link_version)
  SELECT p.id, 'system', p_title, p_body, '/i/{token}', 'invitation', i.id, i.claim_token_version
    FROM cc_invitations i JOIN cc_individuals p ON p.email = i.invitee_email AND p.email_verified_at IS NOT NULL
   WHERE i.id = ANY (p_invitations)
  $$;

-- Second half of inviting, in the transaction of the first: one statement for any number of invitees.
CREATE FUNCTION issue_invitations(p_tenant uuid, p_inviter uuid, p_context_type text, p_context uuid, p_ids uuid[], p_emails text[], p_names text[],
                                  p_roles text[], p_messages text[], p_versions int[], p_hashes bytea[], p_key_id text,
                                  p_days int, p_title text, p_body text)
  RETURNS TABLE (id uuid, invitee_email text, invitee_name text, invitee_role text, status text,
                 claim_token_expires_at timestamptz, claim_token_version int)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    INSERT INTO cc_invitations AS i (id, inviter_tenant_id, inviter_individual_id, context_type, context_id, invitee_email,
                                     invitee_name, invitee_role, message, claim_token_version, claim_token_hash,
                                     claim_token_key_id, claim_token_expires_at)
    SELECT n.id, p_tenant, p_inviter, p_context_type, p_context, n.email, n.name, n.role, n.message, n.version, n.hash,
           p_key_id, now() + make_interval(days => p_days)
      FROM unnest(p_ids, p_emails, p_names, p_roles, p_messages, p_versions, p_hashes)
        AS n (id, email, name, role, message, version, hash)
     ORDER BY n.id
    ON CONFLICT (id) DO UPDATE
      SET inviter_individual_id = excluded.inviter_individual_id,
          invitee_name = coalesce(excluded.invitee_name, i.invitee_name),
          invitee_role = coalesce(excluded.invitee_role, i.invitee_role),
          message = coalesce(excluded.message, i.message),
          claim_token_version = excluded.claim_token_version,
          claim_token_hash = excluded.claim_token_hash,
          mail_token_hash = NULL,
          mail_state = NULL,
          claim_token_key_id = excluded.claim_token_key_id,
          claim_token_expires_at = excluded.claim_token_expires_at,
          status = 'sent', sent_at = now(), viewed_at = NULL
    RETURNING i.id, i.invitee_email, i.invitee_name, i.invitee_role, i.status, i.claim_token_expires_at, i.claim_token_version;
  PERFORM notify_invited(p_ids, p_title, p_body);
  INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id, detail)
  VALUES (p_tenant, CASE WHEN p_context_type = 'service_run' THEN p_context END, p_inviter, 'invitations.created',
          CASE WHEN p_context_type = 'service_run' THEN 'run' ELSE 'tenant' END, p_context,
          jsonb_build_object('count', cardinality(p_ids),
                             'reissued', (SELECT count(*) FROM unnest(p_versions) AS v WHERE v > 1),
                             'invitation_ids', to_jsonb(p_ids)));
END
$$;

-- First half of reissuing one.
CREATE FUNCTION prepare_reissue(p_tenant uuid, p_actor request_actor, p_context_type text, p_context uuid, p_invitation uuid)
  RETURNS TABLE (version int, tenant_id uuid, inviter_id uuid)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant  uuid;
  v_inviter uuid;
  v_context uuid;
  v_invitation record;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_inviter FROM enter_as_tenant(p_tenant, p_actor) AS e;
  PERFORM enter_service_mode();
  v_context := CASE WHEN p_context_type = 'tenant' THEN v_tenant ELSE p_context END;
  IF p_context_type = 'service_run' THEN
    PERFORM require_run(v_tenant, v_context);
  END IF;
  SELECT i.status, i.invitee_email INTO v_invitation
    FROM cc_invitations i
   WHERE i.id = p_invitation AND i.context_type = p_context_type AND i.context_id = v_context AND i.inviter_tenant_id = v_tenant;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.invite.not_found');
  END IF;
  IF v_invitation.status IN ('claimed', 'revoked') THEN
    PERFORM refuse(409, 'error.invite.not_reissuable');
  END IF;
  PERFORM hold_invitable(v_tenant, p_context_type, v_context);
  -- Looked at again, held: between the look and the lock it may have been claimed, revoked or reissued.
  SELECT i.status, i.claim_token_version, i.invitee_email INTO v_invitation
    FROM cc_invitations i WHERE i.id = p_invitation FOR UPDATE;
  -- An expired row that was written down as such may have a successor for the same address, which is then the live one.
  IF v_invitation.status IN ('claimed', 'revoked')
     OR v_invitation.status = 'expired' AND EXISTS (
          SELECT FROM cc_invitations i WHERE i.context_id = v_context AND i.invitee_email = v_invitation.invitee_email
                                         AND i.status IN ('sent', 'viewed')) THEN
    PERFORM refuse(409, 'error.invite.not_reissuable');
  END IF;
  RETURN QUERY SELECT v_invitation.claim_token_version, v_tenant, v_inviter;
END
$$;

CREATE FUNCTION reissue_invitation(p_tenant uuid, p_actor_id uuid, p_invitation uuid, p_version int,
                                   p_hash bytea, p_key_id text, p_days int, p_title text, p_body text)
  RETURNS TABLE (id uuid, invitee_email text, invitee_name text, invitee_role text, status text,
                 claim_token_expires_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    UPDATE cc_invitations i
       SET claim_token_version = p_version, claim_token_hash = p_hash, claim_token_key_id = p_key_id,
           mail_token_hash = NULL, mail_state = NULL,
           claim_token_expires_at = now() + make_interval(days => p_days),
           status = 'sent', sent_at = now(), viewed_at = NULL
     WHERE i.id = p_invitation
    RETURNING i.id, i.invitee_email, i.invitee_name, i.invitee_role, i.status, i.claim_token_expires_at;
  PERFORM notify_invited(ARRAY[p_invitation], p_title, p_body);
  INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id, detail)
  SELECT p_tenant, i.run_id, p_actor_id, 'invitation.reissued', 'invitation', p_invitation, jsonb_build_object('version', p_version)
    FROM cc_invitations i WHERE i.id = p_invitation;
END
$$;

-- What the holder of a link sees. The first real opening is written down; everything dead is one answer: no row.
CREATE FUNCTION open_invitation(p_hash bytea, p_mark boolean)
  RETURNS TABLE (status text, context_type text, invitee_name text, email_masked text, expires_at timestamptz, message text,
                 run_id uuid, run_name text, starts_at timestamptz, ends_at timestamptz, time_zone text, zone_name text,
                 market_mode text, run_status text, tenant_name text, contact_phone text, contact_email text)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
DECLARE
  v_id     uuid;
  v_status text;
  v_tenant uuid;
  v_run    uuid;
BEGIN
  SELECT i.id, invitation_status(i.status, i.claim_token_expires_at), i.inviter_tenant_id, i.run_id
    INTO v_id, v_status, v_tenant, v_run
    FROM cc_invitations i WHERE i.claim_token_hash = p_hash OR i.mail_token_hash = p_hash;
  IF v_id IS NULL OR v_status IN ('expired', 'revoked') THEN
    RETURN;
  END IF;
  IF p_mark AND v_status = 'sent' THEN
    -- The line of the trail first: it refers to the run, whose turn it is before the invitation. Where somebody else was
    -- faster, it is taken back.
    BEGIN
      INSERT INTO cc_audit_events (tenant_id, run_id, action, subject_type, subject_id)
      VALUES (v_tenant, v_run, 'invitation.viewed', 'invitation', v_id);
      UPDATE cc_invitations i SET status = 'viewed', viewed_at = now()
       WHERE i.id = v_id AND i.status = 'sent' AND (i.claim_token_hash = p_hash OR i.mail_token_hash = p_hash);
      IF NOT FOUND THEN
        RAISE no_data_found;
      END IF;
    EXCEPTION WHEN no_data_found THEN
      NULL;
    END;
  END IF;
  -- Read again: what stood in the way of the update may have changed the row.
  RETURN QUERY
    SELECT i.status, i.context_type, i.invitee_name, mask_email(i.invitee_email), i.claim_token_expires_at, i.message,
           r.id, r.name, r.starts_at, r.ends_at, r.time_zone, r.zone_name, r.market_mode, r.status,
           t.name, t.contact_phone, t.contact_email
      FROM cc_invitations i
      JOIN cc_tenants t ON t.id = i.inviter_tenant_id
      LEFT JOIN cc_n3_runs r ON r.tenant_id = i.inviter_tenant_id AND r.id = i.run_id
     WHERE i.id = v_id AND (i.claim_token_hash = p_hash OR i.mail_token_hash = p_hash)
       AND i.status <> 'revoked' AND invitation_status(i.status, i.claim_token_expires_at) <> 'expired';
END
$$;

-- Fills a notification's text in one pass: what is put in is never read again, whatever braces stand in a name.
CREATE FUNCTION fill_text(p_text text, p_run text, p_person text DEFAULT '') RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
  SELECT string_agg(CASE part WHEN '{run}' THEN p_run WHEN '{person}' THEN p_person ELSE part END, '' ORDER BY place)
    FROM regexp_split_to_table(p_text, '(?<=[}])|(?=[{])') WITH ORDINALITY AS parts (part, place)
  $$;

-- Takes up an invitation. One statement, one transaction: all of it happens or none.
CREATE FUNCTION claim_invitation(p_individual uuid, p_session uuid, p_hash bytea,
                                 p_claimed_title text, p_claimed_body text, p_inviter_title text, p_inviter_body text)
  RETURNS TABLE (run_id uuid, stakeholder_role text, granted_at timestamptz, tenant_id uuid, member_role text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_invitation cc_invitations%ROWTYPE;
  v_person     record;
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
  IF v_person.email_verified_at IS NULL AND v_invitation.mail_token_hash = p_hash THEN
    UPDATE cc_individuals p SET email_verified_at = now() WHERE p.id = p_individual;
    v_person.email_verified_at := now();
  END IF;
  IF v_invitation.context_type = 'tenant' AND v_person.email_verified_at IS NULL THEN
    PERFORM refuse(403, 'error.invite.email_unverified');
  END IF;

  UPDATE cc_invitations i
     SET status = 'claimed', claimed_at = now(), claimed_by_individual_id = p_individual,
         claimed_by_tenant_id = i.inviter_tenant_id, viewed_at = coalesce(i.viewed_at, now())
   WHERE i.id = v_invitation.id;
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

  INSERT INTO cc_notifications (recipient_individual_id, category, title, body, action_url, context_type, context_id)
  SELECT p_individual, 'system', p_claimed_title, fill_text(p_claimed_body, v_run_name),
         '/app/runs/' || v_invitation.run_id || '/view', 'invitation', v_invitation.id
   UNION ALL
  SELECT told.individual_id, 'system', p_inviter_title,
         fill_text(p_inviter_body, v_run_name,
                   coalesce(nullif(v_invitation.invitee_name, ''), nullif(v_person.display_name, ''), mask_email(v_person.email))),
         '/app/provider/runs/' || v_invitation.run_id, 'invitation', v_invitation.id
    FROM run_inviters(v_invitation.inviter_tenant_id, v_invitation.inviter_individual_id) AS told;
END
$$;

-- Who is told for the inviting side: the person who invited, or the owners when that person is no longer a member.
CREATE FUNCTION run_inviters(p_tenant uuid, p_inviter uuid) RETURNS TABLE (individual_id uuid)
  LANGUAGE sql STABLE
  AS $$
  SELECT m.individual_id FROM cc_tenant_members m
   WHERE m.tenant_id = p_tenant
     AND CASE WHEN EXISTS (SELECT FROM cc_tenant_members i WHERE i.tenant_id = p_tenant AND i.individual_id = p_inviter)
              THEN m.individual_id = p_inviter ELSE m.role = 'owner' END
  $$;

-- Ends grants and tells their holders. The invitations are locked by the caller.
CREATE FUNCTION end_grants(p_tenant uuid, p_run uuid, p_individual uuid, p_invitation uuid, p_reason text, p_title text, p_body text)
  RETURNS void
  LANGUAGE sql
  AS $$
  WITH ended AS (
    UPDATE cc_service_run_stakeholders g
       SET status = 'revoked', revoked_at = now(), revoked_reason = coalesce(p_reason, 'invitation_revoked')
     WHERE g.run_tenant_id = p_tenant AND g.run_id = p_run AND g.status = 'active'
       AND (g.invite_id = p_invitation OR g.stakeholder_individual_id = p_individual)
    RETURNING g.stakeholder_individual_id, g.invite_id)
  INSERT INTO cc_notifications (recipient_individual_id, category, title, body, action_url, context_type, context_id)
  SELECT e.stakeholder_individual_id, 'system', p_title, fill_text(p_body, r.name), '/app/notifications',
         CASE WHEN e.invite_id IS NULL THEN 'service_run' ELSE 'invitation' END, coalesce(e.invite_id, p_run)
    FROM ended e JOIN cc_n3_runs r ON r.id = p_run
  $$;

CREATE FUNCTION revoke_invitation(p_tenant uuid, p_actor request_actor, p_run uuid, p_invitation uuid, p_reason text,
                                  p_title text, p_body text)
  RETURNS TABLE (id uuid, invitee_email text, invitee_name text, invitee_role text, status text,
                 claim_token_expires_at timestamptz, sent_at timestamptz, viewed_at timestamptz, claimed_at timestamptz,
                 revoked_at timestamptz, revoked_reason text, mail_state text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant     uuid;
  v_actor      uuid;
  v_status     text;
  v_claimed_by uuid;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_actor FROM enter_as_tenant(p_tenant, p_actor) AS e;
  PERFORM enter_service_mode();
  PERFORM FROM cc_n3_runs r WHERE r.tenant_id = v_tenant AND r.id = p_run FOR KEY SHARE;
  SELECT i.status, i.claimed_by_individual_id INTO v_status, v_claimed_by FROM cc_invitations i
   WHERE i.id = p_invitation AND i.run_id = p_run AND i.inviter_tenant_id = v_tenant FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM require_run(v_tenant, p_run);
    PERFORM refuse(404, 'error.invite.not_found');
  END IF;
  IF v_status <> 'revoked' THEN
    UPDATE cc_invitations i SET status = 'revoked', revoked_at = now(), revoked_reason = p_reason WHERE i.id = p_invitation;
    PERFORM end_grants(v_tenant, p_run, v_claimed_by, p_invitation, p_reason, p_title, p_body);
    INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id, detail)
    VALUES (v_tenant, p_run, v_actor, 'invitation.revoked', 'invitation', p_invitation, jsonb_build_object('from', v_status));
  END IF;
  RETURN QUERY
    SELECT i.id, i.invitee_email, i.invitee_name, i.invitee_role, invitation_status(i.status, i.claim_token_expires_at),
           i.claim_token_expires_at, i.sent_at, i.viewed_at, i.claimed_at, i.revoked_at, i.revoked_reason, i.mail_state
      FROM cc_invitations i WHERE i.id = p_invitation;
END
$$;

-- The same act from the grant's side: every invitation that this person claimed for the run goes with it.
CREATE FUNCTION revoke_stakeholder(p_tenant uuid, p_actor request_actor, p_run uuid, p_stakeholder uuid, p_reason text,
                                   p_title text, p_body text)
  RETURNS TABLE (id uuid, individual_id uuid, display_name text, email_masked text, email_verified boolean,
                 stakeholder_role text, status text, granted_at timestamptz, revoked_at timestamptz,
                 revoked_reason text, invite_id uuid, "position" text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant     uuid;
  v_actor      uuid;
  v_individual uuid;
  v_invitation uuid;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_actor FROM enter_as_tenant(p_tenant, p_actor) AS e;
  PERFORM enter_service_mode();
  SELECT g.stakeholder_individual_id INTO v_individual FROM cc_service_run_stakeholders g
   WHERE g.id = p_stakeholder AND g.run_id = p_run AND g.run_tenant_id = v_tenant;
  IF NOT FOUND THEN
    PERFORM require_run(v_tenant, p_run);
    PERFORM refuse(404, 'error.invite.not_found');
  END IF;
  PERFORM FROM cc_n3_runs r WHERE r.tenant_id = v_tenant AND r.id = p_run FOR KEY SHARE;
  -- Also one that is still open for this person's address: a claim of it, under way now, moves the grant.
  PERFORM FROM cc_invitations i
    WHERE i.run_id = p_run AND i.inviter_tenant_id = v_tenant
      AND (i.claimed_by_individual_id = v_individual
           OR i.invitee_email = (SELECT p.email FROM cc_individuals p WHERE p.id = v_individual))
    ORDER BY i.id FOR UPDATE;
  PERFORM FROM cc_service_run_stakeholders g WHERE g.id = p_stakeholder AND g.status = 'active' FOR UPDATE;
  IF FOUND THEN
    SELECT g.invite_id INTO v_invitation FROM cc_service_run_stakeholders g WHERE g.id = p_stakeholder;
    PERFORM end_grants(v_tenant, p_run, v_individual, v_invitation, p_reason, p_title, p_body);
    WITH gone AS (
      UPDATE cc_invitations i SET status = 'revoked', revoked_at = now(), revoked_reason = p_reason
       WHERE i.run_id = p_run AND i.status = 'claimed' AND (i.claimed_by_individual_id = v_individual OR i.id = v_invitation)
      RETURNING i.id)
    INSERT INTO cc_audit_events (tenant_id, run_id, actor_individual_id, action, subject_type, subject_id, detail)
    SELECT v_tenant, p_run, v_actor, 'invitation.revoked', 'invitation', gone.id, jsonb_build_object('from', 'claimed') FROM gone
     UNION ALL
    SELECT v_tenant, p_run, v_actor, 'invitation.revoked', 'stakeholder', p_stakeholder, '{}'
     WHERE NOT EXISTS (SELECT FROM gone);
  END IF;
  RETURN QUERY SELECT * FROM describe_stakeholders(p_run, p_stakeholder, NULL, 'infinity',
                                                   'ffffffff-ffff-ffff-ffff-ffffffffffff', 1);
END
$$;

GRANT SELECT (id, claim_token_hash, mail_token_hash, status, claim_token_expires_at, inviter_tenant_id, run_id, context_type,
              invitee_name, invitee_email, message, viewed_at),
      UPDATE (status, viewed_at, updated_at) ON cc_invitations TO service_runs_link;
CREATE POLICY link_select ON cc_invitations FOR SELECT TO service_runs_link USING (true);
CREATE POLICY link_update ON cc_invitations FOR UPDATE TO service_runs_link
  USING (status = 'sent') WITH CHECK (status = 'viewed');
GRANT SELECT (id, tenant_id, name, starts_at, ends_at, time_zone, zone_name, market_mode, status) ON cc_n3_runs TO service_runs_link;
CREATE POLICY link_select ON cc_n3_runs FOR SELECT TO service_runs_link USING (true);
GRANT SELECT (id, name, contact_phone, contact_email) ON cc_tenants TO service_runs_link;
CREATE POLICY link_select ON cc_tenants FOR SELECT TO service_runs_link USING (true);
GRANT INSERT (tenant_id, run_id, action, subject_type, subject_id) ON cc_audit_events TO service_runs_link;
CREATE POLICY link_insert ON cc_audit_events FOR INSERT TO service_runs_link
  WITH CHECK (action = 'invitation.viewed' AND actor_individual_id IS NULL);

GRANT EXECUTE ON FUNCTION hold_invitable, prepare_invitations, notify_invited, issue_invitations, prepare_reissue, reissue_invitation,
  claim_invitation, fill_text, run_inviters, end_grants, revoke_invitation, revoke_stakeholder TO service_runs_internal;
GRANT EXECUTE ON FUNCTION open_invitation TO service_runs_app;

GRANT CREATE ON SCHEMA public TO service_runs_link;
ALTER FUNCTION open_invitation OWNER TO service_runs_link;
REVOKE CREATE ON SCHEMA public FROM service_runs_link;
