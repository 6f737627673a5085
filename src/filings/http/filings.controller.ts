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
import { pagedListAnswer } from '../../platform/http/list-answer.js';
import { cursorKeys, ListQuery, rowsToRead, type Page } from '../../platform/http/paging.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { FilingsService, type FilingRow } from '../filings.service.js';
import { SigningService } from '../signing.service.js';
import { FilingDto, SignDto, WithdrawDto } from './filings.dto.js';
import { communityOf, pdfFile } from './filing-files.js';
import { INBOX_COLUMNS } from './street-tables.js';

@ApiTags('季度备案')
@Controller()
export class FilingsController {
  constructor(
    private readonly filings: FilingsService,
    private readonly signing: SigningService,
    private readonly database: Database,
    private readonly renderer: PdfRenderer,
  ) {}

  /** 编制季度报告：三个月都已公示方可，数字取自各月冻结的月报 */
  @Allow('accountant')
  @Post('communities/:communityCode/filings')
  async compile(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() { quarter, problems, plans, contact, phone }: FilingDto,
  ): Promise<FilingRow> {
    return this.database.write(context, (tx) =>
      this.filings.compile(tx, code, {
        quarter: parseQuarter(quarter),
        problems: problems ?? [],
        plans: plans ?? [],
        contact: contact ?? null,
        phone: phone ?? null,
      }),
    );
  }

  /** 本社区的季度报告，含各版 */
  @Allow(...READERS)
  @Get('communities/:communityCode/filings')
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: ListQuery,
  ): Promise<Page<FilingRow> | StreamableFile> {
    const after = cursorKeys(query, ['text', 'int']);
    const rows = await this.database.read(context, (tx) =>
      this.filings.list(tx, code, after, rowsToRead(query)),
    );
    const file = { name: `季度备案-${code}`, columns: INBOX_COLUMNS };
    return pagedListAnswer(query, file, rows, ({ quarter, version }) => [quarter, version]);
  }

  /** 一份季度报告的办理情况 */
  @AllowOn('filing', ...READERS)
  @Get('filings/:id')
  async one(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<FilingRow> {
    return this.database.read(context, (tx) => this.filings.filing(tx, communityOf(context), id));
  }

  /** 报告文本；报送之前为送审稿，报送之后逐字节不变 */
  @AllowOn('filing', ...READERS)
  @Get('filings/:id/pdf')
  async pdf(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<StreamableFile> {
    const community = communityOf(context);
    const { filing, paper, document } = await this.database.read(context, async (tx) => {
      const stored = await this.filings.paper(tx, community, id);
      return {
        filing: await this.filings.filing(tx, community, id),
        paper: stored,
        document: stored === null ? await this.filings.document(tx, community, id) : null,
      };
    });
    const name = `${filing.communityName}${filing.quarter}季度报告第${filing.version}版`;
    const bytes = paper ?? (document && (await this.renderer.official(document)));
    return pdfFile(bytes ?? Buffer.alloc(0), paper === null ? `${name}（送审稿）` : name);
  }

  /** 报告数据，与文本同一套数字；逐字节不变，摘要可核对 */
  @AllowOn('filing', ...READERS)
  @Get('filings/:id/data')
  async data(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<StreamableFile> {
    const text = await this.database.read(context, (tx) =>
      this.filings.data(tx, communityOf(context), id),
    );
    return new StreamableFile(Buffer.from(text, 'utf8'), {
      type: 'application/json; charset=utf-8',
    });
  }

  /** 签字：会计、居委会主任、社区党委书记、居务监督委员会委员各一人 */
  @AllowOn('filing', 'accountant', 'director', 'party-secretary', 'supervisor')
  @HttpCode(200)
  @Post('filings/:id/sign')
  async sign(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { role }: SignDto,
  ): Promise<FilingRow> {
    return this.database.write(context, (tx) =>
      this.signing.sign(tx, communityOf(context), id, role),
    );
  }

  /** 报送街道党工委 */
  @AllowOn('filing', 'director', 'party-secretary')
  @HttpCode(200)
  @Post('filings/:id/submit')
  async submit(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<FilingRow> {
    const community = communityOf(context);
    // Set on paper before the transaction; the transaction looks at the state again.
    const document = await this.database.read(context, async (tx) => {
      const { state } = await this.filings.filing(tx, community, id);
      return state === 'signed' ? this.filings.document(tx, community, id) : null;
    });
    const pdf = document === null ? null : await this.renderer.official(document);
    return this.database.write(context, (tx) => this.signing.submit(tx, community, id, pdf));
  }

  /** 撤回尚未报送的一版，以便重新编制 */
  @AllowOn('filing', 'accountant', 'director', 'party-secretary')
  @HttpCode(200)
  @Post('filings/:id/withdraw')
  async withdraw(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: WithdrawDto,
  ): Promise<FilingRow> {
    return this.database.write(context, (tx) =>
      this.signing.withdraw(tx, communityOf(context), id, reason),
    );
  }
}
