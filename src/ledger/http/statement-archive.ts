import { Injectable } from '@nestjs/common';
import { lastDay, type Month } from '../../kernel/month.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import type { ArchivePaper, ArchivePlace } from '../archive.service.js';
import type { ArchiveCategory } from '../domain/archive/archive-category.js';
import { standardName } from '../domain/standards/standard.js';
import { distinctStatements, statementOf } from '../domain/statements/statement-catalogue.js';
import { LedgerReportsService } from '../ledger-reports.service.js';
import type { BookRow } from '../storage/chart.queries.js';
import { printedStatement } from './printed-statement.js';
import { reportSheet } from './report-file.js';

/** Who answers for a paper, and the day that it bears. */
export type PaperFacts = Pick<ArchivePaper, 'category' | 'date' | 'responsible'>;

/** The statements of the archive; the year's last month makes the annual ones, which are kept for ever. */
@Injectable()
export class StatementSheets {
  constructor(
    readonly renderer: PdfRenderer,
    private readonly reports: LedgerReportsService,
  ) {}

  *papers(
    tx: ReadTx,
    { community, bookNo, standard }: ArchivePlace,
    book: BookRow,
    month: Month,
  ): Generator<ArchivePaper> {
    const annual = month.endsWith('-12');
    for (const kind of distinctStatements(standard)) {
      yield {
        ...factsOf(annual ? 'annual-statement' : 'monthly-statement', book, lastDay(month)),
        title: `${statementOf(standard, kind)?.title ?? kind} ${month}`,
        ending: 'pdf',
        content: async () => {
          const statement = await this.reports.statement(tx, community, bookNo, kind, month);
          const basis = standardName(standard);
          return this.renderer.sheet(
            reportSheet(printedStatement(book.name, month, statement, basis, tx.now)),
          );
        },
      };
    }
  }
}

/** The facts of a paper of a book. */
export function factsOf(category: ArchiveCategory, book: BookRow, date: string): PaperFacts {
  return { category, date, responsible: book.name };
}
