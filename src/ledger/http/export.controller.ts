import { Controller, Get, Param, ParseIntPipe, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { ArchiveService } from '../archive.service.js';
import { BookExportService, type PlainText } from '../book-export.service.js';
import { checkExportOptions } from '../domain/export-option.js';
import { InterfaceExportService } from '../interface-export.service.js';
import { ExportQuery } from './export.dto.js';

const ENDINGS: Readonly<Record<PlainText, string>> = {
  hledger: 'journal',
  beancount: 'beancount',
};

@ApiTags('导出')
@Controller('communities/:communityCode/books/:bookNo/export')
export class ExportController {
  constructor(
    private readonly exports: BookExportService,
    private readonly interfaces: InterfaceExportService,
    private readonly archive: ArchiveService,
    private readonly database: Database,
  ) {}

  /** 整本账套带走：hledger、beancount 文本（每月末余额可由其独立核对），XLSX，国家标准数据接口（XML 压缩包，附一致性检验），或会计档案包（PDF、原始凭证、元数据和清单） */
  @Allow(...READERS)
  @Get()
  async exportBook(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() { format, year, encoding }: ExportQuery,
  ): Promise<StreamableFile> {
    checkExportOptions(format, { year, encoding });
    const book = { community, bookNo };
    switch (format) {
      case 'gbt24589': {
        const wish = { year: year ?? null, encoding: encoding ?? 'gb18030' } as const;
        const zip = await this.database.read(context, (tx) =>
          this.interfaces.files(tx, book, wish),
        );
        const name = `book-${bookNo}${year === undefined ? '' : `-${year}`}-gbt24589.zip`;
        return attachment(zip.read(), 'application/zip', name, zip.size);
      }
      case 'archive': {
        const zip = await this.database.read(context, (tx) =>
          this.archive.package(tx, book, year ?? null, context.actor?.id ?? ''),
        );
        const name = `book-${bookNo}${year === undefined ? '' : `-${year}`}-archive.zip`;
        return attachment(zip.read(), 'application/zip', name, zip.size);
      }
      case 'xlsx': {
        const file = await this.database.read(context, (tx) =>
          this.exports.workbook(tx, community, bookNo),
        );
        return attachment(file.read(), XLSX, `book-${bookNo}.xlsx`, file.size);
      }
      default: {
        const text = await this.database.read(context, (tx) =>
          this.exports.plainText(tx, community, bookNo, format),
        );
        const name = `book-${bookNo}.${ENDINGS[format]}`;
        return attachment(Buffer.from(text, 'utf8'), 'text/plain; charset=utf-8', name);
      }
    }
  }
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function attachment(
  content: Buffer | NodeJS.ReadableStream,
  type: string,
  name: string,
  length?: number,
): StreamableFile {
  return new StreamableFile(content as Buffer, {
    type,
    disposition: `attachment; filename="${name}"`,
    ...(length === undefined ? {} : { length }),
  });
}
