import type { Actor } from '../../kernel/actor.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';
import type { VoucherDraft } from '../../ledger/domain/voucher.js';

/** 限定性净资产 and 非限定性净资产, the same codes in 财会〔2004〕7号 and 财会〔2024〕25号. */
const RESTRICTED_NET_ASSETS = '3102';
const UNRESTRICTED_NET_ASSETS = '3101';

/** What of a fund's restriction has ended. */
export interface FundRelease {
  readonly id: string;
  readonly voucherId: string;
  readonly bookNo: number;
  readonly fundCode: string;
  readonly fundName: string;
  readonly date: LocalDate;
  readonly amount: Money;
  readonly reason: string;
}

/**
 * 限定解除: 借 限定性净资产 / 贷 非限定性净资产. Both lines carry the fund, so its balance, received less used, stays:
 * the money was used before, here only its restriction ends.
 */
export function fundReleasePosting(release: FundRelease, maker: Actor): VoucherDraft {
  const { amount, fundCode } = release;
  const summary = `限定解除：${release.fundName}（${release.reason}）`.slice(0, 200);
  return {
    id: release.voucherId,
    bookNo: release.bookNo,
    date: release.date,
    attachmentCount: 0,
    lines: [
      { summary, accountCode: RESTRICTED_NET_ASSETS, debit: amount, fundCode },
      { summary, accountCode: UNRESTRICTED_NET_ASSETS, credit: amount, fundCode },
    ],
    source: { kind: 'release', id: release.id },
    maker,
    reviewer: null,
  };
}
