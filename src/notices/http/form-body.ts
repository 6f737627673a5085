import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';

/** Reads the form of a notice's page; every other route takes JSON alone. */
@Injectable()
export class FormBody implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const decoder = new TextDecoder('utf-8', { fatal: true });
    fastify.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'buffer', bodyLimit: 64 * 1024 },
      (request, body: Buffer, done) => {
        if (!/^\/notices\//.test(request.url)) {
          done(new DomainError('unsupported-media-type'));
          return;
        }
        try {
          done(null, filledIn(decoder.decode(body)));
        } catch {
          done(new DomainError('malformed-request'));
        }
      },
    );
  }
}

/** The fields that were filled in; an empty one was left out. */
function filledIn(text: string): Record<string, string> {
  const fields = [...new URLSearchParams(text)].filter(([, value]) => value.trim() !== '');
  return Object.fromEntries(fields);
}
