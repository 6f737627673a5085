import { Injectable } from '@nestjs/common';
import type { Month } from '../kernel/month.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { chainGenesis, voucherHash } from './domain/voucher-chain.js';
import { chainedVouchers, hashAt, lastSeqBefore } from './storage/verification.queries.js';

const PAGE = 1000;

/** What the books say today of a chain head that was printed earlier. */
@Injectable()
export class ChainService {
  /**
   * The head of a book's chain at a voucher, recomputed from the content of every voucher since the first of a month;
   * what came before is taken at its stored hash. null when the books no longer give one.
   */
  async headAt(
    tx: ReadTx,
    community: string,
    bookNo: number,
    through: number,
    since: Month,
  ): Promise<string | null> {
    let seq = Math.min(await lastSeqBefore(tx, community, bookNo, since), through);
    let head =
      seq === 0 ? chainGenesis(community, bookNo) : await hashAt(tx, community, bookNo, seq);
    while (head !== null && seq < through) {
      const limit = Math.min(PAGE, through - seq);
      const vouchers = await chainedVouchers(tx, community, bookNo, seq, limit);
      if (vouchers.length < limit) return null;
      for (const voucher of vouchers) {
        seq += 1;
        head = voucherHash(head, community, bookNo, voucher);
        if (voucher.seq !== String(seq) || voucher.hash !== head) return null;
      }
    }
    return head;
  }
}
