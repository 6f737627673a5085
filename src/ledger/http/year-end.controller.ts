import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainError } from '../../kernel/domain-error.js';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import type { DistributionPlan } from '../domain/year-end/distribution.js';
import type { ClosingVoucher } from '../domain/year-end/transfer.js';
import { StandardChangeService, type StandardChangePreview } from '../standard-change.service.js';
import type { PostedRef } from '../ledger.service.js';
import { YearEndService, type Distribution, type YearState } from '../year-end.service.js';
import { ApiPreview, PreviewPipe } from './preview.js';
import { DistributionDto, StandardChangeDto } from './year-end.dto.js';

/** A voucher that is shown, or the draft that was made of it. */
type YearEndVoucher = ClosingVoucher | { readonly id: string; readonly summary: string };

interface TransferAnswer {
  readonly year: number;
  readonly preview: boolean;
  readonly vouchers: readonly YearEndVoucher[];
}

interface DistributionAnswer extends TransferAnswer {
  readonly plan: DistributionPlan;
}

interface StandardChangeAnswer extends StandardChangePreview {
  readonly preview: boolean;
  readonly voucher: PostedRef | null;
}

@ApiTags('年末结转与制度衔接')
@Controller('communities/:communityCode/books/:bookNo')
export class YearEndController {
  constructor(
    private readonly yearEnd: YearEndService,
    private readonly standards: StandardChangeService,
    private readonly database: Database,
  ) {}

  /** 年末状态：尚未结转的科目、未结平的待处理财产损溢、待记账的结转凭证和已作的分配 */
  @Allow(...READERS)
  @Get('year-end/:year')
  async state(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('year', ParseIntPipe) asked: number,
  ): Promise<YearState & { readonly year: number }> {
    const year = yearOf(asked);
    const state = await this.database.read(context, (tx) =>
      this.yearEnd.state(tx, { community, bookNo }, year),
    );
    return { year, ...state };
  }

  /** 年末结转：收入、费用按会计制度转入净资产或未分配收益，填制成草稿，由他人审核后记账；preview=true 只列出凭证 */
  @Allow('accountant')
  @Post('year-end/:year/transfer')
  @ApiPreview()
  @HttpCode(200)
  async transfer(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('year', ParseIntPipe) asked: number,
    @Query('preview', PreviewPipe) asks: unknown,
  ): Promise<TransferAnswer> {
    const preview = asks === true;
    const [book, year] = [{ community, bookNo }, yearOf(asked)];
    const vouchers: readonly YearEndVoucher[] = preview
      ? await this.database.read(context, (tx) => this.yearEnd.previewTransfer(tx, book, year))
      : await this.database.write(context, (tx) => this.yearEnd.transfer(tx, book, year));
    return { year, preview, vouchers };
  }

  /** 收益（利润）分配：弥补以前年度亏损、提取公积、向成员或投资者分配、其他，按决议填制草稿；preview=true 只试算 */
  @Allow('accountant')
  @Post('year-end/:year/distribution')
  @ApiPreview()
  @HttpCode(200)
  async distribution(
    @Query('preview', PreviewPipe) asks: unknown,
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('year', ParseIntPipe) asked: number,
    @Body() body: DistributionDto,
  ): Promise<DistributionAnswer> {
    const preview = asks === true;
    const [book, year, order] = [{ community, bookNo }, yearOf(asked), orderOf(body)];
    const drafted: { plan: DistributionPlan; vouchers: readonly YearEndVoucher[] } = preview
      ? await this.database.read(context, (tx) =>
          this.yearEnd.previewDistribution(tx, book, year, order),
        )
      : await this.database.write(context, (tx) => this.yearEnd.distribute(tx, book, year, order));
    return { year, preview, ...drafted };
  }

  /** 新旧会计制度衔接：自新制度施行之日起改用新科目，余额逐项转入并记账；preview=true 只列出科目对照和余额 */
  @Allow('accountant')
  @Post('standard-change')
  @ApiPreview()
  @HttpCode(200)
  async changeStandard(
    @Query('preview', PreviewPipe) asks: unknown,
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() { standard, date, mappings = [] }: StandardChangeDto,
  ): Promise<StandardChangeAnswer> {
    const preview = asks === true;
    const book = { community, bookNo };
    const change = { standard, date: parseLocalDate(date), mappings };
    if (preview) {
      const plan = await this.database.read(context, (tx) =>
        this.standards.preview(tx, book, change),
      );
      return { preview, voucher: null, ...plan };
    }
    const { plan, voucher } = await this.database.write(context, (tx) =>
      this.standards.change(tx, book, change),
    );
    return { preview, voucher, ...plan };
  }
}

function yearOf(year: number): number {
  if (year >= 1900 && year <= 2999) return year;
  throw new DomainError('not-found');
}

function orderOf(body: DistributionDto): Distribution {
  const { resolutionNo, resolvedOn, reserveRate, owners, ownersAccountCode, others = [] } = body;
  return {
    resolutionNo,
    resolvedOn: parseLocalDate(resolvedOn),
    owners: owners === undefined ? Money.ZERO : Money.of(owners),
    others: others.map(({ amount, ...share }) => ({ ...share, amount: Money.of(amount) })),
    attachmentCount: body.attachmentCount ?? 1,
    ...(reserveRate === undefined ? {} : { reserveRate }),
    ...(ownersAccountCode === undefined ? {} : { ownersAccountCode }),
  };
}
