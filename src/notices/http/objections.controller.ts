import {
  Body,
  Controller,
  Get,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, AllowOn } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { pagedListAnswer } from '../../platform/http/list-answer.js';
import { cursorKeys, ListQuery, rowsToRead, type Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { ObjectionsService, type ObjectionRow } from '../objections.service.js';
import { ReplyDto } from './notices.dto.js';

const COLUMNS: readonly Column<ObjectionRow>[] = [
  { title: '收到日期', value: ({ receivedOn }) => receivedOn },
  { title: '月份', value: ({ month }) => month },
  { title: '涉及', value: ({ line }) => line, width: 24 },
  { title: '异议', value: ({ text }) => text, width: 60 },
  { title: '姓名', value: ({ name }) => name },
  { title: '联系方式', value: ({ contact }) => contact },
  {
    title: '答复',
    value: ({ replies }) => replies.map(({ on, by, text }) => `${on} ${by}：${text}`).join('；'),
    width: 60,
  },
];

@ApiTags('居民异议')
@Controller()
export class ObjectionsController {
  constructor(
    private readonly objections: ObjectionsService,
    private readonly database: Database,
  ) {}

  /** 本社区收到的异议，新的在前；联系方式只在这里可见 */
  @Allow('director', 'party-secretary', 'supervisor')
  @Get('communities/:communityCode/objections')
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: ListQuery,
  ): Promise<Page<ObjectionRow> | StreamableFile> {
    const keys = cursorKeys(query, ['instant', 'uuid'])?.map(String);
    const before = keys === undefined ? null : ([keys[0] ?? '', keys[1] ?? ''] as const);
    const rows = await this.database.read(context, (tx) =>
      this.objections.list(tx, code, before, rowsToRead(query)),
    );
    const file = { name: `异议-${code}`, columns: COLUMNS };
    return pagedListAnswer(query, file, rows, (row) => [row.receivedAt.toISOString(), row.id]);
  }

  /** 答复异议，答复公开 */
  @AllowOn('objection', 'director', 'party-secretary', 'supervisor')
  @Post('objections/:id/reply')
  async reply(
    @Context() context: RequestContext,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { text }: ReplyDto,
  ): Promise<ObjectionRow> {
    return this.database.write(context, (tx) =>
      this.objections.reply(tx, context.communityCode ?? '', id, text),
    );
  }
}
