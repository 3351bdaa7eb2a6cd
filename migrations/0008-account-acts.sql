-- Signing up, in and out, and making an organisation. These act before there is a session, or on rows that the request
-- role never reads: they run in service mode.

CREATE FUNCTION register_individual(p_email text, p_display_name text, p_password_hash text) RETURNS uuid
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_id uuid;
BEGIN
  PERFORM enter_service_mode();
  INSERT INTO cc_individuals (email, display_name, password_hash) VALUES (p_email, p_display_name, p_password_hash)
  ON CONFLICT (email) DO NOTHING RETURNING id INTO v_id;
  IF v_id IS NULL THEN
    PERFORM refuse(409, 'error.auth.email_taken');
  END IF;
  RETURN v_id;
END
$$;

CREATE FUNCTION open_session(p_individual uuid, p_refresh_hash bytea, p_days int) RETURNS uuid
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_session uuid;
BEGIN
  PERFORM enter_service_mode();
  INSERT INTO cc_sessions (individual_id, expires_at) VALUES (p_individual, now() + make_interval(days => p_days))
  RETURNING id INTO v_session;
  INSERT INTO cc_refresh_tokens (session_id, token_hash) VALUES (v_session, p_refresh_hash);
  RETURN v_session;
END
$$;

-- A spent token that comes back has been copied: the whole family ends. That must outlast this call, so a refusal is
-- answered as no row and not raised. Two calls with one token meet on its row; the second finds it spent.
CREATE FUNCTION rotate_refresh_token(p_hash bytea, p_next_hash bytea, p_days int)
  RETURNS TABLE (session_id uuid, individual_id uuid)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_token record;
BEGIN
  PERFORM enter_service_mode();
  SELECT t.id, t.session_id, t.spent_at INTO v_token FROM cc_refresh_tokens t WHERE t.token_hash = p_hash FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF v_token.spent_at IS NOT NULL THEN
    UPDATE cc_sessions s SET ended_at = now(), ended_reason = 'reuse' WHERE s.id = v_token.session_id AND s.ended_at IS NULL;
    RETURN;
  END IF;
  UPDATE cc_sessions s SET expires_at = now() + make_interval(days => p_days)
   WHERE s.id = v_token.session_id AND s.ended_at IS NULL AND s.expires_at > now();
  IF NOT FOUND THEN
    RETURN;
  END IF;
  UPDATE cc_refresh_tokens t SET spent_at = now() WHERE t.id = v_token.id;
  INSERT INTO cc_refresh_tokens (session_id, token_hash) VALUES (v_token.session_id, p_next_hash);
  RETURN QUERY SELECT s.id, s.individual_id FROM cc_sessions s WHERE s.id = v_token.session_id;
END
$$;

CREATE FUNCTION end_session(p_individual uuid, p_session uuid) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  PERFORM enter_service_mode();
  UPDATE cc_sessions SET ended_at = now(), ended_reason = 'logout' WHERE id = p_session AND ended_at IS NULL;
END
$$;

-- Signing out when the access token has run out and only the cookie is left.
CREATE FUNCTION end_session_by_refresh_token(p_hash bytea) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter_service_mode();
  UPDATE cc_sessions s SET ended_at = now(), ended_reason = 'logout'
    FROM cc_refresh_tokens t WHERE t.token_hash = p_hash AND s.id = t.session_id AND s.ended_at IS NULL;
END
$$;

CREATE FUNCTION get_own_password_hash(p_individual uuid, p_session uuid) RETURNS text
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  PERFORM enter_service_mode();
  RETURN (SELECT password_hash FROM cc_individuals WHERE id = p_individual);
END
$$;

-- The old hash is named, so that of two changes at once only one wins. Every other session ends.
CREATE FUNCTION change_password(p_individual uuid, p_session uuid, p_old_hash text, p_new_hash text) RETURNS boolean
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  PERFORM enter_service_mode();
  UPDATE cc_individuals SET password_hash = p_new_hash WHERE id = p_individual AND password_hash = p_old_hash;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE cc_sessions SET ended_at = now(), ended_reason = 'password'
   WHERE individual_id = p_individual AND id <> p_session AND ended_at IS NULL;
  RETURN true;
END
$$;

-- The caller becomes owner. The slug is made unique with a number behind it.
CREATE FUNCTION create_tenant(p_individual uuid, p_session uuid, p_name text, p_slug text, p_time_zone text,
                              p_contact_phone text, p_contact_email text)
  RETURNS TABLE (id uuid, name text, slug text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
  v_slug   text := p_slug;
  v_try    int := 1;
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  PERFORM enter_service_mode();
  LOOP
    INSERT INTO cc_tenants AS t (name, slug, time_zone, contact_phone, contact_email)
    VALUES (p_name, v_slug, p_time_zone, p_contact_phone, p_contact_email)
    ON CONFLICT (slug) DO NOTHING RETURNING t.id INTO v_tenant;
    EXIT WHEN v_tenant IS NOT NULL;
    v_try := v_try + 1;
    -- After a few tries by number, a random tail: a name that thousands share must not cost thousands of tries.
    v_slug := p_slug || '-' || CASE WHEN v_try < 10 THEN v_try::text ELSE substr(md5(random()::text), 1, 8) END;
  END LOOP;
  INSERT INTO cc_tenant_members (tenant_id, individual_id, role) VALUES (v_tenant, p_individual, 'owner');
  INSERT INTO cc_audit_events (tenant_id, actor_individual_id, action, subject_type, subject_id)
  VALUES (v_tenant, p_individual, 'tenant.created', 'tenant', v_tenant);
  RETURN QUERY SELECT t.id, t.name, t.slug FROM cc_tenants t WHERE t.id = v_tenant;
END
$$;

GRANT EXECUTE ON FUNCTION register_individual, open_session, rotate_refresh_token, end_session, end_session_by_refresh_token,
  get_own_password_hash, change_password, create_tenant TO service_runs_internal;
