import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Put,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseMonth } from '../../kernel/month.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import { ListQuery, type Page } from '../../platform/http/paging.js';
import { tableFile, type Column } from '../../platform/http/table-file.js';
import {
  DimensionsService,
  type DimensionItemRow,
  type DimensionRow,
} from '../dimensions.service.js';
import type { DimensionBalance } from '../domain/dimension-balance.js';
import { LedgerService } from '../ledger.service.js';
import { DIMENSION_COLUMNS, ITEM_COLUMNS } from './list-columns.js';
import {
  DimensionBalancesQuery,
  DimensionDto,
  DimensionItemDto,
  RequiredDimensionsDto,
} from './dimensions.dto.js';

const COLUMNS: readonly Column<DimensionBalance>[] = [
  { title: '科目编码', value: (row) => row.accountCode },
  { title: '科目名称', value: (row) => row.accountName },
  { title: '项目', value: (row) => row.itemCode },
  { title: '项目名称', value: (row) => row.itemName ?? '未分项' },
  { title: '期初方向', value: (row) => row.openingDirection },
  { title: '期初余额', value: (row) => row.opening, figure: true },
  { title: '本期借方', value: (row) => row.debit, figure: true },
  { title: '本期贷方', value: (row) => row.credit, figure: true },
  { title: '期末方向', value: (row) => row.closingDirection },
  { title: '期末余额', value: (row) => row.closing, figure: true },
];

@ApiTags('辅助核算')
@Controller('communities/:communityCode/books/:bookNo')
export class DimensionsController {
  constructor(
    private readonly dimensions: DimensionsService,
    private readonly ledger: LedgerService,
    private readonly database: Database,
  ) {}

  /** 辅助核算：往来单位、专项随账套建立，其余自行设立 */
  @Allow(...READERS)
  @Get('dimensions')
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: ListQuery,
  ): Promise<Page<DimensionRow> | StreamableFile> {
    const rows = await this.database.read(context, async (tx) => {
      await this.ledger.book(tx, code, bookNo);
      return this.dimensions.list(tx, code, bookNo);
    });
    const file = { name: `辅助核算-${code}-${bookNo}`, columns: DIMENSION_COLUMNS };
    return wholeListAnswer(query, file, rows, (row) => row.code);
  }

  /** 设立辅助核算，如部门、项目、合同、资产、捐赠人 */
  @Allow('accountant')
  @Post('dimensions')
  async create(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() dimension: DimensionDto,
  ): Promise<DimensionRow> {
    return this.database.write(context, async (tx) => {
      await this.ledger.book(tx, code, bookNo);
      return this.dimensions.create(tx, code, bookNo, dimension);
    });
  }

  /** 辅助核算的项目，包括已停用的 */
  @Allow(...READERS)
  @Get('dimensions/:dimension/items')
  async items(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('dimension') dimension: string,
    @Query() query: ListQuery,
  ): Promise<Page<DimensionItemRow> | StreamableFile> {
    const rows = await this.database.read(context, (tx) =>
      this.dimensions.items(tx, code, bookNo, dimension),
    );
    const file = { name: `辅助核算项目-${dimension}-${code}`, columns: ITEM_COLUMNS };
    return wholeListAnswer(query, file, rows, (row) => row.code);
  }

  /** 新增项目 */
  @Allow('accountant')
  @Post('dimensions/:dimension/items')
  async createItem(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('dimension') dimension: string,
    @Body() item: DimensionItemDto,
  ): Promise<DimensionItemRow> {
    return this.database.write(context, (tx) =>
      this.dimensions.createItem(tx, code, bookNo, dimension, item),
    );
  }

  /** 停用项目；项目不能删除 */
  @Allow('accountant')
  @HttpCode(200)
  @Post('dimensions/:dimension/items/:item/close')
  async closeItem(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('dimension') dimension: string,
    @Param('item') item: string,
  ): Promise<DimensionItemRow> {
    return this.database.write(context, (tx) =>
      this.dimensions.closeItem(tx, code, bookNo, dimension, item),
    );
  }

  /** 规定科目及其下级的手工分录必须填写哪些辅助核算 */
  @Allow('accountant')
  @Put('accounts/:accountCode/dimensions')
  async require(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('accountCode') accountCode: string,
    @Body() { required }: RequiredDimensionsDto,
  ): Promise<{ accountCode: string; required: string[] }> {
    return this.database.write(context, async (tx) => {
      const set = await this.dimensions.require(tx, code, bookNo, accountCode, required);
      return { accountCode, required: set.map(({ dimension }) => dimension) };
    });
  }

  /** 辅助核算余额表：各科目按项目的期初、本期发生和期末，未分项的列在最后 */
  @Allow(...READERS)
  @Get('dimension-balances')
  async balances(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() { dimension, month, accountCode, format }: DimensionBalancesQuery,
  ): Promise<{ rows: DimensionBalance[] } | StreamableFile> {
    const rows = await this.database.read(context, (tx) =>
      this.dimensions.balances(
        tx,
        { community: code, bookNo },
        dimension,
        parseMonth(month),
        accountCode,
      ),
    );
    if (format === 'csv' || format === 'xlsx') {
      return tableFile(format, `辅助核算余额表-${dimension}-${month}`, COLUMNS, rows);
    }
    return { rows };
  }
}
