import { ERRORS, type ErrorBody, type ErrorCode } from '@service-runs/contracts';
import { createPerson, createProvider, createRun, createStaff, type Provider } from '../factories';
import { expectFailure, expectInvalid, useApi } from '../support/api';
import { sendRaw, type RawAnswer } from '../support/raw';

const api = useApi();

async function provider(): Promise<{ provider: Provider; token: string }> {
  const made = await createProvider(api.admin);
  return { provider: made, token: await api.signIn(made.owner) };
}

function expectRawFailure(answer: RawAnswer, code: ErrorCode): void {
  expect([answer.status, JSON.parse(answer.text)]).toEqual([
    ERRORS[code].status,
    { ok: false, error: code, message: ERRORS[code].message, request_id: expect.any(String) },
  ]);
}

describe('an address that is not known', () => {
  it.each([
    '/api',
    '/api/',
    '/api/nothing',
    '/api/provider',
    '/api/provider/runs/1/2/3/4',
    '/api/i',
    '/api/auth',
    '/api/i/a/b/c',
  ])('GET %s is answered in the envelope', async (path) => {
    expectFailure(await api.client.get(path, { headers: { accept: 'text/html' } }), 'error.route.not_found');
  });

  it('is not made up for other methods', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      expectFailure(await api.client.call(method, '/api/nothing'), 'error.route.not_found');
    }
  });
});

describe('a method that an address does not take', () => {
  it.each([
    ['DELETE', '/api/auth/me', 'GET, HEAD, PATCH'],
    ['PUT', '/api/provider/runs', 'GET, HEAD, POST'],
    ['GET', '/api/auth/login', 'POST'],
    ['POST', '/api/provider/runs/counts', 'GET, HEAD'],
    ['DELETE', '/api/provider/runs/0198c0de-0000-7000-8000-000000000001', 'GET, HEAD, PATCH'],
    ['POST', '/api/i/some-token', 'GET, HEAD'],
    ['GET', '/api/i/some-token/claim', 'POST'],
    ['OPTIONS', '/api/runs', 'GET, HEAD'],
  ])('%s %s is told so, with what it takes', async (method, path, allow) => {
    const answer = await api.client.call(method, path);
    expectFailure(answer, 'error.method_not_allowed');
    expect(answer.headers.get('allow')?.split(', ').filter(ownMethods(path)).sort().join(', ')).toBe(allow);
  });

  /** `counts` is also what `:id` would match; what that takes is not asked here. */
  function ownMethods(path: string) {
    return (method: string) => !path.endsWith('/counts') || method !== 'PATCH';
  }
});

describe('a body', () => {
  const register = '/api/auth/register';

  it.each([
    ['text/plain', 'hello'],
    ['application/x-www-form-urlencoded', 'email=a%40b.example'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/xml', '<a/>'],
    ['application/jsonx', '{}'],
  ])('of %s is not taken', async (type, body) => {
    expectFailure(
      await api.client.post(register, { body, headers: { 'content-type': type } }),
      'error.unsupported_media_type',
    );
  });

  it('of JSON is taken with and without a charset', async () => {
    for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/JSON']) {
      const answer = await api.client.post(register, { body: '{}', headers: { 'content-type': type } });
      expect(answer.body).toMatchObject({ error: 'error.validation' });
    }
  });

  it.each(['{', '[1,', '"', 'nul', '{"a":1}}', '{"email":"a@b.example",}', "{'a':1}", 'undefined'])(
    'of broken JSON (%s) is refused',
    async (body) => {
      expectInvalid(await api.client.post(register, { body }), ['', 'json']);
    },
  );

  it.each(['[]', '"text"', '1', 'true', '[{"email":"a@b.example"}]'])(
    'that is no object (%s) is refused',
    async (body) => {
      expectInvalid(await api.client.post(register, { body }), ['', 'object']);
    },
  );

  it.each(['{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}'])(
    'that would change what objects are (%s) is refused',
    async (body) => {
      const answer = await api.client.post<ErrorBody>(register, { body });
      expect([answer.status, answer.body.error]).toEqual([400, 'error.validation']);
    },
  );

  it('of more than a megabyte is refused, and one just below is read', async () => {
    const limit = 1_048_576;
    const sized = (size: number) => {
      const head = '{"email":"a@b.example","password":"';
      return `${head}${'x'.repeat(size - head.length - 2)}"}`;
    };
    expectFailure(await api.client.post(register, { body: sized(limit + 1) }), 'error.payload_too_large');
    expect((await api.client.post<ErrorBody>(register, { body: sized(limit) })).body.error).toBe('error.validation');
  });

  it('that is left out is one with nothing in it', async () => {
    expectInvalid(await api.client.post('/api/auth/login'), ['email', 'required'], ['password', 'required']);
    const named = await api.client.post('/api/auth/login', { headers: { 'content-type': 'application/json' } });
    expectInvalid(named, ['email', 'required'], ['password', 'required']);
  });

  it('with keys that are not known is refused, and each is named', async () => {
    const body = { email: 'a@b.example', password: 'x', is_admin: true, role: 'owner' };
    expectInvalid(await api.client.post('/api/auth/login', { body }), ['is_admin', 'unknown'], ['role', 'unknown']);
  });

  it('that is nested without end is refused', async () => {
    const { token } = await provider();
    const body = `{"name":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const answer = await api.client.post<ErrorBody>('/api/provider/runs', { token, body });
    expect([answer.status, answer.body.error]).toEqual([400, 'error.validation']);
  });

  it.each([
    ['a NUL', 'a\u0000b'],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', 'a\udc00b'],
  ])('with %s in a text is refused, and nothing is kept', async (_what, name) => {
    const { provider: own, token } = await provider();
    expectInvalid(await api.client.post('/api/provider/runs', { token, body: { name } }), ['name', 'text']);
    const { rowCount } = await api.admin.query('SELECT FROM cc_n3_runs WHERE tenant_id = $1', [own.id]);
    expect(rowCount).toBe(0);
  });

  it('with a NUL in a key is refused', async () => {
    const { token } = await provider();
    const answer = await api.client.post<ErrorBody>('/api/provider/runs', {
      token,
      body: { name: 'A', 'a\u0000b': 1 },
    });
    expect([answer.status, answer.body.error]).toEqual([400, 'error.validation']);
  });

  it('names the place of each thing that is wrong, in the sender’s words', async () => {
    const { provider: own, token } = await provider();
    const run = await createRun(api.admin, own);
    const invitees = [
      { email: 'a@people.example' },
      { email: 'no address', role: 'r'.repeat(51) },
      { name: 7 },
      'text',
    ];
    const answer = await api.client.post(`/api/provider/runs/${run.id}/stakeholder-invites`, {
      token,
      body: { invitees, expires_in_days: 91 },
    });
    expectInvalid(
      answer,
      ['invitees[1].email', 'email'],
      ['invitees[1].role', 'max_length'],
      ['invitees[2].email', 'required'],
      ['invitees[2].name', 'text'],
      ['invitees[2].name', 'max_length'],
      ['invitees[3]', 'object'],
      ['expires_in_days', 'max'],
    );
  });
});

describe('a query', () => {
  it.each([
    ['?limit=0', 'limit', 'min'],
    ['?limit=101', 'limit', 'max'],
    ['?limit=ten', 'limit', 'integer'],
    ['?limit=1.5', 'limit', 'integer'],
    ['?limit=1e1', 'limit', 'integer'],
    ['?limit=-1', 'limit', 'integer'],
    ['?limit=', 'limit', 'integer'],
    ['?limit=1&limit=2', 'limit', 'integer'],
    ['?cursor=', 'cursor', 'min_length'],
    ['?cursor=garbage', 'cursor', 'cursor'],
    ['?unknown=1', 'unknown', 'unknown'],
    ['?tenant_id=1', 'tenant_id', 'unknown'],
    ['?status=finished', 'status', 'choice'],
    ['?status=draft&status=finished', 'status', 'choice'],
    ['?q=%00', 'q', 'text'],
  ])('%s is refused', async (query, path, rule) => {
    const { token } = await provider();
    const answer = await api.client.get<ErrorBody>(`/api/provider/runs${query}`, { token });
    expect(answer.status).toBe(400);
    expect(answer.body.details).toContainEqual({ path, rule, message: expect.any(String) });
  });

  it.each(['?q=%ED%A0%80', '?q=%FF', '?q=%', '?q=%zz', '?&&&=', '?q[]=1', '?q[a]=1', '?__proto__=1', '?constructor=1'])(
    '%s is answered with a success or a refusal, and never with a failure of the server',
    async (query) => {
      const { token } = await provider();
      const answer = await sendRaw(api.client.origin, 'GET', `/api/provider/runs${query}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect([200, 400]).toContain(answer.status);
      expect(JSON.parse(answer.text)).toHaveProperty('ok', answer.status === 200);
    },
  );
});

describe('another spelling of an address', () => {
  it.each([
    '//api/provider/runs',
    '/api//provider/runs',
    '/api/provider//runs',
    '/api/provider/runs/',
    '/api/provider/runs//',
    '/api/provider%2fruns',
    '/api%2fprovider%2fruns',
    '/api/provider/runs;a=b',
    '/api/provider;a=b/runs',
    '/api/Provider/runs',
    '/API/provider/runs',
    '/api/provider/RUNS',
    '/api/./provider/runs',
    '/api/public/../provider/runs',
    '/api/i/../provider/runs',
    '/api/provider/runs%00',
    '/api/provider/runs%20',
    '/api\\provider\\runs',
    '/%61pi/provider/runs',
  ])('%s opens nothing', async (path) => {
    const { provider: own, token } = await provider();
    const run = await createRun(api.admin, own);
    for (const headers of [{}, { accept: 'text/html' }] as Record<string, string>[]) {
      const unknown = await sendRaw(api.client.origin, 'GET', path, { headers });
      expect([200, 400, 401, 404]).toContain(unknown.status);
      expect(unknown.text).not.toContain(run.name);
      // Whatever it is routed to, it asks for the same as the plain address does.
      if (unknown.status === 200) expect(unknown.text).toContain('The one page');
    }
    const known = await sendRaw(api.client.origin, 'GET', path, { headers: { authorization: `Bearer ${token}` } });
    const stranger = await createPerson(api.admin);
    const refused = await sendRaw(api.client.origin, 'GET', path, {
      headers: { authorization: `Bearer ${await api.signIn(stranger)}`, 'x-tenant-id': own.id },
    });
    expect(refused.text).not.toContain(run.name);
    expect(known.status).toBeLessThan(500);
    expect(refused.status).toBeLessThan(500);
  });

  it.each([
    '//',
    '///',
    '/%',
    '/%zz',
    '/api/%',
    '/api/i/%zz',
    '/api/runs/%zz/view',
    '//:99999',
    '/\\',
    '//[',
    '/api/i/%E0%A4%A',
  ])('GET %s, which is no address, is refused and breaks nothing', async (path) => {
    for (const headers of [{}, { accept: 'text/html' }] as Record<string, string>[]) {
      const answer = await sendRaw(api.client.origin, 'GET', path, { headers });
      expect([200, 400, 404]).toContain(answer.status);
      if (answer.status !== 200)
        expect(JSON.parse(answer.text)).toMatchObject({ ok: false, error: expect.stringMatching(/^error\./) });
    }
  });

  it('in the absolute form of a proxy is the same address, with the same answer', async () => {
    const answer = await sendRaw(api.client.origin, 'GET', 'http://elsewhere.example/api/provider/runs');
    expectRawFailure(answer, 'error.auth.required');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  it('is told apart from the plain one by case and by what stands in it', async () => {
    expectRawFailure(await sendRaw(api.client.origin, 'GET', '/api/provider/runs'), 'error.auth.required');
    expectRawFailure(await sendRaw(api.client.origin, 'GET', '/api/provider/runs/'), 'error.route.not_found');
    expectRawFailure(await sendRaw(api.client.origin, 'GET', '/api/PROVIDER/runs'), 'error.route.not_found');
  });

  it.each(['X-HTTP-Method-Override', 'X-Original-URL', 'X-Rewrite-URL', 'X-Forwarded-Prefix'])(
    'is not taken from %s',
    async (name) => {
      const value = name.includes('Method') ? 'POST' : '/api/health/live';
      expectFailure(await api.client.get('/api/provider/runs', { headers: { [name]: value } }), 'error.auth.required');
    },
  );
});

describe('an id in a path that is no id', () => {
  it.each([
    ['/api/provider/runs/1', 'error.run.not_found'],
    ["/api/provider/runs/'%20OR%20true--", 'error.run.not_found'],
    ['/api/provider/runs/%00', 'error.run.not_found'],
    ['/api/provider/runs/0198c0de-0000-7000-8000-00000000000g', 'error.run.not_found'],
    ['/api/runs/1/view', 'error.run.access_denied'],
  ] as const)('GET %s is answered like one that names nothing', async (path, code) => {
    const { token } = await provider();
    expectFailure(await api.client.get(path, { token }), code);
  });

  it('is found in either case', async () => {
    const { provider: own, token } = await provider();
    const run = await createRun(api.admin, own);
    expect((await api.client.get(`/api/provider/runs/${run.id.toUpperCase()}`, { token })).status).toBe(200);
  });
});

describe('every answer', () => {
  const SECURITY = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };

  it.each([
    ['a success', 'GET', '/api/health/live', 200],
    ['a refusal', 'GET', '/api/provider/runs', 401],
    ['an unknown address', 'GET', '/api/nothing', 404],
    ['a wrong method', 'DELETE', '/api/auth/me', 405],
    ['a wrong body', 'POST', '/api/auth/login', 400],
    ['a dead link', 'GET', '/api/i/dead', 404],
  ])('(%s) is kept by no cache, framed by no page and sniffed by no browser', async (_what, method, path, status) => {
    const answer = await api.client.call(method, path);
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(Object.keys(SECURITY).map((name) => [name, answer.headers.get(name)]))).toEqual(SECURITY);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('server')).toBeNull();
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    // Only behind TLS, which is not here.
    expect(answer.headers.get('strict-transport-security')).toBeNull();
  });

  it('waits for a request no longer than half a minute', () => {
    expect((api.app.getHttpServer() as { requestTimeout: number }).requestTimeout).toBe(30_000);
  });

  it('has a request id of its own, whatever the caller claims', async () => {
    const headers = { 'x-request-id': 'chosen', 'request-id': 'chosen' };
    const [first, second] = [
      await api.client.get('/api/nothing', { headers }),
      await api.client.get('/api/nothing', { headers }),
    ];
    expect(first.headers.get('x-request-id')).not.toBe(second.headers.get('x-request-id'));
    expect(first.text).not.toContain('chosen');
  });

  it('to HEAD is the one to GET without its body', async () => {
    const { provider: own } = await provider();
    const staff = await createStaff(api.admin, own);
    const token = await api.signIn(staff);
    const run = await createRun(api.admin, own);
    const get = await api.client.get(`/api/provider/runs/${run.id}`, { token });
    const head = await api.client.call('HEAD', `/api/provider/runs/${run.id}`, { token });
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', get.headers.get('etag')]);
    expect((await api.client.call('HEAD', `/api/provider/runs/${run.id}`)).status).toBe(401);
  });
});
