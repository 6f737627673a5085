import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Answers of the interface are for who asked: no browser of a shared counter and no proxy keeps them. */
export function keepPrivate(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (request.url.startsWith('/api/v1/')) reply.header('Cache-Control', 'no-store');
      done();
    });
}
