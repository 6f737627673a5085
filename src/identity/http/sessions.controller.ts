import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import type { Role } from '../../kernel/role.js';
import { Public, SignedIn } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { rolesOf } from '../domain/duties.js';
import { IdentityService, type PersonRow } from '../identity.service.js';
import { SessionsService, type TokenPair } from '../sessions.service.js';
import { LoginDto, RefreshDto } from './identity.dto.js';

/** Ten tries a minute for one name from one address. */
const GUESSES = {
  rateLimit: {
    max: 10,
    timeWindow: '1 minute',
    hook: 'preHandler',
    keyGenerator: ({ ip, body }: FastifyRequest): string =>
      `${ip} ${String((body as LoginDto | undefined)?.username).toLowerCase()}`,
  },
};

@ApiTags('登录')
@Controller()
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly identity: IdentityService,
    private readonly database: Database,
  ) {}

  /** 登录，得到访问令牌和刷新令牌 */
  @Public()
  @RouteConfig(GUESSES)
  @HttpCode(200)
  @Post('auth/login')
  async login(@Body() { username, password }: LoginDto): Promise<TokenPair> {
    return this.sessions.login(username, password);
  }

  /** 以刷新令牌换取新的一对令牌；旧的随即作废 */
  @Public()
  @HttpCode(200)
  @Post('auth/refresh')
  async refresh(@Body() { refreshToken }: RefreshDto): Promise<TokenPair> {
    return this.sessions.refresh(refreshToken);
  }

  /** 退出登录 */
  @Public()
  @HttpCode(204)
  @Post('auth/logout')
  async logout(@Body() { refreshToken }: RefreshDto): Promise<void> {
    await this.sessions.logout(refreshToken);
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
}
