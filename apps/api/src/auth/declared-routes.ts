import { RequestMethod, type INestApplication, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { ACCESS, type Access } from './access';

export interface DeclaredRoute {
  method: string;
  path: string;
  /** Null where none was declared: such a route is refused. */
  access: Access | null;
}

/** Every route of every controller with who may call it, in order of its path. */
export function declaredRoutes(app: INestApplication): DeclaredRoute[] {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  return new DiscoveryService(app.get(ModulesContainer))
    .getControllers()
    .flatMap(({ metatype }) => {
      const controller = metatype as Type;
      const prototype = controller.prototype as Record<string, () => unknown>;
      return scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name] as () => unknown;
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) {
          return [];
        }
        const path = [Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)]
          .map((part: string) => part.replace(/^\/|\/$/g, ''))
          .filter(Boolean)
          .join('/');
        return [
          {
            method: RequestMethod[method],
            path: `/api/${path}`,
            access: reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, controller]) ?? null,
          },
        ];
      });
    })
    .sort((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1));
}

/** Refuses to start with a route that nobody has said who may call. */
export function requireDeclarations(app: INestApplication): void {
  const undeclared = declaredRoutes(app).filter(({ access }) => access === null);
  if (undeclared.length > 0) {
    throw new Error(`No access declared on ${undeclared.map(({ method, path }) => `${method} ${path}`).join(', ')}`);
  }
}
