import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { renderProblem, type ProblemCode } from '../../kernel/problems.js';
import { DataRefused, translateDatabaseError } from '../database/database-error.js';
import { IdempotentReplay } from '../database/request-context.js';
import { inLanguage, languageOf } from './language.js';

/** Turns whatever was thrown into an RFC 9457 problem document; the unforeseen shows nothing but an id that is in the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (thrown instanceof IdempotentReplay) {
      void reply
        .status(thrown.status)
        .header('Idempotency-Hit', 'true')
        .header('Content-Type', 'application/json; charset=utf-8')
        .send(thrown.body);
      return;
    }
    const translated = translateDatabaseError(thrown);
    const problem = problemOf(translated, request);
    // The caller hears that he may try again; why, the operator finds here.
    if (problem.code === 'busy-try-again' && thrown !== translated && thrown instanceof Error) {
      request.log.error(thrown.message);
    }
    request.problem = problem.code;
    const language = languageOf(request);
    const document = renderProblem(problem.code, problem.facts, language);
    if (reply.sent) return;
    void reply
      .status(document.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .header('Content-Language', language === 'en' ? 'en' : 'zh-CN')
      .send(
        JSON.stringify({
          ...problem.facts,
          ...document,
          instance: request.url,
          ...(problem.errors.length > 0 ? { errors: inLanguage(problem.errors, language) } : {}),
        }),
      );
  }
}

function problemOf(thrown: unknown, request: FastifyRequest): DomainError {
  if (thrown instanceof DataRefused) {
    request.log.error(thrown.message);
    return new DomainError(thrown.code, { id: request.id });
  }
  if (thrown instanceof DomainError) return thrown;
  const status = statusOf(thrown);
  const code = status === undefined ? undefined : CODE_OF_STATUS[status];
  if (code !== undefined) return new DomainError(code);
  // Only the message and the place: what else an error carries may hold rows and bodies.
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  request.log.error({ stack: error.stack }, 'internal-error');
  return new DomainError('internal-error', { id: request.id });
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number') {
    return thrown.statusCode;
  }
  return undefined;
}

/** What the framework itself refuses before a handler is reached. */
const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
};
