import { Injectable } from '@nestjs/common';
import { parseMonth } from '../kernel/month.js';
import { ChainService } from '../ledger/chain.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { BookFigures } from './book-figures.js';
import type { MonthReport, ReportedBook } from './domain/month-report.js';
import { charityOfReport, fieldDifferences, fundsOfReport } from './domain/report-differences.js';
import { EstateFigures } from './estate-figures.js';

/** Draws a reported month once more from the ledger's lines and treasury's documents. */
@Injectable()
export class ReportRecomputation {
  constructor(
    private readonly books: BookFigures,
    private readonly estate: EstateFigures,
    private readonly ledger: LedgerService,
    private readonly chains: ChainService,
  ) {}

  /**
   * In which fields of its books and its charity does a report differ from what the books say of its month today? The
   * register of properties may be corrected for past days, and a cash limit be set on the day of the report, so those parts
   * are held by their digest in the operation log alone.
   */
  async differences(tx: ReadTx, community: string, report: MonthReport): Promise<string[]> {
    const month = parseMonth(report.month);
    const known = await this.ledger.books(tx, community, month);
    const found: string[] = [];
    for (const reported of report.books) {
      const book = known.find(({ bookNo }) => bookNo === reported.bookNo);
      if (book === undefined) {
        found.push(`/books/${reported.bookNo} 没有这个账套`);
        continue;
      }
      const at = new Date(report.reportedAt);
      const drawn = await this.books.reported(tx, community, book, month, at);
      const expected: ReportedBook = {
        ...drawn,
        ...(reported.cashAlerts === undefined ? {} : { cashAlerts: reported.cashAlerts }),
        funds: fundsOfReport(reported.funds, drawn.funds),
        chain: await this.chain(tx, community, reported, report.month),
      };
      found.push(...fieldDifferences(reported, expected, `/books/${reported.bookNo}`));
    }
    const { charity } = await this.estate.reported(tx, community, month);
    const expected = charityOfReport(report.charity, charity);
    return [...found, ...fieldDifferences(report.charity, expected, '/charity')];
  }

  private async chain(
    tx: ReadTx,
    community: string,
    { bookNo, chain: { seq } }: ReportedBook,
    month: string,
  ): Promise<ReportedBook['chain']> {
    const head = await this.chains.headAt(tx, community, bookNo, seq, parseMonth(month));
    return { seq, head: head ?? '（链已中断）' };
  }
}
