import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '../../kernel/domain-error.js';

/** No request has this many fields in one object; what validates them takes time by their square. */
const MOST_FIELDS = 1000;

/**
 * Reads JSON bodies; what is not UTF-8, not JSON, too deep or too wide, or would touch prototypes is refused.
 * A field that is null is a field left out: clients send back what the service answered.
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

const DEEPEST = 32;

function parse(text: string): unknown {
  const value: unknown = JSON.parse(text, (key, part: unknown) => {
    if (key === '__proto__') throw new SyntaxError('__proto__');
    if (typeof part === 'string' && (!part.isWellFormed() || part.includes('\u0000'))) {
      throw new SyntaxError('text');
    }
    if (isObject(part) && Object.keys(part).length > MOST_FIELDS) throw new SyntaxError('fields');
    return part;
  });
  forgetNulls(value);
  return value;
}

/** A field that is null is a field left out, and still a field that must be known; no document is deeper than a form. */
function forgetNulls(document: unknown): void {
  const open: [unknown, number][] = [[document, 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST) throw new SyntaxError('depth');
    for (const [key, part] of Object.entries(value)) {
      if (part === null && !Array.isArray(value)) Reflect.set(value, key, undefined);
      else open.push([part, depth + 1]);
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
