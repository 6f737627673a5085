import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Comparison } from '../platform/database/comparison.js';
import { RowMissing } from '../platform/database/only.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { auditGenesis, auditHash } from './domain/audit-chain.js';
import { auditHead, chainedEvents, joinBySets } from './storage/audit.queries.js';

/** One thing that was recomputed from the first line, and what differed. */
export interface Finding {
  readonly check: string;
  readonly count: number;
  readonly differences: readonly string[];
}

/** A recomputation that a room contributes; it reads everything and trusts no stored result. */
export interface Check {
  readonly name: string;
  readonly run: (tx: ReadTx, community: string) => Promise<Comparison>;
}

export interface Verification {
  readonly community: string;
  readonly clean: boolean;
  readonly findings: readonly Finding[];
}

const PAGE = 5000;

/** Recomputes what the books say; each room registers its own checks. */
@Injectable()
export class VerificationService {
  private readonly checks: Check[] = [{ name: '操作日志链', run: verifyLog }];

  register(check: Check): void {
    this.checks.push(check);
  }

  /** Runs every check over one community. */
  async verify(tx: ReadTx, community: string): Promise<Verification> {
    const findings: Finding[] = [];
    await joinBySets(tx);
    for (const { name, run } of this.checks) {
      findings.push({ check: name, ...(await run(tx, community).catch(unreadable)) });
    }
    return {
      community,
      clean: findings.every(({ differences }) => differences.length === 0),
      findings,
    };
  }
}

/** What somebody wrote over a stored text must not end the verification: what cannot be read is itself a difference. */
function unreadable(error: unknown): Comparison {
  if (!(
    error instanceof SyntaxError ||
    error instanceof TypeError ||
    error instanceof DomainError ||
    error instanceof RowMissing
  )) {
    throw error;
  }
  return { count: 0, differences: [`所存内容残缺，无法重新计算（${error.message}）`] };
}

async function verifyLog(tx: ReadTx, community: string): Promise<Comparison> {
  const differences: string[] = [];
  let head = auditGenesis(community);
  let last = 0;
  for (;;) {
    const events = await chainedEvents(tx, community, String(last), PAGE);
    for (const event of events) {
      last += 1;
      head = auditHash(head, community, event);
      if (Number(event.seq) !== last) differences.push(`操作日志第 ${last} 条缺失`);
      if (head !== event.hash) differences.push(`操作日志第 ${event.seq} 条与其哈希不符`);
      if (differences.length > 0) return { count: last, differences };
    }
    if (events.length < PAGE) break;
  }
  const kept = await auditHead(tx, community);
  // A community that nothing was ever noted of has no head.
  const end = kept ?? { seq: '0', head: auditGenesis(community) };
  if (Number(end.seq) !== last || end.head !== head) {
    differences.push(`操作日志应有 ${end.seq} 条，实有 ${last} 条，或链首不符`);
  }
  return { count: last, differences };
}
