import { declaredRoutes } from '../../src/auth/declared-routes';
import {
  ACTORS,
  FOREIGN,
  FOREIGN_REFUSED,
  foreignPlaces,
  MATRIX,
  matrixInWords,
  VARIANTS,
  type ForeignPlace,
} from '../support/access-matrix';
import { useApi } from '../support/api';
import { bodyFor, caller, callRoute, pathFor, scene, type Scene } from '../support/matrix-calls';
import { sendRaw } from '../support/raw';
import { expectWritten } from '../support/written';

const api = useApi({ SMTP_URL: 'smtp://mail.example' });

it('covers every route', () => {
  expect(Object.keys(MATRIX).sort()).toEqual(
    declaredRoutes(api.app)
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  );
});

it('stands in docs/security.md', () => {
  expectWritten('docs/security.md', 'the test of the access matrix', matrixInWords());
});

describe.each(Object.entries(MATRIX))('%s', (route, row) => {
  it('answers each kind of caller as declared', async () => {
    // Only a run that is not over and no draft is on a portal's page.
    const newScene = () => scene(api, route.endsWith('/transition') ? 'draft' : 'scheduled');
    // What only reads leaves everything as it was.
    const shared = route.startsWith('GET ') ? await newScene() : undefined;
    const answers = await Promise.all(
      ACTORS.map(async (actor, index) => {
        const there = shared ?? (await newScene());
        const answer = await callRoute(api, actor, route, there);
        // Nothing was refused by mistake, such as for a body that is not valid.
        expect([409, 415, 422, 500, ...(row[index] === 400 ? [] : [400])]).not.toContain(answer.status);
        return [actor, answer.status];
      }),
    );
    expect(answers).toEqual(ACTORS.map((actor, index) => [actor, row[index]]));
  });
});

describe.each(Object.keys(MATRIX).filter((route) => foreignPlaces(route).length > 0))('%s', (route) => {
  it.each(foreignPlaces(route))('takes nothing that belongs to somebody else as %s', async (place) => {
    for (const actor of ['an owner', 'a key with every scope'] as const) {
      if (MATRIX[route]?.[ACTORS.indexOf(actor)] === 401) continue;
      const there = await scene(api, 'scheduled');
      const answer = await callRoute(api, actor, route, there, await withForeign(place, there));
      expect([actor, answer.status]).toEqual([actor, FOREIGN[route] ?? FOREIGN_REFUSED]);
    }
  });
});

/** The same things, but for one that is another organisation's, or another person's. */
async function withForeign(place: ForeignPlace, there: Scene): Promise<Scene> {
  const theirs = await scene(api, 'scheduled');
  switch (place) {
    case ':inviteId':
      return { ...there, invitation: theirs.invitation };
    case ':stakeholderId':
      return { ...there, grantId: theirs.grantId };
    case ':individualId':
      return { ...there, colleague: theirs.colleague };
    case ':id': {
      const { request, keyId, memberInvitation, notificationId, run } = theirs;
      return { ...there, request, keyId, memberInvitation, notificationId, run };
    }
  }
}

describe.each(Object.entries(MATRIX))('%s, written otherwise', (route, row) => {
  it('opens to nobody to whom it is closed', async () => {
    const there = await scene(api, 'scheduled');
    const [method] = route.split(' ') as [string];
    const path = pathFor(api, route, there);
    const body = JSON.stringify(await bodyFor(api, route, there));
    const opened: string[] = [];
    for (const [index, actor] of ACTORS.entries()) {
      const { options } = await caller(api, actor, route, there);
      const allowed = Number(row[index]) < 400;
      // What is open may do something, or have no end.
      if (allowed && (method !== 'GET' || route.endsWith('/stream'))) continue;
      const headers = {
        ...(options.token && { authorization: `Bearer ${options.token}` }),
        ...(options.tenant && { 'x-tenant-id': options.tenant }),
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
      };
      for (const [name, written] of Object.entries(VARIANTS)) {
        const { status } = await sendRaw(api.client.origin, method, written(path), {
          headers,
          ...(method !== 'GET' && body && { body }),
        });
        expect([name, status < 500]).toEqual([name, true]);
        if (status < 400 && !allowed) opened.push(`${name} for ${actor}: ${status}`);
      }
      if (method === 'GET') {
        const { status, text } = await sendRaw(api.client.origin, 'HEAD', path, { headers });
        expect([actor, 'HEAD', status, text]).toEqual([actor, 'HEAD', row[index], '']);
      }
      for (const override of ['X-HTTP-Method-Override', 'X-Original-URL', 'X-Rewrite-URL']) {
        const { status } = await sendRaw(api.client.origin, 'GET', '/api/health/live', {
          headers: { ...headers, [override]: override.endsWith('URL') ? path : method },
        });
        expect([override, status]).toEqual([override, 200]);
      }
    }
    expect(opened).toEqual([]);
  });
});
