import {
  Body,
  Controller,
  Get,
  Param,
  ParseIntPipe,
  Post,
  Put,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import { ListQuery, type Page } from '../../platform/http/paging.js';
import { ChartService, type FundRow, type OpeningLine } from '../chart.service.js';
import type { AccountFacts } from '../domain/account.js';
import { LedgerService, type BookRow } from '../ledger.service.js';
import { ACCOUNT_COLUMNS, BOOK_COLUMNS, FUND_COLUMNS } from './books-columns.js';
import { AccountDto, BookDto, FundDto, OpeningBalancesDto } from './books.dto.js';

@ApiTags('账套与科目')
@Controller('communities/:communityCode/books')
export class BooksController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly chart: ChartService,
    private readonly database: Database,
  ) {}

  /** 社区的账套 */
  @Allow(...READERS)
  @Get()
  async books(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: ListQuery,
  ): Promise<Page<BookRow> | StreamableFile> {
    const rows = await this.database.read(context, (tx) => this.ledger.books(tx, code));
    const file = { name: `账套-${code}`, columns: BOOK_COLUMNS };
    return wholeListAnswer(query, file, rows, ({ bookNo }) => bookNo);
  }

  /** 建立账套，一级科目随会计制度建立 */
  @Allow('accountant', 'admin')
  @Post()
  async createBook(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() book: BookDto,
  ): Promise<BookRow> {
    return this.database.write(context, (tx) =>
      this.chart.createBook(tx, code, {
        kind: book.kind,
        name: book.name,
        standard: book.standard,
        openedOn: parseLocalDate(book.openedOn),
        voucherWords: book.voucherWords ?? '记',
      }),
    );
  }

  /** 一个账套 */
  @Allow(...READERS)
  @Get(':bookNo')
  async book(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
  ): Promise<BookRow> {
    return this.database.read(context, (tx) => this.ledger.book(tx, code, bookNo));
  }

  /** 科目表 */
  @Allow(...READERS)
  @Get(':bookNo/accounts')
  async accounts(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: ListQuery,
  ): Promise<Page<AccountFacts> | StreamableFile> {
    const rows = await this.database.read(context, (tx) => this.chart.accounts(tx, code, bookNo));
    const file = { name: `科目表-${code}-${bookNo}`, columns: ACCOUNT_COLUMNS };
    return wholeListAnswer(query, file, rows, (row) => row.code);
  }

  /** 新增明细科目 */
  @Allow('accountant')
  @Post(':bookNo/accounts')
  async createAccount(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() account: AccountDto,
  ): Promise<AccountFacts> {
    return this.database.write(context, async (tx) => {
      await this.ledger.book(tx, code, bookNo);
      return this.chart.createAccount(tx, code, bookNo, account);
    });
  }

  /** 期初余额 */
  @Allow(...READERS)
  @Get(':bookNo/opening-balances')
  async openingBalances(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
  ): Promise<{ lines: OpeningLine[] }> {
    return this.database.read(context, async (tx) => ({
      lines: await this.chart.openingBalances(tx, code, bookNo),
    }));
  }

  /** 录入期初余额；须借贷平衡，且在第一张凭证记账之前 */
  @Allow('accountant')
  @Put(':bookNo/opening-balances')
  async setOpeningBalances(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() { lines }: OpeningBalancesDto,
  ): Promise<{ lines: OpeningLine[] }> {
    return this.database.write(context, async (tx) => {
      await this.ledger.book(tx, code, bookNo);
      return { lines: await this.chart.setOpeningBalances(tx, code, bookNo, lines) };
    });
  }

  /** 专项（基金、用途）及其余额 */
  @Allow(...READERS)
  @Get(':bookNo/funds')
  async funds(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: ListQuery,
  ): Promise<Page<FundRow> | StreamableFile> {
    const rows = await this.database.read(context, (tx) => this.chart.funds(tx, code, bookNo));
    const file = { name: `专项-${code}-${bookNo}`, columns: FUND_COLUMNS };
    return wholeListAnswer(query, file, rows, (row) => row.code);
  }

  /** 设立专项 */
  @Allow('accountant')
  @Post(':bookNo/funds')
  async createFund(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() fund: FundDto,
  ): Promise<FundRow> {
    return this.database.write(context, async (tx) => {
      await this.ledger.book(tx, code, bookNo);
      return this.chart.createFund(tx, code, bookNo, fund);
    });
  }
}
