import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '../../kernel/domain-error.js';

/** No request has this many fields in one object; what validates them takes time by their square. */
const MOST_FIELDS = 1000;

/** Reads JSON bodies; what is not UTF-8, not JSON, has fields without end or would touch prototypes is refused. */
export function strictUtf8Json(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (_request, body: Buffer, done) => {
      try {
        done(null, body.length === 0 ? undefined : parse(decoder.decode(body)));
      } catch {
        done(new DomainError('malformed-request'));
      }
    },
  );
}

function parse(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => {
    if (key === '__proto__') throw new SyntaxError('__proto__');
    if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\u0000'))) {
      throw new SyntaxError('text');
    }
    if (isObject(value) && Object.keys(value).length > MOST_FIELDS) throw new SyntaxError('fields');
    return value;
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
