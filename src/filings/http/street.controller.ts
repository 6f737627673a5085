import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseQuarter } from '../../kernel/quarter.js';
import { Allow, AllowOn, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import {
  cursorKeys,
  fileFormat,
  pageOf,
  pageOfAll,
  rowsToRead,
  type Page,
} from '../../platform/http/paging.js';
import { tableFile } from '../../platform/http/table-file.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import type { FilingReceipt } from '../domain/filing-receipt.js';
import { rankCommunities, type LeagueRow } from '../domain/league.js';
import type { FilingRow } from '../filings.service.js';
import {
  StreetService,
  type FiledFigures,
  type InboxRow,
  type Outstanding,
} from '../street.service.js';
import { communityOf, pdfFile } from './filing-files.js';
import {
  AcceptDto,
  InboxQuery,
  LeagueQuery,
  ReceiptQuery,
  FilingReturnDto,
} from './filings.dto.js';
import { INBOX_COLUMNS, LEAGUE_COLUMNS } from './street-tables.js';
import { leagueSheet } from '../document/league.sheet.js';

type LeagueEntry = Omit<LeagueRow, 'figures'> & FiledFigures;

@ApiTags('街道与区')
@Controller()
export class StreetController {
  constructor(
    private readonly street: StreetService,
    private readonly database: Database,
    private readonly renderer: PdfRenderer,
  ) {}

  /** 街道收件箱：逾期的在前；并列出尚未报送的社区 */
  @Allow('street-officer', 'district-officer', 'auditor', 'admin')
  @Get('streets/:streetCode/inbox')
  async inbox(
    @Context() context: RequestContext,
    @Param('streetCode') code: string,
    @Query() query: InboxQuery,
  ): Promise<(Page<InboxRow> & Outstanding) | StreamableFile> {
    const filter = { quarter: query.quarter ?? null, state: query.state ?? null };
    const place = { after: cursorKeys(query, ['int', 'text', 'uuid']), limit: rowsToRead(query) };
    const { rows, outstanding } = await this.database.read(context, async (tx) => ({
      rows: await this.street.inbox(tx, code, filter, place),
      outstanding: await this.street.outstanding(tx, code, filter.quarter),
    }));
    const format = fileFormat(query);
    if (format !== null) return tableFile(format, `街道收件箱-${code}`, INBOX_COLUMNS, rows);
    const page = pageOf(rows, query, (row) => [
      row.late === true ? 0 : 1,
      row.submittedAt ?? '',
      row.id,
    ]);
    return { ...page, ...outstanding };
  }

  /** 各社区晒榜比拼：只取已报送或已备案的数字 */
  @Allow('district-officer', 'auditor', 'admin')
  @Get('districts/:districtCode/league')
  async league(
    @Context() context: RequestContext,
    @Param('districtCode') code: string,
    @Query() query: LeagueQuery,
  ): Promise<(Page<LeagueEntry> & Outstanding) | StreamableFile> {
    return this.ranked(context, code, query);
  }

  /** 本街道各社区晒榜：名次只在本街道内排 */
  @Allow('street-officer', 'district-officer', 'auditor', 'admin')
  @Get('streets/:streetCode/league')
  async streetLeague(
    @Context() context: RequestContext,
    @Param('streetCode') code: string,
    @Query() query: LeagueQuery,
  ): Promise<(Page<LeagueEntry> & Outstanding) | StreamableFile> {
    return this.ranked(context, code, query);
  }

  /** 备案：给予本街道本年的下一个备案号 */
  @AllowOn('filing', 'street-officer')
  @HttpCode(200)
  @Post('filings/:id/accept')
  async accept(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { opinion }: AcceptDto,
  ): Promise<FilingRow> {
    return this.database.write(context, (tx) =>
      this.street.accept(tx, communityOf(context), id, opinion ?? null),
    );
  }

  /** 退回并写明理由；本版留存，社区另编下一版 */
  @AllowOn('filing', 'street-officer')
  @HttpCode(200)
  @Post('filings/:id/return')
  async giveBack(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reasons }: FilingReturnDto,
  ): Promise<FilingRow> {
    return this.database.write(context, (tx) =>
      this.street.giveBack(tx, communityOf(context), id, reasons),
    );
  }

  /** 备案回执 */
  @AllowOn('filing', ...READERS)
  @Get('filings/:id/receipt')
  async receipt(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { format }: ReceiptQuery,
  ): Promise<FilingReceipt | StreamableFile> {
    const community = communityOf(context);
    if (format !== 'pdf') {
      return this.database.read(context, (tx) => this.street.receipt(tx, community, id));
    }
    const { receipt, sheet } = await this.database.read(context, async (tx) => ({
      receipt: await this.street.receipt(tx, community, id),
      sheet: await this.street.receiptSheet(tx, community, id),
    }));
    return pdfFile(await this.renderer.sheet(sheet), `备案回执${receipt.number}`);
  }

  private async ranked(
    context: RequestContext,
    code: string,
    query: LeagueQuery,
  ): Promise<(Page<LeagueEntry> & Outstanding) | StreamableFile> {
    const { by = 'income', format } = query;
    const of = parseQuarter(query.quarter);
    const { figures, outstanding, now } = await this.database.read(context, async (tx) => ({
      now: tx.now,
      figures: await this.street.figures(tx, code, of),
      outstanding: await this.street.outstanding(tx, code, of),
    }));
    const rows = rankCommunities(figures, by).map(({ figures: filed, ...row }) => ({
      ...row,
      ...filed,
    }));
    const name = `晒榜-${code}-${of}`;
    if (format === 'csv' || format === 'xlsx') return tableFile(format, name, LEAGUE_COLUMNS, rows);
    if (format === 'pdf') {
      return pdfFile(await this.renderer.sheet(leagueSheet(rows, of, by, now)), name);
    }
    return { ...pageOfAll(rows, query, (row) => row.code), ...outstanding };
  }
}
