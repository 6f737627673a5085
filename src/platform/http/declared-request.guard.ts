import {
  Injectable,
  ParseIntPipe,
  ParseUUIDPipe,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { DomainError, type ProblemCode } from '../../kernel/domain-error.js';
import { fieldDetail } from '../../kernel/field-details.js';
import { BinaryUpload } from './binary-body.js';
import { isBodyReader } from './body-reader.js';
import { ORDINAL, UUID } from './path-parameters.js';
import { UnreadBody, UploadedFile } from './raw-body.js';

const [BODY, QUERY, PARAM] = [
  RouteParamtypes.BODY,
  RouteParamtypes.QUERY,
  RouteParamtypes.PARAM,
].map(String);

/** Names that what validates a query passes over in silence. */
const UNSEEN: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** One decorated parameter of a handler, as the framework keeps it. */
interface DeclaredParameter {
  /** A number of RouteParamtypes, or a random name for a parameter of our own making. */
  readonly kind: string;
  readonly data: unknown;
  readonly pipes: readonly unknown[];
  readonly factory?: unknown;
}

/**
 * Refuses what the handler does not declare: a query or a body where it takes none. Without it they would be ignored,
 * because a pipe sees only the parameters that a handler has. A number or id of the path that is none is not found.
 */
@Injectable()
export class DeclaredRequestGuard implements CanActivate {
  private readonly declarations = new WeakMap<object, readonly DeclaredParameter[]>();

  /** @throws DomainError not-found, unknown-query-parameter, validation-failed, malformed-request, unsupported-media-type */
  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const declared = this.declaredBy(execution);
    checkPath(request.params as Readonly<Record<string, string>>, declared);
    // Messengers add parameters of their own to the address of a page that is passed on.
    if (request.url.startsWith('/api/') && !declared.some(takesWholeQuery)) {
      const names = declared.filter(({ kind }) => kind === QUERY);
      const known = new Set(names.map(({ data }) => data));
      const strangers = Object.keys(request.query as object).filter((name) => !known.has(name));
      refuseFields('unknown-query-parameter', strangers);
    }
    const own = Object.keys(request.query as object);
    refuseFields(
      'unknown-query-parameter',
      own.filter((name) => UNSEEN.includes(name)),
    );
    if (!declared.some(takesBody)) checkNoBody(request.body);
    return true;
  }

  private declaredBy(execution: ExecutionContext): readonly DeclaredParameter[] {
    const handler = execution.getHandler();
    const known = this.declarations.get(handler);
    if (known !== undefined) return known;
    const metadata = (Reflect.getMetadata(
      ROUTE_ARGS_METADATA,
      execution.getClass(),
      handler.name,
    ) ?? {}) as Record<string, Omit<DeclaredParameter, 'kind'>>;
    const declared = Object.entries(metadata).map(([key, parameter]) => ({
      ...parameter,
      kind: key.split(':')[0] ?? '',
    }));
    this.declarations.set(handler, declared);
    return declared;
  }
}

function checkPath(
  path: Readonly<Record<string, string>>,
  declared: readonly DeclaredParameter[],
): void {
  // PostgreSQL knows no text with such a character in it.
  if (Object.values(path).some((value) => value.includes('\u0000')))
    throw new DomainError('not-found');
  for (const { kind, data, pipes } of declared) {
    if (kind !== PARAM) continue;
    const value = path[String(data)] ?? '';
    const wrong =
      (pipes.includes(ParseUUIDPipe) && !UUID.test(value)) ||
      (pipes.includes(ParseIntPipe) && !ORDINAL.test(value));
    if (wrong) throw new DomainError('not-found');
  }
}

function takesWholeQuery({ kind, data }: DeclaredParameter): boolean {
  return kind === QUERY && data === undefined;
}

function takesBody({ kind, factory }: DeclaredParameter): boolean {
  return kind === BODY || isBodyReader(factory);
}

function checkNoBody(body: unknown): void {
  if (body === undefined || body === null) return;
  if ([UploadedFile, BinaryUpload, UnreadBody].some((kind) => body instanceof kind)) {
    throw new DomainError('unsupported-media-type');
  }
  if (typeof body !== 'object' || Array.isArray(body)) throw new DomainError('malformed-request');
  refuseFields('validation-failed', Object.keys(body));
}

function refuseFields(code: ProblemCode, names: readonly string[]): void {
  if (names.length === 0) return;
  throw new DomainError(
    code,
    {},
    names.map((name) => ({ pointer: pointerOf(name), detail: fieldDetail('unknown-field') })),
  );
}

function pointerOf(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
