import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { LedgerService } from '../ledger/ledger.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { checkSpending } from './domain/document-account.js';
import { accountOfLine } from './domain/fund-account.js';
import { allocationPosting, paymentPosting } from './domain/payments.postings.js';
import {
  findAllocation,
  findPayment,
  insertAllocation,
  insertPayment,
  listAllocations,
  listPayments,
  type AllocationRow,
  type PaymentRow,
} from './storage/payments.queries.js';
import type { PlaceInList } from './storage/receipts.queries.js';
import { findRequest, lockRequest } from './storage/requests.queries.js';
import { TreasuryService } from './treasury.service.js';

export type { AllocationRow, PaymentRow } from './storage/payments.queries.js';

/** Money on its way out: allocated to the expenditure account, then paid by approved requests. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly treasury: TreasuryService,
    private readonly ledger: LedgerService,
  ) {}

  /**
   * Moves money from the revenue account to the expenditure account.
   * @throws DomainError not-found, fund-account-missing, fund-account-ambiguous, fund-account-line-wrong, request-not-approved,
   *   allocation-exceeds-requests, fund-account-overdrawn and as LedgerService.post
   */
  async allocate(
    tx: Tx,
    community: string,
    bookNo: number,
    asked: {
      date: LocalDate;
      amount: Money;
      requestIds: readonly string[];
      fromAccountCode?: string;
      toAccountCode?: string;
    },
  ): Promise<AllocationRow> {
    const accounts = await this.treasury.fundAccounts(tx, community, bookNo);
    const requestIds = [...new Set(asked.requestIds)];
    await this.checkNamed(tx, community, bookNo, requestIds, asked.amount);
    const allocation = {
      id: randomUUID(),
      voucherId: randomUUID(),
      bookNo,
      date: asked.date,
      amount: asked.amount,
      fromAccountCode: accountOfLine(bookNo, accounts, 'revenue', asked.fromAccountCode),
      toAccountCode: accountOfLine(bookNo, accounts, 'expenditure', asked.toAccountCode),
    };
    await insertAllocation(tx, community, allocation, requestIds);
    tx.audit({
      action: 'money-allocated',
      subjectKind: 'allocation',
      subjectId: allocation.id,
      sentence: `第${bookNo}账套由收入户拨付支出户 ${allocation.amount.format()} 元`,
      after: allocation,
    });
    await this.ledger.post(tx, community, [allocationPosting(allocation, tx.actor)]);
    return found(await findAllocation(tx, community, bookNo, allocation.id));
  }

  /** @throws DomainError not-found */
  async allocations(
    tx: ReadTx,
    book: { community: string; bookNo: number },
    month: string | null,
    place: PlaceInList,
  ): Promise<AllocationRow[]> {
    await this.ledger.book(tx, book.community, book.bookNo);
    return listAllocations(tx, book, month, place);
  }

  /**
   * Pays an approved request from the expenditure account, once.
   * @throws DomainError not-found, request-not-approved, request-paid-already, payer-not-independent, payment-before-request,
   *   fund-account-missing, fund-account-overdrawn, restricted-fund-overdrawn and as LedgerService.post
   */
  async pay(
    tx: Tx,
    community: string,
    bookNo: number,
    asked: { requestId: string; date: LocalDate; fundAccountCode?: string },
  ): Promise<PaymentRow> {
    const request = found(await lockRequest(tx, community, bookNo, asked.requestId));
    checkSpending(
      { ...request, date: request.date === null ? null : parseLocalDate(request.date) },
      { date: asked.date, payerId: tx.actor.id },
    );
    const accounts = await this.treasury.fundAccounts(tx, community, bookNo);
    const payment = {
      ...request,
      id: randomUUID(),
      voucherId: randomUUID(),
      bookNo,
      date: asked.date,
      amount: Money.of(request.amount),
      attachmentCount: request.attachments,
      fundAccountCode: accountOfLine(bookNo, accounts, 'expenditure', asked.fundAccountCode),
    };
    const posting = paymentPosting(payment, tx.actor);
    const { id, voucherId, date, fundAccountCode } = payment;
    const row = {
      id,
      voucherId,
      requestId: request.id,
      date,
      amount: request.amount,
      fundAccountCode,
    };
    await insertPayment(tx, community, bookNo, row);
    tx.audit({
      action: 'request-paid',
      subjectKind: 'payment-request',
      subjectId: request.id,
      sentence: `第${bookNo}账套付款 ${payment.amount.format()} 元：${request.payee}，${request.purpose}`,
      after: row,
    });
    await this.ledger.post(tx, community, [posting]);
    return found(await findPayment(tx, community, bookNo, payment.id));
  }

  /** @throws DomainError not-found */
  async payments(
    tx: ReadTx,
    book: { community: string; bookNo: number },
    month: string | null,
    place: PlaceInList,
  ): Promise<PaymentRow[]> {
    await this.ledger.book(tx, book.community, book.bookNo);
    return listPayments(tx, book, month, place);
  }

  /** The named requests are approved, and the allocation is no more than they need. */
  private async checkNamed(
    tx: Tx,
    community: string,
    bookNo: number,
    requestIds: readonly string[],
    amount: Money,
  ): Promise<void> {
    if (requestIds.length === 0) return;
    let requests = Money.ZERO;
    for (const id of requestIds) {
      const request = found(await findRequest(tx, community, bookNo, id));
      if (request.status !== 'approved') {
        throw new DomainError('request-not-approved', { status: request.status });
      }
      requests = requests.plus(Money.of(request.amount));
    }
    if (amount.greaterThan(requests)) {
      throw new DomainError('allocation-exceeds-requests', {
        requests: requests.toString(),
        amount: amount.toString(),
      });
    }
  }
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new DomainError('not-found');
  return row;
}
