import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/** `GET /api/…` for everything that the router knows, whoever registered it. */
export function routedPaths(app: NestFastifyApplication): string[] {
  const tree = (app.getHttpAdapter().getInstance() as unknown as FastifyInstance).printRoutes({ commonPrefix: false });
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, part, methods] = /^((?:[│ ] {3})*)[├└]── (\S+) \(([^)]+)\)$/.exec(line) ?? [];
    if (indent === undefined || part === undefined || methods === undefined) {
      if (line.trim() === '') return [];
      throw new Error(`The router prints its routes in another form: ${line}`);
    }
    const depth = indent.length / 4;
    const path = (parents[depth - 1] ?? '') + part;
    parents[depth] = path;
    return methods.split(', ').map((method) => `${method} ${path}`);
  });
}
