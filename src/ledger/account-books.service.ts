import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { firstDay, lastDay, type Month } from '../kernel/month.js';
import type { ReadTx } from '../platform/database/transaction.js';
import type { AccountFacts } from './domain/account.js';
import { carriedOut, ledgerRows, openingLabel, type LedgerRow } from './domain/account-ledger.js';
import { journalsOf, type AccountJournal, type Journal } from './domain/journal.js';
import { generalLedgerOf, type GeneralLedgerRow } from './domain/trial-balance.js';
import { findBook, listAccounts, type BookRow } from './storage/chart.queries.js';
import { ledgerEntries, ledgerStart } from './storage/account-ledger.queries.js';
import { accountTotals } from './storage/reports.queries.js';

/** The page of one account in the sub-ledger (明细账). */
export interface AccountLedger {
  readonly account: AccountFacts;
  readonly from: LocalDate;
  readonly through: LocalDate;
  readonly rows: readonly LedgerRow[];
}

/** The account books: 总账, 明细账 and 日记账 (会计基础工作规范 第五十六条). */
@Injectable()
export class AccountBooksService {
  /** The general ledger of a month: level-1 accounts that carry figures. @throws DomainError not-found */
  async generalLedger(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<GeneralLedgerRow[]> {
    await this.book(tx, community, bookNo);
    return generalLedgerOf(await accountTotals(tx, community, bookNo, month));
  }

  /**
   * The page of an account and its sub-accounts; it begins with the book when `from` is earlier.
   * @throws DomainError not-found
   */
  async accountLedger(
    tx: ReadTx,
    { community, bookNo }: { community: string; bookNo: number },
    accountCode: string,
    days: { from: LocalDate; through: LocalDate },
  ): Promise<AccountLedger> {
    const { openedOn } = await this.book(tx, community, bookNo);
    const accounts = await listAccounts(tx, community, bookNo);
    const account = accounts.find(({ code }) => code === accountCode);
    if (account === undefined) throw new DomainError('not-found');
    const opened = parseLocalDate(openedOn);
    const from = days.from < opened ? opened : days.from;
    const { through } = days;
    if (through < from) return { account, from: days.from, through, rows: [] };
    const figures = await ledgerStart(tx, community, bookNo, accountCode, from);
    const entries = await ledgerEntries(tx, { community, bookNo, accountCode, from, through });
    const start = { label: openingLabel(from, opened), date: from, ...figures };
    return { account, from, through, rows: carriedOut(ledgerRows(start, entries), through) };
  }

  /** The journals of cash or of the bank accounts in a month, with the balance of each day. @throws DomainError not-found */
  async journal(
    tx: ReadTx,
    community: string,
    bookNo: number,
    journal: Journal,
    month: Month,
  ): Promise<AccountJournal[]> {
    const { openedOn } = await this.book(tx, community, bookNo);
    const accounts = await listAccounts(tx, community, bookNo);
    const money = new Set(
      accounts.filter((one) => one.money === journal && one.leaf).map(({ code }) => code),
    );
    const totals = await accountTotals(tx, community, bookNo, month);
    const entries = await ledgerEntries(tx, {
      community,
      bookNo,
      money: journal,
      from: firstDay(month),
      through: lastDay(month),
    });
    const own = totals.filter(({ accountCode }) => money.has(accountCode));
    return journalsOf(month, parseLocalDate(openedOn), own, entries);
  }

  private async book(tx: ReadTx, community: string, bookNo: number): Promise<BookRow> {
    const book = await findBook(tx, community, bookNo);
    if (book === undefined) throw new DomainError('not-found');
    return book;
  }
}
