import {
  Body,
  Controller,
  Get,
  Param,
  ParseIntPipe,
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
import { ReceiptsService, type ReceiptRow, type Refund } from '../receipts.service.js';
import { TreasuryService } from '../treasury.service.js';
import { listAnswer, placeOf } from './list-answer.js';
import { MonthListQuery, ReceiptDto, RefundDto } from './treasury.dto.js';

const COLUMNS: readonly Column<ReceiptRow>[] = [
  { title: '日期', value: ({ date }) => date, width: 12 },
  { title: '凭证号', value: ({ voucher }) => `${voucher.word}-${voucher.no}`, width: 10 },
  { title: '付款人', value: ({ payer }) => payer, width: 24 },
  { title: '事由', value: ({ item }) => item, width: 36 },
  { title: '金额', value: ({ amount }) => amount },
  { title: '已退', value: ({ refunded }) => refunded },
  { title: '贷方科目', value: ({ incomeAccountCode }) => incomeAccountCode },
  { title: '专项', value: ({ fundCode }) => fundCode },
  { title: '收到现金', value: ({ cashReceivedOn }) => cashReceivedOn },
  { title: '收款人', value: ({ madeBy }) => madeBy },
];

@ApiTags('收款')
@Controller('communities/:communityCode/books/:bookNo/receipts')
export class ReceiptsController {
  constructor(
    private readonly treasury: TreasuryService,
    private readonly receipts: ReceiptsService,
    private readonly database: Database,
  ) {}

  /** 收款列表，按日期 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: MonthListQuery,
  ): Promise<Page<ReceiptRow> | StreamableFile> {
    const place = placeOf(query);
    const rows = await this.database.read(context, (tx) =>
      this.receipts.receipts(tx, { community: code, bookNo }, query.month ?? null, place),
    );
    return listAnswer(query, `收款-${code}-${bookNo}`, COLUMNS, rows, ({ date }) => date);
  }

  /** 登记收款：全额存入收入户，同时记账 */
  @Allow('cashier', 'accountant')
  @Post()
  async receive(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body()
    { fundCode, fundAccountCode, payerKind, cashReceivedOn, depositReason, ...receipt }: ReceiptDto,
  ): Promise<ReceiptRow> {
    return this.database.write(context, async (tx) => {
      const { receiptId } = await this.treasury.receive(tx, code, bookNo, {
        date: parseLocalDate(receipt.date),
        amount: Money.of(receipt.amount),
        payer: receipt.payer,
        item: receipt.item,
        creditAccountCode: receipt.incomeAccountCode,
        attachmentCount: receipt.attachments ?? 1,
        ...(cashReceivedOn === undefined ? {} : { cashReceivedOn: parseLocalDate(cashReceivedOn) }),
        ...(depositReason === undefined ? {} : { depositReason }),
        ...(payerKind === undefined ? {} : { payerKind }),
        ...(fundCode === undefined ? {} : { fundCode }),
        ...(fundAccountCode === undefined ? {} : { fundAccountCode }),
      });
      return this.receipts.receipt(tx, code, bookNo, receiptId);
    });
  }

  /** 一笔收款 */
  @Allow(...READERS)
  @Get(':id')
  async one(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<ReceiptRow> {
    return this.database.read(context, (tx) => this.receipts.receipt(tx, code, bookNo, id));
  }

  /** 退款：由原收入户退还付款人，合计不超过收款 */
  @Allow('cashier', 'accountant')
  @Post(':id/refund')
  async refund(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { date, amount, reason }: RefundDto,
  ): Promise<Refund> {
    return this.database.write(context, (tx) =>
      this.receipts.refund(tx, code, bookNo, id, {
        date: parseLocalDate(date),
        amount: amount === undefined ? null : Money.of(amount),
        reason,
      }),
    );
  }
}
