import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings, TrustProxy } from '../config/settings';
import { ApiError } from '../errors/api-error';
import { toApiError } from '../errors/to-api-error';
import { API_HEADERS, tlsHeaders } from './headers';
import { KnownRoutes } from './known-routes';
import { requestPath } from './request-path';

/** Bytes. */
const BODY_LIMIT = 1_048_576;

/** Milliseconds in which a whole request must have come: one that drips in holds a connection for nothing. */
const REQUEST_TIMEOUT = 30_000;

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** As long as a whole address may be, so that a link is dead however long it is. */
const PARAM_LIMIT = 16_384;

/**
 * Fastify as the contract wants it: JSON and nothing else comes in, and whatever never reaches a controller is answered
 * in the envelope too.
 */
export class ApiAdapter extends FastifyAdapter {
  private readonly routes: KnownRoutes;

  constructor(
    settings: Settings,
    private readonly onFailure: (request: FastifyRequest, error: unknown, code: string) => void,
  ) {
    super({
      bodyLimit: BODY_LIMIT,
      requestTimeout: REQUEST_TIMEOUT,
      trustProxy: trustedProxies(settings.trustProxy),
      genReqId: () => randomUUID(),
      routerOptions: { maxParamLength: PARAM_LIMIT },
      // An address that cannot be decoded reaches no hook and no handler.
      frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
        void reply.headers({ ...tlsHeaders(settings), ...API_HEADERS, 'x-request-id': request.id });
        send(toApiError(error), request, reply);
      },
      // Requests are logged by their route's pattern (see Log): Fastify's own lines would hold the raw path.
      logger: false,
      return503OnClosing: true,
      forceCloseConnections: 'idle',
    });
    this.routes = new KnownRoutes(this.fastify);
  }

  get fastify(): FastifyInstance {
    return this.getInstance() as unknown as FastifyInstance;
  }

  override registerParserMiddleware(): void {
    const parse = this.fastify.getDefaultJsonParser('error', 'error');
    this.fastify.removeAllContentTypeParsers();
    this.fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
      // Many clients name the type and send nothing: that is a call without a body.
      if (body.trim() === '') {
        done(null, undefined);
        return;
      }
      void parse(request, body, done);
    });
    // What a mail program sends when it unsubscribes by itself (RFC 8058): its form says nothing that the route does not.
    this.fastify.addContentTypeParser<string>(FORMS, { parseAs: 'string' }, (request, _body, done) => {
      const { config } = request.routeOptions as { config: { takesForms?: boolean } };
      done(config.takesForms ? null : new ApiError('error.unsupported_media_type'), undefined);
    });
  }

  override setNotFoundHandler(): never {
    return this.fastify.setNotFoundHandler((request, reply) => this.answerNotFound(request, reply)) as never;
  }

  override setErrorHandler(): never {
    return this.fastify.setErrorHandler((error: FastifyError, request, reply) => {
      const answer = toApiError(error);
      if (answer.status >= 500) {
        this.onFailure(request, error, answer.code);
      }
      send(answer, request, reply);
    }) as never;
  }

  /** A known address with the wrong method is told from an unknown one. */
  answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
    const methods = this.routes.methodsOf(requestPath(request.url));
    const answer =
      methods.length > 0
        ? new ApiError('error.method_not_allowed', { headers: { allow: methods.join(', ') } })
        : new ApiError('error.route.not_found');
    send(answer, request, reply);
  }
}

function send(answer: ApiError, request: FastifyRequest, reply: FastifyReply): void {
  void reply.status(answer.status).headers(answer.headers()).send(answer.toBody(request.id));
}

/** Fastify no longer takes a number of hops by itself. */
function trustedProxies(setting: TrustProxy): false | string[] | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}
