import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../companies/companies.service.js';
import type { Month } from '../kernel/month.js';
import { statementOf } from '../ledger/domain/statements/statement-catalogue.js';
import { LedgerReportsService } from '../ledger/ledger-reports.service.js';
import type { ReportedBook } from '../oversight/domain/month-report.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { FILED_STATEMENTS, filedStatement } from './domain/filed-statement.js';
import type { FiledStatement } from './domain/filing-data.js';

/** The statutory statements of the reported books at the quarter's end; its months are closed, so they stand still. */
@Injectable()
export class QuarterStatementsService {
  constructor(
    private readonly reports: LedgerReportsService,
    private readonly companies: CompaniesService,
  ) {}

  /** The statements of each book by its number. */
  async collect(
    tx: ReadTx,
    community: string,
    books: readonly ReportedBook[],
    month: Month,
  ): Promise<ReadonlyMap<number, readonly FiledStatement[]>> {
    const companies = new Map(
      (await this.companies.list(tx, community)).map(({ bookNo, name }) => [bookNo, name]),
    );
    const statements = new Map<number, FiledStatement[]>();
    for (const { bookNo, standard } of books) {
      const kinds = FILED_STATEMENTS.filter((kind) => statementOf(standard, kind) !== null);
      const filed: FiledStatement[] = [];
      for (const kind of kinds) {
        const statement = await this.reports.statement(tx, community, bookNo, kind, month);
        filed.push(filedStatement(statement.definition, statement.rows, companies.get(bookNo)));
      }
      statements.set(bookNo, filed);
    }
    return statements;
  }
}
