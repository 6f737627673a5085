import { Body, Controller, HttpCode, Ip, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, SignedIn } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { PeopleService, type ColleagueRow } from '../people.service.js';
import { GuessLimiter } from './guess-limiter.js';
import { PasswordDto, RolesDto, StandingDto } from './identity.dto.js';

@ApiTags('社区与用户')
@Controller()
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly database: Database,
    private readonly guesses: GuessLimiter,
  ) {}

  /** 修改自己的密码；其他登录随即结束 */
  @SignedIn()
  @HttpCode(204)
  @Post('me/password')
  async changePassword(
    @Context() context: RequestContext,
    @Ip() address: string,
    @Body() { currentPassword, newPassword }: PasswordDto,
  ): Promise<void> {
    // Whoever took an access token shall not find the password by it.
    const name = context.actor?.id ?? '';
    this.guesses.admit(address, name);
    await this.database.write(context, (tx) =>
      this.people.changePassword(tx, currentPassword, newPassword),
    );
    this.guesses.forgive(address, name);
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
