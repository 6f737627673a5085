import { Controller, Get, Param, ParseIntPipe, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseMonth } from '../../kernel/month.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { daysOf } from './ledger-days.js';
import { PrintDesk } from './print-desk.js';
import { ActivationQuery, BindingCoverQuery, BoundLedgerQuery } from './printing.dto.js';

@ApiTags('打印装订')
@Controller('communities/:communityCode/books/:bookNo')
export class PrintingController {
  constructor(private readonly desk: PrintDesk) {}

  /** 全部明细账一册：有发生额或余额的末级科目，前附科目目录，页码连续（PDF） */
  @Allow(...READERS)
  @Get('account-ledgers')
  async accountLedgers(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: BoundLedgerQuery,
  ): Promise<StreamableFile> {
    return this.desk.print(context, ({ ledgers }, tx) =>
      ledgers.accountLedgers(tx, { community, bookNo }, daysOf(query, tx.today)),
    );
  }

  /** 会计凭证封面：按月装订，每种凭证字一页（PDF） */
  @Allow(...READERS)
  @Get('binding-cover')
  async bindingCover(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() { month, word }: BindingCoverQuery,
  ): Promise<StreamableFile> {
    return this.desk.print(context, ({ vouchers }, tx) =>
      vouchers.bindingCover(tx, { community, bookNo }, parseMonth(month), word),
    );
  }

  /** 账簿启用表：启用日期、页数、记账人员、会计主管和交接记录（PDF） */
  @Allow(...READERS)
  @Get('ledger-activation')
  async activation(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() { year, ledger }: ActivationQuery,
  ): Promise<StreamableFile> {
    return this.desk.print(context, ({ ledgers }, tx) =>
      ledgers.activation(tx, { community, bookNo }, year, ledger),
    );
  }
}
