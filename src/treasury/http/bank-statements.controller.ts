import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  ParseUUIDPipe,
  Post,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { parseMonth } from '../../kernel/month.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import type { Page } from '../../platform/http/paging.js';
import { FILE_TYPES, type UploadedFile } from '../../platform/http/raw-body.js';
import { tableFile, type Column } from '../../platform/http/table-file.js';
import { BankMappingsService } from '../bank-mappings.service.js';
import {
  BankStatementsService,
  type StatementPreview,
  type StatementRow,
} from '../bank-statements.service.js';
import { OWN_TEMPLATE_TITLES, ownTemplate } from '../domain/bank-formats/own-template.format.js';
import { StatementBody, StatementBodyPipe, statementOf } from './bank-statement-body.js';
import { BankFileQuery, BankStatementDto, MonthListQuery } from './bank-statements.dto.js';

const COLUMNS: readonly Column<StatementRow>[] = [
  { title: '月份', value: (row) => row.month },
  { title: '科目', value: (row) => row.accountCode },
  { title: '期初余额', value: (row) => row.openingBalance },
  { title: '期末余额', value: (row) => row.closingBalance },
  { title: '流水笔数', value: (row) => row.lineCount },
  { title: '格式', value: (row) => row.format },
  { title: '导入人', value: (row) => row.importedBy },
];

@ApiTags('银行对账与现金盘点')
@Controller('communities/:communityCode/books/:bookNo/bank-statements')
export class BankStatementsController {
  constructor(
    private readonly statements: BankStatementsService,
    private readonly mappings: BankMappingsService,
    private readonly database: Database,
  ) {}

  /** 已导入的银行对账单 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: MonthListQuery,
  ): Promise<Page<StatementRow> | StreamableFile> {
    const { month } = query;
    const rows = await this.database.read(context, (tx) =>
      this.statements.list(tx, code, bookNo, month === undefined ? null : parseMonth(month)),
    );
    const file = { name: '银行对账单', columns: COLUMNS };
    return wholeListAnswer(query, file, rows, ({ id }) => id);
  }

  /** 对账单模板（CSV） */
  @Allow(...READERS)
  @Get('template')
  async template(): Promise<StreamableFile> {
    const { opening, closing } = ownTemplate.balanceRows ?? { opening: '', closing: '' };
    const columns = OWN_TEMPLATE_TITLES.map((title): Column<string> => ({
      title,
      value: (row) => (title === '摘要' ? row : title === '余额' ? '0.00' : ''),
    }));
    return tableFile('csv', ownTemplate.name, columns, [opening, closing]);
  }

  /**
   * 导入一个账户一个月的银行对账单：JSON，或 CSV、XLSX、XLS 文件（本系统模板、各银行格式、保存的列对应关系）；
   * preview=true 只试读
   */
  @Allow('accountant', 'cashier')
  @ApiConsumes('application/json', ...Object.values(FILE_TYPES))
  @ApiBody({ type: BankStatementDto })
  @Post()
  async enter(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: BankFileQuery,
    @StatementBody(StatementBodyPipe) body: BankStatementDto | UploadedFile,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StatementRow | StatementPreview> {
    const { mapping, preview = false } = query;
    const described =
      mapping === undefined
        ? null
        : await this.database.read(context, (tx) => this.mappings.format(tx, code, mapping));
    const read = await statementOf(body, query, described);
    if (preview) {
      reply.status(200);
      return this.database.read(context, (tx) => this.statements.preview(tx, code, bookNo, read));
    }
    return this.database.write(context, (tx) => this.statements.enter(tx, code, bookNo, read));
  }

  /** 删除导入错误的对账单及其核销；只能删除账户最后一个月的，且当月未上报 */
  @Allow('accountant')
  @HttpCode(204)
  @Delete(':id')
  async remove(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    return this.database.write(context, (tx) => this.statements.remove(tx, code, bookNo, id));
  }
}
