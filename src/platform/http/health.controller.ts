import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { BlockList, isIPv6 } from 'node:net';
import { DomainError } from '../../kernel/domain-error.js';
import { Public } from '../auth/access.js';
import { Database } from '../database/database.js';
import { SYSTEM_CONTEXT } from '../database/request-context.js';
import { HealthDto } from './health.dto.js';
import { Metrics } from './metrics.js';

/** Addresses that no packet from the public network bears. */
const NEAR = new BlockList();
for (const [net, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const) {
  NEAR.addSubnet(net, prefix);
}
NEAR.addAddress('::1', 'ipv6');
NEAR.addSubnet('fc00::', 7, 'ipv6');
NEAR.addSubnet('fe80::', 10, 'ipv6');

@ApiTags('运行')
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  /** 进程活着 */
  @Public()
  @Get('health/live')
  live(): HealthDto {
    return { status: 'ok' };
  }

  /** 数据库可用，可以接受请求 */
  @Public()
  @Get('health/ready')
  async ready(): Promise<HealthDto> {
    await this.database.read(SYSTEM_CONTEXT, (tx) => tx.query('SELECT 1'));
    return { status: 'ok' };
  }

  /** Prometheus 文本格式的运行指标；只答复本机和内网 */
  @Public()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Get('metrics')
  async read(@Req() { ip, headers, socket }: FastifyRequest): Promise<string> {
    // Handed on by a proxy that nobody named: whose request it is cannot be known.
    const unknown = 'x-forwarded-for' in headers && ip === socket.remoteAddress;
    if (unknown || !NEAR.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4'))
      throw new DomainError('not-found');
    return this.metrics.text();
  }
}
