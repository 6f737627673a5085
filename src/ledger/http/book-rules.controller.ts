import {
  Body,
  Controller,
  Get,
  Param,
  ParseIntPipe,
  Put,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import { ListQuery, type Page } from '../../platform/http/paging.js';
import { BookRulesService, type PostingRuleRow } from '../book-rules.service.js';
import type { BookRow } from '../ledger.service.js';
import { BookSettingsDto, PostingRuleDto } from './book-rules.dto.js';
import { RULE_COLUMNS } from './list-columns.js';

@ApiTags('记账规则与账套设置')
@Controller('communities/:communityCode/books/:bookNo')
export class BookRulesController {
  constructor(
    private readonly rules: BookRulesService,
    private readonly database: Database,
  ) {}

  /** 自动记账规则：分录、依据、版本，以及本账套由谁何时启用或停用 */
  @Allow(...READERS)
  @Get('posting-rules')
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: ListQuery,
  ): Promise<Page<PostingRuleRow> | StreamableFile> {
    const rows = await this.database.read(context, (tx) => this.rules.rules(tx, code, bookNo));
    const file = { name: `自动记账规则-${code}-${bookNo}`, columns: RULE_COLUMNS };
    return wholeListAnswer(query, file, rows, ({ kind }) => kind);
  }

  /** 启用或停用一条自动记账规则 */
  @Allow('director', 'party-secretary')
  @Put('posting-rules/:ruleKind')
  async decide(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('ruleKind') kind: string,
    @Body() { enabled, reason }: PostingRuleDto,
  ): Promise<PostingRuleRow> {
    return this.database.write(context, (tx) =>
      this.rules.decide(tx, code, bookNo, kind, { enabled, reason }),
    );
  }

  /** 账套设置：会计主管 */
  @Allow('director')
  @Put('settings')
  async settings(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() { chiefAccountant }: BookSettingsDto,
  ): Promise<BookRow> {
    return this.database.write(context, (tx) =>
      this.rules.nameChiefAccountant(tx, code, bookNo, chiefAccountant ?? null),
    );
  }
}
