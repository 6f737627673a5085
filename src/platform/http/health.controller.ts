import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/access.js';
import { Database } from '../database/database.js';
import { SYSTEM_CONTEXT } from '../database/request-context.js';

@ApiTags('运行')
@Controller()
export class HealthController {
  constructor(private readonly database: Database) {}

  /** 进程活着 */
  @Public()
  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** 数据库可用，可以接受请求 */
  @Public()
  @Get('health/ready')
  async ready(): Promise<{ status: string }> {
    await this.database.read(SYSTEM_CONTEXT, (tx) => tx.query('SELECT 1'));
    return { status: 'ok' };
  }

  /** Prometheus 文本格式的运行指标 */
  @Public()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Get('metrics')
  metrics(): string {
    const { rss, heapUsed } = process.memoryUsage();
    return [
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes ${rss}`,
      '# TYPE nodejs_heap_used_bytes gauge',
      `nodejs_heap_used_bytes ${heapUsed}`,
      '# TYPE process_uptime_seconds gauge',
      `process_uptime_seconds ${process.uptime()}`,
      '',
    ].join('\n');
  }
}
