import {
  Body,
  Controller,
  Get,
  Param,
  ParseIntPipe,
  ParseUUIDPipe,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DOCUMENT_READERS } from '../../documents/domain/readers.js';
import { Allow } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { pagedListAnswer } from '../../platform/http/list-answer.js';
import { cursorKeys, rowsToRead, type Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { BookingsService, type DocumentDifference } from '../bookings.service.js';
import { bookingXml, type BookingEntry } from '../domain/booking-entry.js';
import { VoucherDocumentsService, type VoucherDocuments } from '../voucher-documents.service.js';
import { BookingQuery, DifferenceQuery, VoucherDocumentsDto } from './voucher-documents.dto.js';

const DIFFERENCE_COLUMNS: readonly Column<DocumentDifference>[] = [
  { title: '日期', value: ({ date }) => date, width: 12 },
  { title: '凭证字', value: ({ word }) => word },
  { title: '凭证号', value: ({ no }) => no },
  { title: '原始凭证金额', value: ({ documents }) => documents, figure: true },
  { title: '凭证金额', value: ({ voucher }) => voucher, figure: true },
  { title: '制单', value: ({ maker }) => maker },
];

@ApiTags('原始凭证')
@Controller('communities/:communityCode')
export class VoucherDocumentsController {
  constructor(
    private readonly voucherDocuments: VoucherDocumentsService,
    private readonly bookings: BookingsService,
    private readonly database: Database,
  ) {}

  /** 凭证关联原始凭证：草稿可增可减；已记账的只增不减，所属月份封账后不能再增 */
  @Allow('accountant')
  @Put('books/:bookNo/vouchers/:id/documents')
  async attach(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { documentIds, cite = false }: VoucherDocumentsDto,
  ): Promise<VoucherDocuments> {
    return this.database.write(context, (tx) =>
      this.voucherDocuments.attach(tx, { community: code, bookNo }, id, documentIds, cite),
    );
  }

  /** 金额与所附发票、收据不一致的凭证，供审核人逐张核对 */
  @Allow(...DOCUMENT_READERS)
  @Get('books/:bookNo/document-differences')
  async differences(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: DifferenceQuery,
  ): Promise<Page<DocumentDifference> | StreamableFile> {
    const after = cursorKeys(query, ['date', 'uuid']);
    const rows = await this.database.read(context, (tx) =>
      this.bookings.differences(tx, { community: code, bookNo }, query, {
        after,
        limit: rowsToRead(query),
      }),
    );
    const file = { name: `凭证与原始凭证不符-${code}-${bookNo}`, columns: DIFFERENCE_COLUMNS };
    return pagedListAnswer(query, file, rows, ({ date, voucherId }) => [date, voucherId]);
  }

  /** 电子原始凭证的入账信息（JSON 或 XML），与电子凭证一并归档 */
  @Allow(...DOCUMENT_READERS)
  @Get('documents/:id/booking')
  async booking(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { format }: BookingQuery,
  ): Promise<BookingEntry | StreamableFile> {
    const entry = await this.database.read(context, (tx) => this.bookings.entry(tx, code, id));
    if (format !== 'xml') return entry;
    return new StreamableFile(Buffer.from(bookingXml(entry), 'utf8'), {
      type: 'application/xml; charset=utf-8',
      disposition: `attachment; filename="booking-${id}.xml"`,
    });
  }
}
