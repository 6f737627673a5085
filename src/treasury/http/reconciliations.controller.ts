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
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainError } from '../../kernel/domain-error.js';
import { parseMonth } from '../../kernel/month.js';
import { LedgerService } from '../../ledger/ledger.service.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import { ListQuery, type Page } from '../../platform/http/paging.js';
import { tableFile } from '../../platform/http/table-file.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { openingKey } from '../domain/reconciliation.js';
import { bankKey, bookKey, type Match } from '../domain/reconciliation-items.js';
import {
  ReconciliationService,
  type ReconciliationView,
  type SuggestionView,
} from '../reconciliation.service.js';
import { SUGGESTION_COLUMNS } from './match-suggestion-columns.js';
import { reconciliationSheet } from './reconciliation.sheet.js';
import { ADJUSTMENT_COLUMNS, adjustmentRows } from './reconciliation-table.js';
import {
  ConfirmDto,
  MatchDto,
  ReconciliationQuery,
  type ExplanationDto,
} from './reconciliations.dto.js';

@ApiTags('银行对账与现金盘点')
@Controller('communities/:communityCode/books/:bookNo/reconciliations/:month')
export class ReconciliationsController {
  constructor(
    private readonly reconciliations: ReconciliationService,
    private readonly ledger: LedgerService,
    private readonly database: Database,
    private readonly renderer: PdfRenderer,
  ) {}

  /** 各银行账户的余额调节表、已核销和未核销项目；可打印 */
  @Allow(...READERS)
  @Get()
  async view(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('month') month: string,
    @Query() { format = 'json' }: ReconciliationQuery,
  ): Promise<ReconciliationView | StreamableFile> {
    const at = parseMonth(month);
    const { book, view, now } = await this.database.read(context, async (tx) => ({
      book: await this.ledger.book(tx, code, bookNo),
      view: await this.reconciliations.view(tx, code, bookNo, at),
      now: tx.now,
    }));
    const name = `银行存款余额调节表-${book.name}-${month}`;
    if (format === 'json') return view;
    if (format !== 'pdf') {
      return tableFile(format, name, ADJUSTMENT_COLUMNS, view.accounts.flatMap(adjustmentRows));
    }
    return new StreamableFile(
      await this.renderer.sheet(reconciliationSheet(view, book.name, now)),
      {
        type: 'application/pdf',
        disposition: `inline; filename*=UTF-8''${encodeURIComponent(`${name}.pdf`)}`,
      },
    );
  }

  /** 核销建议：未核销的流水与分录可能的对应（一对一、一对多、多对一），附理由和可信度；照抄到 match 的 groups 即可核销 */
  @Allow(...READERS)
  @Get('suggestions')
  async suggestions(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('month') month: string,
    @Query() query: ListQuery,
  ): Promise<Page<SuggestionView> | StreamableFile> {
    const at = parseMonth(month);
    const rows = await this.database.read(context, async (tx) => {
      await this.ledger.book(tx, code, bookNo);
      return this.reconciliations.suggestions(tx, code, bookNo, at);
    });
    const file = { name: `核销建议-${month}`, columns: SUGGESTION_COLUMNS };
    return wholeListAnswer(query, file, rows, ({ key }) => key);
  }

  /** 自动核销，或写明 pairs、groups 人工核销 */
  @Allow('accountant')
  @HttpCode(200)
  @Post('match')
  async match(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('month') month: string,
    @Body() wanted: MatchDto,
  ): Promise<ReconciliationView> {
    const place = { community: code, bookNo, month: parseMonth(month) };
    const groups = groupsOf(wanted);
    return this.database.write(context, (tx) => this.reconciliations.match(tx, place, groups));
  }

  /** 撤销一组核销 */
  @Allow('accountant')
  @Delete('matches/:id')
  async unmatch(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('month') month: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<ReconciliationView> {
    const place = { community: code, bookNo, month: parseMonth(month) };
    return this.database.write(context, (tx) => this.reconciliations.unmatch(tx, place, id));
  }

  /** 确认对账：所有差异均已核销或说明，余额调节表定稿 */
  @Allow('accountant')
  @HttpCode(200)
  @Post('confirm')
  async confirm(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('month') month: string,
    @Body() { explanations = [] }: ConfirmDto,
  ): Promise<ReconciliationView> {
    const place = { community: code, bookNo, month: parseMonth(month) };
    const said = new Map(explanations.map((given, index) => [targetOf(given, index), given.text]));
    return this.database.write(context, (tx) => this.reconciliations.confirm(tx, place, said));
  }
}

function groupsOf({ automatic, pairs, groups }: MatchDto): Omit<Match, 'reason'>[] | null {
  const byHand = pairs !== undefined || groups !== undefined;
  if (automatic === true && byHand) throw new DomainError('match-request-unclear');
  if (!byHand) return null;
  return [
    ...(pairs ?? []).map(({ bankLineId, voucherId, lineNo }) => ({
      bankLineIds: [bankLineId],
      bookLines: [{ voucherId, lineNo }],
    })),
    ...(groups ?? []),
  ];
}

function targetOf(given: ExplanationDto, index: number): string {
  const { bankLineId, voucherId, lineNo, openingDifferenceOf } = given;
  const targets = [
    ...(bankLineId === undefined ? [] : [bankKey({ bankLineId })]),
    ...(voucherId === undefined || lineNo === undefined ? [] : [bookKey({ voucherId, lineNo })]),
    ...(openingDifferenceOf === undefined ? [] : [openingKey(openingDifferenceOf)]),
  ];
  const [target] = targets;
  if (
    target === undefined ||
    targets.length !== 1 ||
    (voucherId === undefined) !== (lineNo === undefined)
  ) {
    throw new DomainError('explanation-target-unclear', {}, [
      { pointer: `/explanations/${index}`, detail: '应指明且只指明一个项目。' },
    ]);
  }
  return target;
}
