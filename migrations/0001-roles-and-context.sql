-- The roles, the three settings that say who is asking, and the few helpers that every later step uses.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- Roles belong to the cluster, not to the database: several databases (and several starts) may get here at once.
DO $$
DECLARE
  v_role text;
BEGIN
  FOREACH v_role IN ARRAY ARRAY['service_runs_app', 'service_runs_internal'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT', v_role);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
  -- Owners of the SECURITY DEFINER functions. Nobody can sign in as one of them.
  --   auth:   proves sessions, memberships and keys; reads credentials
  --   reader: what one person is shown of another's rows: run view, shared runs, names, notifications
  --   link:   what the holder of an invitation link is shown
  --   search: finds a tenant's runs by a part of their name, where row-level security would forbid the index
  FOREACH v_role IN ARRAY ARRAY['service_runs_auth', 'service_runs_reader', 'service_runs_link', 'service_runs_search'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT', v_role);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
  -- Handing a function to one of them needs membership; a superuser has no need of it.
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT service_runs_auth, service_runs_reader, service_runs_link, service_runs_search TO %I', current_user);
  END IF;
END
$$;

GRANT USAGE ON SCHEMA public
  TO service_runs_app, service_runs_internal, service_runs_auth, service_runs_reader, service_runs_link, service_runs_search;

-- From here on nobody may call a function that was not granted by name.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- ready: the request role may ask which migrations have run.
DO $$
BEGIN
  IF to_regclass('public.schema_migrations') IS NOT NULL THEN
    GRANT SELECT ON schema_migrations TO service_runs_app;
  END IF;
END
$$;

-- After a transaction-local setting ends it reads as '' and not as NULL.
CREATE FUNCTION current_tenant_id() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.tenant_id', true), '')::uuid $$;

CREATE FUNCTION current_individual_id() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.individual_id', true), '')::uuid $$;

-- The setting alone opens nothing: the connection must have been made by the internal login role. session_user does
-- not change inside SECURITY DEFINER functions or with SET ROLE.
CREATE FUNCTION is_service_mode() RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT session_user = 'service_runs_internal' AND coalesce(current_setting('app.service_mode', true), '') = 'on' $$;

GRANT EXECUTE ON FUNCTION current_tenant_id(), current_individual_id(), is_service_mode()
  TO service_runs_app, service_runs_internal, service_runs_auth, service_runs_reader, service_runs_link, service_runs_search;

-- UUIDv7 (RFC 9562, 5.7): rows that arrive together lie together in the index.
DO $$
BEGIN
  IF current_setting('server_version_num')::int >= 180000 THEN
    CREATE FUNCTION time_ordered_id() RETURNS uuid
      LANGUAGE sql VOLATILE PARALLEL SAFE
      AS 'SELECT uuidv7()';
  ELSE
    -- 48 bits of milliseconds over the head of a random UUID, then the version nibble 4 -> 7.
    CREATE FUNCTION time_ordered_id() RETURNS uuid
      LANGUAGE sql VOLATILE PARALLEL SAFE
      AS 'SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
            PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
            FROM 1 FOR 6), 52, 1), 53, 1), ''hex'')::uuid';
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION time_ordered_id()
  TO service_runs_app, service_runs_internal, service_runs_link;

-- Refuses in the API's own words: the message is an error code of the contract, the SQLSTATE its HTTP status.
CREATE FUNCTION refuse(p_status int, p_error text, p_detail text DEFAULT '') RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'SR' || p_status, MESSAGE = p_error, DETAIL = p_detail;
END
$$;

-- 2026-03-12T16:00:00.000Z, as the contract writes an instant; for values inside JSON.
CREATE FUNCTION iso_instant(p_at timestamptz) RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- j***r@example.com: enough to recognise one's own address by, too little to learn another's.
CREATE FUNCTION mask_email(p_email text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
  SELECT left(local_part, 1) || '***'
      || CASE WHEN length(local_part) > 2 THEN right(local_part, 1) ELSE '' END
      || substring(p_email FROM length(local_part) + 1)
    FROM (SELECT regexp_replace(p_email, '@[^@]*$', '') AS local_part) AS parts
  $$;

CREATE FUNCTION touch_updated_at() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;

GRANT EXECUTE ON FUNCTION refuse(int, text, text), iso_instant(timestamptz), mask_email(text), touch_updated_at()
  TO service_runs_app, service_runs_internal, service_runs_auth, service_runs_reader, service_runs_link, service_runs_search;
