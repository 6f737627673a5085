import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { messagePage } from '../domain/board.page.js';

/** A red square with 公. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#a8140c"/><path d="M13 6 7 15M19 6l6 9M15 14l-5 11 13-2M19 18l4 7" fill="none" stroke="#fff" stroke-width="2.6"/></svg>';

/** Addresses that lead nowhere: a person in front of a page is told so in words, a program by a problem document. */
@Injectable()
export class LostPages implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.get('/favicon.ico', (_request, reply) =>
      reply
        .header('Content-Type', 'image/svg+xml')
        .header('Cache-Control', 'public, max-age=604800')
        .send(ICON),
    );
    fastify.get('*', (request, reply) => {
      const { accept = '' } = request.headers;
      if (request.url.startsWith('/api/') || !accept.includes('text/html')) {
        reply.callNotFound();
        return;
      }
      void reply
        .status(404)
        .header('Content-Type', 'text/html; charset=utf-8')
        .send(messagePage('没有这个页面', '请核对网址，或从公示栏进入。', '/notices'));
    });
  }
}
