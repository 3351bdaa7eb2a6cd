import { createHash } from 'node:crypto';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Settings } from '../platform/config/settings';
import type { ApiError } from '../platform/errors/api-error';
import type { Actor } from '../platform/http/request-context';
import {
  MemberAccess,
  OwnerAccess,
  Public,
  PublicOrSignedIn,
  SignedIn,
  StakeholderAccess,
  TenantAccess,
} from './access';
import { AccessGuard } from './access.guard';
import type { ApiKeyUse } from './api-key-use';
import { AccessTokens } from './access-tokens';

class Routes {
  @Public() open() {}
  @PublicOrSignedIn() leave() {}
  @SignedIn() own() {}
  @StakeholderAccess() view() {}
  @TenantAccess('runs:read') list() {}
  @MemberAccess() belong() {}
  @OwnerAccess() settle() {}
  undeclared() {}
}

const TENANT = '0198c0de-0000-7000-8000-00000000000a';
const INDIVIDUAL = '0198c0de-0000-7000-8000-000000000001';
const SESSION = '0198c0de-0000-7000-8000-000000000002';
const KEY = `srk_${'k'.repeat(32)}`;

const tokens = new AccessTokens({ jwtKeys: ['j'.repeat(40), 'o'.repeat(40)] } as unknown as Settings);
const noted: Buffer[] = [];
const keyUse = { note: (hash: Buffer) => void noted.push(hash) } as unknown as ApiKeyUse;
const guard = new AccessGuard(new Reflector(), tokens, keyUse);
const token = tokens.sign({ individualId: INDIVIDUAL, sessionId: SESSION });
// What the strategy does after verifying a token that is seen for the first time.
tokens.remember(token, { individualId: INDIVIDUAL, sessionId: SESSION }, Math.floor(Date.now() / 1_000) + 900);

function enter(route: keyof Routes, headers: Record<string, string> = {}): Actor | undefined {
  const request = { headers } as unknown as FastifyRequest;
  const passed = guard.canActivate({
    getHandler: () => Routes.prototype[route],
    getClass: () => Routes,
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext);
  expect(passed).toBe(true);
  return request.actor;
}

function refusal(route: keyof Routes, headers: Record<string, string>): string {
  try {
    enter(route, headers);
    return 'none';
  } catch (error) {
    return (error as ApiError).code ?? (error as Error).message;
  }
}

const bearer = (value: string, tenant?: string) => ({
  authorization: `Bearer ${value}`,
  ...(tenant !== undefined && { 'x-tenant-id': tenant }),
});

describe('the guard', () => {
  it('lets anybody into what is public, and reads nothing of them', () => {
    expect(enter('open')).toBeUndefined();
    expect(enter('open', bearer(token))).toBeUndefined();
    expect(enter('open', bearer('garbage', 'garbage'))).toBeUndefined();
    expect(enter('leave')).toBeUndefined();
  });

  it('lets nobody into what nobody has declared', () => {
    expect(refusal('undeclared', {})).toBe('No access declared on Routes.undeclared');
    expect(refusal('undeclared', bearer(token))).toBe('No access declared on Routes.undeclared');
  });

  it.each(['own', 'view', 'list', 'belong', 'settle'] as const)('asks for a token at %s', (route) => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      'Basic abc',
      token,
      `Bearer ${token} ${token}`,
      `Bearer ${'x'.repeat(4_097)}`,
      'Bearer a\u0000b',
    ]) {
      expect([authorization, refusal(route, { authorization })]).toEqual([authorization, 'error.auth.required']);
    }
  });

  it.each(['own', 'view', 'leave'] as const)(
    'takes no API key at %s, where nobody’s organisation is acted for',
    (route) => {
      if (route === 'leave') expect(() => enter(route, bearer(KEY))).not.toThrow(TypeError);
      else expect(refusal(route, bearer(KEY))).toBe('error.auth.required');
    },
  );

  it('makes an actor of a key by its hash, with the scope that the route asks for', () => {
    expect(enter('list', bearer(KEY, TENANT.toUpperCase()))).toEqual({
      individualId: null,
      sessionId: null,
      keyHash: createHash('sha256').update(KEY).digest(),
      tenantId: TENANT,
      scope: 'runs:read',
      ownerOnly: false,
    });
    expect(noted.map((hash) => hash.toString('hex'))).toContain(createHash('sha256').update(KEY).digest('hex'));
  });

  it.each(['belong', 'settle'] as const)('takes no API key at %s, which asks for a member in person', (route) => {
    noted.length = 0;
    for (const tenant of [undefined, TENANT]) {
      expect(refusal(route, bearer(KEY, tenant))).toBe('error.auth.required');
    }
    // A key that may not enter is not in use.
    expect(noted).toEqual([]);
  });

  it.each(['srk_', 'srk_short', `srk_${'x'.repeat(201)}`, 'srk_with.dots.in.it.and.long.enough'])(
    'refuses %s, which cannot be a key',
    (key) => {
      expect(refusal('list', bearer(key))).toBe('error.auth.required');
    },
  );

  it('makes an actor of a token by its claims, and reads an organisation only where one is acted for', () => {
    const person = { individualId: INDIVIDUAL, sessionId: SESSION, keyHash: null };
    expect(enter('own', bearer(token, TENANT))).toEqual({ ...person, tenantId: null, scope: null, ownerOnly: false });
    expect(enter('view', bearer(token, 'garbage'))).toEqual({
      ...person,
      tenantId: null,
      scope: null,
      ownerOnly: false,
    });
    expect(enter('list', bearer(token, TENANT))).toEqual({
      ...person,
      tenantId: TENANT,
      scope: 'runs:read',
      ownerOnly: false,
    });
    expect(enter('settle', bearer(token))).toEqual({ ...person, tenantId: null, scope: null, ownerOnly: true });
  });

  it.each(['', '1', 'garbage', `${TENANT}, ${TENANT}`, `${TENANT}0`, `{${TENANT}}`])(
    'refuses %j as an organisation, of a person and of a key',
    (tenant) => {
      for (const value of [token, KEY]) expect(refusal('list', bearer(value, tenant))).toBe('error.validation');
    },
  );
});

describe('access tokens', () => {
  it('are read under every key, and signed with the first', () => {
    const [header] = token.split('.');
    const { kid } = JSON.parse(Buffer.from(String(header), 'base64url').toString()) as { kid: string };
    expect(tokens.keyFor(token)).toBeDefined();
    const rotated = new AccessTokens({ jwtKeys: ['n'.repeat(40), 'j'.repeat(40)] } as unknown as Settings);
    expect(rotated.keyFor(token)).toBeDefined();
    expect(rotated.sign({ individualId: INDIVIDUAL, sessionId: SESSION }).split('.')[0]).not.toBe(header);
    const retired = new AccessTokens({ jwtKeys: ['n'.repeat(40)] } as unknown as Settings);
    expect(retired.keyFor(token)).toBeUndefined();
    expect(kid).toMatch(/^[0-9a-f]{8}$/);
  });

  it('are forgotten when they run out', () => {
    tokens.remember('short', { individualId: INDIVIDUAL, sessionId: SESSION }, Math.floor(Date.now() / 1_000) - 1);
    expect(tokens.recall('short')).toBeUndefined();
    expect(tokens.recall(token)).toEqual({ individualId: INDIVIDUAL, sessionId: SESSION });
  });

  it.each([{}, { sub: INDIVIDUAL }, { sid: SESSION }, { sub: 'x', sid: SESSION }, { sub: INDIVIDUAL, sid: '1; DROP' }])(
    'with the claims %j are not ours',
    (payload) => {
      expect(tokens.claimsOf(payload)).toBeNull();
    },
  );
});
