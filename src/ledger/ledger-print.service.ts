import { Injectable } from '@nestjs/common';
import { IdentityService } from '../identity/identity.service.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { firstDay, lastDay, monthsBetween, parseMonth, type Month } from '../kernel/month.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { AccountBooksService } from './account-books.service.js';
import { openingLabel } from './domain/account-ledger.js';
import type { DatedChart } from './domain/dated-chart.js';
import { generalLedgerFrom } from './domain/general-ledger-page.js';
import type { Journal } from './domain/journal.js';
import { turnPages } from './domain/page-turn.js';
import { checkSheets, LEDGER_SHEETS } from './domain/print-limit.js';
import { printedRows } from './domain/printed-row.js';
import { trialBalanceOf } from './domain/trial-balance.js';
import { activationPrintout, type ActivatedLedger } from './print/activation-print.js';
import {
  countSheets,
  generalAccounts,
  pathOf,
  subsidiaryAccounts,
} from './print/bound-accounts.js';
import { LEDGER_ROWS } from './print/ledger.form.js';
import {
  LEDGER_KINDS,
  LEDGER_TITLES,
  ledgerPrintout,
  type LedgerAccount,
  type LedgerKind,
  type Printout,
} from './print/ledger-print.js';
import { printHead, type PrintHead } from './print/print-head.js';
import { trialBalancePrintout } from './print/trial-balance-print.js';
import { findBook } from './storage/chart.queries.js';
import { bookEntries, countEntries, monthTurnovers } from './storage/print.queries.js';
import { accountTotals } from './storage/reports.queries.js';
import { datedChart } from './storage/standard-change.queries.js';

/** Which book is printed. */
interface BookKey {
  readonly community: string;
  readonly bookNo: number;
}

/** The days of a ledger, both counted. */
interface Days {
  readonly from: LocalDate;
  readonly through: LocalDate;
}

/** What every print of a ledger begins with. */
interface Desk {
  readonly head: PrintHead;
  readonly openedOn: LocalDate;
  readonly chart: DatedChart;
}

/** The account books on paper: 总账, 明细账, 日记账, 科目余额表 and 账簿启用表. */
@Injectable()
export class LedgerPrintService {
  constructor(
    private readonly identity: IdentityService,
    private readonly books: AccountBooksService,
  ) {}

  /** The sheets of one account and its sub-accounts. @throws DomainError not-found, nothing-to-print, print-too-long */
  async accountLedger(
    tx: ReadTx,
    book: BookKey,
    accountCode: string,
    days: Days,
  ): Promise<Printout> {
    const { head, chart } = await this.desk(tx, book);
    await this.checkLines(tx, book, days);
    const page = await this.books.accountLedger(tx, book, accountCode, days);
    const rows = printedRows(page.rows, page.through, accountCode);
    const sheets = turnPages(rows, LEDGER_ROWS, 'year');
    const name = pathOf(accountCode, chart.on(days.through));
    return this.bound(
      'subsidiary',
      `明细账-${accountCode}-${page.from}至${page.through}`,
      head,
      [{ code: accountCode, name, sheets }],
      false,
    );
  }

  /**
   * The bound sub-ledger: every leaf account that moved or has a balance, with 科目目录.
   * @throws DomainError not-found, nothing-to-print, print-too-long
   */
  async accountLedgers(tx: ReadTx, book: BookKey, days: Days): Promise<Printout> {
    const desk = await this.desk(tx, book);
    const accounts = await this.subsidiary(tx, book, desk, days);
    const name = `明细账-${desk.head.book}-${days.from}至${days.through}`;
    return this.bound('subsidiary', name, desk.head, accounts, true);
  }

  /**
   * The bound general ledger of the year through a month, with 科目目录.
   * @throws DomainError not-found, nothing-to-print
   */
  async generalLedger(tx: ReadTx, book: BookKey, month: Month): Promise<Printout> {
    const desk = await this.desk(tx, book);
    const accounts = await this.general(tx, book, desk, month);
    return this.bound('general', `总账-${desk.head.book}-${month}`, desk.head, accounts, true);
  }

  /** The journals of a month, one after another. @throws DomainError not-found, nothing-to-print, print-too-long */
  async journal(tx: ReadTx, book: BookKey, journal: Journal, month: Month): Promise<Printout> {
    const desk = await this.desk(tx, book);
    const accounts = await this.journals(tx, book, desk, journal, month);
    const name = `${LEDGER_TITLES[journal]}-${desk.head.book}-${month}`;
    return this.bound(journal, name, desk.head, accounts, false);
  }

  /** The trial balance of a month. @throws DomainError not-found, nothing-to-print */
  async trialBalance(tx: ReadTx, book: BookKey, month: Month): Promise<Printout> {
    const { head } = await this.desk(tx, book);
    const totals = await accountTotals(tx, book.community, book.bookNo, month);
    const balance = trialBalanceOf(totals);
    checkSheets(balance.rows.length, LEDGER_SHEETS);
    return trialBalancePrintout(balance, month, head);
  }

  /**
   * 账簿启用表 of a year's ledgers; the pages are counted when the year is over.
   * @throws DomainError not-found, date-before-book-opened
   */
  async activation(tx: ReadTx, book: BookKey, year: number, kind?: LedgerKind): Promise<Printout> {
    const desk = await this.desk(tx, book);
    const end = parseLocalDate(`${year}-12-31`);
    if (end < desk.openedOn) {
      throw new DomainError('date-before-book-opened', { date: end, openedOn: desk.openedOn });
    }
    const kinds = kind === undefined ? LEDGER_KINDS : [kind];
    const ledgers: ActivatedLedger[] = [];
    for (const one of kinds) {
      const pages = tx.today > end ? await this.pagesOf(tx, book, desk, one, year) : null;
      ledgers.push({ kind: one, pages });
    }
    const from = generalLedgerFrom(parseMonth(`${year}-12`), desk.openedOn);
    return activationPrintout(ledgers, { year, from }, desk.head);
  }

  private async pagesOf(
    tx: ReadTx,
    book: BookKey,
    desk: Desk,
    kind: LedgerKind,
    year: number,
  ): Promise<number> {
    const months = monthsBetween(parseMonth(`${year}-01`), parseMonth(`${year}-12`));
    const through = parseLocalDate(`${year}-12-31`);
    const from = parseLocalDate(`${year}-01-01`);
    if (kind === 'general') {
      return countSheets(await this.general(tx, book, desk, parseMonth(`${year}-12`)));
    }
    if (kind === 'subsidiary') {
      return countSheets(await this.subsidiary(tx, book, desk, { from, through }));
    }
    let pages = 0;
    for (const month of months) {
      pages += countSheets(await this.journals(tx, book, desk, kind, month));
    }
    return pages;
  }

  private async general(
    tx: ReadTx,
    book: BookKey,
    { openedOn, chart }: Desk,
    month: Month,
  ): Promise<LedgerAccount[]> {
    const from = generalLedgerFrom(month, openedOn);
    if (from > lastDay(month)) return [];
    const first = parseMonth(from.slice(0, 7));
    const totals = await accountTotals(tx, book.community, book.bookNo, first);
    const turnovers = await monthTurnovers(tx, book, first, month);
    const opening = { label: openingLabel(from, openedOn), date: from };
    const accounts = chart.on(lastDay(month));
    return generalAccounts({ opening, accounts, totals, turnovers, through: lastDay(month) });
  }

  private async subsidiary(
    tx: ReadTx,
    book: BookKey,
    { openedOn, chart }: Desk,
    days: Days,
  ): Promise<LedgerAccount[]> {
    const from = days.from < openedOn ? openedOn : days.from;
    if (days.through < from) return [];
    const month = parseMonth(from.slice(0, 7));
    const whole = { ...book, from: firstDay(month), through: days.through };
    await this.checkLines(tx, book, whole);
    const totals = await accountTotals(tx, book.community, book.bookNo, month);
    const entries = await bookEntries(tx, whole);
    const opening = { label: openingLabel(from, openedOn), date: from };
    const accounts = chart.on(days.through);
    return subsidiaryAccounts({ opening, accounts, totals, entries, through: days.through });
  }

  private async journals(
    tx: ReadTx,
    { community, bookNo }: BookKey,
    { chart }: Desk,
    journal: Journal,
    month: Month,
  ): Promise<LedgerAccount[]> {
    const pages = await this.books.journal(tx, community, bookNo, journal, month);
    return pages.map(({ accountCode, rows }) => ({
      code: accountCode,
      name: pathOf(accountCode, chart.on(lastDay(month))),
      sheets: turnPages(printedRows(rows, lastDay(month)), LEDGER_ROWS, 'month'),
    }));
  }

  private bound(
    kind: LedgerKind,
    name: string,
    head: PrintHead,
    accounts: readonly LedgerAccount[],
    indexed: boolean,
  ): Printout {
    checkSheets(countSheets(accounts), LEDGER_SHEETS);
    return ledgerPrintout({ kind, name, head, accounts, indexed });
  }

  /** Refused before the lines are read. */
  private async checkLines(tx: ReadTx, book: BookKey, days: Days): Promise<void> {
    const lines = await countEntries(tx, { ...book, ...days });
    checkSheets(Math.max(1, Math.ceil(lines / LEDGER_ROWS)), LEDGER_SHEETS);
  }

  private async desk(tx: ReadTx, { community, bookNo }: BookKey): Promise<Desk> {
    const book = await findBook(tx, community, bookNo);
    if (book === undefined) throw new DomainError('not-found');
    return {
      head: await printHead(tx, this.identity, community, book),
      openedOn: parseLocalDate(book.openedOn),
      chart: await datedChart(tx, { community, bookNo }),
    };
  }
}
