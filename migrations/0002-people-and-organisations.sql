-- People, their sessions, organisations, who belongs to them, API keys; and the proof of who is asking.

CREATE TABLE cc_tenants (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  slug          text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  time_zone     text NOT NULL DEFAULT 'America/Vancouver',
  contact_phone text,
  contact_email text,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE cc_individuals (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email             text NOT NULL UNIQUE CHECK (email = lower(email)),
  email_verified_at timestamptz,
  display_name      text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
  password_hash     text,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE cc_tenant_members (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id     uuid NOT NULL REFERENCES cc_tenants (id) ON DELETE CASCADE,
  individual_id uuid NOT NULL REFERENCES cc_individuals (id) ON DELETE CASCADE,
  role          text NOT NULL CHECK (role IN ('owner', 'staff')),
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, individual_id)
);
CREATE INDEX idx_tenant_members_individual ON cc_tenant_members (individual_id, tenant_id);

-- One row a sign-in; it is the family of the refresh tokens that follow one another.
CREATE TABLE cc_sessions (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  individual_id uuid NOT NULL REFERENCES cc_individuals (id) ON DELETE CASCADE,
  expires_at    timestamptz NOT NULL,
  ended_at      timestamptz,
  ended_reason  text CHECK (ended_reason IN ('logout', 'reuse', 'password', 'operator')),
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_sessions_individual ON cc_sessions (individual_id);

CREATE TABLE cc_refresh_tokens (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  session_id uuid NOT NULL REFERENCES cc_sessions (id) ON DELETE CASCADE,
  token_hash bytea NOT NULL UNIQUE,
  spent_at   timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_refresh_tokens_session ON cc_refresh_tokens (session_id);

CREATE TABLE cc_api_keys (
  id                    uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id             uuid NOT NULL REFERENCES cc_tenants (id) ON DELETE CASCADE,
  made_by_individual_id uuid NOT NULL REFERENCES cc_individuals (id) ON DELETE CASCADE,
  name                  text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  key_hash              bytea NOT NULL UNIQUE,
  scopes                text[] NOT NULL,
  expires_at            timestamptz,
  last_used_at          timestamptz,
  created_at            timestamptz NOT NULL DEFAULT now(),
  updated_at            timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_api_keys_tenant ON cc_api_keys (tenant_id);
CREATE INDEX idx_api_keys_made_by ON cc_api_keys (made_by_individual_id);

DO $$
DECLARE
  v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['cc_tenants', 'cc_individuals', 'cc_tenant_members', 'cc_sessions', 'cc_refresh_tokens', 'cc_api_keys'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', v_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', v_table);
    EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION touch_updated_at()', v_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO service_runs_internal', v_table);
    EXECUTE format('CREATE POLICY service_mode_all ON %I FOR ALL TO service_runs_internal
                      USING ((SELECT is_service_mode())) WITH CHECK ((SELECT is_service_mode()))', v_table);
  END LOOP;
END
$$;

GRANT SELECT, UPDATE (name, time_zone, contact_phone, contact_email, updated_at) ON cc_tenants TO service_runs_app;
CREATE POLICY tenant_self_select ON cc_tenants FOR SELECT TO service_runs_app
  USING (id = (SELECT current_tenant_id()));
CREATE POLICY tenant_self_update ON cc_tenants FOR UPDATE TO service_runs_app
  USING (id = (SELECT current_tenant_id())) WITH CHECK (id = (SELECT current_tenant_id()));

-- The request role never reads a password hash, not even its own.
GRANT SELECT (id, email, email_verified_at, display_name, created_at, updated_at), UPDATE (display_name, updated_at)
  ON cc_individuals TO service_runs_app;
CREATE POLICY individual_self_select ON cc_individuals FOR SELECT TO service_runs_app
  USING (id = (SELECT current_individual_id()));
CREATE POLICY individual_self_update ON cc_individuals FOR UPDATE TO service_runs_app
  USING (id = (SELECT current_individual_id())) WITH CHECK (id = (SELECT current_individual_id()));

GRANT SELECT ON cc_tenant_members TO service_runs_app;
CREATE POLICY member_self_select ON cc_tenant_members FOR SELECT TO service_runs_app
  USING (individual_id = (SELECT current_individual_id()));
CREATE POLICY member_tenant_select ON cc_tenant_members FOR SELECT TO service_runs_app
  USING (tenant_id = (SELECT current_tenant_id()));

GRANT SELECT (id, tenant_id, made_by_individual_id, name, scopes, expires_at, last_used_at, created_at, updated_at)
  ON cc_api_keys TO service_runs_app;
CREATE POLICY api_key_tenant_select ON cc_api_keys FOR SELECT TO service_runs_app
  USING (tenant_id = (SELECT current_tenant_id()));

-- What the proofs need to see, and no more.
GRANT SELECT (id, individual_id, expires_at, ended_at) ON cc_sessions TO service_runs_auth;
GRANT SELECT (tenant_id, individual_id, role) ON cc_tenant_members TO service_runs_auth;
GRANT SELECT (id, email, email_verified_at, display_name, password_hash) ON cc_individuals TO service_runs_auth;
GRANT SELECT (key_hash, tenant_id, made_by_individual_id, scopes, expires_at) ON cc_api_keys TO service_runs_auth;
CREATE POLICY auth_select ON cc_sessions FOR SELECT TO service_runs_auth USING (true);
CREATE POLICY auth_select ON cc_tenant_members FOR SELECT TO service_runs_auth USING (true);
CREATE POLICY auth_select ON cc_individuals FOR SELECT TO service_runs_auth USING (true);
CREATE POLICY auth_select ON cc_api_keys FOR SELECT TO service_runs_auth USING (true);

-- Who is asking, as the guard read it from a verified token or from an API key: claims, until a proof below has passed.
CREATE TYPE request_actor AS (
  individual_id uuid,
  session_id    uuid,
  key_hash      bytea,
  scope         text,     -- what the route needs of a key; null where no key may come
  owner_only    boolean
);

CREATE FUNCTION prove_session(p_individual uuid, p_session uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM cc_sessions
     WHERE id = p_session AND individual_id = p_individual AND ended_at IS NULL AND expires_at > now());
END
$$;

-- Proves session and membership, or key, scope and its maker's membership. `refusal` holds the status and error code
-- of the first thing that is wrong; the other columns are then null.
CREATE FUNCTION prove_tenant_actor(p_tenant uuid, p_actor request_actor,
                                   OUT tenant_id uuid, OUT individual_id uuid, OUT refusal text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
DECLARE
  v_tenant     uuid;
  v_individual uuid := p_actor.individual_id;
  v_scopes     text[];
  v_role       text;
  v_memberships int;
BEGIN
  IF p_actor.key_hash IS NOT NULL THEN
    SELECT k.tenant_id, k.made_by_individual_id, k.scopes INTO v_tenant, v_individual, v_scopes
      FROM cc_api_keys k
      JOIN cc_tenant_members m ON m.tenant_id = k.tenant_id AND m.individual_id = k.made_by_individual_id
     WHERE k.key_hash = p_actor.key_hash AND (k.expires_at IS NULL OR k.expires_at > now());
    IF NOT FOUND THEN
      refusal := '401 error.auth.required';
    ELSIF p_tenant IS NOT NULL AND p_tenant <> v_tenant THEN
      refusal := '403 error.tenant.access_denied';
    ELSIF p_actor.owner_only OR p_actor.scope IS NULL OR NOT p_actor.scope = ANY (v_scopes) THEN
      refusal := '403 error.auth.scope_missing';
    ELSE
      tenant_id := v_tenant;
      individual_id := v_individual;
    END IF;
    RETURN;
  END IF;

  IF NOT EXISTS (
    SELECT FROM cc_sessions s
     WHERE s.id = p_actor.session_id AND s.individual_id = v_individual AND s.ended_at IS NULL AND s.expires_at > now())
  THEN
    refusal := '401 error.auth.required';
    RETURN;
  END IF;

  IF p_tenant IS NULL THEN
    SELECT count(*), min(m.tenant_id::text)::uuid, min(m.role) INTO v_memberships, v_tenant, v_role
      FROM cc_tenant_members m WHERE m.individual_id = v_individual;
    IF v_memberships <> 1 THEN
      refusal := '400 error.tenant.required';
      RETURN;
    END IF;
  ELSE
    SELECT m.tenant_id, m.role INTO v_tenant, v_role
      FROM cc_tenant_members m WHERE m.tenant_id = p_tenant AND m.individual_id = v_individual;
    IF NOT FOUND THEN
      refusal := '403 error.tenant.access_denied';
      RETURN;
    END IF;
  END IF;

  IF p_actor.owner_only AND v_role <> 'owner' THEN
    refusal := '403 error.auth.role_required';
    RETURN;
  END IF;
  tenant_id := v_tenant;
  individual_id := v_individual;
END
$$;

-- For signing in. Only the internal role may ask.
CREATE FUNCTION find_credentials(p_email text)
  RETURNS TABLE (id uuid, display_name text, email_verified boolean, password_hash text)
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
  SELECT i.id, i.display_name, i.email_verified_at IS NOT NULL, i.password_hash
    FROM cc_individuals i WHERE i.email = p_email
  $$;

GRANT EXECUTE ON FUNCTION prove_session(uuid, uuid), prove_tenant_actor(uuid, request_actor)
  TO service_runs_app, service_runs_internal, service_runs_reader;
GRANT EXECUTE ON FUNCTION find_credentials(text) TO service_runs_internal;
GRANT CREATE ON SCHEMA public TO service_runs_auth;
ALTER FUNCTION prove_session(uuid, uuid) OWNER TO service_runs_auth;
ALTER FUNCTION prove_tenant_actor(uuid, request_actor) OWNER TO service_runs_auth;
ALTER FUNCTION find_credentials(text) OWNER TO service_runs_auth;
REVOKE CREATE ON SCHEMA public FROM service_runs_auth;

-- The only two ways into a context. Each proves who is asking first, and blanks what it does not set, so that nothing
-- of an earlier user of the connection is left. The settings end with the transaction.
CREATE FUNCTION enter_as_individual(p_individual uuid, p_session uuid) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  IF NOT prove_session(p_individual, p_session) THEN
    PERFORM refuse(401, 'error.auth.required');
  END IF;
  PERFORM set_config('app.individual_id', p_individual::text, true),
          set_config('app.tenant_id', '', true),
          set_config('app.service_mode', '', true);
END
$$;

-- Answers who acts: the individual who is signed in, or the maker of the key. A key acts for the tenant and for nobody
-- in person, so app.individual_id stays blank for it.
CREATE FUNCTION enter_as_tenant(p_tenant uuid, p_actor request_actor, OUT tenant_id uuid, OUT individual_id uuid)
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_refusal text;
BEGIN
  SELECT p.tenant_id, p.individual_id, p.refusal INTO tenant_id, individual_id, v_refusal
    FROM prove_tenant_actor(p_tenant, p_actor) AS p;
  IF v_refusal IS NOT NULL THEN
    PERFORM refuse(left(v_refusal, 3)::int, substring(v_refusal FROM 5));
  END IF;
  PERFORM set_config('app.tenant_id', tenant_id::text, true),
          set_config('app.individual_id', CASE WHEN p_actor.key_hash IS NULL THEN individual_id::text ELSE '' END, true),
          set_config('app.service_mode', '', true);
END
$$;

-- Nobody is asking: signing in and up, the worker, the operator's commands.
CREATE FUNCTION enter_service_mode() RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM set_config('app.service_mode', 'on', true);
END
$$;

GRANT EXECUTE ON FUNCTION enter_as_individual(uuid, uuid), enter_as_tenant(uuid, request_actor)
  TO service_runs_app, service_runs_internal, service_runs_reader;
GRANT EXECUTE ON FUNCTION enter_service_mode() TO service_runs_internal;
