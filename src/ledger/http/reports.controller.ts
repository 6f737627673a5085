import { Controller, Get, Param, ParseIntPipe, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { chineseMonth, parseMonth } from '../../kernel/month.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { standardName, type Standard } from '../domain/standards/standard.js';
import type { StatementCheck, StatementRow } from '../domain/statements/evaluate-statement.js';
import type { TrialBalance } from '../domain/trial-balance.js';
import { LedgerReportsService } from '../ledger-reports.service.js';
import { LedgerService } from '../ledger.service.js';
import { PrintDesk } from './print-desk.js';
import { printedStatement } from './printed-statement.js';
import { TRIAL_BALANCE_COLUMNS, type PrintedBalance } from './report-columns.js';
import { ReportQuery, StatementQuery } from './reports.dto.js';

/** A statutory statement as it is answered. */
interface StatementAnswer {
  readonly kind: string;
  readonly title: string;
  readonly form: string | null;
  readonly standard: Standard;
  readonly month: string;
  /** position: closing and opening; flow: month and yearToDate. */
  readonly columns: 'position' | 'flow';
  /** The month of the year before that stands beside; null where the book had not begun. */
  readonly comparedWith?: string | null;
  readonly rows: readonly StatementRow[];
  readonly checks: readonly StatementCheck[];
}

@ApiTags('余额与报表')
@Controller('communities/:communityCode/books/:bookNo')
export class ReportsController {
  constructor(
    private readonly reports: LedgerReportsService,
    private readonly ledger: LedgerService,
    private readonly database: Database,
    private readonly desk: PrintDesk,
  ) {}

  /** 科目余额表：各级科目的期初余额、本期发生额、本年累计和期末余额，合计两边相等 */
  @Allow(...READERS)
  @Get('trial-balance')
  async trialBalance(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() { month: asked, format = 'json' }: ReportQuery,
  ): Promise<TrialBalance | StreamableFile> {
    const month = parseMonth(asked);
    if (format === 'pdf') {
      return this.desk.print(context, ({ ledgers }, tx) =>
        ledgers.trialBalance(tx, { community: code, bookNo }, month),
      );
    }
    const { book, balance, now } = await this.database.read(context, async (tx) => ({
      book: await this.ledger.book(tx, code, bookNo),
      balance: await this.reports.trialBalance(tx, code, bookNo, month),
      now: tx.now,
    }));
    if (format === 'json') return balance;
    return this.desk.report<PrintedBalance>(format, {
      name: `科目余额表-${book.name}-${month}`,
      title: '科目余额表',
      subtitle: `${book.name}\u3000${chineseMonth(month)}`,
      columns: TRIAL_BALANCE_COLUMNS,
      rows: [...balance.rows, balance.totals],
      rowKind: ({ accountCode }) => (accountCode === undefined ? 'total' : 'data'),
      createdAt: now,
    });
  }

  /** 会计报表：按账套的会计制度列示，附勾稽关系的核对结果 */
  @Allow(...READERS)
  @Get('statements/:kind')
  async statement(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('kind') kind: string,
    @Query() { month: asked, format = 'json', comparative = false }: StatementQuery,
  ): Promise<StatementAnswer | StreamableFile> {
    const month = parseMonth(asked);
    const { book, statement, now } = await this.database.read(context, async (tx) => ({
      book: await this.ledger.book(tx, code, bookNo),
      statement: await (comparative
        ? this.reports.comparedStatement(tx, code, bookNo, kind, month)
        : this.reports.statement(tx, code, bookNo, kind, month)),
      now: tx.now,
    }));
    const { definition, rows, checks, comparedWith } = statement;
    const { title, form, standard, columns } = definition;
    if (format === 'json') {
      const compared = comparedWith === undefined ? {} : { comparedWith };
      return { kind, title, form, standard, month, columns, ...compared, rows, checks };
    }
    const report = printedStatement(book.name, month, statement, standardName(standard), now);
    return this.desk.report<StatementRow>(format, report);
  }
}
