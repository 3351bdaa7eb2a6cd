import Fastify from 'fastify';
import { KnownRoutes } from './known-routes';

describe('KnownRoutes', () => {
  const fastify = Fastify();
  const routes = new KnownRoutes(fastify);
  const handler = () => ({});
  fastify.get('/api/runs', handler);
  fastify.post('/api/runs', handler);
  fastify.get('/api/runs/counts', handler);
  fastify.patch('/api/runs/:id', handler);
  fastify.get('/api/i/:token', handler);
  fastify.post('/api/i/:token/claim', handler);
  fastify.get('/api/openapi.json', handler);
  fastify.get('/api/docs/*', handler);
  fastify.get('/*', handler);
  fastify.route({ method: ['PUT', 'DELETE'], url: '/api/several', handler });

  it.each([
    ['/api/runs', ['GET', 'HEAD', 'POST']],
    ['/api/runs/counts', ['GET', 'HEAD', 'PATCH']],
    ['/api/runs/1', ['PATCH']],
    ['/api/i/some-token', ['GET', 'HEAD']],
    ['/api/i/some-token/claim', ['POST']],
    ['/api/several', ['DELETE', 'PUT']],
    ['/api/openapi.json', ['GET', 'HEAD']],
    ['/api/openapi-json', []],
    ['/api/runs/', []],
    ['/api/runs/1/2', []],
    ['/api/i/', []],
    ['/api/RUNS', []],
    ['/api/docs/x', []],
    ['/anything', []],
    ['', []],
  ])('%s takes %j', (path, methods) => {
    expect(routes.methodsOf(path)).toEqual(methods);
  });
});
