import { Injectable } from '@nestjs/common';
import type { Authenticity } from '../documents/domain/authenticity.js';
import { documentName, loggedName } from '../documents/domain/document.js';
import { DocumentsService, type DocumentView } from '../documents/documents.service.js';
import { DomainError } from '../kernel/domain-error.js';
import { Money } from '../kernel/money.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import {
  checkLikeness,
  checkSheets,
  documentCheck,
  voucherName,
  type DocumentCheck,
  type SupportingDocument,
} from './domain/voucher-documents.js';
import { listAccounts } from './storage/chart.queries.js';
import {
  deleteLinks,
  insertLinks,
  isSealed,
  linksOfDocuments,
  linksOfVouchers,
  type DocumentLink,
} from './storage/voucher-documents.queries.js';
import { lockDrafts } from './storage/drafts.queries.js';
import { findVoucher, type VoucherRow } from './storage/vouchers.queries.js';

/** A document as its voucher shows it: what proves the voucher, without the people that the document names. */
export interface VoucherDocument {
  readonly id: string;
  readonly kind: string;
  readonly invoiceCode: string | null;
  readonly invoiceNo: string | null;
  readonly amount: string | null;
  readonly authenticity: Authenticity;
  /** Attached here; otherwise attachedTo says to which voucher. */
  readonly main: boolean;
  readonly attachedTo: DocumentLink | null;
}

/** What a voucher rests on. */
export interface VoucherDocuments {
  readonly documents: readonly VoucherDocument[];
  /** Null when no invoice or receipt with an amount is there to compare. */
  readonly documentCheck: DocumentCheck | null;
}

/** Source documents of vouchers (会计基础工作规范 第五十一条(三)(四)). */
@Injectable()
export class VoucherDocumentsService {
  constructor(private readonly documents: DocumentsService) {}

  /** What this voucher rests on, each document hashed anew. */
  async of(
    tx: ReadTx,
    community: string,
    bookNo: number,
    voucher: VoucherRow,
  ): Promise<VoucherDocuments> {
    const links = await linksOfVouchers(tx, community, bookNo, [voucher.id]);
    const ids = links.map(({ documentId }) => documentId);
    const views = byId(await this.documents.look(tx, community, ids));
    const everywhere = await linksOfDocuments(tx, community, ids);
    const shown = links.flatMap(({ documentId, main }) => {
      const view = views.get(documentId);
      if (view === undefined) return [];
      const { id, kind, invoiceCode, invoiceNo, amount, authenticity } = view;
      const home = everywhere.find((link) => link.documentId === id && link.main) ?? null;
      const attachedTo = main ? null : home;
      return [{ id, kind, invoiceCode, invoiceNo, amount, authenticity, main, attachedTo }];
    });
    const supporting = [...views.values()].map((view) => supportingOf(view, view.voucherCount > 1));
    return { documents: shown, documentCheck: documentCheck(supporting, Money.of(voucher.total)) };
  }

  /**
   * Lets a voucher rest on exactly these documents: a draft in the making gains and loses them, a posted voucher only
   * gains, until its month is sealed. A document attached elsewhere is cited when `cite` says so.
   * @throws DomainError not-found, voucher-not-editable, voucher-documents-fixed, voucher-documents-sealed, document-unknown,
   *   document-is-print, document-tampered, document-attached-already, document-cited, documents-exceed-attachments,
   *   unlike-documents
   */
  async attach(
    tx: Tx,
    place: { readonly community: string; readonly bookNo: number },
    voucherId: string,
    documentIds: readonly string[],
    cite: boolean,
  ): Promise<VoucherDocuments> {
    const { community, bookNo } = place;
    await lockDrafts(tx, community, bookNo, [voucherId]);
    const voucher = await findVoucher(tx, community, bookNo, voucherId);
    if (voucher === undefined) throw new DomainError('not-found');
    if (voucher.status === 'reviewed') throw new DomainError('voucher-not-editable');
    const present = await linksOfVouchers(tx, community, bookNo, [voucherId]);
    const kept = present.filter(({ documentId }) => documentIds.includes(documentId));
    const removed = present.filter((link) => !kept.includes(link)).map((link) => link.documentId);
    const wanted = await this.known(tx, community, documentIds);
    const added = wanted.filter(({ id }) => !kept.some(({ documentId }) => documentId === id));
    if (voucher.no !== null) await checkPosted(tx, community, voucher, removed, added);
    await checkRemoval(tx, community, voucherId, removed);
    const links = await linksFor(tx, community, added, cite);
    checkSheets(voucher.attachmentCount, [...kept, ...links].filter(({ main }) => main).length);
    await checkAlike(tx, place, voucher, wanted);
    await deleteLinks(tx, community, bookNo, voucherId, removed);
    await insertLinks(tx, community, bookNo, voucherId, links);
    if (removed.length + links.length > 0) {
      tx.audit({
        action: 'voucher-documents-linked',
        subjectKind: 'voucher',
        subjectId: voucherId,
        sentence: `${voucherName({ ...voucher, bookNo })}关联原始凭证 ${wanted.length} 份${
          links.length === 0 ? '' : `，新增：${added.map(loggedName).join('、')}`
        }`,
        before: present,
        after: links,
      });
    }
    return this.of(tx, community, bookNo, voucher);
  }

  /** What a review looks at once more. @throws DomainError document-tampered, unlike-documents */
  async checkReview(
    tx: ReadTx,
    community: string,
    bookNo: number,
    voucherIds: readonly string[],
  ): Promise<void> {
    const links = await linksOfVouchers(tx, community, bookNo, voucherIds);
    if (links.length === 0) return;
    const ids = [...new Set(links.map(({ documentId }) => documentId))];
    const views = await this.documents.look(tx, community, ids);
    views.forEach(checkIntact);
    for (const voucherId of new Set(links.map((link) => link.voucherId))) {
      const own = links.filter((link) => link.voucherId === voucherId);
      const voucher = await findVoucher(tx, community, bookNo, voucherId);
      if (voucher === undefined) continue;
      const rests = views.filter(({ id }) => own.some(({ documentId }) => documentId === id));
      await checkAlike(tx, { community, bookNo }, voucher, rests);
    }
  }

  /** A draft keeps as many sheets as documents are attached to it. @throws DomainError documents-exceed-attachments */
  async checkSheets(
    tx: ReadTx,
    community: string,
    bookNo: number,
    draft: { readonly id: string; readonly attachmentCount: number },
  ): Promise<void> {
    const links = await linksOfVouchers(tx, community, bookNo, [draft.id]);
    checkSheets(draft.attachmentCount, links.filter(({ main }) => main).length);
  }

  /** Takes every document away from a draft that is thrown away. @throws DomainError document-cited, voucher-not-editable */
  async release(tx: Tx, community: string, bookNo: number, draftId: string): Promise<void> {
    const links = await linksOfVouchers(tx, community, bookNo, [draftId]);
    const ids = links.map(({ documentId }) => documentId);
    await checkRemoval(tx, community, draftId, ids);
    await deleteLinks(tx, community, bookNo, draftId, ids);
  }

  private async known(
    tx: ReadTx,
    community: string,
    documentIds: readonly string[],
  ): Promise<DocumentView[]> {
    const views = await this.documents.look(tx, community, documentIds);
    const found = byId(views);
    const errors = documentIds.flatMap((id, index) =>
      found.has(id)
        ? []
        : [{ pointer: `/documentIds/${index}`, detail: '本社区没有这份原始凭证。' }],
    );
    if (errors.length > 0) throw new DomainError('document-unknown', {}, errors);
    return views;
  }
}

/** Papers are bound with their month: later ones go with a later voucher (会计基础工作规范 第五十五条). */
async function checkPosted(
  tx: ReadTx,
  community: string,
  { month }: VoucherRow,
  removed: readonly string[],
  added: readonly DocumentView[],
): Promise<void> {
  if (removed.length > 0) throw new DomainError('voucher-documents-fixed');
  if (added.length > 0 && (await isSealed(tx, community, month))) {
    throw new DomainError('voucher-documents-sealed', { month });
  }
}

async function checkRemoval(
  tx: ReadTx,
  community: string,
  voucherId: string,
  documentIds: readonly string[],
): Promise<void> {
  const links = await linksOfDocuments(tx, community, documentIds);
  const attachedHere = links.filter((link) => link.voucherId === voucherId && link.main);
  const citing = links.find(
    ({ documentId, main }) =>
      !main && attachedHere.some((attached) => attached.documentId === documentId),
  );
  if (citing === undefined) return;
  throw new DomainError('document-cited', {
    document: citing.documentId,
    voucher: voucherName(citing),
  });
}

/** Attached here, or cited from the voucher that it is attached to. */
async function linksFor(
  tx: ReadTx,
  community: string,
  added: readonly DocumentView[],
  cite: boolean,
): Promise<{ documentId: string; main: boolean }[]> {
  const ids = added.map(({ id }) => id);
  const homes = (await linksOfDocuments(tx, community, ids)).filter(({ main }) => main);
  return added.map((document) => {
    const { id, form, originalId } = document;
    if (form === 'print') throw new DomainError('document-is-print', { original: originalId });
    checkIntact(document);
    const home = homes.find(({ documentId }) => documentId === id);
    if (home !== undefined && !cite) {
      throw new DomainError('document-attached-already', {
        document: id,
        name: documentName(document),
        voucher: voucherName(home),
      });
    }
    return { documentId: id, main: home === undefined };
  });
}

function checkIntact(document: DocumentView): void {
  if (document.authenticity.state === 'intact') return;
  throw new DomainError('document-tampered', {
    document: document.id,
    name: documentName(document),
  });
}

async function checkAlike(
  tx: ReadTx,
  { community, bookNo }: { readonly community: string; readonly bookNo: number },
  { lines }: VoucherRow,
  documents: readonly DocumentView[],
): Promise<void> {
  const codes = new Set(lines.map(({ accountCode }) => accountCode));
  const accounts = await listAccounts(tx, community, bookNo);
  checkLikeness(
    documents.map((view) => supportingOf(view, false)),
    accounts.filter(({ code }) => codes.has(code)),
  );
}

function supportingOf({ kind, amount, payee }: DocumentView, shared: boolean): SupportingDocument {
  return { kind, amount, payee, shared };
}

function byId(views: readonly DocumentView[]): Map<string, DocumentView> {
  return new Map(views.map((view) => [view.id, view]));
}
