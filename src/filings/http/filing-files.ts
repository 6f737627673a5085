import { StreamableFile } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { RequestContext } from '../../platform/database/request-context.js';

/** The community that a record of the path belongs to. @throws DomainError not-found */
export function communityOf(context: RequestContext): string {
  if (context.communityCode === null) throw new DomainError('not-found');
  return context.communityCode;
}

/** A PDF that opens in the browser and is saved under its name. */
export function pdfFile(bytes: Buffer, name: string): StreamableFile {
  return new StreamableFile(bytes, {
    type: 'application/pdf',
    disposition: `inline; filename*=UTF-8''${encodeURIComponent(`${name}.pdf`)}`,
  });
}
