import { Injectable, type PipeTransform } from '@nestjs/common';
import type { ErrorCode } from '@service-runs/contracts';
import { ApiError } from '../errors/api-error';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id in a path. One that cannot be an id names nothing, and is answered like one that names nothing. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  constructor(private readonly otherwise: ErrorCode) {}

  transform(value: string): string {
    if (!UUID.test(value)) {
      throw new ApiError(this.otherwise);
    }
    return value.toLowerCase();
  }
}
