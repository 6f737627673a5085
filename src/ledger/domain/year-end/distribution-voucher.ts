import type { LocalDate } from '../../../kernel/local-date.js';
import type { Money } from '../../../kernel/money.js';
import type { AccountFacts } from '../account.js';
import type { LineDraft } from '../voucher-line.js';
import type { DistributionPlan } from './distribution.js';
import { targetOf, type ClosingVoucher } from './transfer.js';
import type { DistributionRule } from './year-end-rule.js';

/** Who gets what by which resolution (四议两公开). */
export interface DistributionOrder {
  readonly resolutionNo: string;
  readonly resolvedOn: LocalDate;
  readonly owners: Money;
  /** Where the owners' share is owed; absent: the account of the standard. */
  readonly ownersAccountCode?: string;
  /** What else is distributed, after the owners. */
  readonly others: readonly {
    readonly name: string;
    readonly accountCode: string;
    readonly amount: Money;
  }[];
}

/**
 * The voucher of a distribution, in its order; each part stands on its own detail of the distribution account, on the one
 * for all parts (各项分配), or on the account itself where it has none: the resolution then tells them apart.
 * @throws DomainError year-end-account-missing
 */
export function distributionVoucher(
  rule: DistributionRule,
  plan: DistributionPlan,
  order: DistributionOrder,
  accounts: readonly AccountFacts[],
): ClosingVoucher {
  const { account, gathered, reserve, statutory, owners } = rule;
  const targetFor = (subAccount: string): string =>
    targetOf(
      { account, subAccount, ...(gathered === undefined ? {} : { otherwise: gathered }) },
      accounts,
    );
  const parts = [
    { subAccount: reserve.subAccount, into: reserve.into, amount: plan.reserve },
    { subAccount: statutory?.beyond ?? '', into: reserve.into, amount: plan.reserveBeyond },
    {
      subAccount: owners.subAccount,
      into: order.ownersAccountCode ?? owners.into,
      amount: plan.owners,
    },
    ...order.others.map(({ name, accountCode, amount }) => ({
      subAccount: name,
      into: accountCode,
      amount,
    })),
  ].filter(({ amount }) => !amount.isZero());
  const lines = parts.flatMap(({ subAccount, into, amount }): LineDraft[] => {
    const summary = `${subAccount}（决议 ${order.resolutionNo}）`.slice(0, 200);
    return [
      { summary, accountCode: targetFor(subAccount), debit: amount },
      { summary, accountCode: into, credit: amount },
    ];
  });
  return { summary: '收益分配', lines };
}
