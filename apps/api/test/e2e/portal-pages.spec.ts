// A portal's pages as whoever comes without scripts gets them: people, search engines, previews of links.
import type { PortalPageData, PortalRunAnswer, PortalRunPage } from '@service-runs/contracts';
import {
  createPerson,
  createPortal,
  createProvider,
  createRun,
  createGrant,
  publish,
  unknownId,
  type Portal,
  type RunFixture,
} from '../factories';
import { Database } from '../../src/platform/database';
import { useApi } from '../support/api';
import { sendRaw } from '../support/raw';

// Nothing is compressed unless a test asks for it.
const PLAIN = { 'accept-encoding': 'identity' };
const api = useApi({ APP_BASE_URL: 'https://runs.example' });

const page = (path: string, headers: Record<string, string> = {}) =>
  api.client.get(path, { headers: { accept: 'text/html', ...PLAIN, ...headers } });

const dataOf = ({ text }: { text: string }): PortalPageData | null => {
  const [, json] = /<script type="application\/json" id="page-data">([^<]*)<\/script>/.exec(text) ?? [];
  return json === undefined ? null : (JSON.parse(json) as PortalPageData);
};
const titleOf = ({ text }: { text: string }) => /<title>([^<]*)<\/title>/.exec(text)?.[1];
const canonicalOf = ({ text }: { text: string }) => /rel="canonical" href="([^"]*)"/.exec(text)?.[1];

async function stage(names: string[] = ['Septic pump-out']) {
  const provider = await createProvider(api.admin, { name: 'Inlet Septic & Fuel', contactPhone: 'CANARY-PHONE' });
  const portal = await createPortal(api.admin);
  const runs: RunFixture[] = [];
  for (const [at, name] of names.entries()) {
    const run = await createRun(api.admin, provider, {
      name,
      marketMode: 'OPEN',
      startsAt: `2026-03-12T16:00:${String(at).padStart(2, '0')}Z`,
      internalNotes: 'CANARY-NOTES',
      serviceAddress: 'CANARY-ADDRESS',
      priceCents: 424_242,
    });
    await publish(api.admin, run, portal);
    runs.push(run);
  }
  return { provider, portal, runs, run: runs[0] as RunFixture };
}

const unpublish = (run: RunFixture, portal: Portal) =>
  api.admin.query('UPDATE cc_run_portal_publications SET unpublished_at = now() WHERE run_id = $1 AND portal_id = $2', [
    run.id,
    portal.id,
  ]);

describe('a portal’s page', () => {
  it('can be read before any script has run, under its own address, with what the web app need not ask for', async () => {
    const { portal, run } = await stage();
    const answer = await page(`/p/${portal.slug}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(titleOf(answer)).toBe(`${portal.name} · Service Runs`);
    expect(canonicalOf(answer)).toBe(`https://runs.example/p/${portal.slug}`);
    expect(answer.text).toContain('<meta name="description" content="Where the village looks"');
    expect(answer.text).toContain(`<meta property="og:title" content="${portal.name}"`);
    expect(answer.text).toContain('Inlet Septic &amp; Fuel');
    expect(answer.text).toContain(`href="/p/${portal.slug}/runs/${run.id}"`);
    expect(answer.text).toContain('The one page');
    expect(answer.text).not.toMatch(/noindex|Needs scripts/);
    const list = await api.client.get<PortalRunPage>(`/api/portals/${portal.slug}/runs`);
    expect(list.body.runs).toHaveLength(1);
    const { runs, next_cursor } = list.body;
    const described = { slug: portal.slug, name: portal.name, description: 'Where the village looks' };
    expect(dataOf(answer)).toEqual({ shows: 'runs', portal: described, runs, next_cursor });
  });

  it('of one run is the same', async () => {
    const { portal, run } = await stage();
    const answer = await page(`/p/${portal.slug}/runs/${run.id}`);
    expect([answer.status, titleOf(answer)]).toEqual([200, `${run.name} · ${portal.name} · Service Runs`]);
    expect(canonicalOf(answer)).toBe(`https://runs.example/p/${portal.slug}/runs/${run.id}`);
    const one = await api.client.get<PortalRunAnswer>(`/api/portals/${portal.slug}/runs/${run.id}`);
    expect(dataOf(answer)).toEqual({ shows: 'run', portal: one.body.portal, run: one.body.run });
  });

  it('holds nothing that was to stay inside', async () => {
    const { provider, portal, run } = await stage();
    const person = await createPerson(api.admin, { displayName: 'CANARY-STAKEHOLDER' });
    await createGrant(api.admin, run, person, { role: 'CANARY-ROLE' });
    for (const path of [`/p/${portal.slug}`, `/p/${portal.slug}/runs/${run.id}`]) {
      const { text } = await page(path);
      expect(text).toContain(run.name);
      expect(text).not.toMatch(/canary|424242/i);
      for (const secret of [provider.id, provider.owner.id, provider.owner.email, person.id, portal.id]) {
        expect(text).not.toContain(secret);
      }
    }
  });

  it('keeps what it is called apart from what it is made of', async () => {
    const name = `</script><script>alert(1)</script><!--"'&`;
    const { portal, run } = await stage([name]);
    for (const path of [`/p/${portal.slug}`, `/p/${portal.slug}/runs/${run.id}`]) {
      const answer = await page(path);
      expect(answer.text).not.toMatch(/<script>alert|<!--"/);
      expect(answer.text).toContain('&lt;/script&gt;&lt;script&gt;alert(1)');
      expect(JSON.stringify(dataOf(answer))).toContain(JSON.stringify(name).slice(1, -1));
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    }
  });

  it('is one statement, and so is the API’s answer for one run', async () => {
    const { portal, run } = await stage();
    const query = jest.spyOn(api.app.get(Database), 'query');
    try {
      for (const path of [
        `/p/${portal.slug}`,
        `/p/${portal.slug}/runs/${run.id}`,
        '/p/nowhere',
        `/api/portals/${portal.slug}/runs/${run.id}`,
      ]) {
        query.mockClear();
        await page(path);
        expect([path, query.mock.calls.length]).toEqual([path, 1]);
      }
    } finally {
      query.mockRestore();
    }
  });

  it('that there is not, and a run that is not published there, are missing, and in no index', async () => {
    const { provider, portal } = await stage();
    const elsewhere = await createPortal(api.admin);
    const there = await createRun(api.admin, provider, { marketMode: 'OPEN' });
    await publish(api.admin, there, elsewhere);
    const over = await createRun(api.admin, provider, { marketMode: 'OPEN', status: 'completed' });
    await publish(api.admin, over, portal);
    const home = await createRun(api.admin, provider, { marketMode: 'OPEN', portalId: portal.id });
    const gone = [there.id, over.id, home.id, unknownId(), 'garbage', '%00', "'--"];
    for (const [path, shows, title] of [
      ...gone.map((id) => [`/p/${portal.slug}/runs/${id}`, 'gone', 'This run is not published here any more'] as const),
      ...['nowhere', '%00', 'a%2fb', '%27--', 'x'.repeat(500), portal.slug.toUpperCase()].map(
        (slug) => [`/p/${slug}`, 'unknown', 'There is no portal at this address'] as const,
      ),
      [`/p/nowhere/runs/${there.id}`, 'unknown', 'There is no portal at this address'] as const,
    ]) {
      const answer = await page(path);
      expect([path, answer.status, titleOf(answer), dataOf(answer)?.shows]).toEqual([
        path,
        404,
        `${title} · Service Runs`,
        shows,
      ]);
      expect([answer.headers.get('x-robots-tag'), canonicalOf(answer)]).toEqual(['noindex', undefined]);
      expect(answer.text).toContain('<meta name="robots" content="noindex"');
      expect(answer.text).not.toContain(there.name);
    }
  });

  it('shows what is taken off it no longer, to nobody, from that moment on', async () => {
    const { portal, run } = await stage(['First', 'Second']);
    const list = await page(`/p/${portal.slug}`);
    const one = await page(`/p/${portal.slug}/runs/${run.id}`);
    expect([list.headers.get('cache-control'), one.headers.get('cache-control')]).toEqual(['no-cache', 'no-cache']);
    const known = (answer: { headers: Headers }) => ({ 'if-none-match': answer.headers.get('etag') ?? '' });
    const again = await page(`/p/${portal.slug}`, known(list));
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', list.headers.get('etag')]);
    expect((await page(`/p/${portal.slug}/runs/${run.id}`, known(one))).status).toBe(304);

    await unpublish(run, portal);
    const after = await page(`/p/${portal.slug}`, known(list));
    expect([after.status, after.text.includes('First'), after.text.includes('Second')]).toEqual([200, false, true]);
    const gone = await page(`/p/${portal.slug}/runs/${run.id}`, known(one));
    expect([gone.status, gone.text.includes('First')]).toEqual([404, false]);
    // What says that there is nothing is sent each time.
    expect((await page(`/p/${portal.slug}/runs/${run.id}`, known(gone))).status).toBe(404);
  });

  it('follows a run that moves, ends, or goes on', async () => {
    const { portal, runs } = await stage(['First', 'Second']);
    const order = async () => {
      const data = dataOf(await page(`/p/${portal.slug}`));
      return data?.shows === 'runs' && data.runs.map(({ name }) => name);
    };
    const change = (set: string) => api.admin.query(`UPDATE cc_n3_runs SET ${set} WHERE id = $1`, [runs[0]?.id]);
    expect(await order()).toEqual(['First', 'Second']);
    await change(`starts_at = '2027-01-01', ends_at = NULL`);
    expect(await order()).toEqual(['Second', 'First']);
    await change(`starts_at = NULL`);
    expect(await order()).toEqual(['Second', 'First']);
    await change(`status = 'cancelled'`);
    expect(await order()).toEqual(['Second']);
    await change(`status = 'in_progress', starts_at = '2025-01-01'`);
    expect(await order()).toEqual(['First', 'Second']);
  });

  it('leads on from page to page without scripts, and from a mark that it did not give to its beginning', async () => {
    const names = Array.from({ length: 27 }, (_, at) => `Number ${String(at).padStart(2, '0')}`);
    const { portal } = await stage(names);
    const listed = ({ text }: { text: string }) => [...text.matchAll(/>(Number \d\d)<\/a>/g)].map(([, name]) => name);
    const first = await page(`/p/${portal.slug}`);
    expect(listed(first)).toEqual(names.slice(0, 25));
    const next = /href="(\/p\/[^"]*\?cursor=[^"]*)"/.exec(first.text)?.[1] ?? '';
    const second = await page(next);
    expect([second.status, listed(second), dataOf(second)]).toEqual([200, names.slice(25), null]);
    expect(second.text).not.toContain('?cursor=');
    for (const mark of ['garbage', '', 'a&cursor=b']) {
      expect(listed(await page(`/p/${portal.slug}?cursor=${mark}`))).toEqual(names.slice(0, 25));
    }
  });

  it.each([
    ['for whatever asks', {}, (slug: string) => `/p/${slug}`],
    ['with a slash more', {}, (slug: string) => `/p/${slug}/`],
    ['with what is added for measuring', {}, (slug: string) => `/p/${slug}?utm_source=x`],
    ['with escapes that were not needed', {}, (slug: string) => `/p/%70${slug.slice(1)}`],
    ['in the absolute form of a proxy', {}, (slug: string) => `http://elsewhere.example/p/${slug}`],
  ])('is the same %s', async (_how, headers, path) => {
    const { portal } = await stage();
    const plain = await page(`/p/${portal.slug}`);
    const other = await sendRaw(api.client.origin, 'GET', path(portal.slug), { headers });
    expect([other.status, other.text]).toEqual([200, plain.text]);
    expect(other.headers['content-security-policy']).toBe(plain.headers.get('content-security-policy'));
  });

  it.each(['//p/SLUG', '/P/SLUG', '/p//SLUG', '/p/SLUG/runs', '/p/SLUG/runs/', '/p/SLUG;a=b', '/p/SLUG%20', '/p/'])(
    'is not at %s',
    async (path) => {
      const { portal, run } = await stage();
      const headers = { accept: 'text/html' };
      const answer = await sendRaw(api.client.origin, 'GET', path.replace('SLUG', portal.slug), { headers });
      expect([200, 404]).toContain(answer.status);
      expect(answer.text).not.toContain(run.name);
      if (answer.status === 200) expect(answer.text).toContain('<title>Service Runs</title>');
    },
  );

  it('to HEAD is the one to GET without its body', async () => {
    const { portal } = await stage();
    const get = await page(`/p/${portal.slug}`);
    const head = await sendRaw(api.client.origin, 'HEAD', `/p/${portal.slug}`);
    expect([head.status, head.text, head.headers.etag]).toEqual([200, '', get.headers.get('etag')]);
    expect(head.headers['content-length']).toBe(get.headers.get('content-length'));
    expect((await sendRaw(api.client.origin, 'HEAD', '/p/nowhere')).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE'])('takes no %s', async (method) => {
    const { portal } = await stage();
    expect((await api.client.call(method, `/p/${portal.slug}`)).status).toBe(404);
  });

  it('is sent small to who takes it so', async () => {
    const { portal } = await stage();
    const plain = await page(`/p/${portal.slug}`);
    const raw = async (encoding: string) => {
      const answer = await fetch(`${api.client.origin}/p/${portal.slug}`, { headers: { 'accept-encoding': encoding } });
      // `fetch` unpacks it; what it was packed with stays in the head.
      return [answer.headers.get('content-encoding'), answer.headers.get('vary'), await answer.text()];
    };
    expect(await raw('gzip, deflate, br')).toEqual(['br', 'accept-encoding', plain.text]);
    expect(await raw('gzip')).toEqual(['gzip', 'accept-encoding', plain.text]);
    expect(plain.headers.get('content-encoding')).toBeNull();
  });

  it('is the web app by itself while the database is away, which then tries again', async () => {
    const { portal, run } = await stage();
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const query = jest.spyOn(api.app.get(Database), 'query').mockRejectedValue(away);
    try {
      for (const path of [`/p/${portal.slug}`, `/p/${portal.slug}/runs/${run.id}`]) {
        const answer = await page(path);
        expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')]).toEqual([
          503,
          '2',
          'no-store',
        ]);
        expect(answer.text).toContain('The one page');
        expect(answer.text).not.toContain(run.name);
      }
    } finally {
      query.mockRestore();
    }
  });
});

describe('what search engines ask for first', () => {
  it('says where they may look', async () => {
    const { status, headers, text } = await api.client.get('/robots.txt');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(text.trim().split('\n')).toEqual([
      'User-agent: *',
      'Allow: /p/',
      'Disallow: /i/',
      'Disallow: /app',
      'Disallow: /api',
      'Sitemap: https://runs.example/sitemap.xml',
    ]);
  });

  it('names every portal', async () => {
    const portals = [await createPortal(api.admin), await createPortal(api.admin)];
    const { status, headers, text } = await api.client.get('/sitemap.xml');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8']);
    for (const { slug } of portals) expect(text).toContain(`<url><loc>https://runs.example/p/${slug}</loc></url>`);
    expect(text).toMatch(/^<\?xml [^>]*\?>\n<urlset xmlns="[^"]*">\n(<url><loc>[^<]*<\/loc><\/url>\n)+<\/urlset>\n$/);
  });
});
