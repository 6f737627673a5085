import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { cursorKeys, pageOf, PageQuery, pageSize, type Page } from '../../platform/http/paging.js';
import { IdentityService, type PersonRow } from '../identity.service.js';
import { CommunityDto, UserDto } from './identity.dto.js';

/** The initial password is there when it was made here, and shown this once. */
interface NewPersonAnswer extends PersonRow {
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
    @Query() query: PageQuery,
  ): Promise<Page<CommunityDto>> {
    const [after = ''] = cursorKeys(query, 1) ?? [];
    const rows = await this.database.read(context, (tx) =>
      this.identity.communities(tx, String(after), pageSize(query)),
    );
    return pageOf(rows, query, ({ code }) => [code]);
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
    @Query() query: PageQuery,
  ): Promise<Page<PersonRow>> {
    const [after = ''] = cursorKeys(query, 1) ?? [];
    const rows = await this.database.read(context, (tx) =>
      this.identity.users(tx, code, String(after), pageSize(query)),
    );
    return pageOf(rows, query, ({ username }) => [username]);
  }

  /** 新增用户并授予职责 */
  @Allow('admin')
  @Post(':communityCode/users')
  async createUser(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() user: UserDto,
  ): Promise<NewPersonAnswer> {
    return this.database.write(context, (tx) => this.identity.createUser(tx, code, user));
  }
}
