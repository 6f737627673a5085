import { Controller, Get, Param, ParseIntPipe, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { BookExportService } from '../book-export.service.js';
import { bookWorkbook } from './book-workbook.js';
import { ExportQuery } from './export.dto.js';

const FILES = {
  hledger: { ending: 'journal', type: 'text/plain; charset=utf-8' },
  beancount: { ending: 'beancount', type: 'text/plain; charset=utf-8' },
  xlsx: {
    ending: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
} as const;

@ApiTags('导出')
@Controller('communities/:communityCode/books/:bookNo/export')
export class ExportController {
  constructor(
    private readonly exports: BookExportService,
    private readonly database: Database,
  ) {}

  /** 整本账套带走：hledger、beancount 文本（每月末余额可由其独立核对），或 XLSX */
  @Allow(...READERS)
  @Get()
  async exportBook(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() { format }: ExportQuery,
  ): Promise<StreamableFile> {
    const content = await this.database.read(context, async (tx) =>
      format === 'xlsx'
        ? this.exports.book(tx, code, bookNo)
        : this.exports.plainText(tx, code, bookNo, format),
    );
    const bytes =
      typeof content === 'string' ? Buffer.from(content, 'utf8') : await bookWorkbook(content);
    const { ending, type } = FILES[format];
    return new StreamableFile(bytes, {
      type,
      disposition: `attachment; filename="book-${bookNo}.${ending}"`,
    });
  }
}
