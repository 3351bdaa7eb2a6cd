import { ERROR_CODES, type InvitationsCreated, type RunAnswer, type SignedIn } from '@service-runs/contracts';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { declaredRoutes } from '../../src/auth/declared-routes';
import { forbiddenWords } from '../../../../tools/check-words.ts';
import {
  createNotification,
  createPerson,
  createPortal,
  createProvider,
  createRun,
  publish,
  unique,
  unknownId,
} from '../factories';
import { useApi, type Answer } from '../support/api';

interface Operation {
  operationId: string;
  summary?: string;
  security?: object[];
  parameters?: { name: string; in: string; schema?: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, { properties?: Record<string, object>; required?: string[] }>;
    securitySchemes: object;
  };
}

const api = useApi();
let document: Document;
let text: string;

beforeAll(async () => {
  const answer = await api.client.get<Document>('/api/openapi.json');
  document = answer.body;
  text = answer.text;
});

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })),
  );

describe('the OpenAPI document', () => {
  it('is of version 3.1, and has its license and a way to sign in', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
  });

  it('describes every route, and none that there is not', () => {
    const declared = declaredRoutes(api.app).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(
      operations()
        .map(({ route }) => route)
        .sort(),
    ).toEqual(declared.sort());
  });

  it('says of every call what it does, and names each once', () => {
    for (const { route, operation } of operations())
      expect([route, operation.summary]).toEqual([route, expect.stringMatching(/\S/)]);
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('asks for a token exactly where the route does', () => {
    const access = new Map(
      declaredRoutes(api.app).map((route) => [
        `${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`,
        route.access?.kind,
      ]),
    );
    for (const { route, operation } of operations()) {
      expect([route, operation.security !== undefined]).toEqual([route, access.get(route) !== 'public']);
    }
  });

  it('refers to nothing that is not in it', () => {
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref as string);
    expect(refs.length).toBeGreaterThan(30);
    for (const ref of refs) {
      const found = ref
        .replace(/^#\//, '')
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
      expect([ref, typeof found]).toEqual([ref, 'object']);
    }
  });

  it('leaves no schema empty, and keeps to the words of OpenAPI 3.1', () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect([name, Object.keys(schema.properties ?? {}).length > 0 || 'enum' in schema]).toEqual([name, true]);
    }
    expect(text).not.toContain('"nullable"');
  });

  it('uses no word that nobody may read', () => {
    expect(forbiddenWords(text)).toEqual([]);
    expect(forbiddenWords(JSON.stringify(ERROR_CODES))).toEqual([]);
  });

  it('tells which errors a call answers with, by codes that exist', () => {
    for (const { route, operation } of operations()) {
      const codes = Object.entries(operation.responses)
        .filter(([status]) => Number(status) >= 400)
        .flatMap(([, { description }]) => description.match(/error\.[a-z_.]+/g) ?? []);
      expect([route, codes.filter((code) => !(ERROR_CODES as readonly string[]).includes(code))]).toEqual([route, []]);
      expect([route, codes]).toEqual([route, expect.arrayContaining(['error.internal', 'error.unavailable'])]);
    }
  });

  it('is a schema that a validator takes', () => {
    expect(() => validator()).not.toThrow();
  });

  it('can be browsed: the page, its style and its scripts are there, and its policy lets them run', async () => {
    const page = await api.client.get('/api/docs', { headers: { accept: 'text/html' } });
    const at =
      page.status >= 300 && page.status < 400
        ? await api.client.get(String(page.headers.get('location')), { headers: { accept: 'text/html' } })
        : page;
    expect([at.status, at.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    const files = [...at.text.matchAll(/(?:src|href)="(\.?\/?[^":]+\.(?:js|css))"/g)].map(([, file]) => file as string);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      expect([file, (await api.client.get(new URL(file, `${api.client.origin}/api/docs`).pathname)).status]).toEqual([
        file,
        200,
      ]);
    }
    const csp = at.headers.get('content-security-policy') ?? '';
    expect(csp).toMatch(/script-src 'self'(;|$)/);
    expect(csp).toContain("frame-ancestors 'none'");
    // No script stands in the page itself: the policy would not run it.
    expect(at.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
  });
});

function validator() {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('password', true);
  // What is not described is not answered: every object is closed.
  const schemas = Object.fromEntries(
    Object.entries(document.components.schemas).map(([name, schema]) => [
      name,
      { unevaluatedProperties: false, ...schema },
    ]),
  );
  ajv.addSchema({ $id: 'api', components: { ...document.components, schemas } });
  return (route: string, status: number, body: unknown) => {
    const [method = '', path = ''] = route.split(' ');
    const response = document.paths[path]?.[method.toLowerCase()]?.responses[status];
    const schema = response?.content?.['application/json']?.schema;
    if (!schema) return [`${route} does not describe ${status}`];
    const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object);
    return validate(body)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
        );
  };
}

describe('what is answered', () => {
  it('is what the document says, key by key, for a whole journey', async () => {
    const problems = validator();
    const seen = new Set<string>();
    const check = <Body>(route: string, answer: Answer<Body>): Body => {
      seen.add(`${route} ${answer.status}`);
      expect([route, answer.status, problems(route, answer.status, answer.body)]).toEqual([route, answer.status, []]);
      return answer.body;
    };
    const { client } = api;
    const email = `journey-${unique()}@people.example`;
    const password = 'a lamp beside the inlet';

    const registered = await client.post<SignedIn>('/api/auth/register', {
      body: { email, password, display_name: 'Jo' },
    });
    const token = check('POST /api/auth/register', registered).access_token;
    const cookie = String(registered.headers.get('set-cookie')).split(';')[0] as string;
    check(
      'POST /api/auth/register',
      await client.post('/api/auth/register', { body: { email, password, display_name: 'Jo' } }),
    );
    check('POST /api/auth/register', await client.post('/api/auth/register', { body: {} }));
    check('POST /api/auth/login', await client.post('/api/auth/login', { body: { email, password } }));
    check('POST /api/auth/login', await client.post('/api/auth/login', { body: { email, password: 'wrong' } }));
    check('POST /api/auth/refresh', await client.post('/api/auth/refresh', { headers: { cookie } }));
    check('POST /api/auth/refresh', await client.post('/api/auth/refresh'));
    check('GET /api/auth/me', await client.get('/api/auth/me', { token }));
    check('PATCH /api/auth/me', await client.patch('/api/auth/me', { token, body: { display_name: 'Joe' } }));
    check(
      'POST /api/auth/change-password',
      await client.post('/api/auth/change-password', {
        token,
        body: { current_password: password, password: 'another lamp by it' },
      }),
    );
    check('POST /api/tenants', await client.post('/api/tenants', { token, body: { name: 'Inlet' } }));

    const runs = '/api/provider/runs';
    const portal = await createPortal(api.admin);
    const made = await client.post<RunAnswer>(runs, {
      token,
      body: { name: 'A', starts_at: '2026-03-12T09:00:00Z', market_mode: 'OPEN', portal_id: portal.id },
    });
    const { run } = check('POST /api/provider/runs', made);
    check('GET /api/provider/runs', await client.get(runs, { token }));
    check('GET /api/provider/runs', await client.get(`${runs}?limit=0`, { token }));
    check('GET /api/provider/runs/counts', await client.get(`${runs}/counts`, { token }));
    check('GET /api/provider/runs/{id}', await client.get(`${runs}/${run.id}`, { token }));
    check('GET /api/provider/runs/{id}', await client.get(`${runs}/${unknownId()}`, { token }));
    check(
      'PATCH /api/provider/runs/{id}',
      await client.patch(`${runs}/${run.id}`, { token, body: { starts_at: '2026-03-13T09:00:00Z', name: 'B' } }),
    );
    check(
      'PATCH /api/provider/runs/{id}',
      await client.patch(`${runs}/${run.id}`, { token, body: {}, headers: { 'if-match': '"9"' } }),
    );
    check(
      'POST /api/provider/runs/{id}/transition',
      await client.post(`${runs}/${run.id}/transition`, { token, body: { to: 'scheduled' } }),
    );
    check(
      'POST /api/provider/runs/{id}/transition',
      await client.post(`${runs}/${run.id}/transition`, { token, body: { to: 'draft' } }),
    );
    check('GET /api/provider/runs/{id}/activity', await client.get(`${runs}/${run.id}/activity`, { token }));

    const invites = `${runs}/${run.id}/stakeholder-invites`;
    const person = await createPerson(api.admin);
    const theirs = await api.signIn(person);
    const invited = await client.post<InvitationsCreated>(invites, {
      token,
      body: { invitees: [{ email: person.email, name: 'P' }, { email: 'q@people.example' }] },
    });
    const [first, second] = check('POST /api/provider/runs/{id}/stakeholder-invites', invited).invitations;
    check('GET /api/provider/runs/{id}/stakeholder-invites', await client.get(invites, { token }));
    check(
      'GET /api/provider/runs/{id}/stakeholder-invites/{inviteId}',
      await client.get(`${invites}/${second?.id}`, { token }),
    );
    check(
      'POST /api/provider/runs/{id}/stakeholder-invites/{inviteId}/reissue',
      await client.post(`${invites}/${second?.id}/reissue`, { token }),
    );
    check(
      'POST /api/provider/runs/{id}/stakeholder-invites/{inviteId}/revoke',
      await client.post(`${invites}/${second?.id}/revoke`, { token, body: { reason: 'R' } }),
    );
    check(
      'POST /api/provider/runs/{id}/stakeholder-invites/{inviteId}/reissue',
      await client.post(`${invites}/${second?.id}/reissue`, { token }),
    );
    check('GET /api/notifications', await client.get('/api/notifications', { token: theirs }));
    check('GET /api/i/{token}', await client.get(`/api${first?.claim_url}`));
    check('GET /api/i/{token}', await client.get('/api/i/dead'));
    check('POST /api/i/{token}/claim', await client.post(`/api${first?.claim_url}/claim`, { token }));
    check('POST /api/i/{token}/claim', await client.post(`/api${first?.claim_url}/claim`, { token: theirs }));
    check('GET /api/i/{token}', await client.get(`/api${first?.claim_url}`));
    check(
      'POST /api/provider/runs/{id}/stakeholder-invites',
      await client.post(invites, { token, body: { invitees: [{ email: person.email }] } }),
    );
    const stakeholders = await client.get<{ stakeholders: { id: string }[] }>(`${runs}/${run.id}/stakeholders`, {
      token,
    });
    check('GET /api/provider/runs/{id}/stakeholders', stakeholders);
    check('GET /api/runs/{id}/view', await client.get(`/api/runs/${run.id}/view`, { token: theirs }));
    check('GET /api/runs/{id}/view', await client.get(`/api/runs/${run.id}/view`, { token }));
    check('GET /api/runs/{id}/view', await client.get(`/api/runs/${unknownId()}/view`, { token }));
    check('GET /api/runs', await client.get('/api/runs', { token: theirs }));
    const revoke = `${runs}/${run.id}/stakeholders/${stakeholders.body.stakeholders[0]?.id}/revoke`;
    check('POST /api/provider/runs/{id}/stakeholders/{stakeholderId}/revoke', await client.post(revoke, { token }));
    check('GET /api/provider/runs/{id}/activity', await client.get(`${runs}/${run.id}/activity`, { token }));

    const { id } = await createNotification(api.admin, person);
    check(
      'GET /api/notifications/unread-count',
      await client.get('/api/notifications/unread-count', { token: theirs }),
    );
    check('POST /api/notifications/{id}/read', await client.post(`/api/notifications/${id}/read`, { token: theirs }));
    check(
      'POST /api/notifications/{id}/read',
      await client.post(`/api/notifications/${unknownId()}/read`, { token: theirs }),
    );
    check('POST /api/notifications/read-all', await client.post('/api/notifications/read-all', { token: theirs }));
    check('GET /api/health/live', await client.get('/api/health/live'));
    check('GET /api/health/ready', await client.get('/api/health/ready'));
    check('POST /api/auth/logout', await client.post('/api/auth/logout', { token }));

    const successes = [...seen].filter((each) => / 20[01]$/.test(each)).map((each) => each.replace(/ \d+$/, ''));
    expect([...new Set(successes)].sort()).toEqual(
      operations()
        .map(({ route }) => route)
        .sort(),
    );
  });

  it('of a published run with a request attached is what the document says', async () => {
    const provider = await createProvider(api.admin);
    const run = await createRun(api.admin, provider, { marketMode: 'OPEN' });
    await publish(api.admin, run, await createPortal(api.admin));
    const answer = await api.client.get(`/api/provider/runs/${run.id}`, { token: await api.signIn(provider.owner) });
    expect(validator()('GET /api/provider/runs/{id}', 200, answer.body)).toEqual([]);
  });

  it('with a key too many would be noticed', () => {
    const problems = validator();
    expect(problems('GET /api/health/live', 200, { ok: true })).toEqual([]);
    expect(problems('GET /api/health/live', 200, { ok: true, secret: 1 })).toHaveLength(1);
    expect(problems('GET /api/health/live', 200, { ok: 'yes' })).not.toEqual([]);
  });
});
