import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdentityService } from '../../identity/identity.service.js';
import { parseLocalDate } from '../../kernel/local-date.js';
import { parseMonth } from '../../kernel/month.js';
import { Allow, AllowOn, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import { ListQuery, type Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { MEETING_STATE_NAMES } from '../domain/meeting.js';
import type { MeetingRecord } from '../domain/meeting-record.js';
import { MeetingsService } from '../meetings.service.js';
import { minutesSheet } from '../minutes.sheet.js';
import {
  AttendanceDto,
  ConclusionDto,
  MeetingDto,
  MinutesQuery,
  VotesDto,
} from './oversight.dto.js';

const COLUMNS: readonly Column<MeetingRecord>[] = [
  { title: '会议日期', value: ({ date }) => date },
  { title: '地点', value: ({ place }) => place, width: 24 },
  { title: '主持人', value: ({ chair }) => chair.name },
  { title: '应到', value: ({ members }) => members.length, width: 8 },
  { title: '实到', value: ({ quorum }) => quorum.present, width: 8 },
  { title: '结论', value: ({ state }) => MEETING_STATE_NAMES[state] },
  { title: '意见', value: ({ opinion }) => opinion, width: 48 },
];

@ApiTags('居务监督会议')
@Controller()
export class MeetingsController {
  constructor(
    private readonly meetings: MeetingsService,
    private readonly identity: IdentityService,
    private readonly database: Database,
    private readonly pdf: PdfRenderer,
  ) {}

  /** 召集居务监督委员会会议，审议已上报的月份 */
  @Allow('supervisor', 'director', 'party-secretary')
  @Post('communities/:communityCode/months/:month/meetings')
  async call(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('month') month: string,
    @Body() meeting: MeetingDto,
  ): Promise<MeetingRecord> {
    return this.database.write(context, async (tx) => {
      const people = await this.identity.users(tx, code, '', 10_000);
      const supervisors = people.filter(({ duties }) =>
        duties.some(({ role, scope }) => role === 'supervisor' && code.startsWith(scope)),
      );
      const { date, place, members, chair } = meeting;
      const called = {
        date: parseLocalDate(date),
        place,
        ...(members === undefined ? {} : { members }),
        ...(chair === undefined ? {} : { chair }),
      };
      return this.meetings.call(tx, code, parseMonth(month), called, supervisors);
    });
  }

  /** 本月的会议，先后为序 */
  @Allow(...READERS)
  @Get('communities/:communityCode/months/:month/meetings')
  async ofMonth(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('month') month: string,
    @Query() query: ListQuery,
  ): Promise<Page<MeetingRecord> | StreamableFile> {
    const rows = await this.database.read(context, (tx) =>
      this.meetings.ofMonth(tx, code, parseMonth(month)),
    );
    const file = { name: `居务监督会议-${code}-${month}`, columns: COLUMNS };
    return wholeListAnswer(query, file, rows, ({ id }) => id);
  }

  /** 一次会议：成员、到会、逐项表决 */
  @AllowOn('meeting', ...READERS)
  @Get('meetings/:id')
  async one(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<MeetingRecord> {
    return this.database.read(context, (tx) => this.meetings.meeting(tx, communityOf(context), id));
  }

  /** 登记到会成员，会议开始 */
  @AllowOn('meeting', 'supervisor', 'director', 'party-secretary')
  @Put('meetings/:id/attendance')
  async attend(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { present }: AttendanceDto,
  ): Promise<MeetingRecord> {
    return this.database.write(context, (tx) =>
      this.meetings.attend(tx, communityOf(context), id, present),
    );
  }

  /** 表决：成员投自己的票，主持人可代录到会成员的票；每人每项一次 */
  @AllowOn('meeting', 'supervisor')
  @Put('meetings/:id/votes')
  async vote(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { votes }: VotesDto,
  ): Promise<MeetingRecord> {
    const ballots = votes.map(({ memberId, ...vote }) =>
      memberId === undefined ? vote : { ...vote, member: memberId },
    );
    return this.database.write(context, (tx) =>
      this.meetings.vote(tx, communityOf(context), id, ballots),
    );
  }

  /** 作出结论：到会和票数足够即通过，否则退回会计 */
  @AllowOn('meeting', 'supervisor')
  @Post('meetings/:id/conclude')
  @HttpCode(200)
  async conclude(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { opinion, resolutions, outcome }: ConclusionDto,
  ): Promise<MeetingRecord> {
    const conclusion = { opinion: opinion ?? null, resolutions: resolutions ?? [], outcome };
    return this.database.write(context, (tx) =>
      this.meetings.conclude(tx, communityOf(context), id, conclusion),
    );
  }

  /** 会议记录，可取 PDF */
  @AllowOn('meeting', ...READERS)
  @Get('meetings/:id/minutes')
  async minutes(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { format }: MinutesQuery,
  ): Promise<MeetingRecord | StreamableFile> {
    const { meeting, community } = await this.database.read(context, async (tx) => ({
      meeting: await this.meetings.meeting(tx, communityOf(context), id),
      community: await this.identity.community(tx, communityOf(context)),
    }));
    if (format !== 'pdf') return meeting;
    const name = `${community.name}居务监督委员会会议记录-${meeting.month}.pdf`;
    return new StreamableFile(await this.pdf.sheet(minutesSheet(meeting, community.name)), {
      type: 'application/pdf',
      disposition: `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }
}

/** The guard has looked up the meeting's community. */
function communityOf(context: RequestContext): string {
  return context.communityCode ?? '';
}
