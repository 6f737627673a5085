import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { localDateOf } from '../../kernel/local-date.js';
import { parseMonth } from '../../kernel/month.js';
import { MonthsService, type MonthRow, type MonthState } from '../../ledger/months.service.js';
import type { MeetingRecord } from '../../oversight/domain/meeting-record.js';
import type { MonthCheck } from '../../oversight/domain/month-checks.js';
import { MONTH_STATE_NAMES } from '../../oversight/domain/month-state.js';
import type { MonthReport } from '../../oversight/domain/month-report.js';
import { OversightService, type ReturnRow } from '../../oversight/oversight.service.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { pagedListAnswer, wholeListAnswer } from '../../platform/http/list-answer.js';
import { cursorKeys, ListQuery, rowsToRead, type Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { NoticesService, standOf, type NoticeRow } from '../notices.service.js';
import { NOTICE_STATE_NAMES, type NoticeState } from '../domain/notice-period.js';
import { CorrectionDto, NoticeDto } from './notices.dto.js';

type ShownNotice = NoticeRow & { readonly state: NoticeState };

/** Everything about a month in one look. */
interface MonthOverview {
  readonly month: string;
  readonly state: MonthState;
  /** What the report will be refused for; empty once the month is reported. */
  readonly checks: readonly MonthCheck[];
  readonly returns: readonly ReturnRow[];
  readonly report: MonthReport | null;
  readonly reportSha256: string | null;
  readonly meeting: MeetingRecord | null;
  readonly notice: ShownNotice | null;
}

@ApiTags('月份')
@Controller('communities/:communityCode')
export class MonthsController {
  constructor(
    private readonly notices: NoticesService,
    private readonly oversight: OversightService,
    private readonly months: MonthsService,
    private readonly database: Database,
  ) {}

  /** 各月份及其状态 */
  @Allow(...READERS)
  @Get('months')
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: ListQuery,
  ): Promise<Page<MonthRow> | StreamableFile> {
    const rows = await this.database.read(context, (tx) => this.months.months(tx, code));
    const file = { name: `月份-${code}`, columns: MONTH_COLUMNS };
    return wholeListAnswer(query, file, rows, ({ month }) => month);
  }

  /** 一个月份：状态、尚未通过的检查、冻结的报告、会议、公示 */
  @Allow(...READERS)
  @Get('months/:month')
  async one(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('month') text: string,
  ): Promise<MonthOverview> {
    const month = parseMonth(text);
    return this.database.read(context, async (tx) => {
      const frozen = await this.oversight.frozen(tx, code, month);
      const notice = await this.notices.noticeOf(tx, code, month);
      return {
        month,
        state: await this.months.state(tx, code, month),
        ...(await this.oversight.readiness(tx, code, month)),
        report: frozen?.report ?? null,
        reportSha256: frozen?.sha256 ?? null,
        meeting: await this.oversight.meeting(tx, code, month),
        notice: notice === null ? null : { ...notice, state: standOf(notice, tx.today) },
      };
    });
  }

  /** 张贴公示：审议通过的月份，至少公示 15 日 */
  @Allow('accountant', 'director', 'party-secretary')
  @Post('months/:month/notice')
  async publish(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('month') month: string,
    @Body() { days }: NoticeDto,
  ): Promise<ShownNotice> {
    return this.database.write(context, async (tx) => {
      const notice = await this.notices.publish(tx, code, parseMonth(month), days ?? null);
      return { ...notice, state: 'published' as const };
    });
  }

  /** 更正公示：取代原公示，公示期重新起算，原公示保留 */
  @Allow('accountant', 'director', 'party-secretary')
  @Post('months/:month/notice/correction')
  async correct(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('month') month: string,
    @Body() { reason, days }: CorrectionDto,
  ): Promise<ShownNotice> {
    return this.database.write(context, async (tx) => {
      const correction = { reason, days: days ?? null };
      const notice = await this.notices.correct(tx, code, parseMonth(month), correction);
      return { ...notice, state: 'published' as const };
    });
  }

  /** 封账：公示期满且异议均已答复 */
  @Allow('accountant', 'director', 'party-secretary')
  @Post('months/:month/seal')
  @HttpCode(200)
  async seal(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('month') month: string,
  ): Promise<{ month: string; state: 'sealed' }> {
    return this.database.write(context, (tx) => this.notices.seal(tx, code, parseMonth(month)));
  }

  /** 本社区的公示，新的在前 */
  @Allow(...READERS)
  @Get('notices')
  async published(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: ListQuery,
  ): Promise<Page<ShownNotice> | StreamableFile> {
    const keys = cursorKeys(query, ['instant', 'uuid'])?.map(String);
    const before = keys === undefined ? null : ([keys[0] ?? '', keys[1] ?? ''] as const);
    const rows = await this.database.read(context, async (tx) => {
      const found = await this.notices.publishedNotices(tx, code, before, rowsToRead(query));
      return found.map((row) => ({ ...row, state: standOf(row, tx.today) }));
    });
    const file = { name: `公示-${code}`, columns: COLUMNS };
    return pagedListAnswer(query, file, rows, (row) => [row.publishedAt.toISOString(), row.id]);
  }
}

const MONTH_COLUMNS: readonly Column<MonthRow>[] = [
  { title: '月份', value: ({ month }) => month },
  { title: '状态', value: ({ state }) => MONTH_STATE_NAMES[state] },
  { title: '上报日期', value: ({ reportedAt }) => dayOf(reportedAt) },
  { title: '封账日期', value: ({ sealedAt }) => dayOf(sealedAt) },
];

function dayOf(instant: Date | null): string | null {
  return instant === null ? null : localDateOf(instant);
}

const COLUMNS: readonly Column<ShownNotice>[] = [
  { title: '月份', value: ({ month }) => month },
  { title: '状态', value: ({ state }) => NOTICE_STATE_NAMES[state] },
  { title: '张贴日期', value: ({ postedOn }) => postedOn },
  { title: '公示期起', value: ({ from }) => from },
  { title: '公示期止', value: ({ through }) => through },
  { title: '张贴人', value: ({ publishedBy }) => publishedBy },
  { title: '更正理由', value: ({ reason }) => reason },
  { title: '编号', value: ({ id }) => id, width: 40 },
];
