import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { previousMonth, type Month } from '../kernel/month.js';
import { ChartService } from '../ledger/chart.service.js';
import { LedgerReportsService } from '../ledger/ledger-reports.service.js';
import { LedgerService, type PostedRef } from '../ledger/ledger.service.js';
import { only } from '../platform/database/only.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { checkDeposit } from './domain/cash-rules.js';
import { checkReceiptAccount } from './domain/document-account.js';
import {
  accountOfLine,
  checkFundAccount,
  LINE_NAMES,
  type FundAccount,
} from './domain/fund-account.js';
import { movementsOf, type BookMovements } from './domain/movements.js';
import type { PartyKind } from './domain/party-kind.js';
import { receiptPosting, type ReceiptEvent } from './domain/receipts.postings.js';
import {
  fundAccountBalances,
  handlingsOf,
  insertFundAccount,
  listFundAccounts,
  reservedAmount,
  type LineBalance,
} from './storage/fund-accounts.queries.js';
import { insertReceipt } from './storage/receipts.queries.js';

export type { FundAccount, FundLine } from './domain/fund-account.js';
export type { BookMovements, Movement } from './domain/movements.js';
export type { PartyKind } from './domain/party-kind.js';

/** Money that comes in, as the rooms to the right hand it over. */
export interface NewReceipt {
  readonly date: LocalDate;
  readonly amount: Money;
  readonly payer: string;
  readonly payerKind?: PartyKind;
  readonly item: string;
  readonly creditAccountCode: string;
  readonly fundCode?: string;
  /** Only needed when the book has several revenue accounts. */
  readonly fundAccountCode?: string;
  readonly attachmentCount: number;
  readonly sourceKind?: 'receipt' | 'donation' | 'rent';
  /** The donation or rent that it banks. */
  readonly sourceId?: string;
  /** The day on which it came as cash; absent: it came by transfer. */
  readonly cashReceivedOn?: LocalDate;
  /** Why the cash was banked later than the day after. */
  readonly depositReason?: string;
}

/** What a book holds. */
export interface Position {
  readonly revenue: Money;
  readonly expenditure: Money;
  readonly pettyCash: Money;
  /** Approved and not yet paid, now. */
  readonly reserved: Money;
}

/** The two lines of every book: what came in, what may be spent, and what passed. */
@Injectable()
export class TreasuryService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly chart: ChartService,
    private readonly reports: LedgerReportsService,
  ) {}

  /** The book's fund accounts, by code. @throws DomainError not-found */
  async fundAccounts(
    tx: ReadTx,
    community: string,
    bookNo: number,
  ): Promise<(FundAccount & { name: string })[]> {
    await this.ledger.book(tx, community, bookNo);
    return listFundAccounts(tx, community, bookNo);
  }

  /**
   * Marks a money account as one of the lines, for good.
   * @throws DomainError not-found, account-unknown, account-not-leaf, fund-account-not-money, fund-account-bank-details,
   *   fund-account-exists, bank-account-taken
   */
  async markFundAccount(
    tx: Tx,
    community: string,
    bookNo: number,
    account: FundAccount,
  ): Promise<FundAccount> {
    await this.ledger.book(tx, community, bookNo);
    const chart = await this.chart.accounts(tx, community, bookNo);
    checkFundAccount(
      chart.find(({ code }) => code === account.accountCode),
      account,
    );
    await insertFundAccount(tx, community, bookNo, account);
    tx.audit({
      action: 'fund-account-marked',
      subjectKind: 'fund-account',
      subjectId: account.accountCode,
      sentence: `第${bookNo}账套登记${LINE_NAMES[account.line]}：${account.accountCode}`,
      after: account,
    });
    return account;
  }

  /**
   * Banks money whole into the revenue account, with a voucher of its own; call it last in a transaction.
   * @throws DomainError not-found, account-unknown, receipt-account-is-money, fund-account-missing, fund-account-ambiguous,
   *   fund-account-line-wrong, cash-banked-late, cash-banked-before-it-came and as LedgerService.post
   */
  async receive(
    tx: Tx,
    community: string,
    bookNo: number,
    receipt: NewReceipt,
  ): Promise<{ receiptId: string; voucher: PostedRef }> {
    const accounts = await this.fundAccounts(tx, community, bookNo);
    const chart = await this.chart.accounts(tx, community, bookNo);
    const { creditAccountCode } = receipt;
    checkReceiptAccount(
      creditAccountCode,
      chart.find(({ code }) => code === creditAccountCode),
      accounts,
      receipt.fundCode ?? null,
    );
    const cashReceivedOn = receipt.cashReceivedOn ?? null;
    const depositReason = receipt.depositReason ?? null;
    checkDeposit(cashReceivedOn, receipt.date, depositReason);
    const event: ReceiptEvent = {
      id: randomUUID(),
      voucherId: randomUUID(),
      bookNo,
      date: receipt.date,
      amount: receipt.amount,
      payer: receipt.payer,
      payerKind: receipt.payerKind ?? null,
      item: receipt.item,
      fundAccountCode: accountOfLine(bookNo, accounts, 'revenue', receipt.fundAccountCode),
      incomeAccountCode: creditAccountCode,
      fundCode: receipt.fundCode ?? null,
      attachmentCount: receipt.attachmentCount,
      sourceKind: receipt.sourceKind ?? 'receipt',
      cashReceivedOn,
      depositReason,
    };
    await insertReceipt(tx, community, event, receipt.sourceId ?? null);
    tx.audit({
      action: 'money-received',
      subjectKind: 'receipt',
      subjectId: event.id,
      sentence: `第${bookNo}账套收款 ${event.amount.format()} 元：${event.payer}，${event.item}`,
      after: event,
    });
    const voucher = only(await this.ledger.post(tx, community, [receiptPosting(event, tx.actor)]));
    return { receiptId: event.id, voucher };
  }

  /** What the book holds on each line, at a month's end or now. */
  async position(tx: ReadTx, community: string, bookNo: number, month?: Month): Promise<Position> {
    const balances = await fundAccountBalances(tx, community, bookNo, month ?? null);
    return {
      ...byLine(balances),
      reserved: Money.of(await reservedAmount(tx, community, bookNo)),
    };
  }

  /**
   * The month's income and expenditure line by line; opening + income − expenditure = closing, exactly.
   * With an instant, over the fund accounts as they were marked then.
   */
  async movements(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
    at?: Date,
  ): Promise<BookMovements> {
    await this.ledger.book(tx, community, bookNo);
    const accounts = await listFundAccounts(tx, community, bookNo, at ?? null);
    const known = new Set(accounts.map(({ accountCode }) => accountCode));
    const heldAt = async (end: Month): Promise<ReturnType<typeof byLine>> => {
      const balances = await fundAccountBalances(tx, community, bookNo, end);
      return byLine(balances.filter(({ accountCode }) => known.has(accountCode)));
    };
    const before = await heldAt(previousMonth(month));
    const after = await heldAt(month);
    const lines = await this.reports.moneyLines(tx, community, bookNo, month);
    const sources = lines
      .flatMap(({ sourceId, reverses }) => [sourceId, reverses?.sourceId ?? null])
      .filter((id) => id !== null);
    const handlings = await handlingsOf(tx, community, bookNo, sources);
    return movementsOf(
      before.revenue.plus(before.expenditure),
      after.pettyCash,
      lines,
      accounts,
      new Map(handlings.map(({ id, ...handling }) => [id, handling])),
    );
  }
}

/** What lies on each line together. */
function byLine(balances: readonly LineBalance[]): Omit<Position, 'reserved'> {
  const on = (line: string): Money =>
    Money.sum(balances.filter((b) => b.line === line).map((b) => Money.of(b.balance)));
  return {
    revenue: on('revenue'),
    expenditure: on('expenditure'),
    pettyCash: on('petty-cash'),
  };
}
