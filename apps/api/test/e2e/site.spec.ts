import { startApp, useApi, Client, expectFailure } from '../support/api';
import { sendRaw } from '../support/raw';

const api = useApi();
const page = (path: string, headers: Record<string, string> = {}) =>
  sendRaw(api.client.origin, 'GET', path, {
    headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers },
  });

const directives = (csp: string | undefined) =>
  Object.fromEntries(
    (csp ?? '').split(';').map((part) => {
      const [name, ...values] = part.trim().split(/\s+/);
      return [name, values];
    }),
  );

describe('the one page', () => {
  it.each([
    '/',
    '/app',
    '/app/provider/runs',
    '/app/runs/0198c0de-0000-7000-8000-000000000001/view',
    '/p/bamfield/anything/else',
    '/i/some-token',
    '/sign-in',
    '/anything',
    '/?q=1',
    '/i/some.token',
  ])('is what a person gets who goes to %s', async (path) => {
    const answer = await page(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.text).toContain('The one page');
  });

  it('is not what a program gets for what is missing', async () => {
    for (const [path, accept] of [
      ['/main-00000000.js', '*/*'],
      ['/missing.css', 'text/css,*/*;q=0.1'],
      ['/missing.png', 'image/avif,*/*'],
      ['/app/provider/runs', 'application/json'],
      ['/anything', ''],
    ] as const) {
      expectFailure(await api.client.get(path, { headers: { accept } }), 'error.route.not_found');
    }
  });

  it('is never what the API answers', async () => {
    for (const path of ['/api', '/api/', '/api/nothing', '/api/i', '/api?x=1']) {
      const answer = await page(path);
      expect([path, answer.status, answer.headers['content-type']]).toEqual([
        path,
        404,
        'application/json; charset=utf-8',
      ]);
    }
  });

  it('takes no POST', async () => {
    const answer = await sendRaw(api.client.origin, 'POST', '/app', { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(404);
  });

  it('runs no script that is not its own file, is framed by nobody and is not sniffed', async () => {
    const { headers } = await page('/app');
    const csp = directives(headers['content-security-policy'] as string);
    expect(csp['default-src']).toEqual(["'none'"]);
    expect(csp['script-src']).toEqual(["'self'"]);
    expect(csp['frame-ancestors']).toEqual(["'none'"]);
    expect(csp['base-uri']).toEqual(["'self'"]);
    expect(csp['form-action']).toEqual(["'self'"]);
    expect(csp['connect-src']).toEqual(["'self'"]);
    expect(csp['upgrade-insecure-requests']).toBeUndefined();
    expect([headers['x-content-type-options'], headers['x-frame-options'], headers['referrer-policy']]).toEqual([
      'nosniff',
      'DENY',
      'same-origin',
    ]);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-cache');
  });

  it.each(['/i/some-token', '/i/some-token?x=1', '/i/some-token/', '/i/a/b'])(
    'at %s tells no other site, cache or index of the link',
    async (path) => {
      const { status, headers } = await page(path);
      expect([status, headers['referrer-policy'], headers['cache-control'], headers['x-robots-tag']]).toEqual([
        200,
        'no-referrer',
        'no-store',
        'noindex',
      ]);
    },
  );
});

describe('a file', () => {
  it('whose name changes with its content is kept for ever, another is asked for again', async () => {
    const [hashed, plain] = [await api.client.get('/main-ABCD1234.js'), await api.client.get('/icon.svg')];
    expect([hashed.status, hashed.text.trim(), hashed.headers.get('cache-control')]).toEqual([
      200,
      'export const built = true;',
      'public, max-age=31536000, immutable',
    ]);
    expect(hashed.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
    expect([plain.status, plain.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(hashed.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..\\..\\package.json',
    '/assets/../../database.ts',
    '//etc/passwd.txt',
    '/%2fetc%2fhosts.txt',
    '/main-ABCD1234.js%00.html',
    '/main-ABCD1234.js/',
    '/.env',
  ])('outside the web app (%s) is not given out', async (path) => {
    for (const headers of [{}, { accept: 'text/html' }] as Record<string, string>[]) {
      const answer = await sendRaw(api.client.origin, 'GET', path, { headers });
      expect([200, 404]).toContain(answer.status);
      if (answer.status === 200) expect(answer.text).toContain('The one page');
    }
  });
});

describe('behind TLS', () => {
  it('browsers are told to stay there, and the cookie is bound to it', async () => {
    const app = await startApp(api, { APP_BASE_URL: 'https://runs.example.org' });
    try {
      const client = new Client(await app.getUrl());
      const { headers } = await client.get('/app', { headers: { accept: 'text/html' } });
      for (const answer of [headers, (await client.get('/api/nothing')).headers]) {
        expect(answer.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      }
      const body = { email: 'tls@people.example', password: 'a lamp beside the inlet', display_name: 'A' };
      const cookie = (await client.post('/api/auth/register', { body })).headers.get('set-cookie');
      expect(cookie).toMatch(/^__Secure-sr_refresh=[\w-]{43}; /);
      expect(cookie?.split('; ').slice(1).sort()).toEqual([
        'HttpOnly',
        'Max-Age=2592000',
        'Path=/api/auth',
        'SameSite=Strict',
        'Secure',
      ]);
      const refresh = (origin: string) =>
        client.post('/api/auth/refresh', { headers: { cookie: String(cookie).split(';')[0] as string, origin } });
      expectFailure(await refresh('https://elsewhere.example'), 'error.auth.required');
      expect((await refresh('https://runs.example.org')).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});
