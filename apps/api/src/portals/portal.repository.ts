import { Injectable } from '@nestjs/common';
import type { Portal, ProviderPortal } from '@service-runs/contracts';
import { Database, statement, TENANT_ACTOR, tenantActor } from '../platform/database';
import type { PageRequest } from '../platform/http/paging';
import type { Actor } from '../platform/http/request-context';
import type { OpenPortalRow, PortalRunRow, PublicationRow } from './portal.mapper';

const LIST = statement('list_portals', `SELECT * FROM list_portals(${TENANT_ACTOR})`);
const PUBLISH = statement('publish_run', `SELECT * FROM publish_run(${TENANT_ACTOR}, $7, $8)`);
const UNPUBLISH = statement('unpublish_run', `SELECT * FROM unpublish_run(${TENANT_ACTOR}, $7, $8)`);
const SHOW = statement('show_portal', 'SELECT * FROM show_portal($1)');
const OPEN = statement('open_portal', 'SELECT * FROM open_portal($1, $2, $3, $4, $5)');
const SLUGS = statement('list_portal_slugs', 'SELECT * FROM list_portal_slugs($1)');
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

  /** The portal with a page of its runs, or with the one that is asked for where it is published there. */
  async open(slug: string, runId: string | null, { after, limit }: PageRequest): Promise<OpenPortalRow | undefined> {
    return (await this.database.query<OpenPortalRow>(OPEN, [slug, runId, after.at, after.id, limit + 1]))[0];
  }

  async slugs(most: number): Promise<string[]> {
    return (await this.database.query<{ slug: string }>(SLUGS, [most])).map(({ slug }) => slug);
  }
}

/** Before every run, in the order in which they begin. */
export const FIRST = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
