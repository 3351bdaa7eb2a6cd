import fc from 'fast-check';
import { ApiError } from '../errors/api-error';
import { IdPipe } from './id-pipe';

const pipe = new IdPipe('error.run.not_found');

describe('an id in a path', () => {
  it('comes out in lower case', () => {
    fc.assert(fc.property(fc.uuid(), (id) => pipe.transform(id.toUpperCase()) === id));
  });

  it('that is none is answered like one that names nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          pipe.transform(text);
          return false;
        } catch (error) {
          return (error as ApiError).code === 'error.run.not_found';
        }
      }),
    );
    expect(() => pipe.transform('0198c0de-0000-7000-8000-000000000001\n')).toThrow(ApiError);
  });
});
