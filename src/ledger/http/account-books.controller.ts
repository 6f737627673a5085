import { Controller, Get, Param, ParseIntPipe, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainError } from '../../kernel/domain-error.js';
import { chineseDate, parseLocalDate, type LocalDate } from '../../kernel/local-date.js';
import { chineseMonth, firstDay, lastDay, parseMonth } from '../../kernel/month.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { AccountBooksService, type AccountLedger } from '../account-books.service.js';
import type { LedgerRow } from '../domain/account-ledger.js';
import { JOURNALS, type AccountJournal, type Journal } from '../domain/journal.js';
import type { GeneralLedgerRow } from '../domain/trial-balance.js';
import { LedgerService } from '../ledger.service.js';
import { GENERAL_LEDGER_COLUMNS, LEDGER_COLUMNS } from './report-columns.js';
import { reportFile } from './report-file.js';
import { LedgerRangeQuery, ReportQuery } from './reports.dto.js';

const JOURNAL_TITLES: Readonly<Record<Journal, string>> = {
  cash: '库存现金日记账',
  bank: '银行存款日记账',
};

@ApiTags('账簿')
@Controller('communities/:communityCode/books/:bookNo')
export class AccountBooksController {
  constructor(
    private readonly books: AccountBooksService,
    private readonly ledger: LedgerService,
    private readonly database: Database,
    private readonly renderer: PdfRenderer,
  ) {}

  /** 总账：一级科目的期初余额、本月合计、本年累计和期末余额 */
  @Allow(...READERS)
  @Get('general-ledger')
  async generalLedger(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() { month: asked, format = 'json' }: ReportQuery,
  ): Promise<{ rows: GeneralLedgerRow[] } | StreamableFile> {
    const month = parseMonth(asked);
    const { book, rows, now } = await this.database.read(context, async (tx) => ({
      book: await this.ledger.book(tx, code, bookNo),
      rows: await this.books.generalLedger(tx, code, bookNo, month),
      now: tx.now,
    }));
    if (format === 'json') return { rows };
    return reportFile<GeneralLedgerRow>(
      format,
      {
        name: `总账-${book.name}-${month}`,
        title: '总账',
        subtitle: `${book.name}\u3000${chineseMonth(month)}`,
        columns: GENERAL_LEDGER_COLUMNS,
        rows,
        createdAt: now,
      },
      this.renderer,
    );
  }

  /** 明细账：一个科目及其下级的逐笔登记，含本月合计和本年累计 */
  @Allow(...READERS)
  @Get('account-ledgers/:accountCode')
  async accountLedger(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('accountCode') accountCode: string,
    @Query() query: LedgerRangeQuery,
  ): Promise<AccountLedger | StreamableFile> {
    const { book, page, now } = await this.database.read(context, async (tx) => ({
      book: await this.ledger.book(tx, code, bookNo),
      page: await this.books.accountLedger(
        tx,
        { community: code, bookNo },
        accountCode,
        daysOf(query, tx.today),
      ),
      now: tx.now,
    }));
    const { format = 'json' } = query;
    if (format === 'json') return page;
    const { account, from, through, rows } = page;
    return reportFile<LedgerRow>(
      format,
      {
        name: `明细账-${account.code}-${from}至${through}`,
        title: `${account.name}明细账`,
        subtitle: `${book.name}\u3000${account.code}\u3000${chineseDate(from)}至${chineseDate(through)}`,
        columns: LEDGER_COLUMNS,
        rows,
        rowKind,
        createdAt: now,
      },
      this.renderer,
    );
  }

  /** 日记账：库存现金、银行存款，逐日结出余额 */
  @Allow(...READERS)
  @Get('journals/:journal')
  async journal(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('journal') asked: string,
    @Query() { month: text, format = 'json' }: ReportQuery,
  ): Promise<{ accounts: AccountJournal[] } | StreamableFile> {
    const journal = JOURNALS.find((one) => one === asked);
    if (journal === undefined) throw new DomainError('journal-unknown');
    const month = parseMonth(text);
    const { book, accounts, now } = await this.database.read(context, async (tx) => ({
      book: await this.ledger.book(tx, code, bookNo),
      accounts: await this.books.journal(tx, code, bookNo, journal, month),
      now: tx.now,
    }));
    if (format === 'json') return { accounts };
    const title = JOURNAL_TITLES[journal];
    return reportFile<LedgerRow>(
      format,
      {
        name: `${title}-${book.name}-${month}`,
        title,
        subtitle: `${book.name}\u3000${chineseMonth(month)}`,
        columns: LEDGER_COLUMNS,
        rows: accounts.flatMap(({ accountCode, name, rows }) =>
          rows.map((row) => ({ ...row, accountCode, accountName: name })),
        ),
        rowKind,
        createdAt: now,
      },
      this.renderer,
    );
  }
}

function rowKind({ kind }: LedgerRow): 'data' | 'subtotal' {
  return kind === 'entry' ? 'data' : 'subtotal';
}

/** The days asked for, whole months counted from their first through their last day; by default the year so far. */
function daysOf(
  { from, through }: LedgerRangeQuery,
  today: LocalDate,
): { from: LocalDate; through: LocalDate } {
  const last = through === undefined ? today : dayOf(through, lastDay);
  const first =
    from === undefined ? parseLocalDate(`${last.slice(0, 4)}-01-01`) : dayOf(from, firstDay);
  if (last < first) {
    throw new DomainError('validation-failed', {}, [
      { pointer: '/through', detail: `不能早于 ${first}。` },
    ]);
  }
  return { from: first, through: last };
}

function dayOf(text: string, edge: typeof firstDay): LocalDate {
  return text.length === 7 ? edge(parseMonth(text)) : parseLocalDate(text);
}
