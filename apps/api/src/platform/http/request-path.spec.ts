import fc from 'fast-check';
import { requestPath } from './request-path';

describe('requestPath', () => {
  it.each([
    ['/api/runs', '/api/runs'],
    ['/api/runs?limit=1', '/api/runs'],
    ['/api/runs?a=/b?c', '/api/runs'],
    ['//', '//'],
    ['/%zz', '/%zz'],
    ['/a/../b', '/a/../b'],
    ['http://elsewhere.example/api/runs?x', '/api/runs'],
    ['HTTPS://elsewhere.example', '/'],
    ['*', '*'],
    ['', '/'],
  ])('of %j is %j', (url, path) => {
    expect(requestPath(url)).toBe(path);
  });

  it('never fails, and holds no query', () => {
    fc.assert(fc.property(fc.string(), (url) => !requestPath(url).includes('?')));
  });
});
