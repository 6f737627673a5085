import {
  Controller,
  Get,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { FileBody, FILE_TYPES, type UploadedFile } from '../../platform/http/raw-body.js';
import { tableFile } from '../../platform/http/table-file.js';
import { readWholeTable } from '../../platform/tables/read-table.js';
import { VOUCHER_COLUMNS, type VoucherColumn } from '../domain/voucher-layouts/own.layout.js';
import { EXAMPLE } from '../domain/voucher-table.js';
import { LedgerService } from '../ledger.service.js';
import { VoucherImportService, type ImportPreview } from '../voucher-import.service.js';
import { ImportQuery, TemplateQuery } from './imports.dto.js';

type TemplateRow = Partial<Record<VoucherColumn, string>>;

/** A balanced voucher to copy; its mark keeps it from being imported. */
const EXAMPLES: readonly TemplateRow[] = [
  {
    凭证序号: `${EXAMPLE}1`,
    日期: '2026-01-05',
    摘要: '示例：收到门面租金（正式填写时可删去示例行）',
    科目编码: '10201',
    科目名称: '收入户',
    借方金额: '1234.50',
    附件张数: '1',
  },
  {
    凭证序号: `${EXAMPLE}1`,
    日期: '2026-01-05',
    摘要: '示例：收到门面租金',
    科目编码: '50101',
    科目名称: '门面租金',
    贷方金额: '1234.50',
    附件张数: '1',
    往来单位: '张三',
  },
];

@ApiTags('凭证')
@Controller('communities/:communityCode/books/:bookNo/imports')
export class ImportsController {
  constructor(
    private readonly imports: VoucherImportService,
    private readonly ledger: LedgerService,
    private readonly database: Database,
  ) {}

  /** 从表格（CSV 或 XLSX）导入凭证草稿，全部成功或全部不入；preview=true 只试读 */
  @Allow('accountant')
  @ApiConsumes(...Object.values(FILE_TYPES))
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Post()
  async importTable(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() { preview = false }: ImportQuery,
    @FileBody() file: UploadedFile,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportPreview | { ids: string[] }> {
    const rows = await readWholeTable({ declared: file.format, bytes: file.content }, 50_000);
    if (preview) {
      reply.status(200);
      return this.database.read(context, (tx) => this.imports.preview(tx, code, bookNo, rows));
    }
    return this.database.write(context, async (tx) => ({
      ids: await this.imports.importTable(tx, code, bookNo, rows),
    }));
  }

  /** 导入模板，示例行不会被导入 */
  @Allow(...READERS)
  @Get('template')
  async template(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() { format }: TemplateQuery,
  ): Promise<StreamableFile> {
    await this.database.read(context, (tx) => this.ledger.book(tx, code, bookNo));
    const columns = VOUCHER_COLUMNS.map((title) => ({
      title,
      value: (row: TemplateRow) => row[title] ?? null,
    }));
    return tableFile(format, '凭证导入模板', columns, EXAMPLES);
  }
}
