import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ACCESS, type Access } from './access.js';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** A route as its controller declares it. */
export interface DeclaredRoute {
  /** Class and method. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly access: Access | undefined;
}

/** Every route of the application. */
export function declaredRoutes(app: INestApplicationContext): DeclaredRoute[] {
  const scanner = new MetadataScanner();
  const controllers = new DiscoveryService(app.get(ModulesContainer)).getControllers();
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, object>;
    return scanner
      .getAllMethodNames(prototype)
      .map((name) => ({ name, handler: prototype[name] ?? {} }))
      .filter(({ handler }) => Reflect.hasMetadata('path', handler))
      .flatMap(({ name, handler }) =>
        pathsOf(metatype, handler).map((path) => ({
          name: `${metatype.name}.${name}`,
          method: METHODS[Reflect.getMetadata('method', handler) as number] ?? '?',
          path,
          access: (Reflect.getMetadata(ACCESS, handler) ??
            Reflect.getMetadata(ACCESS, metatype)) as Access | undefined,
        })),
      );
  });
}

/** A controller and a handler may each answer under several paths. */
function pathsOf(controller: object, handler: object): string[] {
  const of = (part: object): string[] =>
    [Reflect.getMetadata('path', part) as string | string[]].flat();
  return of(controller).flatMap((prefix) =>
    of(handler).map((path) =>
      `${prefix}/${path}`
        .split('/')
        .filter((step) => step !== '')
        .join('/'),
    ),
  );
}

/** @throws Error naming the routes that do not say who may call them: such a service does not start */
export function demandDeclaredAccess(app: INestApplicationContext): void {
  const silent = declaredRoutes(app).filter(({ access }) => access === undefined);
  if (silent.length === 0) return;
  const names = silent.map(({ name, method, path }) => `${name}（${method} ${path}）`);
  throw new Error(
    `这些接口没有声明谁可以调用（@Allow、@SignedIn 或 @Public）：${names.join('、')}`,
  );
}
