import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Access } from '../../src/auth';
import { declaredRoutes, requireDeclarations } from '../../src/auth/declared-routes';
import { routedPaths } from '../support/routed-paths';
import { useApi } from '../support/api';

const api = useApi();

function inWords(access: Access | null): string {
  if (access === null) return 'UNDECLARED';
  if (access.kind !== 'tenant') return access.kind;
  return access.ownerOnly ? 'owner' : `tenant ${access.scope ?? 'member'}`;
}

describe('the routes of the API', () => {
  it('are these, and each may be called by these', () => {
    const list = declaredRoutes(api.app).map(({ method, path, access }) => `${method} ${path}: ${inWords(access)}`);
    expect(list).toEqual([
      'POST /api/auth/change-password: signed-in',
      'POST /api/auth/forgot-password: public',
      'POST /api/auth/login: public',
      'POST /api/auth/logout: public-or-signed-in',
      'GET /api/auth/me: signed-in',
      'PATCH /api/auth/me: signed-in',
      'POST /api/auth/refresh: public',
      'POST /api/auth/register: public',
      'POST /api/auth/resend-verification: signed-in',
      'POST /api/auth/reset-password: public',
      'POST /api/auth/verify-email: signed-in',
      'GET /api/health/live: public',
      'GET /api/health/ready: public',
      'POST /api/i/:token/claim: signed-in',
      'GET /api/i/:token: public',
      'POST /api/notifications/:id/read: signed-in',
      'GET /api/notifications/choices: signed-in',
      'PATCH /api/notifications/choices: signed-in',
      'POST /api/notifications/read-all: signed-in',
      'GET /api/notifications/stream: signed-in',
      'GET /api/notifications/unread-count: signed-in',
      'GET /api/notifications: signed-in',
      'POST /api/portals/:slug/requests: public',
      'GET /api/portals/:slug/runs/:id: public',
      'GET /api/portals/:slug/runs: public',
      'GET /api/portals/:slug: public',
      'GET /api/provider/portals: tenant runs:read',
      'POST /api/provider/requests/:id/accept: tenant requests:write',
      'POST /api/provider/requests/:id/decline: tenant requests:write',
      'GET /api/provider/requests/counts: tenant requests:read',
      'GET /api/provider/requests: tenant requests:read',
      'GET /api/provider/runs/:id/activity: tenant runs:read',
      'POST /api/provider/runs/:id/attach-requests: tenant requests:write',
      'POST /api/provider/runs/:id/detach-requests: tenant requests:write',
      'POST /api/provider/runs/:id/publish: tenant runs:write',
      'POST /api/provider/runs/:id/stakeholder-invites/:inviteId/reissue: tenant invitations:write',
      'POST /api/provider/runs/:id/stakeholder-invites/:inviteId/revoke: tenant invitations:write',
      'GET /api/provider/runs/:id/stakeholder-invites/:inviteId: tenant invitations:read',
      'POST /api/provider/runs/:id/stakeholder-invites/preview: tenant invitations:read',
      'GET /api/provider/runs/:id/stakeholder-invites: tenant invitations:read',
      'POST /api/provider/runs/:id/stakeholder-invites: tenant invitations:write',
      'GET /api/provider/runs/:id/stakeholder-preview: tenant runs:read',
      'POST /api/provider/runs/:id/stakeholders/:stakeholderId/revoke: tenant invitations:write',
      'GET /api/provider/runs/:id/stakeholders: tenant invitations:read',
      'POST /api/provider/runs/:id/transition: tenant runs:write',
      'POST /api/provider/runs/:id/unpublish: tenant runs:write',
      'GET /api/provider/runs/:id: tenant runs:read',
      'PATCH /api/provider/runs/:id: tenant runs:write',
      'GET /api/provider/runs/counts: tenant runs:read',
      'GET /api/provider/runs: tenant runs:read',
      'POST /api/provider/runs: tenant runs:write',
      'GET /api/runs/:id/view: stakeholder',
      'GET /api/runs: signed-in',
      'DELETE /api/tenant/api-keys/:id: owner',
      'GET /api/tenant/api-keys: owner',
      'POST /api/tenant/api-keys: owner',
      'POST /api/tenant/member-invites/:id/reissue: owner',
      'POST /api/tenant/member-invites/:id/revoke: owner',
      'GET /api/tenant/member-invites: owner',
      'POST /api/tenant/member-invites: owner',
      'DELETE /api/tenant/members/:individualId: owner',
      'PATCH /api/tenant/members/:individualId: owner',
      'GET /api/tenant/members: tenant member',
      'GET /api/tenant/runs/:id/access-receipt: owner',
      'GET /api/tenant: tenant member',
      'PATCH /api/tenant: owner',
      'POST /api/tenants: signed-in',
      'GET /api/unsubscribe/:token: public',
      'POST /api/unsubscribe/:token: public',
    ]);
  });

  it('are all that is routed, beside the documentation and the site, which is for everybody', () => {
    const declared = new Set(declaredRoutes(api.app).map(({ method, path }) => `${method} ${path}`));
    const others = routedPaths(api.app)
      // HEAD comes with each GET, through the same guard.
      .filter(
        (route) => !declared.has(route) && !(route.startsWith('HEAD ') && declared.has(route.replace('HEAD', 'GET'))),
      )
      .map((route) => route.split(' ')[1] as string);
    const ofSite = others.filter((path) => path !== '/api/openapi.json' && !path.startsWith('/api/docs'));
    expect([...new Set(ofSite)].sort()).toEqual([
      '*',
      '/p/:slug',
      '/p/:slug/',
      '/p/:slug/runs/:id',
      '/p/:slug/runs/:id/',
      '/robots.txt',
      '/sitemap.xml',
    ]);
  });
});

describe('a route that nobody has said who may call', () => {
  @Controller('secrets')
  class UndeclaredController {
    @Get(':id')
    read() {
      return { ok: true };
    }
  }

  @Module({ controllers: [UndeclaredController] })
  class UndeclaredModule {}

  it('keeps the application from starting', async () => {
    const app = await NestFactory.create(UndeclaredModule, new FastifyAdapter(), { logger: false });
    expect(() => requireDeclarations(app)).toThrow('No access declared on GET /api/secrets/:id');
    await app.close();
  });
});
