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
import { InLanguage, inLanguage, type Language } from '../../platform/http/language.js';
import { FileBody, FILE_TYPES, type UploadedFile } from '../../platform/http/raw-body.js';
import { tableFile, type Column } from '../../platform/http/table-file.js';
import { readWholeTable } from '../../platform/tables/read-table.js';
import type { OpeningLine } from '../chart.service.js';
import { OPENING_COLUMNS } from '../domain/opening-layouts.js';
import { LedgerService } from '../ledger.service.js';
import { OpeningImportService, type OpeningPreview } from '../opening-import.service.js';
import { OpeningImportQuery, TemplateQuery } from './imports.dto.js';

/** Accounts of one book at most. */
const MOST_ROWS = 10_000;

interface TemplateRow {
  readonly code: string;
  readonly name: string;
  readonly side: 'debit' | 'credit';
}

@ApiTags('账套与科目')
@Controller('communities/:communityCode/books/:bookNo/opening-balances')
export class OpeningImportController {
  constructor(
    private readonly imports: OpeningImportService,
    private readonly ledger: LedgerService,
    private readonly database: Database,
  ) {}

  /** 从表格（本系统模板，或用友、金蝶的科目余额表；CSV、XLSX、XLS）导入期初余额，全部成功或全部不入；preview=true 只试读 */
  @Allow('accountant')
  @ApiConsumes(...Object.values(FILE_TYPES))
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Post('imports')
  async importTable(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() { preview = false, balance }: OpeningImportQuery,
    @FileBody() file: UploadedFile,
    @InLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OpeningPreview | { lines: OpeningLine[] }> {
    const rows = await readWholeTable({ declared: file.format, bytes: file.content }, MOST_ROWS);
    if (preview) {
      reply.status(200);
      return this.database.read(context, async (tx) => {
        await this.ledger.book(tx, code, bookNo);
        const tried = await this.imports.preview(tx, code, bookNo, rows, balance ?? null);
        return { ...tried, errors: inLanguage(tried.errors, language) };
      });
    }
    return this.database.write(context, async (tx) => {
      await this.ledger.book(tx, code, bookNo);
      return { lines: await this.imports.importTable(tx, code, bookNo, rows, balance ?? null) };
    });
  }

  /** 期初余额模板：本账套的末级科目，填上金额即可导入 */
  @Allow(...READERS)
  @Get('template')
  async template(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() { format }: TemplateQuery,
  ): Promise<StreamableFile> {
    const rows = await this.database.read(context, async (tx) => {
      await this.ledger.book(tx, code, bookNo);
      return this.imports.leaves(tx, code, bookNo);
    });
    const cells: Readonly<Record<(typeof OPENING_COLUMNS)[number], (row: TemplateRow) => string>> =
      {
        科目编码: (row) => row.code,
        科目名称: (row) => row.name,
        方向: ({ side }) => (side === 'debit' ? '借' : '贷'),
        金额: () => '',
        专项代码: () => '',
      };
    const columns = OPENING_COLUMNS.map((title): Column<TemplateRow> => ({
      title,
      value: cells[title],
    }));
    return tableFile(format, '期初余额模板', columns, rows);
  }
}
