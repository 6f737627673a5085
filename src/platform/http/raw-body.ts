import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { DomainError } from '../../kernel/domain-error.js';
import { readsBody } from './body-reader.js';

/** The media types that may be sent as the body itself. */
export const FILE_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
} as const;

/** Bytes of one table at most: some 200,000 rows of a CSV. */
export const MOST_TABLE_BYTES = 24 * 1024 * 1024;

/** A file sent as the whole body; its encoding and form are the handler's to judge. */
export class UploadedFile {
  constructor(
    readonly format: keyof typeof FILE_TYPES,
    readonly content: Buffer,
  ) {}

  /** Stands for the bytes where a request is compared with an earlier one. */
  toJSON(): object {
    return {
      format: this.format,
      sha256: createHash('sha256').update(this.content).digest('hex'),
    };
  }
}

/** A body of a type that nobody reads: the handler says what it wants instead. */
export class UnreadBody {
  constructor(readonly type: string) {}
}

/** Lets CSV, XLSX and XLS files through as they came. */
export function fileBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  for (const format of ['csv', 'xlsx', 'xls'] as const) {
    fastify.addContentTypeParser(
      FILE_TYPES[format],
      { parseAs: 'buffer', bodyLimit: MOST_TABLE_BYTES },
      (_request, body: Buffer, done) => {
        done(null, new UploadedFile(format, body));
      },
    );
  }
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, _body: Buffer, done) => {
    done(null, new UnreadBody(request.headers['content-type'] ?? ''));
  });
}

/** The uploaded file of this request. @throws DomainError file-expected */
export const FileBody = createParamDecorator(
  readsBody((_: unknown, execution: ExecutionContext) => {
    const { body } = execution.switchToHttp().getRequest<FastifyRequest>();
    if (body instanceof UploadedFile && body.content.length > 0) return body;
    throw new DomainError('file-expected');
  }),
);
