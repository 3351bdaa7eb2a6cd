import { safeReturnTo } from './return-to';

describe('where to go on to after signing in', () => {
  it.each(['/app', '/app/runs/1/view', '/i/abc?x=1#y', '/app/provider/runs?status=draft&q=a%20b'])(
    'may be %s',
    (path) => expect(safeReturnTo(path)).toBe(path),
  );

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'evil.example',
    ' /app',
    '/\t/evil.example',
    '/\n/evil.example',
    '/app//evil.example',
    '',
    null,
    undefined,
  ])('is never %j', (value) => expect(safeReturnTo(value)).toBeNull());
});
