import { existsSync } from 'node:fs';
import path from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings';
import { requestPath } from '../http/request-path';
import { servePages } from './serve-pages';
import { serveRobots } from './serve-robots';
import type { SitePages } from './site-pages';

/** Names that carry a hash of their content never change it. */
const HASHED = /-[A-Za-z0-9_-]{8}\.(js|css|woff2)$/;
const FOR_EVER = 'public, max-age=31536000, immutable';

export interface Otherwise {
  /** Nothing is here. */
  readonly notFound: (request: FastifyRequest, reply: FastifyReply) => void;
  /** Something went wrong on our side: for the log. */
  readonly failed: (request: FastifyRequest, error: unknown, code: string) => void;
}

/** The web app: files as they are, and its one page for every path that a person can go to. */
export async function serveSite(
  fastify: FastifyInstance,
  settings: Settings,
  pages: SitePages,
  otherwise: Otherwise,
): Promise<void> {
  await fastify.register(helmet, {
    global: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Angular puts each component's styles into the page as it goes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    // It stands on every answer already.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  await fastify.register(fastifyStatic, {
    root: settings.staticDir,
    serve: false,
    preCompressed: true,
    cacheControl: false,
  });

  servePages(fastify, settings, pages, otherwise.failed);
  serveRobots(fastify, settings, pages);

  fastify.get('/*', { helmet: {} }, async (request, reply) => {
    const url = requestPath(request.url);
    const file = decoded(url);
    if (url.startsWith('/api/') || url === '/api' || file === null) {
      return otherwise.notFound(request, reply);
    }
    if (path.extname(file) !== '' && existsSync(path.join(settings.staticDir, path.normalize(file)))) {
      return reply.header('cache-control', HASHED.test(file) ? FOR_EVER : 'no-cache').sendFile(file.slice(1));
    }
    // Only for somebody who goes there. A script that is missing must be missing, and not be a page. The first page is
    // for whatever knocks.
    if (url !== '/' && !String(request.headers.accept ?? '').includes('text/html')) {
      return otherwise.notFound(request, reply);
    }
    if (url.startsWith('/i/')) {
      // The path is a secret: it goes into no referrer, no cache and no index.
      void reply.headers({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex', 'cache-control': 'no-store' });
    } else {
      void reply.header('cache-control', 'no-cache');
    }
    return reply.sendFile('index.html');
  });
}

/** Null for what is no path: `%zz`, or one with a NUL. */
function decoded(url: string): string | null {
  try {
    const file = decodeURIComponent(url);
    return file.includes('\0') || file.includes('..') ? null : file;
  } catch {
    return null;
  }
}
