import { Injectable } from '@nestjs/common';
import { DocumentsService, type DocumentView } from '../documents/documents.service.js';
import { DomainError } from '../kernel/domain-error.js';
import type { ReadTx } from '../platform/database/transaction.js';
import type { Booking, BookingEntry } from './domain/booking-entry.js';
import { listBooks } from './storage/chart.queries.js';
import {
  linksOfDocuments,
  listDocumentDifferences,
  type DocumentDifference,
} from './storage/voucher-documents.queries.js';
import { findVoucher, type PlaceInList, type VoucherRow } from './storage/vouchers.queries.js';

export type { DocumentDifference } from './storage/voucher-documents.queries.js';

/** What the books say of documents. */
@Injectable()
export class BookingsService {
  constructor(private readonly documents: DocumentsService) {}

  /**
   * How an electronic document was booked, in every book of the community.
   * @throws DomainError not-found, booking-needs-electronic, document-not-booked
   */
  async entry(tx: ReadTx, community: string, documentId: string): Promise<BookingEntry> {
    const [document] = await this.documents.look(tx, community, [documentId]);
    if (document === undefined) throw new DomainError('not-found');
    if (document.form !== 'electronic') throw new DomainError('booking-needs-electronic');
    const links = await linksOfDocuments(tx, community, [documentId]);
    const books = await listBooks(tx, community);
    const bookings: Booking[] = [];
    for (const { bookNo, voucherId, main } of links.filter(({ posted }) => posted)) {
      const voucher = await findVoucher(tx, community, bookNo, voucherId);
      const book = books.find((each) => each.bookNo === bookNo);
      if (voucher === undefined || book === undefined) continue;
      bookings.push(bookingOf(voucher, { bookNo, bookName: book.name, main }));
    }
    if (bookings.length === 0) throw new DomainError('document-not-booked');
    return {
      format: 'gongzhang-booking/1',
      communityCode: community,
      document: documentOf(document),
      bookings,
    };
  }

  /** Which vouchers differ from the amounts typed for their invoices and receipts, by date? */
  async differences(
    tx: ReadTx,
    book: { community: string; bookNo: number },
    filter: { readonly month?: string; readonly status?: string },
    { after, limit }: PlaceInList,
  ): Promise<DocumentDifference[]> {
    return listDocumentDifferences(tx, book, filter, after, limit);
  }
}

function bookingOf(
  voucher: VoucherRow,
  { bookNo, bookName, main }: { bookNo: number; bookName: string; main: boolean },
): Booking {
  return {
    bookNo,
    bookName,
    voucherId: voucher.id,
    month: voucher.month,
    word: voucher.word,
    no: voucher.no ?? 0,
    date: voucher.date,
    relation: main ? 'attached' : 'cited',
    amount: voucher.total,
    maker: voucher.maker,
    reviewer: voucher.reviewer,
    poster: voucher.poster ?? '',
    postedAt: voucher.postedAt?.toISOString() ?? '',
    voucherHash: voucher.hash ?? '',
    lines: voucher.lines.map(({ summary, accountCode, accountName, debit, credit }) => ({
      summary,
      accountCode,
      accountName,
      debit,
      credit,
    })),
  };
}

function documentOf(view: DocumentView): BookingEntry['document'] {
  const { id, sha256, mediaType, kind, invoiceCode, invoiceNo, issuedOn, amount, payer, payee } =
    view;
  return {
    ...{ id, sha256, mediaType, kind, invoiceCode, invoiceNo, issuedOn, amount, payer, payee },
    authenticity: view.authenticity.label,
    signature: view.signature.label,
  };
}
