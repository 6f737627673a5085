import { Body, Controller, Get, Headers, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomainError } from '../../kernel/domain-error.js';
import type { Role } from '../../kernel/role.js';
import { Public, SignedIn } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { rolesOf } from '../domain/duties.js';
import { IdentityService, type PersonRow } from '../identity.service.js';
import { SessionsService, type TokenPair } from '../sessions.service.js';
import { GuessLimiter } from './guess-limiter.js';
import { LoginDto, LogoutDto, RefreshDto } from './identity.dto.js';

@ApiTags('登录')
@Controller()
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly identity: IdentityService,
    private readonly database: Database,
    private readonly guesses: GuessLimiter,
  ) {}

  /** 登录，得到访问令牌和刷新令牌 */
  @Public()
  @HttpCode(200)
  @Post('auth/login')
  async login(@Ip() address: string, @Body() { username, password }: LoginDto): Promise<TokenPair> {
    await this.admit(address, username);
    const pair = await this.sessions.login(username, password);
    this.guesses.forgive(address, username);
    return pair;
  }

  /** 以刷新令牌换取新的一对令牌；旧的随即作废 */
  @Public()
  @HttpCode(200)
  @Post('auth/refresh')
  async refresh(@Body() { refreshToken }: RefreshDto): Promise<TokenPair> {
    return this.sessions.refresh(refreshToken);
  }

  /** 退出登录：交出刷新令牌即结束这次登录；不交则凭访问令牌结束本人的全部登录 */
  @Public()
  @HttpCode(204)
  @Post('auth/logout')
  async logout(
    @Headers('authorization') authorization: string | undefined,
    @Body() { refreshToken }: LogoutDto,
  ): Promise<void> {
    if (refreshToken === undefined) await this.sessions.logoutEverywhere(authorization);
    else await this.sessions.logout(refreshToken);
  }

  /** 我是谁，担任什么 */
  @SignedIn()
  @Get('me')
  async me(@Context() context: RequestContext): Promise<PersonRow & { roles: readonly Role[] }> {
    const { actor } = context;
    if (actor === null) throw new DomainError('unauthenticated');
    const person = await this.database.read(context, (tx) => this.identity.person(tx, actor.id));
    return { ...person, roles: rolesOf(person.duties) };
  }

  /** Of a flood of guesses in one name, the first that is turned away is noted. @throws DomainError too-many-requests */
  private async admit(address: string, username: string): Promise<void> {
    try {
      this.guesses.admit(address, username);
    } catch (refusal) {
      if (this.guesses.firstTurnedAway(address, username)) {
        await this.sessions.turnedAway(username);
      }
      throw refusal;
    }
  }
}
