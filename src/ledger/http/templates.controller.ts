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
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import { ListQuery, type Page } from '../../platform/http/paging.js';
import { LedgerService } from '../ledger.service.js';
import {
  TemplatesService,
  type NewTemplate,
  type RecurringVouchers,
  type VoucherTemplate,
} from '../templates.service.js';
import { TEMPLATE_COLUMNS } from './list-columns.js';
import { RecurringDto, TemplateDto, TemplateUseDto } from './templates.dto.js';

@ApiTags('凭证模板')
@Controller('communities/:communityCode/books/:bookNo')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly ledger: LedgerService,
    private readonly database: Database,
  ) {}

  /** 凭证模板 */
  @Allow(...READERS)
  @Get('voucher-templates')
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: ListQuery,
  ): Promise<Page<VoucherTemplate> | StreamableFile> {
    const rows = await this.database.read(context, async (tx) => {
      await this.ledger.book(tx, code, bookNo);
      return this.templates.list(tx, code, bookNo);
    });
    const file = { name: `凭证模板-${code}-${bookNo}`, columns: TEMPLATE_COLUMNS };
    return wholeListAnswer(query, file, rows, ({ id }) => id);
  }

  /** 新建模板；带 schedule 的按月生成 */
  @Allow('accountant')
  @Post('voucher-templates')
  async create(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() body: TemplateDto,
  ): Promise<VoucherTemplate> {
    return this.database.write(context, async (tx) => {
      await this.ledger.book(tx, code, bookNo);
      return this.templates.save(tx, code, bookNo, templateOf(body));
    });
  }

  /** 修改模板 */
  @Allow('accountant')
  @Put('voucher-templates/:id')
  async edit(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: TemplateDto,
  ): Promise<VoucherTemplate> {
    return this.database.write(context, (tx) =>
      this.templates.save(tx, code, bookNo, templateOf(body), id),
    );
  }

  /** 删除模板；已生成的凭证不受影响 */
  @Allow('accountant')
  @HttpCode(204)
  @Delete('voucher-templates/:id')
  async discard(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    return this.database.write(context, (tx) => this.templates.discard(tx, code, bookNo, id));
  }

  /** 用模板填制凭证草稿 */
  @Allow('accountant')
  @Post('voucher-templates/:id/use')
  async use(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { date, attachmentCount = 0, amounts = [] }: TemplateUseDto,
  ): Promise<{ id: string; status: string }> {
    return this.database.write(context, async (tx) => ({
      id: await this.templates.use(tx, code, bookNo, id, {
        date: parseLocalDate(date),
        attachmentCount,
        amounts: new Map(amounts.map(({ lineNo, amount }) => [lineNo, Money.of(amount)])),
      }),
      status: 'drafted',
    }));
  }

  /** 生成当月到期的凭证草稿；每个模板每月一次，重复请求不再生成 */
  @Allow('accountant')
  @HttpCode(200)
  @Post('recurring-vouchers')
  async makeDue(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() { month }: RecurringDto,
  ): Promise<RecurringVouchers> {
    return this.database.write(context, async (tx) => {
      await this.ledger.book(tx, code, bookNo);
      return this.templates.makeDue(tx, code, bookNo, parseMonth(month));
    });
  }
}

function templateOf({ name, lines, schedule }: TemplateDto): NewTemplate {
  if (schedule === undefined) return { name, lines };
  const { day, from, through } = schedule;
  if (through !== undefined && through < from) {
    throw new DomainError('validation-failed', {}, [
      { pointer: '/schedule/through', detail: `不能早于 ${from}。` },
    ]);
  }
  return {
    name,
    lines,
    schedule: {
      day,
      from: parseMonth(from),
      ...(through === undefined ? {} : { through: parseMonth(through) }),
    },
  };
}
