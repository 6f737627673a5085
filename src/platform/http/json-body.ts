import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '../../kernel/domain-error.js';

/**
 * Reads JSON bodies; what is not UTF-8, not JSON, or would touch prototypes is refused.
 * A field that is null is a field that is absent: clients send back what the service answered.
 */
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
    return withoutNulls(value);
  });
}

/** The reviver comes to an object after its fields. Items of a list keep their places. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fields = value as Record<string, unknown>;
  for (const name of Object.keys(fields)) {
    if (fields[name] === null) Reflect.deleteProperty(fields, name);
  }
  return value;
}
