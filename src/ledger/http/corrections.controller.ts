import { Body, Controller, Param, ParseIntPipe, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { Allow } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { CorrectionsService, type Reentry } from '../corrections.service.js';
import { AdjustmentDto, ReentryDto } from './corrections.dto.js';
import { lineDraft } from './line-body.js';

/** The draft that waits for its reviewer, and what was cancelled. */
interface CorrectionStep {
  readonly id: string;
  readonly status: 'drafted';
  readonly reversalId?: string | null;
}

@ApiTags('凭证更正')
@Controller('communities/:communityCode/books/:bookNo/vouchers/:id')
export class CorrectionsController {
  constructor(
    private readonly corrections: CorrectionsService,
    private readonly database: Database,
  ) {}

  /** 订正：红字注销原凭证并立即记账，蓝字订正凭证成为草稿，待审核后记账 */
  @Allow('accountant')
  @Post('correct')
  async correct(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ReentryDto,
  ): Promise<CorrectionStep> {
    return this.database.write(context, async (tx) => {
      const made = await this.corrections.correct(tx, code, bookNo, reentryOf(id, body));
      return { id: made.id, status: 'drafted', reversalId: made.reversal?.id ?? null };
    });
  }

  /** 差额调整：只有金额错误时，调增用蓝字、调减用红字，成为草稿，待审核后记账 */
  @Allow('accountant')
  @Post('adjust')
  async adjust(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { date, reason, lines }: AdjustmentDto,
  ): Promise<CorrectionStep> {
    return this.database.write(context, async (tx) => {
      const made = await this.corrections.adjust(tx, code, bookNo, {
        voucherId: id,
        date: parseLocalDate(date),
        reason,
        lines: lines.map(({ lineNo, amount }) => ({ lineNo, amount: Money.of(amount) })),
      });
      return { id: made.id, status: 'drafted' };
    });
  }

  /** 以前年度更正：用蓝字填制更正凭证，成为草稿，待审核后记账 */
  @Allow('accountant')
  @Post('correct-prior-year')
  async correctPriorYear(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ReentryDto,
  ): Promise<CorrectionStep> {
    return this.database.write(context, async (tx) => {
      const made = await this.corrections.correctPriorYear(tx, code, bookNo, reentryOf(id, body));
      return { id: made.id, status: 'drafted' };
    });
  }
}

function reentryOf(
  voucherId: string,
  { date, reason, lines, attachmentCount }: ReentryDto,
): Reentry {
  return {
    voucherId,
    date: parseLocalDate(date),
    reason,
    lines: lines.map(lineDraft),
    ...(attachmentCount === undefined ? {} : { attachmentCount }),
  };
}
