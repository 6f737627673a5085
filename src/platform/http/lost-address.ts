import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderProblem } from '../../kernel/problems.js';

/** An address that is none, or is longer than any of ours, leads nowhere; it is told as every other refusal is. */
export function lostAddress(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const document = renderProblem('not-found', {}, 'zh');
  void reply
    .status(document.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .header('Content-Language', 'zh-CN')
    .send(JSON.stringify({ ...document, instance: request.url.slice(0, 200) }));
}
