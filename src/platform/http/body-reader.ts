import type { ExecutionContext } from '@nestjs/common';

type ParameterFactory<T> = (data: unknown, execution: ExecutionContext) => T;

const READS_BODY = Symbol('reads-body');

/** Marks the factory of a parameter that takes the body of the request into its own hands. */
export function readsBody<T>(factory: ParameterFactory<T>): ParameterFactory<T> {
  return Object.assign(factory, { [READS_BODY]: true });
}

/** True for a factory that was marked so. */
export function isBodyReader(factory: unknown): boolean {
  return typeof factory === 'function' && READS_BODY in factory;
}
