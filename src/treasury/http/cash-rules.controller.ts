import {
  Body,
  Controller,
  Get,
  Param,
  ParseIntPipe,
  Post,
  Put,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import type { Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { CashRulesService, type CashLimits, type ExplainedFinding } from '../cash-rules.service.js';
import { CASH_PURPOSE_NAMES, type CashPurpose } from '../domain/cash-rules.js';
import type { CashExplanationRow } from '../storage/cash-rules.queries.js';
import { CashExplanationDto, CashFindingsQuery, CashLimitDto } from './cash-rules.dto.js';

const COLUMNS: readonly Column<ExplainedFinding>[] = [
  { title: '事项', value: ({ rule }) => (rule === 'over-limit' ? '超库存限额' : '超过结算起点') },
  { title: '科目', value: ({ accountCode }) => accountCode },
  { title: '日期', value: ({ date }) => date },
  { title: '金额', value: ({ amount }) => amount },
  { title: '凭证号', value: ({ voucher }) => voucher },
  { title: '摘要', value: ({ summary }) => summary, width: 36 },
  {
    title: '用途',
    value: ({ explanation }) => purposeName(explanation?.purpose ?? null),
    width: 24,
  },
  { title: '说明', value: ({ explanation }) => explanation?.reason ?? null, width: 36 },
  { title: '说明人', value: ({ explanation }) => explanation?.explainedBy ?? null },
];

@ApiTags('银行对账与现金盘点')
@Controller('communities/:communityCode/books/:bookNo')
export class CashRulesController {
  constructor(
    private readonly rules: CashRulesService,
    private readonly database: Database,
  ) {}

  /** 库存现金限额及其沿革 */
  @Allow(...READERS)
  @Get('cash-limit')
  async limit(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
  ): Promise<CashLimits> {
    return this.database.read(context, (tx) => this.rules.limits(tx, code, bookNo));
  }

  /** 核定库存现金限额，自当日起有效 */
  @Allow('director', 'party-secretary')
  @Put('cash-limit')
  async setLimit(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() { amount, basis }: CashLimitDto,
  ): Promise<CashLimits> {
    return this.database.write(context, (tx) =>
      this.rules.setLimit(tx, code, bookNo, { amount: Money.of(amount), basis }),
    );
  }

  /** 本月现金须说明的事项：超库存限额的日末余额、超过结算起点的现金付款 */
  @Allow(...READERS)
  @Get('cash-findings')
  async findings(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: CashFindingsQuery,
  ): Promise<Page<ExplainedFinding> | StreamableFile> {
    const rows = await this.database.read(context, (tx) =>
      this.rules.findings(tx, code, bookNo, parseMonth(query.month)),
    );
    const file = { name: `现金检查-${code}-${bookNo}-${query.month}`, columns: COLUMNS };
    return wholeListAnswer(query, file, rows, (row) =>
      [row.rule, row.accountCode, row.voucherId ?? ''].join(' '),
    );
  }

  /** 说明一项现金事项，金额有变须重新说明 */
  @Allow('accountant', 'cashier')
  @Post('cash-explanations')
  async explain(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() said: CashExplanationDto,
  ): Promise<CashExplanationRow> {
    return this.database.write(context, (tx) =>
      this.rules.explain(
        tx,
        { community, bookNo, month: parseMonth(said.month) },
        {
          rule: said.rule,
          accountCode: said.accountCode,
          amount: Money.of(said.amount),
          voucherId: said.voucherId ?? null,
          purpose: said.purpose ?? null,
          reason: said.reason,
        },
      ),
    );
  }
}

function purposeName(purpose: CashPurpose | null): string | null {
  return purpose === null ? null : CASH_PURPOSE_NAMES[purpose];
}
