import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { Public } from '../../platform/auth/access.js';
import { messagePage } from '../domain/board.page.js';

/** A red square with 公. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#a8140c"/><path d="M13 6 7 15M19 6l6 9M15 14l-5 11 13-2M19 18l4 7" fill="none" stroke="#fff" stroke-width="2.6"/></svg>';

/** Addresses that lead nowhere: a person in front of a page is told so in words, a program by a problem document. */
@ApiExcludeController()
@Controller()
export class LostController {
  /** 图标 */
  @Public()
  @Get('favicon.ico')
  @Header('Content-Type', 'image/svg+xml')
  @Header('Cache-Control', 'public, max-age=604800')
  icon(): string {
    return ICON;
  }

  /** 没有这个页面 */
  @Public()
  @Get('*path')
  lost(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const { accept = '' } = request.headers;
    if (request.url.startsWith('/api/') || !accept.includes('text/html')) {
      throw new DomainError('not-found');
    }
    void reply.status(404).header('Content-Type', 'text/html; charset=utf-8');
    return messagePage('没有这个页面', '请核对网址，或从公示栏进入。', '/notices');
  }
}
