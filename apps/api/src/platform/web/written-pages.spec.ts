import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { IndexPage } from './index-page';
import { markup } from './markup';
import type { SitePage } from './site-pages';
import { encodingFor, isKnownTo, WrittenPages } from './written-pages';

const INDEX =
  '<html><head><title>Built</title></head><body><sr-root></sr-root><noscript>Needs scripts</noscript></body></html>';
const index = new IndexPage(INDEX, 'https://runs.example');
const page = (more: Partial<SitePage> = {}): SitePage => ({
  status: 200,
  title: 'Dock & fuel',
  description: 'What comes $& near',
  canonical: '/p/dock',
  content: markup`<h1>Dock</h1>`,
  ...more,
});

describe('the one page of the web app', () => {
  it('gets its head, its content and its data where they belong', () => {
    const html = index.with(page({ data: { kept: '</script>' }, facts: { '@type': 'ItemList' } }));
    expect(html).toContain('<head><title>Dock &amp; fuel · Service Runs</title><meta name="description"');
    expect(html).toContain('<meta name="description" content="What comes $&amp; near" data-page />');
    expect(html).toContain('<link rel="canonical" href="https://runs.example/p/dock" data-page />');
    expect(html).toContain('<script type="application/ld+json" data-page>{"@type":"ItemList"}</script></head>');
    expect(html).toContain(
      '<body><sr-root><h1>Dock</h1></sr-root><script type="application/json" id="page-data">{"kept":"\\u003c/script>"}</script></body>',
    );
    expect(html).not.toContain('noindex');
  });

  it('without an address of its own is kept out of every index, and names none', () => {
    const html = index.with(page({ status: 404, canonical: undefined }));
    expect(html).toContain('<meta name="robots" content="noindex" data-page />');
    expect(html).not.toMatch(/canonical|og:|description/);
  });

  it('that was built in another form is found out at once', () => {
    expect(() => new IndexPage('<html><title>Built</title></html>', '')).toThrow('<sr-root>');
  });
});

describe('pages that were written', () => {
  it('are written once for what was read, and anew as soon as it differs', () => {
    const pages = new WrittenPages(index);
    const write = jest.fn(() => page());
    const first = pages.of({ read: 'one', write });
    expect(pages.of({ read: 'one', write })).toBe(first);
    expect(write).toHaveBeenCalledTimes(1);
    const other = pages.of({ read: 'two', write: () => page({ title: 'Other' }) });
    expect(other.etag).not.toBe(first.etag);
  });

  it('are kept while they are asked for, a hundred of them', () => {
    const pages = new WrittenPages(index);
    const write = jest.fn(() => page());
    for (let n = 0; n < 100; n++) {
      pages.of({ read: 'often', write });
      pages.of({ read: `once ${n}`, write });
    }
    expect(write).toHaveBeenCalledTimes(101);
    pages.of({ read: 'often', write });
    expect(write).toHaveBeenCalledTimes(101);
    pages.of({ read: 'once 0', write });
    expect(write).toHaveBeenCalledTimes(102);
  });

  it('are the same however they are sent', async () => {
    const written = new WrittenPages(index).of({ read: 'one', write: () => page() });
    const plain = String(await written.as(null));
    expect(plain).toContain('<h1>Dock</h1>');
    expect(String(brotliDecompressSync(await written.as('br')))).toBe(plain);
    expect(String(gunzipSync(await written.as('gzip')))).toBe(plain);
  });
});

it.each([
  [undefined, null],
  ['', null],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['BR', 'br'],
  ['*', 'br'],
  ['br;q=0, *;q=0.1', 'gzip'],
  ['identity', null],
  ['gzip;q=0', null],
  ['gzip;q=nothing', null],
])('to who accepts %j it is sent as %j', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding);
});

it.each([
  ['W/"a"', true],
  ['"a"', true],
  ['"b", W/"a"', true],
  ['*', true],
  ['"b"', false],
  ['', false],
  [undefined, false],
])('who has %j knows W/"a": %j', (header, known) => {
  expect(isKnownTo(header, 'W/"a"')).toBe(known);
});
