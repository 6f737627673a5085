import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import type { Money } from '../kernel/money.js';
import { ChartService } from '../ledger/chart.service.js';
import { LedgerService, type BookRow } from '../ledger/ledger.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { checkSpending } from './domain/document-account.js';
import { accountOfLine } from './domain/fund-account.js';
import {
  checkTransferKind,
  KIND_FACTS,
  onlyBank,
  requestOfTransfer,
  transferAccount,
  type TransferKind,
} from './domain/transfer-kinds.js';
import { transferPostings, type TransferSide } from './domain/transfers.postings.js';
import type { PlaceInList } from './storage/receipts.queries.js';
import { approvedRequests, lockRequest, type RequestRow } from './storage/requests.queries.js';
import {
  findTransfer,
  insertTransfer,
  listTransfers,
  type TransferRow,
} from './storage/transfers.queries.js';
import { TreasuryService } from './treasury.service.js';

export type { TransferRow } from './storage/transfers.queries.js';

export interface NewTransfer {
  readonly fromBookNo: number;
  readonly toBookNo: number;
  readonly kind: TransferKind;
  readonly date: LocalDate;
  readonly amount: Money;
  readonly requestId?: string;
  /** The fund of the receiving book that the money is for. */
  readonly fundCode?: string;
  readonly fromAccountCode?: string;
  readonly toAccountCode?: string;
}

/** Money between the books of a community: always two vouchers, one in each. */
@Injectable()
export class TransfersService {
  constructor(
    private readonly treasury: TreasuryService,
    private readonly chart: ChartService,
    private readonly ledger: LedgerService,
  ) {}

  /**
   * Passes money from one book to another: paid by an approved request there, banked as revenue here.
   * @throws DomainError not-found, transfer-between-two-books, transfer-kind-not-for-books, transfer-not-approved,
   *   transfer-request-unclear, transfer-account-unclear, transfer-account-not-for-kind, transfer-bank-unclear, payer-not-independent,
   *   payment-before-request, fund-unknown and as LedgerService.post
   */
  async transfer(tx: Tx, community: string, asked: NewTransfer): Promise<TransferRow> {
    const fromBook = await this.ledger.book(tx, community, asked.fromBookNo);
    const toBook = await this.ledger.book(tx, community, asked.toBookNo);
    checkTransferKind(asked.kind, fromBook, toBook);
    const { side: from, request } = await this.giving(tx, community, asked, fromBook, toBook);
    const to = await this.taking(tx, community, asked, toBook);
    const { name } = KIND_FACTS[asked.kind];
    const { kind, date, amount } = asked;
    const transfer = { id: randomUUID(), kind, name, date, amount, from, to };
    await insertTransfer(tx, community, transfer, request?.id ?? null);
    tx.audit({
      action: 'money-transferred',
      subjectKind: 'transfer',
      subjectId: transfer.id,
      sentence: `${name} ${amount.format()} 元：第${from.bookNo}账套划至第${to.bookNo}账套`,
      after: {
        id: transfer.id,
        kind,
        date,
        amount,
        requestId: request?.id ?? null,
        from: withoutName(from),
        to: withoutName(to),
      },
    });
    await this.ledger.post(tx, community, transferPostings(transfer, tx.actor));
    return this.one(tx, community, transfer.id);
  }

  /** Cancels a transfer by red-letter vouchers in both books. @throws DomainError not-found and as LedgerService.reverse */
  async reverse(
    tx: Tx,
    community: string,
    id: string,
    reversal: { date: LocalDate; reason: string },
  ): Promise<TransferRow> {
    const { from, to } = await this.one(tx, community, id);
    const sides = [from, to].sort((a, b) => a.bookNo - b.bookNo);
    for (const { bookNo, voucher } of sides) {
      await this.ledger.reverse(tx, community, bookNo, { ...reversal, voucherId: voucher.id });
    }
    return this.one(tx, community, id);
  }

  async transfers(
    tx: ReadTx,
    community: string,
    month: string | null,
    place: PlaceInList,
  ): Promise<TransferRow[]> {
    return listTransfers(tx, community, month, place);
  }

  private async one(tx: ReadTx, community: string, id: string): Promise<TransferRow> {
    const transfer = await findTransfer(tx, community, id);
    if (transfer === undefined) throw new DomainError('not-found');
    return transfer;
  }

  private async giving(
    tx: Tx,
    community: string,
    asked: NewTransfer,
    book: BookRow,
    toBook: BookRow,
  ): Promise<{ side: TransferSide; request: RequestRow | null }> {
    const { bookNo, name: bookName } = book;
    const chart = await this.chart.accounts(tx, community, bookNo);
    const fundAccounts = await this.treasury.fundAccounts(tx, community, bookNo);
    const twoLines = fundAccounts.length > 0;
    const request = twoLines
      ? await this.spendable(tx, community, bookNo, {
          bookNo,
          date: asked.date,
          amount: asked.amount.toString(),
          toName: toBook.name,
          requestId: asked.requestId,
        })
      : null;
    const named = request?.expenseAccountCode ?? asked.fromAccountCode;
    if (asked.fromAccountCode !== undefined && asked.fromAccountCode !== named) {
      throw new DomainError('transfer-account-not-for-kind', {
        book: bookNo,
        account: asked.fromAccountCode,
        accounts: named ?? null,
      });
    }
    const accountCode = transferAccount(asked.kind, 'from', {
      book,
      chart,
      named,
      restricted: false,
    });
    const side = {
      bookNo,
      bookName,
      accountCode,
      moneyCode: twoLines
        ? accountOfLine(bookNo, fundAccounts, 'expenditure')
        : onlyBank(bookNo, chart),
      fundCode: request?.fundCode ?? null,
      voucherId: randomUUID(),
    };
    return { side, request };
  }

  private async taking(
    tx: Tx,
    community: string,
    asked: NewTransfer,
    book: BookRow,
  ): Promise<TransferSide> {
    const { bookNo, name: bookName } = book;
    const chart = await this.chart.accounts(tx, community, bookNo);
    const fundAccounts = await this.treasury.fundAccounts(tx, community, bookNo);
    const funds = await this.chart.funds(tx, community, bookNo);
    const fund = funds.find(({ code }) => code === asked.fundCode);
    if (asked.fundCode !== undefined && fund === undefined) throw new DomainError('fund-unknown');
    return {
      bookNo,
      bookName,
      accountCode: transferAccount(asked.kind, 'to', {
        book,
        chart,
        named: asked.toAccountCode,
        restricted: fund?.restricted ?? false,
      }),
      moneyCode:
        fundAccounts.length > 0
          ? accountOfLine(bookNo, fundAccounts, 'revenue')
          : onlyBank(bookNo, chart),
      fundCode: asked.fundCode ?? null,
      voucherId: randomUUID(),
    };
  }

  private async spendable(
    tx: Tx,
    community: string,
    bookNo: number,
    wanted: Parameters<typeof requestOfTransfer>[1] & { date: LocalDate },
  ): Promise<RequestRow> {
    const candidates = await approvedRequests(tx, community, bookNo);
    const { id } = requestOfTransfer(candidates, wanted);
    const request = await lockRequest(tx, community, bookNo, id);
    if (request === undefined) throw new DomainError('not-found');
    checkSpending(
      { ...request, date: request.date === null ? null : parseLocalDate(request.date) },
      { date: wanted.date, payerId: tx.actor.id },
    );
    return request;
  }
}

function withoutName({ bookName: _name, ...side }: TransferSide): Omit<TransferSide, 'bookName'> {
  return side;
}
