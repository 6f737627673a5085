import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../platform/database/transaction.js';
import { auditGenesis } from './domain/audit-chain.js';
import {
  auditHead,
  hashOfEvent,
  listEvents,
  type AuditFilter,
  type AuditRow,
} from './storage/audit.queries.js';

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

  /** Where the community's log ends now: how many events, and the hash that seals them all. */
  async head(tx: ReadTx, community: string): Promise<{ seq: number; head: string }> {
    const kept = await auditHead(tx, community);
    return kept === undefined
      ? { seq: 0, head: auditGenesis(community) }
      : { seq: Number(kept.seq), head: kept.head };
  }

  /** The hash in the log after so many events; null when it has fewer. */
  async headAt(tx: ReadTx, community: string, seq: number): Promise<string | null> {
    return seq === 0 ? auditGenesis(community) : hashOfEvent(tx, community, seq);
  }
}
