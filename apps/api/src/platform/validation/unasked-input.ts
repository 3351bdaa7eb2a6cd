import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { ApiError } from '../errors/api-error';
import { notAnObject, unknownKey } from './body-pipe';

interface Asked {
  readonly query: boolean;
  readonly body: boolean;
}

/**
 * A route that asks for no query or no body is sent none: what a caller believes to have said is never passed over in silence.
 * What stands in those that are asked for, `InputPipe` judges.
 */
export class UnaskedInputGuard implements CanActivate {
  /** Looked up once a handler and not once a request. */
  private readonly asked = new WeakMap<object, Asked>();

  canActivate(context: ExecutionContext): true {
    const asked = this.askedBy(context);
    const { query, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const details = [
      ...(asked.query ? [] : Object.keys(query as object).map(unknownKey)),
      ...(asked.body || body === undefined || body === null ? [] : withinBody(body)),
    ];
    if (details.length > 0) {
      throw new ApiError('error.validation', { details });
    }
    return true;
  }

  private askedBy(context: ExecutionContext): Asked {
    const handler = context.getHandler();
    let asked = this.asked.get(handler);
    if (asked === undefined) {
      const parameters = Object.keys(
        (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler.name) ?? {}) as object,
      );
      const asks = (kind: RouteParamtypes) => parameters.some((parameter) => parameter.startsWith(`${kind}:`));
      asked = { query: asks(RouteParamtypes.QUERY), body: asks(RouteParamtypes.BODY) };
      this.asked.set(handler, asked);
    }
    return asked;
  }
}

function withinBody(body: unknown) {
  return typeof body === 'object' && !Array.isArray(body) ? Object.keys(body as object).map(unknownKey) : [notAnObject];
}
