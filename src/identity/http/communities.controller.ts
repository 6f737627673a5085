import { Body, Controller, Get, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Role } from '../../kernel/role.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { pagedListAnswer } from '../../platform/http/list-answer.js';
import { cursorKeys, ListQuery, rowsToRead, type Page } from '../../platform/http/paging.js';
import { rolesOf } from '../domain/duties.js';
import { IdentityService, type PersonRow } from '../identity.service.js';
import { CommunityDto, UserDto } from './identity.dto.js';
import { COMMUNITY_COLUMNS, PERSON_COLUMNS } from './people-columns.js';

/** A person and, beside the duties with their places, the plain roles. */
interface Person extends PersonRow {
  readonly roles: readonly Role[];
}

/** The initial password is there when it was made here, and shown this once. */
interface NewPersonAnswer extends Person {
  readonly initialPassword?: string;
}

@ApiTags('社区与用户')
@Controller('communities')
export class CommunitiesController {
  constructor(
    private readonly identity: IdentityService,
    private readonly database: Database,
  ) {}

  /** 我能看到的社区 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Query() query: ListQuery,
  ): Promise<Page<CommunityDto> | StreamableFile> {
    const [after = ''] = cursorKeys(query, ['text']) ?? [];
    // Whoever serves several communities sees them all; the scope of one duty would show one.
    const rows = await this.database.read({ ...context, scope: '%' }, (tx) =>
      this.identity.communities(tx, context.actor?.id ?? '', String(after), rowsToRead(query)),
    );
    const file = { name: '社区', columns: COMMUNITY_COLUMNS };
    return pagedListAnswer(query, file, rows, ({ code }) => [code]);
  }

  /** 建立社区 */
  @Allow('admin')
  @Post()
  async create(
    @Context() context: RequestContext,
    @Body() community: CommunityDto,
  ): Promise<CommunityDto> {
    return this.database.write(context, (tx) => this.identity.createCommunity(tx, community));
  }

  /** 一个社区 */
  @Allow(...READERS)
  @Get(':communityCode')
  async one(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
  ): Promise<CommunityDto> {
    return this.database.read(context, (tx) => this.identity.community(tx, code));
  }

  /** 社区里担任职责的人 */
  @Allow('admin', 'director', 'party-secretary', 'auditor')
  @Get(':communityCode/users')
  async users(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: ListQuery,
  ): Promise<Page<Person> | StreamableFile> {
    const [after = ''] = cursorKeys(query, ['text']) ?? [];
    const rows = await this.database.read(context, (tx) =>
      this.identity.users(tx, code, String(after), rowsToRead(query)),
    );
    const people = rows.map((row) => ({ ...row, roles: rolesOf(row.duties) }));
    const file = { name: `用户-${code}`, columns: PERSON_COLUMNS };
    return pagedListAnswer(query, file, people, ({ username }) => [username]);
  }

  /** 新增用户并授予职责 */
  @Allow('admin')
  @Post(':communityCode/users')
  async createUser(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() user: UserDto,
  ): Promise<NewPersonAnswer> {
    return this.database.write(context, async (tx) => {
      const created = await this.identity.createUser(tx, code, user);
      return { ...created, roles: rolesOf(created.duties) };
    });
  }
}
