import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import type { Idempotency, RequestContext } from '../database/request-context.js';

/** The context of this request: give it to Database.read or Database.write. */
export const Context = createParamDecorator((_: unknown, execution: ExecutionContext) =>
  requestContext(execution),
);

function requestContext(execution: ExecutionContext): RequestContext {
  const request = execution.switchToHttp().getRequest<FastifyRequest>();
  const { principal, place } = request;
  return {
    scope: place?.scope ?? '%',
    communityCode: place?.communityCode ?? null,
    actor: principal === undefined ? null : { id: principal.id, name: principal.name },
    idempotency: request.method === 'GET' ? null : idempotency(request, execution),
  };
}

function idempotency(request: FastifyRequest, execution: ExecutionContext): Idempotency | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new DomainError('idempotency-key-malformed');
  }
  const requestHash = createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(request.principal?.id ?? '')
    .update(JSON.stringify(request.body ?? null))
    .digest();
  return { key, requestHash, status: successStatus(request, execution) };
}

function successStatus(request: FastifyRequest, execution: ExecutionContext): number {
  const declared = Reflect.getMetadata('__httpCode__', execution.getHandler()) as
    number | undefined;
  return declared ?? (request.method === 'POST' ? 201 : 200);
}
