import { Injectable, type PipeTransform } from '@nestjs/common';
import { ApiError } from '../errors/api-error';

/** A portal's name in a path. One that PostgreSQL could not even compare names nothing, like one that no portal bears. */
@Injectable()
export class SlugPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (value.includes('\u0000') || !value.isWellFormed()) {
      throw new ApiError('error.portal.not_found');
    }
    return value;
  }
}
