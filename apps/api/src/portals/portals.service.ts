import { Injectable } from '@nestjs/common';
import type {
  PortalAnswer,
  PortalRunAnswer,
  PortalRunPage,
  ProviderPortals,
  PublicationsAnswer,
} from '@service-runs/contracts';
import { ApiError } from '../platform/errors/api-error';
import { pageRequest, toPage, type PageQuery } from '../platform/http/paging';
import type { Actor } from '../platform/http/request-context';
import { runsOf, toPortal, toPortalRun, toPublication } from './portal.mapper';
import { FIRST, PortalRepository } from './portal.repository';

@Injectable()
export class PortalsService {
  constructor(private readonly portals: PortalRepository) {}

  async list(actor: Actor): Promise<ProviderPortals> {
    const portals = await this.portals.list(actor);
    return { ok: true, portals: portals.map(({ id, slug, name, linked }) => ({ id, slug, name, linked })) };
  }

  async publish(actor: Actor, runId: string, portalIds: string[]): Promise<PublicationsAnswer> {
    return { ok: true, publications: (await this.portals.publish(actor, runId, portalIds)).map(toPublication) };
  }

  async unpublish(actor: Actor, runId: string, portalIds: string[]): Promise<PublicationsAnswer> {
    return { ok: true, publications: (await this.portals.unpublish(actor, runId, portalIds)).map(toPublication) };
  }

  async show(slug: string): Promise<PortalAnswer> {
    const portal = await this.portals.show(slug);
    if (portal === undefined) {
      throw new ApiError('error.portal.not_found');
    }
    return { ok: true, portal: toPortal(portal) };
  }

  async runs(slug: string, query: PageQuery): Promise<PortalRunPage> {
    const page = pageRequest(query, FIRST);
    const { items, next_cursor } = toPage(await this.portals.runs(slug, page), page, toPortalRun);
    return { ok: true, runs: items, next_cursor };
  }

  async run(slug: string, runId: string): Promise<PortalRunAnswer> {
    const portal = await this.portals.open(slug, runId, { after: FIRST, limit: 1 });
    if (portal === undefined) {
      throw new ApiError('error.portal.not_found');
    }
    const [run] = runsOf(portal);
    if (run === undefined) {
      throw new ApiError('error.run.not_found');
    }
    return { ok: true, portal: toPortal(portal), run: toPortalRun(run) };
  }
}
