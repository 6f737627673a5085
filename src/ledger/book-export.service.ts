import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { beancountLedger } from './domain/export/beancount-ledger.js';
import type { ExportBook } from './domain/export/export-book.js';
import { hledgerJournal } from './domain/export/hledger-journal.js';
import { findBook, listOpening } from './storage/chart.queries.js';
import { exportVouchers, monthEndBalances } from './storage/export.queries.js';
import { datedChart } from './storage/standard-change.queries.js';

/** The plain-text programs that a book is written for. */
export type PlainText = 'hledger' | 'beancount';

/** A whole book, to be taken away by whoever may read it. */
@Injectable()
export class BookExportService {
  /** The whole book with the balances of every month's end, of one moment. @throws DomainError not-found */
  async book(tx: ReadTx, community: string, bookNo: number): Promise<ExportBook> {
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
      accounts: chart.spans.at(-1)?.accounts ?? [],
      formerly: chart.spans.slice(0, -1),
      opening: {
        date: openedOn,
        lines: opening.map((line) => ({ ...line, amount: Money.of(line.amount) })),
      },
      vouchers: await exportVouchers(tx, community, bookNo),
      monthEnds: await monthEndBalances(tx, community, bookNo),
    };
  }

  /** The book as text that hledger or beancount checks, the balances of each month's end asserted. @throws DomainError not-found */
  async plainText(
    tx: ReadTx,
    community: string,
    bookNo: number,
    program: PlainText,
  ): Promise<string> {
    const book = await this.book(tx, community, bookNo);
    return program === 'hledger' ? hledgerJournal(book) : beancountLedger(book);
  }
}
