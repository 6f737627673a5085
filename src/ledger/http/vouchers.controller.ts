import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainError } from '../../kernel/domain-error.js';
import { saidInEnglish } from '../../kernel/said-in-english.js';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import { only } from '../../platform/database/only.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { InLanguage, type Language } from '../../platform/http/language.js';
import {
  cursorKeys,
  fileFormat,
  pageOf,
  rowsToRead,
  type Page,
} from '../../platform/http/paging.js';
import { tableFile } from '../../platform/http/table-file.js';
import { draftWarnings } from '../domain/draft-warnings.js';
import { LedgerService, type PostedRef } from '../ledger.service.js';
import { placeInDay, type VoucherRow } from '../storage/vouchers.queries.js';
import type { VoucherDocuments } from '../voucher-documents.service.js';
import { VouchersService, type ManualVoucher } from '../vouchers.service.js';
import { lineDraft } from './line-body.js';
import { PrintDesk } from './print-desk.js';
import { linesOf, VOUCHER_COLUMNS } from './voucher-columns.js';
import {
  ReasonDto,
  ReversalDto,
  VoucherBatchDto,
  VoucherDto,
  VoucherFormatQuery,
  VoucherIdsDto,
  VoucherQuery,
} from './vouchers.dto.js';

/** A voucher's state after a step. */
interface VoucherStep {
  readonly id: string;
  readonly status: string;
  readonly no?: number;
  readonly word?: string;
  readonly month?: string;
}

/** A draft as it was taken, and what it still lacks for its review. */
interface DraftStep {
  readonly id: string;
  readonly status: 'drafted';
  readonly warnings: readonly string[];
}

@ApiTags('凭证')
@Controller('communities/:communityCode/books/:bookNo/vouchers')
export class VouchersController {
  constructor(
    private readonly vouchers: VouchersService,
    private readonly ledger: LedgerService,
    private readonly database: Database,
    private readonly desk: PrintDesk,
  ) {}

  /** 凭证列表：草稿与已记账，按日期和凭证号；打印为 PDF 时按凭证号，一次至多 10000 张 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: VoucherQuery,
  ): Promise<Page<VoucherRow> | StreamableFile> {
    if (query.format === 'pdf') {
      checkWhole(query);
      return this.desk.print(context, ({ vouchers }, tx) =>
        vouchers.vouchers(tx, { community: code, bookNo }, query),
      );
    }
    const place = {
      after: cursorKeys(query, ['date', 'bigint', 'uuid']),
      limit: rowsToRead(query),
    };
    const rows = await this.database.read(context, (tx) =>
      this.vouchers.list(tx, { community: code, bookNo }, query, place),
    );
    const format = fileFormat(query);
    if (format !== null) {
      return tableFile(format, `凭证-${code}-${bookNo}`, VOUCHER_COLUMNS, linesOf(rows));
    }
    return pageOf(rows, query, (row) => [row.date, placeInDay(row), row.id]);
  }

  /** 一张凭证，及其所附原始凭证 */
  @Allow(...READERS)
  @Get(':id')
  async one(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { format }: VoucherFormatQuery,
  ): Promise<(VoucherRow & VoucherDocuments) | StreamableFile> {
    if (format === 'pdf') {
      return this.desk.print(context, ({ vouchers }, tx) =>
        vouchers.voucher(tx, { community: code, bookNo }, id),
      );
    }
    return this.database.read(context, (tx) => this.vouchers.voucher(tx, code, bookNo, id));
  }

  /** 填制凭证（草稿） */
  @Allow('accountant')
  @Post()
  async create(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @InLanguage() language: Language,
    @Body() voucher: VoucherDto,
  ): Promise<DraftStep> {
    return this.database.write(context, async (tx) => {
      const ids = await this.vouchers.create(tx, code, bookNo, [manualVoucher(voucher)]);
      const warnings = draftWarnings(voucher.attachmentCount, true);
      return drafted(only(ids), warnings, language);
    });
  }

  /** 成批填制凭证，全部成功或全部不入 */
  @Allow('accountant')
  @Post('batch')
  async createBatch(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() { vouchers }: VoucherBatchDto,
  ): Promise<{ ids: string[] }> {
    return this.database.write(context, async (tx) => ({
      ids: await this.vouchers.create(
        tx,
        code,
        bookNo,
        vouchers.map(manualVoucher),
        (index) => `/vouchers/${index}`,
      ),
    }));
  }

  /** 成批审核 */
  @Allow('reviewer')
  @HttpCode(200)
  @Post('review')
  async reviewBatch(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() { ids }: VoucherIdsDto,
  ): Promise<VoucherStep[]> {
    return this.database.write(context, async (tx) => {
      await this.vouchers.review(tx, code, bookNo, ids);
      return ids.map((id) => ({ id, status: 'reviewed' }));
    });
  }

  /** 成批记账 */
  @Allow('accountant')
  @HttpCode(200)
  @Post('post')
  async postBatch(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() { ids }: VoucherIdsDto,
  ): Promise<VoucherStep[]> {
    return this.database.write(context, async (tx) =>
      (await this.ledger.postDrafts(tx, code, bookNo, ids)).map(posted),
    );
  }

  /** 修改未审核的凭证 */
  @Allow('accountant')
  @Put(':id')
  async edit(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @InLanguage() language: Language,
    @Body() voucher: VoucherDto,
  ): Promise<DraftStep> {
    return this.database.write(context, async (tx) => {
      const warnings = await this.vouchers.edit(tx, code, bookNo, id, manualVoucher(voucher));
      return drafted(id, warnings, language);
    });
  }

  /** 删除未审核的凭证 */
  @Allow('accountant')
  @HttpCode(204)
  @Delete(':id')
  async discard(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    return this.database.write(context, (tx) => this.vouchers.discard(tx, code, bookNo, id));
  }

  /** 审核凭证；制单人不能审核自己的凭证 */
  @Allow('reviewer')
  @HttpCode(200)
  @Post(':id/review')
  async review(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<VoucherStep> {
    return this.database.write(context, async (tx) => {
      await this.vouchers.review(tx, code, bookNo, [id]);
      return { id, status: 'reviewed' };
    });
  }

  /** 审核人退回凭证 */
  @Allow('reviewer')
  @HttpCode(200)
  @Post(':id/return')
  async giveBack(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<VoucherStep> {
    return this.database.write(context, async (tx) => {
      await this.vouchers.giveBack(tx, code, bookNo, id, reason);
      return { id, status: 'drafted' };
    });
  }

  /** 记账：取得凭证号，从此不可更改 */
  @Allow('accountant')
  @HttpCode(200)
  @Post(':id/post')
  async post(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<VoucherStep> {
    return this.database.write(context, async (tx) =>
      posted(only(await this.ledger.postDrafts(tx, code, bookNo, [id]))),
    );
  }

  /** 红字冲销 */
  @Allow('accountant')
  @Post(':id/reverse')
  async reverse(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { date, reason }: ReversalDto,
  ): Promise<VoucherStep> {
    return this.database.write(context, async (tx) =>
      posted(
        await this.ledger.reverse(tx, code, bookNo, {
          voucherId: id,
          date: parseLocalDate(date),
          reason,
        }),
      ),
    );
  }
}

/** What is printed is not cut into pages of a list. */
function checkWhole({ limit, cursor }: VoucherQuery): void {
  if (limit === undefined && cursor === undefined) return;
  const pointer = cursor === undefined ? '/limit' : '/cursor';
  throw new DomainError('validation-failed', {}, [
    { pointer, detail: '打印不分列表页，请去掉 limit 和 cursor。' },
  ]);
}

function posted({ id, no, word, month }: PostedRef): VoucherStep {
  return { id, status: 'posted', no, word, month };
}

function manualVoucher({ date, word, attachmentCount, lines }: VoucherDto): ManualVoucher {
  return {
    date: parseLocalDate(date),
    ...(word === undefined ? {} : { word }),
    attachmentCount,
    lines: lines.map(lineDraft),
  };
}

/** What a draft still lacks is said in the language of who made it. */
function drafted(id: string, warnings: readonly string[], language: Language): DraftStep {
  const said = language === 'en' ? warnings.map(saidInEnglish) : warnings;
  return { id, status: 'drafted', warnings: said };
}
