import { Injectable } from '@nestjs/common';
import { IdentityService } from '../identity/identity.service.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { lastDay, type Month } from '../kernel/month.js';
import { ChartService } from '../ledger/chart.service.js';
import { LedgerReportsService } from '../ledger/ledger-reports.service.js';
import { MonthsService } from '../ledger/months.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import {
  balanceOn,
  checkCashCount,
  countAgrees,
  needsCounting,
  type CashMonth,
} from './domain/cash-count.js';
import {
  insertCashCount,
  listCashCounts,
  type CashCountRow,
} from './storage/cash-counts.queries.js';

export type { CashCountRow } from './storage/cash-counts.queries.js';

/** Where a cash account stands in a month. */
export interface CashState {
  readonly accountCode: string;
  readonly bookBalance: Money;
  /** The last count of the month; null while there is none. */
  readonly counted: Money | null;
  /** Counted after the month's last movement, and equal to the book. */
  readonly agrees: boolean;
}

/** A count as the cashier records it. */
export interface NewCashCount {
  readonly accountCode: string;
  readonly month: Month;
  /** The month's last day when absent. */
  readonly date?: LocalDate;
  readonly counted: Money;
  /** Username of the person who watched. */
  readonly witness: string;
  readonly explanation?: string;
}

/** How many people a community can have and its witness still be found by name. */
const PEOPLE = 1000;

/** Cash counts (现金管理暂行条例 第十二条：日清月结，账款相符). */
@Injectable()
export class CashCountsService {
  constructor(
    private readonly chart: ChartService,
    private readonly reports: LedgerReportsService,
    private readonly months: MonthsService,
    private readonly identity: IdentityService,
  ) {}

  /**
   * Keeps a count beside the book's balance of that day.
   * @throws DomainError month-not-open, not-a-cash-account, witness-unknown, cash-count-outside-month, cash-count-negative,
   *   cash-count-needs-two-people, cash-difference-unexplained
   */
  async record(
    tx: Tx,
    community: string,
    bookNo: number,
    count: NewCashCount,
  ): Promise<CashCountRow> {
    const { accountCode, month, counted } = count;
    const state = await this.months.state(tx, community, month);
    if (state !== 'open') throw notOpen(month, state);
    const accounts = await this.cashMonths(tx, community, bookNo, month);
    const account = accounts.find((cash) => cash.accountCode === accountCode);
    if (account === undefined)
      throw new DomainError('not-a-cash-account', { account: accountCode });
    const people = await this.identity.users(tx, community, '', PEOPLE);
    const witness = people.find(({ username }) => username === count.witness.toLowerCase());
    if (witness === undefined) throw new DomainError('witness-unknown', { witness: count.witness });
    const date = count.date ?? lastDay(month);
    const bookBalance = balanceOn(account, date);
    const explanation = count.explanation ?? null;
    checkCashCount(
      {
        month,
        date,
        counted,
        bookBalance,
        counterId: tx.actor.id,
        witnessId: witness.id,
        explanation,
      },
      tx.today,
    );
    const row = await insertCashCount(tx, community, bookNo, {
      accountCode,
      month,
      date,
      bookBalance: bookBalance.toString(),
      counted: counted.toString(),
      explanation,
      witness,
    });
    tx.audit({
      action: 'cash-counted',
      subjectKind: 'account',
      subjectId: `${bookNo}/${accountCode}`,
      sentence: `第${bookNo}账套 ${date} 盘点现金科目 ${accountCode}：账面 ${bookBalance.format()} 元，实点 ${counted.format()} 元，监盘人${witness.name}`,
      after: {
        id: row.id,
        accountCode,
        date,
        bookBalance: row.bookBalance,
        counted: row.counted,
        explanation,
        countedBy: row.countedBy,
        witness: row.witness,
      },
    });
    return row;
  }

  /** The counts of a month, or all. */
  async list(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month | null,
  ): Promise<CashCountRow[]> {
    return listCashCounts(tx, community, bookNo, month);
  }

  /** Each cash account that had money or movement in the month, and whether it was counted. @throws DomainError not-found */
  async state(tx: ReadTx, community: string, bookNo: number, month: Month): Promise<CashState[]> {
    const counts = await listCashCounts(tx, community, bookNo, month);
    const accounts = await this.cashMonths(tx, community, bookNo, month);
    return accounts.filter(needsCounting).map((account) => {
      const last = counts.filter(({ accountCode }) => accountCode === account.accountCode).at(-1);
      const counted = last === undefined ? null : Money.of(last.counted);
      return {
        accountCode: account.accountCode,
        bookBalance: account.closing,
        counted,
        agrees:
          last !== undefined &&
          countAgrees(account, {
            date: parseLocalDate(last.date),
            bookBalance: Money.of(last.bookBalance),
            counted: Money.of(last.counted),
          }),
      };
    });
  }

  private async cashMonths(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<CashMonth[]> {
    const { rows } = await this.reports.trialBalance(tx, community, bookNo, month);
    const lines = await this.reports.moneyLines(tx, community, bookNo, month);
    const accounts = await this.chart.accounts(tx, community, bookNo);
    return accounts
      .filter(({ money, leaf }) => money === 'cash' && leaf)
      .map(({ code }) => {
        const row = rows.find(({ accountCode }) => accountCode === code);
        const net = (debit = '0.00', credit = '0.00'): Money =>
          Money.of(debit).minus(Money.of(credit));
        return {
          accountCode: code,
          opening: net(row?.openingDebit, row?.openingCredit),
          closing: net(row?.closingDebit, row?.closingCredit),
          movements: lines
            .filter(({ accountCode }) => accountCode === code)
            .map((line) => ({
              date: parseLocalDate(line.date),
              amount: net(line.debit, line.credit),
            })),
        };
      });
  }
}

function notOpen(month: Month, state: string): DomainError {
  const detail = '这个月份已不再记账。';
  return new DomainError('month-not-open', { month, state }, [{ pointer: '/month', detail }]);
}
