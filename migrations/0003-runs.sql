-- Portals, runs, publications, requests, and the audit trail.

CREATE TABLE cc_portals (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  slug        text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  description text,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE cc_tenant_portals (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id  uuid NOT NULL REFERENCES cc_tenants (id) ON DELETE CASCADE,
  portal_id  uuid NOT NULL REFERENCES cc_portals (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, portal_id)
);
CREATE INDEX idx_tenant_portals_portal ON cc_tenant_portals (portal_id);

CREATE TABLE cc_n3_runs (
  id                   uuid PRIMARY KEY DEFAULT time_ordered_id(),
  tenant_id            uuid NOT NULL REFERENCES cc_tenants (id) ON DELETE CASCADE,
  name                 text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  status               text NOT NULL DEFAULT 'draft'
                         CHECK (status IN ('draft', 'scheduled', 'in_progress', 'completed', 'cancelled')),
  market_mode          text NOT NULL DEFAULT 'PRIVATE' CHECK (market_mode IN ('PRIVATE', 'TARGETED', 'OPEN')),
  starts_at            timestamptz,
  ends_at              timestamptz,
  time_zone            text NOT NULL,
  zone_name            text,
  portal_id            uuid REFERENCES cc_portals (id) ON DELETE SET NULL,
  service_address      text,
  internal_notes       text,
  price_estimate_cents integer CHECK (price_estimate_cents >= 0),
  version              integer NOT NULL DEFAULT 1,
  created_at           timestamptz NOT NULL DEFAULT now(),
  updated_at           timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, id),
  CHECK (ends_at >= starts_at)
);
CREATE INDEX idx_runs_portal ON cc_n3_runs (portal_id) WHERE portal_id IS NOT NULL;
CREATE INDEX idx_runs_tenant_start ON cc_n3_runs (tenant_id, coalesce(starts_at, 'infinity') DESC, id DESC);
CREATE INDEX idx_runs_tenant_status_start ON cc_n3_runs (tenant_id, status, coalesce(starts_at, 'infinity') DESC, id DESC);
CREATE INDEX idx_runs_name_search ON cc_n3_runs USING gin (tenant_id, name gin_trgm_ops);
CREATE INDEX idx_runs_zone_search ON cc_n3_runs USING gin (tenant_id, zone_name gin_trgm_ops);

CREATE TABLE cc_run_portal_publications (
  id                         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  run_tenant_id              uuid NOT NULL,
  run_id                     uuid NOT NULL,
  portal_id                  uuid NOT NULL REFERENCES cc_portals (id) ON DELETE CASCADE,
  published_at               timestamptz NOT NULL DEFAULT now(),
  published_by_individual_id uuid REFERENCES cc_individuals (id) ON DELETE SET NULL,
  unpublished_at             timestamptz,
  created_at                 timestamptz NOT NULL DEFAULT now(),
  updated_at                 timestamptz NOT NULL DEFAULT now(),
  UNIQUE (run_id, portal_id),
  FOREIGN KEY (run_tenant_id, run_id) REFERENCES cc_n3_runs (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX idx_publications_run ON cc_run_portal_publications (run_tenant_id, run_id);
CREATE INDEX idx_publications_portal ON cc_run_portal_publications (portal_id);
CREATE INDEX idx_publications_publisher ON cc_run_portal_publications (published_by_individual_id);

CREATE TABLE cc_service_requests (
  id              uuid PRIMARY KEY DEFAULT time_ordered_id(),
  tenant_id       uuid NOT NULL REFERENCES cc_tenants (id) ON DELETE CASCADE,
  portal_id       uuid REFERENCES cc_portals (id) ON DELETE SET NULL,
  run_id          uuid,
  requester_name  text NOT NULL,
  requester_email text NOT NULL,
  requester_phone text,
  zone_name       text,
  summary         text NOT NULL,
  status          text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'accepted', 'declined')),
  decline_reason  text,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, id),
  -- Only the run is forgotten when it goes: the request stays the tenant's.
  FOREIGN KEY (tenant_id, run_id) REFERENCES cc_n3_runs (tenant_id, id) ON DELETE SET NULL (run_id)
);
CREATE INDEX idx_requests_inbox ON cc_service_requests (tenant_id, status, created_at DESC, id DESC);
CREATE INDEX idx_requests_run ON cc_service_requests (tenant_id, run_id);
CREATE INDEX idx_requests_portal ON cc_service_requests (portal_id);

CREATE TABLE cc_run_request_attachments (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  run_tenant_id uuid NOT NULL,
  run_id        uuid NOT NULL,
  request_id    uuid NOT NULL,
  attached_at   timestamptz NOT NULL DEFAULT now(),
  detached_at   timestamptz,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (run_tenant_id, run_id) REFERENCES cc_n3_runs (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (run_tenant_id, request_id) REFERENCES cc_service_requests (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX uq_request_attached_once ON cc_run_request_attachments (request_id) WHERE detached_at IS NULL;
CREATE INDEX idx_attachments_run ON cc_run_request_attachments (run_tenant_id, run_id);
CREATE INDEX idx_attachments_request ON cc_run_request_attachments (run_tenant_id, request_id);

-- Append-only. Ids and states, never a name or an address: a person can be erased and the trail stays whole, which is
-- why the actor is no foreign key.
CREATE TABLE cc_audit_events (
  id                  uuid PRIMARY KEY DEFAULT time_ordered_id(),
  tenant_id           uuid NOT NULL REFERENCES cc_tenants (id),
  run_id              uuid,
  actor_individual_id uuid,
  action              text NOT NULL,
  subject_type        text NOT NULL,
  subject_id          uuid NOT NULL,
  detail              jsonb NOT NULL DEFAULT '{}',
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, run_id) REFERENCES cc_n3_runs (tenant_id, id) ON DELETE SET NULL (run_id)
);
CREATE INDEX idx_audit_tenant ON cc_audit_events (tenant_id, created_at DESC, id DESC);
CREATE INDEX idx_audit_run ON cc_audit_events (tenant_id, run_id, created_at DESC, id DESC);

DO $$
DECLARE
  v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['cc_portals', 'cc_tenant_portals', 'cc_n3_runs', 'cc_run_portal_publications',
                                 'cc_service_requests', 'cc_run_request_attachments', 'cc_audit_events'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', v_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', v_table);
    IF v_table <> 'cc_audit_events' THEN
      EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION touch_updated_at()', v_table);
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO service_runs_internal', v_table);
    END IF;
    EXECUTE format('CREATE POLICY service_mode_all ON %I FOR ALL TO service_runs_internal
                      USING ((SELECT is_service_mode())) WITH CHECK ((SELECT is_service_mode()))', v_table);
  END LOOP;
END
$$;

GRANT SELECT, INSERT ON cc_audit_events TO service_runs_internal, service_runs_app;
CREATE POLICY audit_tenant_select ON cc_audit_events FOR SELECT TO service_runs_app
  USING (tenant_id = (SELECT current_tenant_id()));
CREATE POLICY audit_tenant_insert ON cc_audit_events FOR INSERT TO service_runs_app
  WITH CHECK (tenant_id = (SELECT current_tenant_id()));

-- Portals are no secret among providers, but nobody without a context sees one here.
GRANT SELECT ON cc_portals TO service_runs_app;
CREATE POLICY portal_provider_select ON cc_portals FOR SELECT TO service_runs_app
  USING ((SELECT current_tenant_id()) IS NOT NULL);

GRANT SELECT ON cc_tenant_portals TO service_runs_app;
CREATE POLICY tenant_portal_select ON cc_tenant_portals FOR SELECT TO service_runs_app
  USING (tenant_id = (SELECT current_tenant_id()));

GRANT SELECT, INSERT, UPDATE ON cc_n3_runs TO service_runs_app;
CREATE POLICY run_tenant_select ON cc_n3_runs FOR SELECT TO service_runs_app
  USING (tenant_id = (SELECT current_tenant_id()));
CREATE POLICY run_tenant_insert ON cc_n3_runs FOR INSERT TO service_runs_app
  WITH CHECK (tenant_id = (SELECT current_tenant_id()));
CREATE POLICY run_tenant_update ON cc_n3_runs FOR UPDATE TO service_runs_app
  USING (tenant_id = (SELECT current_tenant_id())) WITH CHECK (tenant_id = (SELECT current_tenant_id()));

GRANT SELECT, INSERT, UPDATE ON cc_run_portal_publications TO service_runs_app;
CREATE POLICY publication_tenant_select ON cc_run_portal_publications FOR SELECT TO service_runs_app
  USING (run_tenant_id = (SELECT current_tenant_id()));
CREATE POLICY publication_tenant_insert ON cc_run_portal_publications FOR INSERT TO service_runs_app
  WITH CHECK (run_tenant_id = (SELECT current_tenant_id()));
CREATE POLICY publication_tenant_update ON cc_run_portal_publications FOR UPDATE TO service_runs_app
  USING (run_tenant_id = (SELECT current_tenant_id())) WITH CHECK (run_tenant_id = (SELECT current_tenant_id()));

GRANT SELECT, UPDATE (status, decline_reason, updated_at) ON cc_service_requests TO service_runs_app;
CREATE POLICY request_tenant_select ON cc_service_requests FOR SELECT TO service_runs_app
  USING (tenant_id = (SELECT current_tenant_id()));
CREATE POLICY request_tenant_update ON cc_service_requests FOR UPDATE TO service_runs_app
  USING (tenant_id = (SELECT current_tenant_id())) WITH CHECK (tenant_id = (SELECT current_tenant_id()));

GRANT SELECT, INSERT, UPDATE ON cc_run_request_attachments TO service_runs_app;
CREATE POLICY attachment_tenant_select ON cc_run_request_attachments FOR SELECT TO service_runs_app
  USING (run_tenant_id = (SELECT current_tenant_id()));
CREATE POLICY attachment_tenant_insert ON cc_run_request_attachments FOR INSERT TO service_runs_app
  WITH CHECK (run_tenant_id = (SELECT current_tenant_id()));
CREATE POLICY attachment_tenant_update ON cc_run_request_attachments FOR UPDATE TO service_runs_app
  USING (run_tenant_id = (SELECT current_tenant_id())) WITH CHECK (run_tenant_id = (SELECT current_tenant_id()));
