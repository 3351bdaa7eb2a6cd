import { Injectable, type PipeTransform } from '@nestjs/common';
import { ApiError } from '../errors/api-error';

/** Whether PostgreSQL could even compare it. */
export function canBeSlug(value: string): boolean {
  return !value.includes('\u0000') && value.isWellFormed();
}

/** A portal's name in a path. One that cannot be one names nothing, like one that no portal bears. */
@Injectable()
export class SlugPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!canBeSlug(value)) {
      throw new ApiError('error.portal.not_found');
    }
    return value;
  }
}
