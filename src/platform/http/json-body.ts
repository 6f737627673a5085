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
/** Values in one body at most; ten thousand vouchers have a fifth of that. */
const MOST_VALUES = 1_000_000;

/** Parsed in one go and looked through once: a reviver would take seconds for what is parsed in the tenth of one. */
function parse(text: string): unknown {
  const document: unknown = JSON.parse(text);
  checkText(document);
  const open: [value: object, depth: number][] = isObject(document) ? [[document, 1]] : [];
  let values = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    if (depth > DEEPEST) throw new SyntaxError('depth');
    const parts: readonly unknown[] = Array.isArray(value) ? value : partsOf(value);
    values += parts.length;
    if (values > MOST_VALUES) throw new SyntaxError('values');
    for (const part of parts) {
      if (isObject(part)) open.push([part, depth + 1]);
      else checkText(part);
    }
  }
  return document;
}

/** What an object's fields hold; one that is null is left out, and is still a field that must be known. */
function partsOf(object: object): unknown[] {
  const keys = Object.keys(object);
  if (keys.length > MOST_FIELDS) throw new SyntaxError('fields');
  return keys.map((key) => {
    if (key === '__proto__') throw new SyntaxError('__proto__');
    const part: unknown = Reflect.get(object, key);
    if (part !== null) return part;
    Reflect.set(object, key, undefined);
    return undefined;
  });
}

function checkText(part: unknown): void {
  if (typeof part === 'string' && (!part.isWellFormed() || part.includes('\u0000'))) {
    throw new SyntaxError('text');
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
