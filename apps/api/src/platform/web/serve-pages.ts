import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings';
import { toApiError } from '../errors/to-api-error';
import { IndexPage } from './index-page';
import type { PageAsked, SiteAddress, SitePages } from './site-pages';
import { encodingFor, isKnownTo, WrittenPages, type WrittenPage } from './written-pages';

const INDEX = 'index.html';

/**
 * Addresses at which a feature has something to be read. They are for whoever comes, whatever they accept: what fetches
 * the preview of a link says that it takes anything.
 */
export function servePages(
  fastify: FastifyInstance,
  { staticDir, appBaseUrl }: Settings,
  { addresses }: SitePages,
  failed: (request: FastifyRequest, error: unknown, code: string) => void,
): void {
  const file = path.join(staticDir, INDEX);
  // Read once: a new build comes with a new start. While the web app is worked on, its own server has the pages.
  if (!existsSync(file)) {
    return;
  }
  const written = new WrittenPages(new IndexPage(readFileSync(file, 'utf8'), appBaseUrl));

  const serve = (address: SiteAddress) => async (request: FastifyRequest, reply: FastifyReply) => {
    let page: WrittenPage;
    try {
      const { read, write } = await address.read(request as PageAsked);
      page = written.of({ read: `${address.path}\n${read}`, write });
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.status >= 500) {
        failed(request, error, refusal.code);
      }
      // The web app as it is: it tells what happened in its own words, and tries again when it is asked to.
      void reply.status(refusal.status).headers({ ...refusal.headers(), 'cache-control': 'no-store' });
      return reply.sendFile(INDEX);
    }
    return send(page, request, reply);
  };
  for (const address of addresses) {
    // With a slash more it is the same page, which names the address without it as its own.
    for (const url of [address.path, `${address.path}/`]) {
      fastify.get(url, { helmet: {} }, serve(address));
    }
  }
}

async function send(page: WrittenPage, { headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  // Asked for anew each time, and not sent again where nothing has changed: what is taken off the page is gone at once.
  void reply.headers({ 'cache-control': 'no-cache', etag: page.etag, vary: 'accept-encoding' });
  if (page.status !== 200) {
    void reply.header('x-robots-tag', 'noindex');
  } else if (isKnownTo(headers['if-none-match'], page.etag)) {
    return reply.status(304).send();
  }
  const encoding = encodingFor(headers['accept-encoding']);
  if (encoding) {
    void reply.header('content-encoding', encoding);
  }
  return reply
    .status(page.status)
    .type('text/html; charset=utf-8')
    .send(await page.as(encoding));
}
