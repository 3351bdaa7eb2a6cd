-- What a POST with an Idempotency-Key has made: ids and status, in the transaction that made it, so that an answer that was
-- lost on the way can be asked for again without a second act. Kept for a day.

CREATE TABLE cc_idempotency_keys (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id    uuid REFERENCES cc_tenants (id) ON DELETE CASCADE,
  -- SHA-256 over actor, tenant, method, path and key; and over the body.
  scope_hash   bytea NOT NULL UNIQUE,
  request_hash bytea NOT NULL,
  made         jsonb NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_idempotency_keys_tenant ON cc_idempotency_keys (tenant_id);
CREATE INDEX idx_idempotency_keys_created ON cc_idempotency_keys (created_at);
ALTER TABLE cc_idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE cc_idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE TRIGGER touch BEFORE UPDATE ON cc_idempotency_keys FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
GRANT SELECT, INSERT, UPDATE, DELETE ON cc_idempotency_keys TO service_runs_internal;
CREATE POLICY service_mode_all ON cc_idempotency_keys FOR ALL TO service_runs_internal
  USING ((SELECT is_service_mode())) WITH CHECK ((SELECT is_service_mode()));
GRANT SELECT, INSERT, UPDATE ON cc_idempotency_keys TO service_runs_app;
CREATE POLICY idempotency_tenant_select ON cc_idempotency_keys FOR SELECT TO service_runs_app
  USING (tenant_id = (SELECT current_tenant_id()));
CREATE POLICY idempotency_tenant_insert ON cc_idempotency_keys FOR INSERT TO service_runs_app
  WITH CHECK (tenant_id = (SELECT current_tenant_id()));
CREATE POLICY idempotency_tenant_update ON cc_idempotency_keys FOR UPDATE TO service_runs_app
  USING (tenant_id = (SELECT current_tenant_id())) WITH CHECK (tenant_id = (SELECT current_tenant_id()));

-- What the first call with this key has made, or null for a first call. The lock ends with the transaction: a second call
-- that comes while the first one runs is told so, and does not wait.
CREATE FUNCTION begin_idempotent(p_scope bytea, p_request bytea) RETURNS jsonb
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_request bytea;
  v_made    jsonb;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended(encode(p_scope, 'hex'), 11)) THEN
    PERFORM refuse(409, 'error.idempotency.in_progress');
  END IF;
  SELECT k.request_hash, k.made INTO v_request, v_made FROM cc_idempotency_keys k
   WHERE k.scope_hash = p_scope AND k.created_at > now() - interval '1 day';
  IF FOUND AND v_request <> p_request THEN
    PERFORM refuse(422, 'error.idempotency.mismatch');
  END IF;
  RETURN v_made;
END
$$;

CREATE FUNCTION finish_idempotent(p_tenant uuid, p_scope bytea, p_request bytea, p_made jsonb) RETURNS void
  LANGUAGE sql
  AS $$
  INSERT INTO cc_idempotency_keys (tenant_id, scope_hash, request_hash, made) VALUES (p_tenant, p_scope, p_request, p_made)
  ON CONFLICT (scope_hash) DO UPDATE SET request_hash = excluded.request_hash, made = excluded.made, created_at = now()
  $$;

GRANT EXECUTE ON FUNCTION begin_idempotent, finish_idempotent TO service_runs_app, service_runs_internal;
