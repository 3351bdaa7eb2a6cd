import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config/settings';
import { markup } from './markup';
import type { SitePages } from './site-pages';

const AN_HOUR = 'public, max-age=3600';
/** As many as one map may name (sitemaps.org). */
const MAPPED = 50_000;
/** Nothing there is for everybody. */
const CLOSED = ['/i/', '/app', '/api'];

/** What search engines ask for first: where they may look, and what there is. */
export function serveRobots(fastify: FastifyInstance, { appBaseUrl }: Settings, { addresses, maps }: SitePages): void {
  const open = new Set(addresses.map(({ path }) => path.replace(/:.*$/, '')));
  const robots = [
    'User-agent: *',
    ...[...open].map((path) => `Allow: ${path}`),
    ...CLOSED.map((path) => `Disallow: ${path}`),
    `Sitemap: ${appBaseUrl}/sitemap.xml`,
    '',
  ].join('\n');
  fastify.get('/robots.txt', { helmet: {} }, (_request, reply) =>
    reply.header('cache-control', AN_HOUR).type('text/plain; charset=utf-8').send(robots),
  );

  fastify.get('/sitemap.xml', { helmet: {} }, async (_request, reply) => {
    const paths = (await Promise.all(maps.map((map) => map(MAPPED)))).flat().slice(0, MAPPED);
    const urls = paths.map((path) => markup`<url><loc>${appBaseUrl + path}</loc></url>\n`);
    const { text } = markup`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls}</urlset>
`;
    return reply.header('cache-control', AN_HOUR).type('application/xml; charset=utf-8').send(text);
  });
}
