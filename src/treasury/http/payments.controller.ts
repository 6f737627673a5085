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
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import type { Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { PaymentsService, type AllocationRow, type PaymentRow } from '../payments.service.js';
import { listAnswer, placeOf } from './list-answer.js';
import { AllocationDto, MonthListQuery, PaymentDto } from './treasury.dto.js';

const ALLOCATION_COLUMNS: readonly Column<AllocationRow>[] = [
  { title: '日期', value: ({ date }) => date, width: 12 },
  { title: '凭证号', value: ({ voucher }) => `${voucher.word}-${voucher.no}`, width: 10 },
  { title: '金额', value: ({ amount }) => amount },
  { title: '拨出', value: ({ fromAccountCode }) => fromAccountCode },
  { title: '拨入', value: ({ toAccountCode }) => toAccountCode },
  { title: '办理人', value: ({ madeBy }) => madeBy },
];

const PAYMENT_COLUMNS: readonly Column<PaymentRow>[] = [
  { title: '日期', value: ({ date }) => date, width: 12 },
  { title: '凭证号', value: ({ voucher }) => `${voucher.word}-${voucher.no}`, width: 10 },
  { title: '收款人', value: ({ payee }) => payee, width: 24 },
  { title: '用途', value: ({ purpose }) => purpose, width: 36 },
  { title: '金额', value: ({ amount }) => amount },
  { title: '科目', value: ({ expenseAccountCode }) => expenseAccountCode },
  { title: '专项', value: ({ fundCode }) => fundCode },
  { title: '经手人', value: ({ handledBy }) => handledBy },
  { title: '出纳', value: ({ payer }) => payer },
];

@ApiTags('拨付与付款')
@Controller('communities/:communityCode/books/:bookNo')
export class PaymentsController {
  constructor(
    private readonly payments: PaymentsService,
    private readonly database: Database,
  ) {}

  /** 拨付列表，按日期 */
  @Allow(...READERS)
  @Get('allocations')
  async allocations(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: MonthListQuery,
  ): Promise<Page<AllocationRow> | StreamableFile> {
    const place = placeOf(query);
    const rows = await this.database.read(context, (tx) =>
      this.payments.allocations(tx, { community: code, bookNo }, query.month ?? null, place),
    );
    return listAnswer(query, `拨付-${code}-${bookNo}`, ALLOCATION_COLUMNS, rows, (row) => row.date);
  }

  /** 拨付：由收入户转入支出户，同时记账 */
  @Allow('cashier', 'accountant')
  @Post('allocations')
  async allocate(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() { date, amount, requestIds, ...accounts }: AllocationDto,
  ): Promise<AllocationRow> {
    return this.database.write(context, (tx) =>
      this.payments.allocate(tx, code, bookNo, {
        ...accounts,
        date: parseLocalDate(date),
        amount: Money.of(amount),
        requestIds: requestIds ?? [],
      }),
    );
  }

  /** 付款列表，按日期 */
  @Allow(...READERS)
  @Get('payments')
  async paid(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: MonthListQuery,
  ): Promise<Page<PaymentRow> | StreamableFile> {
    const place = placeOf(query);
    const rows = await this.database.read(context, (tx) =>
      this.payments.payments(tx, { community: code, bookNo }, query.month ?? null, place),
    );
    return listAnswer(query, `付款-${code}-${bookNo}`, PAYMENT_COLUMNS, rows, (row) => row.date);
  }

  /** 付款：凭批准的申请由支出户支付一次，同时记账 */
  @Allow('cashier')
  @Post('payments')
  async pay(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() { date, ...payment }: PaymentDto,
  ): Promise<PaymentRow> {
    return this.database.write(context, (tx) =>
      this.payments.pay(tx, code, bookNo, { ...payment, date: parseLocalDate(date) }),
    );
  }
}
