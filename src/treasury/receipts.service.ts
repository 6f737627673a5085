import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { LedgerService, type PostedRef } from '../ledger/ledger.service.js';
import { only } from '../platform/database/only.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { checkRefund } from './domain/document-account.js';
import { refundPosting } from './domain/receipts.postings.js';
import {
  findReceipt,
  insertRefund,
  listReceipts,
  type PlaceInList,
  type ReceiptRow,
} from './storage/receipts.queries.js';

export type { ReceiptRow, VoucherPlace } from './storage/receipts.queries.js';

export interface Refund {
  readonly id: string;
  readonly receiptId: string;
  readonly date: string;
  readonly amount: string;
  readonly voucher: PostedRef;
}

/** Receipts as they stand, and what goes back of them. */
@Injectable()
export class ReceiptsService {
  constructor(private readonly ledger: LedgerService) {}

  /** @throws DomainError not-found */
  async receipt(tx: ReadTx, community: string, bookNo: number, id: string): Promise<ReceiptRow> {
    const receipt = await findReceipt(tx, community, bookNo, id);
    if (receipt === undefined) throw new DomainError('not-found');
    return receipt;
  }

  /** @throws DomainError not-found */
  async receipts(
    tx: ReadTx,
    book: { community: string; bookNo: number },
    month: string | null,
    place: PlaceInList,
  ): Promise<ReceiptRow[]> {
    await this.ledger.book(tx, book.community, book.bookNo);
    return listReceipts(tx, book, month, place);
  }

  /**
   * Gives back a receipt, whole unless an amount is named, from the account that it was banked on.
   * @throws DomainError not-found, receipt-reversed, refund-before-receipt, refund-exceeds-receipt, funds-reserved,
   *   fund-account-overdrawn and as LedgerService.post
   */
  async refund(
    tx: Tx,
    community: string,
    bookNo: number,
    receiptId: string,
    asked: { date: LocalDate; amount: Money | null; reason: string },
  ): Promise<Refund> {
    const receipt = await this.receipt(tx, community, bookNo, receiptId);
    const [whole, refunded] = [Money.of(receipt.amount), Money.of(receipt.refunded)];
    const refund = {
      ...asked,
      id: randomUUID(),
      voucherId: randomUUID(),
      amount: asked.amount ?? whole.minus(refunded),
    };
    const date = parseLocalDate(receipt.date);
    checkRefund({ date, amount: whole, refunded, reversed: receipt.reversed }, refund);
    if (!refund.amount.isPositive()) {
      throw new DomainError('refund-exceeds-receipt', { amount: '0.00', left: '0.00' });
    }
    await insertRefund(tx, community, bookNo, receiptId, refund);
    tx.audit({
      action: 'receipt-refunded',
      subjectKind: 'receipt',
      subjectId: receiptId,
      sentence: `第${bookNo}账套退款 ${refund.amount.format()} 元给${receipt.payer}，理由：${refund.reason}`,
      after: refund,
    });
    const posting = refundPosting(refund, { ...receipt, bookNo }, tx.actor);
    const voucher = only(await this.ledger.post(tx, community, [posting]));
    return {
      id: refund.id,
      receiptId,
      date: refund.date,
      amount: refund.amount.toString(),
      voucher,
    };
  }
}
