import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { readsBody } from './body-reader.js';

/** Bytes of one upload at most; the database holds the same limit. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** The media types that a document may be sent as; what it is, its bytes say. */
export const BINARY_TYPES = [
  'application/pdf',
  'application/ofd',
  'application/octet-stream',
  'application/xml',
  'text/xml',
  'image/png',
  'image/jpeg',
] as const;

export type BinaryType = (typeof BINARY_TYPES)[number];

/** A document sent as the whole body, as it came. No name of a file is taken from the client. */
export class BinaryUpload {
  constructor(
    readonly type: BinaryType,
    readonly content: Buffer,
  ) {}

  /** Stands for the bytes where a request is compared with an earlier one. */
  toJSON(): object {
    return {
      type: this.type,
      sha256: createHash('sha256').update(this.content).digest('hex'),
    };
  }
}

/** Lets documents through as they came; what is too large is cut off while it arrives. */
export function binaryBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  for (const type of BINARY_TYPES) {
    fastify.addContentTypeParser(
      type,
      { parseAs: 'buffer', bodyLimit: MOST_BYTES },
      (_request, body: Buffer, done) => {
        done(null, new BinaryUpload(type, body));
      },
    );
  }
}

/** The uploaded document of this request. @throws DomainError document-expected */
export const BinaryBody = createParamDecorator(
  readsBody((_: unknown, execution: ExecutionContext) => {
    const { body } = execution.switchToHttp().getRequest<FastifyRequest>();
    if (body instanceof BinaryUpload && body.content.length > 0) return body;
    throw new DomainError('document-expected');
  }),
);
