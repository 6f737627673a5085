import {
  Body,
  Controller,
  Get,
  Param,
  ParseIntPipe,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import type { Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { CashCountsService, type CashCountRow } from '../cash-counts.service.js';
import { MonthListQuery } from './bank-statements.dto.js';
import { CashCountDto } from './cash-counts.dto.js';

const COLUMNS: readonly Column<CashCountRow>[] = [
  { title: '盘点日期', value: (row) => row.date },
  { title: '科目', value: (row) => row.accountCode },
  { title: '账面余额', value: (row) => row.bookBalance },
  { title: '实点金额', value: (row) => row.counted },
  { title: '差额', value: (row) => row.difference },
  { title: '说明', value: (row) => row.explanation },
  { title: '清点人', value: (row) => row.countedBy },
  { title: '监盘人', value: (row) => row.witness },
];

@ApiTags('银行对账与现金盘点')
@Controller('communities/:communityCode/books/:bookNo/cash-counts')
export class CashCountsController {
  constructor(
    private readonly counts: CashCountsService,
    private readonly database: Database,
  ) {}

  /** 现金盘点记录 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: MonthListQuery,
  ): Promise<Page<CashCountRow> | StreamableFile> {
    const { month } = query;
    const rows = await this.database.read(context, (tx) =>
      this.counts.list(tx, code, bookNo, month === undefined ? null : parseMonth(month)),
    );
    const file = { name: '现金盘点表', columns: COLUMNS };
    return wholeListAnswer(query, file, rows, ({ id }) => id);
  }

  /** 出纳盘点现金，另一人监盘 */
  @Allow('cashier')
  @Post()
  async record(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() count: CashCountDto,
  ): Promise<CashCountRow> {
    return this.database.write(context, (tx) =>
      this.counts.record(tx, code, bookNo, {
        accountCode: count.accountCode,
        month: parseMonth(count.month),
        ...(count.date === undefined ? {} : { date: parseLocalDate(count.date) }),
        counted: Money.of(count.counted),
        witness: count.witness,
        ...(count.explanation === undefined ? {} : { explanation: count.explanation }),
      }),
    );
  }
}
