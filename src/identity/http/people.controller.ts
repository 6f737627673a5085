import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, SignedIn } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { PeopleService, type ColleagueRow } from '../people.service.js';
import { PasswordDto, RolesDto, StandingDto } from './identity.dto.js';

@ApiTags('社区与用户')
@Controller()
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly database: Database,
  ) {}

  /** 修改自己的密码；其他登录随即结束 */
  @SignedIn()
  @HttpCode(204)
  @Post('me/password')
  async changePassword(
    @Context() context: RequestContext,
    @Body() { currentPassword, newPassword }: PasswordDto,
  ): Promise<void> {
    return this.database.write(context, (tx) =>
      this.people.changePassword(tx, currentPassword, newPassword),
    );
  }

  /** 重置忘记了的密码；新密码只显示这一次 */
  @Allow('admin')
  @HttpCode(200)
  @Post('communities/:communityCode/users/:username/password')
  async resetPassword(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('username') username: string,
  ): Promise<{ username: string; initialPassword: string }> {
    return this.database.write(context, async (tx) => ({
      username,
      initialPassword: await this.people.resetPassword(tx, community, username),
    }));
  }

  /** 授予或收回职责：写明此人在本社区的全部职责 */
  @Allow('admin')
  @Put('communities/:communityCode/users/:username/roles')
  async setRoles(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('username') username: string,
    @Body() { roles }: RolesDto,
  ): Promise<ColleagueRow> {
    return this.database.write(context, (tx) =>
      this.people.setRoles(tx, community, username, roles),
    );
  }

  /** 停用离任的人：不能再登录，做过的事仍在 */
  @Allow('admin')
  @HttpCode(200)
  @Post('communities/:communityCode/users/:username/disable')
  async disable(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('username') username: string,
    @Body() { reason }: StandingDto,
  ): Promise<ColleagueRow> {
    return this.database.write(context, (tx) =>
      this.people.setActive(tx, community, username, { active: false, reason }),
    );
  }

  /** 恢复停用的人 */
  @Allow('admin')
  @HttpCode(200)
  @Post('communities/:communityCode/users/:username/enable')
  async enable(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('username') username: string,
    @Body() { reason }: StandingDto,
  ): Promise<ColleagueRow> {
    return this.database.write(context, (tx) =>
      this.people.setActive(tx, community, username, { active: true, reason }),
    );
  }
}
