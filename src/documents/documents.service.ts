import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { contentType } from './content/document-content.js';
import {
  authenticityOf,
  signatureOf,
  type Authenticity,
  type SignatureState,
} from './domain/authenticity.js';
import {
  checkDocument,
  documentName,
  fileName,
  FORM_NAMES,
  isNumbered,
  loggedName,
  type DocumentFields,
  type MediaType,
} from './domain/document.js';
import {
  checkedDocuments,
  contentOf,
  findByHash,
  findByNumber,
  insertDocument,
  isFixed,
  listDocuments,
  lockUploads,
  updateDocument,
  type CheckedRow,
  type DocumentFilter,
  type DocumentRow,
} from './storage/documents.queries.js';

export type { DocumentFilter, DocumentRow } from './storage/documents.queries.js';

/** A document with the state that a look at its bytes found. */
export interface DocumentView extends DocumentRow {
  readonly authenticity: Authenticity;
  readonly signature: SignatureState;
  readonly printIds: readonly string[];
}

/** A file as it was sent. */
export interface SentFile {
  /** The media type that the client says. */
  readonly type: string;
  readonly content: Buffer;
}

/** A document's bytes on their way out. */
export interface DocumentFile {
  readonly content: Buffer;
  readonly mediaType: MediaType;
  readonly fileName: string;
  readonly sha256: string;
  readonly authenticity: Authenticity;
}

/** Source documents from upload on; nothing that was uploaded goes away. */
@Injectable()
export class DocumentsService {
  /**
   * Keeps a file and what a person reads off it.
   * @throws DomainError document-content-unknown, document-content-mismatch, document-xml-unsafe, document-xml-malformed,
   *   document-repeated, invoice-repeated and as checkDocument
   */
  async upload(
    tx: Tx,
    community: string,
    file: SentFile,
    fields: DocumentFields,
  ): Promise<DocumentRow> {
    const mediaType = await contentType(file.type, file.content);
    const hash = createHash('sha256').update(file.content).digest();
    await lockUploads(tx, community);
    const same = await findByHash(tx, community, hash);
    if (same !== undefined) throw repeated('document-repeated', same);
    await this.check(tx, community, null, fields, mediaType);
    const id = randomUUID();
    const document = { id, fields, mediaType, hash, content: file.content };
    const { row, facts } = await insertDocument(tx, community, document);
    tx.audit({
      action: 'document-uploaded',
      subjectKind: 'document',
      subjectId: id,
      sentence: `上传原始凭证：${loggedName(row)}（${FORM_NAMES[row.form]}，${row.size} 字节）`,
      after: facts,
    });
    return row;
  }

  /**
   * Says something else of a document, as long as no reviewed or posted voucher rests on it; its file stays.
   * @throws DomainError not-found, document-fixed, document-is-print, invoice-repeated and as checkDocument
   */
  async correct(
    tx: Tx,
    community: string,
    id: string,
    fields: DocumentFields,
  ): Promise<DocumentRow> {
    await lockUploads(tx, community);
    const [before] = await checkedDocuments(tx, community, [id]);
    if (before === undefined) throw new DomainError('not-found');
    if (!before.intact) throw new DomainError('document-tampered', { document: id });
    if (await isFixed(tx, community, id)) throw new DomainError('document-fixed');
    if (fields.form !== 'electronic' && before.printIds.length > 0) {
      throw new DomainError('print-needs-original', { original: id });
    }
    if (fields.form === 'print' && before.voucherCount > 0) {
      throw new DomainError('document-is-print', { original: fields.originalId ?? null });
    }
    await this.check(tx, community, id, fields, before.mediaType);
    const { row, facts } = await updateDocument(tx, community, id, fields);
    tx.audit({
      action: 'document-corrected',
      subjectKind: 'document',
      subjectId: id,
      sentence: `更正原始凭证的登记：${loggedName(before)} 改为 ${loggedName(row)}`,
      before,
      after: facts,
    });
    return row;
  }

  /** Which documents match, newest first? */
  async list(
    tx: ReadTx,
    community: string,
    filter: DocumentFilter,
    after: readonly (string | number)[] | null,
    limit: number,
  ): Promise<DocumentRow[]> {
    return listDocuments(tx, community, filter, after, limit);
  }

  /** These documents, each hashed anew; unknown ids are left out. */
  async look(tx: ReadTx, community: string, ids: readonly string[]): Promise<DocumentView[]> {
    return (await checkedDocuments(tx, community, ids)).map(viewOf);
  }

  /** The file, and whether it is the one that was uploaded. @throws DomainError not-found */
  async file(tx: ReadTx, community: string, id: string): Promise<DocumentFile> {
    const [document] = await checkedDocuments(tx, community, [id]);
    const content = await contentOf(tx, community, id);
    if (document === undefined || content === undefined) throw new DomainError('not-found');
    const sha256 = createHash('sha256').update(content).digest('hex');
    const intact = document.intact && sha256 === document.sha256;
    return {
      content,
      mediaType: document.mediaType,
      fileName: fileName(document, document.mediaType, !intact),
      sha256,
      authenticity: authenticityOf(intact),
    };
  }

  private async check(
    tx: Tx,
    community: string,
    id: string | null,
    fields: DocumentFields,
    mediaType: MediaType,
  ): Promise<void> {
    const { originalId, invoiceCode, invoiceNo } = fields;
    const [original = null] =
      originalId === undefined || originalId === id
        ? []
        : await checkedDocuments(tx, community, [originalId]);
    checkDocument(fields, mediaType, original, tx.today);
    if (invoiceNo === undefined || !isNumbered(fields)) return;
    const same = await findByNumber(tx, community, invoiceCode, invoiceNo);
    if (same !== undefined && same.id !== id) throw repeated('invoice-repeated', same);
  }
}

function viewOf({ intact, signatureState, ...row }: CheckedRow): DocumentView {
  return { ...row, authenticity: authenticityOf(intact), signature: signatureOf(signatureState) };
}

/** The refusal names the first of the two. */
function repeated(code: 'document-repeated' | 'invoice-repeated', first: DocumentRow): DomainError {
  return new DomainError(code, {
    document: first.id,
    name: documentName(first),
    uploadedBy: first.uploadedBy,
    vouchers: first.voucherCount,
  });
}
