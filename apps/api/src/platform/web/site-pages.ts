import { Injectable } from '@nestjs/common';
import type { Markup } from './markup';

/** What the one page of the web app holds at an address before any script has run. */
export interface SitePage {
  readonly status: 200 | 404;
  /** The page's own; the product's name is added to it. */
  readonly title: string;
  /** In a sentence, for lists of what was found and for previews of links. */
  readonly description?: string;
  /** The one path under which it is to be found. None for a page that says that there is nothing: it is to be in no index. */
  readonly canonical?: string;
  /** In the words of schema.org. */
  readonly facts?: object;
  /** To be read until the web app takes over, and where it never does. */
  readonly content: Markup;
  /** What the web app then need not ask for. */
  readonly data?: object;
}

/** What was read for a page, and how the page is written from it: the same `read` is always written alike. */
export interface PageRead {
  readonly read: string;
  readonly write: () => SitePage;
}

export interface PageAsked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
}

export interface SiteAddress {
  /** As the router takes it: `/p/:slug`. */
  readonly path: string;
  readonly read: (asked: PageAsked) => Promise<PageRead>;
}

/** Paths that search engines are told of, so many at most. */
export type SiteMap = (most: number) => Promise<string[]>;

/**
 * Where features say at which addresses they have something to be read, and what. The site knows how it is sent, and none
 * of the features.
 */
@Injectable()
export class SitePages {
  readonly addresses: SiteAddress[] = [];
  readonly maps: SiteMap[] = [];

  add(path: string, read: SiteAddress['read']): void {
    this.addresses.push({ path, read });
  }

  addMap(map: SiteMap): void {
    this.maps.push(map);
  }
}
