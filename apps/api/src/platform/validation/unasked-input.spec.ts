import { Body, Controller, Get, Param, Post, Query, type ExecutionContext } from '@nestjs/common';
import { toApiError } from '../errors/to-api-error';
import { UnaskedInputGuard } from './unasked-input';

@Controller()
class Desk {
  @Get()
  list(@Query() query: object) {
    return query;
  }

  @Get()
  count() {
    return 0;
  }

  @Post()
  create(@Body() body: object) {
    return body;
  }

  @Post()
  read(@Param('id') id: string) {
    return id;
  }
}

const guard = new UnaskedInputGuard();

/** The places that are refused, or nothing where the request passes. */
function refused(name: 'list' | 'count' | 'create' | 'read', request: { query?: object; body?: unknown }) {
  const context = {
    getClass: () => Desk,
    getHandler: () => Desk.prototype[name],
    switchToHttp: () => ({ getRequest: () => ({ query: {}, ...request }) }),
  } as unknown as ExecutionContext;
  try {
    guard.canActivate(context);
    return null;
  } catch (error) {
    const { code, extras } = toApiError(error);
    return [code, ...(extras.details ?? []).map(({ path, rule }) => `${path} ${rule}`)];
  }
}

describe('UnaskedInputGuard', () => {
  it('lets through what the route asks for, whatever stands in it', () => {
    expect(refused('list', { query: { anything: '1' } })).toBeNull();
    expect(refused('create', { body: { anything: 1 } })).toBeNull();
    expect(refused('create', { body: [] })).toBeNull();
  });

  it('refuses a query where none is asked for, and names each key', () => {
    expect(refused('count', { query: { limit: '1', token: 'x' } })).toEqual([
      'error.validation',
      'limit unknown',
      'token unknown',
    ]);
    expect(refused('create', { query: { dry_run: '1' }, body: {} })).toEqual(['error.validation', 'dry_run unknown']);
  });

  it('refuses a body where none is asked for', () => {
    expect(refused('read', { body: { reason: 'x' } })).toEqual(['error.validation', 'reason unknown']);
    expect(refused('read', { body: ['x'] })).toEqual(['error.validation', ' object']);
    expect(refused('read', { body: 'x' })).toEqual(['error.validation', ' object']);
  });

  it.each([{}, { body: undefined }, { body: null }, { body: {} }])('lets an empty request through: %j', (request) => {
    expect(refused('count', request)).toBeNull();
    expect(refused('read', request)).toBeNull();
  });
});
