import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { renderProblem } from '../../kernel/problems.js';
import { messagePage, objectionAgainPage, type Typed } from '../domain/board.page.js';

const OBJECTION = /^\/notices\/([0-9a-f-]{36})\/objections/;

/** What a person puts right in the form itself. */
const TO_MEND: readonly string[] = [
  'validation-failed',
  'objection-line-unknown',
  'objection-line-ambiguous',
];

/** Tells a person in front of a page what was refused, in words; what he had typed is not lost. */
@Catch(DomainError)
export class PageProblemFilter implements ExceptionFilter<DomainError> {
  catch(problem: DomainError, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, title, detail } = renderProblem(problem.code, problem.facts, 'zh');
    const fields = problem.errors.map(({ detail: text }) => text).join(' ');
    const objected = OBJECTION.exec(request.url)?.[1];
    if (objected !== undefined && TO_MEND.includes(problem.code)) {
      const typed = typedIn(request.body);
      const said = problem.code === 'validation-failed' ? fields : detail;
      const missing = typed.text === undefined ? '请写明异议内容。' : said;
      void reply
        .status(status)
        .header('Content-Type', 'text/html; charset=utf-8')
        .send(objectionAgainPage(objected, typed, missing));
      return;
    }
    const back =
      request.method === 'POST' ? request.url.replace(/\/objections.*$/, '') : '/notices';
    void reply
      .status(status)
      .header('Content-Type', 'text/html; charset=utf-8')
      .send(messagePage(title, `${detail}${fields === '' ? '' : ` ${fields}`}`, back));
  }
}

/** The fields of the form that hold text. */
function typedIn(body: unknown): Typed {
  if (typeof body !== 'object' || body === null) return {};
  const fields = ['text', 'line', 'name', 'contact'];
  return Object.fromEntries(
    Object.entries(body).filter(
      ([name, value]) => fields.includes(name) && typeof value === 'string' && value.trim() !== '',
    ),
  );
}
