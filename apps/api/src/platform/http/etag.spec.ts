import { ApiError } from '../errors/api-error';
import { requireMatch } from './etag';

function matches(ifMatch: string | undefined, version: number): boolean {
  try {
    requireMatch(ifMatch, version);
    return true;
  } catch (error) {
    expect((error as ApiError).code).toBe('error.precondition_failed');
    return false;
  }
}

describe('requireMatch', () => {
  it.each<[string | undefined, boolean]>([
    [undefined, true],
    ['*', true],
    [' * ', true],
    ['"7"', true],
    ['"6", "7"', true],
    ['"6","7" ,"8"', true],
    ['"6"', false],
    ['7', false],
    ['W/"7"', false],
    ['"77"', false],
    ['"07"', false],
    ['', false],
    ['"*"', false],
  ])('%j of version 7: %s', (ifMatch, expected) => {
    expect(matches(ifMatch, 7)).toBe(expected);
  });
});
