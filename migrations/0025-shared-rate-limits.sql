-- How often somebody has called, counted for all processes that work on this database. Not logged ahead: after a crash everybody
-- begins anew, and counting waits for no disk.
CREATE UNLOGGED TABLE cc_rate_limits (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- HMAC-SHA-256 over what is counted, under a key that is not in the database: an address could be guessed from a plain hash.
  key_hash   bytea NOT NULL UNIQUE,
  -- Taken in the window that ends at `expires_at`; never more than its bound.
  points     integer NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_rate_limits_expires ON cc_rate_limits (expires_at);
ALTER TABLE cc_rate_limits ENABLE ROW LEVEL SECURITY;
ALTER TABLE cc_rate_limits FORCE ROW LEVEL SECURITY;
CREATE TRIGGER touch BEFORE UPDATE ON cc_rate_limits FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
GRANT SELECT, INSERT, UPDATE, DELETE ON cc_rate_limits TO service_runs_internal;
CREATE POLICY service_mode_all ON cc_rate_limits FOR ALL TO service_runs_internal
  USING ((SELECT is_service_mode())) WITH CHECK ((SELECT is_service_mode()));

-- Takes points of several keys, each in its own window, which begins with the first of them. One point of each; or, in lots, a
-- tenth of what is left, so that a process need not ask again for each call, and so that the last points are never all held by
-- processes that do not need them. `taken` is 0 where the bound is reached: what comes after such a key is left alone. Times are
-- milliseconds, by this server's clock. Callers name the keys of one kind of call in one order always, so none waits for another
-- who waits for them.
CREATE FUNCTION take_rate_limit_points(p_keys bytea[], p_bounds int[], p_seconds int[], p_in_lots boolean)
  RETURNS TABLE (taken int, remaining int, resets_in int)
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_expires timestamptz;
BEGIN
  PERFORM enter_service_mode();
  FOR v_place IN 1 .. cardinality(p_keys) LOOP
    INSERT INTO cc_rate_limits AS l (key_hash, points, expires_at)
    VALUES (p_keys[v_place], 0, now() + make_interval(secs => p_seconds[v_place]))
    ON CONFLICT (key_hash) DO UPDATE
       SET points = CASE WHEN l.expires_at <= now() THEN 0 ELSE l.points END,
           expires_at = CASE WHEN l.expires_at <= now() THEN excluded.expires_at ELSE l.expires_at END
    RETURNING greatest(p_bounds[v_place] - l.points, 0), l.expires_at INTO remaining, v_expires;
    taken := least(remaining, CASE WHEN p_in_lots THEN greatest(remaining / 10, 1) ELSE 1 END);
    UPDATE cc_rate_limits l SET points = l.points + taken WHERE l.key_hash = p_keys[v_place] AND taken > 0;
    remaining := remaining - taken;
    resets_in := floor(extract(epoch FROM v_expires - now()) * 1000);
    RETURN NEXT;
    EXIT WHEN taken = 0;
  END LOOP;
END
$$;

CREATE FUNCTION forget_rate_limit(p_key bytea) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM enter_service_mode();
  DELETE FROM cc_rate_limits l WHERE l.key_hash = p_key;
END
$$;

-- Counters whose window is over.
CREATE FUNCTION clear_rate_limits(p_limit int) RETURNS int
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_count int;
BEGIN
  PERFORM enter_service_mode();
  DELETE FROM cc_rate_limits l
   WHERE l.id IN (SELECT o.id FROM cc_rate_limits o WHERE o.expires_at <= now()
                   ORDER BY o.expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END
$$;

GRANT EXECUTE ON FUNCTION take_rate_limit_points, forget_rate_limit, clear_rate_limits TO service_runs_internal;
