import { service } from '@service-runs/copy';
import { dataBlock, markup, Markup } from './markup';
import type { SitePage } from './site-pages';

/** Where the web app looks for what it need not ask for. */
const DATA = markup`type="application/json" id="page-data"`;
/** True of one address only: marked, for the web app to take away when it leads to another. */
const FACTS = markup`type="application/ld+json" data-page`;

const TITLE = /<title>[^<]*<\/title>/;
const ROOT = /<sr-root><\/sr-root>/;
const NO_SCRIPT = /<noscript>[^<]*<\/noscript>/;

/** The one page of the web app as it was built, into which the content of an address is written. */
export class IndexPage {
  private readonly beforeTitle: string;
  private readonly beforeRoot: string;
  private readonly afterRoot: string;

  constructor(
    index: string,
    private readonly origin: string,
  ) {
    // What a page says holds without scripts too, and it says itself what needs them.
    const [beforeTitle, rest] = split(index.replace(NO_SCRIPT, ''), TITLE);
    [this.beforeRoot, this.afterRoot] = split(rest, ROOT);
    this.beforeTitle = beforeTitle;
  }

  with(page: SitePage): string {
    // The web app empties its element as it begins, in the same breath in which it fills it again.
    return [
      this.beforeTitle,
      this.headOf(page).text,
      this.beforeRoot,
      markup`<sr-root>${page.content}</sr-root>`.text,
      page.data ? dataBlock(DATA, page.data).text : '',
      this.afterRoot,
    ].join('');
  }

  private headOf({ title, description, canonical, facts }: SitePage): Markup {
    const brand = service('shell.brand');
    const whole = markup`<title>${service('shell.page_title', { page: title, brand })}</title>`;
    if (canonical === undefined) return markup`${whole}<meta name="robots" content="noindex" data-page />`;
    const url = this.origin + canonical;
    return markup`${whole}<meta name="description" content="${description}" data-page /><link rel="canonical" href="${url}" data-page /><meta property="og:type" content="website" data-page /><meta property="og:site_name" content="${brand}" data-page /><meta property="og:title" content="${title}" data-page /><meta property="og:description" content="${description}" data-page /><meta property="og:url" content="${url}" data-page />${facts && dataBlock(FACTS, facts)}`;
  }
}

function split(text: string, at: RegExp): [before: string, after: string] {
  const found = at.exec(text);
  if (!found) throw new Error(`The built web app has an index.html without ${at.source}.`);
  return [text.slice(0, found.index), text.slice(found.index + found[0].length)];
}
