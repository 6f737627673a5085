import { Money } from '../../../kernel/money.js';
import type { AccountFacts } from '../account.js';
import { leavesOf, netOn, twoSides, type AccountFigures } from '../statements/account-figures.js';
import type { DistributableProfit } from './distribution.js';
import type { DetailBalance } from './transfer.js';
import type { DistributionRule, YearEndRule } from './year-end-rule.js';

/** An account that should have no balance at the end of the year; positive in debit. */
export interface LeftAccount {
  readonly accountCode: string;
  readonly name: string;
  readonly balance: Money;
}

/** What still stands on a year. */
export interface LeftOnYear {
  /** Income, expenses and 本年收益 that are not carried yet. */
  readonly left: readonly LeftAccount[];
  /** Details of the distribution that are not carried to what is undistributed yet. */
  readonly details: readonly LeftAccount[];
  /** 待处理财产损溢 that is not dealt with. */
  readonly suspense: readonly LeftAccount[];
}

/** What is left to carry and to deal with before December is reported. */
export function leftOnYear(
  rule: YearEndRule,
  accounts: readonly AccountFacts[],
  balances: readonly DetailBalance[],
): LeftOnYear {
  const byCode = new Map(accounts.map((account) => [account.code, account]));
  const sums = new Map<string, Money>();
  for (const { accountCode, balance } of balances) {
    sums.set(accountCode, (sums.get(accountCode) ?? Money.ZERO).plus(balance));
  }
  const found = [...sums].flatMap(([accountCode, balance]) => {
    const account = byCode.get(accountCode);
    return account === undefined || balance.isZero() ? [] : [{ account, accountCode, balance }];
  });
  const those = (wanted: (account: AccountFacts) => boolean): LeftAccount[] =>
    found
      .filter(({ account }) => wanted(account))
      .map(({ account, accountCode, balance }) => ({ accountCode, name: account.name, balance }));
  const under = (codes: readonly string[], code: string): boolean =>
    codes.some((prefix) => code.startsWith(prefix));
  const last = rule.steps.at(-1);
  return {
    left: those(
      ({ category, code }) =>
        category === 'income' || category === 'expense' || under(rule.emptied, code),
    ),
    details: those(
      ({ code, name, parentCode }) =>
        rule.distribution !== null &&
        code.startsWith(rule.distribution.account) &&
        parentCode !== null &&
        name !== last?.into.subAccount,
    ),
    suspense: those(({ code }) => rule.suspense !== null && code.startsWith(rule.suspense)),
  };
}

/** What a transferred year leaves to distribute, by its figures of December. */
export function yearProfit(
  rule: YearEndRule,
  distribution: DistributionRule,
  accounts: readonly AccountFacts[],
  figures: readonly AccountFigures[],
): DistributableProfit {
  const categories = new Map(accounts.map(({ code, category }) => [code, category]));
  const leaves = leavesOf(figures);
  const isResult = ({ accountCode }: AccountFigures): boolean => {
    const category = categories.get(accountCode);
    return category === 'income' || category === 'expense';
  };
  const ofYear = leaves.filter(
    (leaf) =>
      isResult(leaf) ||
      [...rule.emptied, distribution.account].some((code) => leaf.accountCode.startsWith(code)),
  );
  const closing = (code: string): Money =>
    Money.sum(
      leaves
        .filter(({ accountCode }) => accountCode.startsWith(code))
        .map((leaf) => netOn('credit', twoSides(leaf, 'closing'))),
    );
  return {
    net: Money.sum(
      leaves.filter(isResult).map((leaf) => netOn('credit', twoSides(leaf, 'yearToDate'))),
    ),
    opening: Money.sum(ofYear.map((leaf) => netOn('credit', twoSides(leaf, 'opening')))),
    distributable: closing(distribution.account),
    reserve: closing(distribution.reserve.into),
    capital: distribution.statutory === null ? Money.ZERO : closing(distribution.statutory.capital),
  };
}
