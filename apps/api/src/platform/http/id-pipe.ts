import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { ErrorCode } from '@service-runs/contracts';
import { ApiError } from '../errors/api-error';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isId(value: string): boolean {
  return UUID.test(value);
}

/** An id in a path. One that cannot be an id names nothing, and is answered like one that names nothing. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  constructor(private readonly otherwise: ErrorCode) {}

  transform(value: string): string {
    if (!isId(value)) {
      throw new ApiError(this.otherwise);
    }
    return value.toLowerCase();
  }
}

/** An id in the path of a route: read by `IdPipe`, and described as one. */
export function IdParam(name: string, otherwise: ErrorCode): ParameterDecorator {
  return (target, key, index) => {
    Param(name, new IdPipe(otherwise))(target, key, index);
    const handler = Object.getOwnPropertyDescriptor(target, key as string) as PropertyDescriptor;
    ApiParam({ name, schema: { type: 'string', format: 'uuid' } })(target, key as string, handler);
  };
}
