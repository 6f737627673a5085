import { Injectable } from '@nestjs/common';
import { lastDay, parseMonth, type Month } from '../kernel/month.js';
import { LedgerReportsService } from '../ledger/ledger-reports.service.js';
import { LedgerService, type BookRow } from '../ledger/ledger.service.js';
import type { MonthRow } from '../ledger/months.service.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { BookFigures } from './book-figures.js';
import type { BookFacts, MonthFacts } from './domain/month-checks.js';
import type { MonthReport, ReportedBook } from './domain/month-report.js';
import { EstateFigures } from './estate-figures.js';

/** What a community's whole month says, over all its books, its properties and its charity. */
@Injectable()
export class MonthFigures {
  constructor(
    private readonly books: BookFigures,
    private readonly ledger: LedgerService,
    private readonly estate: EstateFigures,
    private readonly reports: LedgerReportsService,
  ) {}

  /** The part of the report that the books tell. */
  async reported(
    tx: ReadTx,
    community: string,
    month: Month,
  ): Promise<Pick<MonthReport, 'books' | 'assets' | 'charity'>> {
    const books: ReportedBook[] = [];
    for (const book of await this.booksOf(tx, community, month)) {
      books.push(await this.books.reported(tx, community, book, month));
    }
    return { books, ...(await this.estate.reported(tx, community, month)) };
  }

  /** What the checks look at. */
  async facts(
    tx: ReadTx,
    community: string,
    month: Month,
    months: readonly MonthRow[],
  ): Promise<MonthFacts> {
    const unposted = new Map(
      (await this.reports.unposted(tx, community, month)).map((row) => [row.bookNo, row.count]),
    );
    const books: BookFacts[] = [];
    for (const book of await this.booksOf(tx, community, month)) {
      const facts = await this.books.facts(tx, community, book, month);
      books.push({ ...facts, unposted: unposted.get(book.bookNo) ?? 0 });
    }
    const pending = months.find(
      (row) => row.month < month && (row.state === 'open' || row.state === 'reported'),
    );
    return {
      month,
      today: tx.today,
      pendingMonth:
        pending === undefined ? null : { month: parseMonth(pending.month), state: pending.state },
      books,
    };
  }

  /** The books that had begun by the month's end. */
  private async booksOf(tx: ReadTx, community: string, month: Month): Promise<BookRow[]> {
    const books = await this.ledger.books(tx, community, month);
    return books.filter(({ openedOn }) => openedOn <= lastDay(month));
  }
}
