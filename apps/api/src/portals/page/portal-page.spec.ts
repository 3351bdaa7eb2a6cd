import type { Portal, PortalPageData, PortalRun } from '@service-runs/contracts';
import fc from 'fast-check';
import { IndexPage } from '../../platform/web/index-page';
import type { SitePage } from '../../platform/web/site-pages';
import { hostileTexts, opened } from '../../platform/web/testing/opened';
import { gonePage, runPage, runsPage, unknownPage } from './portal-page';

const ORIGIN = 'https://runs.example';
const index = new IndexPage('<title></title><body><sr-root></sr-root></body>', ORIGIN);

const portal: Portal = { slug: 'bamfield', name: 'Bamfield community', description: 'What comes to Bamfield' };
const pumpOut: PortalRun = {
  id: '22222222-2222-4222-8222-222222222222',
  name: 'Septic pump-out, west side',
  status: 'scheduled',
  starts_at: '2026-03-12T16:00:00.000Z',
  ends_at: '2026-03-13T00:00:00.000Z',
  time_zone: 'America/Vancouver',
  zone_name: 'Bamfield',
  provider_name: 'Barkley Septic & Fuel',
};
const undated: PortalRun = { ...pumpOut, id: '33333333-3333-4333-8333-333333333333', starts_at: null, ends_at: null };

function open(page: SitePage) {
  const { document, ran } = opened(index.with(page));
  const words = (selector: string) =>
    [...document.querySelectorAll(selector)].map((each) => (each.textContent ?? '').replace(/\s+/g, ' ').trim());
  const block = (selector: string): unknown => JSON.parse(document.querySelector(selector)?.textContent ?? 'null');
  return {
    document,
    words,
    ran,
    data: () => block('#page-data') as PortalPageData,
    facts: () => block('script[type="application/ld+json"]'),
    named: (name: string) => document.querySelector(`meta[name="${name}"]`)?.getAttribute('content'),
  };
}

const runs = (list: PortalRun[], next: string | null = null, isFirst = true) =>
  runsPage({ portal, runs: list, next_cursor: next, isFirst }, ORIGIN);

describe('what is published on a portal', () => {
  it('stands by month in its own zone, and each run leads to its page', () => {
    const april = { ...pumpOut, id: '4', name: 'Dock fuel', starts_at: '2026-04-01T06:30:00.000Z', ends_at: null };
    const { words, document } = open(runs([pumpOut, april, undated]));
    expect(words('h1')).toEqual(['Bamfield community']);
    // In Vancouver it is March still.
    expect(words('h3')).toEqual(['March 2026', 'No date yet']);
    expect(words('.sail li')[0]).toMatch(
      /^Thu12 Septic pump-out, west side09:00–17:00.*Bamfield ?Barkley Septic & Fuel Ask for a reservation on/,
    );
    expect(words('.sail li')[1]).toMatch(/^Tue31 Dock fuel23:30/);
    expect([...document.querySelectorAll('.sail a.strong')].map((each) => each.getAttribute('href'))).toEqual(
      [pumpOut, april, undated].map(({ id }) => `/p/bamfield/runs/${id}`),
    );
  });

  it('names the zone where there are no scripts to know the reader’s', () => {
    expect(open(runs([pumpOut])).words('.sail noscript')[0]).toContain('Vancouver time');
    expect(open(runs([undated])).words('.sail noscript')).toEqual([]);
  });

  it('is handed to the web app as the API answers it', () => {
    expect(open(runs([pumpOut], 'more')).data()).toEqual({
      shows: 'runs',
      portal,
      runs: [pumpOut],
      next_cursor: 'more',
    });
  });

  it('goes on without scripts, from page to page, and back to the first', () => {
    const first = open(runs([pumpOut], 'more'));
    expect(first.document.querySelector('.more a')?.getAttribute('href')).toBe('/p/bamfield?cursor=more');
    expect(first.words('.end')).toEqual([]);
    const next = open(runs([pumpOut], null, false));
    expect(next.document.querySelector('.back')?.getAttribute('href')).toBe('/p/bamfield');
    expect(next.words('.end')).toHaveLength(1);
    // The app begins at the first.
    expect(next.data()).toBeNull();
  });

  it('says that there is nothing, and then asks for nothing', () => {
    const { words } = open(runs([]));
    expect(words('h2')).toContain('No run is published here right now');
    expect(words('.ask')).toEqual([]);
    expect(words('main.alone')).toHaveLength(1);
  });

  it('is described by the portal’s own words, or by ours', () => {
    expect(open(runs([pumpOut])).named('description')).toBe('What comes to Bamfield');
    const plain = runsPage(
      { portal: { ...portal, description: null }, runs: [], next_cursor: null, isFirst: true },
      ORIGIN,
    );
    expect(open(plain).named('description')).toBe('Service runs that come near: Bamfield community.');
  });

  it('tells search engines what it lists', () => {
    expect(open(runs([pumpOut])).facts()).toEqual({
      '@context': 'https://schema.org',
      '@type': 'ItemList',
      name: 'Bamfield community',
      url: 'https://runs.example/p/bamfield',
      itemListElement: [
        {
          '@type': 'ListItem',
          position: 1,
          name: pumpOut.name,
          url: `https://runs.example/p/bamfield/runs/${pumpOut.id}`,
        },
      ],
    });
  });
});

describe('one run', () => {
  it('is told with what the public may know', () => {
    const { document, words, named, data } = open(runPage(portal, { ...pumpOut, status: 'in_progress' }, ORIGIN));
    expect(document.title).toBe('Septic pump-out, west side · Bamfield community · Service Runs');
    expect(named('description')).toBe(
      'Septic pump-out, west side, Thu 12 March 2026 09:00–17:00, Bamfield. By Barkley Septic & Fuel.',
    );
    expect(words('.facts > div')).toEqual([
      expect.stringMatching(/^When Thu 12 March 202609:00–17:00/),
      'WhereBamfield',
      'ByBarkley Septic & Fuel',
      'StatusIn progress',
    ]);
    expect(words('.ask .for')).toEqual(['Septic pump-out, west sideThu 12 March 2026, 09:00–17:00']);
    expect(words('.ask noscript')[0]).toContain('needs JavaScript');
    expect(data()).toMatchObject({ shows: 'run', run: { id: pumpOut.id } });
  });

  it('is a service at a place and a time to search engines', () => {
    expect(open(runPage(portal, pumpOut, ORIGIN)).facts()).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Service',
      name: pumpOut.name,
      url: `https://runs.example/p/bamfield/runs/${pumpOut.id}`,
      provider: { '@type': 'Organization', name: 'Barkley Septic & Fuel' },
      areaServed: 'Bamfield',
      hoursAvailable: {
        '@type': 'OpeningHoursSpecification',
        validFrom: pumpOut.starts_at,
        validThrough: pumpOut.ends_at,
      },
    });
    const bare = open(runPage(portal, { ...undated, zone_name: null }, ORIGIN)).facts();
    expect(Object.keys(bare as object)).toEqual(['@context', '@type', 'name', 'url', 'provider']);
  });

  it('that is gone, and a portal that there is not, are told as such and are in no index', () => {
    for (const [page, heading, shows] of [
      [gonePage(portal), 'This run is not published here any more', 'gone'],
      [unknownPage(), 'There is no portal at this address', 'unknown'],
    ] as const) {
      const { words, named, data, document } = open(page);
      expect([page.status, words('h1'), named('robots'), data().shows]).toEqual([404, [heading], 'noindex', shows]);
      expect(document.querySelector('link[rel=canonical]')).toBeNull();
    }
  });
});

describe('whatever things are called', () => {
  // What is called nothing is left out.
  const names = hostileTexts.filter((text) => text !== '');

  it('no script runs, the page keeps its elements, and every name can be read', () => {
    const skeleton = ({ document }: ReturnType<typeof open>) =>
      [...document.querySelectorAll('*')].map(({ tagName, attributes }) => [
        tagName,
        ...[...attributes].map((attribute) => attribute.name),
      ]);
    const pages = (text: string) => {
      const named: PortalRun = { ...pumpOut, name: text, zone_name: text, provider_name: text };
      const called: Portal = { slug: 'bamfield', name: text, description: text };
      return [
        runsPage({ portal: called, runs: [named], next_cursor: null, isFirst: true }, ORIGIN),
        runPage(called, named, ORIGIN),
        gonePage(called),
      ].map((page) => ({ page, shown: open(page) }));
    };
    const plain = pages('x').map(({ shown }) => skeleton(shown));
    fc.assert(
      fc.property(names, (text) => {
        pages(text).forEach(({ page, shown }, at) => {
          expect(shown.ran()).toBe(false);
          expect(skeleton(shown)).toEqual(plain[at]);
          expect(shown.data()).toEqual(page.data);
          expect(shown.document.querySelector('.band')?.textContent).toContain(text);
        });
      }),
      { numRuns: 30 },
    );
  });
});
