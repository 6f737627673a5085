import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { cursorKeys, pageOf, pageSize, type Page } from '../../platform/http/paging.js';
import { tableFile, type Column } from '../../platform/http/table-file.js';
import { AuditService } from '../audit.service.js';
import type { AuditRow } from '../storage/audit.queries.js';
import { VerificationService, type Verification } from '../verification.service.js';
import { AuditQuery } from './audit.dto.js';

const COLUMNS: readonly Column<AuditRow>[] = [
  { title: '序号', value: ({ seq }) => seq, width: 8 },
  { title: '时间', value: ({ at }) => at.toISOString(), width: 24 },
  { title: '操作人', value: ({ actorName }) => actorName },
  { title: '内容', value: ({ sentence }) => sentence, width: 80 },
  { title: '哈希', value: ({ hash }) => hash, width: 66 },
];

@ApiTags('操作日志与核验')
@Controller('communities/:communityCode')
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly verification: VerificationService,
    private readonly database: Database,
  ) {}

  /** 操作日志，可按操作人、时间、内容查询 */
  @Allow(...READERS)
  @Get('audit-events')
  async events(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: AuditQuery,
  ): Promise<Page<AuditRow> | StreamableFile> {
    const [before = null] = cursorKeys(query, ['bigint']) ?? [];
    const limit = query.format === undefined || query.format === 'json' ? pageSize(query) : 100_000;
    const rows = await this.database.read(context, (tx) =>
      this.audit.events(tx, code, query, before === null ? null : Number(before), limit),
    );
    if (query.format === 'csv' || query.format === 'xlsx') {
      return tableFile(query.format, `操作日志-${code}`, COLUMNS, rows);
    }
    return pageOf(rows, query, ({ seq }) => [seq]);
  }

  /** 从原始记录重新计算账簿、单据、月报、计票、公示与季度报告，并与所存结果和操作日志核对 */
  @Allow(...READERS)
  @Get('verification')
  async verify(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
  ): Promise<Verification> {
    return this.database.read(context, (tx) => this.verification.verify(tx, code));
  }
}
