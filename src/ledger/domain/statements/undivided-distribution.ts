import { Money } from '../../../kernel/money.js';
import type { DistributionRule } from '../year-end/year-end-rule.js';
import type { AccountFigures } from './account-figures.js';

/** What a resolution that stands in the books distributed; amounts as text. */
export interface Distributed {
  readonly reserve: string;
  readonly reserveBeyond: string;
  readonly owners: string;
}

/**
 * Tells the parts of a distribution apart where the book does not: 收益分配 (利润分配) kept without details, or with
 * 各项分配 for all of them. The resolutions say what each part was, and each stands under the name that the statement of
 * distribution reads. What was distributed by hand, without a resolution, stays where it was.
 */
export function withPartsOf(
  { account, gathered, reserve, statutory, owners }: DistributionRule,
  distributed: readonly Distributed[],
  figures: readonly AccountFigures[],
): readonly AccountFigures[] {
  const under = figures.filter(({ accountCode }) => accountCode.startsWith(account));
  const whole =
    under.length === 1
      ? under[0]
      : under.find(({ name }) => gathered !== undefined && name === gathered);
  if (whole === undefined || under.some((one) => isUnder(one, whole))) return figures;
  const sum = (of: (one: Distributed) => string): Money =>
    Money.sum(distributed.map((one) => Money.of(of(one))));
  const parts = [
    { name: reserve.subAccount, amount: sum((one) => one.reserve) },
    { name: statutory?.beyond ?? '', amount: sum((one) => one.reserveBeyond) },
    { name: owners.subAccount, amount: sum((one) => one.owners) },
  ].filter(({ name, amount }) => !amount.isZero() && under.every((one) => one.name !== name));
  if (parts.length === 0) return figures;
  const taken = Money.sum(parts.map(({ amount }) => amount));
  const rest = {
    ...whole,
    accountCode: `${whole.accountCode}-0`,
    debit: whole.debit.minus(taken),
    ytdDebit: whole.ytdDebit.minus(taken),
  };
  return [
    ...figures.filter((one) => one !== whole),
    rest,
    ...parts.map(({ name, amount }, place) =>
      partOf(`${whole.accountCode}-${place + 1}`, name, amount),
    ),
  ];
}

function isUnder({ accountCode }: AccountFigures, whole: AccountFigures): boolean {
  return accountCode !== whole.accountCode && accountCode.startsWith(whole.accountCode);
}

function partOf(accountCode: string, name: string, amount: Money): AccountFigures {
  const none = Money.ZERO;
  return {
    accountCode,
    name,
    yearOpeningDebit: none,
    yearOpeningCredit: none,
    openingDebit: none,
    openingCredit: none,
    debit: amount,
    credit: none,
    ytdDebit: amount,
    ytdCredit: none,
    closingDebit: none,
    closingCredit: none,
  };
}
