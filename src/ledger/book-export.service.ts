import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { firstDay, lastDay, parseMonth } from '../kernel/month.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { streamedWorkbook } from '../platform/files/workbook-writer.js';
import type { FinishedZip } from '../platform/files/zip-writer.js';
import { ledgerRows, openingLabel } from './domain/account-ledger.js';
import type { DatedChart } from './domain/dated-chart.js';
import { beancountLedger } from './domain/export/beancount-ledger.js';
import { signed } from './domain/export/book-order.js';
import type { ExportBook, ExportVoucher } from './domain/export/export-book.js';
import { hledgerJournal } from './domain/export/hledger-journal.js';
import { exportYears } from './domain/export-years.js';
import { generalLedgerPage } from './domain/general-ledger-page.js';
import { bookSheets, type AccountPage } from './export/book-sheets.js';
import { byMonth } from './print/bound-accounts.js';
import { findBook, listOpening } from './storage/chart.queries.js';
import { exportVouchers, monthEndBalances } from './storage/export.queries.js';
import { lastMonth } from './storage/interface.queries.js';
import { entriesByAccount, monthTurnovers } from './storage/print.queries.js';
import { accountTotals } from './storage/reports.queries.js';
import { datedChart } from './storage/standard-change.queries.js';

/** The plain-text programs that a book is written for. */
export type PlainText = 'hledger' | 'beancount';

/** A book without its vouchers, with its chart by date. */
type BookFacts = Omit<ExportBook, 'vouchers'> & { readonly chart: DatedChart };

/** A whole book, to be taken away by whoever may read it. */
@Injectable()
export class BookExportService {
  /** The book as text that hledger or beancount checks, the balances of each month's end asserted. @throws DomainError not-found */
  async plainText(
    tx: ReadTx,
    community: string,
    bookNo: number,
    program: PlainText,
  ): Promise<string> {
    const facts = await this.facts(tx, community, bookNo);
    const vouchers: ExportVoucher[] = [];
    for await (const voucher of exportVouchers(tx, community, bookNo)) vouchers.push(voucher);
    const book = { ...facts, vouchers };
    return program === 'hledger' ? hledgerJournal(book) : beancountLedger(book);
  }

  /**
   * The book as a workbook: vouchers, accounts, balances, general ledger and sub-ledgers. It is written as it is read, a
   * stretch of vouchers or one account at a time. @throws DomainError not-found
   */
  async workbook(tx: ReadTx, community: string, bookNo: number): Promise<FinishedZip> {
    const facts = await this.facts(tx, community, bookNo);
    return streamedWorkbook(
      bookSheets(facts, {
        vouchers: exportVouchers(tx, community, bookNo),
        general: this.generalLedger(tx, community, facts),
        subsidiary: this.subLedgers(tx, community, facts),
      }),
    );
  }

  /** 总账: the accounts of the standard, each year under the names of its end. */
  private async *generalLedger(
    tx: ReadTx,
    community: string,
    { bookNo, openedOn, chart }: BookFacts,
  ): AsyncGenerator<AccountPage> {
    const last = parseMonth(await lastMonth(tx, { community, bookNo }));
    for (const { from, through } of exportYears(parseMonth(openedOn.slice(0, 7)), last, null)) {
      const totals = await accountTotals(tx, community, bookNo, from);
      const turnovers = await monthTurnovers(tx, { community, bookNo }, from, through);
      const day = openedOn > firstDay(from) ? openedOn : firstDay(from);
      const label = openingLabel(day, openedOn);
      for (const { code, names, parentCode } of chart.on(lastDay(through))) {
        if (parentCode !== null) continue;
        const below = (one: { accountCode: string }): boolean => one.accountCode.startsWith(code);
        const balance = Money.sum(totals.filter(below).map(({ opening }) => opening));
        const months = byMonth(turnovers.filter(below));
        if (months.length === 0 && balance.isZero()) continue;
        const rows = generalLedgerPage({ label, date: day, balance }, months);
        yield { code, name: names.join('／'), rows };
      }
    }
  }

  /** 明细账: each account with entries or a balance, from the book's first day on. */
  private async *subLedgers(
    tx: ReadTx,
    community: string,
    { bookNo, openedOn, chart, opening }: BookFacts,
  ): AsyncGenerator<AccountPage> {
    const posted = entriesByAccount(tx, { community, bookNo });
    let next = await posted.next();
    for (const { code } of chart.spans.at(-1)?.accounts ?? []) {
      const own = (opening?.lines ?? []).filter(({ accountCode }) => accountCode === code);
      const balance = Money.sum(own.map(({ side, amount }) => signed(side, amount)));
      const isNext = next.done !== true && next.value[0] === code;
      const entries = next.done !== true && isNext ? next.value[1] : [];
      if (isNext) next = await posted.next();
      if (entries.length === 0 && balance.isZero()) continue;
      const nothing = Money.ZERO;
      const start = {
        ...{ label: openingLabel(openedOn, openedOn), date: openedOn, balance },
        ...{ monthDebit: nothing, monthCredit: nothing, yearDebit: nothing, yearCredit: nothing },
      };
      const name = (day: string): string =>
        chart
          .on(parseLocalDate(day))
          .find((account) => account.code === code)
          ?.names.join('／') ?? '';
      yield { code, name, rows: ledgerRows(start, entries) };
    }
  }

  private async facts(tx: ReadTx, community: string, bookNo: number): Promise<BookFacts> {
    const book = await findBook(tx, community, bookNo);
    if (book === undefined) throw new DomainError('not-found');
    const openedOn = parseLocalDate(book.openedOn);
    const chart = await datedChart(tx, { community, bookNo });
    const opening = await listOpening(tx, community, bookNo);
    return {
      bookNo,
      name: book.name,
      standard: book.standard,
      openedOn,
      chart,
      accounts: chart.spans.at(-1)?.accounts ?? [],
      formerly: chart.spans.slice(0, -1),
      opening: {
        date: openedOn,
        lines: opening.map((line) => ({ ...line, amount: Money.of(line.amount) })),
      },
      monthEnds: await monthEndBalances(tx, community, bookNo),
    };
  }
}
