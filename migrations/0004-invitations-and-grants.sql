-- Invitations, the grants that claiming them makes, and notifications.

CREATE TABLE cc_invitations (
  id                       uuid PRIMARY KEY DEFAULT time_ordered_id(),
  inviter_tenant_id        uuid NOT NULL REFERENCES cc_tenants (id) ON DELETE CASCADE,
  inviter_individual_id    uuid REFERENCES cc_individuals (id) ON DELETE SET NULL,
  context_type             text NOT NULL CHECK (context_type IN ('service_run', 'tenant')),
  context_id               uuid NOT NULL,
  run_id                   uuid GENERATED ALWAYS AS (CASE WHEN context_type = 'service_run' THEN context_id END) STORED,
  invitee_email            text NOT NULL CHECK (invitee_email = lower(invitee_email)),
  invitee_name             text,
  invitee_role             text,
  message                  text,
  -- SHA-256 of a token that is derived (HMAC) from id, version and key id, and is itself kept nowhere.
  claim_token_hash         bytea NOT NULL UNIQUE,
  mail_token_hash          bytea UNIQUE,
  claim_token_version      integer NOT NULL DEFAULT 1,
  claim_token_key_id       text NOT NULL,
  claim_token_expires_at   timestamptz NOT NULL,
  status                   text NOT NULL DEFAULT 'sent' CHECK (status IN ('sent', 'viewed', 'claimed', 'expired', 'revoked')),
  mail_state               text CHECK (mail_state IN ('queued', 'sent', 'failed')),
  sent_at                  timestamptz NOT NULL DEFAULT now(),
  viewed_at                timestamptz,
  claimed_at               timestamptz,
  claimed_by_individual_id uuid REFERENCES cc_individuals (id) ON DELETE SET NULL,
  claimed_by_tenant_id     uuid REFERENCES cc_tenants (id) ON DELETE SET NULL,
  revoked_at               timestamptz,
  revoked_reason           text,
  created_at               timestamptz NOT NULL DEFAULT now(),
  updated_at               timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (inviter_tenant_id, run_id) REFERENCES cc_n3_runs (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX uq_invitation_open ON cc_invitations (context_id, invitee_email) WHERE status IN ('sent', 'viewed');
CREATE INDEX idx_invitations_context ON cc_invitations (context_id, created_at DESC, id DESC);
CREATE INDEX idx_invitations_run_counts ON cc_invitations (inviter_tenant_id, run_id, status, claim_token_expires_at);
CREATE INDEX idx_invitations_inviter ON cc_invitations (inviter_individual_id);
CREATE INDEX idx_invitations_claimed_by ON cc_invitations (claimed_by_individual_id);
CREATE INDEX idx_invitations_claimed_by_tenant ON cc_invitations (claimed_by_tenant_id);
-- Verifying an address looks for what is still open for it.
CREATE INDEX idx_invitations_open_email ON cc_invitations (invitee_email) WHERE status IN ('sent', 'viewed');

-- Past its time an open invitation is expired, whether or not a sweep has written that down.
CREATE FUNCTION invitation_status(p_status text, p_expires_at timestamptz) RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN p_status IN ('sent', 'viewed') AND p_expires_at <= now() THEN 'expired' ELSE p_status END $$;
GRANT EXECUTE ON FUNCTION invitation_status(text, timestamptz)
  TO service_runs_app, service_runs_internal, service_runs_reader, service_runs_link;

CREATE TABLE cc_service_run_stakeholders (
  id                        uuid PRIMARY KEY DEFAULT time_ordered_id(),
  run_id                    uuid NOT NULL REFERENCES cc_n3_runs (id) ON DELETE CASCADE,
  run_tenant_id             uuid NOT NULL REFERENCES cc_tenants (id) ON DELETE CASCADE,
  stakeholder_individual_id uuid NOT NULL REFERENCES cc_individuals (id) ON DELETE CASCADE,
  invite_id                 uuid REFERENCES cc_invitations (id) ON DELETE SET NULL,
  stakeholder_role          text,
  status                    text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'revoked')),
  granted_at                timestamptz NOT NULL DEFAULT now(),
  revoked_at                timestamptz,
  revoked_reason            text,
  created_at                timestamptz NOT NULL DEFAULT now(),
  updated_at                timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT uq_run_stakeholder UNIQUE (run_id, stakeholder_individual_id),
  -- The owner written here cannot be another than the run's.
  FOREIGN KEY (run_tenant_id, run_id) REFERENCES cc_n3_runs (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX idx_run_stakeholders_run_id ON cc_service_run_stakeholders (run_id);
CREATE INDEX idx_run_stakeholders_individual
  ON cc_service_run_stakeholders (stakeholder_individual_id, granted_at DESC, id DESC) WHERE status = 'active';
CREATE INDEX idx_run_stakeholders_tenant ON cc_service_run_stakeholders (run_tenant_id, run_id, granted_at DESC, id DESC);
CREATE INDEX idx_run_stakeholders_invite ON cc_service_run_stakeholders (invite_id);
CREATE INDEX idx_run_stakeholders_status ON cc_service_run_stakeholders (run_id, status);
-- The partial index above does not serve the foreign key when a person is erased.
CREATE INDEX idx_run_stakeholders_person ON cc_service_run_stakeholders (stakeholder_individual_id);

CREATE TABLE cc_notifications (
  id                      uuid PRIMARY KEY DEFAULT time_ordered_id(),
  recipient_individual_id uuid NOT NULL REFERENCES cc_individuals (id) ON DELETE CASCADE,
  category                text NOT NULL,
  title                   text NOT NULL,
  body                    text NOT NULL,
  -- A path of the app; '/i/{token}' is a template that is filled when its owner reads it.
  action_url              text,
  context_type            text NOT NULL,
  context_id              uuid NOT NULL,
  -- Of an invitation: the version of its link that this tells of. After a reissue that link is dead.
  link_version            integer,
  read_at                 timestamptz,
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_notifications_recipient ON cc_notifications (recipient_individual_id, created_at DESC, id DESC);
CREATE INDEX idx_notifications_unread ON cc_notifications (recipient_individual_id, created_at DESC, id DESC) WHERE read_at IS NULL;

DO $$
DECLARE
  v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['cc_invitations', 'cc_service_run_stakeholders', 'cc_notifications'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', v_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', v_table);
    EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION touch_updated_at()', v_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO service_runs_internal', v_table);
    EXECUTE format('CREATE POLICY service_mode_all ON %I FOR ALL TO service_runs_internal
                      USING ((SELECT is_service_mode())) WITH CHECK ((SELECT is_service_mode()))', v_table);
  END LOOP;
END
$$;

-- The request role reads its tenant's invitations, but never the hashes that find them by a link. It writes none:
-- inviting, claiming and revoking touch other people's rows and run in service mode.
GRANT SELECT (id, inviter_tenant_id, inviter_individual_id, context_type, context_id, run_id, invitee_email, invitee_name,
              invitee_role, message, claim_token_expires_at, status, mail_state, sent_at, viewed_at, claimed_at,
              claimed_by_individual_id, claimed_by_tenant_id, revoked_at, revoked_reason, created_at, updated_at)
  ON cc_invitations TO service_runs_app;
CREATE POLICY invitation_tenant_select ON cc_invitations FOR SELECT TO service_runs_app
  USING (inviter_tenant_id = (SELECT current_tenant_id()));

GRANT SELECT, INSERT, UPDATE ON cc_service_run_stakeholders TO service_runs_app;
CREATE POLICY stakeholder_self_select ON cc_service_run_stakeholders FOR SELECT TO service_runs_app
  USING (stakeholder_individual_id = (SELECT current_individual_id()));
CREATE POLICY run_tenant_select ON cc_service_run_stakeholders FOR SELECT TO service_runs_app
  USING (run_tenant_id = (SELECT current_tenant_id()));
CREATE POLICY run_tenant_insert ON cc_service_run_stakeholders FOR INSERT TO service_runs_app
  WITH CHECK (run_tenant_id = (SELECT current_tenant_id()));
CREATE POLICY run_tenant_update ON cc_service_run_stakeholders FOR UPDATE TO service_runs_app
  USING (run_tenant_id = (SELECT current_tenant_id())) WITH CHECK (run_tenant_id = (SELECT current_tenant_id()));

GRANT SELECT, UPDATE (read_at, updated_at) ON cc_notifications TO service_runs_app;
CREATE POLICY notification_self_select ON cc_notifications FOR SELECT TO service_runs_app
  USING (recipient_individual_id = (SELECT current_individual_id()));
CREATE POLICY notification_self_update ON cc_notifications FOR UPDATE TO service_runs_app
  USING (recipient_individual_id = (SELECT current_individual_id()))
  WITH CHECK (recipient_individual_id = (SELECT current_individual_id()));
