import path from 'node:path';
import { breach, locate, target } from './walls.ts';

const root = path.resolve(__dirname, '../..');

function judge(from: string, specifier: string): string | undefined {
  const file = path.join(root, from);
  return breach(locate(file), target(file, specifier));
}

describe('the walls inside the applications', () => {
  it.each([
    ['an API feature imports the platform', 'apps/api/src/runs/runs.service.ts', '../platform/database/database'],
    ['an API feature imports itself', 'apps/api/src/runs/runs.service.ts', './run.rules'],
    ['an API feature imports its own subfolders', 'apps/api/src/runs/dto/run.body.ts', '../run.rules'],
    ['an API feature imports another by its folder', 'apps/api/src/invitations/invitations.service.ts', '../runs'],
    ['an API feature imports another by its index', 'apps/api/src/invitations/dto/a.ts', '../../runs/index'],
    ['the whole is put together from indexes', 'apps/api/src/app.module.ts', './runs/index'],
    ['the platform imports itself', 'apps/api/src/platform/database/database.ts', '../config/settings'],
    ['a web feature imports the core', 'apps/web/src/app/runs/runs-page.ts', '../core/session/session'],
    ['the web app’s routes lead to features', 'apps/web/src/app/app.routes.ts', './runs/runs.routes'],
    ['tests import anything', 'apps/api/test/e2e/runs.spec.ts', '../../src/runs/run.rules'],
    ['unit tests import helpers for tests', 'apps/api/src/runs/run.rules.spec.ts', '../../test/factories/run'],
    ['tests import the tools', 'apps/api/test/support/cluster.ts', '../../../../tools/lib/test-cluster.ts'],
  ])('lets through: %s', (_title, from, specifier) => {
    expect(judge(from, specifier)).toBeUndefined();
  });

  it.each([
    ['another feature’s inside', 'apps/api/src/invitations/invitations.service.ts', '../runs/run.repository'],
    ['another feature’s inside, from a subfolder', 'apps/api/src/invitations/dto/a.ts', '../../runs/dto/run.body'],
    ['a feature’s inside, from the top', 'apps/api/src/app.module.ts', './runs/runs.module'],
    ['a feature, from the platform', 'apps/api/src/platform/database/database.ts', '../../runs/index'],
    ['a feature by its folder, from the platform', 'apps/api/src/platform/health/health.ts', '../../runs'],
    ['another web feature', 'apps/web/src/app/runs/runs-page.ts', '../inbox/inbox-api'],
    ['another web feature by its index', 'apps/web/src/app/runs/runs-page.ts', '../inbox/index'],
    ['a web feature, from the core', 'apps/web/src/app/core/shell/shell.ts', '../../runs/runs-page'],
    ['a test', 'apps/api/src/runs/runs.service.ts', './runs.service.spec'],
    ['a helper for tests', 'apps/api/src/runs/runs.service.ts', '../../test/support/cluster'],
    ['a tool', 'apps/api/src/runs/runs.service.ts', '../../../../tools/lib/files.ts'],
  ])('stops an import of %s', (_title, from, specifier) => {
    expect(judge(from, specifier)).toEqual(expect.any(String));
  });
});
