import {
  Body,
  Controller,
  Get,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import type { Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { TransfersService, type TransferRow } from '../transfers.service.js';
import { listAnswer, placeOf } from './list-answer.js';
import { MonthListQuery, TransferDto, TransferReversalDto } from './treasury.dto.js';

const COLUMNS: readonly Column<TransferRow>[] = [
  { title: '日期', value: ({ date }) => date, width: 12 },
  { title: '类别', value: ({ kind }) => kind },
  { title: '金额', value: ({ amount }) => amount },
  { title: '划出账套', value: ({ from }) => from.bookNo },
  { title: '划出凭证', value: ({ from: { voucher } }) => `${voucher.word}-${voucher.no}` },
  { title: '划入账套', value: ({ to }) => to.bookNo },
  { title: '划入凭证', value: ({ to: { voucher } }) => `${voucher.word}-${voucher.no}` },
  { title: '办理人', value: ({ madeBy }) => madeBy },
];

@ApiTags('账套间划转')
@Controller('communities/:communityCode/transfers')
export class TransfersController {
  constructor(
    private readonly transfers: TransfersService,
    private readonly database: Database,
  ) {}

  /** 划转列表，按日期 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: MonthListQuery,
  ): Promise<Page<TransferRow> | StreamableFile> {
    const place = placeOf(query);
    const rows = await this.database.read(context, (tx) =>
      this.transfers.transfers(tx, code, query.month ?? null, place),
    );
    return listAnswer(query, `划转-${code}`, COLUMNS, rows, ({ date }) => date);
  }

  /** 账套间划转：两个账套各记一张凭证，互相注明 */
  @Allow('cashier')
  @Post()
  async transfer(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() { date, amount, ...transfer }: TransferDto,
  ): Promise<TransferRow> {
    return this.database.write(context, (tx) =>
      this.transfers.transfer(tx, code, {
        ...transfer,
        date: parseLocalDate(date),
        amount: Money.of(amount),
      }),
    );
  }

  /** 冲销划转：两个账套同时用红字冲销 */
  @Allow('accountant')
  @Post(':id/reverse')
  async reverse(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { date, reason }: TransferReversalDto,
  ): Promise<TransferRow> {
    return this.database.write(context, (tx) =>
      this.transfers.reverse(tx, code, id, { date: parseLocalDate(date), reason }),
    );
  }
}
