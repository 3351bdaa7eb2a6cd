-- A key hangs on its maker's membership, whoever ends that and however; and a receipt that leaves nobody out.

-- As the owner of the table, who is bound by its policies too, but for this: keys whose maker is a member no more.
ALTER TABLE cc_api_keys NO FORCE ROW LEVEL SECURITY;
DELETE FROM cc_api_keys k
 WHERE NOT EXISTS (SELECT FROM cc_tenant_members m WHERE m.tenant_id = k.tenant_id AND m.individual_id = k.made_by_individual_id);
ALTER TABLE cc_api_keys FORCE ROW LEVEL SECURITY;

-- One that is made while its maker is being removed waits for that, and is refused. Otherwise it would outlast the
-- membership, and work again on the day that its maker comes back.
CREATE INDEX idx_api_keys_maker ON cc_api_keys (tenant_id, made_by_individual_id);
ALTER TABLE cc_api_keys ADD CONSTRAINT api_key_maker_is_member
  FOREIGN KEY (tenant_id, made_by_individual_id) REFERENCES cc_tenant_members (tenant_id, individual_id) ON DELETE CASCADE;

CREATE OR REPLACE FUNCTION create_api_key(p_tenant uuid, p_individual uuid, p_id uuid, p_name text, p_hash bytea, p_scopes text[], p_expires timestamptz)
  RETURNS TABLE (id uuid, name text, scopes text[], expires_at timestamptz, last_used_at timestamptz, created_at timestamptz)
  LANGUAGE plpgsql
  AS $$
#variable_conflict use_column
BEGIN
  BEGIN
    INSERT INTO cc_api_keys (id, tenant_id, made_by_individual_id, name, key_hash, scopes, expires_at)
    VALUES (p_id, p_tenant, p_individual, p_name, p_hash, p_scopes, p_expires);
  EXCEPTION WHEN foreign_key_violation THEN
    PERFORM refuse(403, 'error.tenant.access_denied');
  END;
  INSERT INTO cc_audit_events (tenant_id, actor_individual_id, action, subject_type, subject_id, detail)
  VALUES (p_tenant, p_individual, 'api_key.created', 'api_key', p_id, jsonb_build_object('scopes', to_jsonb(p_scopes)));
  RETURN QUERY SELECT * FROM describe_api_keys(p_tenant, p_id);
END
$$;

-- Who had access to a run, from the trail, with the names of today. Whoever was erased since has no grant and no name any
-- more; the trail knows them by their id. Each person's events are those of every invitation that was theirs, and of the
-- grant itself where it has lost its invitation.
GRANT SELECT (revoked_at) ON cc_invitations TO service_runs_reader;

CREATE OR REPLACE FUNCTION describe_receipt(p_run uuid, p_individual uuid)
  RETURNS TABLE (run_id uuid, run_name text, individual_id uuid, display_name text, email_masked text, stakeholder_role text,
                 status text, granted_at timestamptz, revoked_at timestamptz, revoked_reason text, events json)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp
  AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
    WITH trail AS (
      SELECT a.* FROM cc_audit_events a WHERE a.tenant_id = (SELECT current_tenant_id()) AND a.run_id = p_run
    ), known AS (
      SELECT g.stakeholder_individual_id AS id, p.display_name, mask_email(p.email) AS email_masked, g.stakeholder_role,
             g.status, g.granted_at, g.revoked_at, g.revoked_reason,
             g.id || ARRAY(SELECT i.id FROM cc_invitations i
                            WHERE i.inviter_tenant_id = (SELECT current_tenant_id()) AND i.run_id = p_run
                              AND i.invitee_email = p.email) AS subjects
        FROM cc_service_run_stakeholders g
        JOIN cc_individuals p ON p.id = g.stakeholder_individual_id
       WHERE g.run_tenant_id = (SELECT current_tenant_id()) AND g.run_id = p_run
    ), erased AS (
      -- As of the last time that they were given access.
      SELECT DISTINCT ON (a.actor_individual_id)
             a.actor_individual_id AS id, NULL::text, NULL::text, i.invitee_role, 'revoked', a.created_at, i.revoked_at,
             CASE WHEN i.revoked_at IS NULL THEN 'erased' ELSE coalesce(i.revoked_reason, 'invitation_revoked') END,
             array_agg(a.subject_id) OVER (PARTITION BY a.actor_individual_id)
        FROM trail a LEFT JOIN cc_invitations i ON i.id = a.subject_id
       WHERE a.action = 'invitation.claimed'
         AND NOT EXISTS (SELECT FROM cc_individuals p WHERE p.id = a.actor_individual_id)
       ORDER BY a.actor_individual_id, a.created_at DESC, a.id DESC
    )
    SELECT r.id, r.name, person.id, person.display_name, person.email_masked, person.stakeholder_role, person.status,
           person.granted_at, person.revoked_at, person.revoked_reason,
           (SELECT coalesce(json_agg(json_build_object(
                     'at', iso_instant(a.created_at), 'action', a.action, 'by', actor.display_name,
                     'by_id', a.actor_individual_id, 'invitation_id', i.id, 'role', i.invitee_role,
                     'reason', CASE WHEN a.action <> 'invitation.revoked' THEN NULL
                                    WHEN i.id IS NULL THEN person.revoked_reason ELSE i.revoked_reason END)
                     ORDER BY a.created_at, a.id), '[]')
              FROM unnest(person.subjects) AS subject (id)
              JOIN trail a ON a.subject_id = subject.id
                           OR a.action = 'invitations.created' AND a.detail -> 'invitation_ids' ? subject.id::text
              LEFT JOIN cc_invitations i ON i.id = subject.id
              LEFT JOIN cc_individuals actor ON actor.id = a.actor_individual_id)
      FROM (SELECT * FROM known UNION ALL SELECT * FROM erased) AS person
      JOIN cc_n3_runs r ON r.id = p_run
     WHERE p_individual IS NULL OR person.id = p_individual
     ORDER BY person.granted_at, person.id;
END
$$;
