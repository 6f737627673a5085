import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Tokens } from '../auth/tokens.js';

/** Bytes that anybody may send: a sign-in or an objection of a resident. */
const SMALL = 64 * 1024;

/** Bodies are read before a route is asked who may call it; what is large, or does not say, is read of signed-in people alone. */
export function admitBodies(app: NestFastifyApplication): void {
  const tokens = app.get(Tokens);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request) => {
      if (!isLarge(request)) return;
      await tokens.verify(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    });
}

function isLarge({ headers }: FastifyRequest): boolean {
  if (headers['transfer-encoding'] !== undefined) return true;
  return Number(headers['content-length'] ?? 0) > SMALL;
}
