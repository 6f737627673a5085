import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { renderProblem } from '../../kernel/problems.js';
import { messagePage } from '../domain/board.page.js';

/** Tells a person in front of a page what was refused, in words. */
@Catch(DomainError)
export class PageProblemFilter implements ExceptionFilter<DomainError> {
  catch(problem: DomainError, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, title, detail } = renderProblem(problem.code, problem.facts, 'zh');
    const fields = problem.errors.map(({ detail: text }) => text).join(' ');
    const back =
      request.method === 'POST' ? request.url.replace(/\/objections.*$/, '') : '/notices';
    void reply
      .status(status)
      .header('Content-Type', 'text/html; charset=utf-8')
      .send(messagePage(title, `${detail}${fields === '' ? '' : ` ${fields}`}`, back));
  }
}
