import { Injectable } from '@nestjs/common';
import { VerificationService } from '../audit/verification.service.js';
import { compareWithLog, together, type Comparison } from '../platform/database/comparison.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { chainGenesis, voucherHash } from './domain/voucher-chain.js';
import {
  changeMarkDifferences,
  CHART_LOGGED,
  chartDifferences,
  chiefDifferences,
  ruleDifferences,
} from './storage/chart-verification.queries.js';
import { importDifferences, IMPORTS_LOGGED } from './storage/import-verification.queries.js';
import { linkDifferences } from './storage/voucher-documents.queries.js';
import { STANDARD_CHANGES_LOGGED } from './storage/standard-change.queries.js';
import {
  balanceDifferences,
  chainedVouchers,
  chainHeads,
  fundDifferences,
  monthsOutOfOrder,
  numberGaps,
  openingDifferences,
  unbalancedVouchers,
} from './storage/verification.queries.js';
import { distributionDifferences, DISTRIBUTIONS_LOGGED } from './storage/year-end.queries.js';

const PAGE = 5000;

/** What the ledger contributes to verification: everything recomputed from line one. */
@Injectable()
export class LedgerVerification {
  constructor(verification: VerificationService) {
    verification.register({ name: '凭证借贷平衡', run: unbalancedVouchers });
    verification.register({ name: '凭证连续编号', run: numberGaps });
    verification.register({ name: '余额等于分录合计', run: balanceDifferences });
    verification.register({ name: '专项余额', run: fundDifferences });
    verification.register({ name: '期初余额与操作日志', run: openingDifferences });
    verification.register({ name: '按月顺序封账', run: monthsOutOfOrder });
    verification.register({ name: '凭证哈希链', run: verifyChains });
    verification.register({ name: '凭证所附原始凭证', run: linkDifferences });
    verification.register({
      name: '年末收益分配与操作日志',
      run: (tx, community) => compareWithLog(tx, community, DISTRIBUTIONS_LOGGED),
    });
    verification.register({ name: '分配凭证与决议', run: distributionDifferences });
    verification.register({
      name: '会计制度衔接与操作日志',
      run: (tx, community) => compareWithLog(tx, community, STANDARD_CHANGES_LOGGED),
    });
    verification.register({ name: '制度衔接留下的标记', run: changeMarkDifferences });
    verification.register({
      name: '账套、明细科目、专项与操作日志',
      run: async (tx, community) =>
        together([
          await compareWithLog(tx, community, CHART_LOGGED),
          await chiefDifferences(tx, community),
        ]),
    });
    verification.register({ name: '会计科目与会计制度', run: chartDifferences });
    verification.register({ name: '制度资料与软件所载', run: ruleDifferences });
    verification.register({
      name: '凭证导入与操作日志',
      run: async (tx, community) =>
        together([
          await compareWithLog(tx, community, IMPORTS_LOGGED),
          await importDifferences(tx, community),
        ]),
    });
  }
}

async function verifyChains(tx: ReadTx, community: string): Promise<Comparison> {
  let count = 0;
  const differences: string[] = [];
  for (const chain of await chainHeads(tx, community)) {
    const { seq, head, broken } = await walkChain(tx, community, chain.bookNo);
    count += seq;
    if (broken !== null) {
      differences.push(`第${chain.bookNo}账套第 ${broken} 张凭证与其哈希不符，或次序不连续`);
    } else if (seq !== chain.seq || head !== chain.head) {
      differences.push(
        `第${chain.bookNo}账套应有 ${chain.seq ?? '（链首缺失）'} 张凭证，实有 ${seq} 张，或链首不符`,
      );
    }
  }
  return { count, differences };
}

async function walkChain(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<{ seq: number; head: string; broken: number | null }> {
  let head = chainGenesis(community, bookNo);
  let seq = 0;
  for (;;) {
    const vouchers = await chainedVouchers(tx, community, bookNo, seq, PAGE);
    for (const voucher of vouchers) {
      seq += 1;
      head = voucherHash(head, community, bookNo, voucher);
      if (voucher.seq !== String(seq) || voucher.hash !== head) {
        return { seq, head, broken: seq };
      }
    }
    if (vouchers.length < PAGE) return { seq, head, broken: null };
  }
}
