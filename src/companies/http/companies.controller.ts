import { Body, Controller, Get, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import { ListQuery, type Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { CompaniesService, type CompanyRow } from '../companies.service.js';
import { CompanyDto } from './companies.dto.js';

const COLUMNS: readonly Column<CompanyRow>[] = [
  { title: '公司名称', value: ({ name }) => name, width: 40 },
  { title: '统一社会信用代码', value: ({ creditCode }) => creditCode, width: 24 },
  { title: '注册资本', value: ({ capital }) => capital },
  { title: '经营范围', value: ({ scope }) => scope, width: 60 },
  { title: '成立日期', value: ({ foundedOn }) => foundedOn },
  { title: '法定代表人', value: ({ legalRepresentative }) => legalRepresentative },
  { title: '账套', value: ({ bookNo }) => bookNo },
];

@ApiTags('社区公司')
@Controller('communities/:communityCode/companies')
export class CompaniesController {
  constructor(
    private readonly companies: CompaniesService,
    private readonly database: Database,
  ) {}

  /** 社区公司名册 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: ListQuery,
  ): Promise<Page<CompanyRow> | StreamableFile> {
    const rows = await this.database.read(context, (tx) => this.companies.list(tx, code));
    const file = { name: '社区公司', columns: COLUMNS };
    return wholeListAnswer(query, file, rows, ({ bookNo }) => bookNo);
  }

  /** 登记社区公司 */
  @Allow('accountant', 'director')
  @Post()
  async register(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() { capital, foundedOn, ...company }: CompanyDto,
  ): Promise<CompanyRow> {
    return this.database.write(context, (tx) =>
      this.companies.register(tx, code, {
        ...company,
        capital: Money.of(capital),
        foundedOn: parseLocalDate(foundedOn),
      }),
    );
  }
}
