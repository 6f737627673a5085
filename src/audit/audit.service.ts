import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../platform/database/transaction.js';
import { listEvents, type AuditFilter, type AuditRow } from './storage/audit.queries.js';

/** The operation log: by operator, time and content (财会〔2024〕12号 第三十二条). */
@Injectable()
export class AuditService {
  async events(
    tx: ReadTx,
    community: string,
    filter: AuditFilter,
    before: number | null,
    limit: number,
  ): Promise<AuditRow[]> {
    return listEvents(tx, community, filter, before, limit);
  }
}
