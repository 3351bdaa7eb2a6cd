import { API_SCOPES, type ApiScope } from '@service-runs/contracts';
import { createApiKey, createProvider, createRun, unknownId, type Provider, type RunFixture } from '../factories';
import { declaredRoutes, type DeclaredRoute } from '../../src/auth/declared-routes';
import { expectFailure, useApi } from '../support/api';
import { documentedRoutes, type DocumentedRoute } from '../support/documented-routes';

const api = useApi();
let provider: Provider;
let run: RunFixture;
let documented: Map<string, DocumentedRoute>;

beforeAll(async () => {
  provider = await createProvider(api.admin);
  run = await createRun(api.admin, provider, { marketMode: 'OPEN' });
  documented = new Map((await documentedRoutes(api.client)).map((route) => [route.name, route]));
});

const nameOf = ({ method, path }: DeclaredRoute) => `${method} ${path}`;
const routes = (of: (route: DeclaredRoute) => boolean) => declaredRoutes(api.app).filter(of);
const scopeOf = ({ access }: DeclaredRoute) => (access?.kind === 'tenant' ? access.scope : null);

/** Calls a route with what it would take; ids of what is not there, but for the run. */
async function call(route: DeclaredRoute, token: string) {
  const path = route.path
    .replace(/(?<=\/runs\/):id/, run.id)
    .replace(':slug', 'nowhere')
    .replace(/:\w+/g, unknownId);
  return api.client.call(route.method, path, { token, body: documented.get(nameOf(route))?.sampleBody() });
}

const keyWith = async (...scopes: ApiScope[]) =>
  (await createApiKey(api.admin, provider, provider.owner, { scopes })).key;

it('the document tells of each route that is declared', () => {
  expect([...documented.keys()].sort()).toEqual(
    routes(() => true)
      .map(nameOf)
      .sort(),
  );
});

it('each scope opens a route at least', () => {
  expect(new Set(routes((route) => scopeOf(route) !== null).map(scopeOf))).toEqual(new Set(API_SCOPES));
});

describe.each(API_SCOPES)('a key with %s alone', (scope) => {
  it('is heard on every route that asks for it', async () => {
    const key = await keyWith(scope);
    const opened = routes((route) => scopeOf(route) === scope);
    expect(opened.length).toBeGreaterThan(0);
    for (const route of opened) {
      const { status } = await call(route, key);
      // Something that is not there, or is in no state for it, is told to a caller that may ask.
      expect([nameOf(route), [200, 201, 404, 409].includes(status) ? 'heard' : status]).toEqual([
        nameOf(route),
        'heard',
      ]);
    }
  });

  it('is refused on every route that asks for another', async () => {
    const key = await keyWith(scope);
    for (const route of routes((each) => scopeOf(each) !== null && scopeOf(each) !== scope)) {
      const answer = await call(route, key);
      expect([nameOf(route), answer.status]).toEqual([nameOf(route), 403]);
      expectFailure(answer, 'error.auth.scope_missing');
    }
  });
});

describe('a key with every scope', () => {
  it('is nobody where no key may come: what is a person’s, a member’s or an owner’s', async () => {
    const key = await keyWith(...API_SCOPES);
    const closed = routes(({ access }) => access?.kind === 'signed-in' || access?.kind === 'stakeholder').concat(
      routes((route) => route.access?.kind === 'tenant' && scopeOf(route) === null),
    );
    expect(closed.length).toBeGreaterThan(20);
    for (const route of closed) {
      const answer = await call(route, key);
      expect([nameOf(route), answer.status]).toEqual([nameOf(route), 401]);
      expectFailure(answer, 'error.auth.required');
    }
  });

  it('makes no difference on what is public', async () => {
    const key = await keyWith(...API_SCOPES);
    const open = routes(({ access, path }) => access?.kind === 'public' && !path.startsWith('/api/auth'));
    for (const route of open) {
      const [withKey, without] = [await call(route, key), await call(route, 'no.token.at.all')];
      expect([nameOf(route), withKey.status]).toEqual([nameOf(route), without.status]);
    }
  });
});
