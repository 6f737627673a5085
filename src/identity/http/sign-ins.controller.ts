import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, SignedIn } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { pagedListAnswer } from '../../platform/http/list-answer.js';
import { cursorKeys, ListQuery, rowsToRead, type Page } from '../../platform/http/paging.js';
import { SignInsService, type SignInRow } from '../sign-ins.service.js';
import { SignInsQuery } from './identity.dto.js';
import { SIGN_IN_COLUMNS } from './people-columns.js';

@ApiTags('登录')
@Controller()
export class SignInsController {
  constructor(
    private readonly signIns: SignInsService,
    private readonly database: Database,
  ) {}

  /** 在本社区任职的人何时登录，何时密码不对，何时因多次不对被拦下；新的在前 */
  @Allow('admin')
  @Get('communities/:communityCode/sign-ins')
  async ofCommunity(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: SignInsQuery,
  ): Promise<Page<SignInRow> | StreamableFile> {
    const rows = await this.database.read(context, (tx) =>
      this.signIns.ofCommunity(tx, code, query, placeOf(query)),
    );
    return answer(query, `登录记录-${code}`, rows);
  }

  /** 我自己的登录记录：有不是自己的，请改密码并告诉管理员 */
  @SignedIn()
  @Get('me/sign-ins')
  async mine(
    @Context() context: RequestContext,
    @Query() query: ListQuery,
  ): Promise<Page<SignInRow> | StreamableFile> {
    const rows = await this.database.read(context, (tx) =>
      this.signIns.ofPerson(tx, context.actor?.id ?? '', placeOf(query)),
    );
    return answer(query, '我的登录记录', rows);
  }
}

function placeOf(query: ListQuery): {
  after: readonly (string | number)[] | null;
  limit: number;
} {
  return { after: cursorKeys(query, ['instant', 'uuid']), limit: rowsToRead(query) };
}

async function answer(
  query: ListQuery,
  name: string,
  rows: readonly SignInRow[],
): Promise<Page<SignInRow> | StreamableFile> {
  return pagedListAnswer(query, { name, columns: SIGN_IN_COLUMNS }, rows, ({ at, id }) => [at, id]);
}
