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
  return access.ownerOnly ? 'owner' : `tenant ${access.scope}`;
}

describe('the routes of the API', () => {
  it('are these, and each may be called by these', () => {
    const list = declaredRoutes(api.app).map(({ method, path, access }) => `${method} ${path}: ${inWords(access)}`);
    expect(list).toEqual([
      'POST /api/auth/change-password: signed-in',
      'POST /api/auth/login: public',
      'POST /api/auth/logout: public-or-signed-in',
      'GET /api/auth/me: signed-in',
      'PATCH /api/auth/me: signed-in',
      'POST /api/auth/refresh: public',
      'POST /api/auth/register: public',
      'GET /api/health/live: public',
      'GET /api/health/ready: public',
      'POST /api/i/:token/claim: signed-in',
      'GET /api/i/:token: public',
      'POST /api/notifications/:id/read: signed-in',
      'POST /api/notifications/read-all: signed-in',
      'GET /api/notifications/unread-count: signed-in',
      'GET /api/notifications: signed-in',
      'GET /api/provider/runs/:id/activity: tenant runs:read',
      'POST /api/provider/runs/:id/stakeholder-invites/:inviteId/reissue: tenant invitations:write',
      'POST /api/provider/runs/:id/stakeholder-invites/:inviteId/revoke: tenant invitations:write',
      'GET /api/provider/runs/:id/stakeholder-invites/:inviteId: tenant invitations:read',
      'GET /api/provider/runs/:id/stakeholder-invites: tenant invitations:read',
      'POST /api/provider/runs/:id/stakeholder-invites: tenant invitations:write',
      'POST /api/provider/runs/:id/stakeholders/:stakeholderId/revoke: tenant invitations:write',
      'GET /api/provider/runs/:id/stakeholders: tenant invitations:read',
      'POST /api/provider/runs/:id/transition: tenant runs:write',
      'GET /api/provider/runs/:id: tenant runs:read',
      'PATCH /api/provider/runs/:id: tenant runs:write',
      'GET /api/provider/runs/counts: tenant runs:read',
      'GET /api/provider/runs: tenant runs:read',
      'POST /api/provider/runs: tenant runs:write',
      'GET /api/runs/:id/view: stakeholder',
      'GET /api/runs: signed-in',
      'POST /api/tenants: signed-in',
    ]);
  });

  it('are all that is routed, beside the documentation and the web app', () => {
    const declared = new Set(declaredRoutes(api.app).map(({ method, path }) => `${method} ${path}`));
    const others = routedPaths(api.app)
      // HEAD comes with each GET, through the same guard.
      .filter(
        (route) => !declared.has(route) && !(route.startsWith('HEAD ') && declared.has(route.replace('HEAD', 'GET'))),
      )
      .map((route) => route.split(' ')[1] as string);
    const known = others.filter((path) => path === '*' || path === '/api/openapi.json' || path.startsWith('/api/docs'));
    expect(others).toEqual(known);
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
