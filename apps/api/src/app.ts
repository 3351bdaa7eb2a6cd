import 'reflect-metadata';
import cookie from '@fastify/cookie';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule, WorkerModule } from './app.module';
import { requireDeclarations } from './auth';
import type { Settings } from './platform/config/settings';
import { ApiAdapter } from './platform/http/api-adapter';
import { API_HEADERS, DOCS_HEADERS, tlsHeaders } from './platform/http/headers';
import { requestPath } from './platform/http/request-path';
import { Log } from './platform/logging/log';
import { describeApi, DOCS_PATH, serveDocs } from './platform/openapi/document';
import { UnaskedInputGuard } from './platform/validation/unasked-input';
import { serveSite } from './platform/web/site';
import { SitePages } from './platform/web/site-pages';

/** The whole application, ready to listen. Tests and the real process start the same one. */
export async function createApp(settings: Settings): Promise<NestFastifyApplication> {
  const { app, fastify } = await assembleApp(settings);
  await app.init();
  await fastify.ready();
  return app;
}

/** The jobs without the requests: nothing listens. */
export async function createWorker(settings: Settings): Promise<INestApplicationContext> {
  const log = new Log(settings);
  const worker = await NestFactory.createApplicationContext(WorkerModule.with(settings, log), {
    logger: log,
    abortOnError: false,
  });
  worker.enableShutdownHooks();
  return worker;
}

/** What the application's document says. Nothing is connected for it, and nothing listens. */
export async function describeApp(settings: Settings): Promise<OpenAPIObject> {
  return (await assembleApp(settings)).document;
}

async function assembleApp(settings: Settings) {
  const log = new Log(settings);
  const adapter = new ApiAdapter(settings, (request, error, code) => log.failure(request, error, code));
  const { fastify } = adapter;
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings, log), adapter, {
    logger: log,
    abortOnError: false,
  });
  app.setGlobalPrefix('api');
  // After the guards of the modules: who may not call is told so first.
  app.useGlobalGuards(new UnaskedInputGuard());
  app.enableShutdownHooks();

  const everywhere = tlsHeaders(settings);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ ...everywhere, 'x-request-id': request.id });
    const path = requestPath(request.url);
    if (path.startsWith('/api')) {
      void reply.headers(path.startsWith(DOCS_PATH) ? DOCS_HEADERS : API_HEADERS);
    }
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    log.answered(request, reply);
    done();
  });
  await fastify.register(cookie);
  await serveSite(fastify, settings, app.get(SitePages), {
    notFound: (request, reply) => adapter.answerNotFound(request, reply),
    failed: (request, error, code) => log.failure(request, error, code),
  });
  requireDeclarations(app);
  const document = describeApi(app);
  serveDocs(app, document);
  return { app, fastify, document };
}
