-- One-time links that let somebody set a password or prove an address, and the acts of the operator's command that touch
-- rows of several tables. All in service mode: nobody who asks is signed in.

CREATE TABLE cc_one_time_tokens (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  individual_id uuid NOT NULL REFERENCES cc_individuals (id) ON DELETE CASCADE,
  purpose       text NOT NULL CHECK (purpose IN ('reset_password', 'verify_email')),
  -- SHA-256. The token itself is random and kept nowhere.
  token_hash    bytea NOT NULL UNIQUE,
  expires_at    timestamptz NOT NULL,
  -- Used, or made useless by the use of another one.
  used_at       timestamptz,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_one_time_tokens_individual ON cc_one_time_tokens (individual_id, purpose);
ALTER TABLE cc_one_time_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE cc_one_time_tokens FORCE ROW LEVEL SECURITY;
CREATE TRIGGER touch BEFORE UPDATE ON cc_one_time_tokens FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
GRANT SELECT, INSERT, UPDATE, DELETE ON cc_one_time_tokens TO service_runs_internal;
CREATE POLICY service_mode_all ON cc_one_time_tokens FOR ALL TO service_runs_internal
  USING ((SELECT is_service_mode())) WITH CHECK ((SELECT is_service_mode()));

-- Answers until when it is good. What of this person has run out or was used goes, so that the table stays small.
CREATE FUNCTION issue_one_time_token(p_individual uuid, p_purpose text, p_hash bytea, p_minutes int) RETURNS timestamptz
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_expires timestamptz;
BEGIN
  PERFORM enter_service_mode();
  DELETE FROM cc_one_time_tokens t
   WHERE t.individual_id = p_individual AND t.purpose = p_purpose AND (t.used_at IS NOT NULL OR t.expires_at <= now());
  INSERT INTO cc_one_time_tokens AS t (individual_id, purpose, token_hash, expires_at)
  VALUES (p_individual, p_purpose, p_hash, now() + make_interval(mins => p_minutes))
  RETURNING t.expires_at INTO v_expires;
  RETURN v_expires;
END
$$;

-- Whose token this is, as long as it is good: the address is needed to judge the new password by.
CREATE FUNCTION find_one_time_token(p_purpose text, p_hash bytea) RETURNS TABLE (individual_id uuid, email text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  PERFORM enter_service_mode();
  RETURN QUERY
    SELECT p.id, p.email FROM cc_one_time_tokens t JOIN cc_individuals p ON p.id = t.individual_id
     WHERE t.token_hash = p_hash AND t.purpose = p_purpose AND t.used_at IS NULL AND t.expires_at > now();
END
$$;

-- Uses a token up, and with it every other one that the person has for the same purpose. Whoever comes second waits on the
-- person's row, not on the token's: two tokens of one person may be used at the same time. Null for one that is not good.
CREATE FUNCTION use_one_time_token(p_purpose text, p_hash bytea) RETURNS uuid
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_individual uuid;
BEGIN
  SELECT t.individual_id INTO v_individual FROM cc_one_time_tokens t WHERE t.token_hash = p_hash AND t.purpose = p_purpose;
  PERFORM FROM cc_individuals p WHERE p.id = v_individual FOR NO KEY UPDATE;
  UPDATE cc_one_time_tokens t SET used_at = now()
   WHERE t.token_hash = p_hash AND t.purpose = p_purpose AND t.used_at IS NULL AND t.expires_at > now();
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE cc_one_time_tokens t SET used_at = now()
   WHERE t.individual_id = v_individual AND t.purpose = p_purpose AND t.used_at IS NULL;
  RETURN v_individual;
END
$$;

-- As before, and safe beside prove_address: whoever is not proven yet is held, so that of an invitation and a proof that
-- meet one sees the other. Without that neither might tell.
CREATE OR REPLACE FUNCTION notify_invited(p_invitations uuid[], p_title text, p_body text) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  PERFORM FROM cc_individuals p
    WHERE p.email IN (SELECT i.invitee_email FROM cc_invitations i WHERE i.id = ANY (p_invitations))
      AND p.email_verified_at IS NULL
    ORDER BY p.id FOR SHARE;
  INSERT INTO cc_notifications (recipient_individual_id, category, title, body, action_url, context_type, context_id, link_version)
  SELECT p.id, 'system', p_title, p_body, '/i/{token}', 'invitation', i.id, i.claim_token_version
    FROM cc_invitations i JOIN cc_individuals p ON p.email = i.invitee_email AND p.email_verified_at IS NOT NULL
   WHERE i.id = ANY (p_invitations);
END
$$;

-- The address is the person's. Invitations that wait for it are told now. False where it was proven before.
CREATE FUNCTION prove_address(p_individual uuid, p_title text, p_run_body text, p_tenant_body text) RETURNS boolean
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_email text;
BEGIN
  UPDATE cc_individuals p SET email_verified_at = now() WHERE p.id = p_individual AND p.email_verified_at IS NULL
  RETURNING p.email INTO v_email;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM notify_invited(array_agg(i.id ORDER BY i.id), p_title,
                         CASE i.context_type WHEN 'tenant' THEN p_tenant_body ELSE p_run_body END)
     FROM cc_invitations i
    WHERE i.invitee_email = v_email AND i.status IN ('sent', 'viewed') AND i.claim_token_expires_at > now()
    GROUP BY i.context_type;
  RETURN true;
END
$$;

-- Sets a password by a one-time token. It came to the person by a way that proves the address; every session ends, for
-- whoever asked for this may have lost one to somebody else. False for a token that is not good.
CREATE FUNCTION reset_password(p_hash bytea, p_password_hash text, p_title text, p_run_body text, p_tenant_body text) RETURNS boolean
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_individual uuid;
BEGIN
  PERFORM enter_service_mode();
  v_individual := use_one_time_token('reset_password', p_hash);
  IF v_individual IS NULL THEN
    RETURN false;
  END IF;
  UPDATE cc_individuals p SET password_hash = p_password_hash WHERE p.id = v_individual;
  PERFORM prove_address(v_individual, p_title, p_run_body, p_tenant_body);
  PERFORM end_sessions(v_individual, 'password');
  RETURN true;
END
$$;

-- All sessions of a person; answers how many there were to end.
CREATE FUNCTION end_sessions(p_individual uuid, p_reason text) RETURNS int
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_ended int;
BEGIN
  UPDATE cc_sessions s SET ended_at = now(), ended_reason = p_reason
   WHERE s.individual_id = p_individual AND s.ended_at IS NULL AND s.expires_at > now();
  GET DIAGNOSTICS v_ended = ROW_COUNT;
  RETURN v_ended;
END
$$;

-- The row of an organisation under its slug, or under the slug with a number behind it; shared by who signs up and by the
-- operator.
CREATE FUNCTION insert_tenant(p_name text, p_slug text, p_time_zone text, p_contact_phone text, p_contact_email text) RETURNS uuid
  LANGUAGE plpgsql
  AS $$
DECLARE
  v_tenant uuid;
  v_slug   text := p_slug;
  v_try    int := 1;
BEGIN
  LOOP
    INSERT INTO cc_tenants AS t (name, slug, time_zone, contact_phone, contact_email)
    VALUES (p_name, v_slug, p_time_zone, p_contact_phone, p_contact_email)
    ON CONFLICT (slug) DO NOTHING RETURNING t.id INTO v_tenant;
    EXIT WHEN v_tenant IS NOT NULL;
    v_try := v_try + 1;
    -- After a few tries by number, a random tail: a name that thousands share must not cost thousands of tries.
    v_slug := p_slug || '-' || CASE WHEN v_try < 10 THEN v_try::text ELSE substr(md5(random()::text), 1, 8) END;
  END LOOP;
  RETURN v_tenant;
END
$$;

CREATE OR REPLACE FUNCTION create_tenant(p_individual uuid, p_session uuid, p_name text, p_slug text, p_time_zone text,
                                         p_contact_phone text, p_contact_email text)
  RETURNS TABLE (id uuid, name text, slug text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_tenant uuid;
BEGIN
  PERFORM enter_as_individual(p_individual, p_session);
  PERFORM enter_service_mode();
  v_tenant := insert_tenant(p_name, p_slug, p_time_zone, p_contact_phone, p_contact_email);
  INSERT INTO cc_tenant_members (tenant_id, individual_id, role) VALUES (v_tenant, p_individual, 'owner');
  INSERT INTO cc_audit_events (tenant_id, actor_individual_id, action, subject_type, subject_id)
  VALUES (v_tenant, p_individual, 'tenant.created', 'tenant', v_tenant);
  RETURN QUERY SELECT t.id, t.name, t.slug FROM cc_tenants t WHERE t.id = v_tenant;
END
$$;

-- Makes somebody an owner, with a new account where the address has none. An account that somebody made in this address's
-- name, and nobody has proven, is not let in. `role_before` is null for who was no member.
CREATE FUNCTION make_owner(p_tenant uuid, p_email text, p_display_name text)
  RETURNS TABLE (individual_id uuid, display_name text, account_made boolean, has_password boolean, role_before text)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_person cc_individuals%ROWTYPE;
  v_made   boolean;
  v_before text;
BEGIN
  PERFORM enter_service_mode();
  PERFORM FROM cc_tenants t WHERE t.id = p_tenant FOR NO KEY UPDATE;
  INSERT INTO cc_individuals (email, display_name) VALUES (p_email, p_display_name) ON CONFLICT (email) DO NOTHING;
  v_made := FOUND;
  SELECT p.* INTO v_person FROM cc_individuals p WHERE p.email = p_email;
  IF v_person.email_verified_at IS NULL AND v_person.password_hash IS NOT NULL THEN
    PERFORM refuse(403, 'error.invite.email_unverified');
  END IF;
  SELECT m.role INTO v_before FROM cc_tenant_members m WHERE m.tenant_id = p_tenant AND m.individual_id = v_person.id FOR UPDATE;
  INSERT INTO cc_tenant_members AS m (tenant_id, individual_id, role) VALUES (p_tenant, v_person.id, 'owner')
  ON CONFLICT (tenant_id, individual_id) DO UPDATE SET role = 'owner' WHERE m.role <> 'owner';
  IF v_before IS DISTINCT FROM 'owner' THEN
    INSERT INTO cc_audit_events (tenant_id, action, subject_type, subject_id, detail)
    VALUES (p_tenant, CASE WHEN v_before IS NULL THEN 'member.added' ELSE 'member.role_changed' END, 'individual', v_person.id,
            jsonb_build_object('from', v_before, 'to', 'owner', 'by', 'operator'));
  END IF;
  RETURN QUERY SELECT v_person.id, v_person.display_name, v_made, v_person.password_hash IS NOT NULL, v_before;
END
$$;

-- Takes an organisation off a portal. Runs that may be shown on its own portals only cannot stay published there: they are
-- taken off as well where that is wanted, else it is refused with their number.
CREATE FUNCTION unlink_portal(p_tenant uuid, p_portal uuid, p_unpublish boolean) RETURNS TABLE (unlinked boolean, unpublished int)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_unlinked boolean;
  v_runs     uuid[];
BEGIN
  PERFORM enter_service_mode();
  DELETE FROM cc_tenant_portals l WHERE l.tenant_id = p_tenant AND l.portal_id = p_portal;
  v_unlinked := FOUND;
  SELECT coalesce(array_agg(held.id), '{}') INTO v_runs FROM (
    SELECT r.id FROM cc_n3_runs r
      JOIN cc_run_portal_publications p ON p.run_tenant_id = r.tenant_id AND p.run_id = r.id
     WHERE r.tenant_id = p_tenant AND r.market_mode = 'TARGETED' AND p.portal_id = p_portal AND p.unpublished_at IS NULL
     ORDER BY r.id FOR NO KEY UPDATE OF r) AS held;
  IF cardinality(v_runs) > 0 AND NOT p_unpublish THEN
    PERFORM refuse(409, 'error.run.market_mode_forbids', cardinality(v_runs)::text);
  END IF;
  UPDATE cc_run_portal_publications p SET unpublished_at = now()
   WHERE p.run_tenant_id = p_tenant AND p.run_id = ANY (v_runs) AND p.portal_id = p_portal AND p.unpublished_at IS NULL;
  INSERT INTO cc_audit_events (tenant_id, run_id, action, subject_type, subject_id, detail)
  SELECT p_tenant, run.id, 'run.unpublished', 'run', run.id,
         jsonb_build_object('count', 1, 'portal_ids', jsonb_build_array(p_portal), 'by', 'operator')
    FROM unnest(v_runs) AS run (id);
  IF v_unlinked THEN
    INSERT INTO cc_audit_events (tenant_id, action, subject_type, subject_id, detail)
    VALUES (p_tenant, 'portal.unlinked', 'portal', p_portal, jsonb_build_object('by', 'operator'));
  END IF;
  RETURN QUERY SELECT v_unlinked, cardinality(v_runs);
END
$$;

-- What there is of an address: an account, and what was written to or by it without one.
CREATE FUNCTION describe_person(p_email text)
  RETURNS TABLE (individual_id uuid, display_name text, memberships int, grants int, invitations int, requests int, only_owner_of text[])
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_individual uuid;
  v_name       text;
BEGIN
  PERFORM enter_service_mode();
  SELECT p.id, p.display_name INTO v_individual, v_name FROM cc_individuals p WHERE p.email = p_email;
  RETURN QUERY
    SELECT v_individual, v_name,
           (SELECT count(*)::int FROM cc_tenant_members m WHERE m.individual_id = v_individual),
           (SELECT count(*)::int FROM cc_service_run_stakeholders g WHERE g.stakeholder_individual_id = v_individual),
           (SELECT count(*)::int FROM cc_invitations i WHERE i.invitee_email = p_email),
           (SELECT count(*)::int FROM cc_service_requests q WHERE q.requester_email = p_email),
           ARRAY(SELECT t.name || ' (' || t.slug || ')' FROM cc_tenant_members m JOIN cc_tenants t ON t.id = m.tenant_id
                  WHERE m.individual_id = v_individual AND m.role = 'owner'
                    AND NOT EXISTS (SELECT FROM cc_tenant_members o
                                     WHERE o.tenant_id = m.tenant_id AND o.role = 'owner' AND o.individual_id <> v_individual)
                  ORDER BY t.slug);
END
$$;

-- Erases a person. The account goes with all that hangs on it; of invitations and requests, which belong to organisations,
-- all goes that says who it was. What stays is ids and states, the trail among them. Notifications of others about the
-- person's invitations hold a name, and are never edited: they go too.
--
-- Locks in the order of the other acts: organisations (nobody lowers the other owner meanwhile), runs, invitations, grants.
CREATE FUNCTION erase_person(p_email text, p_erased_email text, p_erased_name text, p_erased_summary text)
  RETURNS TABLE (individual_id uuid, memberships int, grants int, invitations int, requests int)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
DECLARE
  v_person      record;
  v_invitations uuid[];
  v_tenants     uuid[];
BEGIN
  PERFORM enter_service_mode();
  PERFORM FROM cc_tenants t
    WHERE t.id IN (SELECT m.tenant_id FROM cc_tenant_members m JOIN cc_individuals p ON p.id = m.individual_id WHERE p.email = p_email)
    ORDER BY t.id FOR NO KEY UPDATE;
  SELECT d.* INTO v_person FROM describe_person(p_email) AS d;
  IF cardinality(v_person.only_owner_of) > 0 THEN
    PERFORM refuse(409, 'error.member.last_owner', array_to_string(v_person.only_owner_of, ', '));
  END IF;
  PERFORM FROM cc_n3_runs r WHERE r.id IN (SELECT i.run_id FROM cc_invitations i WHERE i.invitee_email = p_email)
    ORDER BY r.id FOR KEY SHARE;
  PERFORM FROM cc_invitations i
    WHERE i.invitee_email = p_email OR v_person.individual_id IN (i.inviter_individual_id, i.claimed_by_individual_id)
    ORDER BY i.id FOR UPDATE;
  v_invitations := ARRAY(SELECT i.id FROM cc_invitations i
                          WHERE i.invitee_email = p_email OR i.claimed_by_individual_id = v_person.individual_id);
  v_tenants := ARRAY(
    SELECT m.tenant_id FROM cc_tenant_members m WHERE m.individual_id = v_person.individual_id
     UNION SELECT g.run_tenant_id FROM cc_service_run_stakeholders g WHERE g.stakeholder_individual_id = v_person.individual_id
     UNION SELECT i.inviter_tenant_id FROM cc_invitations i WHERE i.id = ANY (v_invitations)
     UNION SELECT q.tenant_id FROM cc_service_requests q WHERE q.requester_email = p_email);

  -- Nobody can take up what is open still: it could be reissued to an address that is none.
  INSERT INTO cc_audit_events (tenant_id, run_id, action, subject_type, subject_id, detail)
  SELECT i.inviter_tenant_id, i.run_id, 'invitation.revoked', 'invitation', i.id, jsonb_build_object('from', i.status, 'by', 'operator')
    FROM cc_invitations i WHERE i.id = ANY (v_invitations) AND i.status NOT IN ('claimed', 'revoked');
  UPDATE cc_invitations i
     SET invitee_email = p_erased_email, invitee_name = NULL, message = NULL, revoked_reason = NULL,
         status = CASE WHEN i.status = 'claimed' THEN 'claimed' ELSE 'revoked' END,
         revoked_at = CASE WHEN i.status = 'claimed' THEN i.revoked_at ELSE coalesce(i.revoked_at, now()) END
   WHERE i.id = ANY (v_invitations);
  UPDATE cc_service_requests q
     SET requester_email = p_erased_email, requester_name = p_erased_name, requester_phone = NULL, summary = p_erased_summary
   WHERE q.requester_email = p_email;
  DELETE FROM cc_notifications n WHERE n.context_type = 'invitation' AND n.context_id = ANY (v_invitations);
  DELETE FROM cc_individuals p WHERE p.id = v_person.individual_id;

  -- Of somebody who had no account there is no id; the organisation is the subject then.
  INSERT INTO cc_audit_events (tenant_id, action, subject_type, subject_id, detail)
  SELECT concerned.id, 'person.erased', CASE WHEN v_person.individual_id IS NULL THEN 'tenant' ELSE 'individual' END,
         coalesce(v_person.individual_id, concerned.id), jsonb_build_object('by', 'operator')
    FROM unnest(v_tenants) AS concerned (id);
  RETURN QUERY SELECT v_person.individual_id, v_person.memberships, v_person.grants, v_person.invitations, v_person.requests;
END
$$;

-- A link's hash where the key that made it is still in use, else null, which no link has: taking a key out of LINK_SECRET
-- kills what was made with it, also for whoever has copied the key.
CREATE FUNCTION live_link(p_hash bytea, p_key_ids text[]) RETURNS bytea
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
BEGIN
  RETURN (SELECT p_hash FROM cc_invitations i
           WHERE (i.claim_token_hash = p_hash OR i.mail_token_hash = p_hash) AND i.claim_token_key_id = ANY (p_key_ids));
END
$$;
GRANT SELECT (claim_token_key_id) ON cc_invitations TO service_runs_link;
GRANT EXECUTE ON FUNCTION live_link TO service_runs_app, service_runs_internal;
GRANT CREATE ON SCHEMA public TO service_runs_link;
ALTER FUNCTION live_link OWNER TO service_runs_link;
REVOKE CREATE ON SCHEMA public FROM service_runs_link;

GRANT EXECUTE ON FUNCTION issue_one_time_token, find_one_time_token, use_one_time_token, prove_address, reset_password,
  end_sessions, insert_tenant, make_owner, unlink_portal, describe_person, erase_person TO service_runs_internal;
