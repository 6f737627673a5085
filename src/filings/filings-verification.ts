import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { VerificationService } from '../audit/verification.service.js';
import { parseMonth } from '../kernel/month.js';
import { ChainService } from '../ledger/chain.service.js';
import { compareWithLog, together, type Comparison } from '../platform/database/comparison.js';
import type { ReadTx } from '../platform/database/transaction.js';
import type { FilingData } from './domain/filing-data.js';
import {
  handDifferences,
  LOGGED_FILINGS,
  monthDifferences,
  storedFilings,
  strayDecisions,
  type StoredFiling,
} from './storage/proof.queries.js';

/** What the filings room contributes to verification: bytes against digests, heads against the books, months against their records. */
@Injectable()
export class FilingsVerification {
  constructor(
    verification: VerificationService,
    private readonly chains: ChainService,
  ) {
    verification.register({
      name: '季度报告',
      run: (tx, community) => this.run(tx, community),
    });
    verification.register({ name: '季度报告与月报、公示', run: monthDifferences });
    verification.register({
      name: '季度报告与操作日志',
      run: async (tx, community) =>
        together([
          await compareWithLog(tx, community, LOGGED_FILINGS),
          await handDifferences(tx, community),
        ]),
    });
  }

  private async run(tx: ReadTx, community: string): Promise<Comparison> {
    const differences = await strayDecisions(tx, community);
    let count = 0;
    let after: readonly [string, number] = ['', 0];
    for (;;) {
      const filings = await storedFilings(tx, community, after);
      for (const filing of filings) {
        count += 1;
        after = [filing.quarter, filing.version];
        differences.push(...digestDifferences(filing));
        differences.push(...(await this.chainDifferences(tx, community, filing)));
      }
      if (filings.length === 0) return { count, differences };
    }
  }

  private async chainDifferences(
    tx: ReadTx,
    community: string,
    filing: StoredFiling,
  ): Promise<string[]> {
    const data = JSON.parse(filing.data) as FilingData;
    const since = parseMonth(data.months[0]?.month ?? '');
    const differences: string[] = [];
    for (const { bookNo, chain } of data.books) {
      const head = await this.chains.headAt(tx, community, bookNo, chain.seq, since);
      if (head !== chain.head) {
        differences.push(
          `${filing.quarter} 报告第${filing.version}版：第${bookNo}账套的链首与账簿不符`,
        );
      }
    }
    return differences;
  }
}

function digestDifferences({ quarter, version, ...stored }: StoredFiling): string[] {
  const name = `${quarter} 报告第${version}版`;
  const differences: string[] = [];
  if (sha256(stored.data) !== stored.dataSha256) differences.push(`${name}：数据与其摘要不符`);
  if (stored.pdf !== null && sha256(stored.pdf) !== stored.pdfSha256) {
    differences.push(`${name}：文本与其摘要不符`);
  }
  return differences;
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
