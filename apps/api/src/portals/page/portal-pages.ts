import { Inject, Injectable } from '@nestjs/common';
import { appPaths } from '@service-runs/contracts';
import type { Settings } from '../../platform/config/settings';
import { SETTINGS } from '../../platform/config/settings.token';
import { isId } from '../../platform/http/id-pipe';
import { pageRequest, toPage, type PageRequest } from '../../platform/http/paging';
import { canBeSlug } from '../../platform/http/slug-pipe';
import { SitePages, type PageAsked, type PageRead } from '../../platform/web/site-pages';
import { runsOf, toPortal, toPortalRun, type OpenPortalRow } from '../portal.mapper';
import { FIRST, PortalRepository } from '../portal.repository';
import { gonePage, runPage, runsPage, unknownPage } from './portal-page';

const UNKNOWN: PageRead = { read: 'unknown', write: unknownPage };

/** A portal's pages as they are read before, and without, the web app. One statement each. */
@Injectable()
export class PortalPages {
  private readonly origin: string;

  constructor(
    pages: SitePages,
    private readonly portals: PortalRepository,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.origin = settings.appBaseUrl;
    pages.add(appPaths.portal(':slug'), (asked) => this.runs(asked));
    pages.add(appPaths.portalRun(':slug', ':id'), (asked) => this.run(asked));
    pages.addMap(async (most) => (await portals.slugs(most)).map(appPaths.portal));
  }

  private async runs({ params: { slug = '' }, query: { cursor } }: PageAsked): Promise<PageRead> {
    const page = pageAfter(cursor);
    const read = await this.open(slug, null, page);
    if (!read) {
      return UNKNOWN;
    }
    const isFirst = page.after === FIRST;
    return {
      read: keyOf(read, isFirst),
      write: () => {
        const { items, next_cursor } = toPage(runsOf(read), page, toPortalRun);
        return runsPage({ portal: toPortal(read), runs: items, next_cursor, isFirst }, this.origin);
      },
    };
  }

  private async run({ params: { slug = '', id = '' } }: PageAsked): Promise<PageRead> {
    const read = await this.open(slug, isId(id) ? id : FIRST.id, { after: FIRST, limit: 1 });
    if (!read) {
      return UNKNOWN;
    }
    return {
      read: keyOf(read),
      write: () => {
        const [row] = runsOf(read);
        const portal = toPortal(read);
        return row ? runPage(portal, toPortalRun(row), this.origin) : gonePage(portal);
      },
    };
  }

  private async open(slug: string, runId: string | null, page: PageRequest) {
    return canBeSlug(slug) ? this.portals.open(slug, runId, page) : undefined;
  }
}

/** All that a page is written from, told apart from everything else that it could be. */
function keyOf({ runs, ...portal }: OpenPortalRow, isFirst = true): string {
  return JSON.stringify([portal, isFirst]) + runs;
}

/** A cursor that this list did not give out leads to its beginning. */
function pageAfter(cursor: unknown): PageRequest {
  try {
    return pageRequest(typeof cursor === 'string' ? { cursor } : {}, FIRST);
  } catch {
    return pageRequest({}, FIRST);
  }
}
