import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, AllowOn } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { cursorKeys, pageOf, PageQuery, pageSize, type Page } from '../../platform/http/paging.js';
import { ObjectionsService, type ObjectionRow } from '../objections.service.js';
import { ReplyDto } from './notices.dto.js';

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
    @Query() query: PageQuery,
  ): Promise<Page<ObjectionRow>> {
    const keys = cursorKeys(query, 2)?.map(String);
    const before = keys === undefined ? null : ([keys[0] ?? '', keys[1] ?? ''] as const);
    const rows = await this.database.read(context, (tx) =>
      this.objections.list(tx, code, before, pageSize(query)),
    );
    return pageOf(rows, query, (row) => [row.receivedAt.toISOString(), row.id]);
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
