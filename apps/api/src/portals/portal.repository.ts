import { Injectable } from '@nestjs/common';
import type { Portal, ProviderPortal } from '@service-runs/contracts';
import { Database, statement, TENANT_ACTOR, tenantActor } from '../platform/database';
import type { PageRequest } from '../platform/http/paging';
import type { Actor } from '../platform/http/request-context';
import type { PortalRunRow, PublicationRow } from './portal.mapper';

const LIST = statement('list_portals', `SELECT * FROM list_portals(${TENANT_ACTOR})`);
const PUBLISH = statement('publish_run', `SELECT * FROM publish_run(${TENANT_ACTOR}, $7, $8)`);
const UNPUBLISH = statement('unpublish_run', `SELECT * FROM unpublish_run(${TENANT_ACTOR}, $7, $8)`);
const SHOW = statement('show_portal', 'SELECT * FROM show_portal($1)');
const RUNS = statement('list_portal_runs', 'SELECT * FROM list_portal_runs($1, $2, $3, $4, $5)');

@Injectable()
export class PortalRepository {
  constructor(private readonly database: Database) {}

  list(actor: Actor): Promise<ProviderPortal[]> {
    return this.database.query(LIST, tenantActor(actor));
  }

  publish(actor: Actor, runId: string, portalIds: string[]): Promise<PublicationRow[]> {
    return this.database.query(PUBLISH, [...tenantActor(actor), runId, portalIds]);
  }

  unpublish(actor: Actor, runId: string, portalIds: string[]): Promise<PublicationRow[]> {
    return this.database.query(UNPUBLISH, [...tenantActor(actor), runId, portalIds]);
  }

  async show(slug: string): Promise<Portal | undefined> {
    return (await this.database.query<Portal>(SHOW, [slug]))[0];
  }

  runs(slug: string, { after, limit }: PageRequest): Promise<PortalRunRow[]> {
    return this.database.query(RUNS, [slug, null, after.at, after.id, limit + 1]);
  }

  async run(slug: string, runId: string): Promise<PortalRunRow | undefined> {
    const [row] = await this.database.query<PortalRunRow>(RUNS, [slug, runId, FIRST.at, FIRST.id, 1]);
    return row;
  }
}

/** Before every run, in the order in which they begin. */
export const FIRST = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
