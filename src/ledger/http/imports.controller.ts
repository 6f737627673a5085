import {
  Controller,
  Get,
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
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { InLanguage, inLanguage, type Language } from '../../platform/http/language.js';
import { FileBody, FILE_TYPES, type UploadedFile } from '../../platform/http/raw-body.js';
import { pagedListAnswer } from '../../platform/http/list-answer.js';
import { cursorKeys, ListQuery, rowsToRead, type Page } from '../../platform/http/paging.js';
import { tableFile, type Column } from '../../platform/http/table-file.js';
import { readWholeTable } from '../../platform/tables/read-table.js';
import { VOUCHER_COLUMNS, type VoucherColumn } from '../domain/voucher-layouts/own.layout.js';
import { EXAMPLE } from '../domain/voucher-table.js';
import {
  ImportJobsService,
  type ImportErrorRow,
  type ImportProgressView,
  type ImportRow,
} from '../import-jobs.service.js';
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

/** Bytes of a table that is imported while its sender waits; what is larger is done in the background. */
const AT_ONCE = { csv: 1024 * 1024, xlsx: 256 * 1024, xls: 1024 * 1024 } as const;
const MOST_ROWS_AT_ONCE = 50_000;

const IMPORT_COLUMNS: readonly Column<ImportRow>[] = [
  { title: '时间', value: ({ madeAt }) => madeAt.toISOString() },
  { title: '导入人', value: ({ madeBy }) => madeBy },
  { title: '格式', value: ({ format }) => format },
  { title: '只试读', value: ({ preview }) => (preview ? '是' : '否') },
  { title: '状态', value: ({ state }) => IMPORT_STATES[state] },
  { title: '读取行数', value: ({ rowsRead }) => rowsRead },
  { title: '凭证张数', value: ({ voucherCount }) => voucherCount },
  { title: '借方合计', value: ({ debit }) => debit, figure: true },
  { title: '问题', value: ({ errorCount }) => errorCount },
];

const IMPORT_STATES: Readonly<Record<ImportRow['state'], string>> = {
  waiting: '等待',
  running: '正在读取',
  imported: '已导入',
  checked: '试读无误',
  rejected: '有问题未导入',
  failed: '未能读取',
};

const ERROR_COLUMNS: readonly Column<ImportErrorRow>[] = [
  { title: '行', value: ({ pointer }) => pointer.split('/')[2] ?? '', width: 8 },
  { title: '列', value: ({ pointer }) => pointer.split('/')[3] ?? '' },
  { title: '问题', value: ({ detail }) => detail, width: 60 },
];

@ApiTags('凭证')
@Controller('communities/:communityCode/books/:bookNo/imports')
export class ImportsController {
  constructor(
    private readonly imports: VoucherImportService,
    private readonly jobs: ImportJobsService,
    private readonly ledger: LedgerService,
    private readonly database: Database,
  ) {}

  /** 做过的和正在做的导入，最近的在前 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: ListQuery,
  ): Promise<Page<ImportRow> | StreamableFile> {
    const after = cursorKeys(query, ['instant', 'uuid']) as [string, string] | null;
    const rows = await this.database.read(context, (tx) =>
      this.jobs.list(tx, code, bookNo, rowsToRead(query), after),
    );
    const file = { name: `凭证导入-${code}-${bookNo}`, columns: IMPORT_COLUMNS };
    return pagedListAnswer(query, file, rows, ({ madeAt, id }) => [madeAt.toISOString(), id]);
  }

  /**
   * 从表格（CSV、XLSX 或 XLS；本系统模板、用友、金蝶的列）导入凭证草稿，全部成功或全部不入；preview=true 只试读。
   * 大文件在后台导入：答复 202，进度见 Location 所指的地址
   */
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
    @InLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportPreview | ImportProgressView | { ids: string[] }> {
    const source = { declared: file.format, bytes: file.content };
    if (file.content.length > AT_ONCE[file.format]) {
      const taken = await this.database.write(accepted(context), (tx) =>
        this.jobs.take(tx, code, bookNo, source, preview),
      );
      this.jobs.wake();
      reply.status(202);
      reply.header('Location', `/api/v1/communities/${code}/books/${bookNo}/imports/${taken.id}`);
      return taken;
    }
    const rows = await readWholeTable(source, MOST_ROWS_AT_ONCE);
    if (preview) {
      reply.status(200);
      const tried = await this.database.read(context, (tx) =>
        this.imports.preview(tx, code, bookNo, rows),
      );
      return { ...tried, errors: inLanguage(tried.errors, language) };
    }
    return this.database.write(context, async (tx) => ({
      ids: await this.imports.importTable(tx, code, bookNo, rows, source),
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

  /** 一次导入的进度和结果：读了几行、核对几行、凭证几张、问题几处（列出前 100 处） */
  @Allow(...READERS)
  @Get(':id')
  async look(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<ImportProgressView> {
    return this.database.read(context, (tx) => this.jobs.look(tx, code, bookNo, id));
  }

  /** 一次导入的全部问题，按行列出，可带走 */
  @Allow(...READERS)
  @Get(':id/errors')
  async errors(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<ImportErrorRow> | StreamableFile> {
    const [after = 0] = (cursorKeys(query, ['int']) ?? []) as number[];
    const rows = await this.database.read(context, (tx) =>
      this.jobs.errors(tx, { community: code, bookNo }, id, { limit: rowsToRead(query), after }),
    );
    return pagedListAnswer(query, { name: '导入问题', columns: ERROR_COLUMNS }, rows, ({ no }) => [
      no,
    ]);
  }
}

/** A repeated request is answered as the first one was: accepted. */
function accepted(context: RequestContext): RequestContext {
  const { idempotency } = context;
  return idempotency === null
    ? context
    : { ...context, idempotency: { ...idempotency, status: 202 } };
}
