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
import { DomainError } from '../../kernel/domain-error.js';
import { parseMonth } from '../../kernel/month.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import { ListQuery, type Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { CustomStatementsService, type CustomStatementRow } from '../custom-statements.service.js';
import type { StatementCheck, StatementRow } from '../domain/statements/evaluate-statement.js';
import { LedgerService } from '../ledger.service.js';
import {
  CustomFiguresQuery,
  CustomStatementDto,
  CustomVersionQuery,
} from './custom-statements.dto.js';
import { printedStatement } from './printed-statement.js';
import { reportFile } from './report-file.js';

/** A designed statement with its figures. */
interface CustomFiguresAnswer {
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly month: string;
  readonly columns: 'position' | 'flow';
  readonly rows: readonly StatementRow[];
  readonly checks: readonly StatementCheck[];
}

const COLUMNS: readonly Column<CustomStatementRow>[] = [
  { title: '代码', value: ({ code }) => code },
  { title: '名称', value: ({ title }) => title, width: 30 },
  { title: '版次', value: ({ version }) => version },
  { title: '行数', value: ({ lines }) => lines.length },
  { title: '设计人', value: ({ madeBy }) => madeBy },
];

@ApiTags('余额与报表')
@Controller('communities/:communityCode/books/:bookNo/custom-statements')
export class CustomStatementsController {
  constructor(
    private readonly statements: CustomStatementsService,
    private readonly ledger: LedgerService,
    private readonly database: Database,
    private readonly renderer: PdfRenderer,
  ) {}

  /** 自定义报表的设计 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: ListQuery,
  ): Promise<Page<CustomStatementRow> | StreamableFile> {
    const rows = await this.database.read(context, (tx) =>
      this.statements.list(tx, community, bookNo),
    );
    const file = { name: `自定义报表-${community}-${bookNo}`, columns: COLUMNS };
    return wholeListAnswer(query, file, rows, ({ code }) => code);
  }

  /** 设计或修改一张自定义报表：项目、数据来源、运算和勾稽关系；每次修改成为新的一版 */
  @Allow('accountant')
  @Put(':statementCode')
  async design(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('statementCode') code: string,
    @Body() { checks = [], ...statement }: CustomStatementDto,
  ): Promise<CustomStatementRow> {
    if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(code)) {
      throw new DomainError('validation-failed', {}, [
        { pointer: '/statementCode', detail: '报表代码用小写字母、数字和横线，至多 40 位。' },
      ]);
    }
    return this.database.write(context, (tx) =>
      this.statements.design(tx, community, bookNo, code, { ...statement, checks }),
    );
  }

  /** 一张自定义报表的设计 */
  @Allow(...READERS)
  @Get(':statementCode')
  async find(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('statementCode') code: string,
    @Query() { version }: CustomVersionQuery,
  ): Promise<CustomStatementRow> {
    return this.database.read(context, (tx) =>
      this.statements.find(tx, community, bookNo, code, version ?? null),
    );
  }

  /** 自定义报表的数字，附勾稽关系的核对结果 */
  @Allow(...READERS)
  @Get(':statementCode/figures')
  async figures(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('statementCode') code: string,
    @Query() { month: asked, version, format = 'json' }: CustomFiguresQuery,
  ): Promise<CustomFiguresAnswer | StreamableFile> {
    const month = parseMonth(asked);
    const { book, statement, now } = await this.database.read(context, async (tx) => ({
      book: await this.ledger.book(tx, community, bookNo),
      statement: await this.statements.evaluate(tx, community, bookNo, {
        code,
        version: version ?? null,
        month,
      }),
      now: tx.now,
    }));
    const { rows, checks, definition } = statement;
    const { title, columns } = definition;
    if (format === 'json') {
      return { code, version: statement.version, title, month, columns, rows, checks };
    }
    const basis = `自定义报表 ${code} 第 ${statement.version} 版`;
    const report = printedStatement(book.name, month, statement, basis, now);
    return reportFile<StatementRow>(format, report, this.renderer);
  }
}
