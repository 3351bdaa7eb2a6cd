-- The people of an organisation, inviting colleagues through the same engine as stakeholders, and API keys.

CREATE FUNCTION get_tenant(p_tenant uuid, p_actor request_actor)
  RETURNS TABLE (id uuid, name text, slug text, time_zone text, contact_phone text, contact_email text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY SELECT t.id, t.name, t.slug, t.time_zone, t.contact_phone, t.contact_email FROM cc_tenants t WHERE t.id = v_tenant;
END
$$;

-- Names and addresses of colleagues: for the tenant that was proven.
GRANT SELECT (created_at) ON cc_tenant_members TO service_runs_reader;
CREATE POLICY reader_tenant_select ON cc_tenant_members FOR SELECT TO service_runs_reader
  USING (tenant_id = (SELECT current_tenant_id()));

CREATE FUNCTION describe_members()
  RETURNS TABLE (individual_id uuid, display_name text, email text, email_verified boolean, role text, joined_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT p.id, p.display_name, p.email, p.email_verified_at IS NOT NULL, m.role, m.created_at
      FROM cc_tenant_members m JOIN cc_individuals p ON p.id = m.individual_id
     WHERE m.tenant_id = (SELECT current_tenant_id())
     ORDER BY m.role, p.display_name, p.id;
END
$$;

CREATE FUNCTION list_members(p_tenant uuid, p_actor request_actor)
  RETURNS TABLE (individual_id uuid, display_name text, email text, email_verified boolean, role text, joined_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_as_tenant(p_tenant, p_actor);
  RETURN QUERY SELECT * FROM describe_members();
END
$$;

-- A new role, or none at all: then the member is out, with all the keys that they made. The organisation's row is held, so
-- that two owners cannot lower each other at once.
CREATE FUNCTION change_member(p_tenant uuid, p_actor request_actor, p_individual uuid, p_role text)
  RETURNS TABLE (individual_id uuid, display_name text, email text, email_verified boolean, role text, joined_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
  v_actor  uuid;
  v_role   text;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_actor FROM enter_as_tenant(p_tenant, p_actor) AS e;
  PERFORM enter_service_mode();
  PERFORM FROM cc_tenants t WHERE t.id = v_tenant FOR NO KEY UPDATE;
  -- Whoever lowered or removed the caller while this waited has decided: the proof is looked at again.
  IF NOT EXISTS (SELECT FROM cc_tenant_members m WHERE m.tenant_id = v_tenant AND m.individual_id = v_actor AND m.role = 'owner') THEN
    PERFORM refuse(403, 'error.auth.role_required');
  END IF;
  SELECT m.role INTO v_role FROM cc_tenant_members m WHERE m.tenant_id = v_tenant AND m.individual_id = p_individual FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.member.not_found');
  END IF;
  IF v_role = 'owner' AND p_role IS DISTINCT FROM 'owner' AND NOT EXISTS (
       SELECT FROM cc_tenant_members m WHERE m.tenant_id = v_tenant AND m.role = 'owner' AND m.individual_id <> p_individual) THEN
    PERFORM refuse(409, 'error.member.last_owner');
  END IF;
  IF p_role IS NULL THEN
    DELETE FROM cc_api_keys k WHERE k.tenant_id = v_tenant AND k.made_by_individual_id = p_individual;
    DELETE FROM cc_tenant_members m WHERE m.tenant_id = v_tenant AND m.individual_id = p_individual;
  ELSE
    UPDATE cc_tenant_members m SET role = p_role WHERE m.tenant_id = v_tenant AND m.individual_id = p_individual AND m.role <> p_role;
  END IF;
  IF p_role IS DISTINCT FROM v_role THEN
    INSERT INTO cc_audit_events (tenant_id, actor_individual_id, action, subject_type, subject_id, detail)
    VALUES (v_tenant, v_actor, CASE WHEN p_role IS NULL THEN 'member.removed' ELSE 'member.role_changed' END,
            'individual', p_individual, jsonb_build_object('from', v_role, 'to', p_role));
  END IF;
  RETURN QUERY SELECT * FROM describe_members() AS d WHERE d.individual_id = p_individual;
END
$$;

-- Invitations of colleagues, as those of a run are listed and ended. One that was claimed has made a member: that is ended
-- by removing the member.
CREATE FUNCTION list_member_invitations(p_tenant uuid, p_actor request_actor, p_statuses text[],
                                        p_after_created timestamptz, p_after_id uuid, p_limit int)
  RETURNS TABLE (id uuid, invitee_email text, invitee_name text, invitee_role text, status text,
                 claim_token_expires_at timestamptz, sent_at timestamptz, viewed_at timestamptz, claimed_at timestamptz,
                 revoked_at timestamptz, revoked_reason text, mail_state text, "position" text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY
    SELECT i.id, i.invitee_email, i.invitee_name, i.invitee_role, invitation_status(i.status, i.claim_token_expires_at),
           i.claim_token_expires_at, i.sent_at, i.viewed_at, i.claimed_at, i.revoked_at, i.revoked_reason, i.mail_state,
           i.created_at::text
      FROM cc_invitations i
     WHERE i.context_type = 'tenant' AND i.context_id = v_tenant AND i.inviter_tenant_id = v_tenant
       AND (p_statuses IS NULL OR invitation_status(i.status, i.claim_token_expires_at) = ANY (p_statuses))
       AND (i.created_at, i.id) < (p_after_created, p_after_id)
     ORDER BY i.created_at DESC, i.id DESC LIMIT p_limit;
END
$$;

CREATE FUNCTION revoke_member_invitation(p_tenant uuid, p_actor request_actor, p_invitation uuid, p_reason text)
  RETURNS TABLE (id uuid, invitee_email text, invitee_name text, invitee_role text, status text,
                 claim_token_expires_at timestamptz, sent_at timestamptz, viewed_at timestamptz, claimed_at timestamptz,
                 revoked_at timestamptz, revoked_reason text, mail_state text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
  v_actor  uuid;
  v_status text;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_actor FROM enter_as_tenant(p_tenant, p_actor) AS e;
  PERFORM enter_service_mode();
  SELECT i.status INTO v_status FROM cc_invitations i
   WHERE i.id = p_invitation AND i.context_type = 'tenant' AND i.context_id = v_tenant AND i.inviter_tenant_id = v_tenant FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.invite.not_found');
  ELSIF v_status = 'claimed' THEN
    PERFORM refuse(409, 'error.invite.already_claimed');
  ELSIF v_status <> 'revoked' THEN
    UPDATE cc_invitations i SET status = 'revoked', revoked_at = now(), revoked_reason = p_reason WHERE i.id = p_invitation;
    INSERT INTO cc_audit_events (tenant_id, actor_individual_id, action, subject_type, subject_id, detail)
    VALUES (v_tenant, v_actor, 'invitation.revoked', 'invitation', p_invitation, jsonb_build_object('from', v_status));
  END IF;
  RETURN QUERY
    SELECT i.id, i.invitee_email, i.invitee_name, i.invitee_role, invitation_status(i.status, i.claim_token_expires_at),
           i.claim_token_expires_at, i.sent_at, i.viewed_at, i.claimed_at, i.revoked_at, i.revoked_reason, i.mail_state
      FROM cc_invitations i WHERE i.id = p_invitation;
END
$$;

-- API keys. Only the hash of one is kept; the hash is no column that the request role may read.
GRANT INSERT (id, tenant_id, made_by_individual_id, name, key_hash, scopes, expires_at), DELETE ON cc_api_keys TO service_runs_app;
CREATE POLICY api_key_tenant_insert ON cc_api_keys FOR INSERT TO service_runs_app
  WITH CHECK (tenant_id = (SELECT current_tenant_id()) AND made_by_individual_id = (SELECT current_individual_id()));
CREATE POLICY api_key_tenant_delete ON cc_api_keys FOR DELETE TO service_runs_app
  USING (tenant_id = (SELECT current_tenant_id()));

CREATE FUNCTION describe_api_keys(p_tenant uuid, p_key uuid)
  RETURNS TABLE (id uuid, name text, scopes text[], expires_at timestamptz, last_used_at timestamptz, created_at timestamptz)
  LANGUAGE sql STABLE
  AS $$
  SELECT k.id, k.name, k.scopes, k.expires_at, k.last_used_at, k.created_at
    FROM cc_api_keys k WHERE k.tenant_id = p_tenant AND (p_key IS NULL OR k.id = p_key)
   ORDER BY k.created_at DESC, k.id
  $$;

CREATE FUNCTION list_api_keys(p_tenant uuid, p_actor request_actor)
  RETURNS TABLE (id uuid, name text, scopes text[], expires_at timestamptz, last_used_at timestamptz, created_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  RETURN QUERY SELECT * FROM describe_api_keys(v_tenant, NULL);
END
$$;

CREATE FUNCTION create_api_key(p_tenant uuid, p_individual uuid, p_id uuid, p_name text, p_hash bytea, p_scopes text[], p_expires timestamptz)
  RETURNS TABLE (id uuid, name text, scopes text[], expires_at timestamptz, last_used_at timestamptz, created_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO cc_api_keys (id, tenant_id, made_by_individual_id, name, key_hash, scopes, expires_at)
  VALUES (p_id, p_tenant, p_individual, p_name, p_hash, p_scopes, p_expires);
  INSERT INTO cc_audit_events (tenant_id, actor_individual_id, action, subject_type, subject_id, detail)
  VALUES (p_tenant, p_individual, 'api_key.created', 'api_key', p_id, jsonb_build_object('scopes', to_jsonb(p_scopes)));
  RETURN QUERY SELECT * FROM describe_api_keys(p_tenant, p_id);
END
$$;

CREATE FUNCTION delete_api_key(p_tenant uuid, p_actor request_actor, p_key uuid) RETURNS void
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_tenant uuid;
  v_actor  uuid;
BEGIN
  SELECT e.tenant_id, e.individual_id INTO v_tenant, v_actor FROM enter_as_tenant(p_tenant, p_actor) AS e;
  DELETE FROM cc_api_keys k WHERE k.tenant_id = v_tenant AND k.id = p_key;
  IF NOT FOUND THEN
    PERFORM refuse(404, 'error.api_key.not_found');
  END IF;
  INSERT INTO cc_audit_events (tenant_id, actor_individual_id, action, subject_type, subject_id)
  VALUES (v_tenant, v_actor, 'api_key.deleted', 'api_key', p_key);
END
$$;

-- Written down now and then, apart from the requests that use the key.
CREATE FUNCTION touch_api_key(p_hash bytea) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter_service_mode();
  UPDATE cc_api_keys SET last_used_at = now()
   WHERE key_hash = p_hash AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute');
END
$$;

-- Who had access to a run, when, given and ended by whom and why: from the trail, with the names of today.
CREATE FUNCTION access_receipt(p_tenant uuid, p_actor request_actor, p_run uuid, p_individual uuid)
  RETURNS TABLE (run_id uuid, run_name text, individual_id uuid, display_name text, email_masked text, stakeholder_role text,
                 status text, granted_at timestamptz, revoked_at timestamptz, revoked_reason text, events json)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  SELECT e.tenant_id INTO v_tenant FROM enter_as_tenant(p_tenant, p_actor) AS e;
  PERFORM require_run(v_tenant, p_run);
  RETURN QUERY SELECT * FROM describe_receipt(p_run, p_individual);
END
$$;

CREATE FUNCTION describe_receipt(p_run uuid, p_individual uuid)
  RETURNS TABLE (run_id uuid, run_name text, individual_id uuid, display_name text, email_masked text, stakeholder_role text,
                 status text, granted_at timestamptz, revoked_at timestamptz, revoked_reason text, events json)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    SELECT r.id, r.name, p.id, p.display_name, mask_email(p.email), g.stakeholder_role, g.status, g.granted_at,
           g.revoked_at, g.revoked_reason,
           (SELECT coalesce(json_agg(json_build_object(
                     'at', iso_instant(a.created_at), 'action', a.action, 'by', actor.display_name,
                     'invitation_id', i.id, 'role', i.invitee_role, 'reason', CASE WHEN a.action = 'invitation.revoked' THEN i.revoked_reason END)
                     ORDER BY a.created_at, a.id), '[]')
              FROM cc_invitations i
              JOIN cc_audit_events a ON a.tenant_id = (SELECT current_tenant_id()) AND a.run_id = p_run
                   AND (a.subject_id = i.id OR a.action = 'invitations.created' AND a.detail -> 'invitation_ids' ? i.id::text)
              LEFT JOIN cc_individuals actor ON actor.id = a.actor_individual_id
             WHERE i.inviter_tenant_id = (SELECT current_tenant_id()) AND i.run_id = p_run AND i.invitee_email = p.email)
      FROM cc_service_run_stakeholders g
      JOIN cc_n3_runs r ON r.id = g.run_id
      JOIN cc_individuals p ON p.id = g.stakeholder_individual_id
     WHERE g.run_tenant_id = (SELECT current_tenant_id()) AND g.run_id = p_run
       AND (p_individual IS NULL OR g.stakeholder_individual_id = p_individual)
     ORDER BY g.granted_at, g.id;
END
$$;

GRANT SELECT (run_id, invitee_role) ON cc_invitations TO service_runs_reader;
GRANT EXECUTE ON FUNCTION get_tenant, list_members, list_member_invitations, describe_api_keys, list_api_keys, create_api_key,
  delete_api_key, access_receipt, describe_receipt TO service_runs_app;
GRANT EXECUTE ON FUNCTION describe_members TO service_runs_app, service_runs_internal;
GRANT EXECUTE ON FUNCTION change_member, revoke_member_invitation, touch_api_key TO service_runs_internal;
GRANT CREATE ON SCHEMA public TO service_runs_reader;
ALTER FUNCTION describe_members OWNER TO service_runs_reader;
ALTER FUNCTION describe_receipt OWNER TO service_runs_reader;
REVOKE CREATE ON SCHEMA public FROM service_runs_reader;
