import {
  Body,
  Controller,
  Get,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { Allow } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { BINARY_TYPES, BinaryBody, type BinaryUpload } from '../../platform/http/binary-body.js';
import { Context } from '../../platform/http/context.decorator.js';
import { cursorKeys, pageOf, pageSize, type Page } from '../../platform/http/paging.js';
import { tableFile, type Column } from '../../platform/http/table-file.js';
import { FORM_NAMES, KIND_NAMES } from '../domain/document.js';
import { DOCUMENT_READERS } from '../domain/readers.js';
import { DocumentsService, type DocumentRow, type DocumentView } from '../documents.service.js';
import { DocumentDto, documentFields, DocumentQuery } from './documents.dto.js';

const COLUMNS: readonly Column<DocumentRow>[] = [
  { title: '日期', value: (row) => row.date },
  { title: '种类', value: (row) => KIND_NAMES[row.kind] },
  { title: '形式', value: (row) => FORM_NAMES[row.form], width: 20 },
  { title: '名称', value: (row) => row.title, width: 30 },
  { title: '代码', value: (row) => row.invoiceCode },
  { title: '号码', value: (row) => row.invoiceNo, width: 24 },
  { title: '金额', value: (row) => row.amount, figure: true },
  { title: '付款方', value: (row) => row.payer, width: 24 },
  { title: '收款方', value: (row) => row.payee, width: 24 },
  { title: '纸质原件存放处', value: (row) => row.paperLocation, width: 24 },
  { title: '所附凭证张数', value: (row) => row.voucherCount },
  { title: '上传人', value: (row) => row.uploadedBy },
  { title: 'SHA-256', value: (row) => row.sha256, width: 66 },
];

const MOST_ROWS = 100_000;

@ApiTags('原始凭证')
@Controller('communities/:communityCode/documents')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly database: Database,
  ) {}

  /** 原始凭证列表，新的在前；可导出 */
  @Allow(...DOCUMENT_READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: DocumentQuery,
  ): Promise<Page<DocumentRow> | StreamableFile> {
    const after = placeOf(query);
    const { format } = query;
    const table = format === 'csv' || format === 'xlsx';
    const rows = await this.database.read(context, (tx) =>
      this.documents.list(tx, code, query, after, table ? MOST_ROWS : pageSize(query)),
    );
    if (table) return tableFile(format, `原始凭证-${code}`, COLUMNS, rows);
    return pageOf(rows, query, ({ date, id }) => [date, id]);
  }

  /** 上传一份原始凭证：文件为请求体，登记内容在地址参数中；至多 10 MB */
  @Allow('accountant', 'cashier')
  @ApiConsumes(...BINARY_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Post()
  async upload(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() fields: DocumentDto,
    @BinaryBody() file: BinaryUpload,
  ): Promise<DocumentRow> {
    return this.database.write(context, (tx) =>
      this.documents.upload(tx, code, file, documentFields(fields)),
    );
  }

  /** 一份原始凭证，每次读取都重新计算哈希，显示是否被篡改 */
  @Allow(...DOCUMENT_READERS)
  @Get(':id')
  async one(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<DocumentView> {
    const [document] = await this.database.read(context, (tx) =>
      this.documents.look(tx, code, [id]),
    );
    if (document === undefined) throw new DomainError('not-found');
    return document;
  }

  /** 更正登记内容；所附凭证审核或记账之后不能再改 */
  @Allow('accountant', 'cashier')
  @Put(':id')
  async correct(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() fields: DocumentDto,
  ): Promise<DocumentRow> {
    return this.database.write(context, (tx) =>
      this.documents.correct(tx, code, id, documentFields(fields)),
    );
  }

  /** 原始凭证的文件；被篡改的照样交付，但在 Document-Authenticity 头和文件名中标明 */
  @Allow(...DOCUMENT_READERS)
  @Get(':id/content')
  async content(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await this.database.read(context, (tx) => this.documents.file(tx, code, id));
    void reply.headers({
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
      'Document-Authenticity': file.authenticity.state,
      'Repr-Digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
    });
    return new StreamableFile(file.content, {
      type: file.mediaType,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      length: file.content.length,
    });
  }
}

function placeOf(query: DocumentQuery): readonly (string | number)[] | null {
  return cursorKeys(query, ['date', 'uuid']);
}
