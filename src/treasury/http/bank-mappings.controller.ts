import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import { ListQuery, type Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { BankMappingsService, type MappingRow } from '../bank-mappings.service.js';
import { MappingChangeDto, MappingDto } from './bank-mappings.dto.js';

const COLUMNS: readonly Column<MappingRow>[] = [
  { title: '代码', value: ({ code }) => code },
  { title: '名称', value: ({ name }) => name },
  { title: '各列', value: ({ columns }) => JSON.stringify(columns), width: 80 },
  { title: '设置人', value: ({ madeBy }) => madeBy },
];

@ApiTags('银行对账与现金盘点')
@Controller('communities/:communityCode/bank-statement-mappings')
export class BankMappingsController {
  constructor(
    private readonly mappings: BankMappingsService,
    private readonly database: Database,
  ) {}

  /** 银行对账单的列对应关系 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: ListQuery,
  ): Promise<Page<MappingRow> | StreamableFile> {
    const rows = await this.database.read(context, (tx) => this.mappings.list(tx, code));
    const file = { name: `对账单列对应-${code}`, columns: COLUMNS };
    return wholeListAnswer(query, file, rows, (row) => row.code);
  }

  /** 保存一家银行的列对应关系：日期写法，金额一列、两列或金额加方向，余额、对方、流水号 */
  @Allow('accountant', 'cashier')
  @Post()
  async create(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() mapping: MappingDto,
  ): Promise<MappingRow> {
    return this.database.write(context, (tx) => this.mappings.save(tx, code, mapping, true));
  }

  /** 修改列对应关系 */
  @Allow('accountant', 'cashier')
  @Put(':mappingCode')
  async change(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('mappingCode') mappingCode: string,
    @Body() mapping: MappingChangeDto,
  ): Promise<MappingRow> {
    return this.database.write(context, (tx) =>
      this.mappings.save(
        tx,
        code,
        { code: mappingCode, name: mapping.name, columns: mapping.columns },
        false,
      ),
    );
  }

  /** 删除列对应关系；已导入的对账单不变 */
  @Allow('accountant', 'cashier')
  @HttpCode(204)
  @Delete(':mappingCode')
  async remove(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('mappingCode') mappingCode: string,
  ): Promise<void> {
    return this.database.write(context, (tx) => this.mappings.remove(tx, code, mappingCode));
  }
}
