import {
  Body,
  Controller,
  Get,
  Ip,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import { SYSTEM_CONTEXT, type RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { cursorKeys, pageOf, pageSize, type Page } from '../../platform/http/paging.js';
import { BoardService, type PublicNotice } from '../board.service.js';
import { shownObjection } from '../domain/shown-objection.js';
import type { NoticeObjection } from '../domain/notice-content.js';
import type { NoticeState } from '../domain/notice-period.js';
import { standOf, type NoticeRow } from '../notices.service.js';
import { ObjectionsService } from '../objections.service.js';
import { BoardQuery, ObjectionDto, PublicNoticeQuery } from './notices.dto.js';
import { ObjectionLimiter } from './objection-limiter.js';
import { residentContext } from './resident-context.js';

@ApiTags('公示（无须登录）')
@Controller('public/notices')
export class PublicNoticesController {
  constructor(
    private readonly board: BoardService,
    private readonly objections: ObjectionsService,
    private readonly limiter: ObjectionLimiter,
    private readonly database: Database,
  ) {}

  /** 公示栏，新的在前 */
  @Public()
  @Get()
  async list(@Query() query: BoardQuery): Promise<Page<NoticeRow & { state: NoticeState }>> {
    const keys = cursorKeys(query, ['instant', 'uuid'])?.map(String);
    const before = keys === undefined ? null : ([keys[0] ?? '', keys[1] ?? ''] as const);
    const rows = await this.database.read(SYSTEM_CONTEXT, async (tx) => {
      const found = await this.board.board(tx, query.community ?? null, before, pageSize(query));
      return found.map((row) => ({ ...row, state: standOf(row, tx.today) }));
    });
    return pageOf(rows, query, (row) => [row.publishedAt.toISOString(), row.id]);
  }

  /** 一份公示：冻结的内容、公示期、异议和答复；format=html 或 pdf 为张贴时的原件 */
  @Public()
  @Get(':id')
  async one(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { format }: PublicNoticeQuery,
  ): Promise<PublicNotice | StreamableFile> {
    if (format === undefined || format === 'json') {
      return this.database.read(SYSTEM_CONTEXT, (tx) => this.board.notice(tx, id));
    }
    const bytes = await this.database.read(SYSTEM_CONTEXT, (tx) => this.board.bytes(tx, id));
    return format === 'pdf'
      ? new StreamableFile(bytes.pdf, {
          type: 'application/pdf',
          disposition: `inline; filename="notice-${id}.pdf"`,
        })
      : new StreamableFile(bytes.html, { type: 'text/html; charset=utf-8' });
  }

  /** 居民在公示期内提出异议 */
  @Public()
  @Post(':id/objections')
  async object(
    @Context() context: RequestContext,
    @Ip() address: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() objection: ObjectionDto,
  ): Promise<{ id: string } & NoticeObjection> {
    this.limiter.admit(address);
    const community = await this.database.read(SYSTEM_CONTEXT, (tx) =>
      this.board.communityOf(tx, id),
    );
    return this.database.write(residentContext(context, community), async (tx) => {
      const kept = await this.objections.object(tx, id, {
        text: objection.text,
        line: objection.line ?? null,
        name: objection.name ?? null,
        contact: objection.contact ?? null,
      });
      return { id: kept.id, ...shownObjection(kept) };
    });
  }
}
