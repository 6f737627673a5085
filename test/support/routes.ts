import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS, type Access } from '../../src/platform/auth/access.js';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** A route of the router as its handler declares it. */
export interface Route {
  /** Controller and handler. */
  readonly name: string;
  readonly method: string;
  /** The path below the global prefix, without a slash at its beginning or end. */
  readonly path: string;
  readonly access: Access | undefined;
}

/** Every route of the application; a handler with several paths counts once for each. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const controllers = new DiscoveryService(app.get(ModulesContainer)).getControllers();
  const scanner = new MetadataScanner();
  return controllers.flatMap(({ instance, metatype }) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    const root = Reflect.getMetadata('path', metatype as object) as string;
    return scanner
      .getAllMethodNames(prototype)
      .map((name) => ({ name, handler: prototype[name] as object }))
      .filter(({ handler }) => Reflect.hasMetadata('path', handler))
      .flatMap(({ name, handler }) =>
        [Reflect.getMetadata('path', handler) as string | string[]].flat().map((own) => ({
          name: `${metatype?.name}.${name}`,
          method: METHODS[Reflect.getMetadata('method', handler) as number] ?? '?',
          path: `${root}/${own}`.replace(/\/+/g, '/').replace(/^\/|\/$/g, ''),
          access: (Reflect.getMetadata(ACCESS, handler) ??
            Reflect.getMetadata(ACCESS, metatype as object)) as Access | undefined,
        })),
      );
  });
}
