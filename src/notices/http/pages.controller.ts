import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Ip,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
  UseFilters,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { Public } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import { SYSTEM_CONTEXT, type RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { cursorKeys, pageOf, pageSize } from '../../platform/http/paging.js';
import { BoardService } from '../board.service.js';
import { boardPage, livePart } from '../domain/board.page.js';
import { LIVE_PLACE } from '../domain/notice.page.js';
import { standOf } from '../notices.service.js';
import { ObjectionsService } from '../objections.service.js';
import { BoardQuery, NoticePageQuery, ObjectionDto } from './notices.dto.js';
import { ObjectionLimiter } from './objection-limiter.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { residentContext } from './resident-context.js';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Pages for people without a login. */
@ApiExcludeController()
@UseFilters(PageProblemFilter)
@Controller()
export class PagesController {
  constructor(
    private readonly board: BoardService,
    private readonly objections: ObjectionsService,
    private readonly limiter: ObjectionLimiter,
    private readonly database: Database,
  ) {}

  /** 公示栏 */
  @Public()
  @Get(['/', 'notices'])
  @Header('Content-Type', 'text/html; charset=utf-8')
  async notices(@Query() query: BoardQuery): Promise<string> {
    const keys = cursorKeys(query, ['instant', 'uuid'])?.map(String);
    const before = keys === undefined ? null : ([keys[0] ?? '', keys[1] ?? ''] as const);
    const rows = await this.database.read(SYSTEM_CONTEXT, async (tx) => {
      const found = await this.board.board(tx, query.community ?? null, before, pageSize(query));
      return found.map((row) => ({
        ...row,
        state: standOf(row, tx.today),
        correction: row.supersedesId !== null,
      }));
    });
    const { items, nextCursor } = pageOf(rows, query, (row) => [
      row.publishedAt.toISOString(),
      row.id,
    ]);
    const place = query.community === undefined ? '' : `community=${query.community}&`;
    const next = nextCursor === null ? null : `/notices?${place}cursor=${nextCursor}`;
    return boardPage(items, next, query.community ?? null);
  }

  /** 一份公示：张贴时冻结的原文，加上此后的异议和答复；以 .pdf 结尾即张贴版 */
  @Public()
  @Get('notices/:id')
  async notice(
    @Param('id') name: string,
    @Query() { received }: NoticePageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | StreamableFile> {
    const id = name.replace(/\.pdf$/, '');
    if (!UUID.test(id)) throw new DomainError('not-found');
    const { bytes, live } = await this.database.read(SYSTEM_CONTEXT, async (tx) => ({
      bytes: await this.board.bytes(tx, id),
      live: await this.board.notice(tx, id),
    }));
    if (name !== id) {
      return new StreamableFile(bytes.pdf, {
        type: 'application/pdf',
        disposition: `inline; filename="notice-${id}.pdf"`,
      });
    }
    reply.header('Content-Type', 'text/html; charset=utf-8');
    return bytes.html
      .toString('utf8')
      .replace(LIVE_PLACE, () =>
        livePart({ ...live, received: received !== undefined }).toString(),
      );
  }

  /** 页面上的异议表单 */
  @Public()
  @Post('notices/:id/objections')
  @HttpCode(303)
  async object(
    @Context() context: RequestContext,
    @Ip() address: string,
    @Param('id') id: string,
    @Body() objection: ObjectionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!UUID.test(id)) throw new DomainError('not-found');
    this.limiter.admit(address);
    const community = await this.database.read(SYSTEM_CONTEXT, (tx) =>
      this.board.communityOf(tx, id),
    );
    await this.database.write(residentContext(context, community), (tx) =>
      this.objections.object(tx, id, {
        text: objection.text,
        line: objection.line ?? null,
        name: objection.name ?? null,
        contact: objection.contact ?? null,
      }),
    );
    reply.header('Location', `/notices/${id}?received=1#objection`);
    return '';
  }
}
