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
import type { PostedRef } from '../../ledger/ledger.service.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { cursorKeys, pageOf, pageSize, type Page } from '../../platform/http/paging.js';
import { tableFile, type Column } from '../../platform/http/table-file.js';
import { CharityService, type FundStatement } from '../charity.service.js';
import { DonationsService, type Donation, type DonationRow } from '../donations.service.js';
import { DonationDto, DonationQuery, ReleaseDto, StatementQuery } from './charity.dto.js';

const COLUMNS: readonly Column<DonationRow>[] = [
  { title: '编号', value: ({ receiptNo }) => receiptNo },
  { title: '日期', value: ({ date }) => date },
  { title: '捐赠人', value: ({ donor }) => donor ?? '匿名', width: 24 },
  { title: '公布为', value: ({ shownName }) => shownName, width: 24 },
  { title: '类别', value: ({ kind }) => kind },
  { title: '金额', value: ({ amount }) => amount },
  { title: '已退', value: ({ refunded }) => refunded },
  { title: '限定性', value: ({ mode }) => (mode === 'restricted' ? '限定' : '非限定') },
  { title: '专项', value: ({ fundCode }) => fundCode },
  { title: '已冲销', value: ({ reversed }) => (reversed ? '是' : '') },
];

@ApiTags('慈善基金')
@Controller('communities/:communityCode/books/:bookNo')
export class CharityController {
  constructor(
    private readonly charity: CharityService,
    private readonly donations: DonationsService,
    private readonly database: Database,
  ) {}

  /** 捐赠登记，含捐赠人姓名；仅限记账和监督的人 */
  @Allow(
    ...(['accountant', 'reviewer', 'cashier', 'director', 'party-secretary'] as const),
    ...(['supervisor', 'auditor'] as const),
  )
  @Get('donations')
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: DonationQuery,
  ): Promise<Page<DonationRow> | StreamableFile> {
    const { format = 'json', month, fundCode } = query;
    const after = cursorKeys(query, ['date', 'uuid']);
    const rows = await this.database.read(context, (tx) =>
      this.donations.list(tx, code, bookNo, {
        ...(month === undefined ? {} : { month }),
        ...(fundCode === undefined ? {} : { fundCode }),
        ...(format === 'json' ? { after, limit: pageSize(query) } : {}),
      }),
    );
    if (format !== 'json') return tableFile(format, '捐赠登记', COLUMNS, rows);
    return pageOf(rows, query, ({ date, id }) => [date, id]);
  }

  /** 收到捐赠：存入收入户，限定的记入专项 */
  @Allow('accountant', 'cashier')
  @Post('donations')
  async receive(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() body: DonationDto,
  ): Promise<DonationRow & { voucher: PostedRef }> {
    return this.database.write(context, (tx) =>
      this.donations.receive(tx, code, bookNo, donation(body)),
    );
  }

  /** 限定解除：已按用途使用的部分转为非限定 */
  @Allow('accountant')
  @Post('funds/:fundCode/release')
  async release(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('fundCode') fundCode: string,
    @Body() { date, amount, reason }: ReleaseDto,
  ): Promise<{ id: string; voucher: PostedRef }> {
    return this.database.write(context, (tx) =>
      this.charity.release(tx, code, bookNo, {
        fundCode,
        date: parseLocalDate(date),
        amount: Money.of(amount),
        reason,
      }),
    );
  }

  /** 专项收支明细：捐赠人所见，未同意公布的姓名不显示 */
  @Allow(...READERS)
  @Get('funds/:fundCode/statement')
  async statement(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('fundCode') fundCode: string,
    @Query() { through }: StatementQuery,
  ): Promise<FundStatement> {
    return this.database.read(context, (tx) => {
      const day = through === undefined ? tx.today : parseLocalDate(through);
      return this.charity.statement(tx, code, bookNo, fundCode, day);
    });
  }
}

function donation({ date, amount, mode, attachments, ...wish }: DonationDto): Donation {
  return {
    ...wish,
    date: parseLocalDate(date),
    amount: Money.of(amount),
    anonymous: wish.anonymous ?? false,
    publishName: wish.publishName ?? false,
    attachmentCount: attachments ?? 1,
    ...(mode === undefined ? {} : { restricted: mode === 'restricted' }),
  };
}
